import { readCapture } from '../capture/read.ts';
import { type CaptureSummary, Packet, toNs } from '../capture/types.ts';
import type { ByteSource } from '../source.ts';
import { countCommonPacket } from './common-packets.ts';
import { isIcmpError, readIcmpError } from './icmp.ts';
import { etherArp, etherIpv4, etherIpv6, type LinkView, linkCut, linkUnknown, readLink } from './link.ts';
import {
  cutLie,
  cutNot,
  cutSnap,
  type IpFault,
  IpView,
  parseIp,
  protocolAh,
  protocolEsp,
  protocolIcmp,
  protocolIcmp6,
  protocolTcp,
  protocolUdp,
  walkExtensions,
} from './parse.ts';
import { emptySighting, fillSighting, type IkeSighting } from './ike-sighting.ts';
import { Reassembler, type WholeDatagram } from './reassembly.ts';
import { defaultScanLimits, ScanState } from './scan-state.ts';
import type { IkeDatagram, Scan, ScanHandlers, ScanLimits } from './scan-types.ts';
import { isServicePort } from './services.ts';
import { directionName, type SpiAccumulator, type SpiFlow } from './spi-flow.ts';
import { AddressTable } from './tables.ts';
import { TcpEncapsulation } from './tcp-encapsulation.ts';
import { hasNonEspMarker, looksLikeIke, parseUdp, portIke, portNatT, type UdpView } from './transport.ts';
import { udpChecksum } from './checksum.ts';

const ipFaultTexts: Readonly<Record<IpFault, string>> = {
  '': '',
  'ip.header-cut': 'the IP header is cut',
  'ip.version': 'neither IPv4 nor IPv6 where the link layer promises IP',
  'ip.header-length': 'the IPv4 header claims less than its own 20 bytes',
  'ip.total-length-short': 'the IPv4 total length is less than the header',
  'ip.extension-cut': 'an IPv6 extension header goes beyond what is there',
  'ip.extension-depth': 'too many IPv6 extension headers',
};
const deepestTunnels = 2;
const maxOddPorts = 4096;
const ipv4Bytes = 4;

/**
 * Sorts packets into what IPsec needs: IKE messages (as events), ESP and AH (folded), keepalives, ICMP errors, echoes, clear
 * traffic, address resolution and incomplete datagrams. Feed it with `packet`, then call `finish` once.
 */
export class CaptureScanner {
  readonly state: ScanState;
  private readonly handlers: ScanHandlers;
  private readonly reassembler: Reassembler;
  private readonly link: LinkView = { type: 0, offset: 0 };
  private readonly ip = new IpView();
  private readonly udp: UdpView = { sourcePort: 0, destinationPort: 0, payload: 0, length: 0, captured: 0 };
  /** UDP endpoints other than port 4500 that were seen to carry IKE with the non-ESP marker. */
  private readonly oddEndpoints = new Set<string>();
  private readonly oddPorts = new Set<number>();
  /** Addresses of IKE sightings. A number is all that is kept of each message. */
  private readonly speakers = new AddressTable(2 ** 19);
  private readonly ikeSighting: IkeSighting = emptySighting();
  /** The datagram put together that is being looked at, if it is one. */
  private whole: WholeDatagram | null = null;
  private tunnels = 0;
  private readonly streams = new TcpEncapsulation();
  /** The message being looked at came out of a TCP stream. */
  private inTcp = false;

  /** No one wants to be told of single ESP packets. */
  private readonly folds: boolean;

  constructor(handlers: ScanHandlers, limits: ScanLimits) {
    this.handlers = handlers;
    this.folds = handlers.onSpiPacket === undefined && handlers.onEsp === undefined;
    this.state = new ScanState(limits);
    this.reassembler = new Reassembler(limits.reassembly, (datagram) => {
      this.state.counts.incompleteDatagrams++;
      handlers.onIncomplete?.(datagram);
    });
  }

  /** Takes one packet in. */
  packet(packet: Packet): void {
    const { link, state } = this;
    if (this.reassembler.pending > 0) this.reassembler.expire(packet.seconds);
    if (this.folds && countCommonPacket(state, packet, this.streams.following, this.oddPorts.size > 0)) return;
    this.whole = null;
    this.tunnels = 0;
    readLink(packet, link);
    switch (link.type) {
      case etherIpv4:
      case etherIpv6:
        this.datagram(
          packet,
          link.offset,
          packet.offset + packet.capturedLength,
          packet.offset + packet.originalLength,
        );
        break;
      case etherArp:
        state.counts.arp++;
        this.arp(packet, link.offset);
        break;
      case linkCut:
        state.malformed('link.header-cut', packet, packet.offset, 'the frame is shorter than its link layer header');
        break;
      case linkUnknown:
        if (state.counts.unknownLink++ === 0)
          state.faults.add(
            'link.unknown',
            packet.number,
            packet.fileOffset,
            `link type ${packet.linkType} is not supported`,
          );
        break;
      default:
        state.counts.notIp++;
    }
  }

  private datagram(packet: Packet, offset: number, end: number, originalEnd: number): void {
    const { ip, state } = this;
    const fault = parseIp(ip, packet.bytes, packet.view, offset, end, originalEnd);
    if (fault !== '') {
      state.malformed(fault, packet, offset, ipFaultTexts[fault]);
      return;
    }
    if (ip.version === 4) state.counts.ipv4++;
    else state.counts.ipv6++;
    if (ip.cut === cutLie) state.lengthLie(ip, packet);
    if (ip.isFragment) this.fragment(packet);
    else this.upper(packet);
  }

  private fragment(packet: Packet): void {
    const { ip, state } = this;
    state.counts.fragments++;
    if (ip.payloadLength <= 0) return;
    const whole = this.reassembler.add(ip, packet);
    if (whole === null) return;
    state.counts.reassembled++;
    this.whole = whole;
    if (whole.overlap)
      state.faults.add('ip.overlap', packet.number, packet.fileOffset, 'fragments of the datagram overlap');
    ip.data = whole.data;
    ip.dataView = new DataView(whole.data.buffer, whole.data.byteOffset, whole.data.byteLength);
    ip.payload = 0;
    ip.payloadLength = whole.data.length;
    ip.payloadCaptured = whole.captured;
    ip.isFragment = false;
    ip.hopLimit = whole.hopLimit;
    ip.totalLength = ip.headerLength + whole.data.length;
    ip.cut = whole.captured === whole.data.length ? cutNot : cutSnap;
    if (ip.version === 6) {
      const fault = walkExtensions(ip, ip.protocol);
      if (fault !== '' || ip.isFragment) {
        state.malformed(
          fault === '' ? 'ip.nested-fragment' : fault,
          packet,
          0,
          'extension headers of a datagram put together',
        );
        return;
      }
    }
    this.upper(packet);
  }

  private upper(packet: Packet): void {
    const { ip, state } = this;
    switch (ip.protocol) {
      case protocolEsp:
        return this.esp(packet, ip.payload, ip.payloadCaptured, 0, false);
      case protocolUdp:
        return this.datagramUdp(packet);
      case protocolTcp:
        state.counts.tcp++;
        if (ip.payloadCaptured < 14) {
          if (ip.cut === cutNot) state.malformed('tcp.header-cut', packet, ip.payload, 'the TCP header is cut');
          if (ip.payloadCaptured < 4) return;
        }
        if (this.encapsulatedTcp(packet)) return;
        state.clearTraffic(
          ip,
          packet,
          ip.dataView.getUint16(ip.payload),
          ip.dataView.getUint16(ip.payload + 2),
          ip.payloadCaptured < 14 ? 0 : ip.dataView.getUint8(ip.payload + 13),
        );
        return;
      case protocolAh:
        return this.ah(packet);
      case protocolIcmp:
      case protocolIcmp6:
        return this.icmp(packet);
      case 4:
      case 41:
        return this.tunnel(packet);
      default:
        state.clearTraffic(ip, packet, 0, 0, 0);
    }
  }

  private tunnel(packet: Packet): void {
    const { ip, state } = this;
    if (this.tunnels >= deepestTunnels || this.whole !== null) {
      state.clearTraffic(ip, packet, 0, 0, 0);
      return;
    }
    this.tunnels++;
    state.counts.tunnelled++;
    const from = ip.payload;
    this.datagram(packet, from, from + ip.payloadCaptured, from + ip.payloadLength);
  }

  private esp(packet: Packet, at: number, captured: number, ports: number, encapsulated: boolean): void {
    const { ip, state } = this;
    if (captured < 8) {
      if (ip.cut === cutNot) state.malformed('esp.header-cut', packet, at, 'ESP without SPI and sequence number');
      return;
    }
    if (encapsulated) state.counts.espInUdp++;
    else state.counts.esp++;
    const flow = state.spi(ip, packet, at, false, ports, encapsulated, this.fragments);
    if (flow !== undefined && this.inTcp) flow.inTcp = true;
    if (this.handlers.onSpiPacket !== undefined) this.tellSpi(packet, at, flow, false, encapsulated);
    if (this.handlers.onEsp !== undefined && ip.cut === cutNot)
      this.handlers.onEsp({
        packets: this.whole === null ? [packet.number] : this.whole.packets,
        seconds: packet.seconds,
        nanoseconds: packet.nanoseconds,
        src: state.text(-1, ip, ip.source),
        dst: state.text(-1, ip, ip.destination),
        spi: ip.dataView.getUint32(at),
        bytes: ip.data.subarray(at, at + captured),
      });
  }

  private tellSpi(
    packet: Packet,
    at: number,
    flow: SpiAccumulator | undefined,
    ah: boolean,
    encapsulated: boolean,
  ): void {
    const { ip } = this;
    this.handlers.onSpiPacket?.({
      flow: flow?.id ?? -1,
      ah,
      encapsulated,
      spi: ip.dataView.getUint32(at),
      sequence: ip.dataView.getUint32(at + 4),
      length: ip.totalLength,
      seconds: packet.seconds,
      nanoseconds: packet.nanoseconds,
      packet: packet.number,
      direction: packet.direction,
    });
  }

  private get fragments(): number {
    return this.whole === null ? 1 : this.whole.packets.length;
  }

  // RFC 4302: next header, length in 32-bit words minus 2, reserved, SPI, sequence number, check value.
  private ah(packet: Packet): void {
    const { ip, state } = this;
    if (ip.payloadCaptured < 12) {
      if (ip.cut === cutNot) state.malformed('ah.header-cut', packet, ip.payload, 'the AH header is cut');
      return;
    }
    state.counts.ah++;
    const inner = ip.dataView.getUint8(ip.payload);
    const length = (ip.dataView.getUint8(ip.payload + 1) + 2) * 4;
    const flow = state.spi(ip, packet, ip.payload + 4, true, 0, false, this.fragments);
    if (flow !== undefined) {
      flow.innerProtocols ??= [];
      if (flow.innerProtocols.length < 8 && !flow.innerProtocols.includes(inner)) flow.innerProtocols.push(inner);
    }
    if (this.handlers.onSpiPacket !== undefined) this.tellSpi(packet, ip.payload + 4, flow, true, false);
    if (length < 12 || length > ip.payloadLength) {
      state.malformed('ah.length', packet, ip.payload, `AH claims ${length} bytes, IP carries ${ip.payloadLength}`);
      return;
    }
    if (inner === protocolEsp) this.esp(packet, ip.payload + length, ip.payloadCaptured - length, 0, false);
  }

  private datagramUdp(packet: Packet): void {
    const { ip, udp, state } = this;
    const fault = parseUdp(udp, ip.dataView, ip.payload, ip.payloadLength, ip.payloadCaptured);
    if (fault === 'udp.header-cut') {
      if (ip.cut === cutNot) state.malformed(fault, packet, ip.payload, 'the UDP header is cut');
      else if (ip.payloadCaptured >= 4) this.portsAlone(packet);
      return;
    }
    if (fault !== '')
      state.malformed(fault, packet, ip.payload, `UDP and IP disagree: IP carries ${ip.payloadLength} bytes`);
    state.counts.udp++;
    const { sourcePort, destinationPort, payload, length, captured } = udp;
    const { data } = ip;
    if (sourcePort === portNatT || destinationPort === portNatT) return this.natT(packet);
    if (length === 1 && captured === 1 && data[payload] === 0xff && this.mayBeKeepalive()) {
      state.keepalive(ip, packet, sourcePort, destinationPort);
      return;
    }
    if (looksLikeIke(data, payload, length, captured)) return this.ike(packet, 0, 'none', true);
    if (hasNonEspMarker(data, payload, captured) && looksLikeIke(data, payload + 4, length - 4, captured - 4)) {
      this.rememberOdd();
      return this.ike(packet, 4, 'non-esp', true);
    }
    if (sourcePort === portIke || destinationPort === portIke) return this.ike(packet, 0, 'none', false);
    if (isServicePort(sourcePort) || isServicePort(destinationPort)) this.service(packet);
    if (this.isOdd() && captured >= 8 && length > 8)
      return this.esp(packet, payload, captured, (sourcePort << 16) | destinationPort, true);
    state.clearTraffic(ip, packet, sourcePort, destinationPort, 0);
  }

  /** Of UDP the capture kept the ports alone: on that of IKE, there was a message. */
  private portsAlone(packet: Packet): void {
    const { ip, udp } = this;
    const [sourcePort, destinationPort] = [ip.dataView.getUint16(ip.payload), ip.dataView.getUint16(ip.payload + 2)];
    if (sourcePort !== portIke && destinationPort !== portIke) return;
    const length = Math.max(0, ip.payloadLength - 8);
    Object.assign(udp, { sourcePort, destinationPort, payload: ip.payload + ip.payloadCaptured, length, captured: 0 });
    this.ike(packet, 0, 'none', false);
  }

  private service(packet: Packet): void {
    const { ip, udp, state } = this;
    state.services.add({
      packet: packet.number,
      ns: toNs(packet.seconds, packet.nanoseconds),
      src: state.text(-1, ip, ip.source),
      dst: state.text(-1, ip, ip.destination),
      srcPort: udp.sourcePort,
      dstPort: udp.destinationPort,
      bytes: ip.data.subarray(udp.payload, udp.payload + udp.captured),
    });
  }

  // Port 4500, RFC 3948 section 2: keepalive, IKE after four zero bytes, or ESP.
  private natT(packet: Packet): void {
    const { ip, udp, state } = this;
    const { payload, length, captured, sourcePort, destinationPort } = udp;
    if (length === 1) {
      state.keepalive(ip, packet, sourcePort, destinationPort);
      return;
    }
    if (hasNonEspMarker(ip.data, payload, captured))
      return this.ike(packet, 4, 'non-esp', looksLikeIke(ip.data, payload + 4, length - 4, captured - 4));
    if (looksLikeIke(ip.data, payload, length, captured)) return this.ike(packet, 0, 'missing', true);
    if (captured >= 8) return this.esp(packet, payload, captured, (sourcePort << 16) | destinationPort, true);
    state.counts.notIke++;
    state.clearTraffic(ip, packet, sourcePort, destinationPort, 0);
  }

  /** IKE and ESP in TCP (RFC 9329). True when the segment belongs to such a stream. */
  private encapsulatedTcp(packet: Packet): boolean {
    const { ip, udp, streams } = this;
    if (ip.cut !== cutNot || ip.payloadLength < 20) return false;
    const sourcePort = ip.dataView.getUint16(ip.payload);
    const destinationPort = ip.dataView.getUint16(ip.payload + 2);
    if (sourcePort !== portNatT && destinationPort !== portNatT && !streams.following) return false;
    const from = `${this.state.text(-1, ip, ip.source)}|${sourcePort}`;
    const to = `${this.state.text(-1, ip, ip.destination)}|${destinationPort}`;
    const start = ip.payload + (ip.dataView.getUint8(ip.payload + 12) >> 4) * 4;
    const data = ip.data.subarray(start, Math.max(start, ip.payload + ip.payloadLength));
    const messages = streams.segment(`${from}>${to}`, `${to}>${from}`, ip.dataView.getUint32(ip.payload + 4), data);
    this.inTcp = true;
    for (const { kind, bytes } of messages) {
      ip.data = bytes;
      ip.dataView = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      ip.payload = 0;
      ip.payloadLength = ip.payloadCaptured = bytes.length;
      Object.assign(udp, { sourcePort, destinationPort, payload: 0, length: bytes.length, captured: bytes.length });
      if (kind === 'ike') this.ike(packet, 0, 'non-esp', looksLikeIke(bytes, 0, bytes.length));
      else this.esp(packet, 0, bytes.length, (sourcePort << 16) | destinationPort, true);
    }
    this.inTcp = false;
    return streams.follows(`${from}>${to}`);
  }

  private ike(packet: Packet, marker: number, kind: IkeDatagram['marker'], plausible: boolean): void {
    const { ip, udp, state, whole } = this;
    if (plausible) state.counts.ike++;
    else state.counts.notIke++;
    const source = plausible ? state.ikeSender(ip, packet.direction) : -1;
    const { onIke, onIkeSighting } = this.handlers;
    if (onIkeSighting !== undefined) onIkeSighting(this.sighting(packet, marker, kind, plausible));
    if (onIke === undefined) return;
    const destination = plausible ? state.ikePeers.intern(ip.view, ip.destination, ip.addressLength) : -1;
    const captured = Math.max(0, udp.captured - marker);
    const length = Math.max(0, udp.length - marker);
    const from = udp.payload + marker;
    onIke({
      packets: whole === null ? [packet.number] : whole.packets,
      ns: toNs(packet.seconds, packet.nanoseconds),
      src: state.text(source, ip, ip.source),
      dst: state.text(destination, ip, ip.destination),
      srcPort: udp.sourcePort,
      dstPort: udp.destinationPort,
      natT: kind !== 'none',
      marker: kind,
      bytes: ip.data.subarray(from, from + captured),
      length,
      truncated: captured < length,
      plausible,
      checksum: this.inTcp ? 'unknown' : udpChecksum(ip, udp),
      ipVersion: ip.version === 4 ? 4 : 6,
      ipFragments: this.fragments,
      fragmentLengths: whole === null ? [] : whole.fragmentLengths,
      ipLength: ip.totalLength,
      hopLimit: ip.hopLimit,
      dontFragment: ip.dontFragment,
      direction: directionName(packet.direction),
      interfaceIndex: packet.interfaceIndex,
      ifindex: packet.ifindex,
      tunnelled: this.tunnels > 0,
    });
  }

  private sighting(packet: Packet, marker: number, kind: IkeDatagram['marker'], plausible: boolean): IkeSighting {
    const { ip, udp, whole, ikeSighting: found } = this;
    fillSighting(found, ip, udp, packet, marker);
    found.source = this.speakers.intern(ip.view, ip.source, ip.addressLength);
    found.destination = this.speakers.intern(ip.view, ip.destination, ip.addressLength);
    found.marker = kind === 'none' ? 0 : kind === 'non-esp' ? 1 : 2;
    found.plausible = plausible;
    found.fragments = whole === null ? null : whole.packets;
    return found;
  }

  /** Text of an address of an IKE sighting by its number; empty when it has none. */
  addressOf(number: number): string {
    return number < 0 ? '' : this.speakers.text(number);
  }

  private mayBeKeepalive(): boolean {
    return this.udp.sourcePort === portIke || this.udp.destinationPort === portIke || this.isOdd();
  }

  private oddKey(): string {
    const { state, ip, udp } = this;
    const a = `${state.text(-1, ip, ip.source)}|${udp.sourcePort}`;
    const b = `${state.text(-1, ip, ip.destination)}|${udp.destinationPort}`;
    return a < b ? `${a}|${b}` : `${b}|${a}`;
  }

  private rememberOdd(): void {
    if (this.oddEndpoints.size >= maxOddPorts) return;
    this.oddEndpoints.add(this.oddKey());
    this.oddPorts.add(this.udp.sourcePort);
    this.oddPorts.add(this.udp.destinationPort);
  }

  private isOdd(): boolean {
    const { oddPorts, udp } = this;
    if (oddPorts.size === 0 || !oddPorts.has(udp.sourcePort) || !oddPorts.has(udp.destinationPort)) return false;
    return this.oddEndpoints.has(this.oddKey());
  }

  private icmp(packet: Packet): void {
    const { ip, state } = this;
    if (ip.payloadCaptured < 8) {
      if (ip.cut === cutNot) state.malformed('icmp.header-cut', packet, ip.payload, 'the ICMP header is cut');
      return;
    }
    const type = ip.dataView.getUint8(ip.payload);
    const v6 = ip.version === 6;
    if (isIcmpError(ip.version, type)) {
      state.counts.icmpErrors++;
      const error = readIcmpError(ip, packet);
      if (state.icmpError(error)) this.handlers.onIcmpError?.(error);
    } else if (type === (v6 ? 128 : 8) || type === (v6 ? 129 : 0)) {
      state.echo(ip, packet, type === 0 || type === 129);
    } else if (v6 && (type === 135 || type === 136) && ip.payloadCaptured >= 24) {
      const target = state.addresses.intern(ip.dataView, ip.payload + 8, 16);
      // A solicitation comes from the asker (:: while it checks its own address), a solicited answer goes to it.
      const asker = state.addresses.intern(ip.view, type === 135 ? ip.source : ip.destination, 16);
      if (asker !== target) state.neighbour('nd', asker, target, packet, type === 136);
    }
  }

  // RFC 826 for Ethernet and IPv4: operation, sender and target protocol addresses.
  private arp(packet: Packet, at: number): void {
    const { view } = packet;
    const { state } = this;
    if (at + 8 > packet.offset + packet.capturedLength) return;
    const hardware = view.getUint8(at + 4);
    if (view.getUint16(at + 2) !== etherIpv4 || view.getUint8(at + 5) !== ipv4Bytes) return;
    const sender = at + 8 + hardware;
    const target = sender + ipv4Bytes + hardware;
    if (target + ipv4Bytes > packet.offset + packet.capturedLength) return;
    const operation = view.getUint16(at + 6);
    if (operation !== 1 && operation !== 2) return;
    const a = state.addresses.intern(view, sender, 4);
    const b = state.addresses.intern(view, target, 4);
    if (a === b) return;
    if (operation === 1) state.neighbour('arp', a, b, packet, false);
    else state.neighbour('arp', b, a, packet, true);
  }

  /** The ESP and AH flows one after the other, once: all of them at once may be much. */
  *flows(): Generator<SpiFlow> {
    const peer = (id: number): string => this.state.peers.text(id);
    this.state.latestSpi.clear();
    for (const flow of this.state.spiFlows.drain()) if (flow.packets > 0) yield flow.snapshot(peer);
  }

  /**
   * Ends the scan: what is incomplete is told to the handlers, the folds become the result. Without `withFlows` the ESP and AH flows are
   * left out of it, for who asks for them by `flows`.
   */
  finish(capture: CaptureSummary, withFlows = true): Scan {
    this.reassembler.end();
    const { state } = this;
    state.counts.duplicateFragments = this.reassembler.duplicates;
    state.counts.overlappingDatagrams = this.reassembler.overlaps;
    const peer = (id: number): string => state.peers.text(id);
    const address = (id: number): string => state.addresses.text(id);
    // Before the flows are let go of.
    const senders = state.senderStats();
    return {
      capture,
      spiFlows: withFlows ? [...this.flows()] : [],
      keepalives: state.keepalives.values.map((flow) => flow.snapshot(peer)),
      icmpErrors: [...state.icmp.values()],
      echoes: state.echoes.values.map((flow) => flow.snapshot(address)),
      clear: [...state.clear.values, ...state.pairs.values].map((flow) => flow.snapshot(address)),
      neighbours: state.neighbours.values.map((flow) => flow.snapshot(address)),
      services: state.services.list(),
      senders,
      counts: { ...state.counts },
      faults: [...capture.faults, ...state.faults.kept],
      faultCounts: { ...capture.faultCounts, ...state.faults.countsByCode() },
      limits: [...capture.limits, ...state.tableLimits(), ...this.reassemblyLimits()],
    };
  }

  private reassemblyLimits(): Scan['limits'] {
    const { evicted } = this.reassembler;
    if (evicted === 0) return [];
    const seen = this.state.counts.incompleteDatagrams + this.state.counts.reassembled;
    return [
      { what: 'datagrams put together', cap: this.state.limits.reassembly.maxDatagrams, seen, kept: seen - evicted },
    ];
  }
}

/**
 * Reads a capture (see readCapture) and sorts its packets (see CaptureScanner). Handlers are called while it is read. Never
 * rejects unless a handler throws.
 */
export async function scanCapture(
  source: ByteSource,
  handlers: ScanHandlers = {},
  limits: Partial<ScanLimits> = {},
): Promise<Scan> {
  const all: ScanLimits = { ...defaultScanLimits, ...limits };
  const scanner = new CaptureScanner(handlers, all);
  const capture = await readCapture(source, (packet) => scanner.packet(packet), all.capture);
  return scanner.finish(capture);
}
