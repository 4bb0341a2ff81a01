import { answersAgain, bestFit, elsewhere, type Group, type Others, type Owner, rowKey } from './fits.ts';
import { abs, choose, type Pairing, voteOffset } from './pairings.ts';
import type { Attempt } from './types.ts';
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

/** Aligns all artifacts. Captures come first (they carry SPIs), then logs, in the order given. */
export function align(inputs: readonly AlignInput[]): Alignment {
  const hosts = new Map(inputs.map((input) => [input.artifact, input.host]));
  const hostOf = (artifact: string): string | null => hosts.get(artifact) ?? null;
  // Without times it is the order of attempts that tells: who tells of most of them comes first.
  const told = (input: AlignInput): number => (rank(input) === untimed ? input.attempts.length : 0);
  const ordered = [...inputs].sort((x, y) => rank(x) - rank(y) || told(y) - told(x));
  const owner = ownersIn(inputs);
  const groups: Group[] = [];
  const clocks = new Map<string, ArtifactClock>();
  const placed: AlignInput[] = [];
  for (const input of ordered) {
    const pairings: Pairing[] = [];
    const others: Others = (address) =>
      inputs.some((other) => other.host !== input.host && other.own?.has(address) === true);
    input.attempts.forEach((attempt, attemptIndex) => {
      groups.forEach((group, groupIndex) => {
        const score = bestFit(attempt, group, hostOf, input.own, others, owner);
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
    const chosen = choose(pairings, groups, offset ?? flowOffset);
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
        const fitting = groups.slice(0, before).filter((group) => couldBe(read, input, group, hostOf, others));
        const ends = onlyPair(
          read,
          fitting.map((group) => group.attempts),
          input.own,
          others,
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

/** The host that alone shows an address as its own, of the hosts whose own addresses are known. */
function ownersIn(inputs: readonly AlignInput[]): Owner {
  const owners = new Map<string, string | null>();
  for (const { host, own } of inputs)
    for (const address of own ?? []) {
      const known = owners.get(address);
      owners.set(address, known === undefined || known === host ? host : null);
    }
  return (address) => owners.get(address) ?? null;
}

/** Rank of records without times. */
const untimed = 4;

function rank(input: AlignInput): number {
  if (input.wire !== null) return input.attempts.length > 0 ? 0 : 5;
  if (!input.attempts.some((attempt) => attempt.start !== null)) return untimed;
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
  others: Others,
): boolean {
  return (
    !elsewhere(attempt, group, input.own, others) &&
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
      // As many packets are the same ones where the last has the same sequence number.
      if (twin !== undefined && twin.packets === flow.packets && twin.lastSequence === flow.lastSequence)
        return twin.first + clock.offset - flow.first;
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
