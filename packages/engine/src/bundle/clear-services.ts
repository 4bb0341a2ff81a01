/** Services in clear that a diagnosis reads (`protocol/ip/services.ts`): their form stays, what they say of whom is replaced or blanked. */
import { u16 } from '../protocol/bytes.ts';
import { derChildren, derTag, type DerNode, readDer } from '../protocol/der.ts';
import { addressBytes, addressText } from '../protocol/address.ts';
import { latin1 } from '../protocol/text.ts';
import type { Redaction } from './redaction.ts';
import { topLabels } from './name-tables.ts';

const maxRecords = 512;
const deepest = 24;
/** Numbers, times and flags of Kerberos: they stay. */
const kept: ReadonlySet<number> = new Set([derTag.integer, 0x0a, derTag.boolean, derTag.generalizedTime, derTag.oid]);

/** A DNS message (RFC 1035) from `at` to `end`: names label by label, addresses, and nothing else of the data. */
export function replaceDns(bytes: Uint8Array, at: number, end: number, redaction: Redaction): void {
  if (end - at < 12) return void bytes.fill(0, at, end);
  const questions = u16(bytes, at + 4) ?? 0;
  const records = (u16(bytes, at + 6) ?? 0) + (u16(bytes, at + 8) ?? 0) + (u16(bytes, at + 10) ?? 0);
  let from = at + 12;
  for (let i = 0; i < Math.min(questions, maxRecords); i++) {
    const name = dnsName(bytes, from, end, redaction);
    if (name < 0 || name + 4 > end) return void bytes.fill(0, Math.min(from, end), end);
    from = name + 4;
  }
  for (let i = 0; i < Math.min(records, maxRecords); i++) {
    const name = dnsName(bytes, from, end, redaction);
    const size = name < 0 || name + 10 > end ? -1 : (u16(bytes, name + 8) ?? 0);
    if (size < 0 || name + 10 + size > end) return void bytes.fill(0, Math.min(from, end), end);
    record(bytes, u16(bytes, name) ?? 0, name + 10, name + 10 + size, redaction);
    from = name + 10 + size;
  }
  bytes.fill(0, Math.min(from, end), end);
}

/** Data of a record by type: A 1, NS 2, CNAME 5, SOA 6, PTR 12, MX 15, AAAA 28, SRV 33. */
function record(bytes: Uint8Array, type: number, at: number, end: number, redaction: Redaction): void {
  if (type === 1 && end - at === 4) return redaction.addresses.replace(bytes, at, 4);
  if (type === 28 && end - at === 16) return redaction.addresses.replace(bytes, at, 16);
  const skip = type === 15 ? 2 : type === 33 ? 6 : 0;
  if (![2, 5, 6, 12, 15, 33].includes(type)) return void bytes.fill(0, at, end);
  let from = dnsName(bytes, at + skip, end, redaction);
  if (from >= 0 && type === 6) {
    from = dnsName(bytes, from, end, redaction);
    if (from >= 0 && from + 20 <= end) from += 20;
  }
  if (from < end) bytes.fill(0, Math.max(from, at), end);
}

/** Replaces the labels that stand at `at` themselves; gives the end of the name, or -1 when it does not hold together. */
function dnsName(bytes: Uint8Array, at: number, end: number, redaction: Redaction): number {
  const labels: [number, number][] = [];
  let from = at;
  let whole = false;
  let stop = -1;
  while (from < end && labels.length < 128) {
    const size = bytes[from] ?? 0;
    if ((size & 0xc0) === 0xc0) {
      stop = from + 2 <= end ? from + 2 : -1;
      break;
    }
    if (size === 0) {
      whole = true;
      stop = from + 1;
      break;
    }
    if ((size & 0xc0) !== 0 || from + 1 + size > end) break;
    labels.push([from + 1, size]);
    from += 1 + size;
  }
  const texts = labels.map(([place, size]) => latin1(bytes.subarray(place, place + size)));
  if (whole && reversed(bytes, labels, texts, redaction)) return stop;
  labels.forEach(([place, size], i) => {
    const last = whole && i === labels.length - 1 && i > 0;
    if (last && topLabels.has((texts[i] ?? '').toLowerCase())) return;
    const made = redaction.names.label(texts[i] ?? '');
    if (made.length !== size) return void bytes.fill(0x78, place, place + size);
    for (let k = 0; k < size; k++) {
      const code = made.charCodeAt(k);
      bytes[place + k] = code < 256 ? code : 0x78;
    }
  });
  return stop;
}

/** `7.2.0.192.in-addr.arpa`: the pseudonym of the address where it has as many digits, else digits in their places. */
function reversed(
  bytes: Uint8Array,
  labels: readonly [number, number][],
  texts: readonly string[],
  redaction: Redaction,
): boolean {
  const tail = texts.slice(-2).join('.').toLowerCase();
  if (tail === 'ip6.arpa') {
    for (const [place, size] of labels.slice(0, -2)) bytes.fill(0x30, place, place + size);
    return true;
  }
  if (tail !== 'in-addr.arpa') return false;
  const own = addressBytes(texts.slice(0, 4).reverse().join('.'));
  if (own === undefined || texts.length !== 6) return false;
  redaction.addresses.replace(own, 0, 4);
  const parts = (addressText(own, 0, 4) ?? '').split('.').reverse();
  labels.slice(0, 4).forEach(([place, size], i) => {
    const part = (parts[i] ?? '').slice(-size).padStart(size, '1');
    for (let k = 0; k < size; k++) bytes[place + k] = part.charCodeAt(k);
  });
  return true;
}

/** A Kerberos message (RFC 4120): principals and realms become pseudonyms; tickets, keys, and whatever else is octets are blanked. */
export function replaceKerberos(bytes: Uint8Array, at: number, end: number, redaction: Redaction): void {
  const outer = readDer(bytes, at, end);
  if (outer === undefined || (outer.tag & 0xe0) !== 0x60) return void bytes.fill(0, at, end);
  kerberos(bytes, outer, redaction, 0);
  bytes.fill(0, outer.end, end);
}

function kerberos(bytes: Uint8Array, node: DerNode, redaction: Redaction, depth: number): void {
  if (depth > deepest) return void bytes.fill(0, node.content, node.end);
  if ((node.tag & 0x20) !== 0) {
    const children = derChildren(bytes, node, 256);
    for (const child of children) kerberos(bytes, child, redaction, depth + 1);
    bytes.fill(0, children.at(-1)?.end ?? node.content, node.end);
  } else if ([0x1b, 0x0c, 0x16].includes(node.tag))
    redaction.names.replace(bytes, node.content, node.end - node.content);
  else if (!kept.has(node.tag)) bytes.fill(0, node.content + (node.tag === derTag.bitString ? 1 : 0), node.end);
}

/** RADIUS (RFC 2865): the user becomes a pseudonym, addresses too; passwords, states and authenticators are taken out. */
export function replaceRadius(bytes: Uint8Array, at: number, end: number, redaction: Redaction): void {
  if (end - at < 20) return void bytes.fill(0, at, end);
  bytes.fill(0, at + 4, at + 20);
  let from = at + 20;
  while (from + 2 <= end) {
    const length = bytes[from + 1] ?? 0;
    if (length < 2 || from + length > end) break;
    const type = bytes[from];
    if (type === 1) redaction.names.replace(bytes, from + 2, length - 2);
    else if ((type === 4 || type === 8) && length === 6) redaction.addresses.replace(bytes, from + 2, 4);
    else if (type !== 5 && type !== 6 && type !== 7 && type !== 61) bytes.fill(0, from + 2, from + length);
    from += length;
  }
  bytes.fill(0, from, end);
}

/** Options of DHCP (RFC 2132) whose data are addresses. */
const dhcpAddresses: ReadonlySet<number> = new Set([3, 4, 5, 6, 7, 28, 42, 44, 45, 50, 54]);
const dhcpKept: ReadonlySet<number> = new Set([1, 51, 53, 55, 57, 58, 59]);
const dhcpNames: ReadonlySet<number> = new Set([12, 15]);

/** DHCP (RFC 2131). */
export function replaceDhcp(bytes: Uint8Array, at: number, end: number, redaction: Redaction): void {
  if (end - at < 240) return void bytes.fill(0, at, end);
  for (const place of [12, 16, 20, 24]) redaction.addresses.replace(bytes, at + place, 4);
  redaction.addresses.replaceMac(bytes, at + 28);
  bytes.fill(0, at + 34, at + 236);
  let from = at + 240;
  while (from + 2 <= end && bytes[from] !== 255) {
    const type = bytes[from] ?? 0;
    if (type === 0) {
      from++;
      continue;
    }
    const stop = from + 2 + (bytes[from + 1] ?? 0);
    if (stop > end) break;
    if (dhcpAddresses.has(type)) for (let i = from + 2; i + 4 <= stop; i += 4) redaction.addresses.replace(bytes, i, 4);
    else if (dhcpNames.has(type)) redaction.names.replace(bytes, from + 2, stop - from - 2);
    else if (!dhcpKept.has(type)) bytes.fill(0, from + 2, stop);
    from = stop;
  }
  if (bytes[from] === 255) from++;
  bytes.fill(0, Math.min(from, end), end);
}
