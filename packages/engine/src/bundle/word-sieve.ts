/** A sieve for words: tells cheaply that a run of octets is none of some words, without making a text of it. */

const bits = 12;
const mask = (1 << bits) - 1;

/** Words are compared without regard to case and to `-` and `_`. */
export class WordSieve {
  private readonly table = new Uint8Array(1 << bits);

  constructor(words: Iterable<string>) {
    for (const word of words) {
      const bytes = Uint8Array.from(word.toLowerCase(), (char) => char.charCodeAt(0));
      this.table[hashOf(bytes, 0, bytes.length)] = 1;
    }
  }

  /** Whether the octets may be one of the words; false is certain. */
  may(bytes: Uint8Array, from: number, to: number): boolean {
    return this.table[hashOf(bytes, from, to)] === 1;
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) {
    const code = bytes[i] ?? 0;
    if (code === 0x2d || code === 0x5f) continue;
    hash = (Math.imul(hash, 31) + (code >= 65 && code <= 90 ? code + 32 : code)) | 0;
  }
  return (hash ^ (hash >>> 13)) & mask;
}
