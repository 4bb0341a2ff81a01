import { directionIn, directionOut, type Packet } from '../capture/types.ts';

export const etherIpv4 = 0x0800;
export const etherIpv6 = 0x86dd;
export const etherArp = 0x0806;

/** The frame is too short for its link layer header. */
export const linkCut = -1;
/** The link type is not known here. */
export const linkUnknown = -2;
/** A control frame of the link layer itself, or a protocol that is neither IP nor ARP. */
export const linkOther = 0;

/** Where the network layer starts: its ethertype (or one of the values above) and its offset. Reused for every packet. */
export interface LinkView {
  type: number;
  offset: number;
}

const deepestTags = 8;

/**
 * Reads the link layer of a packet, and direction and interface index where the link layer tells them. Link types: Ethernet
 * (802.1Q, 802.1ad, PPPoE session, SNAP, MPLS), Linux cooked v1 and v2, raw IP, null and loopback, PPP, Cisco HDLC, PPPoE,
 * OpenBSD enc. Numbers: tcpdump.org link-layer header types.
 */
export function readLink(packet: Packet, out: LinkView): void {
  const { offset } = packet;
  const end = offset + packet.capturedLength;
  switch (packet.linkType) {
    case 1:
      if (end - offset < 14) return cut(out);
      return etherType(packet.view, offset + 12, end, out);
    case 113:
      return cooked(packet, offset, end, out);
    case 276:
      return cookedV2(packet, offset, end, out);
    case 12:
    case 14:
    case 101:
      return rawIp(packet.view, offset, end, out);
    case 228:
      return found(out, etherIpv4, offset);
    case 229:
      return found(out, etherIpv6, offset);
    case 0:
    case 108:
      return family(packet.view, offset, end, 4, out);
    // OpenBSD enc: address family, SPI, flags; what follows is the packet inside the tunnel.
    case 109:
      return family(packet.view, offset, end, 12, out);
    case 9:
    case 50:
      return ppp(packet.view, offset, end, out);
    case 51:
      return pppoe(packet.view, offset, end, out);
    case 104:
      if (end - offset < 4) return cut(out);
      return etherType(packet.view, offset + 2, end, out);
    // PPP with a byte of direction before it.
    case 166:
      if (end - offset < 1) return cut(out);
      packet.direction = packet.view.getUint8(offset) === 0 ? directionIn : directionOut;
      return ppp(packet.view, offset + 1, end, out);
    default:
      out.type = linkUnknown;
      out.offset = offset;
  }
}

function found(out: LinkView, type: number, offset: number): void {
  out.type = type;
  out.offset = offset;
}

function cut(out: LinkView): void {
  out.type = linkCut;
}

// The ethertype is at `at`; tags and tunnels of the link layer are followed.
function etherType(view: DataView, at: number, end: number, out: LinkView): void {
  let next = at;
  for (let tags = 0; tags < deepestTags; tags++) {
    if (next + 2 > end) return cut(out);
    const type = view.getUint16(next);
    if (type === etherIpv4 || type === etherIpv6 || type === etherArp) return found(out, type, next + 2);
    if (type === 0x8100 || type === 0x88a8 || type === 0x9100 || type === 0x9200) {
      next += 4;
      continue;
    }
    if (type === 0x8864) return pppoe(view, next + 2, end, out);
    if (type === 0x8847 || type === 0x8848) return mpls(view, next + 2, end, out);
    // 802.3 length with LLC/SNAP (RFC 1042).
    if (type <= 1500 && next + 10 <= end && view.getUint32(next + 2) === 0xaaaa0300 && view.getUint16(next + 6) === 0) {
      next += 8;
      continue;
    }
    return found(out, linkOther, next + 2);
  }
  found(out, linkOther, next);
}

function mpls(view: DataView, at: number, end: number, out: LinkView): void {
  let next = at;
  for (let labels = 0; labels < deepestTags && next + 4 <= end; labels++) {
    const last = (view.getUint8(next + 2) & 1) === 1;
    next += 4;
    if (last) return rawIp(view, next, end, out);
  }
  cut(out);
}

function rawIp(view: DataView, at: number, end: number, out: LinkView): void {
  if (at >= end) return cut(out);
  const version = view.getUint8(at) >> 4;
  found(out, version === 4 ? etherIpv4 : version === 6 ? etherIpv6 : linkOther, at);
}

// Address family in the byte order of the host that captured (null) or in network order (loopback).
function family(view: DataView, at: number, end: number, length: number, out: LinkView): void {
  if (at + length > end) return cut(out);
  const big = view.getUint32(at);
  const value = big > 0xffff ? view.getUint32(at, true) : big;
  // AF_INET is 2 everywhere; AF_INET6 is 10, 23, 24, 28 or 30 depending on the system.
  if (value === 2) found(out, etherIpv4, at + length);
  else if (value === 10 || value === 23 || value === 24 || value === 28 || value === 30)
    found(out, etherIpv6, at + length);
  else found(out, linkOther, at + length);
}

// RFC 1661, RFC 1662: address and control bytes and half of the protocol may be left out.
function ppp(view: DataView, at: number, end: number, out: LinkView): void {
  let next = at;
  if (next + 2 > end) return cut(out);
  const first = view.getUint16(next);
  if (first === 0x0f00 || first === 0x8f00) return etherType(view, next + 2, end, out);
  if (first === 0xff03) next += 2;
  if (next + 1 > end) return cut(out);
  let protocol = view.getUint8(next);
  if ((protocol & 1) === 1) next += 1;
  else {
    if (next + 2 > end) return cut(out);
    protocol = view.getUint16(next);
    next += 2;
  }
  found(out, protocol === 0x21 ? etherIpv4 : protocol === 0x57 ? etherIpv6 : linkOther, next);
}

// RFC 2516: version and type, code, session, length.
function pppoe(view: DataView, at: number, end: number, out: LinkView): void {
  if (at + 6 > end) return cut(out);
  if (view.getUint8(at + 1) !== 0) return found(out, linkOther, at + 6);
  ppp(view, at + 6, end, out);
}

// Packet types of both cooked headers: 4 is sent by us, 0 to us, 1 and 2 broadcast and multicast, 3 to somebody else.
function cookedDirection(packet: Packet, type: number): void {
  if (packet.direction !== 0) return;
  if (type === 4) packet.direction = directionOut;
  else if (type <= 2) packet.direction = directionIn;
}

function cooked(packet: Packet, at: number, end: number, out: LinkView): void {
  if (end - at < 16) return cut(out);
  cookedDirection(packet, packet.view.getUint16(at));
  etherType(packet.view, at + 14, end, out);
}

function cookedV2(packet: Packet, at: number, end: number, out: LinkView): void {
  const { view } = packet;
  if (end - at < 20) return cut(out);
  packet.ifindex = view.getUint32(at + 4);
  cookedDirection(packet, view.getUint8(at + 10));
  const type = view.getUint16(at);
  // Tags and tunnels are the exception: for all others the protocol stands in the header itself.
  if (type === 0x8100 || type === 0x88a8) return etherType(view, at + 22, end, out);
  if (type === 0x8864) return pppoe(view, at + 20, end, out);
  found(out, type === etherIpv4 || type === etherIpv6 || type === etherArp ? type : linkOther, at + 20);
}
