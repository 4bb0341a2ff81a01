import type { ArgValue, FactCode } from '../../observations/index.ts';
import type { LogLine } from '../log-lines/index.ts';
import { makeRoom } from '../shared/make-room.ts';
import type { Sessions } from './sessions.ts';
import { caps, newThread, type Entry, type Session, type Thread } from './state.ts';

/** What is known of one file while it is read. */
export interface Context {
  readonly sessions: Sessions;
  readonly entries: Entry[];
  readonly threads: Map<number, Thread>;
  /** Lines carry the IKE SA in work (`ike_name`). */
  named: boolean;
  version: string | null;
  started: boolean;
  stopping: boolean;
  terminateSeq: number;
  lastSent: { entry: Entry; seq: number } | null;
  readonly ownAddresses: Set<string>;
  eventsDropped: number;
  threadsDropped: number;
}

/** The line in work. */
export interface Here {
  readonly line: LogLine;
  readonly seq: number;
  readonly thread: Thread;
  /** The session the line names itself. */
  readonly said: Session | null;
}

/** Adds an event. With a session scope it goes to the thread's session, or waits for it. */
export function emit(
  context: Context,
  here: Here,
  code: FactCode,
  args: Record<string, ArgValue>,
  scope: 'session' | 'global',
): Entry {
  const entry: Entry = {
    code,
    args,
    at: [{ line: here.seq }],
    quote: here.line.quote,
    time: here.line.timeText,
    ns: here.line.ns,
    seq: here.seq,
    session: null,
    dropped: false,
  };
  place(context, here.thread, entry, scope);
  return entry;
}

/** Puts a finished entry into the account. */
export function place(context: Context, thread: Thread, entry: Entry, scope: 'session' | 'global'): void {
  context.entries.push(entry);
  if (context.entries.length > caps.events)
    context.eventsDropped += makeRoom(
      context.entries,
      { cap: caps.events, first: caps.firstEvents },
      (old) => !old.dropped && old.session?.dropped !== true,
      (old) => !lightCodes.has(old.code),
    );
  if (scope === 'global') return;
  if (thread.session !== null) own(entry, thread.session);
  else if (thread.pending.length < caps.pending) thread.pending.push(entry);
  if (thread.job.length < caps.pending) thread.job.push(entry);
  thread.lastEntry = entry;
}

/** Gives an event to a session. */
export function own(entry: Entry, session: Session): void {
  entry.session = session;
  session.used = true;
  if (entry.seq < session.firstSeq) session.firstSeq = entry.seq;
  if (entry.seq > session.lastSeq) session.lastSeq = entry.seq;
}

/** Says which session the thread works on, and gives it what waited. */
export function bind(thread: Thread, session: Session): void {
  thread.session = session;
  for (const entry of thread.pending) own(entry, session);
  thread.pending = [];
}

/** A new job begins: what waited without a session stays without, unless only one IKE SA is alive. */
export function startJob(context: Context, thread: Thread): void {
  if (thread.pending.length > 0) {
    const sole =
      (thread.packet === null ? null : context.sessions.find(thread.packet, null, true)) ??
      context.sessions.sole() ??
      unheard(context, thread);
    if (sole !== null) for (const entry of thread.pending) own(entry, sole);
  }
  Object.assign(thread, newThread());
}

/** A log that begins with a request being built, as copied pieces do: the IKE SA it is of, before any line names one. */
function unheard(context: Context, thread: Thread): Session | null {
  const { generated } = thread;
  if (context.sessions.count() > 0 || generated?.kind !== 'request') return null;
  const session = context.sessions.create(thread.pending[0]?.seq ?? 0);
  session.version = generated.exchange.startsWith('IKE_') ? 2 : generated.exchange === 'Informational' ? 1 : null;
  if (session.version === 2) session.role = 'initiator';
  if (generated.id !== null) session.open = { id: generated.id, tries: 0, seq: session.firstSeq };
  return session;
}

/** The state of a thread; the oldest goes when there are too many. */
export function threadOf(context: Context, number: number): Thread {
  const known = context.threads.get(number);
  if (known !== undefined) return known;
  if (context.threads.size >= caps.threads) {
    const oldest = context.threads.keys().next();
    if (oldest.done !== true) context.threads.delete(oldest.value);
    context.threadsDropped += 1;
  }
  const thread = newThread();
  context.threads.set(number, thread);
  return thread;
}

const lightCodes: ReadonlySet<string> = new Set([
  'packet.sent',
  'packet.received',
  'message.generated',
  'message.parsed',
  'message.keepalive',
  'message.fragment-received',
  'ike.vendor-id',
  'config.loaded',
  'config.secret-loaded',
  'auth.certificate-requested',
  'host.interface-changed',
]);
