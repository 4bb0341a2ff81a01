/**
 * Pseudonyms of names that keep their form: as many characters, letters for letters, digits for digits, upper case for upper case. A name
 * is mapped word by word, so that `seoul`, `SEOUL$`, `seoul.corp.example` and `CN=seoul` still say the same of the same host.
 */
import { utf8, utf8Bytes } from '../protocol/text.ts';
import type { Keyed } from './keyed.ts';
import { publicNames, serviceLabels, topLabels } from './name-tables.ts';
import { vocabulary } from './vocabulary.ts';

/** Words up to this length that the vocabulary has stay: `ca`, `vpn` and `gw` name nobody. */
const keptLength = 3;
/** A single letter is no name that could be told from others. */
const shortestLearned = 2;
const maxLearned = 200_000;
const maxWord = 256;
const maxWalk = 64;
const shortestPart = 5;
/** Signs of all of them: the automaton that finds them has as many states. */
const maxPartSigns = 20_000;

/** Alphabets whose signs stand in for each other: the same number of octets in UTF-8, and the same case. */
const alphabets: readonly (readonly [from: number, to: number])[] = [
  [0x30, 0x39],
  [0x61, 0x7a],
  [0xe0, 0xf6],
  [0x3b1, 0x3c1],
  [0x430, 0x44f],
  [0x5d0, 0x5ea],
  [0x621, 0x63a],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
];

function alphabetOf(code: number): readonly [number, number] | undefined {
  return alphabets.find(([from, to]) => code >= from && code <= to);
}

export interface NamePair {
  readonly was: string;
  readonly now: string;
}

/** Pseudonyms of words and of the names they make up, and what was learned to be one. */
export class Names {
  private readonly keyed: Keyed;
  private readonly known: ReadonlySet<string>;
  private readonly made = new Map<string, string>();
  /** Words, lower case, that are replaced wherever they stand. */
  private readonly learned = new Set<string>();
  /** Words of names that stay where they stand alone: they are words of the daemons too. */
  private readonly kept = new Set<string>();

  constructor(keyed: Keyed) {
    this.keyed = keyed;
    this.known = vocabulary();
  }

  /** The pseudonym of one word (letters and digits), lower case. */
  private lower(word: string): string {
    const done = this.made.get(word);
    if (done !== undefined) return done;
    if (word.length > maxWord) return word.replaceAll(/./gu, 'x');
    let out = word;
    if (word.length > keptLength || !this.known.has(word))
      for (let i = 0; i < maxWalk; i++) {
        out = this.permute(out);
        if (out !== word && !this.known.has(out)) break;
      }
    if (this.made.size >= maxLearned) this.made.clear();
    this.made.set(word, out);
    return out;
  }

  /**
   * A permutation of all words of the same form: each sign is moved within its alphabet by those before it, then by those behind it, so
   * that every sign depends on the whole word and no two words become the same.
   */
  private permute(word: string): string {
    const signs = Array.from(word, (char) => char.codePointAt(0) ?? 0);
    for (const round of [0, 1]) {
      // A chain of blocks (CBC-MAC) over the signs that were passed, begun with their number, so that no word is the beginning of another.
      let chain = this.keyed.block('word', round, signs.length, 0, 0);
      for (let step = 0; step < signs.length; step++) {
        const i = round === 0 ? step : signs.length - 1 - step;
        const alphabet = alphabetOf(signs[i] ?? 0);
        if (alphabet !== undefined) {
          const [from, to] = alphabet;
          signs[i] = from + (((signs[i] ?? 0) - from + (chain[1] >>> 4)) % (to - from + 1));
        }
        chain = this.keyed.block('word', chain[0] ^ (signs[i] ?? 0), chain[1], chain[2], chain[3]);
      }
    }
    return String.fromCodePoint(...signs);
  }

  /** The pseudonym of a word in the case it is written in. */
  word(text: string): string {
    const lower = text.toLowerCase();
    // A sign whose lower case has another length cannot be put back by place.
    const made = this.lower(lower.length === text.length ? lower : text);
    if (made === lower && text !== lower) return text;
    let out = '';
    for (let i = 0; i < text.length; i++) {
      const sign = made[i] ?? '';
      out += text[i] === lower[i] ? sign : sign.toUpperCase();
    }
    return out.length === text.length ? out : made;
  }

  /** The pseudonym of a label of a domain name, or of any run of words; labels of services stay. */
  label(text: string): string {
    if (text.startsWith('_') || serviceLabels.has(text.toLowerCase())) return text;
    return this.words(text);
  }

  private words(text: string): string {
    return text.replaceAll(/[\p{L}\p{N}]+/gu, (word) => this.word(word));
  }

  /**
   * The pseudonym of a domain name, mail address or phrase: every word is mapped but for the last label of a domain name, which says what
   * kind it is.
   */
  phrase(text: string): string {
    return text.replaceAll(/[^\s,;:/\\@=+"'<>()[\]{}|&?#!$%*~`^]+/gu, (run) => this.run(run));
  }

  private run(run: string): string {
    const labels = run.split('.');
    if (publicNames.has(run.toLowerCase())) return run;
    return labels
      .map((label, i) =>
        i === labels.length - 1 && i > 0 && topLabels.has(label.toLowerCase()) ? label : this.label(label),
      )
      .join('.');
  }

  /** Maps a name in place (UTF-8); what is not to be read becomes `x`. The length never changes. */
  replace(bytes: Uint8Array, at: number, length: number): void {
    const own = bytes.subarray(at, at + length);
    const made = utf8Bytes(this.phrase(utf8(own)));
    if (made.length === length) own.set(made);
    else own.fill(0x78);
  }

  /** Learns that the words of a name are to be replaced wherever they stand. */
  learn(name: string): void {
    if (this.learned.size >= maxLearned || name.length > 1024) return;
    const runs = name.match(/[^\s,;:/\\@=+"'<>()[\]{}|&?#!$%*~`^]+/gu) ?? [];
    for (const run of runs) {
      if (publicNames.has(run.toLowerCase())) continue;
      const labels = run.split('.');
      labels.forEach((label, i) => {
        if (i === labels.length - 1 && i > 0 && topLabels.has(label.toLowerCase())) return;
        if (label.startsWith('_') || serviceLabels.has(label.toLowerCase())) return;
        for (const word of label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) this.learnWord(word);
      });
    }
  }

  private learnWord(word: string): void {
    if (word.length < shortestLearned || /^[0-9]+$/.test(word) || word.startsWith('0x')) return;
    // SPIs, alone (32 bits) and of IKE (64).
    if ((word.length === 8 || word.length === 16) && /^[0-9a-f]*[0-9][0-9a-f]*$/.test(word)) return;
    if (this.known.has(word)) this.kept.add(word);
    else this.learned.add(word);
  }

  /** Whether a word, lower case, is replaced wherever it stands. */
  isLearned(word: string): boolean {
    return this.learned.has(word);
  }

  /**
   * Learned words that are replaced even as a part of a longer one (`gangnamKey.pem`): long enough, ASCII, and in no word of the vocabulary.
   * Lower case.
   */
  parts(): string[] {
    const long = [...this.learned].filter(
      (word) => word.length >= shortestPart && word.length < 64 && /^[a-z0-9]+$/.test(word),
    );
    const within = new Set<string>();
    const wanted = new Set(long);
    for (const known of this.known)
      for (let from = 0; from + shortestPart <= known.length; from++)
        for (let to = from + shortestPart; to <= known.length; to++)
          if (wanted.has(known.slice(from, to))) within.add(known.slice(from, to));
    let room = maxPartSigns;
    return long.filter((word) => !within.has(word) && (room -= word.length) >= 0);
  }

  /** Every word that is replaced wherever it stands. */
  everywhere(): Iterable<string> {
    return this.learned;
  }

  /** Words of names that stay where they stand alone, and the pseudonyms of the others: for whoever holds the key, and nobody else. */
  undo(): { readonly names: readonly NamePair[]; readonly kept: readonly string[] } {
    const pairs = [...this.made].filter(([was, now]) => was !== now).map(([was, now]) => ({ was, now }));
    return { names: pairs.sort((a, b) => (a.was < b.was ? -1 : 1)), kept: [...this.kept].sort() };
  }
}
