import { addressBytes } from '../../protocol/address.ts';
import type { Endpoint } from '../../observations/index.ts';
import type { Refs } from './types.ts';

/** Caps of one file; what is beyond is counted and reported. */
export const caps = {
  attempts: 12_000,
  firstAttempts: 1000,
  events: 120_000,
  firstEvents: 12_000,
  /** Items of one list (proposals) kept. */
  list: 64,
  /** Keys of one kind remembered. */
  keys: 50_000,
} as const;

/** One attempt at an IKE SA. */
export interface Attempt {
  readonly key: string;
  dropped: boolean;
  connection: string | null;
  version: 1 | 2 | null;
  role: 'initiator' | 'responder' | null;
  exchange: 'Main Mode' | 'Aggressive Mode' | null;
  local: Endpoint | null;
  peer: Endpoint | null;
  initiatorSpi: string | null;
  responderSpi: string | null;
  /** The number the device gave it. */
  id: string | null;
  firstSeq: number;
  lastSeq: number;
  lastNs: bigint | null;
  /** Something was said of it beyond its parties. */
  moved: boolean;
  established: boolean;
  over: boolean;
  /** Messages told, by way, exchange and place. */
  readonly told: Map<string, number>;
  /** What the dialect remembers between lines. */
  readonly notes: Map<string, string>;
  readonly lists: Map<string, string[]>;
}

/** The address where it is one, in canonical spelling as far as it is IPv4; null for what people put in its place. */
export function realAddress(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return addressBytes(bare) === undefined ? null : bare.toLowerCase();
}

/** The attempts of one file, found by what a line tells of them. */
export interface Attempts {
  /** The attempt a line is about; made when there is none. */
  find(refs: Refs, seq: number): Attempt;
  /** As `find`, but a new one where the one at hand has moved on already. */
  begin(refs: Refs, seq: number): Attempt;
  /** Known by these, or null: never makes one, and never takes the one at hand. */
  known(refs: Refs): Attempt | null;
  current(): Attempt | null;
  all(): readonly Attempt[];
  made(): number;
}

export function openAttempts(): Attempts {
  const byId = new Map<string, Attempt>();
  const bySpi = new Map<string, Attempt>();
  const byPeer = new Map<string, Attempt>();
  const byConnection = new Map<string, Attempt>();
  let all: Attempt[] = [];
  let made = 0;
  let current: Attempt | null = null;

  const put = (map: Map<string, Attempt>, key: string, attempt: Attempt): void => {
    if (map.size >= caps.keys) for (const old of [...map.keys()].slice(0, caps.keys / 4)) map.delete(old);
    map.delete(key);
    map.set(key, attempt);
  };

  const live = (attempt: Attempt | undefined): Attempt | null =>
    attempt === undefined || attempt.dropped ? null : attempt;

  const make = (seq: number): Attempt => {
    made++;
    if (all.length >= caps.attempts) {
      for (const victim of all.slice(caps.firstAttempts, caps.firstAttempts + caps.attempts / 4)) victim.dropped = true;
      all = all.filter((attempt) => !attempt.dropped);
    }
    const attempt: Attempt = {
      key: `n${made}`,
      dropped: false,
      connection: null,
      version: null,
      role: null,
      exchange: null,
      local: null,
      peer: null,
      initiatorSpi: null,
      responderSpi: null,
      id: null,
      firstSeq: seq,
      lastSeq: seq,
      lastNs: null,
      moved: false,
      established: false,
      over: false,
      told: new Map(),
      notes: new Map(),
      lists: new Map(),
    };
    all.push(attempt);
    return attempt;
  };

  const spiOf = (refs: Refs): string | null => {
    const spi = refs.initiatorSpi ?? null;
    return spi === null || /^0*$/.test(spi) ? null : spi;
  };

  const peerOf = (refs: Refs): string | null => refs.peer ?? null;

  /** What is known of the parties is learned, and the keys lead here from now on. */
  const bind = (attempt: Attempt, refs: Refs): Attempt => {
    const id = refs.id ?? null;
    if (id !== null) {
      attempt.id ??= id;
      put(byId, id, attempt);
    }
    const spi = spiOf(refs);
    if (spi !== null) {
      attempt.initiatorSpi ??= spi;
      put(bySpi, spi, attempt);
    }
    const responder = refs.responderSpi ?? null;
    if (responder !== null && !/^0*$/.test(responder)) attempt.responderSpi ??= responder;
    const peer = peerOf(refs);
    if (peer !== null) {
      put(byPeer, peer, attempt);
      const address = realAddress(peer);
      if (address !== null) attempt.peer ??= { address, port: refs.peerPort ?? 0 };
    }
    const local = realAddress(refs.local);
    if (local !== null) attempt.local ??= { address: local, port: refs.localPort ?? 0 };
    if (attempt.peer !== null && attempt.peer.port === 0 && (refs.peerPort ?? 0) !== 0)
      attempt.peer = { address: attempt.peer.address, port: refs.peerPort ?? 0 };
    if (attempt.local !== null && attempt.local.port === 0 && (refs.localPort ?? 0) !== 0)
      attempt.local = { address: attempt.local.address, port: refs.localPort ?? 0 };
    const connection = refs.connection ?? null;
    if (connection !== null) {
      attempt.connection ??= connection;
      put(byConnection, connection, attempt);
    }
    current = attempt;
    return attempt;
  };

  const known = (refs: Refs): Attempt | null => {
    const id = refs.id ?? null;
    const spi = spiOf(refs);
    if (spi !== null) {
      const found = live(bySpi.get(spi));
      if (found !== null) return found;
    }
    if (id !== null) {
      const found = live(byId.get(id));
      // A number is used again after its SA is gone.
      const fresh = found !== null && found.over && current !== null && current.id === null && !current.over;
      if (found !== null && !fresh && (spi === null || found.initiatorSpi === null || found.initiatorSpi === spi))
        return found;
    }
    const peer = peerOf(refs);
    if (peer !== null) {
      const found = live(byPeer.get(peer));
      if (found !== null && (spi === null || found.initiatorSpi === null) && (id === null || found.id === null))
        return found;
    }
    const connection = refs.connection ?? null;
    if (connection !== null && peer === null) {
      const found = live(byConnection.get(connection));
      if (found !== null && (spi === null || found.initiatorSpi === null) && (id === null || found.id === null))
        return found;
    }
    return null;
  };

  /** Nobody else's: no key the line carries says that it is of another one. */
  const fits = (attempt: Attempt, refs: Refs): boolean => {
    const spi = spiOf(refs);
    const peer = realAddress(peerOf(refs));
    const connection = refs.connection ?? null;
    return (
      (spi === null || attempt.initiatorSpi === null || attempt.initiatorSpi === spi) &&
      ((refs.id ?? null) === null || attempt.id === null || attempt.id === refs.id) &&
      (peer === null || attempt.peer === null || attempt.peer.address === peer) &&
      (connection === null || attempt.connection === null || attempt.connection === connection)
    );
  };

  const look = (refs: Refs): Attempt | null =>
    known(refs) ?? (current !== null && !current.dropped && fits(current, refs) ? current : null);

  return {
    find(refs, seq) {
      return bind(look(refs) ?? make(seq), refs);
    },
    begin(refs, seq) {
      const at = look(refs);
      return bind(at === null || at.moved || at.over ? make(seq) : at, refs);
    },
    known,
    current: () => current,
    all: () => all,
    made: () => made,
  };
}
