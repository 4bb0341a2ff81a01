import type { Packet } from '../protocol/capture/types.ts';
import { etherArp, etherIpv4, etherIpv6, type LinkView, readLink } from '../protocol/ip/link.ts';
import {
  IpView,
  parseIp,
  protocolAh,
  protocolEsp,
  protocolIcmp,
  protocolIcmp6,
  protocolTcp,
  protocolUdp,
} from '../protocol/ip/parse.ts';
import { hasNonEspMarker, looksLikeIke, portIke, portNatT } from '../protocol/ip/transport.ts';

const link: LinkView = { type: 0, offset: 0 };
const ip = new IpView();

/** Header of ESP and a little more: with NULL encryption (RFC 2410) what follows is traffic of users in clear. */
const espShown = 16;

/** What may be shown of a packet. */
export interface Shown {
  /** Bytes from the start of the frame. */
  readonly bytes: number;
  /** For fragments: which datagram, and whether this one tells what the datagram is. */
  readonly datagram: string | null;
  readonly tells: 'ike' | 'other' | null;
}

/**
 * How much of a packet may be shown: all of IKE and address resolution, of everything else the headers. What users send in clear
 * may hold passwords, and so may some payloads of IKE when they are not encrypted.
 */
export function shownOf(packet: Packet): Shown {
  const { offset, capturedLength } = packet;
  const end = offset + capturedLength;
  const upTo = (at: number): Shown => ({ bytes: Math.min(at, end) - offset, datagram: null, tells: null });
  readLink(packet, link);
  if (link.type === etherArp) return upTo(end);
  if (link.type !== etherIpv4 && link.type !== etherIpv6) return upTo(offset);
  const fault = parseIp(ip, packet.bytes, packet.view, link.offset, end, offset + packet.originalLength);
  if (fault !== '') return upTo(link.offset + 40);
  const { payload, payloadCaptured: captured, protocol, data } = ip;
  const datagram = ip.isFragment ? `${addresses(data)} ${ip.identification} ${protocol}` : null;
  if (ip.fragmentOffset > 0) return { ...upTo(payload), datagram, tells: null };
  const whole = { ...upTo(end), datagram, tells: 'ike' as const };
  const head = (length: number): Shown => ({ ...upTo(payload + length), datagram, tells: 'other' });
  const { view } = packet;
  switch (protocol) {
    case protocolUdp: {
      if (captured < 8) return head(8);
      const ports = [view.getUint16(payload), view.getUint16(payload + 2)];
      const message = ikeAt(packet, ports, payload + 8, captured - 8);
      if (message !== null) {
        const clear = secretAt(view, message, payload + captured);
        if (clear !== null) return head(clear - payload);
        return whole;
      }
      return ports.includes(portNatT) ? head(8 + espShown) : head(8);
    }
    case protocolTcp:
      return head(captured > 12 ? (view.getUint8(payload + 12) >> 4) * 4 : 20);
    case protocolEsp:
      return head(espShown);
    case protocolAh:
      return head(captured > 1 ? (view.getUint8(payload + 1) + 2) * 4 : 12);
    case protocolIcmp:
    case protocolIcmp6:
      // What an error quotes: its IP header and eight bytes (RFC 792).
      return head(8 + (protocol === protocolIcmp ? 20 : 40) + 8);
    default:
      return head(0);
  }
}

function addresses(data: Uint8Array): string {
  return data.slice(ip.source, ip.source + 2 * ip.addressLength).join('.');
}

/** Where the IKE message of a UDP payload begins; null when it is none. */
function ikeAt(packet: Packet, ports: readonly number[], at: number, captured: number): number | null {
  const { bytes, view } = packet;
  const marked = hasNonEspMarker(bytes, at, captured);
  const start = marked ? at + 4 : at;
  if (ports.includes(portIke) || (ports.includes(portNatT) && marked)) return start;
  const left = captured - (start - at);
  return left >= 28 && looksLikeIke(bytes, start, view.getUint32(start + 24), left) ? start : null;
}

/** Payloads that may carry a password when they are not encrypted: IKEv1 attributes (XAUTH), IKEv2 configuration and EAP. */
const telling: ReadonlySet<number> = new Set([14, 47, 48]);
/** SK and SKF: all that follows is encrypted. */
const sealed: ReadonlySet<number> = new Set([46, 53]);

/**
 * Where a message in clear stops being fit to be shown: at a payload that may carry a password, or where its payloads cannot be
 * followed (RFC 7296 3.1, 3.2; RFC 2408 3.1, 3.2). Null: it can be shown whole.
 */
function secretAt(view: DataView, start: number, end: number): number | null {
  if (start + 28 > end) return null;
  // IKEv1: the whole message is encrypted.
  if (view.getUint8(start + 17) >> 4 === 1 && (view.getUint8(start + 19) & 1) === 1) return null;
  let next = view.getUint8(start + 16);
  let at = start + 28;
  while (next !== 0 && !sealed.has(next)) {
    if (telling.has(next)) return at;
    const length = at + 4 <= end ? view.getUint16(at + 2) : 0;
    if (length < 4 || at + length > end) return Math.min(at + 4, end);
    next = view.getUint8(at);
    at += length;
  }
  return null;
}
