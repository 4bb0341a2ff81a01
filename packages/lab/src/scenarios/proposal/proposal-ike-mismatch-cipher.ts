import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'proposal-ike-mismatch-cipher',
  title: 'No common cipher for the IKE SA',
  truth: [{ cause: 'proposal.ike-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  tune(draw, rng) {
    const others = ['aes128', 'aes192', 'aes256'].filter((name) => name !== draw.algorithms.ike.encryption);
    draw.fault['cipher'] = rng.pick(others);
  },
  configure(world) {
    for (const connection of world.responder.config.connections) {
      connection.proposals = connection.proposals.map((one) => ({
        ...one,
        encryption: String(world.draw.fault['cipher']),
      }));
    }
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, {
      strongswan: /no (matching )?proposal found|received proposals unacceptable/,
      libreswan: /no (local )?proposal matches|no acceptable Oakley Transform/i,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
