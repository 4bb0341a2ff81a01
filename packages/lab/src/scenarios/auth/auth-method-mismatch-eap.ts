import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-method-mismatch-eap',
  title: 'The responder wants an EAP method that the client refuses (EAP NAK)',
  truth: [{ cause: 'auth.method-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  tune(draw, rng) {
    draw.fault['client'] = rng.pick(['eap-md5', 'eap-mschapv2']);
  },
  async configure(world) {
    const client = world.draw.fault['client'] === 'eap-md5' ? ('eap-md5' as const) : ('eap-mschapv2' as const);
    const server = client === 'eap-md5' ? ('eap-mschapv2' as const) : ('eap-md5' as const);
    await plainCertificates(world);
    const user = 'carol';
    for (const { local } of world.initiator.config.connections) {
      local.auth = client;
      local.user = user;
      delete local.certificate;
    }
    for (const { remote } of world.responder.config.connections) {
      remote.auth = server;
      remote.eapIdentity = '%any';
    }
    const secret = { kind: 'eap' as const, ids: [user], secret: world.draw.secret };
    world.initiator.config.secrets.push(secret);
    world.responder.config.secrets.push(secret);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /received EAP_NAK|EAP_NAK|EAP method .* failed/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
