import { addressBytes, addressText } from '../../protocol/address.ts';
import type { WindowsEvent } from './event.ts';
import { failureOf2000, securityLayouts } from './layouts.ts';

/** The value of an event by its name, or by its place where the record has only places; null where it is not there or `-`. */
export function field(event: WindowsEvent, name: string): string | null {
  for (const item of event.data) if (item.name === name) return valueOf(item.value);
  const layout = layoutOf(event);
  const at = layout?.indexOf(name) ?? -1;
  if (at < 0) return null;
  const item = event.data[at];
  return item === undefined || (item.name !== null && !isPlace(item.name)) ? null : valueOf(item.value);
}

/** Names that say no more than the place: `param1`, `Param1`, `string1`. */
function isPlace(name: string): boolean {
  return /^(?:param|string|data)[0-9]{1,2}$/i.test(name);
}

function layoutOf(event: WindowsEvent): readonly string[] | undefined {
  if (event.id === 547 && event.data.length === 4) return failureOf2000;
  return securityLayouts[event.id];
}

function valueOf(value: string): string | null {
  const text = value.trim();
  return text === '' || text === '-' ? null : text;
}

/** The value at a place, from 0. */
export function valueAt(event: WindowsEvent, place: number): string | null {
  const item = event.data[place];
  return item === undefined ? null : valueOf(item.value);
}

/** All that an event says, in one text; of its message where it carries no values. */
export function allText(event: WindowsEvent): string {
  const values = event.data.map((item) => item.value.trim()).filter((value) => value !== '' && value !== '-');
  return (values.length > 0 ? values.join(' ') : (event.message ?? '')).slice(0, 4000);
}

/** An address in canonical spelling, or null. */
export function address(value: string | null): string | null {
  if (value === null) return null;
  const bare = value
    .trim()
    .replace(/%[0-9]{1,10}$/, '')
    .toLowerCase();
  const bytes = addressBytes(bare);
  if (bytes === undefined || bytes.every((byte) => byte === 0)) return null;
  return addressText(bytes, 0, bytes.length === 16 ? 16 : 4) ?? null;
}

/** A port, or 0. */
export function port(value: string | null): number {
  if (value === null || !/^[0-9]{1,5}$/.test(value.trim())) return 0;
  const number = Number(value.trim());
  return number < 65536 ? number : 0;
}

/** Sixteen hexadecimal digits that are not all zero, or null. */
export function cookie(value: string | null): string | null {
  const text = value?.trim().replace(/^0x/i, '').toLowerCase() ?? '';
  return /^[0-9a-f]{16}$/.test(text) && !/^0+$/.test(text) ? text : null;
}

/** An SPI as eight hexadecimal digits: events write it as a decimal number, as `0x…`, or as both (EVT-K-12). */
export function spi(value: string | null): string | null {
  if (value === null) return null;
  const hex = /0x([0-9a-f]{1,8})/i.exec(value.slice(0, 60));
  const plain = /^[0-9]{1,10}$/.test(value.trim()) ? Number(value.trim()) : null;
  const number = hex !== null ? Number.parseInt(hex[1] ?? '', 16) : plain;
  return number === null || number > 0xffffffff ? null : number.toString(16).padStart(8, '0');
}

/** The filter block of a legacy event (EVT-K-08). */
export interface LegacyFilter {
  readonly source: string | null;
  readonly destination: string | null;
  readonly local: string | null;
  readonly peer: string | null;
  readonly localPort: number;
  readonly peerPort: number;
  /** `address/mask` of both sides, protocol and ports, as a selector. */
  readonly selector: string;
}

/**
 * Reads the lines of a filter by their places: the labels are words of the system's language, the values at their ends are not.
 * 2000 has seven of them, XP nine, Server 2003 twelve.
 */
export function legacyFilter(text: string | null): LegacyFilter | null {
  if (text === null) return null;
  const values = text
    .slice(0, 4000)
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.slice(line.lastIndexOf(' ') + 1));
  const found = values.length >= 7 ? values : oneLine(text);
  if (found.length < 7) return null;
  const [source, sourceMask, destination, destinationMask, protocol, sourcePort, destinationPort, local, peer] = found;
  return {
    source: address(source ?? null),
    destination: address(destination ?? null),
    local: address(local ?? null),
    peer: address(peer ?? null),
    localPort: port(found[9] ?? null),
    peerPort: port(found[10] ?? null),
    selector: `${source}/${sourceMask} ${destination}/${destinationMask} ${protocol}/${sourcePort}/${destinationPort}`,
  };
}

/** The same where line ends were lost: addresses and numbers in the order in which they stand. */
function oneLine(text: string): string[] {
  return text
    .slice(0, 4000)
    .split(/\s+/)
    .filter((part) => /^[0-9]{1,5}$/.test(part) || addressBytes(part) !== undefined);
}

/** The address a peer identity ends with (EVT-K-10), and the principal or subject it names. */
export function legacyIdentity(text: string | null): {
  readonly id: string | null;
  readonly peer: string | null;
  readonly method: string | null;
} {
  if (text === null) return { id: null, peer: null, method: null };
  const body = text.slice(0, 4000);
  let peer: string | null = null;
  for (const part of body.split(/\s+/)) peer = address(part) ?? peer;
  const lines = body.split(/[\r\n]+/).map((line) => line.trim());
  const head = lines[0] ?? '';
  const method = head.startsWith('Kerberos')
    ? 'kerberos'
    : head.startsWith('Preshared')
      ? 'pre-shared key'
      : head.startsWith('Certificate')
        ? 'rsa signature'
        : null;
  const colon = head.indexOf(':');
  const named = method === 'kerberos' && colon > 0 ? head.slice(colon + 1).trim() : null;
  const subject = lines.find((line) => /^(?:Peer )?Subject\b/.test(line));
  const id = named ?? subject?.replace(/^(?:Peer )?Subject\s*/, '').trim() ?? null;
  return { id: id === '' ? null : id, peer, method };
}
