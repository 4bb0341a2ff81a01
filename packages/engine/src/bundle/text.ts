/**
 * Redacts text, whatever its format: addresses, names, identifiers and keys are told by their form, words of names by what was learned of
 * the whole of the evidence. One pass over the octets, without patterns that go back.
 */
import { utf8, utf8Bytes } from '../protocol/text.ts';
import type { Redaction } from './redaction.ts';
import { LearnedWords } from './learned-words.ts';
import { isDirectoryName, isNameAttribute } from './name-tables.ts';
import { PemBlocks } from './pem.ts';
import { PendingText } from './pending-text.ts';
import { longestKept, RunMemory } from './run-memory.ts';
import { SecretBlocks } from './secret-blocks.ts';
import { harmlessAfter, secretSigns, withoutSecrets } from './secret-lines.ts';
import { addressWord, dashedAddress, respelled, spellingSigns, wordsOfAddress } from './spelled-addresses.ts';
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
  hexLetter,
  isBase64,
  isClock,
  isDomainName,
  isWord,
  kindOf,
  letter,
  longHex,
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
/** Digits of an address that is written as one number, `0x` with them. */
const shortestNumber = 8;
const longestNumber = 10;
const longBase64 = 40;
/** Colons of an IPv6 address that is written out; two in a row stand for as many as it takes (RFC 4291 section 2.2). */
const fullColons = 5;

const closerLook = new Trigger([...secretSigns, ...spellingSigns]);

/** Behind the first sign of a secret that a daemon's own sentence does not explain, or of an uncommon spelling; -1: there is none. */
function signHit(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; ; ) {
    const hit = closerLook.find(bytes, at, end);
    if (hit < 0 || !harmlessAfter.some((text) => follows(bytes, hit, text))) return hit;
    at = hit;
  }
}

function follows(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Redacts one text, fed block by block. */
export class TextRedactor {
  private readonly redaction: Redaction;
  private readonly out = new TextOut(1 << 20);
  private readonly learned: LearnedWords;
  private readonly pem: PemBlocks;
  private readonly blocks = new SecretBlocks();
  private readonly within: Trigger;
  private readonly memory = new RunMemory();
  private readonly rest = new PendingText();
  /** How far the text is written. */
  private copied = 0;
  /** Pairs of hexadecimal digits in a row, where the first of them begins and the last ends. */
  private pairs = 0;
  private pairsFrom = 0;
  private pairEnd = 0;
  /** Places whose words are replaced whether learned or not: the value of an attribute of a name ends here. */
  private nameUntil = 0;

  constructor(redaction: Redaction) {
    this.redaction = redaction;
    this.pem = new PemBlocks(redaction);
    this.within = new Trigger(redaction.names.parts());
    const spelled = [...redaction.told, ...redaction.met].flatMap(wordsOfAddress);
    this.learned = new LearnedWords([...redaction.names.everywhere(), ...spelled].map(utf8Bytes));
  }

  /** Redacts UTF-8 (or any octets with ASCII in them); what is given back is whole lines. */
  push(block: Uint8Array): Uint8Array {
    const bytes = this.rest.add(block);
    let whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole === 0 && bytes.length > 2 * longestLine) whole = cutLine(bytes, 0, bytes.length - longestLine);
    this.lines(bytes, whole);
    this.rest.leave(whole);
    return this.taken();
  }

  /** What is left of the last line. */
  end(): Uint8Array {
    const rest = this.rest.all();
    this.lines(rest, rest.length);
    this.pem.end(this.out);
    this.blocks.end();
    this.rest.leave(rest.length);
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

  // Lines without a sign are scanned together.
  private lines(bytes: Uint8Array, end: number): void {
    let from = 0;
    while (from < end) {
      const open = this.pem.open || this.blocks.open;
      const hit = open ? from : signHit(bytes, from, end);
      if (hit < 0) return this.scan(bytes, from, end);
      let start = bytes.lastIndexOf(0x0a, hit - 1) + 1;
      if (open || start < from) start = from;
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
    const { keyed } = this.redaction;
    const { line: left, count } = this.blocks.take(text, keyed) ?? withoutSecrets(text, keyed);
    const { line, count: spelled } = respelled(left, this.redaction);
    if (count === 0 && spelled === 0) return this.scan(bytes, from, to);
    if (count > 0) this.redaction.count('secrets', count);
    if (spelled > 0) this.redaction.count('addresses', spelled);
    const made = utf8Bytes(line.endsWith('\n') || !text.endsWith('\n') ? line : `${line}\n`);
    this.scan(made, 0, made.length);
  }

  private scan(bytes: Uint8Array, from: number, end: number): void {
    this.copied = from;
    this.pairs = 0;
    this.nameUntil = 0;
    for (let i = from; i < end; ) {
      // Nothing is passed over while a dump may go on, nor within a name.
      if (this.pairs === 0 && i >= this.nameUntil) {
        i = this.learned.skip(bytes, i, end);
        if (i >= end) break;
      }
      if (kindOf[bytes[i] ?? 0] !== 0) i = this.next(bytes, i, end);
      else {
        if (bytes[i] === 0x3d) this.attribute(bytes, from, i, end);
        i++;
      }
    }
    this.out.copy(bytes, this.copied, end);
  }

  /** The run that begins at `start`, written if something takes its place; where to go on. */
  private next(bytes: Uint8Array, start: number, end: number): number {
    // A time of day: on every line of a log.
    if (start + 8 < end && isClock(bytes, start) && kindOf[bytes[start + 8] ?? 0] === 0) {
      this.pairs = 0;
      return start + 8;
    }
    const last = Math.min(end, start + longestRun);
    let i = start;
    let kinds = 0;
    let hash = 0;
    let dots = 0;
    let colons = 0;
    do {
      const code = bytes[i] ?? 0;
      const kind = kindOf[code] ?? 0;
      if (kind === 0) break;
      kinds |= kind;
      hash = (Math.imul(hash, 31) + code) | 0;
      i++;
      if (kind === dot) dots++;
      else if (kind === colon) colons += i < end && bytes[i] === 0x3a ? fullColons : 1;
    } while (i < last);
    const length = i - start;
    const named = start < this.nameUntil;
    if (length === 2 && (kinds & ~(digit | hexLetter)) === 0 && (this.pairs === 0 || start === this.pairEnd + 1))
      return this.pair(bytes, start, end, named);
    this.pairs = 0;
    // Most words are neither long, nor of a name, nor put together: one look tells.
    if ((kinds & (dot | colon | dash | at)) === 0 && !named && length < longHex && !this.learned.may(bytes, start, i))
      return i;
    if (
      !named &&
      length >= shortestNumber &&
      length <= longestNumber &&
      (kinds & ~(digit | hexLetter | letter)) === 0
    ) {
      const made = addressWord(bytes, start, i, this.redaction);
      if (made !== null) {
        this.replace(bytes, start, i, made);
        return i;
      }
    }
    // A sign by itself, and a word in front of a colon that was not learned.
    if (length === 1 && !named) return i;
    if (
      colons === 1 &&
      bytes[i - 1] === 0x3a &&
      (kinds & (dot | dash | at)) === 0 &&
      !named &&
      length < longHex &&
      !this.learned.may(bytes, start, i - 1)
    )
      return i;
    if (kinds === clock && length === 8 && bytes[start + 2] === 0x3a && bytes[start + 5] === 0x3a) return i;
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
    const once = named || keyEnd - start > longestKept || (keyEnd === i && maskMayFollow(bytes, i));
    const made = once
      ? this.run(bytes, start, i, kinds, end, form)
      : this.remembered(bytes, start, i, keyEnd, hash, kinds, end, form);
    if (made === null) return i;
    const base = once ? 0 : start;
    this.replace(bytes, base + made.from, base + made.to, made.text);
    // What is left of the run may hold another: `198.51.100.7...198.51.100.9` of charon.
    return Math.max(start + 1, this.copied);
  }

  /** A dump of octets, as daemons write messages and keys: pairs of hexadecimal digits. */
  private pair(bytes: Uint8Array, start: number, end: number, named: boolean): number {
    const stop = start + 2;
    if (this.pairs++ === 0) this.pairsFrom = start;
    this.pairEnd = stop;
    if (this.pairs < dumpPairs) {
      if (!named && !this.learned.may(bytes, start, stop)) return stop;
      const token = named ? this.named(bytes, start, stop) : this.words(bytes, start, stop);
      if (token === null) return stop;
      this.replace(bytes, start, stop, token.text);
      this.pairs = 0;
      return stop;
    }
    const newline = bytes.indexOf(0x0a, stop);
    const to = newline < 0 || newline > end ? end : newline;
    this.replace(bytes, this.pairsFrom, to, '***');
    this.pairs = 0;
    this.redaction.count('secrets', 1);
    return to;
  }

  /** Writes what lies in front, and what takes the place of these octets. */
  private replace(bytes: Uint8Array, from: number, to: number, text: string): void {
    this.out.copy(bytes, this.copied, from);
    this.out.ascii(text);
    this.copied = to;
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
    const address = (kinds & dash) !== 0 && (kinds & digit) !== 0 ? this.dashed(bytes, start, end) : null;
    return address ?? this.words(bytes, start, end);
  }

  /** `ip-203-0-113-5`: its numbers become those that they become in a domain name. */
  private dashed(bytes: Uint8Array, start: number, end: number): Token | null {
    const run = utf8(bytes.subarray(start, end));
    const found = run.length === end - start ? dashedAddress(run, this.redaction) : null;
    if (found === null) return null;
    const front = this.part(bytes, start, start + found.from);
    this.redaction.count('addresses', 1);
    return {
      from: start,
      to: start + found.to,
      text: front + this.redaction.names.phrase(run.slice(found.from, found.to)),
    };
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
    const known = this.memory.get(hash, bytes, start, keyEnd);
    if (known !== undefined) return known;
    const own = this.run(bytes, start, end, kinds, limit, form);
    const made = own === null ? null : { from: own.from - start, to: own.to - start, text: own.text };
    if (own !== null && own.to > keyEnd) return made;
    this.memory.set(hash, bytes, start, keyEnd, made);
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
      const address = (kinds & dash) !== 0 ? this.dashed(bytes, start, end) : null;
      if (address !== null) return address;
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
      if (i - from < 2 || !this.learned.may(bytes, from, i)) continue;
      if (i - from === 2 && besideOctets(bytes, from)) continue;
      const word = utf8(bytes.subarray(from, i));
      const own = this.redaction.names.isLearned(word.toLowerCase())
        ? octetsOf(this.redaction.names.word(word))
        : i - from === longestNumber && i - from < end - start && word.startsWith('0x')
          ? addressWord(bytes, from, i, this.redaction)
          : null;
      if (own === null) continue;
      let between = '';
      for (let k = copied; k < from; k++) between += String.fromCharCode(bytes[k] ?? 0);
      made = (made ?? '') + between + own;
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
