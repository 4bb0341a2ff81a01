import { defineCause } from '../api.ts';
import { argOrNull, argText, firstArg, judgeStatements } from '../by-statement.ts';

/** The two hosts' filters or traffic selectors do not agree. */
export default defineCause({
  id: 'policy.selector-mismatch',
  severity: 'high',
  references: ['EVT-K-18', 'EVT-K-22', 'POL-01', 'RFC 7296 2.9', 'RFC 2409 5.5'],
  mistakenFor: ['sa.install-failed', 'proposal.esp-mismatch'],
  explains: ['ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [] },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-conns || ipsec status', args: [] },
    },
  ],
  judge: judgeStatements({
    phases: ['child', 'rekey'],
    proves: [
      {
        codes: ['policy.selectors-unacceptable', 'policy.selectors-invalid-answer'],
        where: (_, view) => view.facts('kernel.sa-refused', 'kernel.policy-refused', 'kernel.spi-refused').length === 0,
      },
    ],
    configuration: {
      kinds: ['selectors'],
      phases: ['child'],
      where: (_, view) =>
        view.breakPoint.notify !== 'NO_PROPOSAL_CHOSEN' &&
        view.facts('kernel.sa-refused', 'kernel.policy-refused', 'proposal.none-chosen').length === 0,
    },
    notifies: ['TS_UNACCEPTABLE', 'INVALID_ID_INFORMATION', 'SINGLE_PAIR_REQUIRED'],
    args: (_, facts) => ({
      proposedLocal: firstArg(facts, 'proposedLocal'),
      proposedRemote: firstArg(facts, 'proposedRemote'),
    }),
    details: (view, facts, differences) => ({
      proposedLocal: argOrNull(facts, 'proposedLocal'),
      proposedRemote: argOrNull(facts, 'proposedRemote'),
      configured: [
        ...new Set(
          view
            .facts('policy.selectors-configured')
            .map((fact) => `${argText(fact, 'local')} === ${argText(fact, 'remote')}`),
        ),
      ],
      differences: differences.map((difference) => difference.details),
    }),
  }),
});
