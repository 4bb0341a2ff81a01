/** Passes over the words of a text that need no look: most of every log. */
import { dash, digit, hexLetter, kindOf, letter, longHex } from './text-signs.ts';

const sieveBits = 16;
const sieveMask = (1 << sieveBits) - 1;

/** Signs by what they mean for a word: 0 parts words. */
const signs = new Uint8Array(256);
const ofWord = 1;
/** Makes of a run more than a word. */
const ofMore = 2;
const joins = 3;
const equals = 4;
for (let code = 0; code < 256; code++) {
  const kind = kindOf[code] ?? 0;
  if (kind !== 0) signs[code] = (kind & (digit | hexLetter | letter)) !== 0 ? ofWord : kind === dash ? joins : ofMore;
}
signs[0x3d] = equals;
/** Words joined by dashes that are shorter hold no identifier: the shortest is `S-1-5-21-1-1-1` (MS-DTYP 2.4.2). */
const shortestJoined = 14;
/** Dashes between the numbers of an IPv4 address, as in `10-0-0-5`. */
const addressJoins = 3;

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) {
    const code = bytes[i] ?? 0;
    hash = (Math.imul(hash, 31) + (code >= 65 && code <= 90 ? code + 32 : code)) | 0;
  }
  return (hash ^ (hash >>> 15)) & sieveMask;
}

/** Whether all octets are hexadecimal digits. */
function isHex(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (((kindOf[bytes[i] ?? 0] ?? 0) & (digit | hexLetter)) === 0) return false;
  return true;
}

/** Whether two hexadecimal digits stand at a place, and no more of a run: a dump goes on. */
function isPair(bytes: Uint8Array, at: number, end: number): boolean {
  return at + 2 <= end && isHex(bytes, at, at + 2) && (at + 2 === end || kindOf[bytes[at + 2] ?? 0] === 0);
}

/** Words that were learned, to be told cheaply from those that were not. */
export class LearnedWords {
  private readonly sieve = new Uint8Array(1 << sieveBits);
  /** By first octet and length, whether a learned word may be one: spares most words the sieve. */
  private readonly begins = new Uint8Array(256 * longHex);

  /** `words` are in lower case. */
  constructor(words: Iterable<Uint8Array>) {
    for (const bytes of words) {
      this.sieve[hashOf(bytes, 0, bytes.length)] = 1;
      if (bytes.length >= longHex) continue;
      const [first = 0] = bytes;
      for (const code of first >= 97 && first <= 122 ? [first, first - 32] : [first])
        this.begins[code * longHex + bytes.length] = 1;
    }
  }

  /** Whether a word may be one; false is certain. */
  may(bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from;
    if (length < longHex && this.begins[(bytes[from] ?? 0) * longHex + length] === 0) return false;
    return this.sieve[hashOf(bytes, from, to)] === 1;
  }

  /**
   * Where the next run begins that needs a look, or the next `=` stands; `end`: there is none. Passed over are words, by themselves or a
   * few of them joined by dashes, that were not learned, and are neither as long as keys nor the first octet of a dump.
   */
  skip(bytes: Uint8Array, from: number, end: number): number {
    for (let i = from; i < end; i++) {
      const start = i;
      let sign = signs[bytes[i] ?? 0] ?? 0;
      if (sign === 0) continue;
      const longest = Math.min(end, start + longHex);
      let word = start;
      let joined = 0;
      for (;;) {
        while (sign === ofWord) sign = ++i < longest ? (signs[bytes[i] ?? 0] ?? 0) : 0;
        if (i > word && this.may(bytes, word, i)) return start;
        if (sign !== joins) break;
        word = ++i;
        joined++;
        sign = i < longest ? (signs[bytes[i] ?? 0] ?? 0) : 0;
      }
      const length = i - start;
      if (sign === ofMore || joined >= addressJoins || length >= (word > start ? shortestJoined : longHex))
        return start;
      if (length === 2 && isHex(bytes, start, i) && isPair(bytes, i + 1, end)) return start;
      if (sign === equals) return i;
    }
    return end;
  }
}
