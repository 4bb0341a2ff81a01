import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'proposal-ike-mismatch-group',
  title: 'No common Diffie-Hellman group for the IKE SA',
  truth: [{ cause: 'proposal.ike-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  configure(world) {
    const own = world.draw.algorithms.ike.group;
    const group = own === 'modp3072' ? 'ecp384' : 'modp3072';
    for (const connection of world.responder.config.connections) {
      connection.proposals = connection.proposals.map((one) => ({ ...one, group }));
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
