/** ESP packets opened with the keys of their SA (RFC 4303 section 3.4), and what they carry, folded like a capture of its own. */
import type { EspKeys } from '../../observations/index.ts';
import { addressBytes } from '../address.ts';
import { Packet } from '../capture/types.ts';
import { ciphers } from '../crypto/ciphers.ts';
import { CaptureScanner, scanCapture } from '../ip/scan.ts';
import { defaultScanLimits } from '../ip/scan-state.ts';
import type { EspDatagram, IcmpError, Scan } from '../ip/scan-types.ts';
import type { ByteSource } from '../source.ts';
import { foldClear } from '../wire-clear.ts';
import type { InnerFlow } from '../wire-reading.ts';
import { type Closed, openSealed } from './open-payload.ts';

/** An opened ESP packet: what is inside without padding, and its protocol (4 and 41: a whole IP packet). */
export interface OpenedEsp {
  readonly nextHeader: number;
  readonly payload: Uint8Array;
}

const rawIp = 101;
const nothing = new Uint8Array(0);
const ipv4Header = 20;
const ipv6Header = 40;

/**
 * Opens one ESP packet, `bytes` from the SPI on. With extended sequence numbers the high half, which is not sent, is tried as
 * absent and as zero (RFC 4303 section 2.2.1).
 */
export function openEsp(bytes: Uint8Array, keys: EspKeys): OpenedEsp | { readonly closed: Closed } {
  let closed: Closed = 'too-short';
  for (const high of [nothing, new Uint8Array(4)]) {
    const opened = openSealed(bytes, 0, 8, bytes.length, associated(bytes, keys, high), keys, high);
    if ('closed' in opened) closed = opened.closed;
    else return withoutTrailer(opened.clear) ?? { closed: 'garbage' };
    // Without a check there is nothing to try twice.
    if (closed !== 'integrity') break;
  }
  return { closed };
}

/** Combined modes authenticate SPI and sequence number, with the high half between them (RFC 4106 section 5). */
function associated(bytes: Uint8Array, keys: EspKeys, high: Uint8Array): Uint8Array {
  if ((ciphers.get(keys.encryption)?.icvLength ?? 0) === 0) return nothing;
  const aad = new Uint8Array(8 + high.length);
  aad.set(bytes.subarray(0, 4));
  aad.set(high, 4);
  aad.set(bytes.subarray(4, 8), 4 + high.length);
  return aad;
}

/** Padding counts up from one unless the cipher asks for other octets (RFC 4303 section 2.4). */
function withoutTrailer(clear: Uint8Array): OpenedEsp | null {
  const nextHeader = clear[clear.length - 1];
  const pad = clear[clear.length - 2];
  if (nextHeader === undefined || pad === undefined || pad + 2 > clear.length) return null;
  const end = clear.length - 2 - pad;
  for (let at = 0; at < pad; at++) if (clear[end + at] !== ((at + 1) & 255)) return null;
  return { nextHeader, payload: clear.subarray(0, end) };
}

interface Draft {
  readonly key: EspKeys;
  readonly spi: string;
  readonly src: string;
  readonly dst: string;
  readonly firstPacket: number;
  readonly scanner: CaptureScanner;
  readonly icmp: IcmpError[];
  packets: number;
  closed: number;
  firstClosed: number | null;
}

const maxFlows = 256;
const maxPacketsPerFlow = 20_000;

/** A flow with the first key that was tried on it. */
export interface InnerReading {
  readonly key: EspKeys;
  readonly flow: Omit<InnerFlow, 'key'>;
}

/** Small tables: this is a second look at a few SAs. */
const limits = { ...defaultScanLimits, maxClearFlows: 500, maxHostPairs: 200, maxFolds: 200, maxAddresses: 1000 };

/**
 * Reads a capture once more and opens the ESP packets for which there are keys. What is inside is folded as traffic and ICMP
 * errors are elsewhere; packet numbers are those of the ESP packets.
 */
export async function readInner(source: ByteSource, keys: readonly EspKeys[]): Promise<InnerReading[]> {
  const bySpi = new Map<string, EspKeys[]>();
  for (const key of keys) bySpi.set(key.spi, [...(bySpi.get(key.spi) ?? []), key]);
  const drafts = new Map<string, Draft>();
  const inner = new Packet();
  await scanCapture(source, {
    onEsp: (packet) => {
      const spi = (packet.spi >>> 0).toString(16).padStart(8, '0');
      const candidates = chosen(bySpi.get(spi) ?? [], packet);
      if (candidates.length === 0) return;
      const id = `${spi}|${packet.src}|${packet.dst}`;
      let draft = drafts.get(id);
      if (draft === undefined) {
        if (drafts.size >= maxFlows) return;
        draft = begin(spi, packet, candidates[0]);
        if (draft === undefined) return;
        drafts.set(id, draft);
      }
      if (draft.packets + draft.closed < maxPacketsPerFlow) take(draft, packet, candidates, inner);
    },
  });
  return [...drafts.values()].map(finish);
}

/** A NAT changes addresses, so that what tells SAs apart is the SPI; where one SPI has several keys the addresses choose. */
function chosen(keys: readonly EspKeys[], packet: EspDatagram): readonly EspKeys[] {
  const exact = keys.filter((key) => key.destination === packet.dst && (key.source ?? packet.src) === packet.src);
  return exact.length > 0 ? exact : keys;
}

function begin(spi: string, packet: EspDatagram, key: EspKeys | undefined): Draft | undefined {
  if (key === undefined) return undefined;
  const icmp: IcmpError[] = [];
  return {
    key,
    spi,
    src: packet.src,
    dst: packet.dst,
    firstPacket: packet.packets[0] ?? 0,
    scanner: new CaptureScanner({ onIcmpError: (error) => icmp.push(error) }, limits),
    icmp,
    packets: 0,
    closed: 0,
    firstClosed: null,
  };
}

function take(draft: Draft, packet: EspDatagram, keys: readonly EspKeys[], inner: Packet): void {
  for (const key of keys) {
    const opened = openEsp(packet.bytes, key);
    if ('closed' in opened) continue;
    draft.packets++;
    const bytes = wholePacket(opened, packet);
    if (bytes === null) return;
    inner.number = packet.packets[0] ?? 0;
    inner.seconds = packet.seconds;
    inner.nanoseconds = packet.nanoseconds;
    inner.timed = true;
    inner.linkType = rawIp;
    inner.bytes = bytes;
    inner.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    inner.offset = 0;
    inner.capturedLength = bytes.length;
    inner.originalLength = bytes.length;
    draft.scanner.packet(inner);
    return;
  }
  draft.closed++;
  draft.firstClosed ??= packet.packets[0] ?? null;
}

/** An IP packet of what was inside; transport mode gets the outer addresses in a header made for it. Null: nothing to read (dummy packets). */
function wholePacket(opened: OpenedEsp, packet: EspDatagram): Uint8Array | null {
  const { nextHeader, payload } = opened;
  if (nextHeader === 4 || nextHeader === 41) return payload.slice();
  if (nextHeader === 59) return null;
  const [from, to] = [addressBytes(packet.src), addressBytes(packet.dst)];
  if (from === undefined || to === undefined) return null;
  const v4 = from.length === 4;
  const bytes = new Uint8Array((v4 ? ipv4Header : ipv6Header) + payload.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = v4 ? 0x45 : 0x60;
  if (v4) {
    view.setUint16(2, bytes.length);
    bytes[8] = 64;
    bytes[9] = nextHeader;
    bytes.set(from, 12);
    bytes.set(to, 16);
  } else {
    view.setUint16(4, payload.length);
    bytes[6] = nextHeader;
    bytes[7] = 64;
    bytes.set(from, 8);
    bytes.set(to, 24);
  }
  bytes.set(payload, v4 ? ipv4Header : ipv6Header);
  return bytes;
}

function finish(draft: Draft): InnerReading {
  const scan: Scan = draft.scanner.finish({
    format: 'unknown',
    gzip: false,
    packets: draft.packets,
    bytes: 0,
    capturedBytes: 0,
    interfaces: [],
    firstNs: null,
    lastNs: null,
    outOfOrder: 0,
    truncatedPackets: 0,
    drops: null,
    incomplete: false,
    names: [],
    secretsBlocks: 0,
    secrets: [],
    comments: 0,
    faults: [],
    faultCounts: {},
    limits: [],
  });
  const flow = {
    spi: draft.spi,
    src: draft.src,
    dst: draft.dst,
    packets: draft.packets,
    closed: draft.closed,
    firstPacket: draft.firstPacket,
    firstClosed: draft.firstClosed,
    clear: foldClear(scan),
    icmp: draft.icmp.map((error) => ({
      packet: error.packet,
      ns: error.ns,
      from: error.src,
      to: error.dst,
      version: error.version,
      type: error.type,
      code: error.code,
      mtu: error.mtu,
      quoted:
        error.quoted === null
          ? null
          : { src: error.quoted.src, dst: error.quoted.dst, protocol: error.quoted.protocol },
      count: error.count,
    })),
  };
  return { key: draft.key, flow };
}
