import type { AddressRange } from '../addresses.ts';
import { type Classifier, classifier } from '../classifier.ts';
import type { SpecificFilter } from './expand.ts';

/** An address: of IPv4 an unsigned number, of IPv6 a bigint. */
export type HostAddress = number | bigint;

/** What of a packet filters look at. Ports are 0 where the protocol has none; ICMP has its type and code in place of the source port. */
export interface PacketKey {
  readonly source: HostAddress;
  readonly destination: HostAddress;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** Pairs of prefixes a filter may become; a filter of wilder ranges is kept in a list that is gone through. */
const maxPrefixPairs = 256;
const anyPort = -1;
const portRange = -2;

/** Filters that tell the same bits: addresses by prefix length, protocol told or not, ports any, one, or a range. */
interface Tuple {
  readonly sourceBits: number;
  readonly destinationBits: number;
  readonly protocol: boolean;
  readonly sourcePort: boolean;
  readonly destinationPort: boolean;
  /** The best rank within. */
  first: number;
  /** By what is told: ranks in ascending order. */
  readonly buckets: Map<number, number[]>;
}

/**
 * Specific filters of one direction, to be asked for many packets: tuple space search (Srinivasan, Suri, Varghese, 1999). One probe for
 * each combination of told bits instead of one comparison for each filter; the answer is that of going through the filters in order.
 */
export class FilterTable {
  readonly #filters: readonly SpecificFilter[];
  /** Source from and to, destination from and to of each filter, and ports likewise: numbers side by side, since `find` is asked often. */
  readonly #addresses: Float64Array;
  readonly #ports: Int32Array;
  readonly #protocols: Uint8Array;
  readonly #tuples: readonly Tuple[];
  /** Ranks of filters whose ranges are too wild for prefixes. */
  readonly #wild: readonly number[];
  /** Finds filters of IPv6; made when it is first asked for. */
  #six: Classifier | null = null;

  /** `filters` of one direction in match order. */
  constructor(filters: readonly SpecificFilter[]) {
    this.#filters = filters;
    this.#addresses = Float64Array.from(
      filters.flatMap(({ source, destination }) => [source.from, source.to, destination.from, destination.to]),
      Number,
    );
    this.#ports = Int32Array.from(
      filters.flatMap(({ sourcePorts, destinationPorts }) => [
        sourcePorts.from,
        sourcePorts.to,
        destinationPorts.from,
        destinationPorts.to,
      ]),
    );
    this.#protocols = Uint8Array.from(filters, ({ protocol }) => protocol);
    const tuples = new Map<string, Tuple>();
    const wild: number[] = [];
    filters.forEach((filter, rank) => {
      const sources = prefixesOf(filter.source);
      const destinations = prefixesOf(filter.destination);
      if (sources.length * destinations.length > maxPrefixPairs) {
        wild.push(rank);
        return;
      }
      for (const source of sources)
        for (const destination of destinations) add(tuples, filter, rank, source, destination);
    });
    this.#tuples = [...tuples.values()].sort((a, b) => a.first - b.first);
    this.#wild = wild;
  }

  /** The filter that is met first, or null. */
  find(packet: PacketKey): SpecificFilter | null {
    const { source, destination } = packet;
    if (typeof source === 'bigint' || typeof destination === 'bigint') {
      // Nothing goes from one family to the other.
      if (typeof source !== 'bigint' || typeof destination !== 'bigint') return null;
      this.#six ??= classifier(this.#filters);
      return this.#filters[this.#six({ ...packet, family: 6, source, destination })] ?? null;
    }
    let best = this.#filters.length;
    for (const tuple of this.#tuples) {
      if (tuple.first >= best) break;
      const bucket = tuple.buckets.get(
        hash(
          masked(source, tuple.sourceBits),
          masked(destination, tuple.destinationBits),
          tuple.protocol ? packet.protocol : 0,
          tuple.sourcePort ? packet.sourcePort : anyPort,
          tuple.destinationPort ? packet.destinationPort : anyPort,
        ),
      );
      if (bucket === undefined) continue;
      // What the hash brings together is looked at as it is: ranges of ports, and other filters of the same hash.
      for (const rank of bucket) {
        if (rank >= best) break;
        if (this.#matches(rank, packet, source, destination)) best = rank;
      }
    }
    for (const rank of this.#wild) {
      if (rank >= best) break;
      if (this.#matches(rank, packet, source, destination)) best = rank;
    }
    return this.#filters[best] ?? null;
  }

  #matches(rank: number, packet: PacketKey, source: number, destination: number): boolean {
    const at = rank * 4;
    const addresses = this.#addresses;
    const ports = this.#ports;
    const protocol = this.#protocols[rank] ?? 0;
    return (
      (protocol === 0 || protocol === packet.protocol) &&
      (addresses[at] ?? 0) <= source &&
      source <= (addresses[at + 1] ?? 0) &&
      (addresses[at + 2] ?? 0) <= destination &&
      destination <= (addresses[at + 3] ?? 0) &&
      (ports[at] ?? 0) <= packet.sourcePort &&
      packet.sourcePort <= (ports[at + 1] ?? 0) &&
      (ports[at + 2] ?? 0) <= packet.destinationPort &&
      packet.destinationPort <= (ports[at + 3] ?? 0)
    );
  }
}

interface Prefix {
  readonly bits: number;
  readonly value: number;
}

function add(
  tuples: Map<string, Tuple>,
  filter: SpecificFilter,
  rank: number,
  source: Prefix,
  destination: Prefix,
): void {
  const [from, to] = [portKey(filter.sourcePorts), portKey(filter.destinationPorts)];
  const told = { protocol: filter.protocol !== 0, sourcePort: from >= 0, destinationPort: to >= 0 };
  const key = `${source.bits} ${destination.bits} ${told.protocol} ${told.sourcePort} ${told.destinationPort}`;
  let tuple = tuples.get(key);
  if (tuple === undefined) {
    tuple = { sourceBits: source.bits, destinationBits: destination.bits, ...told, first: rank, buckets: new Map() };
    tuples.set(key, tuple);
  }
  const place = hash(
    source.value,
    destination.value,
    filter.protocol,
    told.sourcePort ? from : anyPort,
    told.destinationPort ? to : anyPort,
  );
  const bucket = tuple.buckets.get(place);
  if (bucket === undefined) tuple.buckets.set(place, [rank]);
  else if (bucket.at(-1) !== rank) bucket.push(rank);
}

function portKey({ from, to }: SpecificFilter['sourcePorts']): number {
  return from === to ? from : from === 0 && to === 65_535 ? anyPort : portRange;
}

function masked(address: number, bits: number): number {
  return bits === 0 ? 0 : (address & (-1 << (32 - bits))) >>> 0;
}

/** A small number of many; filters that share it are told apart afterwards. */
function hash(source: number, destination: number, protocol: number, from: number, to: number): number {
  let value = Math.imul(source ^ 0x9e37_79b9, 0x85eb_ca6b);
  value = Math.imul((value ^ (value >>> 15)) + destination, 0xc2b2_ae35);
  value = Math.imul((value ^ (value >>> 13)) + ((protocol << 20) ^ (from << 3)), 0x27d4_eb2f);
  value = Math.imul((value ^ (value >>> 16)) + to, 0x1656_67b1);
  return (value ^ (value >>> 15)) & 0x3fff_ffff;
}

/** A range as the fewest prefixes. */
function prefixesOf(range: AddressRange): readonly Prefix[] {
  if (range.family !== 4) return [];
  const found: Prefix[] = [];
  const to = Number(range.to);
  let from = Number(range.from);
  while (from <= to) {
    let bits = 32;
    let span = 1;
    while (bits > 0 && from % (span * 2) === 0 && from + span * 2 - 1 <= to) {
      span *= 2;
      bits--;
    }
    found.push({ bits, value: from });
    from += span;
  }
  return found;
}
