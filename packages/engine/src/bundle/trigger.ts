/** Finds lines that need a closer look, in one pass over their octets: an automaton of Aho and Corasick (1975) over lower-cased ASCII. */

/** An automaton that tells whether any of some words stands in octets. */
export class Trigger {
  private readonly next: Uint16Array;
  private readonly hit: Uint8Array;
  /**
   * By the last three octets of as many as the shortest word has, how far ahead a word may end there at the earliest (Wu and Manber, 1994):
   * most of a text is passed over in steps.
   */
  private readonly ahead = new Uint8Array(1 << 15);
  private readonly window: number;
  /** Length of the word that ends at a state. */
  readonly lengths: Uint8Array;
  /** State after the last find. */
  state = 0;

  /** `words` are lower-case ASCII. */
  constructor(words: readonly string[]) {
    const goto: Map<number, number>[] = [new Map()];
    const ends = new Map<number, number>();
    for (const word of words) {
      let state = 0;
      for (let i = 0; i < word.length; i++) {
        const code = word.charCodeAt(i);
        let to = goto[state]?.get(code);
        if (to === undefined) {
          to = goto.push(new Map()) - 1;
          goto[state]?.set(code, to);
        }
        state = to;
      }
      ends.set(state, word.length);
    }
    this.next = new Uint16Array(goto.length * 256);
    this.hit = new Uint8Array(goto.length);
    this.lengths = new Uint8Array(goto.length);
    const fail = new Uint16Array(goto.length);
    const queue = [0];
    for (let at = 0; at < queue.length; at++) {
      const state = queue[at] ?? 0;
      const back = fail[state] ?? 0;
      this.lengths[state] = ends.get(state) ?? (state === 0 ? 0 : (this.lengths[back] ?? 0));
      this.hit[state] = this.lengths[state] === 0 ? 0 : 1;
      const row = state * 256;
      if (state !== 0) this.next.copyWithin(row, back * 256, back * 256 + 256);
      for (const [code, to] of goto[state] ?? []) {
        fail[to] = this.next[row + code] ?? 0;
        for (const one of spellings(code)) this.next[row + one] = to;
        queue.push(to);
      }
    }
    const shortest = Math.min(255, ...words.map(({ length }) => length));
    // A word of three and the octet behind it, whatever that is: longer steps, for which the few looks in vain are paid.
    this.window = shortest === 3 ? 4 : shortest;
    if (this.window > 3) this.steps(words);
  }

  private steps(words: readonly string[]): void {
    const { ahead, window } = this;
    ahead.fill(window);
    for (let end = 0; end < window; end++) {
      const places = [end - 2, end - 1, end];
      const step = window - 1 - end;
      for (const part of new Set(words.map((word) => word.slice(Math.max(0, end - 2), end + 1)))) {
        const [two, one, last] = places.map((at) => classesAt(part, at - Math.max(0, end - 2)));
        for (const a of two ?? [])
          for (const b of one ?? [])
            for (const c of last ?? []) {
              const three = (a << 10) | (b << 5) | c;
              ahead[three] = Math.min(ahead[three] ?? 0, step);
            }
      }
    }
  }

  /** Where the first of the words ends, between `from` and `to`; -1: none is there. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const { next, hit, ahead } = this;
    const last = this.window - 1;
    let state = 0;
    for (let i = from; i < to; i++) {
      if (state === 0 && last > 2) {
        for (let end = i + last; ; ) {
          // Too little is left for the longest of steps, not for a word.
          if (end >= to) {
            i = end - last;
            if (i >= to) return -1;
            break;
          }
          const three =
            (((bytes[end - 2] ?? 0) & 31) << 10) | (((bytes[end - 1] ?? 0) & 31) << 5) | ((bytes[end] ?? 0) & 31);
          const step = ahead[three] ?? 0;
          if (step === 0) {
            i = end - last;
            break;
          }
          end += step;
        }
      }
      state = next[(state << 8) | (bytes[i] ?? 0)] ?? 0;
      if (hit[state] !== 1) continue;
      this.state = state;
      return i + 1;
    }
    return -1;
  }
}

const anyClass = Array.from({ length: 32 }, (_, octet) => octet);

/** The last five bits of the octet at a place of a part of a word; in front of it and behind it any octet may stand. */
function classesAt(part: string, at: number): readonly number[] {
  return at < 0 || at >= part.length ? anyClass : [part.charCodeAt(at) & 31];
}

function spellings(code: number): number[] {
  return code >= 97 && code <= 122 ? [code, code - 32] : [code];
}
