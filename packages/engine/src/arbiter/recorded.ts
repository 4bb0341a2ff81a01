import type { CaseView } from '../causes/api.ts';

/** Nothing but records of an outcome tell of it, as Windows writes them: no message is in sight. */
export function recorded(view: CaseView): boolean {
  return view.rows.length === 0 && view.main?.attempts.some((attempt) => attempt.atEnd === true) === true;
}

/** A record says that it failed, in words that nobody here knows: of another language, or of a code without a name. */
export function unread(view: CaseView): boolean {
  return (
    recorded(view) &&
    view.facts('ike.ended-unexplained').some((fact) => fact.args['unread'] === true) &&
    view.facts('message.gave-up').length === 0
  );
}

/** The record of an initiator shows no cookie of the peer: nothing the peer sent came in. */
export function neverAnswered(view: CaseView): boolean {
  return (
    recorded(view) &&
    view.facts('ike.ended-unexplained', 'message.gave-up').some((fact) => fact.args['answered'] === false)
  );
}
