import { defineCause } from '../api.ts';
import { argOrNull, firstArg, judgeStatements } from '../by-statement.ts';

/** Transport against tunnel mode, or the tunnel endpoints differ. */
export default defineCause({
  id: 'policy.mode-mismatch',
  severity: 'high',
  references: ['RFC 7296 1.3.1', 'RFC 4301 3.2', 'RFC 2407 4.5'],
  mistakenFor: ['proposal.esp-mismatch', 'policy.selector-mismatch'],
  explains: ['policy.selector-mismatch', 'proposal.esp-mismatch'],
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
    proves: [{ codes: ['policy.mode-refused'] }],
    configuration: { kinds: ['mode'], phases: ['child'] },
    args: (_, facts) => ({ offered: firstArg(facts, 'offered'), wanted: firstArg(facts, 'wanted') }),
    details: (_, facts, differences) => ({
      offered: argOrNull(facts, 'offered'),
      wanted: argOrNull(facts, 'wanted'),
      differences: differences.map((difference) => difference.details),
    }),
  }),
});
