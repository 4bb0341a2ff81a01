import type { Endpoint } from '../../observations/index.ts';
import { caps, root, type Message, type Packet, type Session } from './state.ts';

/** All attempts of one file, found by the daemon's number, by addresses, by SPIs and by IKEv1 message ids. */
export interface Sessions {
  create(seq: number): Session;
  byUid(uid: number): Session | null;
  bindUid(uid: number, session: Session): void;
  byChild(id: number): Session | null;
  bindChild(id: number, session: Session): void;
  bySpi(spi: string): Session | null;
  bindSpi(spi: string, session: Session): void;
  bindMessage(id: number, session: Session): void;
  setEndpoints(session: Session, packet: Packet): void;
  /** Another address the peer may move to. */
  alsoAt(session: Session, address: string): void;
  /** Older attempts of this endpoint that never stood give way to `session`. */
  supersede(session: Session, packet: Packet): void;
  /** The session a message of the peer, or of ours, belongs to. */
  find(packet: Packet | null, message: Message | null, incoming: boolean): Session | null;
  /** The responder session that waits for the peer to come back with a cookie or another group. */
  awaitingRetry(packet: Packet): Session | null;
  /** The youngest session of this very endpoint whose first message was refused. */
  refusedBefore(packet: Packet): Session | null;
  /** The session whose message is repeated for the `number`th time. */
  retransmitting(packet: Packet | null, id: number, number: number): Session | null;
  gaveUp(number: number): Session | null;
  halfOpen(remote: string | null): Session | null;
  /** The one session that works on the peer's request with this id. */
  processing(id: number): Session | null;
  /** The only session not closed, if there is one. */
  sole(): Session | null;
  /** The attempt is over; late messages may still belong to it. */
  close(session: Session): void;
  /** `session` turned out to be part of `into`. */
  merge(session: Session, into: Session): void;
  /** `session` turned out to be an attempt of its own after all. */
  part(session: Session): void;
  /** The daemon started anew: numbers are given again. */
  restart(): void;
  all(): readonly Session[];
  count(): number;
}

const sentinel = 0xffff;

function sameEndpoint(endpoint: Endpoint | null, address: string, port: number): boolean {
  return endpoint !== null && endpoint.address === address && endpoint.port === port;
}

function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address.startsWith('%any');
}

/** Many jobs run at once: the first message of this attempt was parsed when the packet had been taken in already. */
function beganAfter(session: Session, packet: Packet): boolean {
  return packet.receivedAt !== undefined && session.first !== null && session.first.seq > packet.receivedAt;
}

/** Opens an empty store. */
export function openSessions(): Sessions {
  let list: Session[] = [];
  let created = 0;
  const uids = new Map<number, Session>();
  const children = new Map<number, Session>();
  const spis = new Map<string, Session>();
  const messages = new Map<number, Session>();
  const remotes = new Map<string, Session[]>();
  let live = new Set<Session>();

  const evict = (): void => {
    const later = list.slice(caps.firstSessions);
    const victims = later
      .filter((session) => session.state !== 'established' && session.into === null)
      .slice(0, caps.sessions / 4);
    if (victims.length === 0) victims.push(...later.slice(0, caps.sessions / 4));
    for (const victim of victims) {
      victim.dropped = true;
      live.delete(victim);
    }
    list = list.filter((session) => !session.dropped);
    const prune = <K>(map: Map<K, Session>): void => {
      for (const [key, session] of map) if (root(session).dropped) map.delete(key);
    };
    prune(uids);
    prune(children);
    prune(spis);
    prune(messages);
    for (const [key, sessions] of remotes) {
      const left = sessions.filter((session) => !session.dropped);
      if (left.length === 0) remotes.delete(key);
      else remotes.set(key, left);
    }
  };

  const score = (session: Session, packet: Packet, message: Message | null, incoming: boolean): number => {
    let points = 0;
    if (sameEndpoint(session.peer, packet.remote, packet.remotePort)) points += 8;
    else if (session.peer !== null && session.peer.port !== 0 && session.state === 'established') points -= 2;
    if (
      session.local === null ||
      session.local.address === packet.local ||
      isAny(session.local.address) ||
      isAny(packet.local)
    )
      points += 4;
    else points -= 4;
    if (session.state === 'closed') points -= 20;
    if (session.superseded && session.state === 'new') points -= 10;
    if (message !== null && message.id !== null) {
      const id = message.id;
      if (incoming && message.kind === 'response') points += session.open !== null && session.open.id === id ? 16 : -8;
      else if (incoming) {
        if (message.exchange === 'IKE_AUTH')
          points += session.role === 'responder' && session.state === 'new' ? 12 : -8;
        if (session.answered !== null && id <= session.answered && id <= sentinel && session.version === 2)
          points -= 16;
        if (session.lastIn !== null && id === session.lastIn + 1) points += 8;
        else if (session.lastIn === id) points += 4;
      } else if (message.kind === 'response') points += session.lastIn === id ? 16 : -4;
      else if (message.exchange === 'CREATE_CHILD_SA' || message.exchange.startsWith('INFORMATIONAL')) {
        points += session.state === 'established' ? 8 : 0;
      }
    }
    return points;
  };

  const find = (packet: Packet | null, message: Message | null, incoming: boolean): Session | null => {
    const id = message?.id ?? null;
    if (id !== null && id > sentinel) {
      const known = messages.get(id);
      if (known !== undefined) return root(known);
    }
    if (packet === null) return null;
    let best: Session | null = null;
    let most = -10;
    for (const each of remotes.get(packet.remote) ?? []) {
      const session = root(each);
      if (beganAfter(session, packet)) continue;
      const points = score(session, packet, message, incoming);
      // Of equals, the oldest unanswered request is answered first; otherwise the youngest session counts.
      const oldestFirst = incoming && message?.kind === 'response';
      if (points > most || (points === most && best !== null && !oldestFirst && session.order > best.order)) {
        best = session;
        most = points;
      }
    }
    return best;
  };

  return {
    create(seq) {
      if (list.length >= caps.sessions) evict();
      created += 1;
      const session: Session = {
        key: `ike-${created}`,
        order: created,
        into: null,
        dropped: false,
        uid: null,
        connection: null,
        version: null,
        role: null,
        local: null,
        peer: null,
        firstLocal: null,
        firstPeer: null,
        initiatorSpi: null,
        responderSpi: null,
        firstSeq: seq,
        lastSeq: seq,
        state: 'new',
        opened: false,
        open: null,
        lastIn: null,
        answered: null,
        superseded: false,
        retry: false,
        first: null,
        refused: false,
        eapMethod: null,
        used: false,
      };
      list.push(session);
      live.add(session);
      return session;
    },
    byUid(uid) {
      const found = uids.get(uid);
      return found === undefined ? null : root(found);
    },
    bindUid(uid, session) {
      uids.set(uid, session);
      session.uid ??= uid;
    },
    byChild(id) {
      const found = children.get(id);
      return found === undefined ? null : root(found);
    },
    bindChild(id, session) {
      if (children.size < 4 * caps.sessions) children.set(id, session);
    },
    bySpi(spi) {
      const found = spis.get(spi);
      return found === undefined ? null : root(found);
    },
    bindSpi(spi, session) {
      if (spis.size < 4 * caps.sessions) spis.set(spi, session);
    },
    bindMessage(id, session) {
      if (id <= sentinel) return;
      if (messages.size >= 4 * caps.sessions) messages.clear();
      messages.set(id, session);
    },
    setEndpoints(session, packet) {
      if (session.local === null || session.local.address === packet.local || isAny(session.local.address))
        session.local = { address: packet.local, port: packet.localPort };
      if (session.peer === null || session.peer.address !== packet.remote) {
        const known = remotes.get(packet.remote);
        if (known === undefined) remotes.set(packet.remote, [session]);
        else if (!known.includes(session)) {
          known.push(session);
          // A flood from one address must not make each look-up long.
          if (known.length > 512) remotes.set(packet.remote, known.slice(256));
        }
      }
      session.peer = { address: packet.remote, port: packet.remotePort };
      if (session.firstPeer === null && packet.remotePort !== 0) {
        session.firstLocal = { address: packet.local, port: packet.localPort };
        session.firstPeer = session.peer;
      }
    },
    alsoAt(session, address) {
      const known = remotes.get(address);
      if (known === undefined) remotes.set(address, [session]);
      else if (!known.includes(session) && known.length < 512) known.push(session);
    },
    supersede(session, packet) {
      for (const each of remotes.get(packet.remote) ?? []) {
        const other = root(each);
        if (
          other !== session &&
          other.role === 'responder' &&
          sameEndpoint(other.firstPeer, packet.remote, packet.remotePort)
        )
          other.superseded = true;
      }
    },
    find,
    awaitingRetry(packet) {
      let found: Session | null = null;
      for (const session of remotes.get(packet.remote) ?? []) {
        if (
          session.retry &&
          session.role === 'responder' &&
          sameEndpoint(session.peer, packet.remote, packet.remotePort)
        )
          found = session;
      }
      return found === null ? null : root(found);
    },
    refusedBefore(packet) {
      let found: Session | null = null;
      for (const session of remotes.get(packet.remote) ?? []) {
        if (
          session.refused &&
          session.role === 'responder' &&
          sameEndpoint(session.peer, packet.remote, packet.remotePort)
        )
          found = session;
      }
      return found === null ? null : root(found);
    },
    retransmitting(packet, id, number) {
      let found: Session | null = null;
      const among = packet === null ? live : (remotes.get(packet.remote) ?? []);
      for (const each of among) {
        const session = root(each);
        if (session.open === null || session.open.id !== id || session.state === 'closed') continue;
        if (
          packet !== null &&
          session.local !== null &&
          session.local.address !== packet.local &&
          !isAny(session.local.address)
        )
          continue;
        if (session.open.tries !== number - 1) {
          found ??= session;
          continue;
        }
        if (
          found === null ||
          found.open === null ||
          found.open.tries !== number - 1 ||
          session.open.seq < found.open.seq
        )
          found = session;
      }
      return found;
    },
    gaveUp(number) {
      let found: Session | null = null;
      let other: Session | null = null;
      for (const session of live) {
        if (session.open === null || session.state === 'closed') continue;
        if (session.open.tries === number) {
          if (found?.open == null || session.open.seq < found.open.seq) found = session;
        } else other = other === null ? session : other;
      }
      return found ?? (live.size === 1 ? other : null);
    },
    halfOpen(remote) {
      for (const session of remote === null ? live : (remotes.get(remote) ?? [])) {
        if (session.role === 'responder' && session.state === 'new' && session.into === null) return session;
      }
      return null;
    },
    processing(id) {
      let found: Session | null = null;
      for (const session of live) {
        if (session.lastIn !== id) continue;
        if (found !== null) return null;
        found = session;
      }
      return found;
    },
    sole() {
      let found: Session | null = null;
      for (const session of live) {
        if (session.state === 'closed' || session.into !== null) continue;
        if (found !== null) return null;
        found = session;
      }
      return found;
    },
    close(session) {
      session.state = 'closed';
      live.delete(session);
    },
    merge(session, into) {
      if (root(into) === session) return;
      session.into = root(into);
      live.delete(session);
    },
    part(session) {
      session.into = null;
      live.add(session);
    },
    restart() {
      uids.clear();
      children.clear();
      messages.clear();
      remotes.clear();
      live = new Set();
    },
    all: () => list,
    count: () => created,
  };
}
