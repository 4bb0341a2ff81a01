/** What `probe PEER` found out: one document, drawn by the faces in either language. */

/** The first messages that are sent, by exchange; `large` is an IKE_SA_INIT that has to travel in fragments. */
export type ProbeTest = 'ikev2' | 'main' | 'aggressive' | 'large';

/** Where a first message goes: IKE (RFC 7296 section 2), NAT traversal with the non-ESP marker (RFC 3948), TCP (RFC 9329). */
export type ProbeDoor = 'udp-500' | 'udp-4500' | 'tcp-4500';

/** What an error of the socket or an ICMP answer says; `reset` and `closed` are of TCP. */
export type ProbeRefusal =
  | 'port-unreachable'
  | 'host-unreachable'
  | 'net-unreachable'
  | 'protocol-unreachable'
  | 'too-big'
  | 'not-permitted'
  | 'no-route'
  | 'reset'
  | 'timed-out'
  | 'other';

/** A vendor ID of an answer; `name` null: not known. */
export interface ProbeVendor {
  readonly hex: string;
  readonly name: string | null;
  readonly suffix: string;
}

/** How an answer reads, as far as this first message goes. */
export type ReplyKind = 'accepted' | 'refused' | 'cookie' | 'invalid-ke' | 'other' | 'stray' | 'malformed';

/** One datagram that came back. */
export interface ProbeReply {
  readonly kind: ReplyKind;
  /** Milliseconds since the first copy of the message it answers. */
  readonly atMs: number;
  readonly bytes: number;
  readonly protocol: string;
  readonly exchange: string;
  /** Accepted proposals, `ENCR_AES_CBC_256/…/modp2048`; IKEv1 with its authentication method. */
  readonly accepted: string | null;
  /** Notifies by name, errors first. */
  readonly notifies: readonly string[];
  /** Group that INVALID_KE_PAYLOAD asks for, by number. */
  readonly wantedGroup: number | null;
  /** Cookie to send back, lower-case hex. */
  readonly cookie: string | null;
  readonly vendors: readonly ProbeVendor[];
  /** By the NAT detection hashes of the answer: whether each end stands behind NAT; null: the answer does not tell. */
  readonly natHere: boolean | null;
  readonly natPeer: boolean | null;
  /** What of the answer did not hold together. */
  readonly faults: readonly string[];
}

/** One test: a first message to one door, and what came of it. */
export interface ProbeExchange {
  readonly test: ProbeTest;
  readonly door: ProbeDoor;
  readonly port: number;
  /** Bytes of the message with its marker, as UDP or TCP payload. */
  readonly bytes: number;
  /** Proposals that were offered. */
  readonly offered: readonly string[];
  /** Copies that were sent, the second messages after a cookie or another group too. */
  readonly sent: number;
  readonly outcome: 'accepted' | 'refused' | 'answered' | 'unintelligible' | 'unreachable' | 'connected' | 'silent';
  readonly refusal: ProbeRefusal | null;
  /** From the copy that was answered to its answer; null where several copies were out and it is not known which. */
  readonly roundTripMs: number | null;
  readonly replies: readonly ProbeReply[];
  /** Milliseconds between copies of the same answer that came unasked: how the peer retransmits. */
  readonly retransmissions: readonly number[];
  /** Milliseconds that were listened after the first answer. */
  readonly listenedMs: number;
}

/** What pings told. Null: not tried, or the program told nothing that could be read. */
export interface ProbePing {
  /** To the peer: small, in fragments, or not to be fragmented. To others, in the order of the guide's checks (PATH-02 to PATH-05). */
  readonly test: 'echo' | 'fragments' | 'dont-fragment' | 'own' | 'gateway' | 'dns' | 'exempt';
  readonly target: string;
  readonly payload: number;
  readonly sent: number;
  readonly received: number;
  readonly averageMs: number | null;
  readonly refusal: ProbeRefusal | null;
  /** MTU that a router or the own host named. */
  readonly mtu: number | null;
  /** Requests that the IPsec driver of Windows held back until IKE had negotiated (TOOL-29). */
  readonly negotiating: number;
}

/** A conclusion; `args` fill its sentence. */
export interface ProbeFinding {
  readonly code: ProbeFindingCode;
  readonly weight: 'problem' | 'notice' | 'good';
  readonly args: Readonly<Record<string, string | number>>;
}

export const probeFindingCodes = [
  'ike-answers',
  'accepted',
  'no-proposal',
  'refused',
  'invalid-ke',
  'cookie',
  'version-only',
  'unintelligible',
  'port-closed',
  'prohibited',
  'unreachable',
  'not-permitted',
  'no-route',
  'one-door-silent',
  'all-silent',
  'all-silent-ping',
  'tcp-ike',
  'tcp-open',
  'tcp-closed',
  'tcp-silent',
  'nat-here',
  'nat-peer',
  'nat-none',
  'retransmits',
  'fragments-lost',
  'fragments-pass',
  'ping-fragments-lost',
  'ping-fragments-pass',
  'path-mtu',
  'path-mtu-small',
  'black-hole',
  'stage-own',
  'stage-gateway',
  'stage-dns',
  'stage-exempt',
  'stages-pass',
  'ping-negotiates',
  'loss',
  'round-trip',
  'weak',
] as const;

export type ProbeFindingCode = (typeof probeFindingCodes)[number];

/** Something that was not tested, and why. */
export interface ProbeUntested {
  readonly what: 'ping' | 'fragments' | 'path-mtu' | 'peer-fragments' | 'esp' | 'udp' | 'tcp' | 'group';
  readonly why: 'no-program' | 'no-right' | 'no-answer' | 'asked' | 'by-nature' | 'failed' | 'unsupported';
}

export interface ProbeDocument {
  readonly schema: 'ipsec-doctor/probe@1';
  readonly peer: string;
  readonly address: string;
  /** The most that would have been sent. */
  readonly planned: { readonly messages: number; readonly pings: number };
  readonly sent: number;
  readonly received: number;
  /** `answers`: IKE was answered and nothing is amiss; `problem`; `unknown`: nothing answered and nothing says why. */
  readonly result: 'answers' | 'problem' | 'unknown';
  readonly exchanges: readonly ProbeExchange[];
  readonly pings: readonly ProbePing[];
  readonly pathMtu: number | null;
  readonly findings: readonly ProbeFinding[];
  readonly untested: readonly ProbeUntested[];
}
