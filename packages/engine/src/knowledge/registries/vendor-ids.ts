/** Vendor IDs by name: the longest known start that fits. */
import { type VendorId, vendorIds } from './vendor-table.ts';

export { type VendorId, vendorIds } from './vendor-table.ts';

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += HEX[bytes[i] ?? 0] ?? '';
  return text;
}

/** Entries by their first four bytes, which every one has. */
const byStart: ReadonlyMap<string, readonly VendorId[]> = groupByStart();

function groupByStart(): Map<string, VendorId[]> {
  const groups = new Map<string, VendorId[]>();
  for (const entry of vendorIds) {
    const start = entry.hex.slice(0, 8);
    const group = groups.get(start);
    if (group === undefined) groups.set(start, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** Longest vendor ID looked at in full, in bytes. */
const MAX_VENDOR = 256;

/**
 * Name of a vendor ID and what follows its known part: text where that is printable, `1.0` for the two version octets of Dead
 * Peer Detection and Cisco Unity, hex otherwise. Undefined when the vendor ID is unknown.
 */
export function vendorName(data: Uint8Array): { readonly name: string; readonly suffix: string } | undefined {
  if (data.length < 4) return undefined;
  const text = toHex(data, Math.min(data.length, MAX_VENDOR));
  for (const entry of byStart.get(text.slice(0, 8)) ?? []) {
    if (entry.match === 'prefix' ? text.startsWith(entry.hex) : text === entry.hex)
      return { name: entry.name, suffix: suffixText(data, entry.hex.length / 2) };
  }
  // Openswan and Libreswan up to 3.x send `OE` and ten characters that stand for the build.
  if (data.length === 12 && text.startsWith('4f45') && printable(data))
    return { name: 'Openswan or Libreswan', suffix: ascii(data) };
  return undefined;
}

function printable(data: Uint8Array): boolean {
  return data.every((byte) => byte >= 0x20 && byte <= 0x7e);
}

function ascii(data: Uint8Array): string {
  return String.fromCharCode(...data);
}

function suffixText(data: Uint8Array, from: number): string {
  if (data.length === from) return '';
  const rest = data.subarray(from, MAX_VENDOR);
  if (rest.length === 2) return `${rest[0]}.${rest[1]}`;
  return printable(rest) ? ascii(rest) : toHex(rest, rest.length);
}
