import type { Group } from './fits.ts';

const second = 1_000_000_000n;

export function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export interface Pairing {
  readonly attempt: number;
  readonly group: number;
  readonly score: number;
  readonly difference: bigint | null;
  /** For records of an end: how far it lies outside of the other view. */
  readonly apart: bigint | null;
}

type Timed = Pairing & { readonly difference: bigint };

/**
 * The time difference most pairings agree on, by weight; ties go to the smallest. Clocks that tell parts of a second agree closely: what
 * most of those pairings say to a tenth of a second is taken then.
 */
export function voteOffset(pairings: readonly Pairing[], sameHost: boolean): bigint | null {
  const timed = pairings.filter((pairing): pairing is Timed => pairing.difference !== null).slice(0, 3000);
  const rough = ballot(timed, 2n * second, second, sameHost);
  if (rough === null) return null;
  const near = timed.filter(({ difference }) => abs(difference - rough.offset) <= 2n * second);
  const fine = ballot(near, second / 10n, second / 100n, sameHost);
  return fine !== null && fine.attempts * 4 >= rough.attempts * 3 ? fine.offset : rough.offset;
}

/** One candidate per step; the weight of one is that of the best pairing of each attempt within the tolerance. */
function ballot(
  timed: readonly Timed[],
  tolerance: bigint,
  step: bigint,
  sameHost: boolean,
): { readonly offset: bigint; readonly attempts: number } | null {
  let best: { offset: bigint; attempts: number } | null = null;
  let bestWeight = -1;
  const seen = new Set<bigint>();
  for (const candidate of timed) {
    const rounded = candidate.difference / step;
    if (seen.has(rounded)) continue;
    seen.add(rounded);
    const attempts = new Map<number, number>();
    for (const other of timed) {
      if (abs(other.difference - candidate.difference) > tolerance) continue;
      attempts.set(other.attempt, Math.max(attempts.get(other.attempt) ?? 0, Math.min(other.score, 40) + 1));
    }
    let weight = 0;
    for (const value of attempts.values()) weight += value;
    // A host's own log and capture usually share a clock; zones are whole quarters of an hour.
    if (abs(candidate.difference) <= 2n * second) weight += sameHost ? 8 : 4;
    if (
      weight > bestWeight ||
      (weight === bestWeight && best !== null && abs(candidate.difference) < abs(best.offset))
    ) {
      bestWeight = weight;
      best = { offset: candidate.difference, attempts: attempts.size };
    }
  }
  return best;
}

/** Picks pairings: exact ones first, then those that agree with the offset and keep the order of both, then what is left by fit. */
export function choose(pairings: readonly Pairing[], groups: readonly Group[], offset: bigint | null): Pairing[] {
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
  const places = placesOf(usable, groups);
  const placeOf = ({ group }: Pairing): number => places.get(group) ?? 0;
  const taken = { attempts: new Set<number>(), groups: new Set<number>() };
  const chosen: Pairing[] = [];
  const untimed = (pairing: Pairing): boolean => pairing.difference === null && pairing.apart === null;
  const take = (candidates: readonly Pairing[]): void => {
    for (const pairing of candidates) {
      if (taken.attempts.has(pairing.attempt) || taken.groups.has(pairing.group)) continue;
      // Without times the order must be kept: no crossing pairs.
      if (untimed(pairing) && chosen.some((other) => crosses(pairing, other, placeOf))) continue;
      taken.attempts.add(pairing.attempt);
      taken.groups.add(pairing.group);
      chosen.push(pairing);
    }
  };
  take(usable.filter(({ score }) => score >= 500));
  const free = usable.filter(({ attempt, group }) => !taken.attempts.has(attempt) && !taken.groups.has(group));
  if (free.every(({ apart }) => apart === null)) take(inOrder(free, placeOf, (pairing) => distance(pairing, offset)));
  take(free);
  return chosen;
}

function crosses(one: Pairing, other: Pairing, placeOf: (pairing: Pairing) => number): boolean {
  return other.attempt < one.attempt !== placeOf(other) < placeOf(one);
}

/** Places of the groups in time, from 1 on; where one has no time, they stay in the order of reading. */
function placesOf(pairings: readonly Pairing[], groups: readonly Group[]): ReadonlyMap<number, number> {
  const found = [...new Set(pairings.map(({ group }) => group))].sort((x, y) => x - y);
  if (found.every((group) => groups[group]?.start != null)) {
    const start = (group: number): bigint => groups[group]?.start ?? 0n;
    found.sort((x, y) => (start(x) < start(y) ? -1 : start(x) > start(y) ? 1 : x - y));
  }
  return new Map(found.map((group, index) => [group, index + 1]));
}

/** How far a pairing lies from the offset, in milliseconds; 0 where one of both is not known. */
function distance({ difference }: Pairing, offset: bigint | null): number {
  return difference === null || offset === null ? 0 : Number(abs(difference - offset) / 1_000_000n);
}

/**
 * The pairings that fit best together in the order of both: the chain of rising attempts and places with the greatest sum of scores,
 * of equal ones the nearest in time, then the earliest. One that fits well in the wrong place does not push many others out.
 */
function inOrder(
  pairings: readonly Pairing[],
  placeOf: (pairing: Pairing) => number,
  apart: (pairing: Pairing) => number,
): Pairing[] {
  const sorted = [...pairings].sort((x, y) => x.attempt - y.attempt || placeOf(y) - placeOf(x));
  // Best chain that ends at or before a place: a Fenwick tree of maxima over indices into `sorted`.
  const last = pairings.reduce((place, pairing) => Math.max(place, placeOf(pairing)), 0);
  const tree = new Int32Array(last + 1).fill(-1);
  const sums: number[] = [];
  const before: number[] = [];
  sorted.forEach((pairing, index) => {
    const at = placeOf(pairing);
    let best = -1;
    for (let node = at - 1; node > 0; node -= node & -node) best = better(tree[node] ?? -1, best, sums);
    sums.push((sums[best] ?? 0) + pairing.score * 100_000 - Math.min(apart(pairing), 10_000));
    before.push(best);
    for (let node = at; node < tree.length; node += node & -node) tree[node] = better(index, tree[node] ?? -1, sums);
  });
  let end = -1;
  for (let node = last; node > 0; node -= node & -node) end = better(tree[node] ?? -1, end, sums);
  const chain: Pairing[] = [];
  for (let index = end; index >= 0; index = before[index] ?? -1) {
    const pairing = sorted[index];
    if (pairing !== undefined) chain.push(pairing);
  }
  return chain.reverse();
}

/** The chain with the greater sum, of equal ones the earlier. */
function better(one: number, other: number, sums: readonly number[]): number {
  if (one < 0 || other < 0) return Math.max(one, other);
  const [a, b] = [sums[one] ?? 0, sums[other] ?? 0];
  return a === b ? Math.min(one, other) : a > b ? one : other;
}

function compareNear(x: Pairing, y: Pairing, offset: bigint): number {
  const dx = x.difference === null ? null : abs(x.difference - offset);
  const dy = y.difference === null ? null : abs(y.difference - offset);
  if (dx === null || dy === null) return dx === dy ? 0 : dx === null ? 1 : -1;
  return dx < dy ? -1 : dx > dy ? 1 : 0;
}
