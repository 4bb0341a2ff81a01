/** Learns from text what is a name: afterwards its words are replaced wherever they stand. One pass over the octets. */
import { addressBytes } from '../protocol/address.ts';
import { latin1, utf8 } from '../protocol/text.ts';
import {
  bracketed,
  charonConnection,
  fortinetTunnel,
  isDigit,
  listedConnection,
  plutoConnection,
  promptHost,
  quoted,
  secretOwners,
} from './log-names.ts';
import {
  bytesOf,
  firstSigns,
  isFirstWord,
  isHeadingWord,
  longestHost,
  hasPem,
  homeOf,
  isAccount,
  isKey,
  isMonth,
  isTime,
  looked,
  mayBeKey,
  maySecret,
  next,
  startsSection,
  wordsBefore,
} from './learn-signs.ts';
import { guardedKeys, isDirectoryName, isNameAttribute, midKeys, nameKeys } from './name-tables.ts';
import { namesInLine } from './named-lines.ts';
import { NeighbourTables } from './neighbour-tables.ts';
import { learnPem } from './pem.ts';
import { PendingText } from './pending-text.ts';
import type { Redaction } from './redaction.ts';
import type { SeenRuns } from './seen-runs.ts';
import { Sections } from './sections.ts';
import { isClock, isDomainName } from './text-signs.ts';

const maxMet = 65_536;
const longestName = 256;
const longestRun = 512;

/** What a sign is: 0 nothing, one that is looked at, or of a run. */
const marks = new Uint8Array(256);
const look = 1;
const inRun = 2;
const dot = 3;
const colon = 4;
for (let code = 0; code < 256; code++)
  marks[code] = code >= 0x80 || /[A-Za-z0-9_@-]/.test(String.fromCharCode(code)) ? inRun : (looked[code] ?? 0);
marks[0x0a] = look;
marks[0x2e] = dot;
marks[0x3a] = colon;

/** Signs that neither are looked at nor make more than a word of a run. */
const isQuiet = Uint8Array.from(marks, (mark) => (mark === 0 || mark === inRun ? 1 : 0));

/** Signs between a field and its value. */
const isFront = new Uint8Array(256);
for (const char of ' \t"\'@') isFront[char.charCodeAt(0)] = 1;
const endsValue = new Uint8Array(256);
for (const char of '\n\r"\'<,;{(\t') endsValue[char.charCodeAt(0)] = 1;

/** Learns from one text, fed block by block. */
export class TextLearner {
  private readonly redaction: Redaction;
  private readonly vendor: boolean;
  private readonly rest = new PendingText();
  /** Runs that were looked at: most come again and again. */
  private readonly seen: SeenRuns;
  /** Fields and settings, with the sign behind them, that no name follows. */
  private readonly others: SeenRuns;
  /** Values of those that one follows, with the sign in front. */
  private readonly values: SeenRuns;
  private readonly sections = new Sections();
  private readonly neighbours = new NeighbourTables();
  private readonly told = new Set<string>();

  constructor(redaction: Redaction) {
    this.redaction = redaction;
    this.seen = redaction.seen;
    this.others = redaction.seenKeys;
    this.values = redaction.seenValues;
    this.vendor = redaction.audience === 'vendor';
  }

  push(block: Uint8Array): void {
    const bytes = this.rest.add(block);
    let whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole === 0 && bytes.length > 2 ** 16) whole = bytes.length;
    this.look(bytes, whole);
    this.rest.leave(whole);
  }

  end(): void {
    const rest = this.rest.all();
    this.look(rest, rest.length);
    this.rest.leave(rest.length);
  }

  private look(bytes: Uint8Array, end: number): void {
    if (hasPem(bytes, end)) learnPem(latin1(bytes.subarray(0, end)), this.redaction);
    for (let i = 0, line = 0; i <= end; i++) {
      i = this.runEnd(bytes, i, line, end);
      const code = i < end ? (bytes[i] ?? 0) : 0x0a;
      if (code === 0x0a) {
        this.syslog(bytes, line, i);
        this.named(bytes, line, i);
        line = i + 1;
      } else this.sign(code, bytes, line, i, end);
    }
  }

  /** Learns from the run that begins at `from`, and from those behind it; where the next sign to look at is, or the end of the line. */
  private runEnd(bytes: Uint8Array, from: number, line: number, end: number): number {
    for (let i = from; i < end; i++) {
      while (i < end && isQuiet[bytes[i] ?? 0] === 1) i++;
      let mark = i < end ? (marks[bytes[i] ?? 0] ?? 0) : 0;
      if (mark === look) return i;
      let start = i;
      while (start > from && marks[bytes[start - 1] ?? 0] === inRun) start--;
      // A time of day is no field, and nothing to learn from.
      if (start === i - 2 && i + 6 < end && isClock(bytes, start) && (marks[bytes[i + 6] ?? 0] ?? 0) < inRun) {
        i += 6;
        if (marks[bytes[i] ?? 0] === look) return i;
        continue;
      }
      let dots = 0;
      let colons = 0;
      for (; mark >= inRun && i < end; mark = marks[bytes[++i] ?? 0] ?? 0) {
        if (mark === inRun) continue;
        if (mark === dot) dots++;
        else {
          if ((i + 1 < end && bytes[i + 1] === 0x3a) || ++colons > 4) dots++;
          this.key(bytes, line, i, end);
          this.colon(bytes, line, i, end);
        }
      }
      if (dots > 0 && i - start > 3 && i - start <= longestRun && !isTime(bytes, start, i)) this.run(bytes, start, i);
      if (mark === look && i < end) return i;
    }
    return end;
  }

  /** A sign that is neither of a word nor a blank: what it says of the words beside it. */
  private sign(code: number, bytes: Uint8Array, line: number, at: number, end: number): void {
    switch (code) {
      case 0x3d:
      case 0x3e:
        this.key(bytes, line, at, end);
        return;
      case 0x5c:
        this.account(bytes, at, end);
        return;
      case 0x7c:
        if (isDigit(bytes[at + 1])) this.connection(bytes, charonConnection(bytes, at, line), at);
        return;
      case 0x7b:
        this.name(bracketed(bytes, at, line, this.seen));
        // `{1}` of a log, `{"` of JSON: no section.
        if (startsSection(bytes[at + 1])) this.name(this.sections.enter(wordsBefore(bytes, at, line)));
        else this.sections.skip();
        return;
      case 0x7d:
        this.sections.leave();
        return;
      case 0x5b:
        this.name(bracketed(bytes, at, line, this.seen));
        return;
      case 0x22:
        this.name(plutoConnection(bytes, at, line, end, this.seen));
        this.name(quoted(bytes, at, line, this.seen));
        return;
      case 0x27:
        this.name(quoted(bytes, at, line, this.seen));
        return;
      case 0x2f:
        this.name(homeOf(bytes, at));
    }
  }

  private colon(bytes: Uint8Array, line: number, at: number, end: number): void {
    this.name(listedConnection(bytes, at, line));
    this.name(fortinetTunnel(bytes, at, line));
    const type = bytes[at + 1] === 0x20 ? (bytes[at + 2] ?? 0) : (bytes[at + 1] ?? 0);
    if (type < 0x42 || type > 0x58 || at - line > 400 || !maySecret(bytes, bytes[at + 1] === 0x20 ? at + 2 : at + 1))
      return;
    const newline = bytes.indexOf(0x0a, at);
    const stop = newline < 0 || newline > end ? end : newline;
    if (stop - at > 600) return;
    const [front, rest] = [bytes.subarray(line, at), bytes.subarray(at + 1, stop)].map((part) => utf8(part).trimEnd());
    for (const owner of secretOwners(front ?? '', rest ?? '')) this.name(owner);
  }

  /** A line of a configuration that names something, and prompts of devices. */
  private named(bytes: Uint8Array, line: number, end: number): void {
    let from = line;
    while (from < end && (bytes[from] === 0x20 || bytes[from] === 0x09)) from++;
    let to = from;
    while (to < end && to - from < longestHost && firstSigns[bytes[to] ?? 0] === 1) to++;
    if (end - line > 600) return;
    const code = bytes[to] ?? 0;
    // Behind the last line of a block there is no empty one.
    const there = line < end || bytes[end] === 0x0a;
    if ((this.neighbours.open && there) || bytes[from] === 0x23 || isHeadingWord(bytes, from, to))
      this.name(this.neighbours.name(utf8(bytes.subarray(line, end)).trimEnd()));
    if (code === 0x20 || code === 0x09) {
      if (isFirstWord(bytes, from, to)) this.names(namesInLine(utf8(bytes.subarray(from, end)), this.vendor));
    } else if (bytes[from] === 0x2f) this.names(namesInLine(utf8(bytes.subarray(from, end)), this.vendor));
    else if (from === line && to > from && (code === 0x23 || code === 0x28 || code === 0x3e))
      this.name(promptHost(latin1(bytes.subarray(from, Math.min(end, from + 200)))));
  }

  private connection(bytes: Uint8Array, from: number, to: number): void {
    if (from >= 0 && !this.seen.again(bytes, from - 1, to)) this.name(latin1(bytes.subarray(from, to)));
  }

  private names(all: readonly string[]): void {
    for (const one of all) this.name(one);
  }

  /** Learns a name that is no address. */
  private name(text: string | null): void {
    if (text === null || text === '' || text.startsWith('%')) return;
    if (this.told.has(text)) return;
    if (this.told.size < maxMet) this.told.add(text);
    const own = /[^\x20-\x7e]/.test(text) ? utf8(bytesOf(text)) : text;
    if (addressBytes(own) === undefined && !/^0[xs]/.test(own)) this.redaction.names.learn(own);
  }

  /** Runs with a dot or colon: domain names, mail addresses, addresses. */
  private run(bytes: Uint8Array, start: number, end: number): void {
    if (this.seen.again(bytes, start, end)) return;
    const text = latin1(bytes.subarray(start, end));
    for (const part of /[A-Za-z]/.test(text) && !/^[0-9A-Fa-f:.]+$/.test(text) ? text.split(':') : [text]) {
      const sign = part.lastIndexOf('@');
      const name = part.slice(sign + 1).replace(/[.]+$/, '');
      if (isDomainName(name)) this.redaction.names.learn(utf8(bytesOf(part)));
      else this.address(name);
    }
  }

  private address(text: string): void {
    const met = this.redaction.told;
    const own = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}/.exec(text)?.[0] ?? text;
    if (met.size < maxMet && !met.has(own) && addressBytes(own) !== undefined) met.add(own);
  }

  /** `Mmm dd hh:mm:ss host …` (RFC 3164 section 4.1.2), `yyyy-mm-ddThh:mm:ss… host …`. */
  private syslog(bytes: Uint8Array, start: number, end: number): void {
    let at = -1;
    // `<189>`, `<30>1 ` in front (RFC 3164 section 4.1.1, RFC 5424 section 6.2).
    if (bytes[start] === 0x3c) {
      const close = bytes.indexOf(0x3e, start);
      if (close < 0 || close - start > 5) return;
      start = close + 1;
      if (bytes[start] === 0x31 && bytes[start + 1] === 0x20) start += 2;
    }
    if (end - start > 20 && bytes[start + 3] === 0x20 && bytes[start + 9] === 0x3a && bytes[start + 12] === 0x3a) {
      if (!isMonth(bytes, start)) return;
      at = start + 16;
      // Fractions of a second.
      if (bytes[start + 15] === 0x2e) at = next(bytes, start + 15, end);
      // pluto's own log has no host: `Nov 24 00:02:15.123456: …`.
      if (at > 1 && bytes[at - 2] === 0x3a) return;
      if (bytes[at] === 0x20) at++;
    } else if (
      end - start > 25 &&
      bytes[start + 4] === 0x2d &&
      bytes[start + 10] === 0x54 &&
      bytes[start + 13] === 0x3a
    )
      at = next(bytes, start + 19, end);
    if (at < 0 || at >= end) return;
    let to = at;
    while (to < end && to - at < 64 && (marks[bytes[to] ?? 0] ?? 0) >= inRun && bytes[to] !== 0x3a) to++;
    // A host, and then a program.
    if (bytes[to] !== 0x20 || to === at) return;
    if (this.seen.again(bytes, at - 1, to)) return;
    const host = latin1(bytes.subarray(at, to));
    if (/^[A-Za-z][A-Za-z0-9.-]{0,62}$/.test(host)) this.redaction.names.learn(host);
  }

  /** A setting or field whose name says that its value is a name: `leftid=`, `Account Name:`, `"Computer":`, `Name="SubjectUserName">`. */
  private key(bytes: Uint8Array, line: number, sign: number, end: number): void {
    if (!mayBeKey(bytes, line, sign)) return;
    let from = sign;
    while (from > line && sign - from < 64 && isKey[bytes[from - 1] ?? 0] === 1) from--;
    if (this.others.has(bytes, from, sign + 1)) return;
    const written = utf8(bytes.subarray(from, sign));
    const words = written.trim().split(/\s{2,}|[<"']/);
    const key = (words.findLast((word) => word.trim() !== '') ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
    const last = key.length > 0 && (nameKeys.has(key) || (this.vendor && guardedKeys.has(key)));
    const attribute = bytes[sign] === 0x3d && isNameAttribute(written.split(/[^A-Za-z]/).at(-1) ?? '');
    const single = (written.trim().split(/\s/).at(-1) ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    const mid = bytes[sign] === 0x3a && (midKeys.has(key) || midKeys.has(single));
    if (!last && !attribute && !mid && !(bytes[sign] !== 0x3a && nameKeys.has(single))) {
      this.others.again(bytes, from, sign + 1);
      return;
    }
    const colon = bytes[sign] === 0x3a;
    // `"site": our auth:rsasig` of pluto is no field: without quotes around the value the key begins its line, and has none either.
    let blank = from;
    while (blank > line && (bytes[blank - 1] === 0x20 || bytes[blank - 1] === 0x09)) blank--;
    this.value(bytes, sign + 1, end, colon, !colon || mid || (blank === line && !/["'<]/.test(written)));
  }

  private value(bytes: Uint8Array, from: number, end: number, colon: boolean, bare: boolean): void {
    let at = from;
    while (at < end && at - from < 64 && isFront[bytes[at] ?? 0] === 1) at++;
    const quoted = at > from && (bytes[at - 1] === 0x22 || bytes[at - 1] === 0x27);
    if (!quoted && !bare) return;
    let to = at;
    while (to < end && to - at < longestName && endsValue[bytes[to] ?? 0] === 0) to++;
    if (this.values.again(bytes, from - 1, to)) return;
    const text = utf8(bytes.subarray(at, to)).trim();
    if (text === '' || (colon && text.split(/\s+/).length > 3) || /^(?:0x|%|[0-9.]+$)/.test(text)) return;
    if (/^[A-Za-z]{1,12}=/.test(text) || isDirectoryName(text)) return;
    this.redaction.names.learn(text.replace(/^@+/, ''));
  }

  /** `\\HOST` and `\\HOST\share`, at the second sign. */
  private share(bytes: Uint8Array, sign: number, to: number): void {
    const before = bytes[sign - 2] ?? 0x20;
    if (bytes[sign - 1] === 0x5c && !isAccount(before) && before !== 0x5c && before !== 0x3a)
      this.redaction.names.learn(utf8(bytes.subarray(sign + 1, to)));
  }

  /** `DOMAIN\user`, alone: not a part of a path. */
  private account(bytes: Uint8Array, sign: number, end: number): void {
    let from = sign;
    while (from > 0 && sign - from < 64 && isAccount(bytes[from - 1] ?? 0)) from--;
    let to = sign + 1;
    while (to < end && to - sign < 64 && isAccount(bytes[to] ?? 0)) to++;
    if (from === sign && to > sign + 2) this.share(bytes, sign, to);
    if (from === sign || to === sign + 1) return;
    // `C:\Users\NAME`.
    if (latin1(bytes.subarray(from, sign)).toLowerCase() === 'users') {
      this.redaction.names.learn(utf8(bytes.subarray(sign + 1, to)));
      return;
    }
    if (from > 0 && [0x5c, 0x3a, 0x2f].includes(bytes[from - 1] ?? 0) && bytes[from - 2] !== 0x5c) return;
    if (bytes[to] === 0x5c || bytes[sign - 1] === 0x5c) return;
    // `…\n vendor ID`: a sign that cannot be printed, as charon writes it.
    if (to === sign + 2) return;
    this.redaction.names.learn(utf8(bytes.subarray(from, sign)));
    this.redaction.names.learn(utf8(bytes.subarray(sign + 1, to)));
  }
}
