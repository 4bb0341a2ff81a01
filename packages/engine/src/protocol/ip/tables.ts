import { addressText } from '../address.ts';

/**
 * Addresses as small numbers: the same address always gives the same one, text is made once. Bounded: -1 for a new address
 * when the table is full.
 */
export class AddressTable {
  private words = new Uint32Array(4 * 128);
  private versions = new Uint8Array(128);
  private slots = new Int32Array(256).fill(-1);
  private readonly texts: string[] = [];
  private readonly cap: number;
  size = 0;
  refused = 0;

  constructor(cap: number) {
    this.cap = cap;
  }

  /** Number of the address of `length` bytes at `offset`. */
  intern(view: DataView, offset: number, length: 4 | 16): number {
    const a = view.getUint32(offset);
    if (length === 4) return this.find(a, 0, 0, 0, 4);
    return this.find(a, view.getUint32(offset + 4), view.getUint32(offset + 8), view.getUint32(offset + 12), 6);
  }

  /** Whether that is the address of 16 bytes at `offset`. */
  isAddress16(id: number, view: DataView, offset: number): boolean {
    const { words } = this;
    const at = id * 4;
    return (
      words[at] === view.getUint32(offset) &&
      words[at + 1] === view.getUint32(offset + 4) &&
      words[at + 2] === view.getUint32(offset + 8) &&
      words[at + 3] === view.getUint32(offset + 12) &&
      this.versions[id] === 6
    );
  }

  private find(a: number, b: number, c: number, d: number, version: number): number {
    let mask = this.slots.length - 1;
    let slot = hashWords(a, b, c, d) & mask;
    for (;;) {
      const id = this.slots[slot] ?? -1;
      if (id < 0) break;
      const at = id * 4;
      const { words } = this;
      if (
        words[at] === a &&
        words[at + 1] === b &&
        words[at + 2] === c &&
        words[at + 3] === d &&
        this.versions[id] === version
      )
        return id;
      slot = (slot + 1) & mask;
    }
    if (this.size >= this.cap) {
      this.refused++;
      return -1;
    }
    if (this.size * 2 >= this.slots.length) {
      this.grow();
      mask = this.slots.length - 1;
      slot = hashWords(a, b, c, d) & mask;
      while ((this.slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    }
    const id = this.size++;
    this.words[id * 4] = a;
    this.words[id * 4 + 1] = b;
    this.words[id * 4 + 2] = c;
    this.words[id * 4 + 3] = d;
    this.versions[id] = version;
    this.slots[slot] = id;
    return id;
  }

  private grow(): void {
    const words = new Uint32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
    const versions = new Uint8Array(this.versions.length * 2);
    versions.set(this.versions);
    this.versions = versions;
    const slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      const at = id * 4;
      let slot = hashWords(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.slots = slots;
  }

  /** Canonical text of an address by its number. */
  text(id: number): string {
    const known = this.texts[id];
    if (known !== undefined) return known;
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < 4; i++) view.setUint32(i * 4, this.words[id * 4 + i] ?? 0);
    const text = addressText(bytes, 0, this.versions[id] === 4 ? 4 : 16) ?? '';
    this.texts[id] = text;
    return text;
  }
}

// Different in every process, so that nobody can prepare addresses that all fall into one place. Order never depends on it.
const seed = (Math.random() * 0x100000000) | 0;

function hashWords(a: number, b: number, c: number, d: number): number {
  let hash =
    Math.imul(a ^ seed, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(d, 0x27d4eb2f);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** Where a key of two 32-bit numbers belongs: other in every process, and only ever used for places. */
export function seededHash(a: number, b: number): number {
  return hashWords(a, b, 0, 0);
}

/** An address of 16 bytes as one number, for finding a place by it: others have the same. */
export function foldAddress(view: DataView, offset: number): number {
  return (
    view.getInt32(offset) ^
    Math.imul(view.getInt32(offset + 4), 0x85ebca6b) ^
    Math.imul(view.getInt32(offset + 8), 0xc2b2ae35) ^
    Math.imul(view.getInt32(offset + 12), 0x27d4eb2f)
  );
}

const keyLength = 6;

/** Values by a key of six 32-bit numbers, found without making anything. Bounded: a new key is refused when full. */
export class FlowTable<T> {
  readonly values: T[] = [];
  refused = 0;
  private keys = new Int32Array(keyLength * 64);
  private slots = new Int32Array(256).fill(-1);
  private last = -1;
  private readonly cap: number;
  private readonly make: () => T;

  constructor(cap: number, make: () => T) {
    this.cap = cap;
    this.make = make;
  }

  /** The value of a key, made when it is new; undefined when it is new and the table is full (counted in `refused`). */
  at(a: number, b: number, c: number, d: number, e: number, f: number): T | undefined {
    const [i0, i1, i2, i3, i4, i5] = [a | 0, b | 0, c | 0, d | 0, e | 0, f | 0];
    const recent = this.last;
    if (recent >= 0 && this.same(recent, i0, i1, i2, i3, i4, i5)) return this.values[recent];
    const mask = this.slots.length - 1;
    const hash = hashWords(i0 ^ Math.imul(i4, 0x165667b1), i1, i2 ^ Math.imul(i5, 0x27d4eb2f), i3);
    let slot = hash & mask;
    for (;;) {
      const id = this.slots[slot] ?? -1;
      if (id < 0) break;
      if (this.same(id, i0, i1, i2, i3, i4, i5)) {
        this.last = id;
        return this.values[id];
      }
      slot = (slot + 1) & mask;
    }
    return this.insert(i0, i1, i2, i3, i4, i5);
  }

  /** The values one after the other; each is let go of when it was given, and only their number stays. */
  *drain(): Generator<T> {
    const { values } = this;
    const gone: (T | undefined)[] = values;
    for (let id = 0; id < values.length; id++) {
      const value = gone[id];
      gone[id] = undefined;
      if (value !== undefined) yield value;
    }
  }

  private same(id: number, a: number, b: number, c: number, d: number, e: number, f: number): boolean {
    const { keys } = this;
    const at = id * keyLength;
    return (
      keys[at] === a &&
      keys[at + 1] === b &&
      keys[at + 2] === c &&
      keys[at + 3] === d &&
      keys[at + 4] === e &&
      keys[at + 5] === f
    );
  }

  private insert(a: number, b: number, c: number, d: number, e: number, f: number): T | undefined {
    const id = this.values.length;
    if (id >= this.cap) {
      this.refused++;
      return undefined;
    }
    if ((id + 1) * keyLength > this.keys.length) {
      const grown = new Int32Array(this.keys.length * 2);
      grown.set(this.keys);
      this.keys = grown;
    }
    const { keys } = this;
    const at = id * keyLength;
    keys[at] = a;
    keys[at + 1] = b;
    keys[at + 2] = c;
    keys[at + 3] = d;
    keys[at + 4] = e;
    keys[at + 5] = f;
    const value = this.make();
    this.values.push(value);
    if (this.values.length * 2 > this.slots.length) this.rehash(this.slots.length * 2);
    else this.place(id);
    this.last = id;
    return value;
  }

  private place(id: number): void {
    const at = id * keyLength;
    const { keys, slots } = this;
    const [a, b, c] = [keys[at] ?? 0, keys[at + 1] ?? 0, keys[at + 2] ?? 0];
    const [d, e, f] = [keys[at + 3] ?? 0, keys[at + 4] ?? 0, keys[at + 5] ?? 0];
    const mask = slots.length - 1;
    let slot = hashWords(a ^ Math.imul(e, 0x165667b1), b, c ^ Math.imul(f, 0x27d4eb2f), d) & mask;
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    slots[slot] = id;
  }

  private rehash(size: number): void {
    this.slots = new Int32Array(size).fill(-1);
    for (let id = 0; id < this.values.length; id++) this.place(id);
  }
}
