import { defineCause } from '../api.ts';
import { argText, firstArg, judgeStatements } from '../by-statement.ts';
import { fatalDifferences } from '../differences.ts';
import { groupsSettled, onlyGroupsDiffer, proposalDetails } from '../proposal-details.ts';

/** The group for perfect forward secrecy differs, or one end has none. */
export default defineCause({
  id: 'proposal.pfs-mismatch',
  severity: 'high',
  references: ['EVT-K-19', 'RFC 7296 1.3.1', 'RFC 7296 2.17', 'RFC 2409 5.5'],
  mistakenFor: ['proposal.esp-mismatch', 'sa.rekey-failed'],
  explains: ['sa.rekey-failed', 'proposal.esp-mismatch', 'symptom.intermittent'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [], task: 'configuration' },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-conns', args: [], task: 'refresh-policy' },
    },
  ],
  judge: judgeStatements({
    phases: ['child', 'rekey'],
    proves: [
      { codes: ['proposal.pfs-refused'] },
      {
        codes: ['proposal.ke-unacceptable'],
        where: (_, view) =>
          view.breakPoint.notify === 'INVALID_KE_PAYLOAD' || view.breakPoint.notify === 'NO_PROPOSAL_CHOSEN',
      },
      {
        codes: ['proposal.none-chosen'],
        where: (fact, view) => argText(fact, 'protocol') !== 'IKE' && onlyGroupsDiffer(view),
      },
    ],
    indicates: [
      {
        codes: ['proposal.none-chosen'],
        where: (fact, view) => argText(fact, 'protocol') !== 'IKE' && !groupsSettled(view),
        weight: 45,
      },
    ],
    configuration: {
      kinds: ['pfs'],
      phases: ['child', 'rekey'],
      where: (_, view) => fatalDifferences(view, ['child-proposal']).length === 0,
    },
    notifies: ['INVALID_KE_PAYLOAD', 'NO_PROPOSAL_CHOSEN'],
    args: (_, facts) => ({ what: firstArg(facts, 'what') }),
    details: (view) => proposalDetails(view, 'ESP'),
  }),
});
