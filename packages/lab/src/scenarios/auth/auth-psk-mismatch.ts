import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-psk-mismatch',
  title: 'Both ends have a pre-shared key for each other and the keys differ',
  truth: [{ cause: 'auth.psk-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  tune(draw, rng) {
    draw.fault['secret'] = `${rng.word(9)}-${rng.word(11)}`;
  },
  configure(world) {
    for (const secret of world.responder.config.secrets) secret.secret = String(world.draw.fault['secret']);
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, {
      strongswan: /tried \d+ shared keys? for .*but MAC mismatched/,
      libreswan: /computed hash does not match|AUTH mismatch|authentication failed/,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
