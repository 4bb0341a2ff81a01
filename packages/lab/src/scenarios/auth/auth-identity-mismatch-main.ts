import { ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-identity-mismatch-main',
  title: 'Identities differ, IKEv1 main mode: keys are right, the decrypted identity is refused',
  truth: [{ cause: 'auth.identity-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [1],
  allow: { dataPlane: ['userland', 'kernel'], nat: ['none', 'initiator'] },
  tune(draw, rng) {
    draw.fault['other'] = `${rng.word(6)}.example.org`;
  },
  configure(world) {
    const other = String(world.draw.fault['other']);
    for (const connection of world.responder.config.connections) connection.remote.id = other;
    for (const secret of world.responder.config.secrets) secret.ids = [];
    for (const secret of world.initiator.config.secrets) secret.ids = [];
  },
  act: tryOnce,
  prove: (recording) => [says(recording.responder, /no peer config found/), silent(recording.initiator, ESTABLISHED)],
};

export default scenario;
