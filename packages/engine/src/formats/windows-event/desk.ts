import {
  clip,
  factEntry,
  type ArgValue,
  type Endpoint,
  type FactCode,
  type LogEvent,
  type LogSession,
  type Source,
  type Step,
} from '../../observations/index.ts';
import { maskDeviceLine } from '../device-log/mask.ts';
import { maskLine } from '../shared/mask.ts';
import { makeRoom } from '../shared/make-room.ts';
import type { WindowsEvent } from './event.ts';
import { word } from './words.ts';

/** Caps of one log; what is beyond is counted and reported. */
export const caps = { sessions: 12_000, events: 120_000, firstEvents: 12_000, addresses: 64, keys: 50_000 } as const;

/** An attempt at an IKE SA, as records of its outcome tell of it. */
export interface EventSession {
  readonly key: string;
  version: 1 | 2 | null;
  /** AuthIP: what shares its version with IKEv1. */
  authip: boolean;
  role: 'initiator' | 'responder' | null;
  local: Endpoint | null;
  peer: Endpoint | null;
  initiatorSpi: string | null;
  responderSpi: string | null;
  connection: string | null;
  established: boolean;
  /** A record speaks of its quick mode. */
  ofChild: boolean;
  /** How it failed, by the last record that says so. */
  failure: { readonly reason: string; readonly ns: bigint; readonly quick: boolean } | null;
  /** Another record tells of the same failure better: what this one told does not count. */
  superseded: boolean;
  dropped: boolean;
  lastNs: bigint | null;
}

/** Who a record is about. */
export interface Parties {
  readonly version?: 1 | 2 | null;
  readonly authip?: boolean;
  readonly role?: 'initiator' | 'responder' | null;
  readonly local?: Endpoint | null;
  readonly peer?: Endpoint | null;
  readonly initiatorSpi?: string | null;
  readonly responderSpi?: string | null;
  readonly connection?: string | null;
  /** Number of the main mode SA, zero or null: not told. */
  readonly mainModeSa?: string | null;
}

interface Entry {
  readonly event: LogEvent;
  readonly session: EventSession | null;
}

/** What is known of one log while it is read, and the pen to write it down with. */
export interface EventDesk {
  readonly own: ReadonlySet<string>;
  /** Addresses of others that it met. */
  readonly met: ReadonlySet<string>;
  /** The attempt that a record of its end is of: known by its cookies, else a new one. */
  ended(parties: Parties): EventSession;
  /** The attempt that goes on with this record: by the number of its main mode SA, else the latest of these two addresses that stands. */
  goesOn(parties: Parties): EventSession;
  /**
   * The attempt of these two in which the same failure was recorded at the same moment as one of the other mode (`quick`: of this one): a
   * quick mode that waits for a main mode fails with it, in the same words.
   */
  twin(parties: Parties, failure: NonNullable<EventSession['failure']>): EventSession | null;
  /** Says a fact of an attempt, or of the host. `place` cites the record. */
  say(
    session: EventSession | null,
    code: FactCode,
    args: Readonly<Record<string, ArgValue>>,
    event: WindowsEvent,
  ): void;
  /** Where a record stands, with its words. */
  source(event: WindowsEvent): Source;
  /** Tells of somebody's own address. */
  owns(address: string | null): void;
  /** How much was written down. */
  size(): number;
  observations(): readonly (LogEvent | LogSession)[];
  limits(): readonly { readonly what: string; readonly cap: number; readonly seen: number; readonly kept: number }[];
}

/** Two records of one failure are written one after the other (nanoseconds). */
const sameMoment = 2_000_000_000n;

function pairOf(parties: Parties | EventSession): string | null {
  const peer = parties.peer?.address;
  return peer === undefined ? null : `${parties.local?.address ?? ''}|${peer}`;
}

/** A text with its secrets hidden, line by line: a message of a record has many. */
function masked(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => maskDeviceLine(maskLine(line)))
    .join('\n');
}

/** Words of a record for people: the values that tell something, in the order of the record. */
export function quoteOf(event: WindowsEvent): string {
  const values = event.data
    .filter(({ value }) => value.trim() !== '' && value.trim() !== '-')
    .map(({ name, value }) => {
      const plain = masked(value.slice(0, 4000)).trim().replace(/\s+/g, ' ');
      // A number of a message table, with the word that a viewer would show.
      const told = plain.startsWith('%%') ? word(plain) : plain;
      const text = told === plain ? plain : `${plain} (${told})`;
      return name === null ? text : `${name}=${text}`;
    });
  const body =
    values.length > 0
      ? values.join('; ')
      : masked((event.message ?? '').slice(0, 4000))
          .trim()
          .replace(/\s+/g, ' ');
  const source = event.provider ?? event.channel;
  return clip(maskDeviceLine(`${source === null ? '' : `${source} `}${event.id}${body === '' ? '' : `: ${body}`}`));
}

/** ISO 8601 of nanoseconds since the epoch, with milliseconds. */
function timeText(ns: bigint | null): string | null {
  if (ns === null || ns < 0n || ns > 8_640_000_000_000_000_000_000n) return null;
  return new Date(Number(ns / 1_000_000n)).toISOString();
}

/** Opens a desk. `step` cites the place of a record in this kind of file. */
export function openEventDesk(
  artifact: string,
  step: (event: WindowsEvent) => Step,
  utc: boolean,
  /** In front of the keys of its sessions, where several desks write one reading. */
  mark = 'w',
): EventDesk {
  const entries: Entry[] = [];
  const sessions: EventSession[] = [];
  const byCookie = new Map<string, EventSession>();
  const byMainModeSa = new Map<string, EventSession>();
  const byPair = new Map<string, EventSession>();
  const byPeer = new Map<string, EventSession>();
  const own = new Set<string>();
  const met = new Set<string>();
  let made = 0;
  let droppedSessions = 0;
  let droppedEvents = 0;

  const put = (map: Map<string, EventSession>, key: string, session: EventSession): void => {
    if (map.size >= caps.keys) for (const old of [...map.keys()].slice(0, caps.keys / 4)) map.delete(old);
    map.delete(key);
    map.set(key, session);
  };
  const live = (session: EventSession | undefined): EventSession | null =>
    session === undefined || session.dropped || session.superseded ? null : session;

  const make = (): EventSession => {
    made++;
    if (sessions.length >= caps.sessions) {
      const gone = sessions.splice(caps.sessions / 8, caps.sessions / 4);
      for (const session of gone) session.dropped = true;
      droppedSessions += gone.length;
    }
    const session: EventSession = {
      key: `${mark}${made}`,
      version: null,
      authip: false,
      role: null,
      local: null,
      peer: null,
      initiatorSpi: null,
      responderSpi: null,
      connection: null,
      established: false,
      ofChild: false,
      failure: null,
      superseded: false,
      dropped: false,
      lastNs: null,
    };
    sessions.push(session);
    return session;
  };

  const learn = (session: EventSession, parties: Parties): EventSession => {
    session.version ??= parties.version ?? null;
    session.authip ||= parties.authip === true;
    session.role ??= parties.role ?? null;
    session.local ??= parties.local ?? null;
    session.peer ??= parties.peer ?? null;
    session.initiatorSpi ??= parties.initiatorSpi ?? null;
    session.responderSpi ??= parties.responderSpi ?? null;
    session.connection ??= parties.connection ?? null;
    if (session.initiatorSpi !== null) put(byCookie, session.initiatorSpi, session);
    const number = parties.mainModeSa ?? null;
    if (number !== null && number !== '0') put(byMainModeSa, `${number}|${session.peer?.address ?? ''}`, session);
    const pair = pairOf(session);
    if (pair !== null) put(byPair, pair, session);
    if (session.peer !== null) {
      put(byPeer, session.peer.address, session);
      if (met.size < caps.keys) met.add(session.peer.address);
    }
    if (session.local !== null && own.size < caps.addresses) own.add(session.local.address);
    return session;
  };

  const fits = (session: EventSession | null, parties: Parties): EventSession | null => {
    const version = parties.version ?? null;
    return session !== null && (version === null || session.version === null || session.version === version)
      ? session
      : null;
  };

  const source = (event: WindowsEvent): Source => ({
    artifact,
    at: [step(event)],
    quote: quoteOf(event),
    time: utc ? timeText(event.ns) : (timeText(event.ns)?.replace(/Z$/, '') ?? null),
  });

  return {
    own,
    met,
    source,
    ended(parties) {
      const spi = parties.initiatorSpi ?? null;
      const known = spi === null ? null : live(byCookie.get(spi));
      return learn(known ?? make(), parties);
    },
    goesOn(parties) {
      const number = parties.mainModeSa ?? null;
      const numbered =
        number === null || number === '0' ? null : live(byMainModeSa.get(`${number}|${parties.peer?.address ?? ''}`));
      if (numbered !== null) return learn(numbered, parties);
      // A record that does not tell of its own address is of the latest with this peer, whatever became of it.
      const pair = parties.local == null ? null : pairOf(parties);
      const latest = pair === null ? null : fits(live(byPair.get(pair)), parties);
      const ofPeer = parties.local == null ? live(byPeer.get(parties.peer?.address ?? '')) : null;
      return learn(latest?.established === true ? latest : (ofPeer ?? make()), parties);
    },
    twin(parties, { reason, ns, quick }) {
      const pair = parties.local == null ? null : pairOf(parties);
      const latest = pair === null ? null : fits(live(byPair.get(pair)), parties);
      const other = latest?.failure ?? null;
      if (latest === null || other === null || latest.established) return null;
      const apart = other.ns > ns ? other.ns - ns : ns - other.ns;
      return other.quick !== quick && other.reason === reason && apart <= sameMoment ? latest : null;
    },
    say(session, code, args, event) {
      if (entries.length >= caps.events)
        droppedEvents += makeRoom(
          entries,
          { cap: caps.events, first: caps.firstEvents },
          (entry) => entry.session?.dropped !== true,
          (entry) => factEntry(entry.event.code).decides === true || factEntry(entry.event.code).ends !== undefined,
        );
      if (session !== null && event.ns !== null) session.lastNs = event.ns;
      entries.push({
        event: {
          kind: 'log',
          code,
          args: clipped(args),
          src: source(event),
          ns: event.ns,
          seq: event.place,
          session: session?.key ?? null,
        },
        session,
      });
    },
    owns(address) {
      if (address !== null && own.size < caps.addresses) own.add(address);
    },
    size: () => entries.length,
    observations() {
      const all = entries.filter((entry) => entry.session?.superseded !== true);
      const kept = all.filter((entry) => entry.session?.dropped !== true);
      droppedEvents += all.length - kept.length;
      const spans = new Map<EventSession, { first: number; last: number }>();
      for (const { event, session } of kept) {
        if (session === null) continue;
        const span = spans.get(session);
        if (span === undefined) spans.set(session, { first: event.seq, last: event.seq });
        else {
          span.first = Math.min(span.first, event.seq);
          span.last = Math.max(span.last, event.seq);
        }
      }
      const found: (LogEvent | LogSession)[] = kept.map(({ event }) => event);
      for (const [session, span] of spans)
        found.push({
          kind: 'session',
          key: session.key,
          artifact,
          connection: session.connection,
          version: session.version,
          role: session.role,
          local: session.local,
          peer: session.peer,
          initiatorSpi: session.initiatorSpi,
          responderSpi: session.responderSpi,
          firstSeq: span.first,
          lastSeq: span.last,
          ...(session.authip ? { authip: true as const } : {}),
          atEnd: true,
          ...(session.ofChild ? { ofChild: true as const } : {}),
        });
      return found;
    },
    limits() {
      const limits: { what: string; cap: number; seen: number; kept: number }[] = [];
      if (droppedSessions > 0)
        limits.push({ what: 'sessions', cap: caps.sessions, seen: made, kept: made - droppedSessions });
      if (droppedEvents > 0)
        limits.push({
          what: 'events',
          cap: caps.events,
          seen: entries.length + droppedEvents,
          kept: entries.length,
        });
      return limits;
    },
  };
}

function clipped(args: Readonly<Record<string, ArgValue>>): Record<string, ArgValue> {
  const out: Record<string, ArgValue> = {};
  for (const [name, value] of Object.entries(args))
    if (value !== null) out[name] = typeof value === 'string' ? clip(masked(value.slice(0, 1000)), 300) : value;
  return out;
}
