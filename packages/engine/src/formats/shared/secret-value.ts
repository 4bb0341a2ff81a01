/** How both daemons write the octets of a secret: text, `0x` hexadecimal, `0s` base64, Libreswan's `0t` text. */
import { utf8Bytes } from '../../protocol/text.ts';
import { type SecretDigest, secretDigest } from '../../observations/index.ts';

export { utf8Bytes };

/** Octets of hexadecimal digits; `:` and `_` between them are skipped, an odd digit in front counts as a low half. */
export function hexBytes(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/[:_]/g, '');
  if (!/^[0-9a-fA-F]*$/.test(digits)) return undefined;
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const bytes = new Uint8Array(even.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(even.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Octets of base64 (RFC 4648 section 4), padding optional; undefined when a character is none of it. */
export function base64Bytes(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of text.replace(/={1,2}$/, '')) {
    const value = alphabet.indexOf(char);
    if (value < 0) return undefined;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 255);
    }
    bits &= (1 << held) - 1;
  }
  return Uint8Array.from(bytes);
}

/** Digest of a secret as written, however it is encoded; text that is no valid encoding counts as the text itself. */
export function digestOf(written: string): SecretDigest {
  const kind = written.slice(0, 2).toLowerCase();
  const rest = written.slice(2);
  let bytes: Uint8Array | undefined;
  if (kind === '0x') bytes = hexBytes(rest);
  else if (kind === '0s') bytes = base64Bytes(rest);
  else if (kind === '0t') bytes = utf8Bytes(rest);
  return secretDigest(bytes ?? utf8Bytes(written));
}

/**
 * Whether a value is what people put in place of a secret before they hand a file on: a run of one sign, brackets around words,
 * or a word that says so.
 */
export function isRedacted(written: string): boolean {
  const bare = written.trim();
  return (
    /^([*xX.#?_•-])\1{2,}$/.test(bare) ||
    /^<.{0,60}>$|^\[.{0,60}\]$|…/.test(bare) ||
    /redact|remov|hidden|masked|omitted|saniti[sz]|censor/i.test(bare)
  );
}

/** Digest of a secret that stands literally, as a quoted one does in ipsec.secrets. */
export function digestOfText(text: string): SecretDigest {
  return secretDigest(utf8Bytes(text));
}
