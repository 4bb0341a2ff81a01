import { decodeIke } from './ike/decode.ts';
import { readCapture } from './capture/read.ts';
import { toNs } from './capture/types.ts';
import {
  defaultMessageLimits,
  IkeMessages,
  type KeptMessage,
  type MessageLimits,
  type Troubled,
} from './ip/ike-messages.ts';
import type { IkeSighting } from './ip/message-store.ts';
import { defaultScanLimits } from './ip/scan-state.ts';
import type { IncompleteDatagram } from './ip/reassembly.ts';
import { CaptureScanner } from './ip/scan.ts';
import type { ClearFlow, IcmpError, Scan, ScanLimits, SenderStats } from './ip/scan-types.ts';
import { directionName, type SpiFlow } from './ip/spi-flow.ts';
import type { ByteSource } from './source.ts';
import type { WireClear, WireFlow, WireIcmp, WireIke, WireIncomplete, WireReading } from './wire-reading.ts';

export interface WireLimits {
  readonly scan: Partial<ScanLimits>;
  readonly messages: MessageLimits;
  readonly maxIncomplete: number;
  readonly maxClear: number;
  readonly maxFaults: number;
}

export const defaultWireLimits: WireLimits = {
  scan: {},
  messages: defaultMessageLimits,
  maxIncomplete: 10_000,
  maxClear: 20_000,
  maxFaults: 200,
};

/**
 * Reads a capture (pcap, pcapng, either of them in gzip) into what correlation works with. `artifact` is the key put into the
 * reading. Never rejects; memory is bounded by the limits, and what they left out is declared.
 */
export async function readWire(
  source: ByteSource,
  artifact: string,
  limits: Partial<WireLimits> = {},
): Promise<WireReading> {
  const all: WireLimits = { ...defaultWireLimits, ...limits };
  const scanLimits: ScanLimits = { ...defaultScanLimits, ...all.scan };
  const incomplete: WireIncomplete[] = [];
  const notIke: { packet: number; reason: string }[] = [];
  let incompleteSeen = 0;
  const scanner = new CaptureScanner(
    {
      onIkeSighting: (sighting) => {
        if (sighting.plausible || isReadable(sighting)) messages.add(sighting);
        else if (notIke.length < all.maxFaults) {
          const packet = sighting.fragments?.[0] ?? sighting.packet;
          const reason = `${sighting.length} bytes on port ${sighting.destinationPort} are no IKE message`;
          notIke.push({ packet, reason });
        }
      },
      onIncomplete: (datagram) => {
        incompleteSeen++;
        if (incomplete.length < all.maxIncomplete) incomplete.push(incompleteOf(datagram));
      },
    },
    scanLimits,
  );
  const messages = new IkeMessages(
    all.messages,
    (number) => scanner.addressOf(number),
    () => lopsided(scanner.oneWay()),
  );
  const capture = await readCapture(source, (packet) => scanner.packet(packet), scanLimits.capture);
  const scan = scanner.finish(capture, false);
  const clear = foldClear(scan);
  const flows = mergeFlows(scanner.flows());
  const selected = messages.select(troubleOf(flows, scan, incomplete));
  const ike = selected.messages.map(ikeOf);
  const interfaces = scan.capture.interfaces;
  const limitsHit = [...scan.limits];
  const told = (what: string, cap: number, seen: number, kept: number): void => {
    if (seen > kept) limitsHit.push({ what, cap, seen, kept });
  };
  told('IKE messages', all.messages.maxMessages, selected.messagesSeen, ike.length);
  told('IKE SAs', all.messages.maxGroups, selected.groupsSeen, selected.groups);
  told('incomplete datagrams', all.maxIncomplete, incompleteSeen, incomplete.length);
  told('clear flows', all.maxClear, clear.length, Math.min(clear.length, all.maxClear));
  return {
    artifact,
    format: scan.capture.format,
    packets: scan.capture.packets,
    bytes: scan.capture.bytes,
    first: scan.capture.firstNs,
    last: scan.capture.lastNs,
    snaplen: snaplenOf(interfaces.map((one) => one.snaplen)),
    filter: interfaces.find((one) => one.filter !== null)?.filter ?? null,
    drops: scan.capture.drops,
    ike,
    thinned: selected.thinned,
    ordinary: selected.ordinary,
    flows,
    icmp: scan.icmpErrors.flatMap(icmpOf),
    clear: clear.slice(0, all.maxClear),
    incomplete,
    unresolved: scan.neighbours.map((one) => ({
      asker: one.asker,
      target: one.target,
      asked: one.asked,
      answered: one.answered,
      packet: one.firstPacket,
      ns: one.firstNs,
    })),
    ownAddresses: ownAddresses(scan.senders, ike),
    keepalives: scan.counts['keepalives'] ?? 0,
    faults: [...scan.faults.map(({ packet, reason }) => ({ packet, reason })), ...notIke, ...decodeFaults(ike)].slice(
      0,
      all.maxFaults,
    ),
    limits: limitsHit,
    truncated: scan.capture.incomplete,
    ...(scan.services.length > 0 ? { services: scan.services } : {}),
    ...(scan.capture.secrets.length > 0 ? { secrets: scan.capture.secrets } : {}),
  };
}

// A header of a version the decoder knows, even if its length or exchange type is wrong: the decoder says what is.
function isReadable({ data, from, captured }: IkeSighting): boolean {
  const major = (data[from + 17] ?? 0) >> 4;
  return captured >= 28 && (major === 1 || major === 2);
}

function ikeOf(kept: KeptMessage): WireIke {
  return {
    src: { address: kept.src, port: kept.srcPort },
    dst: { address: kept.dst, port: kept.dstPort },
    natT: kept.marker !== 0,
    bytes: kept.length,
    ipFragments: kept.packets.length,
    ttl: kept.hopLimit,
    direction: directionName(kept.direction),
    message: decodeIke(kept.bytes),
    octets: kept.emptied ? kept.bytes.subarray(0, 0) : kept.bytes,
    packets: kept.packets,
    ns: toNs(kept.seconds, kept.nanoseconds),
    copies: kept.copies,
    lastNs: toNs(kept.lastSeconds, kept.lastNanoseconds),
    lastPacket: kept.lastPacket,
  };
}

/**
 * Addresses between which something beside IKE speaks of trouble: protected packets go one way and none comes back about that time,
 * datagrams are incomplete, an ICMP error quotes them.
 */
function troubleOf(flows: readonly WireFlow[], scan: Scan, incomplete: readonly WireIncomplete[]): Troubled {
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
function lopsided(pairs: Iterable<readonly [string, string]>): Troubled {
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

function* decodeFaults(ike: readonly WireIke[]): Generator<{ packet: number | null; reason: string }> {
  for (const one of ike)
    for (const fault of one.message.faults)
      yield { packet: one.packets[0] ?? null, reason: `IKE at byte ${fault.offset}: ${fault.message}` };
}

// The same flow seen on two interfaces (or on its way in and out of a router) is one flow: the fuller view of it counts.
function mergeFlows(flows: Iterable<SpiFlow>): WireFlow[] {
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
    } else if (made.packets > (kept[known]?.packets ?? 0)) kept[known] = made;
  }
  return kept.sort((a, b) => a.firstPacket - b.firstPacket);
}

const noGaps: readonly never[] = [];

function wireFlow(flow: SpiFlow): WireFlow {
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
    idleGaps: flow.idleGaps.length === 0 ? noGaps : flow.idleGaps.map((gap) => ({ from: gap.fromNs, to: gap.toNs })),
    prints: flow.prints,
  };
}

function icmpOf(error: IcmpError): WireIcmp[] {
  const { quoted } = error;
  if (quoted === null) return [];
  return [
    {
      packet: error.packet,
      ns: error.ns,
      src: error.src,
      dst: error.dst,
      version: error.version,
      type: error.type,
      code: error.code,
      mtu: error.mtu,
      quotedSrc: quoted.src,
      quotedDst: quoted.dst,
      quotedProtocol: quoted.protocol,
      quotedSrcPort: quoted.srcPort,
      quotedDstPort: quoted.dstPort,
      quotedSpi: quoted.spi,
      quotedInitiatorSpi: quoted.ikeInitiatorSpi,
      count: error.count,
    },
  ];
}

function incompleteOf(datagram: IncompleteDatagram): WireIncomplete {
  return {
    src: datagram.src,
    dst: datagram.dst,
    protocol: datagram.protocol,
    packets: datagram.packets,
    ns: datagram.firstNs,
    haveBytes: datagram.haveBytes,
    totalBytes: datagram.totalBytes,
    missing: datagram.missing,
    srcPort: datagram.srcPort,
    dstPort: datagram.dstPort,
  };
}

type Clear = { -readonly [K in keyof WireClear]: WireClear[K] };

/** Clear traffic and echoes. Client ports are folded away: what matters is who speaks to which service, and whether it answers. */
export function foldClear(scan: Scan): WireClear[] {
  const folded = new Map<string, Clear>();
  for (const flow of scan.clear) foldInto(folded, clearOf(flow));
  for (const echo of scan.echoes)
    foldInto(folded, {
      protocol: 'icmp-echo',
      src: echo.src,
      dst: echo.dst,
      dstPort: null,
      forward: echo.requests,
      backward: echo.replies,
      resets: 0,
      firstPacket: echo.firstPacket,
      first: echo.firstNs,
      last: echo.lastNs,
      maxForwardLength: echo.maxRequestLength,
      maxBackwardLength: echo.maxReplyLength,
    });
  return [...folded.values()].sort((a, b) => a.firstPacket - b.firstPacket);
}

function clearOf(flow: ClearFlow): Clear {
  const protocol = flow.protocol === 6 ? 'tcp' : flow.protocol === 17 ? 'udp' : 'other';
  return {
    protocol,
    src: flow.src,
    dst: flow.dst,
    dstPort: flow.ports && protocol !== 'other' ? flow.dstPort : null,
    forward: flow.forwardPackets,
    backward: flow.backwardPackets,
    resets: flow.resetsForward + flow.resetsBackward,
    firstPacket: flow.firstPacket,
    first: flow.firstNs,
    last: flow.lastNs,
    maxForwardLength: flow.maxForwardLength,
    maxBackwardLength: flow.maxBackwardLength,
  };
}

function foldInto(folded: Map<string, Clear>, item: Clear): void {
  const key = `${item.protocol}|${item.src}|${item.dst}|${item.dstPort}`;
  const known = folded.get(key);
  if (known === undefined) {
    folded.set(key, item);
    return;
  }
  known.forward += item.forward;
  known.backward += item.backward;
  known.resets += item.resets;
  if (item.firstPacket < known.firstPacket) known.firstPacket = item.firstPacket;
  if (item.first < known.first) known.first = item.first;
  if (item.last > known.last) known.last = item.last;
  known.maxForwardLength = Math.max(known.maxForwardLength, item.maxForwardLength);
  known.maxBackwardLength = Math.max(known.maxBackwardLength, item.maxBackwardLength);
}

function snaplenOf(all: readonly number[]): number | null {
  const told = all.filter((snaplen) => snaplen > 0);
  return told.length === 0 ? null : Math.min(...told);
}

const initialHopLimits: readonly number[] = [64, 128, 255];

/**
 * Addresses of the host that captured: what the link layer says it sent; failing that, senders whose packets all still have
 * an initial hop limit while those of another sender lost some on the way.
 */
function ownAddresses(senders: readonly SenderStats[], ike: readonly WireIke[]): string[] {
  const sent = senders.filter((one) => one.out > 0 && one.in === 0);
  // Whom IKE from outside is addressed to: it may never have answered.
  const outside = new Set(senders.filter((one) => one.in > 0 && one.out === 0).map((one) => one.address));
  const asked = ike.filter((entry) => outside.has(entry.src.address)).map((entry) => entry.dst.address);
  if (sent.length > 0 || asked.length > 0) return [...new Set([...sent.map((one) => one.address), ...asked])];
  if (senders.some((one) => one.in > 0 || one.out > 0)) return [];
  const worn = senders.some((one) => !initialHopLimits.includes(one.maxHopLimit));
  // Only one end was heard, and its packets passed a router: who received them stands here.
  const lone = senders[0];
  if (worn && senders.length === 1 && lone !== undefined && !fresh(lone))
    return ike.slice(0, 1).map((entry) => entry.dst.address);
  return worn ? senders.filter(fresh).map((one) => one.address) : [];
}

function fresh(one: SenderStats): boolean {
  return one.minHopLimit === one.maxHopLimit && initialHopLimits.includes(one.minHopLimit);
}
