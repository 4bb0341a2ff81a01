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
  const owner = (address: string, port: number | null): string => account.ownerOf(address, port) ?? address;
  const shown = <T>(items: (wire: Wire) => readonly T[]): Shown<T>[] =>
    account.artifacts.flatMap(({ id, wire }) =>
      wire === undefined ? [] : items(wire).map((item) => ({ artifact: id, item })),
    );
  const icmp = shown((wire) => wire.icmp);
  const clear = shown((wire) => wire.clear);
  const icmpBy = groupBy(icmp, ({ item }) => [
    owner(item.quotedSrc, item.quotedSrcPort),
    owner(item.quotedDst, item.quotedDstPort),
  ]);
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

/** Items of several keys, each once, in their order. One of the lists may be long: that of a gateway. */
function collect<T>(items: readonly T[], by: ReadonlyMap<string, readonly number[]>, keys: readonly string[]): T[] {
  const lists = [...new Set(keys)].flatMap((key) => {
    const list = by.get(key);
    return list === undefined ? [] : [list];
  });
  let found: readonly number[] = lists[0] ?? [];
  for (const list of lists.slice(1)) found = union(found, list);
  const picked: T[] = [];
  for (const i of found) {
    const item = items[i];
    if (item !== undefined) picked.push(item);
  }
  return picked;
}

/** Two ascending lists as one, without what is in both twice. */
function union(a: readonly number[], b: readonly number[]): number[] {
  const out: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY];
    out.push(Math.min(x, y));
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return out;
}
