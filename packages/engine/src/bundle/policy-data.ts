/** ipsecData of policy objects of Windows (MS-GPIPSEC 2.2.1) with pseudonyms in place: filters, tunnels, authorities, and the shared keys taken out. */
import { maskLength } from '../protocol/address.ts';
import type { BlobField } from '../protocol/ipsec-data/blob.ts';
import { readFilterBlob } from '../protocol/ipsec-data/filter.ts';
import { readNfaBlob } from '../protocol/ipsec-data/nfa.ts';
import { hex } from '../protocol/bytes.ts';
import type { Redaction } from './redaction.ts';

type RedactText = (text: string) => string;

/** Redacts the data of an object by its name (`ipsecFilter{…}`); what is not a filter or rule holds numbers alone and stays. */
export function replacePolicyData(bytes: Uint8Array, object: string, redaction: Redaction, text: RedactText): void {
  const kind = object.slice(0, object.indexOf('{')).toLowerCase();
  if (kind === 'ipsecfilter') fields(bytes, readFilterBlob(bytes.slice()).fields, redaction, text);
  else if (kind === 'ipsecnfa') fields(bytes, readNfaBlob(bytes.slice()).fields, redaction, text);
  else if (!['ipsecpolicy', 'ipsecisakmppolicy', 'ipsecnegotiationpolicy'].includes(kind)) bytes.fill(0);
}

function fields(bytes: Uint8Array, list: readonly BlobField[], redaction: Redaction, text: RedactText): void {
  let read = 0;
  list.forEach((field, i) => {
    const { offset, length, name, value } = field;
    read = Math.max(read, offset + length);
    if (length === 4 && typeof value === 'string' && /^[0-9.]+$/.test(value)) {
      if (!name.endsWith('mask')) address(bytes, offset, list[i + 1], redaction);
    } else if (length === 16 && / (?:address|second address)$|^endpoint$/.test(name)) ends(bytes, list, i, redaction);
    else if (typeof value === 'string' && list[i - 1]?.name === `${name} length`)
      wide(bytes, offset, length, value === '***', redaction, text);
  });
  // What was not read is not known to be nobody's.
  if (read < bytes.length) bytes.fill(0, read);
}

function address(bytes: Uint8Array, at: number, mask: BlobField | undefined, redaction: Redaction): void {
  const own = bytes.slice(at, at + 4);
  const bits =
    mask?.name.endsWith('mask') === true ? maskLength(bytes.subarray(mask.offset, mask.offset + 4)) : undefined;
  bytes.set(redaction.addresses.network(own, bits ?? 32), at);
}

/** An end of a filter of Vista and later: type and version stand in front of two addresses of 16 octets. */
function ends(bytes: Uint8Array, list: readonly BlobField[], i: number, redaction: Redaction): void {
  const field = list[i];
  if (field === undefined) return;
  if (field.name === 'endpoint') {
    redaction.addresses.replace(bytes, field.offset, 16);
    return;
  }
  if (!field.name.endsWith(' address') || field.name.endsWith('second address')) return;
  const [type, version, second] = [list[i - 2], list[i - 1], list[i + 1]];
  if (type === undefined || version === undefined || second === undefined) return;
  const size = version.value === 2 ? 16 : 4;
  const own = bytes.slice(field.offset, field.offset + size);
  const other = bytes.slice(second.offset, second.offset + size);
  if (type.value === 4) {
    const bits = size === 16 ? (bytes[second.offset] ?? 128) : (maskLength(other) ?? 32);
    bytes.set(redaction.addresses.network(own, Math.min(bits, size * 8)), field.offset);
  } else if (type.value === 2) {
    const [from, to] = redaction.addresses.range(own, other);
    bytes.set(from, field.offset);
    bytes.set(to, second.offset);
  } else if (type.value === 1) redaction.addresses.replace(bytes, field.offset, size === 16 ? 16 : 4);
}

/** A text in UTF-16LE at its length; a secret's stand-in is as long, and equal for equal ones. */
function wide(
  bytes: Uint8Array,
  at: number,
  length: number,
  secret: boolean,
  redaction: Redaction,
  text: RedactText,
): void {
  let own = '';
  for (let i = at; i + 1 < at + length; i += 2)
    own += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8));
  const end = own.indexOf('\0');
  if (end >= 0) own = own.slice(0, end);
  if (own === '') return;
  let made = text(own);
  if (secret) {
    redaction.count('secrets', 1);
    made = hex(redaction.keyed.octets(bytes.slice(at, at + 2 * own.length), own.length)).slice(0, own.length);
  }
  if (made.length !== own.length) made = redaction.names.phrase(own).slice(0, own.length).padEnd(own.length, 'x');
  for (let i = 0; i < own.length; i++) {
    bytes[at + 2 * i] = made.charCodeAt(i) & 255;
    bytes[at + 2 * i + 1] = made.charCodeAt(i) >> 8;
  }
  bytes.fill(0, at + 2 * own.length, at + length);
}
