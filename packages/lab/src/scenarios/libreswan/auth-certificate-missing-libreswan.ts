import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-certificate-missing-libreswan',
  title: 'Libreswan is sent a signature without the certificate for it',
  truth: [{ cause: 'auth.certificate-missing', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: {
    dataPlane: ['userland', 'kernel'],
    daemons: [['strongswan', 'libreswan']],
  },
  async configure(world) {
    await plainCertificates(world);
    for (const connection of world.initiator.config.connections) connection.sendCertificate = 'never';
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /authentication failed: no certificate matched/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
