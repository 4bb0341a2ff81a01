import type { Ruling } from '../arbiter/arbiter.ts';
import type { CaseView } from '../causes/api.ts';
import { benignAbsence } from '../causes/benign-absence.ts';
import type { Account } from '../correlation/account.ts';
import { satisfied } from '../correlation/early-failure.ts';
import { stages, type IncidentDraft, type PairDraft } from '../correlation/incidents.ts';
import { retries } from '../correlation/refusals.ts';
import { coarseGoodbye } from '../correlation/small-answers.ts';
import { factEntry as entryOf, type FactEntry } from '../observations/index.ts';

type Negotiation = CaseView['negotiations'][number];

/** What keeps an incident from being judged. */
export interface Doubts {
  /** No cause can be told from records like these. */
  readonly tooThin: boolean;
  /** The records have holes: what is not in them may have happened all the same. */
  readonly holes: boolean;
}

/** Whether the records of an incident carry a cause, or are about the records and not about the peers. */
export function doubtsOf(
  account: Account,
  pair: PairDraft,
  incident: IncidentDraft,
  view: CaseView,
  ruling: Ruling,
): Doubts {
  const holes = [...account.unreliable].some((artifact) => incident.hosts.includes(account.hostOf.get(artifact) ?? ''));
  const own = new Set(incident.negotiations);
  // Asked only of records with holes: it looks at every negotiation.
  const latest = (): boolean =>
    pair.incidents.every((other) => other === incident || startOfLast(other) <= startOfLast(incident)) &&
    !account.negotiations.some((other) => !own.has(other) && goesOn(incident, other));
  const proven = ruling.causes.some((ranked) => ranked.opinion.stand === 'proves');
  // A host's word of packets it has no SA for is about an SA that stood, not about a negotiation that was cut off.
  const ofTraffic = view.breakPoint.phase === 'config' && ruling.causes[0]?.opinion.stand === 'indicates';
  const ended = (over: (negotiation: Negotiation) => boolean): boolean =>
    incident.negotiations.length > 0 && incident.negotiations.every(over);
  // Records of an outcome do not end before what they tell of does.
  const recorded = (negotiation: Negotiation): boolean =>
    negotiation.attempts.some((attempt) => attempt.atEnd === true);
  const cut = ended(
    (negotiation) => (negotiation.outcome === 'incomplete' && !recorded(negotiation)) || unfinished(negotiation),
  );
  // Records with holes make holes in the exchange: what is not proven would be about the records, not about the peers; and whether
  // an earlier failure healed since is not to be seen in them.
  const outlived = protectedSince(view) && (holes || ruling.causes[0]?.confidence !== 'certain');
  const blurred =
    outlived ||
    (holes &&
      ((!proven && !copied(view)) ||
        !latest() ||
        view.negotiations.some((negotiation) => mixed(negotiation, account))));
  const away = !proven && benignAbsence(view).length > 0;
  const tooThin =
    blurred ||
    away ||
    lastGasp(view) ||
    answersProtected(view) ||
    deletedSameSecond(view, ruling) ||
    (!proven && ((cut && !ofTraffic) || ended(stopped) || ended((negotiation) => brokenOff(negotiation, account))));
  return { tooThin, holes };
}

/** A handful of lines without times, as people paste them: those they left out are no lost records, and nothing came after them. */
function copied(view: CaseView): boolean {
  return (
    view.negotiations.length > 0 &&
    view.negotiations.every(
      ({ start, attempts }) => start === null && attempts.every((attempt) => attempt.pasted === true),
    )
  );
}

/**
 * One message to a daemon that is stopped at that very moment, not repeated: somebody took everything down, and the records end with it.
 */
function lastGasp(view: CaseView): boolean {
  const { main } = view;
  if (main === null || main.start === null || view.breakPoint.manner !== 'icmp') return false;
  if (view.rows.some((row) => row.copies > 1) || view.facts('message.gave-up', 'message.retransmitted').length > 0)
    return false;
  const start = main.start;
  return view.hostFacts(view.responder.label, 'daemon.stopping').some((fact) => {
    const { common, error } = view.timesOf(fact);
    const apart = common === null ? null : common > start ? common - start : start - common;
    return apart !== null && apart < error + 1_000_000_000n;
  });
}

/** All that speaks of a failure is that the initiator deletes the IKE SA in the second in which it stands: perhaps on purpose. */
function deletedSameSecond(view: CaseView, ruling: Ruling): boolean {
  return ruling.causes[0]?.confidence === 'possible' && !view.initiator.hasLog && coarseGoodbye(view.rows);
}

/**
 * The responder sends on the very SA of the child whose last message it seems not to have, or lists it as one to send on: it has it only with
 * that message (RFC 2409 5.5), so the records lack it.
 */
function answersProtected(view: CaseView): boolean {
  if (view.breakPoint.phase !== 'child' || view.breakPoint.manner !== 'silent') return false;
  const own = new Set(
    view.facts('child.established').flatMap((fact) => (fact.role === 'initiator' ? [fact.args['spiIn']] : [])),
  );
  return view.sas.some(
    (sa) =>
      sa.from === view.responder.label &&
      own.has(sa.spi) &&
      (sa.leaving !== null || sa.arriving !== null || sa.senderHas === 'yes'),
  );
}

/** Protected packets passed both ways after this failed to set anything up: another negotiation did, which is not to be seen. */
function protectedSince(view: CaseView): boolean {
  if (stages.indexOf(view.breakPoint.phase) >= stages.indexOf('child')) return false;
  const start = view.negotiations.reduce(
    (last, item) => (item.start !== null && item.start > last ? item.start : last),
    0n,
  );
  const seen = (from: string, arrived: boolean): boolean =>
    view.sas.some((sa) => {
      const flow = arrived ? sa.arriving : (sa.arriving ?? sa.leaving);
      return sa.from === from && flow?.first != null && flow.first > start;
    });
  const [one, other] = [view.initiator.label, view.responder.label];
  return (seen(one, true) && seen(other, false)) || (seen(one, false) && seen(other, true));
}

/** Attempts of different peers taken for one: a message that left with one size and came with another, an address of a third host. */
function mixed(negotiation: Negotiation, account: Account): boolean {
  const sizes = negotiation.rows.some((row) => {
    const whole = row.sightings.filter((sighting) => sighting.bytes !== null && sighting.ikeFragments === null);
    return whole.some((sighting) => sighting.bytes !== whole[0]?.bytes);
  });
  const stranger = (['initiator', 'responder'] as const).some((role) =>
    negotiation.attempts.some((attempt) => {
      const owner = attempt[role] === null ? null : account.ownerOf(attempt[role].address, attempt[role].port);
      return owner !== null && negotiation[role] !== null && owner !== negotiation[role];
    }),
  );
  return sizes || stranger;
}

/** Nobody knows with whom it was, and a log of it tells of another attempt of the same connection after it. */
function goesOn(incident: IncidentDraft, other: Negotiation): boolean {
  if (incident.negotiations.every(({ initiator, responder }) => initiator !== null && responder !== null)) return false;
  const mine = incident.negotiations.flatMap((negotiation) => negotiation.attempts);
  return other.attempts.some(
    (later) =>
      later.from === 'log' &&
      later.connection !== null &&
      mine.some(({ artifact, connection }) => artifact === later.artifact && connection === later.connection) &&
      mine.every(({ artifact, firstSeq }) => artifact !== later.artifact || firstSeq < later.firstSeq),
  );
}

/** When the last attempt of an incident began, on the common time line. */
export function startOfLast(incident: IncidentDraft): bigint {
  return incident.negotiations.reduce((last, { start }) => (start !== null && start > last ? start : last), 0n);
}

/** The evidence ends before the exchange does: nothing was repeated and nobody gave up. */
function unfinished(negotiation: Negotiation): boolean {
  // A record of the outcome says that it is over.
  if (negotiation.attempts.some((attempt) => attempt.atEnd === true)) return false;
  // An initiator that stops after the first answer, by captures alone: they may just end there.
  const early =
    negotiation.breakPoint.manner === 'aborted-locally' && negotiation.rows.every((row) => row.exchange !== 'IKE_AUTH');
  if (
    negotiation.outcome === 'failed' &&
    early &&
    // It had something to prove itself with: what stopped it is not that.
    negotiation.facts.every((fact) => fact.code === 'auth.own-method' || !/^(auth|policy)\./.test(fact.code))
  ) {
    const { rows } = negotiation;
    return rows.every((row) => row.copies <= 1 || rows.some((reply) => reply !== row && satisfied(row, reply)));
  }
  if (negotiation.outcome !== 'timed-out') return false;
  if (stranger(negotiation)) return true;
  if (negotiation.breakPoint.manner === 'icmp') return false;
  const gaveUp = negotiation.facts.some(
    (fact) =>
      fact.code === 'message.gave-up' ||
      fact.code === 'message.retransmitted' ||
      fact.code === 'ike.half-open-deleted' ||
      fact.code === 'host.icmp-received' ||
      (fact.code === 'host.send-failed' && negotiation.rows.length === 0) ||
      fact.code === 'policy.no-ike-config' ||
      (fact.code === 'proposal.none-chosen' && fact.args['final'] === true) ||
      fact.code === 'ike.ended-unexplained' ||
      fact.code === 'ike.failed',
  );
  return !gaveUp && !pressed(negotiation);
}

/** Facts that somebody waited in vain, whatever else they say. */
const inVain: ReadonlySet<string> = new Set([
  'message.gave-up',
  'ike.half-open-deleted',
  'ike.failed',
  'child.failed',
  'ike.ended-unexplained',
  'ike.peer-dead',
  'host.icmp-received',
  'host.send-failed',
  'host.no-route',
]);

/**
 * Logs alone tell of it, and end in the middle of the exchange: the last message may have been answered the moment after. Who repeated it
 * twice has waited; a refusal, a decision or an end of its own is one.
 */
function brokenOff(negotiation: Negotiation, account: Account): boolean {
  const { manner, notify } = negotiation.breakPoint;
  const { attempts, facts, rows } = negotiation;
  const last = rows.at(-1);
  if (last === undefined || last.copies > 2) return false;
  // Another group was asked for, and the initiator asked again (RFC 7296 1.2).
  const again = retries.has(notify ?? '') && last.sender === 'initiator';
  if (manner !== 'silent' && !again && (manner !== 'refused' || notify !== null)) return false;
  if (
    facts.some(({ code }) => {
      const entry: FactEntry = entryOf(code);
      return inVain.has(code) || entry.decides === true || entry.ends !== undefined;
    })
  )
    return false;
  return attempts.every(
    (attempt) =>
      attempt.from === 'log' && attempt.atEnd !== true && lastOf(attempt) >= lastRecord(account, attempt.artifact),
  );
}

/** Number of the last record of an attempt. */
function lastOf({ sightings, facts }: Negotiation['attempts'][number]): number {
  return [...sightings, ...facts].reduce((last, { seq }) => Math.max(last, seq), -1);
}

/** Number of the last record of a log that tells of anything. */
function lastRecord(account: Account, id: string): number {
  const observations = account.artifacts.find((artifact) => artifact.id === id)?.text?.observations ?? [];
  return observations.reduce((last, item) => (item.kind === 'log' ? Math.max(last, item.seq) : last), -1);
}

/** Who asks once, is asked for a cookie and is not heard of again never meant to negotiate (RFC 7296 2.6). */
export function stranger(negotiation: Negotiation): boolean {
  const asked = negotiation.rows.filter((row) => row.sender === 'initiator');
  const cookie =
    negotiation.rows.some((row) => row.notifies.some((notify) => notify.name === 'COOKIE')) ||
    negotiation.facts.some((fact) => fact.code === 'ike.cookie-demanded');
  return cookie && asked.length === 1 && asked.every((row) => row.copies === 1);
}

/** Somebody repeated the last message of an end: it waited. What was repeated and then answered is over. */
function pressed(negotiation: Negotiation): boolean {
  const rows = negotiation.rows.filter((row) => row.exchange.toUpperCase() !== 'INFORMATIONAL');
  const last = (sender: string): (typeof rows)[number] | undefined => rows.findLast((row) => row.sender === sender);
  return [last('initiator'), last('responder')].some((row) => (row?.copies ?? 1) > 1);
}

/** Broken off by an operator or by the stop of a daemon, not by a fault. */
function stopped(negotiation: Negotiation): boolean {
  // Records of both ends say no more than that it was ended.
  const ended = negotiation.facts.every(({ code }) => {
    const entry: FactEntry = entryOf(code);
    return entry.decides !== true && entry.ends === undefined;
  });
  const recorded = negotiation.rows.length === 0 && negotiation.attempts.every((attempt) => attempt.atEnd === true);
  if (negotiation.teardown && recorded && ended && negotiation.facts.every(({ code }) => code !== 'message.gave-up'))
    return true;
  return (
    negotiation.teardown &&
    negotiation.breakPoint.manner === 'silent' &&
    // What was asked three times had failed before somebody ended it.
    !negotiation.rows.some(({ copies }) => copies >= 3) &&
    !negotiation.facts.some((fact) => fact.code === 'message.gave-up' || fact.code === 'message.retransmitted')
  );
}
