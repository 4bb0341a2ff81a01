/** Learns from text what is a name: afterwards its words are replaced wherever they stand. One pass over the octets. */
import { addressBytes } from '../protocol/address.ts';
import { latin1, utf8 } from '../protocol/text.ts';
import { guardedKeys, isDirectoryName, isNameAttribute, nameKeys } from './name-tables.ts';
import { learnPem } from './pem.ts';
import type { Redaction } from './redaction.ts';
import { isDomainName } from './text.ts';

const maxMet = 65_536;
const longestName = 256;
const longestRun = 512;
const maxSeen = 100_000;

const plain = new Uint8Array(256);
for (let code = 0; code < 256; code++)
  plain[code] = code >= 0x80 || /[A-Za-z0-9._@:-]/.test(String.fromCharCode(code)) ? 1 : 0;
// Signs that are looked at.
plain[0x2e] = 2;
plain[0x3a] = 2;

const months: ReadonlySet<string> = new Set('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '));

/** Learns from one text, fed block by block. */
export class TextLearner {
  private readonly redaction: Redaction;
  private readonly vendor: boolean;
  private rest: Uint8Array = new Uint8Array(0);
  /** Runs that were looked at: most come again and again. */
  private readonly seen = new Set<string>();

  constructor(redaction: Redaction) {
    this.redaction = redaction;
    this.vendor = redaction.audience === 'vendor';
  }

  push(block: Uint8Array): void {
    const bytes = new Uint8Array(this.rest.length + block.length);
    bytes.set(this.rest);
    bytes.set(block, this.rest.length);
    let whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole === 0 && bytes.length > 2 ** 16) whole = bytes.length;
    this.look(bytes, whole);
    this.rest = bytes.slice(whole);
  }

  end(): void {
    this.look(this.rest, this.rest.length);
    this.rest = new Uint8Array(0);
  }

  private look(bytes: Uint8Array, end: number): void {
    if (includes(bytes, '-----BEGIN ', end)) learnPem(latin1(bytes.subarray(0, end)), this.redaction);
    let line = 0;
    let start = -1;
    let dots = 0;
    let colons = 0;
    for (let i = 0; i <= end; i++) {
      const code = i < end ? (bytes[i] ?? 0) : 0x0a;
      const kind = plain[code] ?? 0;
      if (kind !== 0) {
        if (start < 0) start = i;
        if (kind === 1) continue;
        if (code === 0x2e) dots++;
        else {
          if ((i + 1 < end && bytes[i + 1] === 0x3a) || ++colons > 4) dots++;
          this.key(bytes, line, i, end);
        }
        continue;
      }
      if (start >= 0 && dots > 0 && i - start > 3 && i - start <= longestRun && !isTime(bytes, start, i))
        this.run(bytes, start, i);
      start = -1;
      dots = 0;
      colons = 0;
      if (code === 0x0a) {
        this.syslog(bytes, line, i);
        if (this.vendor && i - line < 200) this.connection(latin1(bytes.subarray(line, i)));
        line = i + 1;
      } else if (code === 0x3d || code === 0x3e) this.key(bytes, line, i, end);
      else if (code === 0x5c) this.account(bytes, i, end);
    }
  }

  /** `conn NAME` of ipsec.conf, `NAME {` of swanctl.conf: for a vendor what people call their connections is a pseudonym too. */
  private connection(line: string): void {
    const name =
      /^conn\s{1,20}(\S{1,64})\s{0,20}$/.exec(line)?.[1] ??
      /^\s{0,20}([A-Za-z0-9_-]{1,64})\s{0,8}\{\s{0,8}(?:#.{0,200})?$/.exec(line)?.[1];
    if (name !== undefined && name !== '%default') this.redaction.names.learn(name);
  }

  /** Runs with a dot or colon: domain names, mail addresses, addresses. */
  private run(bytes: Uint8Array, start: number, end: number): void {
    const text = latin1(bytes.subarray(start, end));
    if (this.seen.has(text)) return;
    if (this.seen.size < maxSeen) this.seen.add(text);
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
    if (end - start > 20 && bytes[start + 3] === 0x20 && bytes[start + 9] === 0x3a && bytes[start + 12] === 0x3a) {
      if (!months.has(latin1(bytes.subarray(start, start + 3)))) return;
      at = start + 16;
      // Fractions of a second.
      if (bytes[start + 15] === 0x2e) at = bytes.indexOf(0x20, start) < 0 ? -1 : next(bytes, start + 15, end);
    } else if (
      end - start > 25 &&
      bytes[start + 4] === 0x2d &&
      bytes[start + 10] === 0x54 &&
      bytes[start + 13] === 0x3a
    )
      at = next(bytes, start + 19, end);
    if (at < 0 || at >= end) return;
    let to = at;
    while (to < end && to - at < 64 && plain[bytes[to] ?? 0] !== 0 && bytes[to] !== 0x3a) to++;
    // A host, and then a program.
    if (bytes[to] !== 0x20 || to === at) return;
    const host = latin1(bytes.subarray(at, to));
    if (/^[A-Za-z][A-Za-z0-9.-]{0,62}$/.test(host)) this.redaction.names.learn(host);
  }

  /** A setting or field whose name says that its value is a name: `leftid=`, `Account Name:`, `"Computer":`, `Name="SubjectUserName">`. */
  private key(bytes: Uint8Array, line: number, sign: number, end: number): void {
    if (!mayBeKey(bytes, line, sign)) return;
    let from = sign;
    while (from > line && sign - from < 40 && isKey[bytes[from - 1] ?? 0] === 1) from--;
    const written = latin1(bytes.subarray(from, sign));
    const words = written.trim().split(/\s{2,}|[<"']/);
    const key = (words.findLast((word) => word.trim() !== '') ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    const last = key.length > 0 && (nameKeys.has(key) || (this.vendor && guardedKeys.has(key)));
    const attribute = bytes[sign] === 0x3d && isNameAttribute(written.split(/[^A-Za-z]/).at(-1) ?? '');
    const single = (written.trim().split(/\s/).at(-1) ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    if (!last && !attribute && !(bytes[sign] !== 0x3a && nameKeys.has(single))) return;
    const colon = bytes[sign] === 0x3a;
    // `"site": our auth:rsasig` of pluto is no field: without quotes around the value the key begins its line, and has none either.
    let blank = from;
    while (blank > line && (bytes[blank - 1] === 0x20 || bytes[blank - 1] === 0x09)) blank--;
    this.value(bytes, sign + 1, end, colon, !colon || (blank === line && !/["'<]/.test(written)));
  }

  private value(bytes: Uint8Array, from: number, end: number, colon: boolean, bare: boolean): void {
    let at = from;
    while (at < end && at - from < 64 && [0x20, 0x09, 0x22, 0x27, 0x40].includes(bytes[at] ?? 0)) at++;
    const quoted = at > from && (bytes[at - 1] === 0x22 || bytes[at - 1] === 0x27);
    if (!quoted && !bare) return;
    let to = at;
    while (
      to < end &&
      to - at < longestName &&
      ![0x0a, 0x0d, 0x22, 0x27, 0x3c, 0x2c, 0x3b, 0x7b, 0x28, 0x09].includes(bytes[to] ?? 0)
    )
      to++;
    const text = utf8(bytes.subarray(at, to)).trim();
    if (text === '' || (colon && text.split(/\s+/).length > 3) || /^(?:0x|%|[0-9.]+$)/.test(text)) return;
    if (/^[A-Za-z]{1,12}=/.test(text) || isDirectoryName(text)) return;
    this.redaction.names.learn(text.replace(/^@+/, ''));
  }

  /** `DOMAIN\user`, alone: not a part of a path. */
  private account(bytes: Uint8Array, sign: number, end: number): void {
    let from = sign;
    while (from > 0 && sign - from < 64 && isAccount(bytes[from - 1] ?? 0)) from--;
    let to = sign + 1;
    while (to < end && to - sign < 64 && isAccount(bytes[to] ?? 0)) to++;
    if (from === sign || to === sign + 1) return;
    if (from > 0 && [0x5c, 0x3a, 0x2f].includes(bytes[from - 1] ?? 0) && bytes[from - 2] !== 0x5c) return;
    if (bytes[to] === 0x5c || bytes[sign - 1] === 0x5c) return;
    this.redaction.names.learn(utf8(bytes.subarray(from, sign)));
    this.redaction.names.learn(utf8(bytes.subarray(sign + 1, to)));
  }
}

/** `12:34:56`, `12:34`, `09[IKE]`: digits and colons of a time of day. */
function isTime(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > 8) return false;
  for (let i = from; i < to; i++) {
    const code = bytes[i] ?? 0;
    if (code < 0x30 || code > 0x3a) return false;
  }
  return bytes[from + 2] === 0x3a;
}

function next(bytes: Uint8Array, from: number, end: number): number {
  const space = bytes.indexOf(0x20, from);
  return space < 0 || space >= end ? -1 : space + 1;
}

const isKey = new Uint8Array(256);
for (let code = 0; code < 128; code++) if (/[A-Za-z0-9 \t_.\-"'<]/.test(String.fromCharCode(code))) isKey[code] = 1;

/** Words that a key of `nameKeys` or an attribute may end with. */
const lastWords: ReadonlySet<string> = new Set([
  ...nameKeys,
  ...guardedKeys,
  'list',
  'group',
  'action',
  'filter',
  ...'name id domain suffix server user users on account identity principal sid owner host realm site computer workstation client'.split(
    ' ',
  ),
  ...'o l st s e sn gn street ou cn dc uid email emailaddress serialnumber postalcode unstructuredname unstructuredaddress'.split(
    ' ',
  ),
  ...'organizationidentifier givenname'.split(' '),
]);

/** Whether the word in front of a sign is one that a key ends with: looked at before anything is made of it. */
function mayBeKey(bytes: Uint8Array, line: number, sign: number): boolean {
  let to = sign;
  while (to > line && sign - to < 4 && [0x20, 0x09, 0x22, 0x27].includes(bytes[to - 1] ?? 0)) to--;
  let from = to;
  let word = '';
  while (from > line && to - from < 24) {
    const code = bytes[from - 1] ?? 0;
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    if (lower === 0x5f || lower === 0x2d) {
      from--;
      continue;
    }
    if (!((lower >= 97 && lower <= 122) || (lower >= 48 && lower <= 57))) break;
    word = String.fromCharCode(lower) + word;
    from--;
  }
  return lastWords.has(word);
}

function isAccount(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code >= 0x80 ||
    [0x5f, 0x2d, 0x2e, 0x24].includes(code)
  );
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function includes(bytes: Uint8Array, text: string, end: number): boolean {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0 && at < end; at = bytes.indexOf(first, at + 1)) {
    let i = 1;
    while (i < text.length && bytes[at + i] === text.charCodeAt(i)) i++;
    if (i === text.length) return true;
    if (at + 1 >= end) return false;
  }
  return false;
}
