/** Signs of text and what they make up, for `text.ts`: tables and looks that make no text of octets. */
import { utf8Bytes } from '../protocol/text.ts';
import { publicNames, settingRoots, topLabels } from './name-tables.ts';

/** Kinds of signs, as bits. */
export const digit = 1;
export const hexLetter = 2;
export const letter = 4;
export const dot = 8;
export const colon = 16;
export const dash = 32;
export const at = 64;

/** A time of day is made of these. */
export const clock = digit | colon;

/** What a sign is within a run; 0 ends one. */
export const kindOf = new Uint8Array(256);
for (let code = 0; code < 256; code++) {
  const char = String.fromCharCode(code);
  if (/[0-9]/.test(char)) kindOf[code] = digit;
  else if (/[A-Fa-f]/.test(char)) kindOf[code] = hexLetter;
  else if (/[G-Zg-z]/.test(char) || code >= 0x80) kindOf[code] = letter;
}
kindOf[0x2e] = dot;
kindOf[0x3a] = colon;
kindOf[0x2d] = dash;
kindOf[0x5f] = dash;
kindOf[0x40] = at;

/** Hexadecimal digits from which on a run of them is a key, a digest or an identifier, and not an SPI. */
export const longHex = 24;

/** Signs of words: letters, digits, and all beyond ASCII. */
export const isWord = new Uint8Array(256);
for (let code = 0; code < 256; code++)
  isWord[code] = ((kindOf[code] ?? 0) & (digit | hexLetter | letter)) !== 0 ? 1 : 0;

/** Whether `12:34:56` stands at a place. */
export function isClock(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 2] !== 0x3a || bytes[at + 5] !== 0x3a) return false;
  for (let i = at; i < at + 8; i += 3)
    if (kindOf[bytes[i] ?? 0] !== digit || kindOf[bytes[i + 1] ?? 0] !== digit) return false;
  return true;
}

/** Whether two hexadecimal digits stand at a place, by themselves. */
function isOctet(bytes: Uint8Array, at: number): boolean {
  const of = (i: number): number => kindOf[bytes[i] ?? 0] ?? 0;
  return (
    at >= 0 &&
    (of(at) & (digit | hexLetter)) !== 0 &&
    (of(at + 1) & (digit | hexLetter)) !== 0 &&
    isWord[bytes[at - 1] ?? 0] !== 1 &&
    isWord[bytes[at + 2] ?? 0] !== 1
  );
}

/** Whether an octet stands beside others, and is no name therefore; `00:02:15 ad` is a time and a name. */
export function besideOctets(bytes: Uint8Array, at: number): boolean {
  if (!isOctet(bytes, at)) return false;
  const before = bytes[at - 4] === bytes[at - 1] || bytes[at - 4] !== 0x3a;
  const after = bytes[at + 5] === bytes[at + 2] || bytes[at + 5] !== 0x3a;
  return (before && isOctet(bytes, at - 3)) || (after && isOctet(bytes, at + 3));
}

/** Whether a prefix length or mask may stand behind a run (`/24`, ` mask 255.0.0.0`), which changes what it is. */
export function maskMayFollow(bytes: Uint8Array, end: number): boolean {
  const code = bytes[end] ?? 0;
  if (code === 0x2f || code === 0x2b || code === 0x3d) return true;
  if (code !== 0x20 && code !== 0x09) return false;
  let at = end;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
  return maskBegins[bytes[at] ?? 0] === 1;
}

const maskBegins = new Uint8Array(256);
for (const char of '02mMnN') maskBegins[char.charCodeAt(0)] = 1;

/** Whether a run begins as an address, identifier or label in front of one does: cheap, and never wrong about what is none. */
export function mayBeAddress(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] ?? 0;
  // A date: digits and two dashes.
  if (bytes[start + 4] === 0x2d && bytes[start + 7] === 0x2d && end - start >= 10 && first >= 0x30 && first <= 0x39)
    return false;
  if ((kindOf[first] ?? 0) !== letter) return true;
  // `S-1-5-21-…`, and labels in front of a colon.
  if ((first | 32) === 0x73 && bytes[start + 1] === 0x2d) return true;
  for (let i = start; i < end; i++) if (bytes[i] === 0x3a) return true;
  return false;
}

/** Signs of base64, also in its form for addresses (RFC 4648 sections 4 and 5). */
export const isBase64 = new Uint8Array(256);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-')
  isBase64[char.charCodeAt(0)] = 1;

/** Signs that end the value of an attribute of a name. */
export const endsName: readonly boolean[] = Array.from({ length: 256 }, (_, code) =>
  /[,;"'/\n\r\t\])<>|&+]/.test(String.fromCharCode(code)),
);

/** Octets of UTF-8 as characters one by one. */
export function octetsOf(text: string): string {
  let out = '';
  for (const byte of utf8Bytes(text)) out += String.fromCharCode(byte);
  return out;
}

/** Where a line that is too long may be cut: behind a blank, comma or tag, or at its end. */
export function cutLine(bytes: Uint8Array, from: number, to: number): number {
  for (let i = to - 1; i > from + (to - from) / 2; i--)
    if (bytes[i] === 0x20 || bytes[i] === 0x2c || bytes[i] === 0x3e) return i + 1;
  return to;
}

/** Whether dotted text reads as the domain name of somebody: labels of the right signs, and a last one that is known to end names. */
export function isDomainName(text: string): boolean {
  if (text.length > 253 || publicNames.has(text.toLowerCase())) return false;
  const labels = text.toLowerCase().split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || !topLabels.has(last)) return false;
  if (settingRoots.has(labels[0] ?? '')) return false;
  return labels.every((label) => label.length > 0 && label.length <= 63);
}
