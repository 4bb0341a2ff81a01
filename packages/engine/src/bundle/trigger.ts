/** Finds lines that need a closer look, in one pass over their octets: an automaton of Aho and Corasick (1975) over lower-cased ASCII. */

/** An automaton that tells whether any of some words stands in octets. */
export class Trigger {
  private readonly next: Uint16Array;
  private readonly hit: Uint8Array;
  private readonly begins = new Uint8Array(256);
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
      for (let code = 0; code < 256; code++) {
        const folded = code >= 65 && code <= 90 ? code + 32 : code;
        const to = goto[state]?.get(folded);
        const other = state === 0 ? 0 : (this.next[back * 256 + code] ?? 0);
        this.next[state * 256 + code] = to ?? other;
        if (to === undefined || folded !== code) continue;
        fail[to] = state === 0 ? 0 : other;
        queue.push(to);
      }
    }
    for (let code = 0; code < 256; code++) if (this.next[code] !== 0) this.begins[code] = 1;
  }

  /** Where the first of the words ends, between `from` and `to`; -1: none is there. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const { next, hit, begins } = this;
    let state = 0;
    for (let i = from; i < to; i++) {
      // Most signs begin no word: the small table stays in the cache.
      if (state === 0) {
        while (i < to && begins[bytes[i] ?? 0] === 0) i++;
        if (i >= to) return -1;
      }
      state = next[(state << 8) | (bytes[i] ?? 0)] ?? 0;
      if (hit[state] !== 1) continue;
      this.state = state;
      return i + 1;
    }
    return -1;
  }
}
