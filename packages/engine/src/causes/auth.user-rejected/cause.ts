import { defineCause } from '../api.ts';
import { argOrNull, firstArg, judgeStatements } from '../by-statement.ts';

/** XAUTH, EAP or another user authentication is refused. */
export default defineCause({
  id: 'auth.user-rejected',
  severity: 'high',
  references: ['T1-22', 'RFC 7296 2.16'],
  mistakenFor: ['auth.psk-mismatch', 'auth.method-mismatch'],
  explains: ['ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'responder', text: 'check', privilege: 'admin', risk: 'reads' },
    { tier: 2, host: 'responder', text: 'fix', privilege: 'admin', risk: 'none' },
  ],
  judge: judgeStatements({
    phases: ['user', 'auth'],
    proves: [
      { codes: ['auth.user-rejected', 'auth.eap-failed'], at: 'peer', where: (fact) => fact.role !== 'initiator' },
    ],
    // Who is refused is not told why: a method that the server does not offer ends in the same message.
    indicates: [{ codes: ['auth.user-rejected', 'auth.eap-failed'], weight: 75, leaves: ['auth.method-mismatch'] }],
    args: (_, facts) => ({ user: firstArg(facts, 'id'), method: firstArg(facts, 'method') }),
    details: (_, facts) => ({ user: argOrNull(facts, 'id'), method: argOrNull(facts, 'method') }),
    needs: (view) => [{ host: view.responder.label, what: 'user-database' }],
  }),
});
