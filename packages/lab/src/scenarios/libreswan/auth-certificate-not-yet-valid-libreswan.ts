import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-not-yet-valid-libreswan',
  title: 'Libreswan is shown a certificate that is not valid yet',
  // NSS has one word for both ends of the validity, and no evidence here carries the dates.
  truth: [{ cause: 'auth.certificate-not-yet-valid', at: 'initiator', alsoRight: ['auth.certificate-expired'] }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: [['strongswan', 'libreswan']] },
  tune(draw, rng) {
    draw.fault['days'] = 2 + rng.int(300);
  },
  async configure(world) {
    await plainCertificates(world, { role: 'initiator', issue: { from: Number(world.draw.fault['days']), to: 700 } });
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /SEC_ERROR_EXPIRED_CERTIFICATE|not yet valid/i),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
