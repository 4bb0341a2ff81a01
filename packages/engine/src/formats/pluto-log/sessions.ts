import { caps, newSession, rootOf, type Serial, type Session } from './state.ts';

/** Name of a connection without instance (`[2]`) and without the number of a subnet pair (`/1x2`, `/0x1`). */
export function baseName(connection: string): string {
  const bracket = connection.indexOf('[');
  const name = bracket > 0 ? connection.slice(0, bracket) : connection;
  const slash = name.lastIndexOf('/');
  return slash > 0 && /^[0-9]+x[0-9]+$/.test(name.slice(slash + 1)) ? name.slice(0, slash) : name;
}

/** Serial numbers, peers and sessions of one file. */
export interface Sessions {
  /** A daemon started: serial numbers begin again. */
  restart(): void;
  known(serial: number): Serial | null;
  /** The serial's entry, made as an IKE SA of its own when new. */
  ike(serial: number, seq: number, connection?: string | null): Serial;
  /** The serial as a child of `parent`, or of the IKE SA that fits best. */
  child(serial: number, parent: number | null, connection: string | null, peer: string | null, seq: number): Serial;
  /** Makes the session of one serial part of another's. */
  join(serial: number, into: Session): void;
  setPeer(session: Session, address: string): void;
  /** The newest session with this peer that is not over. */
  byPeer(address: string): Session | null;
  /** A session for lines that only name the peer's address: one per peer until a pause of a minute. */
  fromPeer(address: string, seq: number, ns: bigint | null): Session;
  /** The IKE SA of a connection that has just asked for a rekey. */
  rekeying(connection: string | null): Session | null;
  all(): readonly Session[];
  created(): number;
}

const minute = 60_000_000_000n;

export function openSessions(): Sessions {
  let generation = 0;
  let serials = new Map<number, Serial>();
  let byName = new Map<string, Session>();
  let all: Session[] = [];
  const byPeer = new Map<string, Session>();
  const from = new Map<string, Session>();
  /** Children without a line of their IKE SA so far, by connection: it has a smaller number than they. */
  const orphans = new Map<string, { readonly session: Session; readonly serial: number }>();
  let created = 0;
  let fromCount = 0;
  let newest: Session | null = null;

  const prune = (): void => {
    const gone = (session: Session): boolean => rootOf(session).dropped;
    for (const [serial, entry] of serials) if (gone(entry.session)) serials.delete(serial);
    for (const map of [byName, byPeer, from]) for (const [name, session] of map) if (gone(session)) map.delete(name);
  };

  /** The oldest after the beginning give way, those that never stood first. */
  const evict = (): void => {
    const later = all.slice(caps.firstSessions);
    const most = caps.sessions / 4;
    const idle = later.filter((session) => session.alias === null && (!session.established || session.ended));
    for (const victim of (idle.length > 0 ? idle : later).slice(0, most)) victim.dropped = true;
    all = all.filter((session) => !rootOf(session).dropped);
    prune();
  };

  const make = (key: string, seq: number, serial: number | null = null): Session => {
    created++;
    if (all.length >= caps.sessions) evict();
    const session = newSession(key, seq, serial);
    all.push(session);
    return session;
  };

  const enter = (serial: number, session: Session, child: boolean): Serial => {
    // Serial numbers of children outnumber the sessions: the oldest are not spoken of any more.
    if (serials.size >= caps.serials)
      for (const old of [...serials.keys()].slice(0, caps.serials / 4)) serials.delete(old);
    const entry: Serial = { session, child, quick: new Set(), messageId: null, opened: null };
    serials.set(serial, entry);
    return entry;
  };

  const parentOf = (
    serial: number,
    parent: number | null,
    connection: string | null,
    peer: string | null,
  ): Session | null => {
    const self = serials.get(serial);
    const own = self === undefined ? null : rootOf(self.session);
    const named = parent === null ? undefined : serials.get(parent);
    if (named !== undefined) return rootOf(named.session);
    if (connection !== null) {
      const same = byName.get(baseName(connection));
      if (same !== undefined && !rootOf(same).ended && rootOf(same) !== own) return rootOf(same);
    }
    if (peer !== null) {
      const same = byPeer.get(peer);
      if (same !== undefined && !rootOf(same).ended && rootOf(same) !== own) return rootOf(same);
    }
    const before = serials.get(serial - 1);
    if (before !== undefined) return rootOf(before.session);
    return newest === null || rootOf(newest) === own ? null : rootOf(newest);
  };

  return {
    restart() {
      generation++;
      serials = new Map();
      byName = new Map();
      newest = null;
      orphans.clear();
      for (const session of all) session.ended = true;
    },
    known(serial) {
      return serials.get(serial) ?? null;
    },
    ike(serial, seq, connection = null) {
      const known = serials.get(serial);
      if (known !== undefined) return known;
      const name = connection === null ? null : baseName(connection);
      const waiting = name === null ? undefined : orphans.get(name);
      if (name !== null && waiting !== undefined && waiting.serial > serial && !rootOf(waiting.session).ended) {
        orphans.delete(name);
        newest = rootOf(waiting.session);
        return enter(serial, newest, false);
      }
      const session = make(generation === 0 ? `#${serial}` : `${generation}#${serial}`, seq, serial);
      newest = session;
      return enter(serial, session, false);
    },
    child(serial, parent, connection, peer, seq) {
      const known = serials.get(serial);
      if (known !== undefined) {
        if (!known.child && (parent === null || parent !== serial)) {
          const into = parentOf(serial, parent, connection, peer);
          if (into !== null && rootOf(known.session) !== into && !known.session.started) {
            known.session.alias = into;
            known.session = into;
            known.child = true;
          } else if (known.session.started) return known;
        } else if (known.child && parent !== null) {
          const named = serials.get(parent);
          if (named !== undefined) known.session = rootOf(named.session);
        }
        return known;
      }
      const into = parentOf(serial, parent, connection, peer);
      if (into !== null) return enter(serial, into, true);
      // A log that starts in the middle: the IKE SA's own lines are missing.
      const session = make(generation === 0 ? `#${parent ?? serial}` : `${generation}#${parent ?? serial}`, seq);
      if (parent !== null && parent !== serial) enter(parent, session, false);
      else if (connection !== null && orphans.size < caps.peers) orphans.set(baseName(connection), { session, serial });
      return enter(serial, session, parent !== null);
    },
    join(serial, into) {
      const known = serials.get(serial);
      const target = rootOf(into);
      if (known === undefined) {
        enter(serial, target, false);
        return;
      }
      if (rootOf(known.session) === target) return;
      rootOf(known.session).alias = target;
      known.session = target;
    },
    setPeer(session, address) {
      if (byPeer.size < caps.peers || byPeer.has(address)) byPeer.set(address, session);
      const name = session.connection;
      if (name !== null) byName.set(name, session);
    },
    byPeer(address) {
      const found = byPeer.get(address);
      if (found === undefined) return null;
      const session = rootOf(found);
      return session.ended ? null : session;
    },
    fromPeer(address, seq, ns) {
      const known = from.get(address);
      if (known !== undefined && !known.ended) {
        const pause = ns === null || known.lastNs === null ? null : ns - known.lastNs;
        if (pause === null ? seq - known.lastSeq < 500 : pause < minute && pause > -minute) return known;
      }
      if (known === undefined && from.size >= caps.peers) from.clear();
      fromCount++;
      const session = make(`from ${address} (${fromCount})`, seq);
      from.set(address, session);
      return session;
    },
    rekeying(connection) {
      const same = connection === null ? undefined : byName.get(baseName(connection));
      if (same === undefined) return null;
      const session = rootOf(same);
      const pair = session.pairs.get('in CREATE_CHILD_SA');
      return session.established && !session.ended && pair !== undefined && pair.requests > pair.responses
        ? session
        : null;
    },
    all: () => all,
    created: () => created,
  };
}
