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
 * may hold passwords.
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
      if (isIke(packet, ports, payload + 8, captured - 8)) return whole;
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

function isIke(packet: Packet, ports: readonly number[], at: number, captured: number): boolean {
  const { bytes, view } = packet;
  const marked = hasNonEspMarker(bytes, at, captured);
  if (ports.includes(portIke)) return true;
  if (ports.includes(portNatT) && marked) return true;
  const start = marked ? at + 4 : at;
  const left = captured - (start - at);
  return left >= 28 && looksLikeIke(bytes, start, view.getUint32(start + 24), left);
}
