/** Which connections of two hosts are meant for each other: by addresses, then identities, then names. */
import type { ConnectionConfig } from '../observations/configuration.ts';
import type { Address } from './addresses.ts';
import { type ConfiguredRanges, configuredRanges, effectiveId, knownAddresses, reachableAt } from './compare-ike.ts';
import { dialectOf, type HostConfiguration } from './differences.ts';
import { compareIdentities, parseIdentity } from './identities.ts';

/** What of a connection tells whom it is meant for, read once. */
export interface Partner {
  readonly config: ConnectionConfig;
  readonly expects: ConfiguredRanges;
  readonly reachable: readonly Address[] | null;
  /** The same as numbers that are equal where the addresses are; ranges of several addresses are left to `expects`. */
  readonly singles: ReadonlySet<number>;
  readonly wide: ConfiguredRanges['ranges'];
  readonly own: readonly number[];
  /** The only address that is expected, and the only own one; -1: several, none, or others beside it. */
  readonly one: number;
  readonly ownOne: number;
  readonly sent: Spoken | null;
  readonly wanted: Spoken | null;
}

/** An identity as it is compared: two that are `plain` are the same where their numbers are, and else different. */
interface Spoken {
  readonly text: string;
  readonly dialect: 'strongswan' | 'libreswan';
  readonly plain: boolean;
  readonly number: number;
}

/** Numbers for texts, the same for the same. */
class Numbers {
  readonly #known = new Map<string, number>();
  of(text: string): number {
    const known = this.#known.get(text) ?? this.#known.size;
    this.#known.set(text, known);
    return known;
  }
}

function partner(config: ConnectionConfig, host: HostConfiguration, numbers: Numbers): Partner {
  const expects = configuredRanges(config.remoteAddresses);
  const reachable = knownAddresses(reachableAt(config, host));
  const address = (family: number, value: bigint): number => numbers.of(`${family} ${value.toString(36)}`);
  const spoken = (id: string | null): Spoken | null => {
    if (id === null) return null;
    const dialect = dialectOf(config);
    const { type, value, resolved, family } = parseIdentity(id, dialect);
    const whole =
      type === 'user-fqdn' || type === 'fqdn' || type === 'key-id' || (type === 'address' && family !== null);
    return {
      text: id,
      dialect,
      plain: whole && !resolved && !value.includes('*'),
      number: numbers.of(`${type} ${value}`),
    };
  };
  const single = expects.ranges.flatMap(({ family, from, to }) => (from === to ? [address(family, from)] : []));
  const own = (reachable ?? []).map(({ family, value }) => address(family, value));
  const alone = expects.ranges.length === 1 && !expects.any && !expects.names;
  return {
    config,
    expects,
    reachable,
    singles: new Set(single),
    wide: expects.ranges.filter(({ from, to }) => from !== to),
    own,
    one: alone ? (single[0] ?? -1) : -1,
    ownOne: own.length === 1 ? (own[0] ?? -1) : -1,
    sent: spoken(effectiveId(config.local[0], config, 'local', null)),
    wanted: spoken(effectiveId(config.remote[0], config, 'remote', null)),
  };
}

const fitScore = { yes: 4, any: 1, unknown: 0, no: -4 } as const;

/** As `rangesFit` has it: how the address that one expects lies to those of the other. */
function addressScore(expecting: Partner, other: Partner): number {
  // What most connections have, and what has to be cheap: each has one address.
  if (expecting.one >= 0 && other.ownOne >= 0) return expecting.one === other.ownOne ? fitScore.yes : fitScore.no;
  const { expects, singles, wide } = expecting;
  const { reachable, own } = other;
  for (const one of own) if (singles.has(one)) return fitScore.yes;
  if (wide.length > 0)
    for (const range of wide)
      for (const one of reachable ?? [])
        if (one.family === range.family && range.from <= one.value && one.value <= range.to) return fitScore.yes;
  if (expects.any) return fitScore.any;
  return expects.names || reachable === null ? fitScore.unknown : fitScore.no;
}

/** Most that identities and names can add. */
const besideAddresses = 4.5;

/** Addresses count most, then identities, then equal names; 0 or less when nothing speaks for the two. */
function meantForEachOther(a: Partner, b: Partner, told: Map<string, number>): number {
  let score = addressScore(a, b) + addressScore(b, a);
  if (score + besideAddresses <= 0) return score;
  score += identityScore(b.wanted, a.sent, told) + identityScore(a.wanted, b.sent, told);
  return score + (a.config.name === b.config.name ? 0.5 : 0);
}

function identityScore(wanted: Spoken | null, sent: Spoken | null, told: Map<string, number>): number {
  if (wanted === null || sent === null) return 0;
  if (wanted.plain && sent.plain) return wanted.number === sent.number ? 2 : -1;
  const key = `${wanted.dialect} ${wanted.text}\0${sent.dialect} ${sent.text}`;
  const known = told.get(key);
  if (known !== undefined) return known;
  const { result } = compareIdentities(wanted.text, sent.text, { expected: wanted.dialect, sent: sent.dialect });
  const score = result === 'same' ? 2 : result === 'different' ? -1 : 0;
  if (told.size < maxTold) told.set(key, score);
  return score;
}

const maxTold = 100_000;
/** Scores are halves: this many of them lie above nothing. */
const levels = 2 * (2 * fitScore.yes + besideAddresses);

/**
 * Pairs of the connections of two hosts, the best first, each connection in one pair at most; of equally good ones the first of host A, then
 * of host B. What nothing speaks for is left out.
 */
export function pairConnections(
  left: readonly ConnectionConfig[],
  right: readonly ConnectionConfig[],
  hostA: HostConfiguration,
  hostB: HostConfiguration,
): readonly { readonly a: ConnectionConfig; readonly b: ConnectionConfig }[] {
  const scores = scoresOf(left, right, hostA, hostB);
  const [usedA, usedB] = [new Uint8Array(left.length), new Uint8Array(right.length)];
  const counts = new Uint32Array(levels + 1);
  for (const level of scores) counts[level] = (counts[level] ?? 0) + 1;
  const pairs: { readonly a: ConnectionConfig; readonly b: ConnectionConfig }[] = [];
  const most = Math.min(left.length, right.length);
  // Scores are few: the pairs are gone through once for each that there is, until nobody is left.
  for (let level = levels; level > 0 && pairs.length < most; level--) {
    if (counts[level] === 0) continue;
    for (let i = 0; i < left.length; i++) {
      if (usedA[i] === 1) continue;
      for (let j = 0; j < right.length; j++) {
        if (scores[i * right.length + j] !== level || usedB[j] === 1) continue;
        const [a, b] = [left[i], right[j]];
        if (a === undefined || b === undefined) continue;
        usedA[i] = 1;
        usedB[j] = 1;
        pairs.push({ a, b });
        break;
      }
    }
  }
  return pairs;
}

/** For each connection of host A the one of host B for which most speaks, whoever else takes it; null where nothing speaks for any. */
export function nearestConnections(
  left: readonly ConnectionConfig[],
  right: readonly ConnectionConfig[],
  hostA: HostConfiguration,
  hostB: HostConfiguration,
): readonly (ConnectionConfig | null)[] {
  const numbers = new Numbers();
  const theirs = right.map((one) => partner(one, hostB, numbers));
  const told = new Map<string, number>();
  return left.map((one) => {
    const own = partner(one, hostA, numbers);
    let best: ConnectionConfig | null = null;
    let most = 0;
    for (const other of theirs) {
      // An address that does not fit is not made good by names.
      if (addressScore(own, other) < 0 || addressScore(other, own) < 0) continue;
      const score = meantForEachOther(own, other, told);
      if (score <= most) continue;
      most = score;
      best = other.config;
    }
    return best;
  });
}

/** Scores of all pairs, doubled, row by row; 0 where nothing speaks for two. */
function scoresOf(
  left: readonly ConnectionConfig[],
  right: readonly ConnectionConfig[],
  hostA: HostConfiguration,
  hostB: HostConfiguration,
): Uint8Array {
  const turned = scored.get(hostB)?.get(hostA);
  const scores = new Uint8Array(left.length * right.length);
  // The score is the same from either side: the one of the other direction is turned round.
  if (turned?.length === scores.length) {
    for (let i = 0; i < left.length; i++)
      for (let j = 0; j < right.length; j++) scores[i * right.length + j] = turned[j * left.length + i] ?? 0;
    return scores;
  }
  const numbers = new Numbers();
  const ours = left.map((one) => partner(one, hostA, numbers));
  const theirs = right.map((one) => partner(one, hostB, numbers));
  const told = new Map<string, number>();
  ours.forEach((a, i) => {
    theirs.forEach((b, j) => {
      scores[i * theirs.length + j] = Math.max(0, 2 * meantForEachOther(a, b, told));
    });
  });
  scored.set(hostA, new WeakMap([[hostB, scores]]));
  return scores;
}

const scored = new WeakMap<HostConfiguration, WeakMap<HostConfiguration, Uint8Array>>();
