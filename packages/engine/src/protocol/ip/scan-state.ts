import { Services } from './services.ts';
import { addressText } from '../address.ts';
import { FaultLog } from '../capture/faults.ts';
import type { CaptureLimit, Packet } from '../capture/types.ts';
import {
  ClearAccumulator,
  EchoAccumulator,
  KeepaliveAccumulator,
  NeighbourAccumulator,
  SenderAccumulator,
} from './folds.ts';
import { icmpKey } from './icmp.ts';
import { LatestFlows } from './latest-flows.ts';
import { cutLie, cutNot, cutSnap, type IpView } from './parse.ts';
import { defaultReassemblyLimits } from './reassembly.ts';
import type { IcmpError, ScanLimits, SenderStats } from './scan-types.ts';
import { fewPrints, SpiAccumulator } from './spi-flow.ts';
import { AddressTable, FlowTable, foldAddress } from './tables.ts';

export const defaultScanLimits: ScanLimits = {
  capture: {},
  reassembly: defaultReassemblyLimits,
  flow: { idleSeconds: 4, maxIdleGaps: 64, maxJumps: 32 },
  maxPeers: 65_536,
  maxAddresses: 65_536,
  maxSpiFlows: 131_072,
  maxPrintedFlows: 8192,
  maxClearFlows: 20_000,
  maxHostPairs: 20_000,
  maxFolds: 8192,
  maxFaultsPerCode: 20,
  maxFaults: 200,
};

/** Flows of which as many packets are fingerprinted as of a small capture's. */
const fullyPrinted = 512;

/** What is counted, by stable name. Numbers on one object: cheaper than a map for every packet. */
export class ScanCounts {
  ipv4 = 0;
  ipv6 = 0;
  arp = 0;
  notIp = 0;
  unknownLink = 0;
  malformed = 0;
  fragments = 0;
  reassembled = 0;
  incompleteDatagrams = 0;
  duplicateFragments = 0;
  overlappingDatagrams = 0;
  ike = 0;
  notIke = 0;
  esp = 0;
  espInUdp = 0;
  ah = 0;
  keepalives = 0;
  icmpErrors = 0;
  udp = 0;
  tcp = 0;
  tunnelled = 0;
}

/** The tables a scan fills, and what the dispatch needs to fill them. */
export class ScanState {
  readonly counts = new ScanCounts();
  readonly faults: FaultLog;
  readonly peers: AddressTable;
  readonly addresses: AddressTable;
  readonly spiFlows: FlowTable<SpiAccumulator>;
  /** Flows of IPv4 met last, for `countCommonPacket`; the note of a clear one tells whether it is the way from low to high. */
  readonly latestSpi = new LatestFlows<SpiAccumulator>();
  readonly latestClear = new LatestFlows<ClearAccumulator>();
  readonly keepalives: FlowTable<KeepaliveAccumulator>;
  readonly echoes: FlowTable<EchoAccumulator>;
  readonly neighbours: FlowTable<NeighbourAccumulator>;
  readonly clear: FlowTable<ClearAccumulator>;
  readonly pairs: FlowTable<ClearAccumulator>;
  readonly services = new Services();
  readonly icmp = new Map<string, IcmpError>();
  icmpRefused = 0;
  /** Senders of IKE have a table of their own, so that a flood of invented ones cannot keep ESP flows out. */
  readonly ikePeers: AddressTable;
  private readonly senders: SenderAccumulator[] = [];
  private readonly ikeSenders: SenderAccumulator[] = [];
  readonly limits: ScanLimits;

  constructor(limits: ScanLimits) {
    this.limits = limits;
    this.faults = new FaultLog(limits.maxFaultsPerCode, limits.maxFaults);
    this.peers = new AddressTable(limits.maxPeers);
    this.ikePeers = new AddressTable(limits.maxPeers);
    this.addresses = new AddressTable(limits.maxAddresses);
    this.spiFlows = new FlowTable(limits.maxSpiFlows, () => new SpiAccumulator());
    this.keepalives = new FlowTable(limits.maxFolds, () => new KeepaliveAccumulator());
    this.echoes = new FlowTable(limits.maxFolds, () => new EchoAccumulator());
    this.neighbours = new FlowTable(limits.maxFolds, () => new NeighbourAccumulator());
    this.clear = new FlowTable(limits.maxClearFlows, () => new ClearAccumulator());
    this.pairs = new FlowTable(limits.maxHostPairs, () => new ClearAccumulator());
  }

  /** Notes who sent an ESP or AH packet or a keepalive. Gives the sender's number in `peers`, -1 when full. */
  private sender(ip: IpView, direction: number): number {
    const id = this.peers.intern(ip.view, ip.source, ip.addressLength);
    if (id >= 0) senderAt(this.senders, id).add(ip.hopLimit, direction);
    return id;
  }

  /** Notes who sent an IKE message. Gives the sender's number in `ikePeers`, -1 when full. */
  ikeSender(ip: IpView, direction: number): number {
    const id = this.ikePeers.intern(ip.view, ip.source, ip.addressLength);
    if (id >= 0) senderAt(this.ikeSenders, id).add(ip.hopLimit, direction);
    return id;
  }

  /** What is known of every sender, in the order they were first seen; those of ESP and AH first. */
  senderStats(): SenderStats[] {
    const found = new Map<string, SenderAccumulator>();
    for (const flow of this.spiFlows.values)
      if (flow.sourceId >= 0 && flow.packets > 0) senderAt(this.senders, flow.sourceId).addFlow(flow);
    const collect = (list: readonly SenderAccumulator[], table: AddressTable): void => {
      list.forEach((stats, id) => {
        if (stats.packets === 0) return;
        const address = table.text(id);
        const known = found.get(address);
        if (known === undefined) found.set(address, stats);
        else known.merge(stats);
      });
    };
    collect(this.senders, this.peers);
    collect(this.ikeSenders, this.ikePeers);
    return [...found].map(([address, stats]) => ({ address, ...stats }));
  }

  /** Text of an address: by its number in `ikePeers`, or (-1) from the header itself. `offset` is that of the address. */
  text(id: number, ip: IpView, offset: number): string {
    return id >= 0 ? this.ikePeers.text(id) : (addressText(ip.bytes, offset, ip.addressLength) ?? '');
  }

  /** Kind of an SPI flow as a key: what it is in three bits, direction in two, the capture interface above them. */
  spiKind(packet: Packet, four: boolean, ah: boolean, encapsulated: boolean): number {
    return (
      (packet.interfaceIndex << 5) | (packet.direction << 3) | (four ? 4 : 0) | (ah ? 2 : 0) | (encapsulated ? 1 : 0)
    );
  }

  /** Folds an ESP or AH packet whose header is at `at` (SPI, sequence number). Gives the flow, or undefined when full. */
  spi(
    ip: IpView,
    packet: Packet,
    at: number,
    ah: boolean,
    ports: number,
    encapsulated: boolean,
    fragments: number,
  ): SpiAccumulator | undefined {
    const spi = ip.dataView.getUint32(at);
    const sequence = ip.dataView.getUint32(at + 4);
    // IPv4 addresses are keys themselves.
    const four = ip.version === 4;
    const kind = this.spiKind(packet, four, ah, encapsulated);
    const from = four ? ip.view.getInt32(ip.source) : this.peers.intern(ip.view, ip.source, 16);
    const to = four ? ip.view.getInt32(ip.destination) : this.peers.intern(ip.view, ip.destination, 16);
    const flow = this.spiFlows.at(from, to, spi, ports, kind, packet.ifindex);
    if (flow !== undefined && flow.id < 0) this.open(flow, ip, packet, spi, ah, ports, encapsulated);
    if (flow === undefined || flow.sourceId < 0 || flow.destinationId < 0) {
      this.sender(ip, packet.direction);
      if (flow !== undefined) this.spiFlows.refused++;
      return undefined;
    }
    const { seconds, nanoseconds, number } = packet;
    flow.add(sequence, ip.totalLength, ip.hopLimit, seconds, nanoseconds, number, this.limits.flow);
    if (fragments > 1) flow.fragmented++;
    if (ip.cut === cutSnap) flow.truncated++;
    if (!ah && ip.cut === cutNot && fragments <= 1 && flow.packets <= flow.printLimit)
      flow.print(sequence, ip.hopLimit, ip.dataView, at, ip.payload + ip.payloadLength);
    if (packet.ifindex === 0) {
      if (four) this.latestSpi.put(from, to, spi | 0, ports, kind, flow, 0);
      else
        this.latestSpi.put(
          foldAddress(ip.view, ip.source),
          foldAddress(ip.view, ip.destination),
          spi | 0,
          ports,
          kind,
          flow,
          0,
        );
    }
    return flow;
  }

  /** Fills in what the first packet of a flow tells. */
  private open(
    flow: SpiAccumulator,
    ip: IpView,
    packet: Packet,
    spi: number,
    ah: boolean,
    ports: number,
    encapsulated: boolean,
  ): void {
    flow.id = this.spiFlows.values.length - 1;
    flow.spi = spi;
    if (flow.id >= this.limits.maxPrintedFlows) flow.printLimit = 0;
    else if (flow.id >= fullyPrinted) flow.printLimit = fewPrints;
    flow.sourceId = this.peers.intern(ip.view, ip.source, ip.addressLength);
    flow.destinationId = this.peers.intern(ip.view, ip.destination, ip.addressLength);
    flow.sourcePort = ports >>> 16;
    flow.destinationPort = ports & 0xffff;
    flow.interfaceIndex = packet.interfaceIndex;
    flow.ifindex = packet.ifindex;
    flow.direction = packet.direction;
    flow.isAh = ah;
    flow.encapsulated = encapsulated;
  }

  keepalive(ip: IpView, packet: Packet, sourcePort: number, destinationPort: number): void {
    this.counts.keepalives++;
    const source = this.sender(ip, packet.direction);
    const destination = this.peers.intern(ip.view, ip.destination, ip.addressLength);
    if (source < 0 || destination < 0) {
      this.keepalives.refused++;
      return;
    }
    const flow = this.keepalives.at(source, destination, (sourcePort << 16) | destinationPort, 0, 0, 0);
    if (flow === undefined) return;
    if (flow.packets === 0) {
      flow.sourceId = source;
      flow.destinationId = destination;
      flow.sourcePort = sourcePort;
      flow.destinationPort = destinationPort;
    }
    flow.see(packet);
  }

  echo(ip: IpView, packet: Packet, reply: boolean): void {
    const a = this.addresses.intern(ip.view, ip.source, ip.addressLength);
    const b = this.addresses.intern(ip.view, ip.destination, ip.addressLength);
    if (a < 0 || b < 0) {
      this.echoes.refused++;
      return;
    }
    const flow = reply ? this.echoes.at(b, a, 0, 0, 0, 0) : this.echoes.at(a, b, 0, 0, 0, 0);
    if (flow === undefined) return;
    if (flow.packets === 0) {
      flow.version = ip.version === 4 ? 4 : 6;
      flow.sourceId = reply ? b : a;
      flow.destinationId = reply ? a : b;
    }
    flow.see(packet);
    flow.add(reply, ip.totalLength);
  }

  neighbour(kind: 'arp' | 'nd', asker: number, target: number, packet: Packet, answer: boolean): void {
    if (asker < 0 || target < 0) {
      this.neighbours.refused++;
      return;
    }
    const flow = this.neighbours.at(asker, target, kind === 'arp' ? 0 : 1, 0, 0, 0);
    if (flow === undefined) return;
    if (flow.packets === 0) {
      flow.kind = kind;
      flow.askerId = asker;
      flow.targetId = target;
    }
    flow.see(packet);
    if (answer) flow.answered++;
    else flow.asked++;
  }

  /** Folds unprotected traffic; over all ports when there are too many flows. */
  clearTraffic(ip: IpView, packet: Packet, sourcePort: number, destinationPort: number, flags: number): void {
    const a = this.addresses.intern(ip.view, ip.source, ip.addressLength);
    const b = this.addresses.intern(ip.view, ip.destination, ip.addressLength);
    if (a < 0 || b < 0) {
      this.pairs.refused++;
      return;
    }
    const fromLow = a < b || (a === b && sourcePort <= destinationPort);
    const low = fromLow ? a : b;
    const high = fromLow ? b : a;
    const lowPort = fromLow ? sourcePort : destinationPort;
    const highPort = fromLow ? destinationPort : sourcePort;
    let flow = this.clear.at(low, high, (lowPort << 16) | highPort, ip.protocol, 0, 0);
    const ports = flow !== undefined;
    flow ??= this.pairs.at(low, high, 0, ip.protocol, 0, 0);
    if (flow === undefined) return;
    if (flow.packets === 0) {
      flow.protocol = ip.protocol;
      flow.lowId = low;
      flow.highId = high;
      flow.ports = ports;
      flow.lowPort = ports ? lowPort : 0;
      flow.highPort = ports ? highPort : 0;
    }
    flow.add(fromLow, ip.totalLength, flags);
    flow.see(packet);
    if (ip.version === 4) {
      const from = ip.view.getInt32(ip.source);
      const to = ip.view.getInt32(ip.destination);
      this.latestClear.put(from, to, (sourcePort << 16) | destinationPort, ip.protocol, 0, flow, fromLow ? 1 : 0);
    }
  }

  /** Folds an ICMP error; true when it is the first of its kind. */
  icmpError(error: IcmpError): boolean {
    const key = icmpKey(error);
    const known = this.icmp.get(key);
    if (known !== undefined) {
      known.count++;
      known.lastNs = error.ns;
      known.lastPacket = error.packet;
      return false;
    }
    if (this.icmp.size >= this.limits.maxFolds) {
      this.icmpRefused++;
      return false;
    }
    this.icmp.set(key, error);
    return true;
  }

  /** Notes a header that could not be read, once per packet. */
  malformed(code: string, packet: Packet, offset: number, reason: string): void {
    this.counts.malformed++;
    this.faults.add(code, packet.number, packet.fileOffset + Math.max(0, offset - packet.offset), reason);
  }

  /** Notes an IP length that goes beyond the frame. */
  lengthLie(ip: IpView, packet: Packet): void {
    if (ip.cut !== cutLie) return;
    this.faults.add(
      'ip.total-length-long',
      packet.number,
      packet.fileOffset,
      `the IPv${ip.version} header claims ${ip.totalLength} bytes, the frame has ${packet.originalLength}`,
    );
  }

  tableLimits(): CaptureLimit[] {
    const { limits } = this;
    const out: CaptureLimit[] = [];
    const told = (what: string, cap: number, kept: number, refused: number): void => {
      if (refused > 0) out.push({ what, cap, seen: kept + refused, kept });
    };
    told(
      'ESP and AH flows (and packets of further ones)',
      limits.maxSpiFlows,
      this.spiFlows.values.length,
      this.spiFlows.refused,
    );
    told('IKE peers (and messages of further ones)', limits.maxPeers, this.ikePeers.size, this.ikePeers.refused);
    told('ESP and AH peers (and packets of further ones)', limits.maxPeers, this.peers.size, this.peers.refused);
    told('addresses (and packets of further ones)', limits.maxAddresses, this.addresses.size, this.addresses.refused);
    told(
      'clear flows with ports (and packets of further ones)',
      limits.maxClearFlows,
      this.clear.values.length,
      this.clear.refused,
    );
    told(
      'pairs of hosts in clear (and packets of further ones)',
      limits.maxHostPairs,
      this.pairs.values.length,
      this.pairs.refused,
    );
    told(
      'keepalive flows (and packets of further ones)',
      limits.maxFolds,
      this.keepalives.values.length,
      this.keepalives.refused,
    );
    told('echo flows (and packets of further ones)', limits.maxFolds, this.echoes.values.length, this.echoes.refused);
    told(
      'neighbour requests (and packets of further ones)',
      limits.maxFolds,
      this.neighbours.values.length,
      this.neighbours.refused,
    );
    told('ICMP errors (and packets of further ones)', limits.maxFolds, this.icmp.size, this.icmpRefused);
    return [...out, ...this.faults.limit()];
  }
}

function senderAt(list: SenderAccumulator[], id: number): SenderAccumulator {
  const known = list[id];
  if (known !== undefined) return known;
  let made = new SenderAccumulator();
  list.push(made);
  while (list.length <= id) {
    made = new SenderAccumulator();
    list.push(made);
  }
  return made;
}
