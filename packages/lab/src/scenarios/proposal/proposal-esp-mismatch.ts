import { CHILD_UP, ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'proposal-esp-mismatch',
  title: 'IKE agrees, the child has no common proposal',
  truth: [{ cause: 'proposal.esp-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [1, 2],
  allow: { daemons: PAIRS },
  tune(draw, rng) {
    draw.fault['part'] = rng.pick(['encryption', 'integrity']);
  },
  configure(world) {
    const { encryption, integrity } = world.draw.algorithms.child;
    const cipher = encryption === 'aes128' ? 'aes256' : 'aes128';
    const hash = integrity === 'sha512' ? 'sha256' : 'sha512';
    const change = world.draw.fault['part'] === 'encryption' ? { encryption: cipher } : { integrity: hash };
    for (const connection of world.responder.config.connections) {
      for (const child of connection.children) child.proposals = child.proposals.map((one) => ({ ...one, ...change }));
    }
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, ESTABLISHED),
    says(recording.responder, {
      strongswan: /no (matching|acceptable) proposal found/,
      libreswan: /no (local )?proposal matches|NO_PROPOSAL_CHOSEN|no acceptable/i,
    }),
    silent(recording.responder, CHILD_UP),
  ],
};

export default scenario;
