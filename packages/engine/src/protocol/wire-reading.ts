import type { SecretKey } from '../observations/keys.ts';
import type { Endpoint, Source } from '../observations/source.ts';
import type { PskProof } from './decrypt/psk-proof.ts';
import type { ServiceTalk } from './ip/services.ts';
import type { IkeMessage } from './ike/message.ts';
import type { Confined } from './wire-only.ts';

/**
 * One distinct IKE message of a capture with all its copies (identical bytes between the same endpoints). Where the capture shows it at
 * several places of its way, endpoints, packets and times are those of the place where it was seen first.
 */
export interface WireIke {
  readonly src: Endpoint;
  readonly dst: Endpoint;
  /** On a port with non-ESP marker. */
  readonly natT: boolean;
  /** UDP payload length in bytes without the non-ESP marker. */
  readonly bytes: number;
  /** Number of IP fragments the datagram came in; 1 = whole. */
  readonly ipFragments: number;
  readonly ttl: number | null;
  readonly direction: 'in' | 'out' | null;
  readonly message: IkeMessage;
  /** The message from its header on, as far as captured; empty where its ciphertext was not kept among very many. */
  readonly octets: Uint8Array;
  /** Where the key came from that opened it; its inner payloads then follow the clear ones of the message. */
  readonly opened?: Source;
  /** Opened, and proved with a pre-shared key: tells whether a given key made the proof. */
  readonly proof?: PskProof;
  /** Packet numbers of the first copy (several when fragmented). */
  readonly packets: readonly number[];
  readonly ns: bigint;
  copies: number;
  lastNs: bigint;
  lastPacket: number;
}

/** ESP or AH packets of one SPI between two addresses, folded. */
export interface WireFlow {
  readonly protocol: 'ESP' | 'AH';
  readonly encapsulation: 'none' | 'udp' | 'tcp';
  readonly src: string;
  readonly dst: string;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  /** Eight lower-case hex digits. */
  readonly spi: string;
  readonly packets: number;
  readonly bytes: number;
  readonly firstPacket: number;
  readonly first: bigint;
  readonly last: bigint;
  readonly minLength: number;
  readonly maxLength: number;
  /** Packets that are missing between the first and the last, by their sequence numbers. */
  readonly gaps: number;
  readonly duplicates: number;
  readonly maxSequence: number;
  /** Number of the last packet, and its sequence number: the 32 bits on the wire. */
  readonly lastPacket: number;
  readonly lastSequence: number;
  readonly idleGaps: readonly { readonly from: bigint; readonly to: bigint }[];
  /** Sequence numbers and fingerprints, by turns, of the first whole ESP packets. */
  readonly prints: readonly number[];
  /** Of its packets where they were nearest to their sender. */
  readonly hopLimit: number;
  /** The same packets as they left their sender and as they came to their receiver, where a capture shows both. */
  readonly views?: { readonly left: WireFlow; readonly came: WireFlow };
}

export interface WireIcmp {
  readonly packet: number;
  readonly ns: bigint;
  readonly src: string;
  readonly dst: string;
  readonly version: 4 | 6;
  readonly type: number;
  readonly code: number;
  readonly mtu: number | null;
  readonly quotedSrc: string;
  readonly quotedDst: string;
  readonly quotedProtocol: number;
  readonly quotedSrcPort: number | null;
  readonly quotedDstPort: number | null;
  readonly quotedSpi: string | null;
  readonly quotedInitiatorSpi: string | null;
  count: number;
}

/** Clear traffic folded per protocol, addresses and destination port. `forward` counts src→dst. */
export interface WireClear {
  readonly protocol: 'tcp' | 'udp' | 'icmp-echo' | 'other';
  readonly src: string;
  readonly dst: string;
  readonly dstPort: number | null;
  readonly forward: number;
  readonly backward: number;
  readonly resets: number;
  readonly firstPacket: number;
  readonly first: bigint;
  readonly last: bigint;
  readonly maxForwardLength: number;
  readonly maxBackwardLength: number;
}

/** An ICMP error found inside ESP. Packet numbers are those of the ESP packets. */
export interface InnerIcmp {
  readonly packet: number;
  readonly ns: bigint;
  readonly from: string;
  readonly to: string;
  readonly version: 4 | 6;
  readonly type: number;
  readonly code: number;
  readonly mtu: number | null;
  readonly quoted: { readonly src: string; readonly dst: string; readonly protocol: number } | null;
  readonly count: number;
}

/** What the ESP packets of one SA carry, read with its keys. */
export interface InnerFlow {
  readonly spi: string;
  /** Outer addresses. */
  readonly src: string;
  readonly dst: string;
  /** Packets that were opened, and that the key does not open. */
  readonly packets: number;
  readonly closed: number;
  readonly firstPacket: number;
  readonly firstClosed: number | null;
  readonly key: Source;
  readonly clear: readonly WireClear[];
  readonly icmp: readonly InnerIcmp[];
}

export interface WireIncomplete {
  readonly src: string;
  readonly dst: string;
  readonly protocol: number;
  readonly packets: readonly number[];
  readonly ns: bigint;
  readonly haveBytes: number;
  readonly totalBytes: number | null;
  readonly missing: readonly (readonly [from: number, to: number])[];
  readonly srcPort: number | null;
  readonly dstPort: number | null;
}

/** Address resolution that nobody answered, folded. */
export interface WireUnresolved {
  readonly asker: string;
  readonly target: string;
  readonly asked: number;
  readonly answered: number;
  readonly packet: number;
  readonly ns: bigint;
}

/** One end of what passes, as it is called on either side of a NAT: the same bytes were seen from it, or to it, under both names. */
export interface WireTranslation {
  /** By its own address. */
  readonly inside: Endpoint;
  readonly outside: Endpoint;
}

/** What one capture holds, in the capture's own clock. */
export interface WireReading {
  readonly artifact: string;
  readonly format: string;
  readonly packets: number;
  readonly bytes: number;
  /** The time for which the capture tells what was sent: its packets, unless `cut` says otherwise. */
  readonly first: bigint | null;
  readonly last: bigint | null;
  /**
   * IKE messages of which the capture kept the beginning alone, absent where there are none. Of those that are `unread` it kept less than
   * tells which message it is: `first` and `last` end before the first of them. `span` are all packets.
   */
  readonly cut?: {
    readonly messages: number;
    readonly unread: number;
    readonly span: { readonly from: bigint | null; readonly to: bigint | null };
  };
  readonly snaplen: number | null;
  readonly filter: string | null;
  readonly drops: number | null;
  readonly ike: readonly WireIke[];
  /** Exchanges after the set-up that were answered and are over were left out, because there were too many. */
  readonly thinned: boolean;
  /**
   * IKE SAs of which no message is handed on, because there were too many and these went well: set up, and every request answered.
   * By initiator SPI. What is not seen of them here is not known.
   */
  readonly ordinary: ReadonlyMap<string, { readonly initiator: string; readonly responder: string }>;
  readonly flows: readonly WireFlow[];
  readonly icmp: readonly WireIcmp[];
  readonly clear: readonly WireClear[];
  readonly incomplete: readonly WireIncomplete[];
  readonly unresolved: readonly WireUnresolved[];
  /** Names, users and tickets that were asked for. */
  readonly services?: readonly ServiceTalk[];
  /** Absent where nothing was seen on both sides of a NAT. */
  readonly translations?: readonly WireTranslation[];
  /**
   * Much of what passes is there twice, at two places of its way: two captures in one file, or one that was taken on a router. It is not of
   * one end alone.
   */
  readonly passing?: true;
  /** Decryption secrets that the file itself holds. */
  readonly secrets?: readonly SecretKey[];
  /** Only where keys of ESP SAs were handed in. */
  readonly inner?: readonly InnerFlow[];
  /** Addresses that sent packets with an undiminished initial hop limit (64, 128, 255) while others came diminished: the vantage. */
  readonly ownAddresses: readonly string[];
  /** The one address that all IP packets come from, but link-local ones, and all answers of address resolution; absent where more hosts are heard. */
  readonly onlySender?: string;
  /** Absent where it shows what passes elsewhere as well. */
  readonly only?: Confined;
  /** Total UDP datagrams per (src,dst) on IKE ports that were no IKE message, keepalive or ESP. */
  readonly keepalives: number;
  readonly faults: readonly { readonly packet: number | null; readonly reason: string }[];
  readonly limits: readonly {
    readonly what: string;
    readonly cap: number;
    readonly seen: number;
    readonly kept: number;
  }[];
  /** Whether the end of the file is whole. */
  readonly truncated: boolean;
}

/** A reading without anything in it. */
export function emptyReading(artifact: string, format: string): WireReading {
  return {
    artifact,
    format,
    packets: 0,
    bytes: 0,
    first: null,
    last: null,
    snaplen: null,
    filter: null,
    drops: null,
    ike: [],
    thinned: false,
    ordinary: new Map(),
    flows: [],
    icmp: [],
    clear: [],
    incomplete: [],
    unresolved: [],
    ownAddresses: [],
    keepalives: 0,
    faults: [],
    limits: [],
    truncated: false,
  };
}
