import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-secret-missing-responder',
  title: 'The responder has no pre-shared key for this peer',
  truth: [{ cause: 'auth.secret-missing', at: 'responder' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  configure(world) {
    world.responder.config.secrets = [];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, {
      strongswan: /no shared key found/,
      libreswan: /no (PreShared Key|pre-?shared|PSK|match(ing)? secret)|authentication failed: no PSK/i,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
