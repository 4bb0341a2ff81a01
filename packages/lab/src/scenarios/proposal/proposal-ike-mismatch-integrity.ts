import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'proposal-ike-mismatch-integrity',
  title: 'No common hash for the IKE SA',
  truth: [{ cause: 'proposal.ike-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  configure(world) {
    const integrity = world.draw.algorithms.ike.integrity === 'sha512' ? 'sha256' : 'sha512';
    for (const connection of world.responder.config.connections) {
      connection.proposals = connection.proposals.map((one) => ({ ...one, integrity }));
    }
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, {
      strongswan: /received proposals unacceptable|no matching proposal found|no proposal found/,
      libreswan: /no (local )?proposal matches|no acceptable Oakley Transform/i,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
