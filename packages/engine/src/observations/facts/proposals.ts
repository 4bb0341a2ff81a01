import type { FactEntry } from './entry.ts';

/** Facts: proposals. */
export const proposalFacts = {
  'proposal.received': { meaning: 'What the peer offers. `protocol` IKE, ESP, AH.', args: ['protocol', 'proposals'] },
  'proposal.configured': { meaning: 'What we have configured.', args: ['protocol', 'proposals'] },
  'proposal.none-chosen': {
    meaning: 'No common proposal. `final`: the record is of the end of the attempt.',
    args: ['protocol', 'what', 'final'],
    decides: true,
  },
  'proposal.attribute-differs': {
    meaning:
      'An attribute of a proposal on which the speaker and its peer differ. `what`: its name; `transform`: what part of a proposal it is.',
    args: ['protocol', 'what', 'transform', 'offered', 'wanted'],
  },
  'proposal.selected': { meaning: 'Chosen proposal for a child.', args: ['protocol', 'proposal'] },
  'proposal.ke-unacceptable': {
    meaning: 'The key exchange group is not ours; another one is asked for.',
    args: ['group', 'wanted', 'protocol'],
    decides: true,
  },
  'proposal.ke-retry': {
    meaning: 'The peer wants another key exchange group; we try again with it.',
    args: ['group', 'wanted', 'protocol'],
  },
  'proposal.pfs-refused': {
    meaning: 'PFS or its group differs in a child negotiation.',
    args: ['offered', 'wanted'],
    decides: true,
    ends: 'child',
  },
  'proposal.unsupported': {
    meaning: 'An algorithm in the configuration or proposal is not supported here.',
    args: ['algorithm', 'protocol'],
    decides: true,
  },
} satisfies Record<string, FactEntry>;
