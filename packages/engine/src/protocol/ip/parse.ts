/** Nothing is missing. */
export const cutNot = 0;
/** The capture kept fewer bytes than there were (snap length). */
export const cutSnap = 1;
/** A length field claims more than there was. */
export const cutLie = 2;

export const protocolIcmp = 1;
export const protocolTcp = 6;
export const protocolUdp = 17;
export const protocolEsp = 50;
export const protocolAh = 51;
export const protocolIcmp6 = 58;

/**
 * An IP header and where its payload is. There is one object of this class per scanner, filled anew for each packet. The
 * header stands in `bytes`; the payload stands in `data`, which is the same array unless the datagram was put together.
 */
export class IpView {
  version = 0;
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Offsets of the addresses in `bytes`, and their length, 4 or 16. */
  source = 0;
  destination = 0;
  addressLength: 4 | 16 = 4;
  /** Upper protocol, after IPv6 extension headers; AH counts as an upper protocol. */
  protocol = 0;
  hopLimit = 0;
  /** IPv4 don't-fragment bit; always true for IPv6. */
  dontFragment = false;
  /** Bytes of the whole datagram as its header claims (as the frame holds, when the header says 0 for offloaded segments). */
  totalLength = 0;
  headerLength = 0;
  /** Identification; for IPv6 that of the fragment header. */
  identification = 0;
  isFragment = false;
  /** In bytes. */
  fragmentOffset = 0;
  moreFragments = false;
  data: Uint8Array = new Uint8Array(0);
  dataView: DataView = new DataView(new ArrayBuffer(0));
  payload = 0;
  /** Payload bytes claimed, and payload bytes that are really there. */
  payloadLength = 0;
  payloadCaptured = 0;
  cut = cutNot;
}

/** Why a header could not be read, or '' when it could. */
export type IpFault =
  | ''
  | 'ip.header-cut'
  | 'ip.version'
  | 'ip.header-length'
  | 'ip.total-length-short'
  | 'ip.extension-cut'
  | 'ip.extension-depth';

const deepestExtensions = 16;

/**
 * Reads an IPv4 or IPv6 header at `offset` (RFC 791, RFC 8200). `end` is where the captured bytes end, `originalEnd` where
 * the frame ended on the wire. A total length that goes beyond the frame is kept as `cutLie`; it is no fault of reading.
 */
export function parseIp(
  ip: IpView,
  bytes: Uint8Array,
  view: DataView,
  offset: number,
  end: number,
  originalEnd: number,
): IpFault {
  if (offset >= end) return 'ip.header-cut';
  ip.bytes = bytes;
  ip.view = view;
  ip.data = bytes;
  ip.dataView = view;
  ip.cut = cutNot;
  ip.isFragment = false;
  ip.fragmentOffset = 0;
  ip.moreFragments = false;
  const version = view.getUint8(offset) >> 4;
  if (version === 4) return parseIpv4(ip, view, offset, end, originalEnd);
  if (version === 6) return parseIpv6(ip, view, offset, end, originalEnd);
  return 'ip.version';
}

function parseIpv4(ip: IpView, view: DataView, offset: number, end: number, originalEnd: number): IpFault {
  if (end - offset < 20) return 'ip.header-cut';
  const headerLength = (view.getUint8(offset) & 15) * 4;
  if (headerLength < 20) return 'ip.header-length';
  ip.version = 4;
  ip.addressLength = 4;
  ip.source = offset + 12;
  ip.destination = offset + 16;
  ip.headerLength = headerLength;
  ip.hopLimit = view.getUint8(offset + 8);
  ip.protocol = view.getUint8(offset + 9);
  ip.identification = view.getUint16(offset + 4);
  const flags = view.getUint16(offset + 6);
  ip.dontFragment = (flags & 0x4000) !== 0;
  ip.moreFragments = (flags & 0x2000) !== 0;
  ip.fragmentOffset = (flags & 0x1fff) * 8;
  ip.isFragment = ip.moreFragments || ip.fragmentOffset > 0;
  let total = view.getUint16(offset + 2);
  // Segmentation offload leaves 0 in packets captured before the network card completes them.
  if (total === 0) total = originalEnd - offset;
  ip.totalLength = total;
  if (total < headerLength) return 'ip.total-length-short';
  if (end - offset < headerLength) return 'ip.header-cut';
  setPayload(ip, offset + headerLength, offset + total, end, originalEnd);
  return '';
}

function parseIpv6(ip: IpView, view: DataView, offset: number, end: number, originalEnd: number): IpFault {
  if (end - offset < 40) return 'ip.header-cut';
  ip.version = 6;
  ip.addressLength = 16;
  ip.source = offset + 8;
  ip.destination = offset + 24;
  ip.headerLength = 40;
  ip.hopLimit = view.getUint8(offset + 7);
  ip.dontFragment = true;
  ip.identification = 0;
  const length = view.getUint16(offset + 4);
  // 0 stands for a jumbogram or an offloaded segment.
  ip.totalLength = length === 0 ? originalEnd - offset : 40 + length;
  setPayload(ip, offset + 40, offset + ip.totalLength, end, originalEnd);
  return walkExtensions(ip, view.getUint8(offset + 6));
}

function setPayload(ip: IpView, from: number, to: number, end: number, originalEnd: number): void {
  ip.payload = from;
  ip.payloadLength = to - from;
  if (to > originalEnd) ip.cut = cutLie;
  else if (to > end) ip.cut = cutSnap;
  ip.payloadCaptured = Math.max(0, Math.min(to, end) - from);
}

/**
 * Follows the IPv6 extension headers of the payload, beginning with the one of type `first`: hop-by-hop, routing,
 * destination options, mobility, HIP, shim6, and a fragment header, at which it stops unless the fragment is the whole
 * datagram (RFC 6946). AH and ESP are left as the upper protocol.
 */
export function walkExtensions(ip: IpView, first: number): IpFault {
  let next = first;
  for (let depth = 0; depth < deepestExtensions; depth++) {
    switch (next) {
      case 0:
      case 43:
      case 60:
      case 135:
      case 139:
      case 140: {
        if (ip.payloadCaptured < 8) return cutExtension(ip, next);
        const length = (ip.dataView.getUint8(ip.payload + 1) + 1) * 8;
        next = ip.dataView.getUint8(ip.payload);
        if (length > ip.payloadCaptured) return cutExtension(ip, next);
        advance(ip, length);
        break;
      }
      case 44: {
        if (ip.payloadCaptured < 8) return cutExtension(ip, next);
        const word = ip.dataView.getUint16(ip.payload + 2);
        next = ip.dataView.getUint8(ip.payload);
        ip.identification = ip.dataView.getUint32(ip.payload + 4);
        ip.fragmentOffset = word & 0xfff8;
        ip.moreFragments = (word & 1) === 1;
        ip.isFragment = ip.moreFragments || ip.fragmentOffset > 0;
        advance(ip, 8);
        if (!ip.isFragment) break;
        ip.protocol = next;
        return '';
      }
      default:
        ip.protocol = next;
        return '';
    }
  }
  ip.protocol = next;
  return 'ip.extension-depth';
}

function advance(ip: IpView, length: number): void {
  ip.payload += length;
  ip.payloadLength -= length;
  ip.payloadCaptured -= length;
}

function cutExtension(ip: IpView, next: number): IpFault {
  ip.protocol = next;
  ip.payloadCaptured = 0;
  return 'ip.extension-cut';
}
