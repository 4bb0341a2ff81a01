/** Identities and traffic selectors (RFC 2407 section 4.6.2, RFC 7296 sections 3.5 and 3.13). */
import { trafficSelectorTypes } from '../../knowledge/registries/ikev2.ts';
import { identificationTypes } from '../../knowledge/registries/isakmp.ts';
import { ipProtocols } from '../../knowledge/registries/misc.ts';
import { addressText, maskLength, rangeText } from '../address.ts';
import { hex, u16 } from '../bytes.ts';
import { readDer } from '../der.ts';
import { distinguishedName } from '../distinguished-name.ts';
import { isPrintable, utf8 } from '../text.ts';
import { generalName } from '../x509.ts';
import { type DecodeContext, fault, has, limits, named } from './context.ts';
import type { Named, TrafficSelector } from './message.ts';

/** Longest identity text kept, in bytes. */
const MAX_IDENTITY = 2048;

/** Identity data as text: addresses, names, `C=CH, O=…` for a DN, hex (`0x…`) for what is not readable. */
export function identityText(type: number, data: Uint8Array): string {
  const part = data.length > MAX_IDENTITY ? data.subarray(0, MAX_IDENTITY) : data;
  const text = knownIdentity(type, part);
  if (text !== undefined) return text;
  return part.length === 0 ? '' : `0x${hex(part)}`;
}

function knownIdentity(type: number, data: Uint8Array): string | undefined {
  switch (type) {
    case 1:
      return data.length === 4 ? addressText(data, 0, 4) : undefined;
    case 5:
      return data.length === 16 ? addressText(data, 0, 16) : undefined;
    case 2:
    case 3:
      return utf8(data);
    case 4:
      return data.length === 8 ? subnetText(data, 4) : undefined;
    case 6:
      return data.length === 32 ? subnetText(data, 16) : undefined;
    case 7:
      return data.length === 8 ? rangeText(data.subarray(0, 4), data.subarray(4)) : undefined;
    case 8:
      return data.length === 32 ? rangeText(data.subarray(0, 16), data.subarray(16)) : undefined;
    case 9:
      return distinguishedName(data);
    case 10: {
      const node = readDer(data, 0);
      return node === undefined ? undefined : generalName(data, node).value;
    }
    case 11:
      return data.length > 0 && isPrintable(data) ? utf8(data) : undefined;
    case 13:
      return data.length === 0 ? '%null' : undefined;
    default:
      return undefined;
  }
}

function subnetText(data: Uint8Array, size: 4 | 16): string | undefined {
  const prefix = maskLength(data.subarray(size, 2 * size));
  return `${addressText(data, 0, size)}/${prefix ?? addressText(data, size, size)}`;
}

/** Identity type with its name. */
export function identityType(type: number): Named {
  return named(identificationTypes, type);
}

/** Body of a TSi or TSr payload. */
export function decodeTrafficSelectors(ctx: DecodeContext, start: number, end: number): TrafficSelector[] {
  const { bytes } = ctx;
  const selectors: TrafficSelector[] = [];
  if (!has(ctx, 'TS payload', start, 4, end)) return selectors;
  const claimed = bytes[start] ?? 0;
  let at = start + 4;
  while (at < end && selectors.length < limits.items) {
    if (!has(ctx, 'traffic selector', at, 8, end)) break;
    const length = u16(bytes, at + 2) ?? 0;
    if (length < 4) {
      fault(ctx, 'bad-length', at + 2, `traffic selector length ${length} is less than its header`);
      break;
    }
    if (!has(ctx, 'traffic selector', at, length, end, 'selector length')) break;
    const selector = decodeSelector(ctx, at, at + length);
    if (selector !== undefined) selectors.push(selector);
    at += length;
  }
  if (selectors.length !== claimed)
    fault(ctx, 'bad-value', start, `TS payload claims ${claimed} selectors and holds ${selectors.length}`);
  return selectors;
}

function decodeSelector(ctx: DecodeContext, at: number, end: number): TrafficSelector | undefined {
  const { bytes } = ctx;
  const type = named(trafficSelectorTypes, bytes[at] ?? 0);
  const size = type.id === 7 ? 4 : type.id === 8 ? 16 : 0;
  if (size === 0) {
    const label = hex(bytes, at + 4, Math.min(end - at - 4, MAX_IDENTITY));
    return {
      type,
      protocol: named(ipProtocols, 0),
      startPort: 0,
      endPort: 65535,
      startAddress: '',
      endAddress: '',
      addresses: label,
      text: `${type.name} ${label}`,
    };
  }
  if (end - at !== 8 + 2 * size) {
    fault(ctx, 'bad-length', at + 2, `${type.name} takes ${8 + 2 * size} bytes, not ${end - at}`);
    return undefined;
  }
  const protocol = named(ipProtocols, bytes[at + 1] ?? 0);
  const startPort = u16(bytes, at + 4) ?? 0;
  const endPort = u16(bytes, at + 6) ?? 0;
  const addresses = rangeText(bytes.subarray(at + 8, at + 8 + size), bytes.subarray(at + 8 + size, end));
  return {
    type,
    protocol,
    startPort,
    endPort,
    startAddress: addressText(bytes, at + 8, size) ?? '',
    endAddress: addressText(bytes, at + 8 + size, size) ?? '',
    addresses,
    text: `${addresses}${protocolPorts(protocol, startPort, endPort)}`,
  };
}

/** `[tcp/443]`, `[udp/1024-65535]`, `[icmp/8(0)]`, or nothing when every protocol and port is meant. */
export function protocolPorts(protocol: Named, startPort: number, endPort: number): string {
  const anyPort = startPort === 0 && endPort === 65535;
  const name = protocol.name.startsWith('UNASSIGNED') ? String(protocol.id) : protocol.name;
  if (anyPort) return protocol.id === 0 ? '' : `[${name}]`;
  if (startPort === 65535 && endPort === 0) return `[${name}/OPAQUE]`;
  const one = (port: number): string =>
    protocol.id === 1 || protocol.id === 58 ? `${port >> 8}(${port & 255})` : String(port);
  return `[${name}/${startPort === endPort ? one(startPort) : `${one(startPort)}-${one(endPort)}`}]`;
}
