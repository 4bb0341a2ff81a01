/** Remembers what took the place of runs of octets, without an object or a text for each: many millions of them come by. */
import type { Token } from './text-addresses.ts';

/** Longest run that is remembered. */
export const longestKept = 80;
const most = 50_000;
const places = 1 << 17;

/** So many runs, each found by its hash: the last one with a hash stays. */
class Generation {
  size = 0;
  private readonly table = new Int32Array(places);
  private readonly hashes = new Int32Array(most);
  private readonly lengths = new Uint8Array(most);
  private octets = new Uint8Array(64 * longestKept);
  private readonly tokens: (Token | null)[] = [];

  /** Place in the table of a hash, or the free one where it would be. */
  private place(hash: number): number {
    const { table, hashes } = this;
    let place = (hash ^ (hash >>> 15)) & (places - 1);
    for (;;) {
      const entry = table[place] ?? 0;
      if (entry === 0 || hashes[entry - 1] === hash) return place;
      place = (place + 1) & (places - 1);
    }
  }

  /** Which entry has a hash; -1: none has. */
  find(hash: number): number {
    return (this.table[this.place(hash)] ?? 0) - 1;
  }

  is(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    if (this.lengths[entry] !== length) return false;
    const { octets } = this;
    const at = entry * longestKept;
    for (let i = 0; i < length; i++) if (octets[at + i] !== bytes[start + i]) return false;
    return true;
  }

  token(entry: number): Token | null {
    return this.tokens[entry] ?? null;
  }

  set(hash: number, bytes: Uint8Array, start: number, end: number, made: Token | null): void {
    const place = this.place(hash);
    if (this.table[place] === 0) {
      this.hashes[this.size] = hash;
      this.table[place] = ++this.size;
      if (this.size * longestKept > this.octets.length) {
        const grown = new Uint8Array(Math.min(2 * this.octets.length, most * longestKept));
        grown.set(this.octets);
        this.octets = grown;
      }
    }
    const entry = (this.table[place] ?? 1) - 1;
    const at = entry * longestKept;
    const { octets } = this;
    for (let i = start; i < end; i++) octets[at + i - start] = bytes[i] ?? 0;
    this.lengths[entry] = end - start;
    this.tokens[entry] = made;
  }
}

/** What took the place of the runs that came lately; what is given and taken counts from the start of the run. */
export class RunMemory {
  private young = new Generation();
  /** What was remembered before, as much again: what comes often is still found. */
  private old: Generation | null = null;

  /** What took the place of a run, null for nothing; undefined: it is not remembered. `hash` is of all its octets. */
  get(hash: number, bytes: Uint8Array, start: number, end: number): Token | null | undefined {
    const entry = this.young.find(hash);
    if (entry >= 0) return this.young.is(entry, bytes, start, end) ? this.young.token(entry) : undefined;
    if (this.old === null) return undefined;
    const older = this.old.find(hash);
    return older >= 0 && this.old.is(older, bytes, start, end) ? this.old.token(older) : undefined;
  }

  /** Remembers a run of at most `longestKept` octets. */
  set(hash: number, bytes: Uint8Array, start: number, end: number, made: Token | null): void {
    if (this.young.size >= most) {
      this.old = this.young;
      this.young = new Generation();
    }
    this.young.set(hash, bytes, start, end, made);
  }
}
