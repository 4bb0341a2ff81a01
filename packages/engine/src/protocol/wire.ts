import { decodeIke } from './ike/decode.ts';
import { scanCapture } from './ip/scan.ts';
import type { IkeDatagram, SenderStats } from './ip/scan-types.ts';
import type { ByteSource } from './source.ts';
import type { WireClear, WireIke, WireReading } from './wire-reading.ts';

/** Most distinct IKE messages kept of one capture; further ones are counted in `limits`. */
export const maxIkeMessages = 60_000;

/** 53-bit mix of bytes: tells copies of a message from other messages, nothing more. */
function mix(bytes: Uint8Array): number {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b + byte, 0x85ebca6b) ^ (b >>> 13);
  }
  return (a >>> 0) * 2_097_152 + (b >>> 11);
}

/**
 * Reads a capture into what correlation needs: distinct IKE messages with their copies, ESP and AH flows, ICMP errors, clear
 * traffic, incomplete datagrams. Streaming, in memory bounded by the caps that `limits` names. Times are in the capture's clock.
 */
export async function readWire(source: ByteSource, artifact: string): Promise<WireReading> {
  const ike: WireIke[] = [];
  const copies = new Map<string, WireIke>();
  const incomplete: {
    src: string;
    dst: string;
    protocol: number;
    packets: readonly number[];
    ns: bigint;
    haveBytes: number;
    totalBytes: number | null;
    missing: readonly (readonly [number, number])[];
    srcPort: number | null;
    dstPort: number | null;
  }[] = [];
  let seen = 0;
  let dropped = 0;
  const scan = await scanCapture(source, {
    onIke: (datagram: IkeDatagram) => {
      if (!datagram.plausible && !usual(datagram)) return;
      seen++;
      const key = `${datagram.src}|${datagram.srcPort}|${datagram.dst}|${datagram.dstPort}|${datagram.length}|${mix(datagram.bytes)}`;
      const known = copies.get(key);
      if (known !== undefined) {
        // The same packet seen on two interfaces of one capture is no copy.
        if (datagram.ns - known.lastNs > 1_000_000n) known.copies++;
        known.lastNs = datagram.ns;
        known.lastPacket = datagram.packets[0] ?? known.lastPacket;
        return;
      }
      if (ike.length >= maxIkeMessages) {
        dropped++;
        return;
      }
      const message = decodeIke(datagram.bytes, { copy: true });
      const entry: WireIke = {
        src: { address: datagram.src, port: datagram.srcPort },
        dst: { address: datagram.dst, port: datagram.dstPort },
        natT: datagram.natT,
        bytes: datagram.length,
        ipFragments: datagram.ipFragments,
        ttl: datagram.hopLimit,
        direction: datagram.direction,
        message,
        packets: [...datagram.packets],
        ns: datagram.ns,
        copies: 1,
        lastNs: datagram.ns,
        lastPacket: datagram.packets[0] ?? 0,
      };
      ike.push(entry);
      copies.set(key, entry);
    },
    onIncomplete: (datagram) => {
      if (incomplete.length >= 1000) return;
      incomplete.push({
        src: datagram.src,
        dst: datagram.dst,
        protocol: datagram.protocol,
        packets: [...datagram.packets],
        ns: datagram.firstNs,
        haveBytes: datagram.haveBytes,
        totalBytes: datagram.totalBytes,
        missing: datagram.missing,
        srcPort: datagram.srcPort,
        dstPort: datagram.dstPort,
      });
    },
  });
  const limits = scan.limits.map((limit) => ({ ...limit }));
  if (dropped > 0) limits.push({ what: 'IKE messages', cap: maxIkeMessages, seen, kept: seen - dropped });
  const capture = scan.capture;
  return {
    artifact,
    format: capture.format,
    packets: capture.packets,
    bytes: capture.bytes,
    first: capture.firstNs,
    last: capture.lastNs,
    snaplen: capture.interfaces[0]?.snaplen ?? null,
    filter: capture.interfaces.find((item) => item.filter !== null)?.filter ?? null,
    drops: capture.drops,
    ike,
    flows: scan.spiFlows.map((flow) => ({
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
      idleGaps: flow.idleGaps.map((gap) => ({ from: gap.fromNs, to: gap.toNs })),
    })),
    icmp: scan.icmpErrors.flatMap((error) =>
      error.quoted === null
        ? []
        : [
            {
              packet: error.packet,
              ns: error.ns,
              src: error.src,
              dst: error.dst,
              version: error.version,
              type: error.type,
              code: error.code,
              mtu: error.mtu,
              quotedSrc: error.quoted.src,
              quotedDst: error.quoted.dst,
              quotedProtocol: error.quoted.protocol,
              quotedSrcPort: error.quoted.srcPort,
              quotedDstPort: error.quoted.dstPort,
              quotedSpi: error.quoted.spi,
              quotedInitiatorSpi: error.quoted.ikeInitiatorSpi,
              count: error.count,
            },
          ],
    ),
    clear: [
      ...scan.echoes.map(
        (echo): WireClear => ({
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
        }),
      ),
      ...scan.clear.map(
        (flow): WireClear => ({
          protocol: flow.protocol === 6 ? 'tcp' : flow.protocol === 17 ? 'udp' : 'other',
          src: flow.src,
          dst: flow.dst,
          dstPort: flow.ports ? flow.dstPort : null,
          forward: flow.forwardPackets,
          backward: flow.backwardPackets,
          resets: flow.resetsForward + flow.resetsBackward,
          firstPacket: flow.firstPacket,
          first: flow.firstNs,
          last: flow.lastNs,
          maxForwardLength: flow.maxForwardLength,
          maxBackwardLength: flow.maxBackwardLength,
        }),
      ),
    ],
    incomplete,
    unresolved: scan.neighbours.map((item) => ({
      asker: item.asker,
      target: item.target,
      asked: item.asked,
      answered: item.answered,
      packet: item.firstPacket,
      ns: item.firstNs,
    })),
    ownAddresses: vantageOf(scan.senders),
    keepalives: scan.keepalives.reduce((sum, item) => sum + item.packets, 0),
    faults: scan.faults.map((fault) => ({ packet: fault.packet, reason: fault.reason })),
    limits,
    truncated: capture.incomplete,
  };
}

function usual(datagram: IkeDatagram): boolean {
  return datagram.length >= 28 && (datagram.dstPort === 500 || datagram.srcPort === 500);
}

const initialHops = new Set([64, 128, 255]);

/**
 * Addresses of the capturing host: those the link layer marks as outgoing; else the senders whose hop limit is still an initial
 * one while that of others is not (they passed a router).
 */
function vantageOf(senders: readonly SenderStats[]): string[] {
  const marked = senders.filter((sender) => sender.out > 0 && sender.in === 0);
  if (marked.length > 0) return marked.map((sender) => sender.address);
  const fresh = senders.filter((sender) => initialHops.has(sender.minHopLimit) && initialHops.has(sender.maxHopLimit));
  return fresh.length > 0 && fresh.length < senders.length ? fresh.map((sender) => sender.address) : [];
}
