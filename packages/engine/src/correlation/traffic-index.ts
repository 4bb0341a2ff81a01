import type { WireClear, WireIcmp } from '../protocol/wire-reading.ts';
import type { Account } from './account.ts';

/** Something a capture shows, and which capture. */
export interface Shown<T> {
  readonly artifact: string;
  readonly item: T;
}

/** What captures show beside IKE, found by host or address: a gateway may have thousands of peers, and each is a case. */
export interface TrafficIndex {
  /** ICMP errors that quote a packet of one of the labels, in the order of artifacts and packets. */
  icmpOf(labels: readonly string[]): readonly Shown<WireIcmp>[];
  /** Clear traffic of one of the addresses, likewise. */
  clearOf(addresses: readonly string[]): readonly Shown<WireClear>[];
  readonly clear: readonly Shown<WireClear>[];
}

const indices = new WeakMap<Account, TrafficIndex>();

/** The index of an account; made once. */
export function trafficIndex(account: Account): TrafficIndex {
  let index = indices.get(account);
  if (index === undefined) {
    index = makeIndex(account);
    indices.set(account, index);
  }
  return index;
}

function makeIndex(account: Account): TrafficIndex {
  const owner = (address: string): string => account.ownerOf(address) ?? address;
  const shown = <T>(items: (wire: Wire) => readonly T[]): Shown<T>[] =>
    account.artifacts.flatMap(({ id, wire }) =>
      wire === undefined ? [] : items(wire).map((item) => ({ artifact: id, item })),
    );
  const icmp = shown((wire) => wire.icmp);
  const clear = shown((wire) => wire.clear);
  const icmpBy = groupBy(icmp, ({ item }) => [owner(item.quotedSrc), owner(item.quotedDst)]);
  const clearBy = groupBy(clear, ({ item }) => [item.src, item.dst]);
  return {
    clear,
    icmpOf: (labels) => collect(icmp, icmpBy, labels),
    clearOf: (addresses) => collect(clear, clearBy, addresses),
  };
}

type Wire = NonNullable<Account['artifacts'][number]['wire']>;

function groupBy<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  items.forEach((item, i) => {
    for (const key of new Set(keysOf(item))) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [i]);
      else known.push(i);
    }
  });
  return found;
}

function collect<T>(items: readonly T[], by: ReadonlyMap<string, readonly number[]>, keys: readonly string[]): T[] {
  const found = new Set<number>();
  for (const key of new Set(keys)) for (const i of by.get(key) ?? []) found.add(i);
  return [...found].sort((a, b) => a - b).flatMap((i) => items[i] ?? []);
}
