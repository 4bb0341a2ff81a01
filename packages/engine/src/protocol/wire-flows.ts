import type { Troubled } from './ip/ike-messages.ts';
import type { ScanState } from './ip/scan-state.ts';
import type { Scan } from './ip/scan-types.ts';
import type { SpiFlow } from './ip/spi-flow.ts';
import type { WireFlow, WireIncomplete } from './wire-reading.ts';

/** The same flow seen on two interfaces (or on its way in and out of a router) is one flow: the fuller view of it counts. */
export function mergeFlows(flows: Iterable<SpiFlow>): WireFlow[] {
  const kept: WireFlow[] = [];
  const best = new Map<string, number>();
  let place = '';
  let places = 0;
  const keyOf = (flow: WireFlow): string =>
    `${flow.protocol}|${flow.encapsulation}|${flow.src}|${flow.srcPort}|${flow.dst}|${flow.dstPort}|${flow.spi}`;
  for (const flow of flows) {
    const made = wireFlow(flow);
    const here = `${flow.interfaceIndex}|${flow.ifindex}|${flow.direction}`;
    if (places < 2 && here !== place) {
      place = here;
      // Seen from one place alone, no flow is there twice.
      if (++places === 2) kept.forEach((one, i) => best.set(keyOf(one), i));
    }
    const known = places < 2 ? undefined : best.get(keyOf(made));
    if (known === undefined) {
      if (places > 1) best.set(keyOf(made), kept.length);
      kept.push(made);
    } else kept[known] = atBothPlaces(kept[known] ?? made, made);
  }
  return kept.sort((a, b) => a.firstPacket - b.firstPacket);
}

/** One flow out of what two places show of it: the fuller view, and both where one of them is farther from the sender. */
export function atBothPlaces(one: WireFlow, other: WireFlow): WireFlow {
  const { views: _, ...fuller } = other.packets > one.packets ? other : one;
  const [near, far] = other.hopLimit > one.hopLimit ? [other, one] : [one, other];
  if (near.hopLimit === far.hopLimit) return other.packets > one.packets ? other : one;
  return { ...fuller, views: { left: near.views?.left ?? near, came: far.views?.came ?? far } };
}

const noGaps: readonly never[] = [];

function wireFlow(flow: SpiFlow): WireFlow {
  if (flow.places !== null) return atBothPlaces(wireFlow(flow.places.near), wireFlow(flow.places.far));
  return {
    protocol: flow.protocol,
    encapsulation: flow.encapsulation,
    src: flow.src,
    dst: flow.dst,
    srcPort: flow.srcPort,
    dstPort: flow.dstPort,
    spi: flow.spi,
    packets: flow.packets,
    bytes: flow.bytes,
    firstPacket: flow.firstPacket,
    first: flow.firstNs,
    last: flow.lastNs,
    minLength: flow.minLength,
    maxLength: flow.maxLength,
    gaps: flow.missing,
    duplicates: flow.duplicates,
    maxSequence: flow.maxSequence,
    lastPacket: flow.lastPacket,
    lastSequence: flow.lastSequence,
    idleGaps: flow.idleGaps.length === 0 ? noGaps : flow.idleGaps.map((gap) => ({ from: gap.fromNs, to: gap.toNs })),
    prints: flow.prints,
    hopLimit: flow.maxHopLimit,
  };
}

/**
 * Addresses between which something beside IKE speaks of trouble: protected packets go one way and none comes back about that time,
 * datagrams are incomplete, an ICMP error quotes them.
 */
export function troubleOf(flows: readonly WireFlow[], scan: Scan, incomplete: readonly WireIncomplete[]): Troubled {
  const key = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`);
  const between = new Map<string, WireFlow[]>();
  for (const flow of flows) {
    const known = between.get(key(flow.src, flow.dst));
    if (known === undefined) between.set(key(flow.src, flow.dst), [flow]);
    else known.push(flow);
  }
  const found = new Set<string>();
  for (const [ends, own] of between) if (own.some((flow) => flow.packets > 1 && !answered(flow, own))) found.add(ends);
  for (const item of incomplete) found.add(key(item.src, item.dst));
  for (const { quoted } of scan.icmpErrors) if (quoted !== null) found.add(key(quoted.src, quoted.dst));
  return (a, b) => found.has(key(a, b));
}

/** The same of pairs of addresses that are known. */
export function lopsided(pairs: Iterable<readonly [string, string]>): Troubled {
  const found = new Set<string>();
  for (const [a, b] of pairs) found.add(a < b ? `${a}|${b}` : `${b}|${a}`);
  return (a, b) => found.has(a < b ? `${a}|${b}` : `${b}|${a}`);
}

const flowSlack = 2_000_000_000n;

/** A flow of the other direction that goes on about the same time. */
function answered(flow: WireFlow, others: readonly WireFlow[]): boolean {
  return others.some(
    (other) => other.src === flow.dst && other.first <= flow.last + flowSlack && other.last + flowSlack >= flow.first,
  );
}

/** Pairs of addresses between which protected packets went one way only so far. */
export function* oneWay({ peers, spiFlows }: ScanState): Generator<readonly [string, string]> {
  const ways = new Map<number, number>();
  for (const { sourceId, destinationId, packets } of spiFlows.values) {
    const up = sourceId < destinationId;
    const key = up ? sourceId * 2 ** 20 + destinationId : destinationId * 2 ** 20 + sourceId;
    if (packets > 1) ways.set(key, (ways.get(key) ?? 0) | (up ? 1 : 2));
  }
  for (const [key, way] of ways)
    if (way !== 3) yield [peers.text(Math.floor(key / 2 ** 20)), peers.text(key % 2 ** 20)];
}
