import { hex } from '../bytes.ts';
import { Queue } from './queue.ts';
import type { IkeDatagram } from './scan-types.ts';

/** A distinct IKE message (same bytes, same endpoints) with its copies. `bytes` is a copy of its own. */
export interface KeptMessage {
  /** Its own `bytes` are not valid any more. */
  readonly datagram: IkeDatagram;
  readonly bytes: Uint8Array;
  readonly content: string;
  copies: number;
  lastNs: bigint;
  lastPacket: number;
}

export interface MessageLimits {
  /** Distinct messages kept. */
  readonly maxMessages: number;
  /** Capture seconds after which an attempt that never went on may make room for a new one. */
  readonly halfOpenSeconds: number;
}

export const defaultMessageLimits: MessageLimits = { maxMessages: 60_000, halfOpenSeconds: 60 };

interface Group {
  readonly key: string;
  readonly ns: bigint;
  readonly messages: KeptMessage[];
  /** Retransmitted, or past the first exchange: never given up. */
  settled: boolean;
  /** Made room for others. */
  gone: boolean;
}

/**
 * Keeps the distinct IKE messages of a capture and counts their copies. The same message seen on another interface, or in
 * the other direction, is not a copy. When there are too many, attempts that were neither repeated nor taken beyond their
 * first exchange make room: a flood of half-open attempts does not displace negotiations.
 */
export class IkeMessages {
  /** Distinct messages that were not kept, or were given up. */
  dropped = 0;
  private readonly byContent = new Map<string, KeptMessage>();
  private readonly groups = new Map<string, Group>();
  private readonly halfOpen = new Queue<Group>((group) => group.settled || group.gone);
  private readonly limits: MessageLimits;

  constructor(limits: MessageLimits) {
    this.limits = limits;
  }

  get size(): number {
    return this.byContent.size;
  }

  /** Takes a datagram in. */
  add(datagram: IkeDatagram): void {
    const content = contentKey(datagram);
    const groupKey = hex(datagram.bytes, 0, 8);
    const known = this.byContent.get(content);
    if (known !== undefined) {
      if (!sameVantage(known.datagram, datagram)) return;
      known.copies++;
      known.lastNs = datagram.ns;
      known.lastPacket = datagram.packets[datagram.packets.length - 1] ?? 0;
      this.settle(groupKey);
      return;
    }
    if (this.byContent.size >= this.limits.maxMessages && !this.makeRoom(datagram.ns)) {
      this.dropped++;
      return;
    }
    const bytes = datagram.bytes.slice();
    const kept: KeptMessage = {
      datagram,
      content,
      bytes,
      copies: 1,
      lastNs: datagram.ns,
      lastPacket: datagram.packets[datagram.packets.length - 1] ?? 0,
    };
    this.byContent.set(content, kept);
    let group = this.groups.get(groupKey);
    if (group === undefined) {
      group = { key: groupKey, ns: datagram.ns, messages: [], settled: false, gone: false };
      this.groups.set(groupKey, group);
      this.halfOpen.push(group);
    }
    group.messages.push(kept);
    if (!isFirstExchange(bytes)) this.settle(groupKey);
  }

  private settle(key: string): void {
    const group = this.groups.get(key);
    if (group !== undefined) group.settled = true;
  }

  private makeRoom(now: bigint): boolean {
    const oldest = this.halfOpen.peek();
    if (oldest === undefined || now - oldest.ns < BigInt(this.limits.halfOpenSeconds) * 1_000_000_000n) return false;
    oldest.gone = true;
    this.groups.delete(oldest.key);
    for (const message of oldest.messages) {
      this.byContent.delete(message.content);
      this.dropped++;
    }
    return true;
  }

  /** The messages kept, in the order they were first seen. */
  list(): KeptMessage[] {
    return [...this.byContent.values()];
  }
}

// IKEv2: IKE_SA_INIT. IKEv1: main and aggressive mode in clear.
function isFirstExchange(bytes: Uint8Array): boolean {
  const major = (bytes[17] ?? 0) >> 4;
  const exchange = bytes[18] ?? 0;
  if (major === 2) return exchange === 34;
  return (exchange === 2 || exchange === 4) && ((bytes[19] ?? 0) & 1) === 0;
}

function sameVantage(a: IkeDatagram, b: IkeDatagram): boolean {
  return a.interfaceIndex === b.interfaceIndex && a.ifindex === b.ifindex && a.direction === b.direction;
}

// Two FNV-1a digests with different starts: 64 bits, and the length and endpoints besides.
function contentKey(datagram: IkeDatagram): string {
  let a = 0x811c9dc5;
  let b = 0x5bd1e995;
  for (const byte of datagram.bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x01000193) ^ (b >>> 15);
  }
  const ends = `${datagram.src}|${datagram.srcPort}|${datagram.dst}|${datagram.dstPort}`;
  return `${ends}|${datagram.marker}|${datagram.length}|${a >>> 0}|${b >>> 0}`;
}
