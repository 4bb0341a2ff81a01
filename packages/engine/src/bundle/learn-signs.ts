/** What `learn.ts` looks at, sign by sign. */
import { latin1 } from '../protocol/text.ts';
import { guardedKeys, midKeys, nameKeys } from './name-tables.ts';
import { firstWords } from './named-lines.ts';
import { headingWords } from './neighbour-tables.ts';
import { WordSieve } from './word-sieve.ts';

const home = '/home';

/** A user's folder below `home`, at the sign behind that word. */
export function homeOf(bytes: Uint8Array, at: number): string | null {
  for (let i = 0; i < home.length; i++) if (bytes[at - home.length + i] !== home.charCodeAt(i)) return null;
  let to = at + 1;
  while (to - at < 64 && isAccount(bytes[to] ?? 0)) to++;
  return latin1(bytes.subarray(at + 1, to));
}

/** Words in front of a brace, on its line, from the brace or `;` before it on. */
export function wordsBefore(bytes: Uint8Array, brace: number, line: number): string[] {
  let from = brace;
  while (
    from > line &&
    brace - from < 128 &&
    bytes[from - 1] !== 0x7b &&
    bytes[from - 1] !== 0x7d &&
    bytes[from - 1] !== 0x3b
  )
    from--;
  return latin1(bytes.subarray(from, brace))
    .split(/[ \t\r"]+/)
    .filter((word) => word !== '');
}

/** Whether a section may begin behind a brace. */
export function startsSection(code: number | undefined): boolean {
  return code === 0x0a || code === 0x0d || code === 0x20 || code === 0x09 || code === undefined;
}

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Whether the name of a month stands at a place (RFC 3164 section 4.1.2). */
export function isMonth(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < months.length; i += 3)
    if (
      bytes[at] === months.charCodeAt(i) &&
      bytes[at + 1] === months.charCodeAt(i + 1) &&
      bytes[at + 2] === months.charCodeAt(i + 2)
    )
      return true;
  return false;
}

/** Longest word at the start of a line that is looked at: a host of a prompt. */
export const longestHost = 63;

/** `12:34:56`, `12:34`, `09[IKE]`: digits and colons of a time of day. */
export function isTime(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > 8) return false;
  for (let i = from; i < to; i++) {
    const code = bytes[i] ?? 0;
    if (code < 0x30 || code > 0x3a) return false;
  }
  return bytes[from + 2] === 0x3a;
}

/** Behind the next blank; -1: there is none. */
export function next(bytes: Uint8Array, from: number, end: number): number {
  const space = bytes.indexOf(0x20, from);
  return space < 0 || space >= end ? -1 : space + 1;
}

/** Signs that `sign` looks at. */
export const looked = new Uint8Array(256);
for (const char of '=>\\|{}["\'/') looked[char.charCodeAt(0)] = 1;
const isPadding = new Uint8Array(256);
for (const char of ' \t"\'.') isPadding[char.charCodeAt(0)] = 1;
/** Signs of the first word of a setting. */
export const firstSigns = new Uint8Array(256);
for (let code = 0; code < 128; code++) if (/[A-Za-z0-9_.-]/.test(String.fromCharCode(code))) firstSigns[code] = 1;

/** Signs of the name of a field. */
export const isKey = new Uint8Array(256);
for (let code = 0; code < 256; code++)
  if (code >= 0x80 || /[A-Za-z0-9 \t_.\-"'<]/.test(String.fromCharCode(code))) isKey[code] = 1;

/** Words that a key of `nameKeys` or an attribute may end with. */
const lastWords: ReadonlySet<string> = new Set([
  ...nameKeys,
  ...guardedKeys,
  ...midKeys,
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

const lastSieve = new WordSieve(lastWords);
const firstSieve = new WordSieve(firstWords);
const headingSieve = new WordSieve(headingWords);

/** Whether a word is one that `namesInLine` knows at the start of a line. */
export function isFirstWord(bytes: Uint8Array, from: number, to: number): boolean {
  return firstSieve.may(bytes, from, to) && firstWords.has(latin1(bytes.subarray(from, to)).toLowerCase());
}

/** Whether a word is one that the heading of a table of neighbours begins with. */
export function isHeadingWord(bytes: Uint8Array, from: number, to: number): boolean {
  return headingSieve.may(bytes, from, to) && headingWords.has(latin1(bytes.subarray(from, to)).toLowerCase());
}

/** Whether the word in front of a sign is one that a key ends with: looked at before anything is made of it. */
export function mayBeKey(bytes: Uint8Array, line: number, sign: number): boolean {
  let to = sign;
  // `Host Name . . . . . :` of ipconfig.
  while (to > line && sign - to < 56 && isPadding[bytes[to - 1] ?? 0] === 1) to--;
  if ((bytes[to - 1] ?? 0) >= 0x80) return true;
  let from = to;
  while (from > line && to - from < 24 && keySigns[bytes[from - 1] ?? 0] === 1) from--;
  if (from === to || !lastSieve.may(bytes, from, to)) return false;
  return lastWords.has(latin1(bytes.subarray(from, to)).toLowerCase().replaceAll(/[-_]/g, ''));
}

const keySigns = new Uint8Array(256);
for (let code = 0; code < 128; code++) if (/[A-Za-z0-9_-]/.test(String.fromCharCode(code))) keySigns[code] = 1;

/** Signs of accounts and shares. */
export function isAccount(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code >= 0x80 ||
    [0x5f, 0x2d, 0x2e, 0x24].includes(code)
  );
}

/** Octets that were read one by one as characters. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** How the types of secrets begin that an entry of ipsec.secrets(5) may have. */
const typeBegins = ['PS', 'XA', 'EA', 'NT', 'RS', 'EC', 'BL', 'PK', 'P1', 'PP', 'PI'];

/** Whether the type of a secret may stand at a place; false is certain. */
export function maySecret(bytes: Uint8Array, at: number): boolean {
  return typeBegins.some((two) => bytes[at] === two.charCodeAt(0) && bytes[at + 1] === two.charCodeAt(1));
}

const pemBegin = '-----BEGIN ';
const pemDashes = 5;

/** Whether a PEM block (RFC 7468) begins in octets, before `end`. */
export function hasPem(bytes: Uint8Array, end: number): boolean {
  // Five dashes in a row hold one at every fifth place.
  for (let at = pemDashes - 1; at < end; at += pemDashes) {
    if (bytes[at] !== 0x2d) continue;
    for (let from = at - pemDashes + 1; from <= at; from++) {
      let i = 0;
      while (i < pemBegin.length && bytes[from + i] === pemBegin.charCodeAt(i)) i++;
      if (i === pemBegin.length) return true;
    }
  }
  return false;
}
