import type { CaptureFault, CaptureLimit, CaptureLimits, CaptureSummary } from '../capture/types.ts';
import type { IkeSighting } from './ike-sighting.ts';
import type { IncompleteDatagram, ReassemblyLimits } from './reassembly.ts';
import type { ServiceTalk } from './services.ts';
import type { SpiFlow, SpiFlowLimits } from './spi-flow.ts';
import type { QuotedDatagram } from './transport.ts';

/**
 * A UDP datagram that is, or on its port ought to be, an IKE message. The object is the receiver's; `bytes` is a view that
 * is valid only during the call.
 */
export interface IkeDatagram {
  /** Packet numbers: one, or those of the IP fragments. */
  readonly packets: readonly number[];
  readonly ns: bigint;
  readonly src: string;
  readonly dst: string;
  readonly srcPort: number;
  readonly dstPort: number;
  /** Carried with the non-ESP marker (or where it belongs). */
  readonly natT: boolean;
  /** `missing`: an IKE message on port 4500 without the marker. */
  readonly marker: 'none' | 'non-esp' | 'missing';
  /** The message without marker, as far as captured. */
  readonly bytes: Uint8Array;
  /** Bytes of the message as UDP claims them. */
  readonly length: number;
  readonly truncated: boolean;
  /** Header, exchange type and length field are those of an IKE message. */
  readonly plausible: boolean;
  readonly checksum: 'good' | 'bad' | 'absent' | 'unknown';
  readonly ipVersion: 4 | 6;
  /** 1 when the datagram came whole. */
  readonly ipFragments: number;
  /** IP lengths of the fragments; empty when whole. */
  readonly fragmentLengths: readonly number[];
  /** Bytes of the IP datagram, headers included (put together, when fragmented). */
  readonly ipLength: number;
  readonly hopLimit: number;
  readonly dontFragment: boolean;
  readonly direction: 'in' | 'out' | null;
  readonly interfaceIndex: number;
  readonly ifindex: number;
  /** Inside another IP header (protocol 4 or 41). */
  readonly tunnelled: boolean;
}

/** One ESP or AH packet. */
export interface SpiPacket {
  /** Id of its flow; -1 when there were too many flows to keep this one. */
  readonly flow: number;
  readonly ah: boolean;
  readonly encapsulated: boolean;
  readonly spi: number;
  readonly sequence: number;
  /** Bytes of the IP datagram. */
  readonly length: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly packet: number;
  readonly direction: number;
}

/** One whole ESP packet from its SPI on. The object is the receiver's; `bytes` is a view that is valid only during the call. */
export interface EspDatagram {
  /** Packet numbers: one, or those of the IP fragments. */
  readonly packets: readonly number[];
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly src: string;
  readonly dst: string;
  readonly spi: number;
  readonly bytes: Uint8Array;
}

/** An ICMP or ICMPv6 error, folded: equal ones are counted. The handler gets the object at its first sighting. */
export interface IcmpError {
  readonly packet: number;
  readonly ns: bigint;
  readonly version: 4 | 6;
  readonly src: string;
  readonly dst: string;
  readonly type: number;
  readonly code: number;
  /** Next-hop MTU of fragmentation-needed and packet-too-big; null otherwise (and 0 when an old router tells none). */
  readonly mtu: number | null;
  readonly quoted: QuotedDatagram | null;
  readonly direction: 'in' | 'out' | null;
  count: number;
  lastNs: bigint;
  lastPacket: number;
}

/** NAT keepalives (RFC 3948 section 2.3) between two endpoints. */
export interface KeepaliveFlow {
  readonly src: string;
  readonly dst: string;
  readonly srcPort: number;
  readonly dstPort: number;
  readonly packets: number;
  readonly firstPacket: number;
  readonly firstNs: bigint;
  readonly lastNs: bigint;
}

/** Echo requests of `src` to `dst` and the replies. Lengths in bytes of the IP datagram. */
export interface EchoFlow {
  readonly version: 4 | 6;
  readonly src: string;
  readonly dst: string;
  readonly requests: number;
  readonly replies: number;
  readonly maxRequestLength: number;
  readonly maxReplyLength: number;
  readonly firstPacket: number;
  readonly lastPacket: number;
  readonly firstNs: bigint;
  readonly lastNs: bigint;
}

/**
 * Unprotected traffic between two endpoints, both ways. `src` is the side that opened it: the sender of a SYN, else of the
 * first packet unless the ports say otherwise. `ports` false: folded over all ports, because there were too many flows.
 */
export interface ClearFlow {
  readonly protocol: number;
  readonly src: string;
  readonly dst: string;
  readonly srcPort: number;
  readonly dstPort: number;
  readonly ports: boolean;
  readonly forwardPackets: number;
  readonly forwardBytes: number;
  readonly backwardPackets: number;
  readonly backwardBytes: number;
  readonly maxForwardLength: number;
  readonly maxBackwardLength: number;
  readonly syns: number;
  readonly synAcks: number;
  readonly resetsForward: number;
  readonly resetsBackward: number;
  readonly fins: number;
  readonly firstPacket: number;
  readonly lastPacket: number;
  readonly firstNs: bigint;
  readonly lastNs: bigint;
}

/** ARP or neighbour discovery: `asker` looks for the link address of `target`. */
export interface NeighbourFlow {
  readonly kind: 'arp' | 'nd';
  readonly asker: string;
  readonly target: string;
  readonly asked: number;
  readonly answered: number;
  readonly firstPacket: number;
  readonly firstNs: bigint;
  readonly lastNs: bigint;
}

/** What IKE, ESP and AH packets of one sender looked like on the way. */
export interface SenderStats {
  readonly address: string;
  readonly packets: number;
  readonly minHopLimit: number;
  readonly maxHopLimit: number;
  /** Packets the link layer says this host sent, and received. */
  readonly out: number;
  readonly in: number;
}

/** Called as the capture is read, in packet order; all are optional. */
export interface ScanHandlers {
  readonly onIke?: (datagram: IkeDatagram) => void;
  /** The same without an object for each: the sighting is reused, and its addresses are numbers for `addressOf` of the scanner. */
  readonly onIkeSighting?: (sighting: IkeSighting) => void;
  readonly onSpiPacket?: (packet: SpiPacket) => void;
  /** Whole ESP packets only; asked for when keys are at hand. */
  readonly onEsp?: (packet: EspDatagram) => void;
  readonly onIcmpError?: (error: IcmpError) => void;
  readonly onIncomplete?: (datagram: IncompleteDatagram) => void;
}

export interface ScanLimits {
  readonly capture: Partial<CaptureLimits>;
  readonly reassembly: ReassemblyLimits;
  readonly flow: SpiFlowLimits;
  /** Addresses of IPsec traffic; addresses of everything else. */
  readonly maxPeers: number;
  readonly maxAddresses: number;
  readonly maxSpiFlows: number;
  /** Of so many of them the first packets are fingerprinted; none where there is no other capture to compare with. */
  readonly maxPrintedFlows: number;
  readonly maxClearFlows: number;
  readonly maxHostPairs: number;
  readonly maxFolds: number;
  readonly maxFaultsPerCode: number;
  readonly maxFaults: number;
}

/** What one capture holds above the link layer. */
export interface Scan {
  readonly capture: CaptureSummary;
  readonly spiFlows: readonly SpiFlow[];
  readonly keepalives: readonly KeepaliveFlow[];
  readonly icmpErrors: readonly IcmpError[];
  readonly echoes: readonly EchoFlow[];
  readonly clear: readonly ClearFlow[];
  readonly neighbours: readonly NeighbourFlow[];
  readonly services: readonly ServiceTalk[];
  readonly senders: readonly SenderStats[];
  /** How many packets (or datagrams) were what; names are stable. */
  readonly counts: Readonly<Record<string, number>>;
  /** Faults of the file and of the packets. */
  readonly faults: readonly CaptureFault[];
  readonly faultCounts: Readonly<Record<string, number>>;
  readonly limits: readonly CaptureLimit[];
}
