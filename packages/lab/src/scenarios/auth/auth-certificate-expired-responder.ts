import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-expired-responder',
  title: "The responder's certificate has expired and the initiator refuses it",
  truth: [{ cause: 'auth.certificate-expired', at: 'responder' }],
  verdict: 'failing',
  // Where the kernel has no ESP the responder also fails to install the SA it agreed to: a second fault, proven in its own log.
  honest: {
    responder: { acceptable: ['auth.certificate-expired', 'sa.install-failed'], notCertain: [] },
    'log-responder': { acceptable: ['auth.certificate-expired', 'sa.install-failed'], notCertain: [] },
  },
  breaks: 'refused-auth-by-initiator',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world, { role: 'responder', issue: { from: -400, to: -9 } });
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /subject certificate invalid \(valid from/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
