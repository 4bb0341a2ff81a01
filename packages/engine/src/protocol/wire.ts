import { decodeIke } from './ike/decode.ts';
import { readCapture } from './capture/read.ts';
import { toNs } from './capture/types.ts';
import { defaultMessageLimits, IkeMessages, type KeptMessage, type MessageLimits } from './ip/ike-messages.ts';
import type { IkeSighting } from './ip/ike-sighting.ts';
import { defaultScanLimits } from './ip/scan-state.ts';
import type { IncompleteDatagram } from './ip/reassembly.ts';
import { CaptureScanner } from './ip/scan.ts';
import type { IcmpError, ScanLimits, SenderStats } from './ip/scan-types.ts';
import { directionName } from './ip/spi-flow.ts';
import type { ByteSource } from './source.ts';
import { cutMessages, isFirstOfCut, isHeaderCut } from './wire-cut.ts';
import { foldClear } from './wire-clear.ts';
import { confinedTo } from './wire-only.ts';
import { lopsided, mergeFlows, oneWay, troubleOf } from './wire-flows.ts';
import { onceEach, sameAddress, viewsOfFlows, viewsOfMessages } from './wire-views.ts';
import type { WireFlow, WireIcmp, WireIke, WireIncomplete, WireReading, WireTranslation } from './wire-reading.ts';

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
  const cut = cutMessages();
  let incompleteSeen = 0;
  const scanner = new CaptureScanner(
    {
      onIkeSighting: (sighting) => {
        const beginning = isHeaderCut(sighting);
        const read = sighting.plausible || isReadable(sighting) || isFirstOfCut(sighting);
        if (read) messages.add(sighting);
        if (read || beginning) cut.met(sighting, read);
        if (!read && notIke.length < all.maxFaults) {
          const packet = sighting.fragments?.[0] ?? sighting.packet;
          const { captured, length, destinationPort } = sighting;
          const reason = beginning
            ? `the capture kept ${captured} of ${length} bytes of a message on port ${destinationPort}: less than its header`
            : `${length} bytes on port ${destinationPort} are no IKE message`;
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
    () => lopsided(oneWay(scanner.state)),
  );
  const capture = await readCapture(source, (packet) => scanner.packet(packet), scanLimits.capture);
  const scan = scanner.finish(capture, false);
  const clear = foldClear(scan);
  const seen = mergeFlows(scanner.flows());
  const selected = messages.select(troubleOf(seen, scan, incomplete));
  const messageViews = viewsOfMessages(selected.messages.map(ikeOf));
  const ike = messageViews.kept;
  const flowViews = viewsOfFlows(seen, messageViews.translations);
  const translations = onceEach([...messageViews.translations, ...flowViews.translations]);
  const flows = endToEnd(flowViews.kept, scan.senders, translations);
  const passing = messageViews.passing || flowViews.passing;
  const interfaces = scan.capture.interfaces;
  const filter = interfaces.find((one) => one.filter !== null)?.filter ?? null;
  const only = confinedTo(scan, ike, filter);
  const limitsHit = [...scan.limits];
  const told = (what: string, cap: number, seen: number, kept: number): void => {
    if (seen > kept) limitsHit.push({ what, cap, seen, kept });
  };
  told('IKE messages', all.messages.maxMessages, selected.messagesSeen, selected.messages.length);
  told('IKE SAs', all.messages.maxGroups, selected.groupsSeen, selected.groups);
  told('incomplete datagrams', all.maxIncomplete, incompleteSeen, incomplete.length);
  told('clear flows', all.maxClear, clear.length, Math.min(clear.length, all.maxClear));
  return {
    artifact,
    format: scan.capture.format,
    packets: scan.capture.packets,
    bytes: scan.capture.bytes,
    ...cut.window(scan.capture.firstNs, scan.capture.lastNs),
    snaplen: snaplenOf(interfaces.map((one) => one.snaplen)),
    filter,
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
    ownAddresses: passing ? [] : ownAddresses(scan.senders, ike),
    ...(translations.length > 0 ? { translations } : {}),
    ...(passing ? { passing } : {}),
    ...onlySender(scan.senders, scan.neighbours),
    ...(only === null ? {} : { only }),
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

function* decodeFaults(ike: readonly WireIke[]): Generator<{ packet: number | null; reason: string }> {
  for (const one of ike)
    for (const fault of one.message.faults)
      yield { packet: one.packets[0] ?? null, reason: `IKE at byte ${fault.offset}: ${fault.message}` };
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

function snaplenOf(all: readonly number[]): number | null {
  const told = all.filter((snaplen) => snaplen > 0);
  return told.length === 0 ? null : Math.min(...told);
}

/** Longest time that a packet is taken to be on its way (ns): beyond it two files with clocks that do not agree were put together. */
const longestWay = 1_000_000_000n;

/**
 * Takes the views of flows away that are not of both ends, or not by one clock: who sends at a place has the hop limit there that it begins
 * with.
 */
function endToEnd(
  flows: readonly WireFlow[],
  senders: readonly SenderStats[],
  translations: readonly WireTranslation[],
): readonly WireFlow[] {
  const same = sameAddress(translations);
  const begins = senders.filter(({ maxHopLimit }) => initialHopLimits.includes(maxHopLimit));
  return flows.map((flow) => {
    const { views, ...rest } = flow;
    if (views === undefined) return flow;
    const late = views.came.first - views.left.first;
    const whole =
      initialHopLimits.includes(views.left.hopLimit) &&
      begins.some(({ address }) => same(address, flow.dst)) &&
      late < longestWay &&
      -late < longestWay;
    return whole ? flow : rest;
  });
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

function onlySender(
  senders: readonly SenderStats[],
  neighbours: readonly { readonly target: string; readonly answered: number }[],
): { onlySender: string } | undefined {
  // Neighbour discovery has its own addresses, also of whom nothing else is heard.
  const [one, ...more] = senders.filter(({ address }) => !/^fe80:|^::$/.test(address));
  const answeredBy = neighbours.filter(({ answered }) => answered > 0).map(({ target }) => target);
  if (one === undefined || more.length > 0 || answeredBy.some((address) => address !== one.address)) return undefined;
  return { onlySender: one.address };
}

function fresh(one: SenderStats): boolean {
  return one.minHopLimit === one.maxHopLimit && initialHopLimits.includes(one.minHopLimit);
}
