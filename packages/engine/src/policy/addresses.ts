/** Addresses as integers: prefixes, ranges, containment. Text forms are strict (no octal, no short IPv4) and RFC 5952. */
import { addressBytes, addressText } from '../protocol/address.ts';

export type Family = 4 | 6;

/** An address; `value` is the big-endian integer of its 4 or 16 bytes. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** An inclusive range of addresses of one family, `from` ≤ `to`. */
export interface AddressRange {
  readonly family: Family;
  readonly from: bigint;
  readonly to: bigint;
}

/** Bits of an address: 32 or 128. */
export function addressBits(family: Family): number {
  return family === 4 ? 32 : 128;
}

/** Highest address of a family. */
export function highest(family: Family): bigint {
  return (1n << BigInt(addressBits(family))) - 1n;
}

/** Address of a text, or undefined when it is none. A zone (`%eth0`) is dropped. Source: RFC 4291 section 2.2, RFC 6943 section 3.1.1. */
export function parseAddress(text: string): Address | undefined {
  if (parsed.has(text)) return parsed.get(text);
  const address = addressOf(text);
  if (text.length > maxText) return address;
  if (parsed.size >= maxParsed) parsed.clear();
  parsed.set(text, address);
  return address;
}

// The same few addresses are asked for again and again where configurations are compared.
const parsed = new Map<string, Address | undefined>();
const maxParsed = 4096;
const maxText = 64;

function addressOf(text: string): Address | undefined {
  const percent = text.indexOf('%');
  const bare = percent > 0 && text.includes(':') ? text.slice(0, percent) : text;
  const bytes = addressBytes(bare);
  if (bytes === undefined) return undefined;
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return { family: bytes.length === 4 ? 4 : 6, value };
}

/** Canonical text of an address (dotted, or RFC 5952). */
export function formatAddress(family: Family, value: bigint): string {
  const length = family === 4 ? 4 : 16;
  const bytes = new Uint8Array(length);
  let rest = BigInt.asUintN(addressBits(family), value);
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return addressText(bytes, 0, length) ?? '';
}

/** The text in canonical form when it is an address, else as it is. */
export function canonicalAddress(text: string): string {
  const address = parseAddress(text);
  return address === undefined ? text : formatAddress(address.family, address.value);
}

/** All addresses of a prefix; host bits of `value` are ignored. */
export function prefixRange(family: Family, value: bigint, prefix: number): AddressRange {
  const host = BigInt(addressBits(family) - prefix);
  const from = (value >> host) << host;
  return { family, from, to: from | ((1n << host) - 1n) };
}

/** Range of `a`, `a/prefix`, `a/netmask`, or `a-b` (either order of bounds is refused: `a` ≤ `b`), or undefined. */
export function parseRange(text: string): AddressRange | undefined {
  const dash = text.indexOf('-');
  if (dash > 0) {
    const from = parseAddress(text.slice(0, dash).trim());
    const to = parseAddress(text.slice(dash + 1).trim());
    if (from === undefined || to === undefined || from.family !== to.family || from.value > to.value) return undefined;
    return { family: from.family, from: from.value, to: to.value };
  }
  const slash = text.indexOf('/');
  if (slash < 0) {
    const single = parseAddress(text.trim());
    return single && { family: single.family, from: single.value, to: single.value };
  }
  const base = parseAddress(text.slice(0, slash).trim());
  if (base === undefined) return undefined;
  const prefix = parsePrefix(text.slice(slash + 1).trim(), base.family);
  return prefix === undefined ? undefined : prefixRange(base.family, base.value, prefix);
}

/** Prefix length from `24` or a contiguous netmask `255.255.255.0`; undefined when it is neither. */
export function parsePrefix(text: string, family: Family): number | undefined {
  if (/^[0-9]{1,3}$/.test(text)) {
    const prefix = Number(text);
    return prefix <= addressBits(family) ? prefix : undefined;
  }
  const mask = parseAddress(text);
  if (mask === undefined || mask.family !== family) return undefined;
  const inverse = highest(family) ^ mask.value;
  if ((inverse & (inverse + 1n)) !== 0n) return undefined;
  return addressBits(family) - (inverse === 0n ? 0 : inverse.toString(2).length);
}

/** Prefix length when the range is exactly one prefix, else undefined. */
export function rangePrefixLength(range: AddressRange): number | undefined {
  const span = range.to - range.from;
  if ((span & (span + 1n)) !== 0n || (range.from & span) !== 0n) return undefined;
  return addressBits(range.family) - (span === 0n ? 0 : span.toString(2).length);
}

/** Text of a range: a prefix where it is one (`10.1.0.0/16`, single addresses too: `10.1.2.3/32`), else `a-b`. */
export function formatRange(range: AddressRange): string {
  const prefix = rangePrefixLength(range);
  const from = formatAddress(range.family, range.from);
  return prefix === undefined ? `${from}-${formatAddress(range.family, range.to)}` : `${from}/${prefix}`;
}

/** Whether two texts name the same address; texts that are none are compared without case. */
export function sameAddress(a: string, b: string): boolean {
  const first = parseAddress(a);
  const second = parseAddress(b);
  if (first === undefined || second === undefined) return a.toLowerCase() === b.toLowerCase();
  return first.family === second.family && first.value === second.value;
}

/** Whether a text is spelled like an IPv4 address, with a prefix or without, and is none: `10.0.0.300`. No name of a host looks so (RFC 1123 section 2.1). */
export function isBrokenAddress(text: string): boolean {
  const [address = '', ...rest] = text.trim().slice(0, 40).split('/');
  return rest.length < 2 && /^[0-9]{1,9}(?:\.[0-9]{1,9}){3}$/.test(address) && parseAddress(address) === undefined;
}
