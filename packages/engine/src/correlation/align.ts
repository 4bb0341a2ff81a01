import type { FactCode } from '../observations/index.ts';
import { isPrivate } from '../protocol/address.ts';
import type { Attempt, Role, Sighting } from './types.ts';
import type { WireReading } from '../protocol/wire-reading.ts';
import { isOf, namesNobody, onlyPair, placedAt } from './dial-ups.ts';
import { yearsBetween } from './years.ts';

/**
 * Joins the attempts of all artifacts into negotiations and finds each artifact's clock on the way. Nothing is assumed of clocks:
 * messages, sizes, SPIs and order decide, and the time difference that most matched attempts agree on becomes the offset.
 */

/** Offset to add to an artifact's times to reach the common time line. */
export interface ArtifactClock {
  readonly offset: bigint;
  /** Half width of the interval the offset is known to lie in. */
  readonly error: bigint;
  /** shared: derived from messages both artifacts show; assumed: nothing shared, the written times are taken as they are; none: no times. */
  readonly basis: 'reference' | 'shared' | 'assumed' | 'none';
}

export interface AlignInput {
  readonly artifact: string;
  readonly host: string | null;
  readonly attempts: readonly Attempt[];
  readonly wire: WireReading | null;
  /** A log whose lines about no negotiation carry times. */
  readonly dated?: boolean;
  /** Addresses its host shows as its own. */
  readonly own?: ReadonlySet<string> | undefined;
  /** What its times lack: what has it comes first, so that nothing is moved to a date that was assumed. */
  readonly lacks?: 'year' | 'date';
}

export interface Alignment {
  readonly groups: readonly (readonly Attempt[])[];
  readonly clocks: ReadonlyMap<string, ArtifactClock>;
}

const second = 1_000_000_000n;

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

interface Group {
  attempts: Attempt[];
  /** Start on the common time line. */
  start: bigint | null;
  /** Length of the first attempt. */
  lasted: bigint;
}

/** Time to add to an attempt to lay it on a group: by their starts, or by their ends where the start of the attempt is not on record. */
function apartBy(attempt: Attempt, group: Group): bigint | null {
  if (attempt.start === null || group.start === null) return null;
  const cut = attempt.midway && group.attempts.some((member) => !member.midway);
  if (cut && attempt.end !== null) return group.start + group.lasted - attempt.end;
  return group.start - attempt.start;
}

/** Longest time from the beginning of an attempt to the record of its end: IKE gives up after about a minute (IKE-23). */
const longestAttempt = 90n * second;

/** Whether somebody's view of the attempt is a record of its end only, from which no offset of a clock can be learnt. */
function endsOnly(attempt: Attempt, group: Group): boolean {
  return attempt.atEnd === true || group.attempts.every((member) => member.atEnd === true);
}

/**
 * How far the record of an end lies outside the time in which the other views show the attempt, by the clocks as they are written; null
 * where one has no time.
 */
function outside(attempt: Attempt, group: Group, groupEnd: bigint | null): bigint | null {
  if (attempt.start === null || attempt.end === null || group.start === null || groupEnd === null) return null;
  if (attempt.end < group.start) return group.start - attempt.end;
  return attempt.start > groupEnd ? attempt.start - groupEnd : 0n;
}

const day = 86_400n * second;

/**
 * Whether a difference of two times, one of which has no year, is that of other days of the year: zones make up to 14 hours, leap years
 * a day.
 */
function otherDay(difference: bigint | null): boolean {
  if (difference === null) return false;
  const year = 365n * day;
  const years = (difference + year / 2n) / year;
  // As many leap days may lie between as there are fours of years, and one.
  const slack = day + 14n * 3600n * second;
  const off = abs(difference - years * year - (years / 4n) * day);
  return off > slack;
}

/** Key of a message inside an attempt, equal in every artifact that shows it. */
function rowKey(sighting: Sighting): string {
  return `${sighting.exchange}|${sighting.sender}|${sighting.kind}|${sighting.round}|${sighting.exchange === 'CREATE_CHILD_SA' || sighting.exchange === 'INFORMATIONAL' || sighting.exchange === 'Quick Mode' ? (sighting.messageId ?? '') : ''}`;
}

/** How well two attempts fit together as two views of one negotiation; negative = they cannot be. */
export function fit(a: Attempt, b: Attempt, sameHost: boolean): number {
  if (a.version !== null && b.version !== null && a.version !== b.version) return -1;
  if (a.initiatorSpi !== null && b.initiatorSpi !== null) {
    if (a.initiatorSpi !== b.initiatorSpi) return -1;
    const both = a.responderSpi !== null && b.responderSpi !== null && a.responderSpi !== b.responderSpi;
    if (
      both &&
      a.sightings.some((item) => item.encrypted === true) &&
      b.sightings.some((item) => item.encrypted === true)
    )
      return -1;
    return 1000;
  }
  if (a.from === 'log' && b.from === 'log' && a.ownRole !== null && b.ownRole !== null) {
    if (sameHost !== (a.ownRole === b.ownRole)) return -1;
  }
  let score = 0;
  if (a.childSpis.length > 0 && b.childSpis.length > 0) {
    const shared = a.childSpis.filter((spi) => b.childSpis.includes(spi)).length;
    if (shared > 0) return 500 + shared;
    if (a.from === 'log' && b.from === 'log' && !sameHost) return -1;
  }
  const place = addressFit(a, b);
  if (place < 0 || acquainted(a, b) === false) return -1;
  score += place;
  // Two logs of one host that record the end of an attempt, of which one does not tell of the peer: a dial-up and the audit of its IKE.
  if (sameHost && place === 0 && a.atEnd === true && b.atEnd === true) score += 2;
  const rows = new Map<string, Sighting>();
  for (const sighting of a.sightings) rows.set(rowKey(sighting), sighting);
  let shared = 0;
  for (const sighting of b.sightings) {
    const other = rows.get(rowKey(sighting));
    if (other === undefined) continue;
    shared++;
    if (sighting.bytes !== null && other.bytes !== null) {
      const whole = sighting.ikeFragments === null && other.ikeFragments === null;
      if (sighting.bytes === other.bytes) score += 4;
      else if (whole) score -= 6;
    }
    if (sighting.messageId !== null && other.messageId !== null)
      score += sighting.messageId === other.messageId ? 1 : -4;
  }
  score += Math.min(shared, 8);
  if (a.sightings.length > 0 && b.sightings.length > 0 && shared === 0 && !a.midway && !b.midway) return -1;
  return score;
}

function addressFit(a: Attempt, b: Attempt): number {
  if (a.initiator === null || b.initiator === null || a.responder === null || b.responder === null)
    return namesNobody(a) || namesNobody(b) ? farFit(a, b) : 0;
  const initiator = a.initiator.address === b.initiator.address;
  const responder = a.responder.address === b.responder.address;
  if (initiator && responder) return 6;
  // The same two hosts with their roles exchanged is another negotiation.
  if (a.initiator.address === b.responder.address || a.responder.address === b.initiator.address) return -1;
  return initiator || responder ? 2 : 0;
}

/** The same where one of the views is a record that names one end at most. */
function farFit(a: Attempt, b: Attempt): number {
  const same = (['initiator', 'responder'] as const).some(
    (role) => a[role] !== null && b[role] !== null && a[role].address === b[role].address,
  );
  return same ? 2 : 0;
}

/** The views give an end two addresses, and no NAT can stand between them. */
function apart(a: Attempt, b: Attempt): boolean {
  if (acquainted(a, b) === true) return false;
  return (['initiator', 'responder'] as const).some((role) => {
    const [one, other] = [a[role], b[role]];
    return one !== null && other !== null && one.address !== other.address && !translated(a, b, role);
  });
}

/** Whether a NAT may stand between the two views of an end: one of its addresses is private, or somebody says that there is one. */
function translated(a: Attempt, b: Attempt, role: Role): boolean {
  const addresses = [a[role]?.address ?? '', b[role]?.address ?? ''];
  const told = [a, b].some((attempt) =>
    attempt.facts.some((fact) => fact.code === 'ike.nat-detected' && fact.args['where'] !== 'faked'),
  );
  if (told) return true;
  // Neighbours in one network are two hosts: nobody translates one of them into the other.
  if (neighbours(addresses[0] ?? '', addresses[1] ?? '')) return false;
  return addresses.some((address) => isPrivate(address) || address === '0.0.0.0' || address === '::');
}

/** Two IPv4 addresses of one network of 256 addresses, the smallest that networks of hosts usually are. */
function neighbours(a: string, b: string): boolean {
  const net = (address: string): string => address.slice(0, address.lastIndexOf('.') + 1);
  return net(a).length > 5 && net(a) === net(b);
}

/**
 * Whether the identity one log says its host proves itself with is the one the other log got: null when either does not say. Names
 * of certificates are written in as many ways as there are products, and are not compared.
 */
function acquainted(a: Attempt, b: Attempt): boolean | null {
  const told = (attempt: Attempt, code: FactCode): string[] =>
    attempt.facts.flatMap((fact) => {
      const id = fact.code === code ? fact.args['id'] : undefined;
      return typeof id === 'string' && /^@?[\w.@-]+$/.test(id) ? [id.replace(/^@/, '').toLowerCase()] : [];
    });
  const agree = (own: readonly string[], got: readonly string[]): boolean | null =>
    own.length === 0 || got.length === 0 ? null : own.some((id) => got.includes(id));
  const answers = [
    agree(told(a, 'auth.own-method'), told(b, 'ike.peer-identity')),
    agree(told(b, 'auth.own-method'), told(a, 'ike.peer-identity')),
  ];
  if (answers.includes(false)) return false;
  return answers.includes(true) ? true : null;
}

/** A log without addresses of a host that has a public address of its own: not the end of a negotiation from another public address. */
function elsewhere(attempt: Attempt, group: Group, own: ReadonlySet<string> | undefined): boolean {
  const role = attempt.ownRole;
  if (role === null || attempt[role] !== null || own === undefined) return false;
  const shown = group.attempts.flatMap((member) => member[role]?.address ?? []);
  // One view of it from there is enough: the others may be from behind a NAT.
  if (shown.length === 0 || shown.some((address) => own.has(address) || isPrivate(address))) return false;
  return shown.some((address) =>
    [...own].some((mine) => mine.includes(':') === address.includes(':') && !isPrivate(mine)),
  );
}

/** A log says only that something was repeated in vain, and the capture shows an exchange in which nothing was. */
function smooth(log: Attempt, wire: Attempt): boolean {
  if (log.from !== 'log' || wire.from !== 'wire' || log.sightings.length > 0 || wire.sightings.length < 3) return false;
  const vain = log.facts.some((fact) => fact.code === 'message.gave-up' || fact.code === 'message.retransmitted');
  return vain && wire.sightings.every((sighting) => sighting.copies === 1);
}

function bestFit(
  attempt: Attempt,
  group: Group,
  hostOf: (artifact: string) => string | null,
  own: ReadonlySet<string> | undefined,
): number {
  if (elsewhere(attempt, group, own)) return -1;
  let best = -1;
  for (const member of group.attempts) {
    if (member.artifact === attempt.artifact || smooth(attempt, member)) return -1;
    const hostA = hostOf(attempt.artifact);
    const hostB = hostOf(member.artifact);
    const score = fit(attempt, member, hostA !== null && hostA === hostB);
    if (score < 0) return -1;
    best = Math.max(best, score);
  }
  // One view with the same addresses, or with a NAT between, is enough: the others were joined by it.
  return best < 500 && group.attempts.every((member) => apart(attempt, member)) ? -1 : best;
}

/**
 * A responder may make a new state of its own for each copy of the first message: a session of its log that begins while the
 * captured exchange goes on, beside another session of the same log, is the same negotiation.
 */
function answersAgain(
  attempt: Attempt,
  group: Group,
  offset: bigint,
  hostOf: (artifact: string) => string | null,
): boolean {
  if (attempt.from !== 'log' || attempt.ownRole !== 'responder' || attempt.start === null) return false;
  const wire = group.attempts.find(
    (member) =>
      member.from === 'wire' && member.sightings.some((item) => item.sender === 'responder' && item.anew === true),
  );
  if (wire === undefined || !group.attempts.some((member) => member.artifact === attempt.artifact)) return false;
  const others = group.attempts.filter((member) => member.artifact !== attempt.artifact);
  const host = hostOf(attempt.artifact);
  if (others.some((member) => fit(attempt, member, host !== null && host === hostOf(member.artifact)) < 0))
    return false;
  const at = attempt.start + offset;
  const end =
    wire.end === null || wire.start === null || group.start === null ? null : group.start + wire.end - wire.start;
  return group.start !== null && end !== null && at >= group.start - 2n * second && at <= end + 2n * second;
}

interface Pairing {
  readonly attempt: number;
  readonly group: number;
  readonly score: number;
  readonly difference: bigint | null;
  /** For records of an end: how far it lies outside of the other view. */
  readonly apart: bigint | null;
}

/** The time difference most pairings agree on, by weight; ties go to the smallest. */
function voteOffset(pairings: readonly Pairing[], sameHost: boolean): bigint | null {
  const timed = pairings.filter((pairing): pairing is Pairing & { difference: bigint } => pairing.difference !== null);
  if (timed.length === 0) return null;
  const tolerance = 2n * second;
  const capped = timed.length > 3000 ? timed.slice(0, 3000) : timed;
  let best: bigint | null = null;
  let bestWeight = -1;
  const seen = new Set<bigint>();
  for (const candidate of capped) {
    const rounded = candidate.difference / second;
    if (seen.has(rounded)) continue;
    seen.add(rounded);
    const attempts = new Map<number, number>();
    for (const other of capped) {
      if (abs(other.difference - candidate.difference) > tolerance) continue;
      attempts.set(other.attempt, Math.max(attempts.get(other.attempt) ?? 0, Math.min(other.score, 40) + 1));
    }
    let weight = 0;
    for (const value of attempts.values()) weight += value;
    // A host's own log and capture usually share a clock; zones are whole quarters of an hour.
    if (abs(candidate.difference) <= tolerance) weight += sameHost ? 8 : 4;
    if (weight > bestWeight || (weight === bestWeight && best !== null && abs(candidate.difference) < abs(best))) {
      bestWeight = weight;
      best = candidate.difference;
    }
  }
  return best;
}

/** Aligns all artifacts. Captures come first (they carry SPIs), then logs, in the order given. */
export function align(inputs: readonly AlignInput[]): Alignment {
  const hosts = new Map(inputs.map((input) => [input.artifact, input.host]));
  const hostOf = (artifact: string): string | null => hosts.get(artifact) ?? null;
  const ordered = [...inputs].sort((x, y) => rank(x) - rank(y));
  const groups: Group[] = [];
  const clocks = new Map<string, ArtifactClock>();
  const placed: AlignInput[] = [];
  for (const input of ordered) {
    const pairings: Pairing[] = [];
    input.attempts.forEach((attempt, attemptIndex) => {
      groups.forEach((group, groupIndex) => {
        const score = bestFit(attempt, group, hostOf, input.own);
        if (score < 0) return;
        if (endsOnly(attempt, group)) {
          // A log without year or date is laid on by the order of its attempts.
          const end = group.start === null ? null : group.start + group.lasted;
          const apart = input.lacks === undefined ? outside(attempt, group, end) : null;
          if (score < 500 && input.lacks === 'year' && otherDay(outside(attempt, group, end))) return;
          if (score >= 500 || apart === null || apart <= longestAttempt)
            pairings.push({ attempt: attemptIndex, group: groupIndex, score, difference: null, apart });
          return;
        }
        const difference = apartBy(attempt, group);
        pairings.push({ attempt: attemptIndex, group: groupIndex, score, difference, apart: null });
      });
    });
    const exact = pairings.filter((pairing) => pairing.score >= 500);
    const sameHost = placed.some((other) => other.host !== null && other.host === input.host);
    let offset = voteOffset(exact.length > 0 ? exact : pairings.filter((pairing) => pairing.score >= 3), sameHost);
    const flowOffset = offset === null ? sharedFlowOffset(input, placed, clocks) : null;
    const chosen = choose(pairings, offset ?? flowOffset);
    const matched = chosen.length > 0;
    if (!matched) offset = null;
    const years = input.lacks === 'year' && offset === null ? yearOf(input, chosen, groups) : 0n;
    for (const pairing of chosen) {
      const attempt = input.attempts[pairing.attempt];
      const group = groups[pairing.group];
      if (attempt !== undefined && group !== undefined) group.attempts.push(attempt);
    }
    const clock = inYear(settleClock(input, chosen, groups, offset ?? flowOffset, placed, clocks), years);
    clocks.set(input.artifact, clock);
    const taken = new Set(chosen.map((pairing) => pairing.attempt));
    const joined = new Set(chosen.map((pairing) => pairing.group));
    const before = groups.length;
    input.attempts.forEach((read, index) => {
      if (taken.has(index)) return;
      let attempt = read;
      if (namesNobody(read)) {
        const fitting = groups.slice(0, before).filter((group) => couldBe(read, input, group, hostOf));
        const ends = onlyPair(
          read,
          fitting.map((group) => group.attempts),
          input.own,
          (address) => inputs.some((other) => other.host !== input.host && other.own?.has(address) === true),
        );
        if (ends !== null) {
          attempt = placedAt(read, ends);
          // With the negotiation of these two that ended with it, each of them once.
          const [near] = pairings
            .filter(
              ({ attempt: at, group, apart }) =>
                at === index && apart !== null && !joined.has(group) && isOf(groups[group]?.attempts ?? [], ends),
            )
            .sort((x, y) => compareApart(x, y) || x.group - y.group);
          if (near !== undefined) {
            joined.add(near.group);
            groups[near.group]?.attempts.push(attempt);
            return;
          }
        }
      }
      const same = groups.find((group) => answersAgain(attempt, group, clock.offset, hostOf));
      if (same !== undefined) same.attempts.push(attempt);
      else
        groups.push({
          attempts: [attempt],
          start: attempt.start === null ? null : attempt.start + clock.offset,
          lasted: attempt.start === null || attempt.end === null ? 0n : attempt.end - attempt.start,
        });
    });
    placed.push(input);
  }
  return { groups: groups.map((group) => group.attempts), clocks };
}

function rank(input: AlignInput): number {
  if (input.wire !== null) return input.attempts.length > 0 ? 0 : 5;
  if (!input.attempts.some((attempt) => attempt.start !== null)) return 4;
  // Records that do not name their ends come behind those that do.
  if (input.attempts.length > 0 && input.attempts.every(namesNobody)) return 3;
  return input.lacks === undefined ? 1 : input.lacks === 'year' ? 2 : 3;
}

/** Whether this host may have asked in a negotiation of these two, in this attempt or another: nobody else tells of its part in it. */
function couldBe(
  attempt: Attempt,
  input: AlignInput,
  group: Group,
  hostOf: (artifact: string) => string | null,
): boolean {
  return (
    !elsewhere(attempt, group, input.own) &&
    group.attempts.every(
      (member) =>
        member.artifact !== attempt.artifact &&
        (member.ownRole === null || member.ownRole !== attempt.ownRole || hostOf(member.artifact) === input.host),
    )
  );
}

function compareApart(x: Pairing, y: Pairing): number {
  const [a, b] = [x.apart ?? 0n, y.apart ?? 0n];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The years that a log without one is moved by, as the dated records of ends that it was joined with tell: the best fit first. */
function yearOf(input: AlignInput, chosen: readonly Pairing[], groups: readonly Group[]): bigint {
  for (const pairing of chosen) {
    const attempt = input.attempts[pairing.attempt];
    const group = groups[pairing.group];
    const own = attempt?.end ?? attempt?.start ?? null;
    if (own === null || group === undefined || group.start === null) continue;
    return yearsBetween(own, group.start + group.lasted);
  }
  return 0n;
}

/** Its times of day are taken as they are written, in the year that was found. */
function inYear(clock: ArtifactClock, years: bigint): ArtifactClock {
  return years === 0n || clock.basis === 'shared' || clock.basis === 'none' ? clock : { ...clock, offset: years };
}

/** Picks pairings: exact ones first, then those that agree with the offset, best fit first; without times by order. */
function choose(pairings: readonly Pairing[], offset: bigint | null): Pairing[] {
  const usable = pairings.filter((pairing) => {
    if (pairing.score >= 500) return true;
    if (pairing.score < 1) return false;
    if (pairing.difference === null || offset === null) return true;
    return abs(pairing.difference - offset) <= 5n * second;
  });
  usable.sort((x, y) => {
    if (x.score >= 500 !== y.score >= 500) return y.score - x.score;
    const near =
      x.apart !== null && y.apart !== null
        ? Number(x.apart - y.apart)
        : offset === null
          ? 0
          : compareNear(x, y, offset);
    return y.score - x.score || near || x.attempt - y.attempt || x.group - y.group;
  });
  const attempts = new Set<number>();
  const groups = new Set<number>();
  const chosen: Pairing[] = [];
  for (const pairing of usable) {
    if (attempts.has(pairing.attempt) || groups.has(pairing.group)) continue;
    // Without times the order must be kept: no crossing pairs.
    if (
      pairing.difference === null &&
      pairing.apart === null &&
      chosen.some((other) => other.attempt < pairing.attempt !== other.group < pairing.group)
    )
      continue;
    attempts.add(pairing.attempt);
    groups.add(pairing.group);
    chosen.push(pairing);
  }
  return chosen;
}

function compareNear(x: Pairing, y: Pairing, offset: bigint): number {
  const dx = x.difference === null ? null : abs(x.difference - offset);
  const dy = y.difference === null ? null : abs(y.difference - offset);
  if (dx === null || dy === null) return dx === dy ? 0 : dx === null ? 1 : -1;
  return dx < dy ? -1 : dx > dy ? 1 : 0;
}

function settleClock(
  input: AlignInput,
  chosen: readonly Pairing[],
  groups: readonly Group[],
  fallback: bigint | null,
  placed: readonly AlignInput[],
  clocks: ReadonlyMap<string, ArtifactClock>,
): ArtifactClock {
  const differences: bigint[] = [];
  for (const pairing of chosen) {
    const attempt = input.attempts[pairing.attempt];
    const group = groups[pairing.group];
    if (attempt === undefined || group === undefined) continue;
    for (const member of group.attempts) {
      if (member === attempt) continue;
      const clock = clocks.get(member.artifact);
      if (clock === undefined || clock.basis === 'none') continue;
      const rows = new Map(member.sightings.map((sighting) => [rowKey(sighting), sighting]));
      for (const sighting of attempt.sightings) {
        const other = rows.get(rowKey(sighting));
        if (other?.ns == null || sighting.ns === null) continue;
        differences.push(other.ns + clock.offset - sighting.ns);
      }
      if (differences.length > 400) break;
    }
  }
  if (differences.length > 0) {
    differences.sort((x, y) => (x < y ? -1 : x > y ? 1 : 0));
    const middle = differences[Math.floor(differences.length / 2)] ?? 0n;
    const low = differences[Math.floor(differences.length / 10)] ?? middle;
    const high = differences[Math.ceil((differences.length * 9) / 10) - 1] ?? middle;
    const spread = (high > low ? high - low : 0n) / 2n;
    return { offset: middle, error: spread > 1_000_000n ? spread : 1_000_000n, basis: 'shared' };
  }
  if (fallback !== null) return { offset: fallback, error: 2n * second, basis: 'shared' };
  const timed =
    input.wire?.first != null || input.dated === true || input.attempts.some((attempt) => attempt.start !== null);
  if (!timed) return { offset: 0n, error: 0n, basis: 'none' };
  const twin = placed.find(
    (other) => other.host !== null && other.host === input.host && clocks.get(other.artifact)?.basis !== 'none',
  );
  if (twin !== undefined) {
    const clock = clocks.get(twin.artifact);
    if (clock !== undefined) return { offset: clock.offset, error: clock.error, basis: 'assumed' };
  }
  return { offset: 0n, error: 0n, basis: placed.length === 0 ? 'reference' : 'assumed' };
}

/** Offset out of clear or ESP traffic that two captures both show, when they share no IKE message. */
function sharedFlowOffset(
  input: AlignInput,
  placed: readonly AlignInput[],
  clocks: ReadonlyMap<string, ArtifactClock>,
): bigint | null {
  const own = input.wire;
  if (own === null) return null;
  for (const other of placed) {
    const clock = clocks.get(other.artifact);
    if (other.wire === null || clock === undefined) continue;
    const flows = new Map(other.wire.flows.map((flow) => [`${flow.spi}|${flow.src}|${flow.dst}`, flow]));
    for (const flow of own.flows) {
      const twin = flows.get(`${flow.spi}|${flow.src}|${flow.dst}`);
      if (twin !== undefined && twin.packets === flow.packets) return twin.first + clock.offset - flow.first;
    }
    const clear = new Map(
      other.wire.clear.map((item) => [`${item.protocol}|${item.src}|${item.dst}|${item.dstPort}`, item]),
    );
    for (const item of own.clear) {
      const twin = clear.get(`${item.protocol}|${item.src}|${item.dst}|${item.dstPort}`);
      if (twin !== undefined && twin.forward === item.forward && twin.backward === item.backward)
        return twin.first + clock.offset - item.first;
    }
  }
  return null;
}
