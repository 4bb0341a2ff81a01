import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-revoked-libreswan',
  title: 'The certificate that Libreswan is shown is on its revocation list',
  truth: [{ cause: 'auth.certificate-revoked', at: 'initiator' }],
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
    const own = await plainCertificates(world);
    world.responder.config.revocationLists = [await world.keys.revoke('ca', [own.initiator.certificate])];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /SEC_ERROR_REVOKED_CERTIFICATE|revoked/i),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
