import { CHILD_UP, ESTABLISHED, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'proposal-pfs-mismatch-quick',
  title: 'IKEv1: quick mode asks for a PFS group that the responder does not accept',
  truth: [{ cause: 'proposal.pfs-mismatch', at: 'both', alsoRight: ['proposal.esp-mismatch'] }],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [1],
  allow: {
    daemons: [
      ['strongswan', 'strongswan'],
      ['libreswan', 'strongswan'],
    ],
  },
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      for (const child of connection.children)
        child.proposals = child.proposals.map((one) => ({ ...one, group: 'modp3072' }));
    }
    for (const connection of world.responder.config.connections) {
      for (const child of connection.children)
        child.proposals = child.proposals.map((one) => ({ ...one, group: 'modp2048' }));
    }
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, ESTABLISHED),
    says(recording.responder, {
      strongswan: /no (matching|acceptable) proposal found/,
      libreswan: /NO_PROPOSAL_CHOSEN|no acceptable|OAKLEY_GROUP|PFS|group/i,
    }),
    silent(recording.responder, CHILD_UP),
  ],
};

export default scenario;
