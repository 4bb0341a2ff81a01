import { defineCause, type Opinion } from '../api.ts';
import { argText, firstArg, judgeStatements } from '../by-statement.ts';
import { withoutTickets } from '../domain-state.ts';

/** Reasons of SSPI that say that no ticket was to be had (inventory EVT-K-26). */
const noTicket = ['no-authority', 'target-unknown'];

/** What ends in the same general words (EVT-K-31). */
const others = [
  'auth.logon-right-denied',
  'auth.membership-stale',
  'auth.computer-account',
  'auth.kerberos-clock-skew',
  'auth.method-mismatch',
];

const byStatement = judgeStatements({
  phases: ['auth', 'first', 'keys'],
  proves: [{ codes: ['auth.kerberos-failed'], where: (fact) => noTicket.includes(argText(fact, 'reason')) }],
  indicates: [
    // A domain controller that is not found tells why the ticket is missing.
    {
      codes: ['auth.kerberos-failed'],
      where: (fact, view) =>
        argText(fact, 'reason') === 'general' && view.hostFacts(fact.host, 'host.no-domain-controller').length > 0,
      weight: 85,
      leaves: others,
    },
    {
      codes: ['auth.kerberos-failed'],
      where: (fact) => ['general', 'no-credentials', 'wrong-principal'].includes(argText(fact, 'reason')),
      weight: 60,
      leaves: others,
    },
  ],
  args: (_, facts) => ({ what: firstArg(facts, 'what') }),
  details: (_, facts) => ({ reason: firstArg(facts, 'reason'), what: firstArg(facts, 'what') }),
  needs: (view) => [
    { host: view.responder.label, what: 'log' },
    { host: view.responder.label, what: 'raised-log-level' },
  ],
});

/** No Kerberos ticket: no domain controller, no trust, or an unknown target. A ticket that is refused for the clock is auth.kerberos-clock-skew. */
export default defineCause({
  id: 'auth.kerberos-unavailable',
  severity: 'high',
  references: ['EVT-K-26', 'EVT-K-27', 'EVT-K-28', 'EVT-K-31', 'DC-01'],
  mistakenFor: ['auth.logon-right-denied', 'auth.membership-stale', 'auth.computer-account'],
  explains: ['auth.method-mismatch', 'ike.timeout', 'ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'nltest /sc_verify:DOMAIN & klist', args: [] },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const said = byStatement(view);
    // What the host's own listings show is more than the words of the failure alone.
    return said?.stand === 'proves' ? said : (withoutTickets(view) ?? said);
  },
});
