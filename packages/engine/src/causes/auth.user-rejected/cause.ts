import { type CaseView, defineCause, fromSource, type Opinion } from '../api.ts';
import { argOrNull, argText, firstArg, judgeStatements } from '../by-statement.ts';
import { fromService, servicesOf } from '../services.ts';

const byStatement = judgeStatements({
  phases: ['user', 'auth'],
  proves: [
    {
      codes: ['auth.user-rejected', 'auth.eap-failed'],
      at: 'peer',
      // A server for the users that does not answer refused nobody, and who was told of a refusal does not know what was refused.
      where: (fact) =>
        fact.role !== 'initiator' &&
        argText(fact, 'what') !== 'RADIUS server does not answer' &&
        argText(fact, 'what') !== 'told by the server',
    },
  ],
  // Who is refused is not told why: a method that the server does not offer ends in the same message.
  indicates: [{ codes: ['auth.user-rejected', 'auth.eap-failed'], weight: 75, leaves: ['auth.method-mismatch'] }],
  args: (_, facts) => ({ user: firstArg(facts, 'id'), method: firstArg(facts, 'method') }),
  details: (_, facts) => ({ user: argOrNull(facts, 'id'), method: argOrNull(facts, 'method') }),
  needs: (view) => [{ host: view.responder.label, what: 'user-database' }],
});

/** Codes of RFC 3748 section 4. */
const response = 2;
const failure = 4;

/**
 * An opened exchange in which a method was run and the server ends it with EAP-Failure: the user is refused (RFC 3748 section 4.2).
 */
function byOpenedEap(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'user' && view.breakPoint.phase !== 'auth') return null;
  const answers = view.opened.filter((one) => one.sender === 'initiator').flatMap((one) => one.eap);
  const method = answers.findLast((eap) => eap.code === response && eap.method !== null && eap.method !== 'Identity');
  const refused = view.opened.filter(
    (one) => one.sender === 'responder' && one.eap.some((eap) => eap.code === failure || eap.refusal !== null),
  );
  // A Nak is the last word where no method was left to run (auth.method-mismatch).
  if (refused.length === 0 || method === undefined || method.method === 'Nak') return null;
  return {
    stand: 'proves',
    for: refused.slice(0, 4).map((one) => fromSource(one.source, 'authenticated-notify', one.ns)),
    against: [],
    weight: 75,
    at: view.initiator.label,
    args: { user: '', method: method.method ?? '' },
    details: { user: null, method: method.method },
    needs: [{ host: view.responder.label, what: 'user-database' }],
  };
}

/** The server behind the responder refused a user while this negotiation was at that point. */
function byRadius(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'user') return null;
  const rejected = servicesOf(view, view.responder.label, 'radius').filter((talk) => talk.answer === 'Access-Reject');
  const [first] = rejected;
  if (first === undefined) return null;
  return {
    stand: 'indicates',
    for: rejected.slice(0, 3).map(fromService),
    against: [],
    weight: 85,
    at: view.initiator.label,
    args: { user: first.about, method: 'RADIUS' },
    details: { user: first.about === '' ? null : first.about, method: 'RADIUS' },
    needs: [{ host: view.responder.label, what: 'user-database' }],
  };
}

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
  judge: (view) => byStatement(view) ?? byOpenedEap(view) ?? byRadius(view),
});
