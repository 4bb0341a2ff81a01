import type { ArgValue, Endpoint, FactCode, Step } from '../../observations/index.ts';

/** Caps of one file; what is beyond is counted and reported. */
export const caps = {
  /** IKE SA attempts kept; beyond, those after the first ones go, the oldest first. */
  sessions: 12_000,
  firstSessions: 1000,
  threads: 1024,
  /** Events kept; beyond, those of little weight go first, then the oldest but the first ones. */
  events: 120_000,
  firstEvents: 12_000,
  /** Statements of one job that wait for the IKE SA they belong to. */
  pending: 256,
  /** Places cited by one event. */
  places: 64,
} as const;

/** One attempt at an IKE SA. */
export interface Session {
  readonly key: string;
  readonly order: number;
  /** The session this one turned out to be part of. */
  into: Session | null;
  /** Evicted because too many others came. */
  dropped: boolean;
  uid: number | null;
  connection: string | null;
  version: 1 | 2 | null;
  role: 'initiator' | 'responder' | null;
  /** Endpoints of the last datagram. */
  local: Endpoint | null;
  peer: Endpoint | null;
  /** Endpoints of the first datagram. */
  firstLocal: Endpoint | null;
  firstPeer: Endpoint | null;
  initiatorSpi: string | null;
  responderSpi: string | null;
  firstSeq: number;
  lastSeq: number;
  state: 'new' | 'established' | 'closed';
  /** Whether the first exchange was seen to begin. */
  opened: boolean;
  /** Our request that waits for an answer. */
  open: { id: number; tries: number; seq: number } | null;
  /** Message id of the peer's last request. */
  lastIn: number | null;
  /** Message id of our last answer. */
  answered: number | null;
  /** The same endpoint began another attempt since. */
  superseded: boolean;
  /** Another first message of the same attempt is expected (COOKIE, INVALID_KE_PAYLOAD). */
  retry: boolean;
  /** The first message of the peer, to know it again when it is repeated after a refusal. */
  first: { payloads: string; bytes: number | null; ns: bigint | null; seq: number } | null;
  /** The first message was answered with an error only. */
  refused: boolean;
  eapMethod: string | null;
  used: boolean;
}

/** A log event while it may still change. */
export interface Entry {
  code: FactCode;
  args: Record<string, ArgValue>;
  readonly at: Step[];
  readonly quote: string;
  readonly time: string | null;
  readonly ns: bigint | null;
  readonly seq: number;
  session: Session | null;
  dropped: boolean;
}

export interface Packet {
  readonly local: string;
  readonly localPort: number;
  readonly remote: string;
  readonly remotePort: number;
  /** Line at which it was taken in; what began after it is not what it belongs to. */
  readonly receivedAt?: number;
}

export interface Message {
  readonly exchange: string;
  readonly kind: string;
  readonly id: number | null;
}

/** A first message taken for a copy of a refused one, until it is answered otherwise. */
export interface Repeated {
  /** The session the lines name themselves, merged into that of the refused message. */
  readonly said: Session | null;
  /** The number the daemon gives the IKE SA of this job. */
  uid: number | null;
  readonly messageId: number | null;
  /** What `parsed …` would have stated. */
  parsed: { entry: Entry; code: FactCode; args: Record<string, ArgValue> } | null;
}

/** What a worker thread is doing. A job begins with a datagram, a timer, or an order, and is about one IKE SA. */
export interface Thread {
  session: Session | null;
  /** Events of this job whose session is not known yet. */
  pending: Entry[];
  /** Events of this job. */
  job: Entry[];
  packet: Packet | null;
  /** A `received packet` line without size: written by a receiver thread, or by an old release. */
  deferred: Entry | null;
  bytes: number | null;
  /** The job is about what looks like a copy of a first message that was refused before. */
  repeated: Repeated | null;
  /** The job is about the first message of a peer: another number of the daemon is the same attempt. */
  opening: boolean;
  message: Message | null;
  generated: Message | null;
  /** A session made by `initiating IKE_SA`, until the message built tells whether it is a rekeying of another. */
  provisional: { session: Session; parent: Session | null; entry: Entry; confirmed: boolean } | null;
  /** The IKE SA whose message this job is about; a job may speak of another one in between. */
  base: Session | null;
  /** The IKE SA the manager gave this thread (raised verbosity). */
  checkedOut: Session | null;
  /** A duplicate is being deleted; the line after names it. */
  duplicate: Entry | null;
  /** The job has sent its message: what follows without a sign may be another job. */
  sent: boolean;
  /** The answer built hands out a cookie. */
  cookie: boolean;
  merge: Session | null;
  retransmission: { number: number; id: number } | null;
  fault: Entry | null;
  lastEntry: Entry | null;
  spis: { initiator: string; responder: string } | null;
  deleteReceived: boolean;
  gaveUp: boolean;
  // What earlier lines of the job told, to fill the arguments of later ones.
  localId: string | null;
  remoteId: string | null;
  candidates: string[];
  connection: string | null;
  subject: string | null;
  /** Certificate whose revocation is being checked. */
  statusSubject: string | null;
  issuerWanted: Entry | null;
  url: string | null;
  errno: string | null;
  bindFailed: Entry | null;
  protocol: string | null;
  selectors: { side: 'us' | 'other'; configured: Entry | null; received: Entry | null } | null;
}

/** A thread at the start of a job. */
export function newThread(): Thread {
  return {
    session: null,
    pending: [],
    job: [],
    packet: null,
    deferred: null,
    bytes: null,
    repeated: null,
    opening: false,
    message: null,
    generated: null,
    provisional: null,
    base: null,
    checkedOut: null,
    duplicate: null,
    sent: false,
    cookie: false,
    merge: null,
    retransmission: null,
    fault: null,
    lastEntry: null,
    spis: null,
    deleteReceived: false,
    gaveUp: false,
    localId: null,
    remoteId: null,
    candidates: [],
    connection: null,
    subject: null,
    statusSubject: null,
    issuerWanted: null,
    url: null,
    errno: null,
    bindFailed: null,
    protocol: null,
    selectors: null,
  };
}

/** The session another was merged into, or itself. */
export function root(session: Session): Session {
  let at = session;
  for (let i = 0; at.into !== null && i < 64; i++) at = at.into;
  return at;
}
