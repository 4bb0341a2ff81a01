import type { FilterEnd, FilterPorts, PolicyFilter } from '../../observations/policy.ts';
import { addressText } from '../address.ts';
import type { BlobReader } from './blob.ts';
import { blobHeaders } from './guids.ts';
import { type Blob, endOfBlob, openBlob } from './policy.ts';

export interface FilterBlob extends Blob {
  readonly filters: readonly PolicyFilter[];
}

const maxFilters = 100_000;
const anyPort: FilterPorts = { from: 0, to: 65_535 };
const specials = ['dns', 'wins', 'dhcp', 'gateway'] as const;

/**
 * Reads ipsecData of an ipsecFilter object, a filter list (MS-GPIPSEC 2.2.1.5.1). The list's length field is written in two ways and is
 * not used; filters of the second part (Vista and later) take the place of those of the first where they say so.
 */
export function readFilterBlob(bytes: Uint8Array): FilterBlob {
  const reader = openBlob(bytes, blobHeaders.filter, 'a filter list');
  reader.u32('length');
  const count = reader.u32('filters');
  if (count > maxFilters) reader.fault(`${count} filters are claimed`);
  const first: PolicyFilter[] = [];
  for (let i = 0; i < Math.min(count, maxFilters) && !reader.short; i++) {
    const filter = readFirst(reader, `filter ${i + 1}`);
    if (!reader.short) first.push(filter);
  }
  const second: PolicyFilter[] = [];
  let replaces = false;
  if (reader.isGuid(blobHeaders.secondFilters)) {
    reader.guid('second part');
    reader.u32('length of the second part');
    reader.u32('filters of the first part');
    const more = reader.u32('filters of the second part');
    if (more > maxFilters) reader.fault(`${more} filters are claimed`);
    for (let i = 0; i < Math.min(more, maxFilters) && !reader.short; i++) {
      const { filter, instead } = readSecond(reader, `second filter ${i + 1}`);
      if (reader.short) break;
      second.push(filter);
      replaces ||= instead;
    }
  }
  return { filters: replaces ? second : first.length > 0 ? first : second, ...endOfBlob(reader) };
}

function readFirst(reader: BlobReader, name: string): PolicyFilter {
  const sourceName = reader.text(`${name} source name`);
  const destinationName = reader.text(`${name} destination name`);
  const description = reader.text(`${name} description`);
  reader.guid(`${name} GUID`);
  const mirrored = reader.u32(`${name} mirrored`) !== 0;
  const [source, sourceMask] = [reader.ipv4(`${name} source`), reader.ipv4(`${name} source mask`)];
  const [destination, destinationMask] = [reader.ipv4(`${name} destination`), reader.ipv4(`${name} destination mask`)];
  const tunnel = reader.ipv4(`${name} tunnel`);
  const protocol = reader.u32(`${name} protocol`);
  const sourcePort = reader.u16(`${name} source port`);
  const destinationPort = reader.u16(`${name} destination port`);
  const isTunnel = reader.u8(`${name} is tunnel`) !== 0;
  const special = reader.u8(`${name} special`);
  reader.reserved(2, 'options, zero');
  // 1 to 4 stand for servers on the source side, the same with the upper bit on the destination side.
  const server = specials[(special & 0x7f) - 1];
  const at = (address: string, mask: string, dns: string): FilterEnd => firstEnd(address, mask, dns);
  return {
    description,
    mirrored,
    source: server !== undefined && special < 0x80 ? { kind: server } : at(source, sourceMask, sourceName),
    destination:
      server !== undefined && special >= 0x80 ? { kind: server } : at(destination, destinationMask, destinationName),
    protocol,
    sourcePorts: portsOf(sourcePort),
    destinationPorts: portsOf(destinationPort),
    tunnel: isTunnel ? tunnel : null,
    unevenMask: !isPrefix(sourceMask) || !isPrefix(destinationMask),
  };
}

function firstEnd(address: string, mask: string, name: string): FilterEnd {
  if (name !== '') return { kind: 'name', name };
  const bits = number(mask);
  const base = number(address);
  if (bits === 0 && base === 0) return { kind: 'any' };
  // 0.0.0.0 with all bits of the mask stands for the host's own addresses.
  if (bits === 0xffffffff && base === 0) return { kind: 'me' };
  const from = (base & bits) >>> 0;
  return { kind: 'range', from: dotted(from), to: dotted((from | ~bits) >>> 0) };
}

const endKinds: ReadonlyMap<number, 'any' | 'me' | 'dns' | 'wins' | 'dhcp' | 'gateway'> = new Map([
  [0, 'any'],
  [8, 'me'],
  [0x10, 'dns'],
  [0x20, 'wins'],
  [0x40, 'dhcp'],
  [0x80, 'gateway'],
]);

function readSecond(reader: BlobReader, name: string): { readonly filter: PolicyFilter; readonly instead: boolean } {
  const sourceName = reader.text(`${name} source name`);
  const destinationName = reader.text(`${name} destination name`);
  const description = reader.text(`${name} description`);
  reader.guid(`${name} GUID`);
  const mirrored = reader.u32(`${name} mirrored`) !== 0;
  const source = readEnd(reader, `${name} source`, sourceName);
  const destination = readEnd(reader, `${name} destination`, destinationName);
  const sourcePorts = readPorts(reader, `${name} source port`);
  const destinationPorts = readPorts(reader, `${name} destination port`);
  const protocol = reader.u32(`${name} protocol`);
  const flags = reader.u32(`${name} flags`);
  return {
    filter: {
      description,
      mirrored,
      source: source.end,
      destination: destination.end,
      protocol,
      sourcePorts,
      destinationPorts,
      tunnel: null,
      unevenMask: source.uneven || destination.uneven,
    },
    instead: (flags & 8) !== 0,
  };
}

function readEnd(reader: BlobReader, name: string, dns: string): { readonly end: FilterEnd; readonly uneven: boolean } {
  const type = reader.u32(`${name} type`);
  const version = reader.u32(`${name} version`);
  const a = reader.raw(16, `${name} address`);
  const b = reader.raw(16, `${name} second address`);
  const length = version === 2 ? 16 : 4;
  const text = (bytes: Uint8Array): string => addressText(bytes, 0, length) ?? '';
  const known = endKinds.get(type);
  if (dns !== '') return { end: { kind: 'name', name: dns }, uneven: false };
  if (known !== undefined) return { end: { kind: known }, uneven: false };
  if (reader.short) return { end: { kind: 'any' }, uneven: false };
  if (type === 4 && version === 2) {
    const prefix = Math.min(128, b[0] ?? 128);
    const [from, to] = [a.slice(0, 16), a.slice(0, 16)];
    for (let bit = prefix; bit < 128; bit++) {
      from[bit >> 3] = (from[bit >> 3] ?? 0) & ~(0x80 >> (bit & 7));
      to[bit >> 3] = (to[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
    }
    return { end: { kind: 'range', from: text(from), to: text(to) }, uneven: false };
  }
  if (type === 4) return { end: firstEnd(text(a), text(b), ''), uneven: !isPrefix(text(b)) };
  if (type !== 1 && type !== 2) reader.fault(`${name} is of unknown type ${type}`);
  return { end: { kind: 'range', from: text(a), to: text(type === 2 ? b : a) }, uneven: false };
}

function readPorts(reader: BlobReader, name: string): FilterPorts {
  const type = reader.u32(`${name} type`);
  const from = reader.u16(name);
  const to = reader.u16(`${name} end`);
  return type === 1 ? { from, to: from } : type === 2 ? { from, to } : anyPort;
}

function portsOf(port: number): FilterPorts {
  return port === 0 ? anyPort : { from: port, to: port };
}

function number(dottedText: string): number {
  return dottedText.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

function isPrefix(mask: string): boolean {
  const hosts = ~number(mask) >>> 0;
  return (hosts & (hosts + 1)) === 0;
}
