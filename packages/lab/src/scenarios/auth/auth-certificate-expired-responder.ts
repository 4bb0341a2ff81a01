import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-expired-responder',
  title: "The responder's certificate has expired and the initiator refuses it",
  truth: [{ cause: 'auth.certificate-expired', at: 'responder' }],
  verdict: 'failing',
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
