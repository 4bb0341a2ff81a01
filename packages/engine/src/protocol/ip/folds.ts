import { type Packet, toNs } from '../capture/types.ts';
import type { ClearFlow, EchoFlow, KeepaliveFlow, NeighbourFlow } from './scan-types.ts';
import { tcpAck, tcpFin, tcpRst, tcpSyn } from './transport.ts';

type Text = (id: number) => string;

/** First and last sighting, in numbers. */
export class Span {
  packets = 0;
  firstPacket = 0;
  lastPacket = 0;
  firstSeconds = 0;
  firstNanoseconds = 0;
  lastSeconds = 0;
  lastNanoseconds = 0;

  /** Counts a packet. */
  see(packet: Packet): void {
    if (this.packets++ === 0) {
      this.firstPacket = packet.number;
      this.firstSeconds = packet.seconds;
      this.firstNanoseconds = packet.nanoseconds;
    }
    this.lastPacket = packet.number;
    this.lastSeconds = packet.seconds;
    this.lastNanoseconds = packet.nanoseconds;
  }

  get firstNs(): bigint {
    return toNs(this.firstSeconds, this.firstNanoseconds);
  }

  get lastNs(): bigint {
    return toNs(this.lastSeconds, this.lastNanoseconds);
  }
}

export class KeepaliveAccumulator extends Span {
  sourceId = 0;
  destinationId = 0;
  sourcePort = 0;
  destinationPort = 0;

  snapshot(text: Text): KeepaliveFlow {
    return {
      src: text(this.sourceId),
      dst: text(this.destinationId),
      srcPort: this.sourcePort,
      dstPort: this.destinationPort,
      packets: this.packets,
      firstPacket: this.firstPacket,
      firstNs: this.firstNs,
      lastNs: this.lastNs,
    };
  }
}

export class EchoAccumulator extends Span {
  version: 4 | 6 = 4;
  sourceId = 0;
  destinationId = 0;
  requests = 0;
  replies = 0;
  maxRequest = 0;
  maxReply = 0;

  add(reply: boolean, length: number): void {
    if (reply) {
      this.replies++;
      if (length > this.maxReply) this.maxReply = length;
    } else {
      this.requests++;
      if (length > this.maxRequest) this.maxRequest = length;
    }
  }

  snapshot(text: Text): EchoFlow {
    return {
      version: this.version,
      src: text(this.sourceId),
      dst: text(this.destinationId),
      requests: this.requests,
      replies: this.replies,
      maxRequestLength: this.maxRequest,
      maxReplyLength: this.maxReply,
      firstPacket: this.firstPacket,
      lastPacket: this.lastPacket,
      firstNs: this.firstNs,
      lastNs: this.lastNs,
    };
  }
}

export class NeighbourAccumulator extends Span {
  kind: 'arp' | 'nd' = 'arp';
  askerId = 0;
  targetId = 0;
  asked = 0;
  answered = 0;

  snapshot(text: Text): NeighbourFlow {
    return {
      kind: this.kind,
      asker: text(this.askerId),
      target: text(this.targetId),
      asked: this.asked,
      answered: this.answered,
      firstPacket: this.firstPacket,
      firstNs: this.firstNs,
      lastNs: this.lastNs,
    };
  }
}

/** Sender of IPsec packets. */
export class SenderAccumulator {
  packets = 0;
  minHopLimit = 255;
  maxHopLimit = 0;
  out = 0;
  in = 0;

  add(hopLimit: number, direction: number): void {
    this.packets++;
    if (hopLimit < this.minHopLimit) this.minHopLimit = hopLimit;
    if (hopLimit > this.maxHopLimit) this.maxHopLimit = hopLimit;
    if (direction === 2) this.out++;
    else if (direction === 1) this.in++;
  }

  /** Counts a whole flow of the sender. */
  addFlow(flow: Pick<SenderAccumulator, 'packets' | 'minHopLimit' | 'maxHopLimit'> & { direction: number }): void {
    this.packets += flow.packets;
    this.minHopLimit = Math.min(this.minHopLimit, flow.minHopLimit);
    this.maxHopLimit = Math.max(this.maxHopLimit, flow.maxHopLimit);
    if (flow.direction === 2) this.out += flow.packets;
    else if (flow.direction === 1) this.in += flow.packets;
  }

  merge(other: SenderAccumulator): void {
    this.packets += other.packets;
    this.minHopLimit = Math.min(this.minHopLimit, other.minHopLimit);
    this.maxHopLimit = Math.max(this.maxHopLimit, other.maxHopLimit);
    this.out += other.out;
    this.in += other.in;
  }
}

/** Clear traffic between endpoint `low` and endpoint `high`, whichever of them opened it. */
export class ClearAccumulator extends Span {
  protocol = 0;
  lowId = 0;
  highId = 0;
  lowPort = 0;
  highPort = 0;
  ports = true;
  /** Whether `low` is the side that opened the flow; settled by a SYN. */
  lowOpened = true;
  private settled = false;
  // Of packets from low, and of those from high. Not in arrays: there may be tens of thousands of flows.
  private lowPackets = 0;
  private highPackets = 0;
  private lowBytes = 0;
  private highBytes = 0;
  private lowLongest = 0;
  private highLongest = 0;
  private lowResets = 0;
  private highResets = 0;
  private syns = 0;
  private synAcks = 0;
  private fins = 0;

  /** Takes a packet of `length` bytes that went from low to high, or the other way; `flags`: TCP flags, else 0. */
  add(fromLow: boolean, length: number, flags: number): void {
    if (this.packets === 0) this.guess(fromLow);
    if (fromLow) {
      this.lowPackets++;
      this.lowBytes += length;
      if (length > this.lowLongest) this.lowLongest = length;
    } else {
      this.highPackets++;
      this.highBytes += length;
      if (length > this.highLongest) this.highLongest = length;
    }
    if (flags === 0) return;
    if ((flags & tcpSyn) !== 0) {
      const answer = (flags & tcpAck) !== 0;
      if (answer) this.synAcks++;
      else this.syns++;
      if (!this.settled) {
        this.settled = true;
        this.lowOpened = fromLow !== answer;
      }
    }
    if ((flags & tcpRst) !== 0) {
      if (fromLow) this.lowResets++;
      else this.highResets++;
    }
    if ((flags & tcpFin) !== 0) this.fins++;
  }

  private guess(fromLow: boolean): void {
    const sourcePort = fromLow ? this.lowPort : this.highPort;
    const destinationPort = fromLow ? this.highPort : this.lowPort;
    this.lowOpened = fromLow === (sourcePort >= destinationPort || destinationPort >= 1024);
  }

  snapshot(text: Text): ClearFlow {
    const low = this.lowOpened;
    return {
      protocol: this.protocol,
      src: text(low ? this.lowId : this.highId),
      dst: text(low ? this.highId : this.lowId),
      srcPort: low ? this.lowPort : this.highPort,
      dstPort: low ? this.highPort : this.lowPort,
      ports: this.ports,
      forwardPackets: low ? this.lowPackets : this.highPackets,
      forwardBytes: low ? this.lowBytes : this.highBytes,
      backwardPackets: low ? this.highPackets : this.lowPackets,
      backwardBytes: low ? this.highBytes : this.lowBytes,
      maxForwardLength: low ? this.lowLongest : this.highLongest,
      maxBackwardLength: low ? this.highLongest : this.lowLongest,
      syns: this.syns,
      synAcks: this.synAcks,
      resetsForward: low ? this.lowResets : this.highResets,
      resetsBackward: low ? this.highResets : this.lowResets,
      fins: this.fins,
      firstPacket: this.firstPacket,
      lastPacket: this.lastPacket,
      firstNs: this.firstNs,
      lastNs: this.lastNs,
    };
  }
}
