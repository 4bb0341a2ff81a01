import { defineCause } from '../api.ts';
import { argText, firstArg, judgeStatements } from '../by-statement.ts';
import { groupsSettled, onlyGroupsDiffer, proposalDetails } from '../proposal-details.ts';

/** No common proposal for quick mode or the CHILD_SA. */
export default defineCause({
  id: 'proposal.esp-mismatch',
  severity: 'high',
  references: ['EVT-K-19', 'GD-06', 'RFC 7296 2.7', 'RFC 2409 5.5'],
  mistakenFor: ['policy.selector-mismatch', 'proposal.pfs-mismatch'],
  explains: ['sa.rekey-failed', 'ike.peer-failed'],
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
      {
        codes: ['proposal.none-chosen'],
        where: (fact, view) => argText(fact, 'protocol') !== 'IKE' && !onlyGroupsDiffer(view) && groupsSettled(view),
      },
      // The particulars of a refusal, where the end that refused tells of both.
      {
        codes: ['proposal.attribute-differs'],
        where: (fact, view) =>
          argText(fact, 'protocol') !== 'IKE' &&
          view.facts('proposal.none-chosen').some((item) => item.host === fact.host),
      },
    ],
    indicates: [
      {
        codes: ['proposal.none-chosen'],
        where: (fact, view) => argText(fact, 'protocol') !== 'IKE' && !onlyGroupsDiffer(view),
        weight: 60,
      },
    ],
    configuration: {
      kinds: ['child-proposal'],
      phases: ['child'],
      where: (_, view) => view.breakPoint.notify === 'NO_PROPOSAL_CHOSEN' || view.breakPoint.notify === null,
    },
    notifies: ['NO_PROPOSAL_CHOSEN'],
    args: (_, facts) => ({ what: firstArg(facts, 'what') }),
    details: (view) => proposalDetails(view, 'ESP'),
  }),
});
