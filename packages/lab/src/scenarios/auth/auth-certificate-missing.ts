import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-missing',
  title: 'The initiator never sends its certificate and the responder does not have it',
  truth: [{ cause: 'auth.certificate-missing', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world);
    for (const connection of world.initiator.config.connections) connection.sendCertificate = 'never';
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /no trusted .*public key found/),
    silent(recording.responder, /received end entity cert/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
