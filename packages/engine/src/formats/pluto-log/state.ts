import type { ArgValue, Endpoint, FactCode, Step } from '../../observations/index.ts';

/**
 * Most that is kept of one file: its beginning, and the newest of the rest. Counted things beyond a cap are dropped and the cap is
 * reported.
 */
export const caps = {
  sessions: 12_000,
  firstSessions: 1000,
  serials: 48_000,
  /** Events altogether; beyond, those of little weight go first, then the oldest but the first ones. */
  events: 120_000,
  firstEvents: 12_000,
  peers: 4096,
  /** Places cited by one event. */
  places: 64,
  argLength: 400,
} as const;

/** One thing said, before the session's key is final. */
export interface Entry {
  readonly code: FactCode;
  args: Record<string, ArgValue>;
  at: Step[];
  readonly quote: string;
  readonly time: string | null;
  readonly ns: bigint | null;
  readonly seq: number;
  session: Session | null;
}

/** Requests and responses of one IKEv2 exchange type as far as they were told. */
export interface Pair {
  requests: number;
  responses: number;
  /** The answer asked for the request again (COOKIE, INVALID_KE_PAYLOAD). */
  again: boolean;
}

/** One attempt at an IKE SA. */
export interface Session {
  readonly key: string;
  /** `#4` of its IKE SA; null where only children of it were told of. */
  readonly serial: number | null;
  /** Set when the serial turned out to belong to another session. */
  alias: Session | null;
  /** Gave way to newer ones. */
  dropped: boolean;
  connection: string | null;
  version: 1 | 2 | null;
  role: 'initiator' | 'responder' | null;
  local: Endpoint | null;
  peer: Endpoint | null;
  initiatorSpi: string | null;
  responderSpi: string | null;
  firstSeq: number;
  lastSeq: number;
  lastNs: bigint | null;
  /** Its first line was seen. */
  started: boolean;
  established: boolean;
  ended: boolean;
  deletedByPeer: boolean;
  failed: boolean;
  /** Phase 1 offers were refused for something else than their algorithms: a missing key, a method. */
  offerRefused: string | null;
  /** What was said of those offers: taken back where another offer is accepted. */
  readonly refusedOffers: Entry[];
  transformRefused: boolean;
  /** Phase 1 exchange and which of its messages were told. */
  exchange: 'Main Mode' | 'Aggressive Mode' | null;
  readonly phase1: Set<number>;
  readonly pairs: Map<string, Pair>;
  ownId: number;
  peerId: number;
  /** A packet.sent that waits for the message it carries. */
  heldSent: Entry | null;
  /** The responder's last IKE_AUTH answer, which a later line may say carries a refusal, and whether its packet was told. */
  answer: Entry | null;
  answerSent: boolean;
  /** Selectors the last quick mode asked for: ours, the peer's. */
  selectors: readonly [local: string, remote: string] | null;
  used: boolean;
}

/** What is known of a serial number (`#4`). */
export interface Serial {
  session: Session;
  child: boolean;
  /** Quick mode messages told, and the exchange's message id. */
  readonly quick: Set<number>;
  messageId: number | null;
  /** Who began quick mode: this host (out) or the peer. */
  opened: 'out' | 'in' | null;
}

/** The session a session stands for after aliases. Chains are short and never circular (an alias is set once, to an older root). */
export function rootOf(session: Session): Session {
  let at = session;
  for (let hops = 0; at.alias !== null && hops < 64; hops++) at = at.alias;
  return at;
}

export function newSession(key: string, seq: number, serial: number | null): Session {
  return {
    key,
    serial,
    alias: null,
    dropped: false,
    connection: null,
    version: null,
    role: null,
    local: null,
    peer: null,
    initiatorSpi: null,
    responderSpi: null,
    firstSeq: seq,
    lastSeq: seq,
    lastNs: null,
    started: false,
    established: false,
    ended: false,
    deletedByPeer: false,
    failed: false,
    offerRefused: null,
    refusedOffers: [],
    transformRefused: false,
    exchange: null,
    phase1: new Set(),
    pairs: new Map(),
    ownId: -1,
    peerId: -1,
    heldSent: null,
    answer: null,
    answerSent: false,
    selectors: null,
    used: false,
  };
}
