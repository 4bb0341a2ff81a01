import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-secret-missing-initiator',
  title: 'The initiator has no pre-shared key for this peer and gives up by itself',
  truth: [{ cause: 'auth.secret-missing', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'refused-auth-by-initiator',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  configure(world) {
    world.initiator.config.secrets = [];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.initiator, {
      strongswan: /no shared key found/,
      libreswan:
        /no (PreShared Key|pre-?shared|PSK|match(ing)? secret)|authentication failed: no PSK|Can't find the PreShared/i,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
