import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-no-ike-config',
  title: "The responder has no connection for the initiator's address",
  truth: [{ cause: 'policy.no-ike-config', at: 'responder' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  configure(world) {
    const other = world.draw.family === 6 ? '2001:db8:99::7' : '203.0.113.250';
    for (const connection of world.responder.config.connections) connection.remote.addresses = [other];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, {
      strongswan: /no IKE config found for/,
      libreswan: /no connection (has been )?authorized|no suitable connection|NO_PROPOSAL_CHOSEN|not authorized/i,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
