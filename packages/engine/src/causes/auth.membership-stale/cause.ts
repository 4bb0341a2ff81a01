import { defineCause } from '../api.ts';
import { argText, firstArg, judgeStatements } from '../by-statement.ts';

/** The computer is in the right group, and its ticket is older than that. */
export default defineCause({
  id: 'auth.membership-stale',
  severity: 'medium',
  references: ['EVT-K-31', 'DC-10'],
  mistakenFor: ['auth.logon-right-denied', 'auth.kerberos-unavailable'],
  explains: [],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'klist -li 0x3e7', args: [], task: 'computer-tickets' },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'cmd', template: 'klist -li 0x3e7 purge', args: [], task: 'purge-tickets' },
    },
  ],
  judge: judgeStatements({
    phases: ['auth', 'first', 'keys'],
    indicates: [
      {
        codes: ['auth.not-authorized'],
        at: 'peer',
        weight: 50,
        leaves: ['auth.logon-right-denied', 'auth.kerberos-unavailable'],
      },
      {
        codes: ['auth.kerberos-failed'],
        at: 'peer',
        where: (fact) => argText(fact, 'reason') === 'general',
        weight: 45,
        leaves: [
          'auth.logon-right-denied',
          'auth.kerberos-unavailable',
          'auth.computer-account',
          'auth.kerberos-clock-skew',
        ],
      },
    ],
    args: (_, facts) => ({ what: firstArg(facts, 'what') }),
  }),
});
