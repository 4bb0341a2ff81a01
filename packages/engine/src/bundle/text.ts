/**
 * Redacts text, whatever its format: addresses, names, identifiers and keys are told by their form, words of names by what was learned of
 * the whole of the evidence. One pass over the octets, without patterns that go back.
 */
import { utf8, utf8Bytes } from '../protocol/text.ts';
import type { Redaction } from './redaction.ts';
import { isDirectoryName, isNameAttribute } from './name-tables.ts';
import { PemBlocks } from './pem.ts';
import { harmlessAfter, secretSigns, withoutSecrets } from './secret-lines.ts';
import { TextOut } from './text-out.ts';
import { addressToken, type Token } from './text-addresses.ts';
import {
  at,
  besideOctets,
  clock,
  colon,
  cutLine,
  dash,
  digit,
  dot,
  endsName,
  folded,
  hexLetter,
  isBase64,
  isDomainName,
  isWord,
  kindOf,
  letter,
  maskMayFollow,
  mayBeAddress,
  octetsOf,
} from './text-signs.ts';
import { Trigger } from './trigger.ts';

/** Longest piece that is looked at as one line. */
const longestLine = 32_768;
const longestRun = 4096;
/** Addresses and names in one part of a run. */
const maxTokens = 64;
const dumpPairs = 8;
/** Hexadecimal digits from which on a run of them is a key, a digest or an identifier, and not an SPI. */
const longHex = 24;
const longBase64 = 40;
/** Runs that are kept with what took their place: as long, and so many. */
const longestKept = 80;
const maxRemembered = 50_000;
/** Lengths below that of a long run of hexadecimal digits. */
const beginLengths = longHex;
const sieveBits = 16;
const sieveMask = (1 << sieveBits) - 1;
/** Colons of an IPv6 address that is written out; two in a row stand for as many as it takes (RFC 4291 section 2.2). */
const fullColons = 5;

const secretTrigger = new Trigger(secretSigns);

/** Behind the first sign of a secret that a daemon's own sentence does not explain; -1: there is none. */
function secretHit(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; ; ) {
    const hit = secretTrigger.find(bytes, at, end);
    if (hit < 0 || !harmlessAfter.some((text) => follows(bytes, hit, text))) return hit;
    at = hit;
  }
}

function follows(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) {
    const code = bytes[i] ?? 0;
    hash = (Math.imul(hash, 31) + (code >= 65 && code <= 90 ? code + 32 : code)) | 0;
  }
  return (hash ^ (hash >>> 15)) & sieveMask;
}

/** A run that was met, and what took its place, counted from its start; null: nothing did. */
interface Remembered {
  readonly run: Uint8Array;
  readonly made: Token | null;
}

function isSame(bytes: Uint8Array, start: number, end: number, run: Uint8Array): boolean {
  if (run.length !== end - start) return false;
  for (let i = 0; i < run.length; i++) if (bytes[start + i] !== run[i]) return false;
  return true;
}

/** Redacts one text, fed block by block. */
export class TextRedactor {
  private readonly redaction: Redaction;
  private readonly out = new TextOut(1 << 20);
  private readonly sieve = new Uint8Array(1 << sieveBits);
  /** By first octet and length, whether a learned word may be one: spares most words the sieve. */
  private readonly begins = new Uint8Array(256 * beginLengths);
  private readonly pem: PemBlocks;
  private readonly within: Trigger;
  private memory = new Map<number, Remembered>();
  /** What was remembered before, as much again: what comes often is still found. */
  private older = new Map<number, Remembered>();
  private rest: Uint8Array = new Uint8Array(0);
  /** Places whose words are replaced whether learned or not: the value of an attribute of a name ends here. */
  private nameUntil = 0;

  constructor(redaction: Redaction) {
    this.redaction = redaction;
    this.pem = new PemBlocks(redaction);
    this.within = new Trigger(redaction.names.parts());
    for (const word of redaction.names.everywhere()) {
      const bytes = utf8Bytes(word);
      this.sieve[hashOf(bytes, 0, bytes.length)] = 1;
      if (bytes.length >= beginLengths) continue;
      const [first = 0] = bytes;
      for (const code of first >= 97 && first <= 122 ? [first, first - 32] : [first])
        this.begins[code * beginLengths + bytes.length] = 1;
    }
  }

  /** Redacts UTF-8 (or any octets with ASCII in them); what is given back is whole lines. */
  push(block: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(this.rest.length + block.length);
    bytes.set(this.rest);
    bytes.set(block, this.rest.length);
    let whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole === 0 && bytes.length > 2 * longestLine) whole = cutLine(bytes, 0, bytes.length - longestLine);
    this.lines(bytes, whole);
    this.rest = bytes.slice(whole);
    return this.taken();
  }

  /** What is left of the last line. */
  end(): Uint8Array {
    this.lines(this.rest, this.rest.length);
    this.pem.end(this.out);
    this.rest = new Uint8Array(0);
    return this.taken();
  }

  private taken(): Uint8Array {
    const made = this.out.take();
    this.out.clear();
    this.parts(made);
    return made;
  }

  /** Learned names within longer words; their pseudonyms are as long. */
  private parts(bytes: Uint8Array): void {
    for (let from = 0; ; ) {
      const end = this.within.find(bytes, from, bytes.length);
      if (end < 0) return;
      const start = end - (this.within.lengths[this.within.state] ?? 0);
      const made = octetsOf(this.redaction.names.word(utf8(bytes.subarray(start, end))));
      for (let i = 0; i < made.length && start + i < end; i++) bytes[start + i] = made.charCodeAt(i);
      from = end;
    }
  }

  // Lines without a sign of a secret are scanned together.
  private lines(bytes: Uint8Array, end: number): void {
    let from = 0;
    while (from < end) {
      const hit = this.pem.open ? from : secretHit(bytes, from, end);
      if (hit < 0) return this.scan(bytes, from, end);
      let start = bytes.lastIndexOf(0x0a, hit - 1) + 1;
      if (this.pem.open || start < from) start = from;
      if (start > from) this.scan(bytes, from, start);
      const newline = bytes.indexOf(0x0a, start);
      let stop = newline < 0 || newline >= end ? end : newline + 1;
      if (stop - start > longestLine) stop = cutLine(bytes, start, Math.min(stop, start + longestLine));
      this.line(bytes, start, stop);
      from = stop;
    }
  }

  private line(bytes: Uint8Array, from: number, to: number): void {
    const own = bytes.subarray(from, to);
    if (this.pem.take(own, this.out)) return;
    const text = utf8(own);
    const { line, count } = withoutSecrets(text, this.redaction.keyed);
    if (count === 0) return this.scan(bytes, from, to);
    this.redaction.count('secrets', count);
    const made = utf8Bytes(line.endsWith('\n') || !text.endsWith('\n') ? line : `${line}\n`);
    this.scan(made, 0, made.length);
  }

  private scan(bytes: Uint8Array, from: number, end: number): void {
    let copied = from;
    let pairs = 0;
    let pairsFrom = 0;
    let pairEnd = -2;
    this.nameUntil = 0;
    for (let i = from; i < end; ) {
      let kinds = kindOf[bytes[i] ?? 0] ?? 0;
      if (kinds === 0) {
        if (bytes[i] === 0x3d) this.attribute(bytes, from, i, end);
        i++;
        continue;
      }
      const start = i;
      const last = Math.min(end, start + longestRun);
      do {
        const kind = kindOf[bytes[i] ?? 0] ?? 0;
        if (kind === 0) break;
        kinds |= kind;
        i++;
      } while (i < last);
      const length = i - start;
      // A dump of octets, as daemons write messages and keys: pairs of hexadecimal digits.
      if (i - start === 2 && (kinds & ~(digit | hexLetter)) === 0 && (pairs === 0 || start === pairEnd + 1)) {
        if (pairs++ === 0) pairsFrom = start;
        pairEnd = i;
        if (pairs < dumpPairs) {
          const inName = start < this.nameUntil;
          if (!inName && this.begins[(bytes[start] ?? 0) * beginLengths + 2] === 0) continue;
          const token = inName ? this.named(bytes, start, i) : this.words(bytes, start, i);
          if (token === null) continue;
          this.out.copy(bytes, copied, start);
          this.out.ascii(token.text);
          copied = i;
          pairs = 0;
          continue;
        }
        this.out.copy(bytes, copied, pairsFrom);
        this.out.ascii('***');
        while (i < end && bytes[i] !== 0x0a) i++;
        copied = i;
        pairs = 0;
        this.redaction.count('secrets', 1);
        continue;
      }
      pairs = 0;
      // Most words are neither long, nor of a name, nor put together: one look tells.
      if ((kinds & (dot | colon | dash | at)) === 0 && start >= this.nameUntil && length < longHex) {
        if (this.begins[(bytes[start] ?? 0) * beginLengths + length] === 0) continue;
        if (this.sieve[hashOf(bytes, start, i)] === 0) continue;
      }
      // A time of day: on every line of a log.
      if (kinds === clock && length === 8 && bytes[start + 2] === 0x3a && bytes[start + 5] === 0x3a) continue;
      let hash = 0;
      let dots = 0;
      let colons = 0;
      for (let k = start; k < i; k++) {
        const code = bytes[k] ?? 0;
        hash = (Math.imul(hash, 31) + (folded[code] ?? 0)) | 0;
        if (code === 0x2e) dots++;
        else if (code === 0x3a) colons += k + 1 < end && bytes[k + 1] === 0x3a ? fullColons : 1;
      }
      const form =
        dots >= 3 ||
        colons >= fullColons ||
        (kinds & dash) !== 0 ||
        (dots === 2 && length >= 14) ||
        (colons === 1 && (length === 13 || length === 37));
      // A prefix length belongs to what is remembered: the same address stands for another one in front of another length.
      let keyEnd = i;
      if (bytes[i] === 0x2f) {
        do {
          hash = (Math.imul(hash, 31) + (bytes[keyEnd] ?? 0)) | 0;
          keyEnd++;
        } while (keyEnd < end && keyEnd - i < 4 && ((kindOf[bytes[keyEnd] ?? 0] ?? 0) & digit) !== 0);
        if (keyEnd < end && kindOf[bytes[keyEnd] ?? 0] !== 0) keyEnd = end + longestKept;
      }
      const once = start < this.nameUntil || keyEnd - start > longestKept || (keyEnd === i && maskMayFollow(bytes, i));
      const made = once
        ? this.run(bytes, start, i, kinds, end, form)
        : this.remembered(bytes, start, i, keyEnd, hash, kinds, end, form);
      if (made === null) continue;
      const base = once ? 0 : start;
      this.out.copy(bytes, copied, base + made.from);
      this.out.ascii(made.text);
      copied = base + made.to;
      // What is left of the run may hold another: `198.51.100.7...198.51.100.9` of charon.
      i = Math.max(start + 1, copied);
    }
    this.out.copy(bytes, copied, end);
  }

  /** `CN=`, `OU=`: what follows is a name up to the sign that ends it. */
  private attribute(bytes: Uint8Array, from: number, equals: number, end: number): void {
    let start = equals;
    while (start > from && equals - start < 24 && isWord[bytes[start - 1] ?? 0] === 1) start--;
    const length = equals - start;
    if (length === 0 || length > 23) return;
    const before = start > from ? (bytes[start - 1] ?? 0) : 0x20;
    if (kindOf[before] !== 0 && before !== 0x3a) return;
    let name = '';
    for (let i = start; i < equals; i++) name += String.fromCharCode(bytes[i] ?? 0);
    if (!isNameAttribute(name)) return;
    let to = equals + 1;
    while (to < end && !endsName[bytes[to] ?? 0]) to += bytes[to] === 0x5c ? 2 : 1;
    to = Math.min(to, end);
    if (to - equals < 100 && isDirectoryName(utf8(bytes.subarray(equals + 1, to)))) return;
    this.nameUntil = to;
  }

  private run(
    bytes: Uint8Array,
    begin: number,
    end: number,
    kinds: number,
    limit: number,
    form: boolean,
  ): Token | null {
    if (begin < this.nameUntil) return this.named(bytes, begin, end);
    // `...198.51.100.7` of charon, `-name`: signs in front belong to nothing.
    let start = begin;
    while (start < end && isWord[bytes[start] ?? 0] === 0 && !(bytes[start] === 0x3a && bytes[start + 1] === 0x3a))
      start++;
    if (start === end) return null;
    if (form && (kinds & digit) !== 0 && mayBeAddress(bytes, start, end)) {
      const token = addressToken(bytes, start, end, limit, this.redaction);
      if (token !== null) return token;
    }
    // `esp:c96e3a30@2001:db8::1`, `2001:db8::1-ESP->`: parts that are put together by signs that no IPv6 address has.
    if ((kinds & colon) !== 0 && (kinds & dot) === 0 && end - start > 4) {
      if ((kinds & at) !== 0) return this.pieces(bytes, start, end, 0x40);
      if ((kinds & dash) !== 0 && bytes.subarray(start, end).includes(0x2d))
        return this.pieces(bytes, start, end, 0x2d);
    }
    if (end - start >= longHex && (kinds & ~(digit | hexLetter)) === 0) return this.hexRun(bytes, start, end);
    if (end - start >= longHex && (kinds & digit) !== 0) {
      const token = this.prefixedHex(bytes, start, end) ?? this.base64(bytes, start, end, limit);
      if (token !== null) return token;
    }
    if ((kinds & at) !== 0 && (kinds & dot) !== 0 && (kinds & (letter | hexLetter)) !== 0) {
      const token = this.mail(bytes, start, end);
      if (token !== null) return token;
    }
    if ((kinds & dot) !== 0 && (kinds & (letter | hexLetter)) !== 0) return this.dotted(bytes, start, end, kinds);
    return this.words(bytes, start, end);
  }

  /**
   * The same run gives the same: most come again and again. Found by its hash, and held against the octets themselves. What is given back
   * counts from the start of the run.
   */
  private remembered(
    bytes: Uint8Array,
    start: number,
    end: number,
    keyEnd: number,
    hash: number,
    kinds: number,
    limit: number,
    form: boolean,
  ): Token | null {
    const known = this.memory.get(hash) ?? this.older.get(hash);
    if (known !== undefined && isSame(bytes, start, keyEnd, known.run)) return known.made;
    const own = this.run(bytes, start, end, kinds, limit, form);
    const made = own === null ? null : { from: own.from - start, to: own.to - start, text: own.text };
    if (own !== null && own.to > keyEnd) return made;
    if (this.memory.size >= maxRemembered) {
      this.older = this.memory;
      this.memory = new Map();
    }
    this.memory.set(hash, { run: bytes.slice(start, keyEnd), made });
    return made;
  }

  private named(bytes: Uint8Array, start: number, end: number): Token | null {
    const text = utf8(bytes.subarray(start, end));
    const made = this.redaction.names.phrase(text);
    return made === text ? null : { from: start, to: end, text: octetsOf(made) };
  }

  /** Domain names, alone or behind `host:` and the like. */
  private dotted(bytes: Uint8Array, start: number, end: number, kinds: number): Token | null {
    if ((kinds & colon) !== 0) return this.pieces(bytes, start, end, 0x3a);
    if ((kinds & at) !== 0) return this.pieces(bytes, start, end, 0x40);
    let to = end;
    while (to > start && (kindOf[bytes[to - 1] ?? 0] ?? 0) === dot) to--;
    const text = utf8(bytes.subarray(start, to));
    if (!isDomainName(text)) {
      if ((kinds & dash) !== 0 && /[0-9]-|-[0-9]/.test(text)) return this.pieces(bytes, start, end, 0x2d);
      return this.words(bytes, start, end);
    }
    const made = this.redaction.names.phrase(text);
    return made === text ? null : { from: start, to, text: octetsOf(made) };
  }

  /** `user@host.domain`, `@host.domain`. */
  private mail(bytes: Uint8Array, start: number, end: number): Token | null {
    let from = start;
    for (let i = start; i < end; i++) if (bytes[i] === 0x3a) from = i + 1;
    let to = end;
    while (to > from && (kindOf[bytes[to - 1] ?? 0] ?? 0) === dot) to--;
    const text = utf8(bytes.subarray(from, to));
    const sign = text.lastIndexOf('@');
    if (sign < 0 || !isDomainName(text.slice(sign + 1))) return null;
    const made = this.redaction.names.phrase(text);
    if (from === start) return { from, to, text: octetsOf(made) };
    const front = this.pieces(bytes, start, from - 1, 0x3a);
    return { from: start, to, text: `${front.text}:${octetsOf(made)}` };
  }

  /** A run whose parts are looked at one by one. */
  private pieces(bytes: Uint8Array, start: number, end: number, sign: number): Token {
    let text = '';
    let from = start;
    for (let i = start; i <= end; i++) {
      if (i < end && bytes[i] !== sign) continue;
      text += this.part(bytes, from, i);
      if (i < end) text += String.fromCharCode(sign);
      from = i + 1;
    }
    return { from: start, to: end, text };
  }

  private part(bytes: Uint8Array, start: number, end: number): string {
    let text = '';
    let from = start;
    for (let met = 0; from < end && met < maxTokens; met++) {
      let kinds = 0;
      for (let i = from; i < end; i++) kinds |= kindOf[bytes[i] ?? 0] ?? 0;
      const made = this.run(bytes, from, end, kinds, end, true);
      if (made === null || made.to <= from) break;
      for (let i = from; i < made.from; i++) text += String.fromCharCode(bytes[i] ?? 0);
      text += made.text;
      from = made.to;
    }
    for (let i = from; i < end; i++) text += String.fromCharCode(bytes[i] ?? 0);
    return text;
  }

  /** Words that were learned to be of a name. */
  private words(bytes: Uint8Array, start: number, end: number): Token | null {
    let made: string | null = null;
    let copied = start;
    for (let i = start; i < end; ) {
      if (isWord[bytes[i] ?? 0] === 0) {
        i++;
        continue;
      }
      const from = i;
      while (i < end && isWord[bytes[i] ?? 0] === 1) i++;
      if (i - from < 2 || this.sieve[hashOf(bytes, from, i)] === 0) continue;
      if (i - from === 2 && besideOctets(bytes, from)) continue;
      const word = utf8(bytes.subarray(from, i));
      if (!this.redaction.names.isLearned(word.toLowerCase())) continue;
      let between = '';
      for (let k = copied; k < from; k++) between += String.fromCharCode(bytes[k] ?? 0);
      made = (made ?? '') + between + octetsOf(this.redaction.names.word(word));
      copied = i;
    }
    return made === null ? null : { from: start, to: copied, text: made };
  }

  /** Keys, digests, serial numbers: the same stands for the same. */
  private hexRun(bytes: Uint8Array, start: number, end: number): Token {
    let text = '';
    for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] ?? 0);
    return { from: start, to: end, text: this.redaction.hex(text) };
  }

  private prefixedHex(bytes: Uint8Array, start: number, end: number): Token | null {
    if (bytes[start] !== 0x30 || (bytes[start + 1] ?? 0) !== 0x78) return null;
    for (let i = start + 2; i < end; i++) if (((kindOf[bytes[i] ?? 0] ?? 0) & (digit | hexLetter)) === 0) return null;
    this.redaction.count('secrets', 1);
    const token = this.hexRun(bytes, start + 2, end);
    return { ...token, text: token.text };
  }

  /** Keys and certificates in base64: long, with letters of both cases and digits. */
  private base64(bytes: Uint8Array, start: number, end: number, limit: number): Token | null {
    let from = start;
    let to = end;
    while (from > 0 && isBase64[bytes[from - 1] ?? 0] === 1) from--;
    while (to < limit && isBase64[bytes[to] ?? 0] === 1) to++;
    if (from < start) from = start;
    let upper = 0;
    let lower = 0;
    for (let i = from; i < to; i++) {
      const code = bytes[i] ?? 0;
      if (isBase64[code] === 0) return null;
      if (code >= 65 && code <= 90) upper++;
      else if (code >= 97 && code <= 122) lower++;
    }
    if (to - from < longBase64 || upper < 4 || lower < 4) return null;
    this.redaction.count('secrets', 1);
    return { from, to, text: this.redaction.base64(bytes.subarray(from, to)) };
  }
}
