import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-expired-libreswan',
  title: 'Libreswan is shown a certificate that has expired',
  truth: [{ cause: 'auth.certificate-expired', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: [['strongswan', 'libreswan']] },
  tune(draw, rng) {
    draw.fault['days'] = 2 + rng.int(300);
  },
  async configure(world) {
    await plainCertificates(world, { role: 'initiator', issue: { from: -400, to: -Number(world.draw.fault['days']) } });
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /SEC_ERROR_EXPIRED_CERTIFICATE|certificate.*expired/i),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
