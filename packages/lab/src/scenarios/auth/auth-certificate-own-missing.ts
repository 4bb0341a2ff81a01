import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-own-missing',
  title: 'The initiator has no certificate or key for its own identity',
  truth: [{ cause: 'auth.certificate-missing', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'refused-auth-by-initiator',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world);
    for (const { local } of world.initiator.config.connections) delete local.certificate;
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /no private key found for/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
