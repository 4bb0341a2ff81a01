import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-identity-not-in-certificate-libreswan',
  title: 'Libreswan is sent an identity that the certificate does not hold',
  truth: [{ cause: 'auth.identity-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: {
    dataPlane: ['userland', 'kernel'],
    daemons: [
      ['strongswan', 'libreswan'],
      ['libreswan', 'libreswan'],
    ],
  },
  async configure(world) {
    await plainCertificates(world, { role: 'initiator', issue: { names: ['elsewhere.example.net'] } });
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /peer certificate subjectAltName extension does not match/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
