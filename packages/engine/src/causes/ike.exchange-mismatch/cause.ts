import { defineCause } from '../api.ts';
import { sameMethodElsewhere } from '../auth.method-mismatch/cause.ts';
import { argOrNull, argText, firstArg, judgeStatements } from '../by-statement.ts';

/** Main mode against aggressive mode, or an exchange type refused by policy. */
export default defineCause({
  id: 'ike.exchange-mismatch',
  severity: 'high',
  references: ['RFC 2409 5', 'RFC 2408 3.1'],
  mistakenFor: ['policy.no-ike-config', 'auth.psk-mismatch'],
  explains: ['policy.no-ike-config', 'ike.timeout'],
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
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeStatements({
    phases: ['first', 'config', 'keys', 'auth'],
    proves: [
      { codes: ['ike.exchange-refused'] },
      {
        codes: ['auth.method-refused'],
        where: (fact, view) => argText(fact, 'exchange') !== '' && sameMethodElsewhere(fact, view),
      },
    ],
    indicates: [{ codes: ['auth.method-refused'], where: (fact) => argText(fact, 'exchange') !== '', weight: 60 }],
    configuration: { kinds: ['exchange'], phases: ['first', 'keys', 'auth'] },
    notifies: ['INVALID_EXCHANGE_TYPE'],
    args: (_, facts) => ({ exchange: firstArg(facts, 'exchange') }),
    details: (_, facts, differences) => ({
      exchange: argOrNull(facts, 'exchange'),
      differences: differences.map((difference) => difference.details),
    }),
  }),
});
