import type { ConfigDifference, CaseView } from './api.ts';
import { filterOfFirst } from './host-filter.ts';
import { noneLoaded } from './meant-connection.ts';

/** Fatal configuration differences of the kinds given that the negotiation does not refute. */
export function fatalDifferences(
  view: CaseView,
  kinds: readonly ConfigDifference['kind'][],
): readonly ConfigDifference[] {
  return (view.differences ?? []).filter(
    (difference) => difference.fatal && kinds.includes(difference.kind) && !refuted(view, difference),
  );
}

/** What the files differ in is not what ended it: the end that had to decide went past it, or had nothing of the files loaded. */
function refuted(view: CaseView, { kind }: ConfigDifference): boolean {
  if (view.breakPoint.manner === 'silent' && answered(view)) return true;
  if ((kind === 'secret' || kind === 'secret-missing') && view.version === 2 && verified(view)) return true;
  return (kind === 'version' || kind === 'exchange') && noneLoaded(view, view.responder) === 'sure';
}

/** The responder did answer what the initiator asked last, and with no error: that nothing came of it is the way's doing. */
function answered(view: CaseView): boolean {
  const asked = view.rows.filter(({ sender }) => sender === 'initiator').at(-1);
  if (asked === undefined) return false;
  return view.rows.some(
    (row) =>
      row.sender === 'responder' &&
      row.exchange === asked.exchange &&
      (row.kind === 'message'
        ? view.rows.indexOf(row) > view.rows.indexOf(asked)
        : row.messageId === asked.messageId) &&
      (row.sentByLog === 'yes' || row.seenLeaving === 'yes' || row.seenArriving === 'yes') &&
      !row.notifies.some(({ error }) => error),
  );
}

/** The responder says that the initiator's proof with a pre-shared key verifies (RFC 7296 2.15: both are made with one key). */
function verified(view: CaseView): boolean {
  return view
    .facts('auth.peer-ok')
    .some((fact) => fact.role === 'responder' && String(fact.args['method'] ?? '').includes('pre-shared'));
}

/**
 * Whether a difference can be the reason: what was asked last came to the end that had to decide, and nothing says that it had none of its
 * file loaded.
 */
export function decided(view: CaseView): boolean {
  if (view.breakPoint.manner !== 'silent') return noneLoaded(view, view.responder) === 'no';
  if (view.breakPoint.phase === 'first' && filterOfFirst(view)?.applies === 'yes') return false;
  const asked = view.negotiations.flatMap(({ rows }) => rows.filter(({ sender }) => sender === 'initiator').slice(-1));
  // A capture takes packets before the packet filter of its host does.
  return (
    asked.length === 0 ||
    asked.some(
      (row) =>
        row.receivedByLog === 'yes' ||
        row.processed === 'yes' ||
        (row.seenArriving === 'yes' && row.receivedByLog !== 'no'),
    )
  );
}
