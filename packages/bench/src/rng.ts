/** A seeded source of choices: the same seed and name give the same choices. */
export interface Rng {
  /** Number in [0, 1). */
  next(): number;
  /** Integer in [0, n). */
  int(n: number): number;
  /** One of the items; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** `n` bytes. */
  bytes(n: number): Uint8Array;
}

/** A generator (xorshift, 32 bits) for a seed and a name: what one part draws never depends on another's. */
export function makeRng(seed: number, name: string): Rng {
  let state = Math.imul(seed | 0, 0x9e3779b1) ^ 0x811c9dc5;
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193);
  if (state === 0) state = 1;
  const word = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    // A multiplication at the end takes away what xorshift has of a pattern in its low bits.
    return Math.imul(state, 0x9e3779b1) >>> 0;
  };
  for (let i = 0; i < 8; i++) word();
  const next = (): number => word() / 4294967296;
  const int = (n: number): number => Math.floor(next() * n);
  return {
    next,
    int,
    pick<T>(items: readonly T[]): T {
      const item = items[int(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    chance: (p) => next() < p,
    bytes(n) {
      const out = new Uint8Array(n);
      const view = new DataView(out.buffer);
      let at = 0;
      for (; at + 4 <= n; at += 4) view.setUint32(at, word());
      for (; at < n; at++) out[at] = word() & 255;
      return out;
    },
  };
}
