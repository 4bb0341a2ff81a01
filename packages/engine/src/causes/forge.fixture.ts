/** Evidence with something in it that a stranger made: packets nobody of both ends sent, and names that look like words of a daemon. */
import { concatBytes } from '../protocol/bytes.ts';
import { addressText } from '../protocol/address.ts';
import {
  buildMessage,
  deletePayload,
  notifyPayloadV1,
  notifyPayloadV2,
  type BuildPayload,
} from '../protocol/ike/build.ts';
import { esp, frame, icmp, ip, marked, tcp, udpIp } from '../protocol/ip/build.ts';
import type { EvidenceFile } from './play.fixture.ts';

/** What a packet of the evidence tells a stranger who saw it. */
interface Seen {
  readonly src: string;
  readonly dst: string;
  readonly port: number;
  readonly datagram: Uint8Array;
  readonly ike: {
    readonly initiatorSpi: string;
    readonly responderSpi: string;
    readonly major: number;
    readonly exchange: number;
    readonly flags: number;
    readonly messageId: number;
  } | null;
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Reads an IPv4 packet behind an Ethernet header; null for what is neither IKE nor ESP. */
function see(bytes: Uint8Array): Seen | null {
  const datagram = bytes.subarray(14);
  const protocol = datagram[9];
  if ((datagram[0] ?? 0) >> 4 !== 4 || (protocol !== 17 && protocol !== 50)) return null;
  const common = { src: addressText(datagram, 12, 4) ?? '', dst: addressText(datagram, 16, 4) ?? '', datagram };
  if (protocol === 50) return { ...common, port: 0, ike: null };
  const port = ((datagram[22] ?? 0) << 8) | (datagram[23] ?? 0);
  if (port !== 500 && port !== 4500) return null;
  const message = datagram.subarray(port === 4500 ? 32 : 28);
  if (message.length < 28 || (port === 4500 && datagram.subarray(28, 32).some((byte) => byte !== 0)))
    return { ...common, port, ike: null };
  return {
    ...common,
    port,
    ike: {
      initiatorSpi: hex(message.subarray(0, 8)),
      responderSpi: hex(message.subarray(8, 16)),
      major: (message[17] ?? 0) >> 4,
      exchange: message[18] ?? 0,
      flags: message[19] ?? 0,
      messageId: new DataView(message.buffer, message.byteOffset).getUint32(20),
    },
  };
}

// RFC 7296 3.10.1: INVALID_IKE_SPI, INVALID_MAJOR_VERSION, INVALID_SYNTAX, INVALID_SPI, NO_PROPOSAL_CHOSEN, INVALID_KE_PAYLOAD,
// AUTHENTICATION_FAILED, NO_ADDITIONAL_SAS, FAILED_CP_REQUIRED, TS_UNACCEPTABLE, TEMPORARY_FAILURE.
const notifies2 = [4, 5, 7, 11, 14, 17, 24, 35, 37, 38, 43];
// RFC 2408 3.14.1: INVALID-MAJOR-VERSION, INVALID-EXCHANGE-TYPE, NO-PROPOSAL-CHOSEN, INVALID-KEY-INFORMATION, INVALID-ID-INFORMATION,
// AUTHENTICATION-FAILED, INVALID-SPI.
const notifies1 = [5, 7, 14, 17, 18, 24, 11];

/** Messages in clear that answer, or break in upon, the exchange a message belongs to: to its sender, from its receiver. */
function answers(seen: Seen): Uint8Array[] {
  const { ike } = seen;
  if (ike === null) return [];
  const responderSpi = ike.responderSpi === '0'.repeat(16) ? 'feedfacefeedface' : ike.responderSpi;
  const send = (exchange: number, flags: number, spi: string, payloads: readonly BuildPayload[]): Uint8Array => {
    const message = buildMessage({
      major: ike.major,
      initiatorSpi: ike.initiatorSpi,
      responderSpi: spi,
      exchange,
      flags,
      messageId: exchange === 5 ? 77 : ike.messageId,
      payloads: [...payloads],
    });
    return udpIp(seen.dst, seen.src, seen.port, seen.port, seen.port === 4500 ? marked(message) : message);
  };
  if (ike.major === 1)
    return [
      ...notifies1.map((type) => send(5, 0, ike.responderSpi, [notifyPayloadV1(type)])),
      send(5, 0, ike.responderSpi, [deletePayload(1, 1, [ike.initiatorSpi + responderSpi])]),
    ];
  // The answer of whoever did not ask.
  const answer = ((ike.flags & 8) ^ 8) | 32;
  return [
    ...notifies2.map((type) =>
      send(ike.exchange, answer, responderSpi, [notifyPayloadV2(type, type === 17 ? Uint8Array.of(0, 19) : undefined)]),
    ),
    send(ike.exchange, answer, '0'.repeat(16), [notifyPayloadV2(14)]),
    send(37, answer, responderSpi, [notifyPayloadV2(24)]),
    send(37, answer & 8, responderSpi, [deletePayload(2, 1)]),
  ];
}

/** ICMP errors about a packet, to its sender: from the one it went to, and from a router. */
function errors(seen: Seen): Uint8Array[] {
  const quoted = seen.datagram.slice(0, 64);
  const codes: readonly (readonly [number, number, number])[] = [
    [3, 0, 0],
    [3, 1, 0],
    [3, 2, 0],
    [3, 3, 0],
    [3, 4, 1280],
    [3, 13, 0],
    [11, 0, 0],
  ];
  return codes.flatMap(([type, code, rest]) =>
    [seen.dst, '203.0.113.9'].map((from) => ip(from, seen.src, 1, icmp(type, code, rest, quoted))),
  );
}

/** Traffic of the one a packet went to, as if it lived and spoke: to the sender of the packet. */
function lifeOf(seen: Seen): Uint8Array[] {
  return [
    ip(seen.dst, seen.src, 6, tcp(443, 40_000, 18)),
    ip(seen.dst, seen.src, 6, tcp(40_000, 22, 2)),
    udpIp(seen.dst, seen.src, 53, 40_000, new Uint8Array(60)),
    udpIp(seen.dst, seen.src, 40_000, 53, new Uint8Array(60)),
    ip(seen.dst, seen.src, 1, icmp(0, 0, 0x0001_0001, new Uint8Array(56))),
    ip(seen.dst, seen.src, 1, icmp(8, 0, 0x0001_0001, new Uint8Array(56))),
    ip(seen.dst, seen.src, 50, esp(0xc1a00001, 1)),
    ip(seen.dst, seen.src, 50, esp(0xdeadbeef, 1)),
    udpIp(seen.dst, seen.src, 4500, 4500, Uint8Array.of(255)),
  ];
}

export const packetForgeries = { 'answers in clear': answers, 'ICMP errors': errors, 'other traffic': lifeOf } as const;

const gateway = [2, 0, 0, 0, 0, 0xfe];

/**
 * The evidence with forged packets behind packet `at` of a capture: what a stranger sends to the host that captured. Null where there
 * is nothing to forge an answer to. `which` picks one of the forgeries; null: all of them.
 */
export function withForgedPackets(
  files: readonly EvidenceFile[],
  path: string,
  at: number,
  forge: (typeof packetForgeries)[keyof typeof packetForgeries],
  which: number | null,
): readonly EvidenceFile[] | null {
  const file = files.find((one) => one.path === path);
  if (file === undefined || 'lines' in file) return null;
  const packet = file.packets[at];
  const seen = packet === undefined ? null : see(packet.frame);
  if (packet === undefined || seen === null) return null;
  const own = path.startsWith('a/') ? 0x0a : 0x0b;
  const leaves = packet.frame[11] === own;
  // Only who sent it can be told that it failed; what arrives is taken for an attempt to answer in the place of this host.
  if (!leaves) return null;
  const all = forge(seen);
  const chosen = which === null ? all : all.slice(which, which + 1);
  if (chosen.length === 0) return null;
  const forged = chosen.map((datagram, i) => {
    const bytes = frame(concatBytes(datagram));
    bytes.set([2, 0, 0, 0, 0, own, ...gateway]);
    return { ns: packet.ns + BigInt(i + 1) * 1000n, frame: bytes };
  });
  const packets = [...file.packets.slice(0, at + 1), ...forged, ...file.packets.slice(at + 1)];
  return files.map((one) => (one === file ? { path, packets } : one));
}

/** How many packets a capture has; 0 for a text. */
export function packetCount(file: EvidenceFile): number {
  return 'packets' in file ? file.packets.length : 0;
}
