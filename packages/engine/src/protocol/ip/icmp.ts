import { addressText } from '../address.ts';
import { type Packet, toNs } from '../capture/types.ts';
import { IpView, parseIp } from './parse.ts';
import type { IcmpError } from './scan-types.ts';
import { directionName } from './spi-flow.ts';
import { type QuotedDatagram, quotedUpper } from './transport.ts';

/** Whether an ICMP type (of IPv4 or IPv6) is an error that quotes a datagram. RFC 792, RFC 4443. */
export function isIcmpError(version: number, type: number): boolean {
  return version === 4 ? type === 3 || type === 4 || type === 5 || type === 11 || type === 12 : type >= 1 && type <= 4;
}

/** Next-hop MTU of fragmentation needed (type 3 code 4, RFC 1191) or packet too big (type 2), else null. */
function mtuOf(version: number, type: number, code: number, view: DataView, at: number): number | null {
  if (version === 4) return type === 3 && code === 4 ? view.getUint16(at + 6) : null;
  return type === 2 ? view.getUint32(at + 4) : null;
}

const scratch = new IpView();

/** Reads the datagram quoted between `from` and `end`; null when not even its addresses are there. */
export function readQuoted(bytes: Uint8Array, view: DataView, from: number, end: number): QuotedDatagram | null {
  const quoted = scratch;
  // What follows the quotation is missing by design, so the frame is taken to be endless.
  const fault = parseIp(quoted, bytes, view, from, end, Number.MAX_SAFE_INTEGER);
  if (fault === 'ip.version' || fault === 'ip.header-cut' || fault === 'ip.header-length') return null;
  const first = quoted.fragmentOffset === 0 && fault === '';
  const to = first ? quoted.payload + quoted.payloadCaptured : 0;
  return {
    version: quoted.version === 4 ? 4 : 6,
    src: addressText(bytes, quoted.source, quoted.addressLength) ?? '',
    dst: addressText(bytes, quoted.destination, quoted.addressLength) ?? '',
    protocol: quoted.protocol,
    length: Math.min(quoted.totalLength, 0xffff_ffff),
    identification: quoted.identification,
    dontFragment: quoted.dontFragment,
    hopLimit: quoted.hopLimit,
    fragmentOffset: quoted.fragmentOffset,
    ...quotedUpper(bytes, view, quoted.protocol, first ? quoted.payload : 0, to),
  };
}

/** Reads the ICMP error whose message starts at the payload of `ip` (at least 8 bytes captured). */
export function readIcmpError(ip: IpView, packet: Packet): IcmpError {
  const { data, dataView: view, payload } = ip;
  const type = view.getUint8(payload);
  const code = view.getUint8(payload + 1);
  const ns = toNs(packet.seconds, packet.nanoseconds);
  return {
    packet: packet.number,
    ns,
    version: ip.version === 4 ? 4 : 6,
    src: addressText(ip.bytes, ip.source, ip.addressLength) ?? '',
    dst: addressText(ip.bytes, ip.destination, ip.addressLength) ?? '',
    type,
    code,
    mtu: mtuOf(ip.version, type, code, view, payload),
    quoted: readQuoted(data, view, payload + 8, payload + ip.payloadCaptured),
    direction: directionName(packet.direction),
    count: 1,
    lastNs: ns,
    lastPacket: packet.number,
  };
}

/** Key under which equal ICMP errors are folded. */
export function icmpKey(error: IcmpError): string {
  const q = error.quoted;
  const head = `${error.version}|${error.src}|${error.dst}|${error.type}|${error.code}|${error.mtu}`;
  if (q === null) return head;
  return `${head}|${q.src}|${q.dst}|${q.protocol}|${q.srcPort}|${q.dstPort}|${q.spi}|${q.ikeInitiatorSpi}`;
}
