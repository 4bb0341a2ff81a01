/** A seeded source of choices. Same seed and same name: same choices. */
export interface Rng {
  /** Number in [0, 1). */
  next(): number;
  /** Integer in [0, n). */
  int(n: number): number;
  /** One of the items; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** `n` random lower-case letters and digits. */
  word(n: number): string;
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  return h >>> 0;
}

/** Generator (mulberry32) for a seed and a name, so that one scenario's draw never depends on another's. */
export function makeRng(seed: number, name: string): Rng {
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ hash(name)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (n: number): number => Math.floor(next() * n);
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return {
    next,
    int,
    pick<T>(items: readonly T[]): T {
      const item = items[int(items.length)];
      if (item === undefined) throw new Error('pick from an empty list');
      return item;
    },
    chance: (p: number): boolean => next() < p,
    word(n: number): string {
      let out = '';
      for (let i = 0; i < n; i++) out += letters[int(letters.length)];
      return out;
    },
  };
}
