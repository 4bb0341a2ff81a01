import type {
  ArgValue,
  ChildSaState,
  ConfigObservation,
  ConnectionConfig,
  Endpoint,
  FactCode,
  LogSession,
  Source,
} from '../observations/index.ts';

import type { OpenedMessage } from './opened.ts';

/** Which end of the IKE SA's first exchange. */
export type Role = 'initiator' | 'responder';
export type Tri = 'yes' | 'no' | 'unknown';

/** Other end of a role. */
export function otherRole(role: Role): Role {
  return role === 'initiator' ? 'responder' : 'initiator';
}

/** A notify as a message carries it. */
export interface StepNotify {
  readonly name: string;
  readonly error: boolean;
  readonly encrypted: boolean;
}

/**
 * One sighting of one logical IKE message in one artifact: a message in a capture (all its copies), or what a daemon's log
 * says of a message it sent or took in.
 */
export interface Sighting {
  readonly artifact: string;
  readonly from: 'wire' | 'log';
  /** For a log: which act it tells. For a capture always 'seen'. */
  readonly act: 'sent' | 'received' | 'parsed' | 'seen';
  readonly sender: Role;
  /** RFC name: IKE_SA_INIT, IKE_INTERMEDIATE, IKE_AUTH, CREATE_CHILD_SA, INFORMATIONAL, Main Mode, Aggressive Mode, Quick Mode, Transaction, Informational, … */
  readonly exchange: string;
  readonly kind: 'request' | 'response' | 'message';
  readonly messageId: number | null;
  /** UDP payload length in bytes without non-ESP marker, when told. Largest when several copies differ. */
  readonly bytes: number | null;
  readonly encrypted: boolean | null;
  /** Payload abbreviations when visible. */
  readonly payloads: readonly string[];
  readonly notifies: readonly StepNotify[];
  readonly sources: readonly Source[];
  /** Copies: the message and its retransmissions. */
  readonly copies: number;
  /** Not all copies are the same bytes: the responder answered each copy of a request under another cookie. */
  readonly anew?: true;
  /** Captures: the proposals of its SA payload as text, made when asked for; empty without one. */
  readonly offers?: () => readonly string[];
  /** Captures: names of the known vendor IDs it carries; absent without one. */
  readonly vendors?: readonly string[];
  /** First sighting in the artifact's own clock, and last. */
  readonly ns: bigint | null;
  readonly lastNs: bigint | null;
  readonly seq: number;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  /** Distinguishes messages of one exchange, sender and message id (cookie or group retries; main mode turns): 0, 1, … in order. */
  readonly round: number;
  /** Number of IP fragments of the largest copy; 1 when whole. */
  readonly ipFragments: number;
  readonly ikeFragments: { readonly total: number; readonly seen: number } | null;
}

/** A fact a log states, tied to a host and a negotiation. */
export interface Fact {
  readonly code: FactCode;
  readonly args: Readonly<Record<string, ArgValue>>;
  readonly src: Source;
  /** Host whose component speaks. */
  readonly host: string;
  /** Role of that host in the negotiation; null for facts about no negotiation. */
  readonly role: Role | null;
  /** In the artifact's own clock. */
  readonly ns: bigint | null;
  /** The moment by the clock of the host as its capture shows it (UTC); null when unknown. */
  readonly at: bigint | null;
  readonly seq: number;
  readonly session: string | null;
}

/** One attempt at an IKE SA as one artifact shows it. */
export interface Attempt {
  readonly key: string;
  readonly artifact: string;
  readonly from: 'wire' | 'log';
  readonly version: 1 | 2 | null;
  readonly protocol: 'IKEv1' | 'IKEv2' | 'AuthIP' | null;
  readonly initiator: Endpoint | null;
  readonly responder: Endpoint | null;
  readonly initiatorSpi: string | null;
  readonly responderSpi: string | null;
  /** Log: role of the log's own host. */
  readonly ownRole: Role | null;
  readonly connection: string | null;
  readonly sightings: readonly Sighting[];
  readonly facts: readonly Fact[];
  /** Captures: what was opened with keys. */
  readonly opened?: readonly OpenedMessage[];
  readonly session: LogSession | null;
  readonly start: bigint | null;
  readonly end: bigint | null;
  readonly firstSeq: number;
  /** ESP and AH SPIs named in this attempt. */
  readonly childSpis: readonly string[];
  /** Starts in the middle: the first exchange was not seen. */
  readonly midway: boolean;
  /** Out of a few lines that somebody copied: what they say is all there is to judge. */
  readonly pasted?: true;
  /** Told by records of its outcome only: its times are those of its end. */
  readonly atEnd?: true;
  /** Its own words do not name its ends: it is with the only two it can be of, and proves nothing about them. */
  readonly placed?: true;
}

/** A logical message of a negotiation with what every artifact says of it. */
export interface LedgerRow {
  readonly key: string;
  /** For people: 'IKE_AUTH request', 'Main Mode message 5'. */
  readonly step: string;
  readonly exchange: string;
  readonly kind: 'request' | 'response' | 'message';
  readonly sender: Role;
  readonly messageId: number | null;
  readonly copies: number;
  readonly bytes: number | null;
  readonly encrypted: boolean | null;
  readonly sentByLog: Tri;
  readonly seenLeaving: Tri;
  readonly seenArriving: Tri;
  readonly receivedByLog: Tri;
  readonly processed: Tri;
  readonly answered: Tri;
  readonly notifies: readonly StepNotify[];
  readonly payloads: readonly string[];
  readonly sightings: readonly Sighting[];
  /** On the common time line. */
  readonly at: bigint | null;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  readonly ipFragments: number;
}

/** How the failure shows where the exchange stops. */
export type Manner = 'refused' | 'silent' | 'icmp' | 'undecryptable' | 'aborted-locally' | 'none';

/**
 * Where a negotiation stops, as a kind the candidate table knows. `first`: the first message (pair); `keys`: between the first
 * answer and the first authenticated message (main mode 3/4, INTERMEDIATE); `auth`: authentication; `user`: EAP, XAUTH, mode
 * config; `child`: quick mode, the child part of IKE_AUTH, or CREATE_CHILD_SA for a new child; `rekey`: replacing an SA;
 * `established`: IKE did what it should; `config`: nothing was sent because of the host itself.
 */
export type Phase = 'config' | 'first' | 'keys' | 'auth' | 'user' | 'child' | 'rekey' | 'established';

export interface BreakPoint {
  readonly phase: Phase;
  readonly manner: Manner;
  readonly lastCommonStep: string | null;
  readonly nextExpected: string | null;
  /** Role whose message (or whose move) is missing or was refused. */
  readonly waitingFor: Role | null;
  /** Sender of the message that did not get through or was refused. */
  readonly failedSender: Role | null;
  readonly decidedBy: Role | 'path' | 'unknown';
  /** Name of the error notify that refused, if any was seen or told. */
  readonly notify: string | null;
  readonly notifyEncrypted: boolean | null;
}

export interface NegotiationView {
  readonly role: Role;
  readonly host: string | null;
  readonly state: string;
  readonly lastSent: string | null;
  readonly lastReceived: string | null;
  readonly reason: Fact | null;
  readonly log: 'full' | 'partial' | 'none';
  readonly capture: 'full' | 'partial' | 'none';
}

/** A child SA of a negotiation, joined over both ends by SPI. */
export interface Child {
  readonly established: boolean;
  readonly spis: readonly string[];
  readonly facts: readonly Fact[];
  /** Role of the host that receives on each SPI, when a log told. */
  readonly receivers: Readonly<Record<string, Role>>;
}

/** One negotiation as all evidence together tells it. */
export interface Negotiation {
  readonly id: string;
  readonly protocol: 'IKEv1' | 'IKEv2' | 'AuthIP';
  readonly version: 1 | 2 | null;
  readonly initiator: string | null;
  readonly responder: string | null;
  readonly initiatorEndpoint: Endpoint | null;
  readonly responderEndpoint: Endpoint | null;
  readonly initiatorSpi: string | null;
  readonly responderSpi: string | null;
  readonly attempts: readonly Attempt[];
  readonly rows: readonly LedgerRow[];
  readonly facts: readonly Fact[];
  readonly outcome: 'established' | 'failed' | 'timed-out' | 'incomplete';
  readonly childOutcome: 'established' | 'failed' | 'none' | 'unknown';
  readonly breakPoint: BreakPoint;
  readonly children: readonly Child[];
  readonly views: { readonly initiator: NegotiationView; readonly responder: NegotiationView };
  /** On the common time line. */
  readonly start: bigint | null;
  readonly end: bigint | null;
  /** Ended by the operator, by a stop of a daemon, or by a clean delete. */
  readonly teardown: boolean;
  readonly midway: boolean;
}

/** A host as the evidence shows it. */
export interface Host {
  readonly label: string;
  readonly observed: boolean;
  readonly role: 'end' | 'middlebox' | 'unknown';
  readonly addresses: readonly string[];
  /** Those of `addresses` that nothing shows to be its own: the other host speaks with them, and nobody else is left. */
  readonly assumedAddresses: readonly string[];
  readonly product: string | null;
  readonly artifacts: readonly string[];
  readonly connections: readonly ConnectionConfig[];
  readonly sas: readonly ChildSaState[];
  readonly state: readonly ConfigObservation[];
  /** Places of this host's configuration files that could not be read. */
  readonly faults: readonly { readonly reason: string; readonly src: Source }[];
  /** Facts of this host's logs about no session. */
  readonly facts: readonly Fact[];
  /** What was left out of configurations and listings that name none of its addresses, while another of its files does. */
  readonly misplaced?: readonly Source[];
}

/** Packets of one SA as one vantage saw them. */
export interface FlowSighting {
  readonly artifact: string;
  readonly packets: number;
  readonly bytes: number;
  readonly first: bigint | null;
  readonly last: bigint | null;
  readonly minLength: number;
  readonly maxLength: number;
  readonly gaps: number;
  readonly duplicates: number;
  /** The last packet: its sequence number, the 32 bits on the wire, and where it is. */
  readonly lastSequence: number;
  readonly lastSource: Source;
  /** Silences of more than the scanner's idle time, on the common time line. */
  readonly idle: readonly { readonly from: bigint; readonly to: bigint }[];
  readonly source: Source;
}

/** One unidirectional ESP or AH SA, joined over captures, daemon listings and kernel listings by SPI. */
export interface SaView {
  readonly spi: string;
  readonly protocol: 'ESP' | 'AH';
  /** Host labels; null when unknown. */
  readonly from: string | null;
  readonly to: string | null;
  readonly encapsulation: 'none' | 'udp' | 'tcp';
  /** Seen at the sender's vantage; null: no capture there, or it does not cover the time. */
  readonly leaving: FlowSighting | null;
  readonly arriving: FlowSighting | null;
  /** Captures stood at that vantage for the time in question, so that null above means not seen. */
  /** Last packet of the receiver's capture on the common time line; null without a capture whose clock is known. */
  readonly arrivingLiveUntil: bigint | null;
  readonly leavingCovered: boolean;
  readonly arrivingCovered: boolean;
  /** Packets of the same sequence number held against each other at both ends, byte by byte; null: no two to compare. */
  readonly compared: { readonly same: number; readonly changed: number } | null;
  /** Any other vantage. */
  readonly elsewhere: readonly FlowSighting[];
  readonly senderHas: Tri;
  readonly receiverHas: Tri;
  readonly senderState: readonly ChildSaState[];
  readonly receiverState: readonly ChildSaState[];
  /** Facts that named this SPI (established, closed, rekeyed, refused). */
  readonly facts: readonly Fact[];
}

/** A NAT as the evidence shows it. */
export interface NatView {
  readonly behind: 'initiator' | 'responder' | 'both' | 'none' | 'unknown';
  readonly sources: readonly Source[];
}

/** An ICMP error that quotes a datagram between the two hosts. */
export interface IcmpView {
  readonly from: string;
  readonly type: number;
  readonly code: number;
  readonly version: 4 | 6;
  readonly mtu: number | null;
  readonly quoted: {
    readonly src: string;
    readonly dst: string;
    readonly protocol: number;
    readonly srcPort: number | null;
    readonly dstPort: number | null;
    readonly spi: string | null;
  };
  readonly count: number;
  readonly sources: readonly Source[];
  readonly ns: bigint | null;
  readonly artifact: string;
}
