import { factEntry, type FactCode } from '../observations/index.ts';
import { earlyFailure } from './early-failure.ts';
import { lateFailure } from './late-failure.ts';
import { type Refusal, collectRefusals, decidedFirst, endsOf } from './refusals.ts';
import { promptGoodbye, smallAnswer } from './small-answers.ts';
import type { BreakPoint, Fact, LedgerRow, Role } from './types.ts';

/** Everything the exchange says about its own end: established facts, refusals, decisions. */
export interface Progress {
  readonly ikeEstablished: { readonly initiator: boolean; readonly responder: boolean };
  readonly childEstablished: boolean;
  readonly refusals: readonly Refusal[];
  readonly breakPoint: BreakPoint;
}

/**
 * Works out how far a negotiation came, from the ledger and the facts of both ends. `ofChild`: a record tells of its quick mode or child,
 * for which phase 1 had to stand.
 */
export function findBreakPoint(
  version: 1 | 2 | null,
  rows: readonly LedgerRow[],
  facts: readonly Fact[],
  hasLog: { readonly initiator: boolean; readonly responder: boolean },
  ofChild: boolean,
): Progress {
  const said = (role: Role, ...codes: FactCode[]): Fact | undefined =>
    facts.find((fact) => fact.role === role && codes.includes(fact.code));
  const established = {
    initiator: said('initiator', 'ike.established') !== undefined,
    responder: said('responder', 'ike.established') !== undefined,
  };
  const childFacts = facts.filter((fact) => fact.code === 'child.established');
  const refusals = collectRefusals(rows, facts);
  const wireUp = upByWire(version, rows);
  const result = (breakPoint: BreakPoint): Progress => ({
    ikeEstablished: established,
    childEstablished: childFacts.length > 0,
    refusals,
    breakPoint,
  });

  // The initiator's log lost the line, and nothing else of it speaks of a failure.
  const proofTrouble = facts.some(
    (fact) =>
      fact.role === 'initiator' &&
      fact.code.startsWith('auth.') &&
      !fact.code.endsWith('-ok') &&
      fact.code !== 'auth.own-method',
  );
  const trouble =
    proofTrouble ||
    facts.some((fact) => fact.role === 'initiator' && (fact.code === 'message.gave-up' || fact.code === 'ike.failed'));
  // A log of the responder in which the line is missing says nothing against a full answer on the wire.
  const refusedByResponder = facts.some(
    (fact) => fact.role === 'responder' && (factEntry(fact.code).ends !== undefined || fact.code === 'ike.failed'),
  );
  const childAtInitiator = childFacts.some((fact) => fact.role === 'initiator');
  const goesOn = rows.some(
    (row) => row.sender === 'initiator' && (row.exchange === 'CREATE_CHILD_SA' || row.exchange === 'Quick Mode'),
  );
  // An answer of full size that arrived, and nobody who complains: lines that are missing say nothing against it.
  const silentOnFailure = !trouble && !refusedByResponder && refusals.length === 0 && !promptGoodbye(rows);
  // A log that begins with quick mode: phase 1 stood before it (RFC 2409 5.5).
  const quickOnly =
    version === 1 &&
    rows.every((row) => row.exchange === 'Quick Mode') &&
    (rows.length > 0 || facts.some((fact) => fact.code === 'proposal.none-chosen' && fact.args['protocol'] === 'ESP'));
  // Who asks for a sign of life has an IKE SA to ask on (RFC 3706 5, RFC 7296 2.4); nothing of how it was set up is in sight.
  const onlyLost = rows.length === 0 && refusals.length === 0 && facts.some((fact) => fact.code === 'ike.peer-dead');
  const up =
    established.initiator ||
    quickOnly ||
    (ofChild && rows.length === 0 && !phaseOneRefused(facts, established)) ||
    onlyLost ||
    childAtInitiator ||
    (!neverHeard(rows) &&
      // The responder gave it up as never completed.
      said('responder', 'ike.half-open-deleted') === undefined &&
      // What it gave up then came after the IKE SA stood.
      ((established.responder && goesOn && !proofTrouble && refusals.length === 0) ||
        (silentOnFailure && answerCame(rows) && (established.responder || wireUp)) ||
        (established.responder && !hasLog.initiator && !abortedAfterAuth(refusals) && !promptGoodbye(rows)) ||
        (!hasLog.initiator && (!hasLog.responder || (!refusedByResponder && refusals.length === 0)) && wireUp)));
  if (up) {
    const late = lateFailure(version, rows, facts, refusals, childFacts, established);
    if (late !== null) return result(late);
    const last = rows[rows.length - 1];
    return result({
      phase: 'established',
      manner: 'none',
      lastCommonStep: last?.step ?? null,
      nextExpected: null,
      waitingFor: null,
      failedSender: null,
      decidedBy: 'unknown',
      notify: null,
      notifyEncrypted: null,
    });
  }
  return result(earlyFailure(version, rows, facts, refusals, established));
}

/** A record says that phase 1 itself failed, and none that it stood: what waited for it was no quick mode yet. */
function phaseOneRefused(
  facts: readonly Fact[],
  established: { readonly initiator: boolean; readonly responder: boolean },
): boolean {
  if (established.initiator || established.responder) return false;
  return facts.some((fact) => decidedFirst(fact) || endsOf(fact) === 'auth');
}

function abortedAfterAuth(refusals: readonly Refusal[]): boolean {
  return refusals.some((refusal) => refusal.sender === 'initiator' && refusal.notify === 'AUTHENTICATION_FAILED');
}

/** The IKE_AUTH answer reached the initiator, which did not ask again. With a window of one its next request shows the same (RFC 7296 2.3). */
function answerCame(rows: readonly LedgerRow[]): boolean {
  const answer = rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'response').at(-1);
  const request = rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'request').at(-1);
  if (answer === undefined || answer.bytes === null || smallAnswer(rows)) return false;
  const nextId = (request?.messageId ?? Number.POSITIVE_INFINITY) + 1;
  const next = rows.some((row) => row.sender === 'initiator' && row.kind === 'request' && row.messageId === nextId);
  return next || ((answer.seenArriving === 'yes' || answer.processed === 'yes') && (request?.copies ?? 1) === 1);
}

/**
 * The initiator repeated its last IKE_AUTH request, or message 5 of main mode, although each was answered, said nothing since, and left a request of the
 * responder unanswered, or its live capture shows none of the answers: no answer ever came to it (RFC 7296 2.1).
 */
function neverHeard(rows: readonly LedgerRow[]): boolean {
  const proof = (kind: 'request' | 'response', step: string) => (row: LedgerRow) =>
    (row.exchange === 'IKE_AUTH' && row.kind === kind) || row.step === step;
  const request = rows.findLast(proof('request', 'Main Mode message 5'));
  const answer = rows.findLast(proof('response', 'Main Mode message 6'));
  if (request === undefined || answer === undefined || request.copies < 2 || answer.copies < 2) return false;
  const later = rows.slice(rows.indexOf(answer) + 1);
  return (
    later.every((row) => row.sender === 'responder') &&
    (answer.seenArriving === 'no' ||
      later.some((row) => row.kind === 'request' && row.copies > 1 && row.answered !== 'yes'))
  );
}

/** By packets alone: something after authentication that only an established IKE SA carries. */
function upByWire(version: 1 | 2 | null, rows: readonly LedgerRow[]): boolean {
  if (version === 1) {
    const quick = rows.filter((row) => row.exchange === 'Quick Mode');
    return quick.some((row) => row.sender === 'responder') && quick.some((row) => row.sender === 'initiator');
  }
  const answer = rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'response').at(-1);
  if (answer === undefined) return rows.some((row) => row.exchange === 'CREATE_CHILD_SA' && row.kind === 'response');
  if (smallAnswer(rows)) return false;
  return !promptGoodbye(rows);
}
