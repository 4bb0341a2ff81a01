import { fromFact, fromRow, type CaseView, type Evidence, type LedgerRow } from '../causes/api.ts';
import { certificateHolds } from '../causes/certificate-files.ts';
import { icmpEvidence, icmpKind, ikeIcmp, socketErrors } from '../causes/path-facts.ts';
import { firstExchanges } from '../correlation/steps.ts';

/** What can keep a responder's daemon from answering a first message that it got. */
const byResponder = [
  'service.not-listening',
  'service.start-failed',
  'service.port-conflict',
  'policy.no-ike-config',
  'proposal.ike-mismatch',
  'ike.version-mismatch',
  'ike.exchange-mismatch',
  'policy.config-rejected',
  'policy.not-assigned',
  'auth.secret-missing',
  'auth.method-mismatch',
  'auth.identity-mismatch',
] as const;

/** Those of them that a daemon which listens decides. */
const byListener = byResponder.filter((id) => !id.startsWith('service.') && id !== 'policy.config-rejected');

/** What keeps a message of the initiator from leaving its host. */
const byOwnHost = ['host.route-missing', 'host.ip-configuration'] as const;

const byLoad = ['load.overload', 'load.flood'] as const;

/**
 * Candidates of a silent first exchange, or of a peer that fell silent later, that the packets rule out, whatever the cause: a
 * daemon that answered is configured and runs; a daemon that demonstrably never got the request decided nothing. Only causes for
 * which nothing speaks in particular are struck by it.
 */
export function ruledOut(view: CaseView): ReadonlyMap<string, readonly Evidence[]> {
  const out = new Map<string, readonly Evidence[]>();
  const { phase, manner } = view.breakPoint;
  if (phase === 'auth') return certificateHolds(view);
  if ((phase !== 'first' && phase !== 'established') || (manner !== 'silent' && manner !== 'icmp')) return out;
  const strike = (ids: readonly string[], by: readonly Evidence[]): void => {
    for (const id of ids) if (!out.has(id)) out.set(id, by);
  };
  if (phase === 'established') {
    const unanswered = view.rows.findLast((row) => row.exchange.toUpperCase() === 'INFORMATIONAL' && row.copies > 1);
    if (unanswered !== undefined && lost(unanswered))
      strike(['sa.out-of-sync', 'service.not-listening', 'ike.peer-failed'], fromRow(unanswered));
    if (unanswered?.seenArriving === 'yes' || unanswered?.receivedByLog === 'yes')
      strike(['path.peer-unreachable'], fromRow(unanswered));
    return out;
  }
  const requests = view.rows.filter((row) => firstExchanges.has(row.exchange) && row.sender === 'initiator');
  const answer = view.rows.find(
    (row) =>
      firstExchanges.has(row.exchange) &&
      row.sender === 'responder' &&
      row.notifies.every((notify) => !notify.error && notify.name !== 'COOKIE'),
  );
  if (answer !== undefined) strike([...byResponder, ...byLoad, 'path.peer-unreachable'], fromRow(answer));
  // The peer's cookie stands in the record of who waited: it answered once.
  const heard = view.facts('message.gave-up').filter((fact) => fact.args['answered'] === true);
  if (heard.length > 0)
    strike(
      [
        'path.peer-unreachable',
        'service.not-listening',
        'service.start-failed',
        'service.port-conflict',
        'policy.not-assigned',
      ],
      heard.map(({ src, ns }) => ({ source: src, class: 'statement', ns })),
    );
  const left = requests.find(
    (row) => row.seenLeaving === 'yes' || row.seenArriving === 'yes' || row.receivedByLog === 'yes',
  );
  const gone = left ?? answer;
  if (gone !== undefined) strike(byOwnHost, fromRow(gone));
  const request = requests.at(-1);
  if (request !== undefined && answer === undefined) {
    // Its own word that the port is closed shows that it came, whatever a capture with holes lacks.
    const { label, host } = view.responder;
    const closed = ikeIcmp(view, 'port-unreachable').some(
      ({ from }) => from === label || host.addresses.includes(from),
    );
    // A capture without any IKE, or without anything that came, may have been told to leave it out.
    const shown = view.responder.hasLog || !(view.showsNone(label, 'IKE') || view.hearsOnlyItself(label));
    if (lost(request) && !closed && shown) strike([...byResponder, ...byLoad, 'ike.peer-failed'], fromRow(request));
    if (request.seenArriving === 'yes' || request.receivedByLog === 'yes' || request.processed === 'yes')
      strike(['path.peer-unreachable'], fromRow(request));
  }
  const closed = closedPort(view);
  if (closed.length > 0)
    strike(['path.peer-unreachable', 'ike.peer-failed', ...byOwnHost, ...byLoad, ...byListener], closed);
  const prohibited = [...icmpEvidence(ikeIcmp(view, 'prohibited')), ...socketErrors(view, 'prohibited')];
  // A router could not bring it there.
  const unreachable = icmpEvidence(
    ikeIcmp(view, 'unreachable').filter(
      ({ from }) => from !== view.responder.label && !view.responder.host.addresses.includes(from),
    ),
  );
  for (const by of [prohibited, unreachable])
    if (by.length > 0 && answer === undefined) strike([...byResponder, ...byLoad, 'ike.peer-failed'], by);
  return out;
}

/**
 * The peer's own host says at once that nobody has the port at this address: so it is there, and no daemon of it took the request in, whatever
 * it would have made of it (RFC 1122 4.1.3.1). What it says later may be of a daemon that was stopped meanwhile.
 */
function closedPort(view: CaseView): readonly Evidence[] {
  const { label, host } = view.responder;
  const ofPeer = (address: string): boolean => address === label || host.addresses.includes(address);
  const asked = view.rows.find((row) => firstExchanges.has(row.exchange) && row.sender === 'initiator');
  const start = asked?.at ?? view.main?.start ?? null;
  const soon = (at: bigint | null): boolean => at !== null && start !== null && at - start < 2_000_000_000n;
  const seen = ikeIcmp(view, 'port-unreachable').filter(
    ({ from, quoted, ns }) => ofPeer(from) && quoted.dstPort === 500 && soon(ns),
  );
  const told = view.facts('host.icmp-received').filter((fact) => {
    const { icmpType: type, icmpCode: code, complainant } = fact.args;
    if (typeof type !== 'number' || typeof code !== 'number' || typeof complainant !== 'string') return false;
    return (
      icmpKind({ version: complainant.includes(':') ? 6 : 4, type, code }) === 'port-unreachable' &&
      ofPeer(complainant) &&
      fact.role === 'initiator' &&
      soon(view.timesOf(fact).common)
    );
  });
  return [...icmpEvidence(seen), ...told.map((fact) => fromFact(fact, 'clear-testimony'))];
}

/** It was sent more than once and a live capture at the other end shows none of it, or one at its own end that it never left. */
function lost(row: LedgerRow): boolean {
  if (row.copies < 2 || row.receivedByLog === 'yes' || row.processed === 'yes') return false;
  if (row.seenArriving === 'no') return row.seenLeaving === 'yes' || row.sentByLog === 'yes';
  return row.seenArriving !== 'yes' && row.sentByLog === 'yes' && row.seenLeaving === 'no';
}
