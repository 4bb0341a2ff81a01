/**
 * A small reader of DER (X.690): definite lengths only, bounded, never throws. What does not parse is undefined, and the
 * caller keeps what it has.
 */
import { hex } from './bytes.ts';
import { latin1, utf16, utf8 } from './text.ts';

/** One element. Offsets count in the bytes given; `end` is exclusive. */
export interface DerNode {
  /** The identifier octet: class, constructed bit and low tag number. */
  readonly tag: number;
  readonly offset: number;
  readonly content: number;
  readonly end: number;
}

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/**
 * Reads the element at `offset`, which may not run past `limit`. Undefined for high tag numbers (none occur in certificates),
 * indefinite lengths (not DER), and lengths that do not fit.
 */
export function readDer(bytes: Uint8Array, offset: number, limit: number = bytes.length): DerNode | undefined {
  const end = Math.min(limit, bytes.length);
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || offset + 2 > end || (tag & 0x1f) === 0x1f) return undefined;
  let content = offset + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || content + count > end) return undefined;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[content + i] ?? 0);
    content += count;
  }
  return content + length > end ? undefined : { tag, offset, content, end: content + length };
}

/** Elements inside a constructed one, up to `max`; stops at the first that does not parse. */
export function derChildren(bytes: Uint8Array, node: DerNode, max = 64): DerNode[] {
  const children: DerNode[] = [];
  for (let at = node.content; at < node.end && children.length < max; ) {
    const child = readDer(bytes, at, node.end);
    if (child === undefined) break;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** Dotted text of an OBJECT IDENTIFIER, or undefined when it is not one (at most 32 arcs of at most 2^53). */
export function derOid(bytes: Uint8Array, node: DerNode | undefined): string | undefined {
  if (node === undefined || node.tag !== derTag.oid || node.end - node.content > 64) return undefined;
  const arcs: number[] = [];
  let value = 0;
  for (let at = node.content; at < node.end; at++) {
    const byte = bytes[at] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) return undefined;
    if (byte & 0x80) continue;
    if (arcs.length === 0) {
      const top = Math.min(Math.floor(value / 40), 2);
      arcs.push(top, value - top * 40);
    } else arcs.push(value);
    value = 0;
  }
  return arcs.length < 2 ? undefined : arcs.join('.');
}

/** Longest text taken out of a string element, in bytes. */
const MAX_TEXT = 1024;

/** Text of a string element of any of the usual types; hex (with `#`) for other elements. At most 1,024 bytes are read. */
export function derText(bytes: Uint8Array, node: DerNode): string {
  const part = bytes.subarray(node.content, Math.min(node.end, node.content + MAX_TEXT));
  switch (node.tag) {
    case 0x0c:
      return utf8(part);
    case 0x1e:
      return utf16(part, false);
    case 0x12:
    case 0x13:
    case 0x16:
    case 0x1a:
    case 0x14:
      return latin1(part);
    default:
      return `#${hex(part)}`;
  }
}

/**
 * Nanoseconds since the Unix epoch of a UTCTime or GeneralizedTime in the only forms RFC 5280 section 4.1.2.5 allows
 * (`YYMMDDHHMMSSZ`, `YYYYMMDDHHMMSSZ`), or undefined.
 */
export function derTime(bytes: Uint8Array, node: DerNode | undefined): bigint | undefined {
  if (node === undefined) return undefined;
  const short = node.tag === derTag.utcTime;
  if (!short && node.tag !== derTag.generalizedTime) return undefined;
  const text = latin1(bytes.subarray(node.content, Math.min(node.end, node.content + 20)));
  if (!(short ? /^[0-9]{12}Z$/ : /^[0-9]{14}Z$/).test(text)) return undefined;
  const digits = short ? `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}` : text;
  const field = (at: number, length: number): number => Number(digits.slice(at, at + length));
  const [month, day, hour, minute, second] = [field(4, 2), field(6, 2), field(8, 2), field(10, 2), field(12, 2)];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  const at = Date.UTC(2000, month - 1, day, hour, minute, second) - Date.UTC(2000, month - 1, 1);
  // Date.UTC reads years below 100 as 19xx, so the year goes in apart.
  const year = field(0, 4);
  const monthStart = year < 100 ? undefined : Date.UTC(year, month - 1, 1);
  return monthStart === undefined ? undefined : BigInt(monthStart + at) * 1_000_000n;
}
