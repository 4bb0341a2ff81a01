import { plainCertificates } from '../../certificates.ts';
import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-method-mismatch-certificate',
  title: 'The initiator proves itself by certificate, the responder wants a pre-shared key',
  truth: [{ cause: 'auth.method-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async configure(world) {
    const kept = structuredClone({
      secrets: world.responder.config.secrets,
      connections: world.responder.config.connections,
    });
    await plainCertificates(world);
    world.responder.config.connections = kept.connections;
    world.responder.config.secrets = kept.secrets;
  },
  act: tryOnce,
  prove: (recording) => [
    says(
      recording.responder,
      /constraint requires pre-shared key authentication, but public key was used|no trusted .* public key found/,
    ),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
