import { toNs } from '../capture/types.ts';

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
  readonly encapsulation: 'none' | 'udp' | 'tcp';
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
  readonly firstSequence: number;
  readonly minSequence: number;
  readonly maxSequence: number;
  /** Of the last packet, the 32 bits on the wire. */
  readonly lastSequence: number;
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
  /**
   * The same packets where they were seen nearest to their sender, and farthest from it: most came twice, with different hop limits. Null
   * where they did not.
   */
  readonly places: { readonly near: SpiFlow; readonly far: SpiFlow } | null;
  /** AH: the protocols it protects. */
  readonly innerProtocols: readonly number[];
  /** Sequence numbers and digests, by turns, of the first ESP packets that are whole: what another capture can be compared with. */
  readonly prints: readonly number[];
}

/** Packets of a flow that are fingerprinted: enough to tell whether bytes change on the way, at no cost for long flows. */
export const maxPrints = 64;
/** The same for each flow after the first thousands. */
export const fewPrints = 8;

export interface SpiFlowLimits {
  readonly idleSeconds: number;
  readonly maxIdleGaps: number;
  readonly maxJumps: number;
}

const windowBits = 1024;
/** Places of its way that a flow is told apart at. */
const maxPlaces = 4;
const nothing: readonly never[] = [];

/** Stands for the fingerprint of a sequence number that came with different bytes. */
const contested = -1;

function uncontested(prints: readonly number[]): readonly number[] {
  if (!prints.includes(contested)) return prints;
  return prints.filter((_, i) => prints[i % 2 === 0 ? i + 1 : i] !== contested);
}

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
  inTcp = false;
  packets = 0;
  bytes = 0;
  firstPacket = 0;
  lastPacket = 0;
  firstSeconds = 0;
  firstNanoseconds = 0;
  lastSeconds = 0;
  lastNanoseconds = 0;
  lastSequence = 0;
  minLength = 0;
  maxLength = 0;
  minHopLimit = 255;
  maxHopLimit = 0;
  fragmented = 0;
  truncated = 0;
  innerProtocols: number[] | null = null;
  /** Packets that are fingerprinted at most; and their sequence numbers and fingerprints, by turns. */
  printLimit = maxPrints;
  private prints: number[] | null = null;
  private firstSequence = 0;
  private minSequence = 0;
  private maxSequence = 0;
  private duplicates = 0;
  private unique = 0;
  private outOfOrder = 0;
  private beyondWindow = 0;
  private jumpCount = 0;
  private idleCount = 0;
  private jumps: SequenceJump[] | null = null;
  private idleGaps: IdleGap[] | null = null;
  /** Which of the last numbers were seen; null while all from the first to the greatest were, each once and in order. */
  private seen: Uint32Array | null = null;
  /** What came with each hop limit; null while all came with one. */
  private places: SpiAccumulator[] | null = null;

  /** Takes a packet in. `length`: bytes of the IP datagram; `sequence`: the 32 bits on the wire. */
  add(
    sequence: number,
    length: number,
    hopLimit: number,
    seconds: number,
    nanoseconds: number,
    packet: number,
    limits: SpiFlowLimits,
  ): void {
    if (this.packets > 0 && (this.minHopLimit !== hopLimit || this.places !== null))
      this.placeOf(hopLimit)?.add(sequence, length, hopLimit, seconds, nanoseconds, packet, limits);
    if (hopLimit < this.minHopLimit) this.minHopLimit = hopLimit;
    if (hopLimit > this.maxHopLimit) this.maxHopLimit = hopLimit;
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
    this.lastSequence = sequence;
    this.lastSeconds = seconds;
    this.lastNanoseconds = nanoseconds;
  }

  /** What came with a hop limit so far, with nothing in it when it is the first packet; undefined where there are too many. */
  private placeOf(hopLimit: number): SpiAccumulator | undefined {
    this.places ??= [this.copy()];
    const known = this.places.find((place) => place.minHopLimit === hopLimit);
    if (known !== undefined || this.places.length === maxPlaces) return known;
    const made = new SpiAccumulator();
    const { id, spi, sourceId, destinationId, sourcePort, destinationPort } = this;
    const { interfaceIndex, ifindex, direction, isAh, encapsulated, inTcp, printLimit } = this;
    Object.assign(made, { id, spi, sourceId, destinationId, sourcePort, destinationPort });
    Object.assign(made, { interfaceIndex, ifindex, direction, isAh, encapsulated, inTcp, printLimit });
    this.places.push(made);
    return made;
  }

  private copy(): SpiAccumulator {
    const made = Object.assign(new SpiAccumulator(), this);
    made.prints = this.prints?.slice() ?? null;
    made.jumps = this.jumps?.slice() ?? null;
    made.idleGaps = this.idleGaps?.slice() ?? null;
    made.seen = this.seen?.slice() ?? null;
    return made;
  }

  /**
   * The places nearest to the sender and farthest from it, where most packets came at more than one: a copy of some of them, or a path
   * that changed, makes no place.
   */
  private views(): readonly [near: SpiAccumulator, far: SpiAccumulator] | null {
    if (this.places === null) return null;
    const again = this.places.reduce((left, place) => left - place.duplicates, this.duplicates);
    if (again < 2 || again * 4 < this.packets) return null;
    const [near, ...others] = [...this.places].sort((a, b) => b.maxHopLimit - a.maxHopLimit);
    const far = others.at(-1);
    return near === undefined || far === undefined ? null : [near, far];
  }

  /**
   * Keeps a fingerprint of an ESP packet from `from` (its SPI) to `to`. Of a sequence number that is met again with other bytes
   * there is none: whose packet is the true one nobody can tell, and anybody can send the other.
   */
  print(sequence: number, hopLimit: number, view: DataView, from: number, to: number): void {
    this.places?.find((place) => place.minHopLimit === hopLimit)?.print(sequence, hopLimit, view, from, to);
    this.prints ??= [];
    const { prints } = this;
    let known = -1;
    for (let i = 0; i < prints.length; i += 2) if (prints[i] === sequence) known = i;
    if (known < 0 && prints.length >= 2 * this.printLimit) return;
    let hash = 0x811c9dc5;
    let at = from;
    for (; at + 4 <= to; at += 4) {
      hash = Math.imul(hash ^ view.getInt32(at), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    for (; at < to; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193);
    if (known < 0) prints.push(sequence, hash >>> 0);
    else if (prints[known + 1] !== hash >>> 0) prints[known + 1] = contested;
  }

  private idle(seconds: number, nanoseconds: number, packet: number, limits: SpiFlowLimits): void {
    const silence = seconds - this.lastSeconds + (nanoseconds - this.lastNanoseconds) / 1e9;
    if (silence <= limits.idleSeconds) return;
    this.idleCount++;
    this.idleGaps ??= [];
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
    if (ahead === 1 && this.seen === null) {
      this.maxSequence++;
      this.unique++;
      return;
    }
    this.seen ??= this.allSeen();
    const { seen } = this;
    if (ahead > 0) {
      if (ahead > 1) {
        this.jumpCount++;
        this.jumps ??= [];
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

  private allSeen(): Uint32Array {
    const seen = new Uint32Array(windowBits / 32);
    const from = Math.max(this.minSequence, this.maxSequence - windowBits + 1);
    for (let sequence = from; sequence <= this.maxSequence; sequence++) mark(seen, sequence);
    return seen;
  }

  /** The flow as others see it; `text` gives an address by its number. */
  snapshot(text: (id: number) => string): SpiFlow {
    const span = this.maxSequence - this.minSequence + 1;
    const views = this.views();
    return {
      id: this.id,
      protocol: this.isAh ? 'AH' : 'ESP',
      encapsulation: this.inTcp ? 'tcp' : this.encapsulated ? 'udp' : 'none',
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
      firstSequence: this.firstSequence,
      minSequence: this.minSequence,
      maxSequence: this.maxSequence,
      lastSequence: this.lastSequence,
      missing: Math.max(0, span - this.unique - this.beyondWindow),
      duplicates: this.duplicates,
      outOfOrder: this.outOfOrder,
      beyondWindow: this.beyondWindow,
      jumps: this.jumps ?? nothing,
      jumpCount: this.jumpCount,
      idleGaps: this.idleGaps ?? nothing,
      idleGapCount: this.idleCount,
      fragmented: this.fragmented,
      truncated: this.truncated,
      minHopLimit: this.minHopLimit,
      maxHopLimit: this.maxHopLimit,
      places: views === null ? null : { near: views[0].snapshot(text), far: views[1].snapshot(text) },
      innerProtocols: this.innerProtocols ?? nothing,
      prints: uncontested(this.prints ?? nothing),
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
