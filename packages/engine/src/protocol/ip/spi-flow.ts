import { toNs } from '../capture/types.ts';

/** Upper bounds (inclusive, bytes of the IP datagram) of the size histogram; one more class holds what is larger. */
export const sizeBounds: readonly number[] = [128, 256, 512, 1024, 1280, 1400, 1472, 1500];

/** A jump of the sequence number: the numbers from `from` to `to` were not seen before `packet`. */
export interface SequenceJump {
  readonly from: number;
  readonly to: number;
  readonly packet: number;
  readonly ns: bigint;
}

/** A silence longer than the limit. */
export interface IdleGap {
  readonly fromNs: bigint;
  readonly toNs: bigint;
  readonly packet: number;
}

/**
 * The ESP or AH packets of one SPI in one direction between two addresses (and ports), on one interface. Lengths are those
 * of the IP datagram in bytes. Sequence numbers that passed 2^32 are counted on.
 */
export interface SpiFlow {
  readonly id: number;
  readonly protocol: 'ESP' | 'AH';
  readonly encapsulation: 'none' | 'udp';
  readonly src: string;
  readonly dst: string;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  /** Eight lower-case hex digits. */
  readonly spi: string;
  readonly interfaceIndex: number;
  readonly ifindex: number;
  readonly direction: 'in' | 'out' | null;
  readonly packets: number;
  readonly bytes: number;
  readonly firstPacket: number;
  readonly lastPacket: number;
  readonly firstNs: bigint;
  readonly lastNs: bigint;
  readonly minLength: number;
  readonly maxLength: number;
  /** Datagrams by size, classes as in `sizeBounds`. */
  readonly sizes: readonly number[];
  readonly firstSequence: number;
  readonly minSequence: number;
  readonly maxSequence: number;
  /** Sequence numbers between the least and the greatest that were not seen. */
  readonly missing: number;
  readonly duplicates: number;
  /** Packets with a lower sequence number than one before, copies not counted. */
  readonly outOfOrder: number;
  /** Packets too far behind to tell whether they are copies. */
  readonly beyondWindow: number;
  readonly jumps: readonly SequenceJump[];
  readonly jumpCount: number;
  readonly idleGaps: readonly IdleGap[];
  readonly idleGapCount: number;
  /** Datagrams that came in IP fragments, and datagrams the capture kept only in part. */
  readonly fragmented: number;
  readonly truncated: number;
  readonly minHopLimit: number;
  readonly maxHopLimit: number;
  /** AH: the protocols it protects. */
  readonly innerProtocols: readonly number[];
  /** FNV-1a of the first ESP packets that are whole, by sequence number: what another capture can be compared with. */
  readonly prints: ReadonlyMap<number, number>;
}

/** Packets of a flow that are fingerprinted: enough to tell whether bytes change on the way, at no cost for long flows. */
export const maxPrints = 64;

export interface SpiFlowLimits {
  readonly idleSeconds: number;
  readonly maxIdleGaps: number;
  readonly maxJumps: number;
}

const windowBits = 1024;

/** What is kept of a flow while the capture is read. Numbers only; `snapshot` makes the object for others. */
export class SpiAccumulator {
  id = -1;
  spi = 0;
  sourceId = 0;
  destinationId = 0;
  sourcePort = 0;
  destinationPort = 0;
  interfaceIndex = -1;
  ifindex = 0;
  direction = 0;
  isAh = false;
  encapsulated = false;
  packets = 0;
  bytes = 0;
  firstPacket = 0;
  lastPacket = 0;
  firstSeconds = 0;
  firstNanoseconds = 0;
  lastSeconds = 0;
  lastNanoseconds = 0;
  minLength = 0;
  maxLength = 0;
  minHopLimit = 255;
  maxHopLimit = 0;
  fragmented = 0;
  truncated = 0;
  readonly innerProtocols: number[] = [];
  private readonly prints = new Map<number, number | null>();
  private firstSequence = 0;
  private minSequence = 0;
  private maxSequence = 0;
  private duplicates = 0;
  private unique = 0;
  private outOfOrder = 0;
  private beyondWindow = 0;
  private jumpCount = 0;
  private idleCount = 0;
  private readonly jumps: SequenceJump[] = [];
  private readonly idleGaps: IdleGap[] = [];
  private readonly sizes: number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  private seen: Uint32Array | null = null;

  /** Takes a packet in. `length`: bytes of the IP datagram; `sequence`: the 32 bits on the wire. */
  add(
    sequence: number,
    length: number,
    seconds: number,
    nanoseconds: number,
    packet: number,
    limits: SpiFlowLimits,
  ): void {
    if (this.packets++ === 0) {
      this.firstPacket = packet;
      this.firstSeconds = seconds;
      this.firstNanoseconds = nanoseconds;
      this.minLength = this.maxLength = length;
      this.firstSequence = this.minSequence = this.maxSequence = sequence;
      this.unique = 1;
    } else {
      if (seconds - this.lastSeconds >= limits.idleSeconds) this.idle(seconds, nanoseconds, packet, limits);
      if (length < this.minLength) this.minLength = length;
      if (length > this.maxLength) this.maxLength = length;
      this.sequence(sequence, seconds, nanoseconds, packet, limits);
    }
    this.bytes += length;
    this.lastPacket = packet;
    this.lastSeconds = seconds;
    this.lastNanoseconds = nanoseconds;
    let size = 0;
    while (size < 8 && length > (sizeBounds[size] ?? 0)) size++;
    this.sizes[size] = (this.sizes[size] ?? 0) + 1;
  }

  /**
   * Keeps a fingerprint of an ESP packet from `from` (its SPI) to `to`. Of a sequence number that is met again with other bytes
   * there is none: whose packet is the true one nobody can tell, and anybody can send the other.
   */
  print(sequence: number, bytes: Uint8Array, from: number, to: number): void {
    const known = this.prints.get(sequence);
    if (known === null || (known === undefined && this.prints.size >= maxPrints)) return;
    let hash = 0x811c9dc5;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
    this.prints.set(sequence, known === undefined || known === hash >>> 0 ? hash >>> 0 : null);
  }

  private idle(seconds: number, nanoseconds: number, packet: number, limits: SpiFlowLimits): void {
    const silence = seconds - this.lastSeconds + (nanoseconds - this.lastNanoseconds) / 1e9;
    if (silence <= limits.idleSeconds) return;
    this.idleCount++;
    if (this.idleGaps.length < limits.maxIdleGaps)
      this.idleGaps.push({
        fromNs: toNs(this.lastSeconds, this.lastNanoseconds),
        toNs: toNs(seconds, nanoseconds),
        packet,
      });
  }

  private sequence(
    sequence: number,
    seconds: number,
    nanoseconds: number,
    packet: number,
    limits: SpiFlowLimits,
  ): void {
    // The distance on the circle of 32-bit numbers: positive is ahead (RFC 4303 section 3.3.3, RFC 1982).
    const ahead = (sequence - (this.maxSequence % 4294967296)) | 0;
    let seen = this.seen;
    if (seen === null) {
      seen = this.seen = new Uint32Array(windowBits / 32);
      mark(seen, this.maxSequence);
    }
    if (ahead > 0) {
      if (ahead > 1) {
        this.jumpCount++;
        if (this.jumps.length < limits.maxJumps)
          this.jumps.push({
            from: this.maxSequence + 1,
            to: this.maxSequence + ahead - 1,
            packet,
            ns: toNs(seconds, nanoseconds),
          });
      }
      if (ahead >= windowBits) seen.fill(0);
      else for (let i = 1; i <= ahead; i++) clear(seen, this.maxSequence + i);
      this.maxSequence += ahead;
      mark(seen, this.maxSequence);
      this.unique++;
      return;
    }
    const absolute = this.maxSequence + ahead;
    if (ahead <= -windowBits || absolute < 0) {
      this.beyondWindow++;
      if (absolute >= 0 && absolute < this.minSequence) this.minSequence = absolute;
      return;
    }
    if (marked(seen, absolute)) {
      this.duplicates++;
      return;
    }
    mark(seen, absolute);
    this.unique++;
    this.outOfOrder++;
    if (absolute < this.minSequence) this.minSequence = absolute;
  }

  /** The flow as others see it; `text` gives an address by its number. */
  snapshot(text: (id: number) => string): SpiFlow {
    const span = this.maxSequence - this.minSequence + 1;
    return {
      id: this.id,
      protocol: this.isAh ? 'AH' : 'ESP',
      encapsulation: this.encapsulated ? 'udp' : 'none',
      src: text(this.sourceId),
      dst: text(this.destinationId),
      srcPort: this.encapsulated ? this.sourcePort : null,
      dstPort: this.encapsulated ? this.destinationPort : null,
      spi: (this.spi >>> 0).toString(16).padStart(8, '0'),
      interfaceIndex: this.interfaceIndex,
      ifindex: this.ifindex,
      direction: directionName(this.direction),
      packets: this.packets,
      bytes: this.bytes,
      firstPacket: this.firstPacket,
      lastPacket: this.lastPacket,
      firstNs: toNs(this.firstSeconds, this.firstNanoseconds),
      lastNs: toNs(this.lastSeconds, this.lastNanoseconds),
      minLength: this.minLength,
      maxLength: this.maxLength,
      sizes: [...this.sizes],
      firstSequence: this.firstSequence,
      minSequence: this.minSequence,
      maxSequence: this.maxSequence,
      missing: Math.max(0, span - this.unique - this.beyondWindow),
      duplicates: this.duplicates,
      outOfOrder: this.outOfOrder,
      beyondWindow: this.beyondWindow,
      jumps: [...this.jumps],
      jumpCount: this.jumpCount,
      idleGaps: [...this.idleGaps],
      idleGapCount: this.idleCount,
      fragmented: this.fragmented,
      truncated: this.truncated,
      minHopLimit: this.minHopLimit,
      maxHopLimit: this.maxHopLimit,
      innerProtocols: [...this.innerProtocols],
      prints: new Map([...this.prints].flatMap(([sequence, print]) => (print === null ? [] : [[sequence, print]]))),
    };
  }
}

/** Name of a direction number. */
export function directionName(direction: number): 'in' | 'out' | null {
  return direction === 1 ? 'in' : direction === 2 ? 'out' : null;
}

function mark(bits: Uint32Array, sequence: number): void {
  const at = sequence % windowBits;
  bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
}

function clear(bits: Uint32Array, sequence: number): void {
  const at = sequence % windowBits;
  bits[at >> 5] = (bits[at >> 5] ?? 0) & ~(1 << (at & 31));
}

function marked(bits: Uint32Array, sequence: number): boolean {
  const at = sequence % windowBits;
  return ((bits[at >> 5] ?? 0) & (1 << (at & 31))) !== 0;
}
