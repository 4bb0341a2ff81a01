import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-expired-own-libreswan',
  title: 'Libreswan does not load a connection because its own certificate has expired',
  truth: [{ cause: 'auth.certificate-expired', at: 'initiator', alsoRight: ['policy.config-rejected'] }],
  verdict: 'failing',
  breaks: 'start',
  ike: [2],
  allow: {
    dataPlane: ['userland', 'kernel'],
    daemons: [
      ['libreswan', 'strongswan'],
      ['libreswan', 'libreswan'],
    ],
  },
  tune(draw, rng) {
    draw.fault['days'] = 2 + rng.int(300);
  },
  async configure(world) {
    await plainCertificates(world, { role: 'initiator', issue: { from: -400, to: -Number(world.draw.fault['days']) } });
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, /left certificate .* is expired or not yet valid/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
