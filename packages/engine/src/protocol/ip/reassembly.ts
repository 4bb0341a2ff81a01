import { addressText } from '../address.ts';
import { hex } from '../bytes.ts';
import { type Packet, toNs } from '../capture/types.ts';
import type { IpView } from './parse.ts';
import { Queue } from './queue.ts';

export interface ReassemblyLimits {
  /** Datagrams put together at a time, fragments of one, bytes of all. */
  readonly maxDatagrams: number;
  readonly maxFragments: number;
  readonly maxBytes: number;
  /** Seconds of the capture's clock until a datagram is given up (RFC 8200: 60, hosts: 30). */
  readonly seconds: number;
}

export const defaultReassemblyLimits: ReassemblyLimits = {
  maxDatagrams: 4096,
  maxFragments: 256,
  maxBytes: 32 * 2 ** 20,
  seconds: 30,
};

/** Half-open byte range of a datagram's payload. */
export type ByteRange = readonly [from: number, to: number];

/** A datagram of which fragments are missing: evidence of its own. */
export interface IncompleteDatagram {
  readonly version: 4 | 6;
  readonly src: string;
  readonly dst: string;
  /** Upper protocol as the fragments name it (for IPv6 possibly an extension header). */
  readonly protocol: number;
  readonly identification: number;
  readonly have: readonly ByteRange[];
  readonly missing: readonly ByteRange[];
  /** Payload bytes of the whole datagram; null when the last fragment is not there. */
  readonly totalBytes: number | null;
  readonly haveBytes: number;
  readonly packets: readonly number[];
  readonly firstNs: bigint;
  readonly lastNs: bigint;
  /** UDP or TCP ports, when the first fragment is there. */
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  /** Payload from its start up to the first gap (a copy). */
  readonly head: Uint8Array;
  readonly why: 'expired' | 'end' | 'evicted' | 'too-many-fragments';
  readonly interfaceIndex: number;
  readonly ifindex: number;
  readonly direction: number;
}

/** A datagram put together. `captured` counts the payload bytes up to the first one the capture did not keep. */
export interface WholeDatagram {
  readonly data: Uint8Array;
  readonly captured: number;
  readonly packets: readonly number[];
  /** IP lengths of the fragments, headers included, in order of offset. */
  readonly fragmentLengths: readonly number[];
  readonly overlap: boolean;
  readonly hopLimit: number;
}

interface Piece {
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly ipLength: number;
  readonly mark: string;
}

interface Entry {
  readonly key: string;
  readonly pieces: Piece[];
  readonly packets: number[];
  readonly seconds: number;
  readonly firstNs: bigint;
  lastNs: bigint;
  total: number;
  held: number;
  overlap: boolean;
  hopLimit: number;
  /** Neither complete nor given up. */
  open: boolean;
  readonly facts: Pick<
    IncompleteDatagram,
    'version' | 'src' | 'dst' | 'protocol' | 'identification' | 'interfaceIndex' | 'ifindex' | 'direction'
  >;
}

/** Digest of a fragment of a datagram that is complete already: tells a copy from a new datagram with the same id. */
interface Done {
  readonly marks: ReadonlySet<string>;
}

const doneKept = 2048;

/**
 * Puts IPv4 and IPv6 fragments together (RFC 791, RFC 8200 section 4.5), bounded in datagrams, fragments, bytes and time of
 * the capture. Copies of fragments are dropped; where fragments overlap the first one wins and the datagram is marked.
 * Fragments seen on different interfaces or in different directions are kept apart.
 */
export class Reassembler {
  duplicates = 0;
  overlaps = 0;
  evicted = 0;
  private readonly entries = new Map<string, Entry>();
  private readonly queue = new Queue<Entry>((entry) => !entry.open);
  private readonly done = new Map<string, Done>();
  private readonly doneQueue: string[] = [];
  private doneAt = 0;
  private bytes = 0;
  private readonly limits: ReassemblyLimits;
  private readonly incomplete: (datagram: IncompleteDatagram) => void;

  constructor(limits: ReassemblyLimits, incomplete: (datagram: IncompleteDatagram) => void) {
    this.limits = limits;
    this.incomplete = incomplete;
  }

  /** Datagrams that are not complete yet. */
  get pending(): number {
    return this.entries.size;
  }

  /** Takes a fragment; gives the datagram when it is complete now. */
  add(ip: IpView, packet: Packet): WholeDatagram | null {
    const key = `${ip.version}|${hex(ip.bytes, ip.source, ip.addressLength * 2)}|${ip.identification}|${ip.version === 4 ? ip.protocol : 0}|${packet.interfaceIndex}|${packet.ifindex}|${packet.direction}`;
    const bytes = ip.data.slice(ip.payload, ip.payload + ip.payloadCaptured);
    const mark = markOf(ip.fragmentOffset, ip.payloadLength, bytes);
    const piece: Piece = {
      offset: ip.fragmentOffset,
      length: ip.payloadLength,
      bytes,
      ipLength: ip.totalLength,
      mark,
    };
    let entry = this.entries.get(key);
    const copy =
      entry === undefined
        ? this.done.get(key)?.marks.has(mark) === true
        : entry.pieces.some((other) => other.mark === mark);
    if (copy) {
      this.duplicates++;
      return null;
    }
    entry ??= this.open(key, ip, packet);
    entry.packets.push(packet.number);
    entry.lastNs = toNs(packet.seconds, packet.nanoseconds);
    if (piece.offset === 0) entry.hopLimit = ip.hopLimit;
    if (!ip.moreFragments) entry.total = piece.offset + piece.length;
    insertPiece(entry, piece);
    entry.held += bytes.length;
    this.bytes += bytes.length;
    if (isWhole(entry)) return this.close(entry);
    if (entry.pieces.length >= this.limits.maxFragments) this.giveUp(entry, 'too-many-fragments');
    while (this.entries.size > this.limits.maxDatagrams || this.bytes > this.limits.maxBytes) {
      const oldest = this.queue.peek();
      if (oldest === undefined) break;
      this.evicted++;
      this.giveUp(oldest, 'evicted');
    }
    return null;
  }

  /** Gives up what is older than the time allowed. `seconds`: the capture's clock. */
  expire(seconds: number): void {
    for (;;) {
      const oldest = this.queue.peek();
      if (oldest === undefined || seconds - oldest.seconds <= this.limits.seconds) return;
      this.giveUp(oldest, 'expired');
    }
  }

  /** Gives up everything: the capture ends. */
  end(): void {
    for (let next = this.queue.peek(); next !== undefined; next = this.queue.peek()) this.giveUp(next, 'end');
  }

  private open(key: string, ip: IpView, packet: Packet): Entry {
    const entry: Entry = {
      key,
      pieces: [],
      packets: [],
      seconds: packet.seconds,
      firstNs: toNs(packet.seconds, packet.nanoseconds),
      lastNs: 0n,
      total: -1,
      held: 0,
      overlap: false,
      hopLimit: ip.hopLimit,
      open: true,
      facts: {
        version: ip.version === 4 ? 4 : 6,
        src: addressText(ip.bytes, ip.source, ip.addressLength) ?? '',
        dst: addressText(ip.bytes, ip.destination, ip.addressLength) ?? '',
        protocol: ip.protocol,
        identification: ip.identification,
        interfaceIndex: packet.interfaceIndex,
        ifindex: packet.ifindex,
        direction: packet.direction,
      },
    };
    this.entries.set(key, entry);
    this.queue.push(entry);
    return entry;
  }

  private drop(entry: Entry): void {
    entry.open = false;
    this.entries.delete(entry.key);
    this.bytes -= entry.held;
  }

  private close(entry: Entry): WholeDatagram {
    this.drop(entry);
    this.remember(entry);
    if (entry.overlap) this.overlaps++;
    const { data, captured } = join(entry, entry.total);
    return {
      data,
      captured,
      packets: entry.packets,
      fragmentLengths: entry.pieces.map((piece) => piece.ipLength),
      overlap: entry.overlap,
      hopLimit: entry.hopLimit,
    };
  }

  // A ring of keys: the oldest one makes room.
  private remember(entry: Entry): void {
    const oldest = this.doneQueue[this.doneAt];
    if (oldest !== undefined) this.done.delete(oldest);
    this.doneQueue[this.doneAt] = entry.key;
    this.doneAt = (this.doneAt + 1) % doneKept;
    this.done.set(entry.key, { marks: new Set(entry.pieces.map((piece) => piece.mark)) });
  }

  private giveUp(entry: Entry, why: IncompleteDatagram['why']): void {
    this.drop(entry);
    const have: [number, number][] = [];
    for (const piece of entry.pieces) {
      const last = have[have.length - 1];
      const to = piece.offset + piece.length;
      if (last !== undefined && piece.offset <= last[1]) last[1] = Math.max(last[1], to);
      else have.push([piece.offset, to]);
    }
    const missing: [number, number][] = [];
    let at = 0;
    for (const [from, to] of have) {
      if (from > at) missing.push([at, from]);
      at = to;
    }
    if (entry.total > at) missing.push([at, entry.total]);
    const contiguous = have[0]?.[0] === 0 ? (have[0]?.[1] ?? 0) : 0;
    const joined = join(entry, contiguous);
    const head = joined.captured === joined.data.length ? joined.data : joined.data.slice(0, joined.captured);
    const { protocol } = entry.facts;
    const ports = (protocol === 17 || protocol === 6) && head.length >= 4;
    const { facts } = entry;
    // Field by field: a spread before other fields is many times slower, and floods come through here.
    this.incomplete({
      version: facts.version,
      src: facts.src,
      dst: facts.dst,
      protocol: facts.protocol,
      identification: facts.identification,
      interfaceIndex: facts.interfaceIndex,
      ifindex: facts.ifindex,
      direction: facts.direction,
      have,
      missing,
      totalBytes: entry.total < 0 ? null : entry.total,
      haveBytes: have.reduce((sum, [from, to]) => sum + to - from, 0),
      packets: entry.packets,
      firstNs: entry.firstNs,
      lastNs: entry.lastNs,
      srcPort: ports ? ((head[0] ?? 0) << 8) | (head[1] ?? 0) : null,
      dstPort: ports ? ((head[2] ?? 0) << 8) | (head[3] ?? 0) : null,
      head,
      why,
    });
  }
}

// FNV-1a over the bytes: this only tells copies apart from other data, and first come wins where it errs.
function markOf(offset: number, length: number, bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${offset}|${length}|${hash >>> 0}`;
}

function insertPiece(entry: Entry, piece: Piece): void {
  const { pieces } = entry;
  let at = pieces.length;
  while (at > 0 && (pieces[at - 1]?.offset ?? 0) > piece.offset) at--;
  const before = pieces[at - 1];
  const after = pieces[at];
  if (before !== undefined && before.offset + before.length > piece.offset) entry.overlap = true;
  if (after !== undefined && piece.offset + piece.length > after.offset) entry.overlap = true;
  pieces.splice(at, 0, piece);
}

function isWhole(entry: Entry): boolean {
  if (entry.total < 0) return false;
  let at = 0;
  for (const piece of entry.pieces) {
    if (piece.offset > at) return false;
    at = Math.max(at, piece.offset + piece.length);
  }
  return at >= entry.total;
}

// Later pieces are laid down first, so that where they overlap the one with the lower offset stays.
function join(entry: Entry, total: number): { data: Uint8Array; captured: number } {
  const data = new Uint8Array(Math.max(0, total));
  for (let i = entry.pieces.length - 1; i >= 0; i--) {
    const piece = entry.pieces[i];
    if (piece === undefined || piece.offset >= data.length) continue;
    const room = data.length - piece.offset;
    // A subarray of a small array moves it out of the heap, which costs more than all the rest here.
    data.set(piece.bytes.length <= room ? piece.bytes : piece.bytes.subarray(0, room), piece.offset);
  }
  let captured = 0;
  for (const piece of entry.pieces) {
    if (piece.offset > captured) break;
    captured = Math.max(captured, Math.min(data.length, piece.offset + piece.bytes.length));
  }
  return { data, captured };
}
