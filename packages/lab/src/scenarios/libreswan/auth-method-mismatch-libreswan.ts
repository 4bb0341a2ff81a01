import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-method-mismatch-libreswan',
  title: 'One end proves itself with a pre-shared key, Libreswan wants a certificate',
  truth: [{ cause: 'auth.method-mismatch', at: 'both' }],
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
    const secrets = world.initiator.config.secrets;
    await plainCertificates(world);
    world.initiator.config.secrets = secrets;
    for (const connection of world.initiator.config.connections) {
      connection.local = { ...connection.local, auth: 'psk' };
      delete connection.local.certificate;
      connection.remote = { ...connection.remote, auth: 'psk' };
    }
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /peer attempted PSK authentication but we want rsasig/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
