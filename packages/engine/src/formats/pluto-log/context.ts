import { clip, decides, type ArgValue, type FactCode, type Step } from '../../observations/index.ts';
import type { LogLine } from '../log-lines/index.ts';
import { makeRoom } from '../shared/make-room.ts';
import type { ProposalList } from './lists.ts';
import { redact } from './redact.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { caps, rootOf, type Entry, type Session } from './state.ts';

/** What one reader keeps while it reads. */
export interface Context {
  readonly sessions: Sessions;
  readonly entries: Entry[];
  dropped: number;
  /** Entries that a later line made void. */
  readonly withdrawn: WeakSet<Entry>;
  product: string | null;
  readonly ownAddresses: Set<string>;
  /** The daemon said that it stops. */
  stopping: boolean;
  pid: number | null;
  /** The session of the last line with a serial number. */
  lastSession: Session | null;
  list: ProposalList | null;
  listLine: LogLine | null;
  /** A datagram taken from the socket whose SA is not known yet. */
  received: Entry | null;
  receivedPeer: string | null;
  /** A notify of IKEv1 whose bytes may follow, and once they are announced. */
  notified: Entry | null;
  dumped: Entry | null;
  /** Serial whose selectors held a range that is no subnet, and the line that said so. */
  range: { readonly serial: number; readonly line: LogLine; readonly seq: number } | null;
  /** Connections an operator took down. */
  readonly terminated: Set<string>;
  /** SPIs of serial numbers that no other line has named yet. */
  readonly spis: Map<number, { readonly initiatorSpi: string | null; readonly responderSpi: string | null }>;
}

export function openContext(): Context {
  return {
    sessions: openSessions(),
    entries: [],
    dropped: 0,
    withdrawn: new WeakSet(),
    product: null,
    ownAddresses: new Set(),
    stopping: false,
    pid: null,
    lastSession: null,
    list: null,
    listLine: null,
    received: null,
    receivedPeer: null,
    notified: null,
    dumped: null,
    range: null,
    terminated: new Set(),
    spis: new Map(),
  };
}

/** Codes worth keeping when a file holds far more than a person would read. */
function matters(code: FactCode): boolean {
  return (
    decides(code) ||
    code === 'ike.initiating' ||
    code === 'ike.responding' ||
    code === 'ike.established' ||
    code === 'message.gave-up'
  );
}

/** Makes an entry without keeping it. */
export function draft(
  code: FactCode,
  args: Readonly<Record<string, ArgValue | undefined>>,
  line: LogLine,
  seq: number,
  session: Session | null,
  quote = line.quote,
): Entry {
  const clean: Record<string, ArgValue> = {};
  for (const name of Object.keys(args)) {
    const value = args[name];
    if (value === undefined) continue;
    if (typeof value === 'string') clean[name] = clip(redact(value), caps.argLength);
    else if (Array.isArray(value))
      clean[name] = value.slice(0, 64).map((item: string) => clip(redact(item), caps.argLength));
    else clean[name] = value;
  }
  const at: Step[] = [{ line: seq }];
  return { code, args: clean, at, quote: clip(redact(quote)), time: line.timeText, ns: line.ns, seq, session };
}

/** Keeps an entry; when there are too many, older ones give way. */
export function keep(context: Context, entry: Entry): void {
  context.entries.push(entry);
  if (context.entries.length > caps.events)
    context.dropped += makeRoom(
      context.entries,
      { cap: caps.events, first: caps.firstEvents },
      (old) => old.session === null || !rootOf(old.session).dropped,
      (old) => matters(old.code),
    );
  const session = entry.session;
  if (session === null) return;
  session.used = true;
  if (entry.seq > session.lastSeq) session.lastSeq = entry.seq;
  if (entry.ns !== null) session.lastNs = entry.ns;
}

/** Lets go a packet that waits for the line about its message. */
export function release(context: Context, session: Session): void {
  const { heldSent } = session;
  session.heldSent = null;
  if (heldSent !== null) keep(context, heldSent);
}
