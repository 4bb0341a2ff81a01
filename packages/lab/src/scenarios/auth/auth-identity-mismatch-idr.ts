import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-identity-mismatch-idr',
  title: 'The initiator asks for a responder identity that the responder does not have',
  truth: [{ cause: 'auth.identity-mismatch', at: 'both' }],
  verdict: 'failing',
  // Where the kernel has no ESP the responder also fails to install the SA it agreed to: a second fault, proven in its own log.
  honest: {
    responder: { acceptable: ['auth.identity-mismatch', 'sa.install-failed'], notCertain: [] },
    'log-responder': { acceptable: ['auth.identity-mismatch', 'sa.install-failed'], notCertain: [] },
  },
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  tune(draw, rng) {
    draw.fault['other'] = `${rng.word(6)}.example.com`;
  },
  configure(world) {
    const other = String(world.draw.fault['other']);
    for (const connection of world.initiator.config.connections) connection.remote.id = other;
    for (const secret of world.initiator.config.secrets) secret.ids.push(other);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, {
      strongswan: /no matching peer config found/,
      libreswan: /Peer ID|no suitable connection|peer ID|ID .*mismatch|IDr/i,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
