import type { IkeSighting } from './ike-sighting.ts';
import { seededHash } from './tables.ts';

const chunkBytes = 2 ** 20;

/** Bytes of many messages in large pieces. */
class Arena {
  private readonly chunks: Uint8Array[] = [];
  private used = chunkBytes;
  private packed = 0;
  /** Pieces that are free again: they are needed soon. */
  private readonly spare: Uint8Array[] = [];

  /** Copies bytes in; gives their place. */
  put(bytes: Uint8Array, from: number, length: number): number {
    if (this.used + length > chunkBytes) {
      this.chunks.push(this.spare.pop() ?? new Uint8Array(chunkBytes));
      this.used = 0;
    }
    const chunk = this.chunks.length - 1;
    const at = this.used;
    const target = this.chunks[chunk];
    if (target !== undefined) {
      // A view costs more than a few bytes do.
      if (length > 128) target.set(bytes.subarray(from, from + length), at);
      else for (let i = 0; i < length; i++) target[at + i] = bytes[from + i] ?? 0;
    }
    this.used += length;
    return chunk * chunkBytes + at;
  }

  /** Begins to move what is kept to the front; `keep` is then called for each, in the order of their places. */
  rewind(): void {
    this.packed = 0;
  }

  /** Moves bytes to the next free place at the front, which is never behind their own; gives that place. */
  keep(place: number, length: number): number {
    const { chunks } = this;
    if ((this.packed % chunkBytes) + length > chunkBytes) this.packed += chunkBytes - (this.packed % chunkBytes);
    const to = this.packed;
    const [at, from] = [to % chunkBytes, place % chunkBytes];
    const source = chunks[(place - from) / chunkBytes];
    const target = chunks[(to - at) / chunkBytes];
    if (source === target) target?.copyWithin(at, from, from + length);
    else if (source !== undefined) target?.set(source.subarray(from, from + length), at);
    this.packed += length;
    return to;
  }

  /** Gives back what is behind the last of those that were kept. */
  trim(): void {
    this.spare.push(...this.chunks.splice(Math.ceil(this.packed / chunkBytes)));
    this.used = this.packed % chunkBytes === 0 ? chunkBytes : this.packed % chunkBytes;
  }

  get(place: number, length: number): Uint8Array {
    const at = place % chunkBytes;
    return this.chunks[(place - at) / chunkBytes]?.subarray(at, at + length) ?? new Uint8Array(0);
  }

  byte(place: number): number {
    const at = place % chunkBytes;
    return this.chunks[(place - at) / chunkBytes]?.[at] ?? 0;
  }
}

/**
 * Nanoseconds between two sights of the same bytes, of which nobody repeats a message so soon (RFC 7296 2.4), but may answer two that came
 * together: on two interfaces of one host, and at two hosts of one network.
 */
const atOnce = 50_000;
const nearly = 5_000_000;

const emptiedBit = 1 << 16;
/** Header and the beginning of the payload that is encrypted. */
const emptiedBytes = 48;

/** Next payload, version, exchange type and flags of the ISAKMP header (RFC 2408 3.1, RFC 7296 3.1), message ID, length: asked for often. */
const headOffset = 16;
const messageIdOffset = 20;
const lengthOffset = 24;

/** Four bytes of a sighting's message as a number, big-endian; zeros stand for what was not captured. */
export function wordOf({ view, from, captured }: IkeSighting, offset: number): number {
  if (offset + 4 <= captured) return view.getInt32(from + offset);
  let word = 0;
  for (let i = 0; i < 4; i++) word = (word << 8) | (offset + i < captured ? view.getUint8(from + offset + i) : 0);
  return word;
}

/** Columns of numbers that a message has. Kept apart from objects: there may be hundreds of thousands of them. */
const integers = [
  'hashA',
  'hashB',
  'source',
  'destination',
  'ports',
  'kind',
  'length',
  'held',
  'interfaceIndex',
  'ifindex',
  'nanoseconds',
  'lastNanoseconds',
  'copies',
  'twins',
  'near',
  'group',
  'next',
  'head',
  'messageId',
  'claimed',
] as const;
const numbers = ['seconds', 'lastSeconds', 'packet', 'lastPacket', 'place'] as const;

type Integers = Record<(typeof integers)[number], Int32Array>;
type Numbers = Record<(typeof numbers)[number], Float64Array>;

function columns(size: number): Integers & Numbers {
  const made: Partial<Integers & Numbers> = {};
  for (const name of integers) made[name] = new Int32Array(size);
  for (const name of numbers) made[name] = new Float64Array(size);
  return made as Integers & Numbers;
}

/**
 * Distinct messages in columns, found again by their content and endpoints. `group` is below zero for what was taken out;
 * `compact` gives its room back.
 */
export class MessageStore {
  column: Integers & Numbers = columns(1024);
  /** Places that are used, those of what was taken out included; and messages that are there. */
  size = 0;
  live = 0;
  private sightings = 0;
  private twins = 0;
  private near = 0;
  fragments = new Map<number, readonly number[]>();
  private readonly arena = new Arena();
  private slots = new Int32Array(4096).fill(-1);
  private hashA = 0;
  private hashB = 0;

  /** Number of the same message between the same endpoints, as far on its way; -1 when it is new. Its digest is kept for `add`. */
  find(sighting: IkeSighting): number {
    this.digest(sighting);
    const { column, slots, hashA, hashB } = this;
    const ports = (sighting.sourcePort << 16) | sighting.destinationPort;
    const mask = slots.length - 1;
    for (let slot = seededHash(hashA, hashB) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot] ?? -1;
      if (id < 0) return -1;
      if (
        column.hashA[id] === hashA &&
        column.hashB[id] === hashB &&
        column.source[id] === sighting.source &&
        column.destination[id] === sighting.destination &&
        column.ports[id] === ports &&
        column.length[id] === sighting.length &&
        ((column.kind[id] ?? 0) & 3) === sighting.marker &&
        (((column.kind[id] ?? 0) >> 4) & 255) === sighting.hopLimit &&
        (column.group[id] ?? -1) >= 0
      )
        return id;
    }
  }

  // Two digests with different factors and turns, four bytes at a time: 64 bits, and the length besides.
  private digest({ view, from, captured }: IkeSighting): void {
    let a = 0x811c9dc5;
    let b = 0x5bd1e995;
    const end = from + captured;
    let at = from;
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at);
      a = Math.imul(a ^ word, 0x9e3779b1);
      a ^= a >>> 15;
      b = Math.imul(b ^ word, 0x85ebca6b);
      b = (b << 13) | (b >>> 19);
    }
    for (; at < end; at++) {
      const byte = view.getUint8(at);
      a = Math.imul(a ^ byte, 0x01000193);
      b = Math.imul(b ^ byte, 0x27d4eb2f);
    }
    this.hashA = a | 0;
    this.hashB = b | 0;
  }

  /** Takes in the message that `find` did not find. `emptied`: of its bytes only the beginning, the rest is noise (see `bytes`). */
  add(sighting: IkeSighting, group: number, emptied: boolean): number {
    if (this.size === this.column.group.length) this.grow();
    if ((this.size + 1) * 2 > this.slots.length) this.rehash(this.slots.length * 2);
    const { column } = this;
    const id = this.size++;
    this.live++;
    column.hashA[id] = this.hashA;
    column.hashB[id] = this.hashB;
    column.source[id] = sighting.source;
    column.destination[id] = sighting.destination;
    column.ports[id] = (sighting.sourcePort << 16) | sighting.destinationPort;
    column.kind[id] =
      sighting.marker | (sighting.direction << 2) | (sighting.hopLimit << 4) | (emptied ? emptiedBit : 0);
    const held = emptied ? Math.min(emptiedBytes, sighting.captured) : sighting.captured;
    column.length[id] = sighting.length;
    column.held[id] = held;
    column.interfaceIndex[id] = sighting.interfaceIndex;
    column.ifindex[id] = sighting.ifindex;
    column.seconds[id] = column.lastSeconds[id] = sighting.seconds;
    column.nanoseconds[id] = column.lastNanoseconds[id] = sighting.nanoseconds;
    column.packet[id] = column.lastPacket[id] = sighting.packet;
    column.copies[id] = 1;
    column.twins[id] = 0;
    column.near[id] = 0;
    this.sightings++;
    column.group[id] = group;
    column.next[id] = -1;
    column.head[id] = wordOf(sighting, headOffset);
    column.messageId[id] = wordOf(sighting, messageIdOffset);
    column.claimed[id] = wordOf(sighting, lengthOffset);
    column.place[id] = this.arena.put(sighting.data, sighting.from, held);
    if (sighting.fragments !== null) this.fragments.set(id, sighting.fragments);
    this.place(id);
    return id;
  }

  /** Counts one more copy of a message. */
  again(id: number, sighting: IkeSighting): void {
    const { column } = this;
    column.copies[id] = (column.copies[id] ?? 0) + 1;
    this.sightings++;
    const apart = this.since(id, sighting);
    if (apart < atOnce) {
      column.twins[id] = (column.twins[id] ?? 0) + 1;
      this.twins++;
    }
    if (apart < nearly) {
      column.near[id] = (column.near[id] ?? 0) + 1;
      this.near++;
    }
    column.lastSeconds[id] = sighting.seconds;
    column.lastNanoseconds[id] = sighting.nanoseconds;
    column.lastPacket[id] = sighting.packet;
  }

  /** Nanoseconds since the same bytes were seen last; without end where the capture does not tell, or runs backwards. */
  private since(id: number, { seconds, nanoseconds }: IkeSighting): number {
    const { lastSeconds, lastNanoseconds } = this.column;
    const apart = (seconds - (lastSeconds[id] ?? 0)) * 1e9 + nanoseconds - (lastNanoseconds[id] ?? 0);
    return seconds === 0 || apart < 0 ? Number.POSITIVE_INFINITY : apart;
  }

  /**
   * How often a message was sent. A capture of several interfaces, of a bridge or of a mirror port shows packets twice, and not one or
   * two of them but most, and captures of two hosts of one network in one file show nearly all: then the second sight of each is no copy.
   */
  copiesOf(id: number): number {
    const { twins, near } = this.column;
    const doubly = this.twins >= 2 && this.twins * 4 >= this.sightings;
    const merged = this.near >= 2 && this.near * 5 >= this.sightings * 2;
    const second = merged ? near[id] : doubly ? twins[id] : 0;
    return (this.column.copies[id] ?? 1) - (second ?? 0);
  }

  /** Takes a message out. */
  remove(id: number): void {
    if ((this.column.group[id] ?? -1) < 0) return;
    this.column.group[id] = -1;
    this.live--;
  }

  /** The bytes of a message; valid until the next `compact`. Zeros stand for ciphertext that was not kept. */
  bytes(id: number): Uint8Array {
    const held = this.arena.get(this.column.place[id] ?? 0, this.column.held[id] ?? 0);
    if (!this.isEmptied(id)) return held;
    const whole = new Uint8Array(this.column.length[id] ?? 0);
    whole.set(held.subarray(0, whole.length));
    return whole;
  }

  isEmptied(id: number): boolean {
    return ((this.column.kind[id] ?? 0) & emptiedBit) !== 0;
  }

  /** It was captured up to its end. */
  isWhole(id: number): boolean {
    return this.isEmptied(id) || (this.column.held[id] ?? 0) >= (this.column.length[id] ?? 0);
  }

  /** One byte of a message, 0 past its end. */
  byte(id: number, offset: number): number {
    if (offset >= headOffset && offset < messageIdOffset)
      return ((this.column.head[id] ?? 0) >>> (8 * (messageIdOffset - 1 - offset))) & 255;
    return offset < (this.column.held[id] ?? 0) ? this.arena.byte((this.column.place[id] ?? 0) + offset) : 0;
  }

  /** Four bytes of a message as a number, big-endian. */
  word(id: number, offset: number): number {
    if (offset === messageIdOffset) return this.column.messageId[id] ?? 0;
    if (offset === lengthOffset) return this.column.claimed[id] ?? 0;
    return (
      (this.byte(id, offset) << 24) |
      (this.byte(id, offset + 1) << 16) |
      (this.byte(id, offset + 2) << 8) |
      this.byte(id, offset + 3)
    );
  }

  private grow(): void {
    const from = this.column;
    const grown = columns(from.group.length * 2);
    for (const name of integers) grown[name].set(from[name]);
    for (const name of numbers) grown[name].set(from[name]);
    this.column = grown;
  }

  private place(id: number): void {
    const { column, slots } = this;
    const mask = slots.length - 1;
    let slot = seededHash(column.hashA[id] ?? 0, column.hashB[id] ?? 0) & mask;
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    slots[slot] = id;
  }

  private rehash(size: number): void {
    this.slots = new Int32Array(size).fill(-1);
    for (let id = 0; id < this.size; id++) if ((this.column.group[id] ?? -1) >= 0) this.place(id);
  }

  /** Gives back the room of what was taken out. Numbers change and keep their order; all `next` are to be set anew. */
  compact(): void {
    const { column } = this;
    const stay = new Int32Array(this.live);
    let count = 0;
    for (let id = 0; id < this.size; id++) if ((column.group[id] ?? -1) >= 0) stay[count++] = id;
    const { arena } = this;
    const fragments = new Map<number, readonly number[]>();
    arena.rewind();
    for (let to = 0; to < count; to++) {
      const id = stay[to] ?? 0;
      column.place[id] = arena.keep(column.place[id] ?? 0, column.held[id] ?? 0);
      const parts = this.fragments.size === 0 ? undefined : this.fragments.get(id);
      if (parts !== undefined) fragments.set(to, parts);
    }
    arena.trim();
    for (const name of integers) move(column[name], stay, count);
    for (const name of numbers) move(column[name], stay, count);
    column.next.fill(-1, 0, count);
    this.size = count;
    this.fragments = fragments;
    this.rehash(this.slots.length);
  }
}

/** Moves what stays to the front. */
function move(column: Int32Array | Float64Array, stay: Int32Array, count: number): void {
  for (let to = 0; to < count; to++) column[to] = column[stay[to] ?? 0] ?? 0;
}
