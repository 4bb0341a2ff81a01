import type { Packet } from '../capture/types.ts';
import { etherIpv4, etherIpv6 } from './link.ts';
import { protocolEsp, protocolTcp, protocolUdp } from './parse.ts';
import type { ScanState } from './scan-state.ts';
import { isServicePort } from './services.ts';
import { foldAddress } from './tables.ts';
import { looksLikeIke, portIke, portNatT } from './transport.ts';

const ethernet = 1;
const frameHeader = 14;
const ipHeader = 20;
const headers = frameHeader + ipHeader;
const tcpHeader = 20;
const udpHeader = 8;
const ipv6Header = 40;
const headers6 = frameHeader + ipv6Header;

/**
 * Counts the packets that make up most of a busy gateway's capture: ESP, TCP and UDP whole in plain IPv4 and Ethernet, and ESP in plain
 * IPv6, of a flow that is known already. True when the packet is dealt with; false leaves it untouched for the long way, whose result is the same. `streams` tells
 * that TCP is looked into, `odd` that IKE was seen on other ports.
 */
export function countCommonPacket(state: ScanState, packet: Packet, streams: boolean, odd: boolean): boolean {
  if (packet.linkType !== ethernet || packet.ifindex !== 0) return false;
  const { view, offset, capturedLength } = packet;
  if (capturedLength < headers + 8) return false;
  if (view.getUint16(offset + 12) === etherIpv6) return countIpv6(state, packet);
  // Version 4 with a header of 20 bytes, neither a fragment nor cut.
  if (view.getUint16(offset + 12) !== etherIpv4 || view.getUint8(offset + 14) !== 0x45) return false;
  if ((view.getUint16(offset + 20) & 0x3fff) !== 0) return false;
  const total = view.getUint16(offset + 16);
  if (total < ipHeader + 8 || total > capturedLength - frameHeader) return false;
  const at = offset + headers;
  switch (view.getUint8(offset + 23)) {
    case protocolEsp:
      return countEsp(state, packet, at, total, 0, false);
    case protocolTcp: {
      if (streams || total < ipHeader + tcpHeader) return false;
      const ports = view.getInt32(at);
      if (has(ports, portNatT) || !countClear(state, packet, protocolTcp, ports, total, view.getUint8(at + 13)))
        return false;
      state.counts.tcp++;
      return true;
    }
    case protocolUdp: {
      const length = total - ipHeader - udpHeader;
      if (view.getUint16(at + 4) !== length + udpHeader || length < 8) return false;
      const ports = view.getInt32(at);
      const payload = at + udpHeader;
      // The non-ESP marker, or what only looks like IKE, may stand on any port.
      if (view.getInt32(payload) === 0 || looksLikeIke(packet.bytes, payload, length)) return false;
      if (has(ports, portNatT)) {
        if (!countEsp(state, packet, payload, total, ports, true)) return false;
      } else if (
        odd ||
        has(ports, portIke) ||
        isServicePort(ports >>> 16) ||
        isServicePort(ports & 0xffff) ||
        !countClear(state, packet, protocolUdp, ports, total, 0)
      )
        return false;
      state.counts.udp++;
      return true;
    }
    default:
      return false;
  }
}

function has(ports: number, port: number): boolean {
  return ports >>> 16 === port || (ports & 0xffff) === port;
}

function countEsp(
  state: ScanState,
  packet: Packet,
  at: number,
  total: number,
  ports: number,
  encapsulated: boolean,
): boolean {
  const { view, offset } = packet;
  const flow = state.latestSpi.get(
    view.getInt32(offset + 26),
    view.getInt32(offset + 30),
    view.getInt32(at),
    ports,
    state.spiKind(packet, true, false, encapsulated),
  );
  // Of the first packets fingerprints are taken.
  if (flow === undefined || flow.packets < flow.printLimit) return false;
  state.counts.ipv4++;
  if (encapsulated) state.counts.espInUdp++;
  else state.counts.esp++;
  const hopLimit = view.getUint8(offset + 22);
  const { seconds, nanoseconds, number } = packet;
  flow.add(view.getUint32(at + 4), total, hopLimit, seconds, nanoseconds, number, state.limits.flow);
  return true;
}

function countIpv6(state: ScanState, packet: Packet): boolean {
  const { view, offset, capturedLength } = packet;
  // Version 6, no extension headers, not cut.
  if (capturedLength < headers6 + 16 || view.getUint8(offset + 14) >> 4 !== 6) return false;
  const length = view.getUint16(offset + 18);
  if (length < 8 || length + ipv6Header > capturedLength - frameHeader) return false;
  const at = offset + headers6;
  switch (view.getUint8(offset + 20)) {
    case protocolEsp:
      return countEsp6(state, packet, at, length, 0, false);
    case protocolUdp: {
      const inside = length - udpHeader;
      const ports = view.getInt32(at);
      const payload = at + udpHeader;
      if (view.getUint16(at + 4) !== length || inside < 8 || !has(ports, portNatT)) return false;
      if (view.getInt32(payload) === 0 || looksLikeIke(packet.bytes, payload, inside)) return false;
      if (!countEsp6(state, packet, payload, length, ports, true)) return false;
      state.counts.udp++;
      return true;
    }
    default:
      return false;
  }
}

function countEsp6(
  state: ScanState,
  packet: Packet,
  at: number,
  length: number,
  ports: number,
  encapsulated: boolean,
): boolean {
  const { view, offset } = packet;
  const [source, destination] = [offset + 22, offset + 38];
  const flow = state.latestSpi.get(
    foldAddress(view, source),
    foldAddress(view, destination),
    view.getInt32(at),
    ports,
    state.spiKind(packet, false, false, encapsulated),
  );
  if (flow === undefined || flow.packets < flow.printLimit) return false;
  // Of addresses the place knows but a digest, which anybody can make two of.
  if (
    !state.peers.isAddress16(flow.sourceId, view, source) ||
    !state.peers.isAddress16(flow.destinationId, view, destination)
  )
    return false;
  state.counts.ipv6++;
  if (encapsulated) state.counts.espInUdp++;
  else state.counts.esp++;
  const hopLimit = view.getUint8(offset + 21);
  const total = ipv6Header + length;
  const { seconds, nanoseconds, number } = packet;
  flow.add(view.getUint32(at + 4), total, hopLimit, seconds, nanoseconds, number, state.limits.flow);
  return true;
}

function countClear(
  state: ScanState,
  packet: Packet,
  protocol: number,
  ports: number,
  total: number,
  flags: number,
): boolean {
  const { view, offset } = packet;
  const { latestClear } = state;
  const flow = latestClear.get(view.getInt32(offset + 26), view.getInt32(offset + 30), ports, protocol, 0);
  if (flow === undefined) return false;
  state.counts.ipv4++;
  flow.add(latestClear.note === 1, total, flags);
  flow.see(packet);
  return true;
}
