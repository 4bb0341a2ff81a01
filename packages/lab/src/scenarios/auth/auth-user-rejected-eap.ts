import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-user-rejected-eap',
  title: 'EAP: the user gives the wrong password',
  truth: [{ cause: 'auth.user-rejected', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  tune(draw, rng) {
    draw.fault['method'] = rng.pick(['eap-md5', 'eap-mschapv2']);
    draw.fault['secret'] = rng.word(11);
  },
  async configure(world) {
    const method = world.draw.fault['method'] === 'eap-md5' ? ('eap-md5' as const) : ('eap-mschapv2' as const);
    await plainCertificates(world);
    for (const { local } of world.initiator.config.connections) {
      local.auth = method;
      local.user = 'carol';
      delete local.certificate;
    }
    for (const { remote } of world.responder.config.connections) {
      remote.auth = method;
      remote.eapIdentity = '%any';
    }
    world.initiator.config.secrets.push({ kind: 'eap', ids: ['carol'], secret: String(world.draw.fault['secret']) });
    world.responder.config.secrets.push({ kind: 'eap', ids: ['carol'], secret: world.draw.secret });
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /EAP method .* failed|verification failed/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
