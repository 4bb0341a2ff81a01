/** Addresses and identifiers in text, as daemons and tools of all kinds write them. */
import { addressBytes, addressText, maskLength } from '../protocol/address.ts';
import type { Redaction } from './redaction.ts';
import { isMask, paddedLike, reverseLabels, withoutZeros, zeroPadded } from './spelled-addresses.ts';

/** What takes the place of the octets `from` to `to`. */
export interface Token {
  readonly from: number;
  readonly to: number;
  /** One character per octet. */
  readonly text: string;
}

const longest = 1024;

function text(bytes: Uint8Array, from: number, to: number): string {
  let out = '';
  for (let i = from; i < to; i++) out += String.fromCharCode(bytes[i] ?? 0);
  return out;
}

const dotted = /^(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}(?![0-9])/;

/**
 * The stand-in of a run of digits, letters, dots, colons and dashes (`start` to `end`) that is an address or an identifier made of octets;
 * null: it is neither. A prefix length or mask behind it (up to `limit`) tells that it is a network.
 */
export function addressToken(
  bytes: Uint8Array,
  start: number,
  end: number,
  limit: number,
  redaction: Redaction,
): Token | null {
  if (end - start > longest) return null;
  const run = text(bytes, start, end);
  const made = sid(run, redaction) ?? octets(run, redaction) ?? kernelSocket(run, redaction);
  if (made !== null) return { from: start, to: end, text: made };
  const hardware = mac(run, redaction);
  if (hardware !== null) return { ...hardware, from: start + hardware.from, to: start + hardware.to };
  const reverse = reverseLabels(run, redaction);
  if (reverse !== null) return { from: start, to: start + reverse.length, text: reverse.text };
  const four = dotted.exec(run)?.[0] ?? zeroPadded(run, redaction);
  if (four !== null) return fromIpv4(bytes, start, end, limit, run, four, redaction);
  if (run.includes(':')) return withColons(bytes, start, end, limit, run, redaction);
  return null;
}

/** What is behind an address on the line: `/24`, ` 255.255.255.0`, ` mask 255.255.255.0`; in bits. */
function maskBehind(bytes: Uint8Array, from: number, limit: number, octets: 4 | 16): number | null {
  const behind = text(bytes, from, Math.min(limit, from + 48));
  const slash = /^\/([0-9]{1,3})(?![0-9.])/.exec(behind);
  if (slash !== null) return Number(slash[1]) <= octets * 8 ? Number(slash[1]) : null;
  if (octets === 16) return null;
  const mask = /^(?:\/|\s{1,20}(?:(?:net)?mask\s{0,4}[:=]?\s{0,8})?)((?:255|0)\.[0-9.]{5,11})(?![0-9.])/i.exec(behind);
  const own = mask === null ? undefined : addressBytes(mask[1] ?? '');
  if (own === undefined) return null;
  const length = maskLength(own);
  if (length !== undefined && length > 0) return length;
  // A wildcard of Cisco's: the bits that may differ.
  return own[0] === 0 ? (maskLength(own.map((byte) => ~byte & 255)) ?? null) : null;
}

function pseudonym(own: Uint8Array, mask: number | null, redaction: Redaction): string {
  const made = mask === null ? own.slice() : redaction.addresses.network(own, mask);
  if (mask === null) redaction.addresses.replace(made, 0, own.length === 16 ? 16 : 4);
  redaction.count('addresses', 1);
  return addressText(made, 0, own.length === 16 ? 16 : 4) ?? '';
}

function fromIpv4(
  bytes: Uint8Array,
  start: number,
  end: number,
  limit: number,
  run: string,
  first: string,
  redaction: Redaction,
): Token | null {
  const own = addressBytes(withoutZeros(first));
  if (own === undefined || isMask(own)) return null;
  const rest = run.slice(first.length);
  const stop = start + first.length;
  // 198.51.100.7-198.51.100.9
  if (rest.startsWith('-')) {
    const second = dotted.exec(rest.slice(1));
    const other = second === null ? undefined : addressBytes(second[0]);
    if (second !== null && other !== undefined) {
      const [from, to] = redaction.addresses.range(own, other);
      redaction.count('addresses', 2);
      return {
        from: start,
        to: stop + 1 + second[0].length,
        text: `${addressText(from, 0, 4)}-${addressText(to, 0, 4)}`,
      };
    }
  }
  // A port behind a dot (tcpdump), or more numbers: then it is an identifier or a version, which begin with low numbers.
  if (/^\.[0-9]/.test(rest)) {
    if ((own[0] ?? 0) < 3 || !/^\.[0-9]{1,5}(?:[.:-]?$|:)/.test(rest)) return null;
    return { from: start, to: stop, text: paddedLike(first, pseudonym(own, null, redaction)) };
  }
  if (/^[A-Za-z_\x80-\xff]/.test(rest) || /^\.[A-Za-z]/.test(rest)) return null;
  const mask = stop === end ? maskBehind(bytes, stop, limit, 4) : null;
  // 10.0.0.1:500-10.0.0.2:500 and the like go on behind the colon; what is there is looked at again.
  return { from: start, to: stop, text: paddedLike(first, pseudonym(own, mask, redaction)) };
}

function withColons(
  bytes: Uint8Array,
  start: number,
  end: number,
  limit: number,
  run: string,
  redaction: Redaction,
): Token | null {
  // `fe80::1.500` of tcpdump, `addr:2001:db8::1` of ifconfig, a colon or dot that ends a sentence.
  for (const [from, to] of candidates(run)) {
    const own = addressBytes(run.slice(from, to));
    if (own === undefined) continue;
    const mask = start + to === end ? maskBehind(bytes, end, limit, own.length === 16 ? 16 : 4) : null;
    return { from: start + from, to: start + to, text: pseudonym(own, mask, redaction) };
  }
  return null;
}

function candidates(run: string): [number, number][] {
  const found: [number, number][] = [];
  let end = run.length;
  while (end > 0 && /[.:-]/.test(run[end - 1] ?? '') && !run.slice(0, end).endsWith('::')) end--;
  const ends = [end];
  // `2001:db8::1...2001:db8::2` of charon: the second is looked at when the first is done.
  const dots = run.indexOf('..');
  if (dots > 0) ends.unshift(dots);
  const port = run.lastIndexOf('.', end);
  if (port > 0 && !run.slice(0, port).includes('.')) ends.push(port);
  const last = run.lastIndexOf(':', end);
  if (last > 0) ends.push(last);
  // Behind a label: `inet6:`, `from:`.
  const label = /^[A-Za-z][A-Za-z0-9_-]{0,40}:/.exec(run)?.[0].length ?? 0;
  for (const from of label > 0 ? [0, label] : [0]) for (const to of ends) if (to > from) found.push([from, to]);
  return found;
}

/** A label that cannot be an octet, a MAC address with signs between, and what ends a sentence or field. */
const hardware =
  /^((?:[A-Za-z_-]{0,24}[G-Zg-z_-][A-Za-z_-]{0,24}:)?)([0-9A-Fa-f]{1,2}(?::[0-9A-Fa-f]{1,2}){5}|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2})[.:-]{0,3}$/;
const longestHardware = 72;

/** Octets of MAC addresses are written with one digit or two (arp(8) of BSD); what is given back counts from the start of the run. */
function mac(run: string, redaction: Redaction): Token | null {
  const found = run.length < 11 || run.length > longestHardware ? null : hardware.exec(run);
  if (found === null) return null;
  const [, label = '', written = ''] = found;
  const parts = written.includes('.') ? (written.match(/[0-9A-Fa-f]{2}/g) ?? []) : written.split(/[:-]/);
  const bytes = Uint8Array.from(parts, (part) => Number.parseInt(part, 16));
  redaction.addresses.replaceMac(bytes, 0);
  redaction.count('addresses', 1);
  const short = parts.some((part) => part.length === 1);
  const made = short ? Array.from(bytes, (byte) => byte.toString(16)).join(':') : fill(written, bytes);
  return { from: label.length, to: label.length + written.length, text: made };
}

/** Serial numbers, fingerprints and key identifiers: eight or more pairs of digits with colons or dashes between. */
function octets(run: string, redaction: Redaction): string | null {
  if (run.length < 23 || run.length % 3 !== 2) return null;
  const sign = run[2] ?? '';
  if (sign !== ':' && sign !== '-') return null;
  for (let i = 0; i < run.length; i++)
    if (i % 3 === 2 ? run[i] !== sign : !/[0-9A-Fa-f]/.test(run[i] ?? '')) return null;
  const made = redaction.hex(run.replaceAll(sign, ''));
  let out = '';
  for (let i = 0; i < made.length; i += 2) out += (i > 0 ? sign : '') + made.slice(i, i + 2);
  return out;
}

/** Puts octets into the digits of a text, in its case. */
function fill(run: string, bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  if (/[A-F]/.test(run) || !/[a-f]/.test(run)) digits = /[a-f]/.test(run) ? digits : digits.toUpperCase();
  if (!/[A-Fa-f]/.test(run)) digits = digits.toLowerCase();
  let at = 0;
  return run.replaceAll(/[0-9A-Fa-f]/g, () => digits[at++] ?? '0');
}

/** Security identifiers (MS-DTYP 2.4.2): the domain's three numbers and what it gave out are mapped, well-known ones stay. */
function sid(run: string, redaction: Redaction): string | null {
  if (!/^S-1-5-21-/i.test(run)) return null;
  const parts = run.split('-');
  if (parts.length < 7 || !parts.slice(1).every((part) => /^[0-9]{1,10}$/.test(part))) return null;
  redaction.count('names', 1);
  return parts
    .map((part, i) =>
      i < 4 || (i > 6 && Number(part) < 1000) ? part : redaction.number(part, parts.slice(4, 7).join('-'), i),
    )
    .join('-');
}

/** `0100007F:01F4` of /proc/net/udp (proc_net_udp(5)): words of an address in the order of a little-endian host, and a port. */
function kernelSocket(run: string, redaction: Redaction): string | null {
  const found = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(run);
  if (found === null) return null;
  const digits = found[1] ?? '';
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((_, i) => bytes[(i & ~3) + 3 - (i & 3)] ?? 0);
  const own = turned(
    Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16)),
  );
  redaction.addresses.replace(own, 0, own.length === 16 ? 16 : 4);
  redaction.count('addresses', 1);
  let out = '';
  for (const byte of turned(own)) out += byte.toString(16).padStart(2, '0').toUpperCase();
  return `${out}:${found[2]}`;
}
