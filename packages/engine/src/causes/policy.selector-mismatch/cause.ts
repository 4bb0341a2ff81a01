import { defineCause } from '../api.ts';
import { argOrNull, argText, firstArg, judgeStatements } from '../by-statement.ts';

/** The two hosts' filters or traffic selectors do not agree. */
export default defineCause({
  id: 'policy.selector-mismatch',
  severity: 'high',
  references: ['RFC 7296 2.9', 'POL-20'],
  mistakenFor: ['sa.install-failed', 'proposal.esp-mismatch'],
  explains: ['ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
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
