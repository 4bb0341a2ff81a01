import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-unsuitable',
  title: "The initiator's RSA key is shorter than the responder accepts",
  truth: [{ cause: 'auth.certificate-unsuitable', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world, { role: 'initiator', issue: { type: 'rsa', bits: 2048 } });
    for (const { remote } of world.responder.config.connections) remote.keyStrength = 'rsa-3072';
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /RSA-2048 signatures not acceptable/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
