import { ESTABLISHED, STRONGSWAN_ANSWERS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-identity-mismatch-idr',
  title: 'The initiator asks for a responder identity that the responder does not have',
  truth: [{ cause: 'auth.identity-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { daemons: STRONGSWAN_ANSWERS },
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
