/** Bytes as text, without the platform's decoders: bounded by the caller, and never throwing. */

/** Bytes as characters one to one (ISO 8859-1). */
export function latin1(bytes: Uint8Array): string {
  if (bytes.length <= atOnce) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = '';
  for (let i = 0; i < bytes.length; i += atOnce) text += latin1(bytes.subarray(i, i + atOnce));
  return text;
}

/** As many arguments as every engine takes. */
const atOnce = 1024;

/** Whether all octets are ASCII. */
function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) >= 0x80) return false;
  return true;
}

/** UTF-8 with U+FFFD for each byte that is no part of a well-formed sequence (RFC 3629). */
export function utf8(bytes: Uint8Array): string {
  if (isAscii(bytes)) return latin1(bytes);
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0;
    const size =
      lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    const code = lead < 0x80 ? lead : lead < 0xc2 ? -1 : sequence(bytes, i, size);
    text += code < 0 ? '\ufffd' : String.fromCodePoint(code);
    i += code < 0 ? 1 : size;
  }
  return text;
}

const LEAST: readonly number[] = [0, 0, 0x80, 0x800, 0x10000];

function sequence(bytes: Uint8Array, at: number, size: number): number {
  if (size === 0 || at + size > bytes.length) return -1;
  let code = (bytes[at] ?? 0) & (0xff >> (size + 1));
  for (let i = 1; i < size; i++) {
    const byte = bytes[at + i] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (byte & 0x3f);
  }
  const valid = code >= (LEAST[size] ?? 0) && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return valid ? code : -1;
}

/** UTF-16, big- or little-endian; an odd last byte is left out. */
export function utf16(bytes: Uint8Array, littleEndian: boolean): string {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const [a, b] = [bytes[i] ?? 0, bytes[i + 1] ?? 0];
    text += String.fromCharCode(littleEndian ? (b << 8) | a : (a << 8) | b);
  }
  return text;
}

/** Whether every byte is a printable ASCII character. */
export function isPrintable(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte < 0x20 || byte > 0x7e) return false;
  return true;
}

/** UTF-8 of a text. */
export function utf8Bytes(text: string): Uint8Array {
  const ascii = new Uint8Array(text.length);
  let plain = 0;
  while (plain < text.length && text.charCodeAt(plain) < 0x80) {
    ascii[plain] = text.charCodeAt(plain);
    plain++;
  }
  if (plain === text.length) return ascii;
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}
