import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-method-mismatch-psk',
  title: 'The initiator proves itself by pre-shared key, the responder wants a certificate',
  truth: [{ cause: 'auth.method-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    const { secrets, connections } = world.initiator.config;
    const kept = structuredClone({ secrets, connections });
    await plainCertificates(world);
    world.initiator.config.connections = kept.connections;
    world.initiator.config.secrets = kept.secrets;
    for (const connection of world.responder.config.connections) connection.local.auth = 'psk';
    world.responder.config.secrets = structuredClone(kept.secrets);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /constraint requires public key authentication, but pre-shared key was used/),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
