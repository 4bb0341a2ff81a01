import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-not-yet-valid',
  title: 'A certificate is dated in the future',
  truth: [{ cause: 'auth.certificate-not-yet-valid', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    await plainCertificates(world, { role: 'initiator', issue: { from: 20, to: 400 } });
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /subject certificate invalid \(valid from/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
