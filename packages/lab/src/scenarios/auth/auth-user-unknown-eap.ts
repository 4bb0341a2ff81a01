import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-user-unknown-eap',
  title: 'EAP: the responder does not know the user',
  truth: [{ cause: 'auth.user-rejected', at: 'responder', alsoRight: ['auth.secret-missing'] }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world);
    for (const { local } of world.initiator.config.connections) {
      local.auth = 'eap-md5';
      local.user = 'mallory';
      delete local.certificate;
    }
    for (const { remote } of world.responder.config.connections) {
      remote.auth = 'eap-md5';
      remote.eapIdentity = '%any';
    }
    world.initiator.config.secrets.push({ kind: 'eap', ids: ['mallory'], secret: world.draw.secret });
    world.responder.config.secrets.push({ kind: 'eap', ids: ['carol'], secret: world.draw.secret });
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /no EAP key found for hosts/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
