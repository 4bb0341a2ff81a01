import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-untrusted-libreswan',
  title: 'Libreswan does not know the authority of the certificate it is shown',
  truth: [{ cause: 'auth.certificate-untrusted', at: 'both' }],
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
    await plainCertificates(world);
    await world.keys.authority('other');
    const own = await world.keys.issue('stranger', { authority: 'other', names: [world.initiator.draw.identity] });
    for (const connection of world.initiator.config.connections) connection.local.certificate = own;
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /SEC_ERROR_UNKNOWN_ISSUER|SEC_ERROR_UNTRUSTED/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
