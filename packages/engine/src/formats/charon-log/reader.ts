import type { ArgValue, Endpoint, LogEvent, LogSession } from '../../observations/index.ts';
import { lineFront, type LogLine } from '../log-lines/index.ts';
import { untimedLines } from '../log-lines/untimed.ts';
import { wrappedLines } from '../log-lines/wrapped.ts';
import type { ParseFault, TextReader, TextReading } from '../reader.ts';
import { dispatch } from './dispatch.ts';
import { addSelector } from './enrich.ts';
import { startJob, threadOf, type Context, type Here } from './context.ts';
import { exchangeOf } from './exchanges.ts';
import { matchMessage } from './patterns/index.ts';
import { keyDumps } from './keys.ts';
import { splitPrefix, type Prefix } from './prefix.ts';
import { openSessions } from './sessions.ts';
import { caps, root, type Entry, type Session } from './state.ts';
import { isMasked, type Captures, type CaptureValue } from './template.ts';

const otherPrograms: ReadonlySet<string> = new Set([
  'pluto',
  'kernel',
  'systemd',
  'sshd',
  'sudo',
  'dhclient',
  'CRON',
  'cron',
]);

/** It passes on what `ipsec up` prints, which the daemon mostly writes itself into the same journal, and earlier. */
const passingOn = 'NetworkManager';

/** Holes for addresses; what stands there instead of one is no address, and two that are hidden look the same. */
const addresses: ReadonlySet<string> = new Set(['local', 'remote', 'address']);

function hidden(value: CaptureValue): boolean {
  return typeof value === 'string' && isMasked(value);
}

/** Opens a reader of charon logs: file log, syslog, systemd journal (text, JSON, export), pasted lines. */
export function openCharonLog(artifact: string): TextReader {
  const front = lineFront();
  const context: Context = {
    sessions: openSessions(),
    entries: [],
    threads: new Map(),
    named: false,
    version: null,
    started: false,
    stopping: false,
    terminateSeq: 0,
    lastSent: null,
    ownAddresses: new Set(),
    eventsDropped: 0,
    threadsDropped: 0,
  };
  const faults: ParseFault[] = [];
  let records = 0;
  let hostName: string | null = null;
  let ownWords = false;
  // The systemd daemon may write each message to the journal and to syslog: once with and once without thread.
  const recent: string[] = [];
  const keys = keyDumps();
  const untimed = untimedLines(faults);

  const feed = (line: LogLine, seq: number): void => {
    if (hostName === null && line.host !== null) hostName = line.host;
    if (line.program !== null && otherPrograms.has(line.program)) return;
    if (line.program === passingOn && ownWords) return;
    if (line.program?.startsWith('charon') === true) ownWords = true;
    const prefix = withFields(splitPrefix(line.message), line);
    if (prefix.group === '') {
      const twin = recent.indexOf(prefix.text);
      if (twin >= 0) {
        recent.splice(twin, 1);
        return;
      }
    } else if (line.program !== null && prefix.thread !== null && line.fields === null) {
      recent.push(prefix.text);
      if (recent.length > 8) recent.shift();
    }
    if (keys.line(prefix.thread ?? -1, prefix.text, seq)) return;
    if (prefix.group !== '' || line.program !== null) untimed.met(line);
    const match = matchMessage(prefix.text, prefix.group);
    if (untimed.refuses(line, seq, match !== null)) return;
    if (match === null) {
      bareSelector(context, prefix, line, seq);
      return;
    }
    const here = hereOf(context, prefix, line, seq, match.pattern.global === true);
    const args: Record<string, ArgValue> = { ...match.pattern.args };
    for (const name of Object.keys(match.captures)) {
      const value = match.captures[name];
      if (name.startsWith('_') || value === undefined || (addresses.has(name) && hidden(value))) continue;
      args[name] = value;
    }
    const exchange = match.captures['_exchange'];
    if (typeof exchange === 'string') args['exchange'] ??= exchangeOf(exchange).name;
    dispatch({ context, here, pattern: match.pattern, captures: match.captures, args });
  };

  const wrapped = wrappedLines({
    begins: (line) => splitPrefix(line.message).group !== '',
    known: (message) => {
      const prefix = splitPrefix(message);
      return matchMessage(prefix.text, prefix.group) !== null;
    },
    feed: (line, seq) => {
      try {
        if (line.message !== '') feed(line, seq);
      } catch (error) {
        failed(seq, error);
      }
    },
  });
  const failed = (line: number, error: unknown): void => {
    // A fault of ours must not lose the rest of the file.
    if (faults.length < 32)
      faults.push({ line, reason: `line could not be read: ${error instanceof Error ? error.name : 'error'}` });
  };

  return {
    line(text, lineNumber) {
      records = lineNumber > records ? lineNumber : records;
      try {
        const line = front.read(text);
        wrapped.take(line, text, lineNumber - (line?.back ?? 0));
      } catch (error) {
        failed(lineNumber, error);
      }
    },
    end() {
      wrapped.end();
      for (const thread of context.threads.values()) startJob(context, thread);
      const found = reading(artifact, context, faults, records, hostName, front.timeKind());
      return { ...found, observations: [...found.observations, ...keys.end(artifact)] };
    },
  };
}

/** Structured journals and JSON file logs carry thread, subsystem and IKE SA in fields of their own. */
function withFields(prefix: Prefix, line: LogLine): Prefix {
  const { fields } = line;
  if (fields === null || prefix.group !== '') return prefix;
  const thread = whole(fields['THREAD'] ?? fields['thread']);
  const uid = whole(fields['IKE_SA_UNIQUE_ID'] ?? fields['ikesa-uniqueid']);
  return {
    ...prefix,
    thread,
    group: fields['GROUP'] ?? fields['group'] ?? '',
    uid,
    connection: fields['IKE_SA_NAME'] ?? fields['ikesa-name'] ?? null,
  };
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Finds the thread and the session the line names itself. */
function hereOf(context: Context, prefix: Prefix, line: LogLine, seq: number, global: boolean): Here {
  const thread = threadOf(context, prefix.thread ?? -1);
  let said: Session | null = null;
  if (prefix.uid !== null) {
    context.named = true;
    said = context.sessions.byUid(prefix.uid);
    if (said === null) {
      said = context.sessions.create(seq);
      context.sessions.bindUid(prefix.uid, said);
    }
    if (prefix.connection !== null) said.connection = prefix.connection;
    if (thread.session !== said) {
      if (thread.session !== null && root(thread.session) !== said && thread.provisional?.session !== thread.session)
        startJob(context, thread);
      if (thread.provisional === null || thread.provisional.session === said) bindSaid(context, thread, said);
    }
  } else if (context.named && !global && thread.session !== null && prefix.group !== '') {
    startJob(context, thread);
  }
  return { line, seq, thread, said };
}

function bindSaid(context: Context, thread: Here['thread'], said: Session): void {
  thread.session = said;
  for (const entry of thread.pending) {
    entry.session = said;
    said.used = true;
  }
  thread.pending = [];
  if (thread.packet !== null) context.sessions.setEndpoints(said, thread.packet);
}

/** A line of a selector list of raised verbosity is only a selector: ` 10.1.0.0/16`. */
function bareSelector(context: Context, prefix: Prefix, line: LogLine, seq: number): void {
  if (prefix.group !== 'CFG' || prefix.indent === 0) return;
  const thread = context.threads.get(prefix.thread ?? -1);
  if (thread === undefined || thread.selectors === null) return;
  const { text } = prefix;
  const last = text.charCodeAt(text.length - 1);
  if (
    text.length > 128 ||
    text.includes(' ') ||
    !(text.includes('/') || text.includes('..') || text === 'dynamic') ||
    Number.isNaN(last)
  )
    return;
  const captures: Captures = {};
  addSelector({ context, here: { line, seq, thread, said: null }, captures, args: {} }, text, null);
}

function reading(
  artifact: string,
  context: Context,
  faults: readonly ParseFault[],
  records: number,
  hostName: string | null,
  timeKind: TextReading['timeKind'],
): TextReading {
  const observations: (LogEvent | LogSession)[] = [];
  const seen = new Map<Session, { first: number; last: number }>();
  const entries = context.entries.filter((entry) => !entry.dropped && entry.session?.dropped !== true);
  entries.sort((a, b) => a.seq - b.seq);
  for (const entry of entries) {
    const session = entry.session === null ? null : root(entry.session);
    if (session !== null) {
      const span = seen.get(session);
      if (span === undefined) seen.set(session, { first: entry.seq, last: entry.seq });
      else if (entry.seq > span.last) span.last = entry.seq;
    }
    observations.push(toEvent(artifact, entry, session));
  }
  for (const [session, span] of seen) observations.push(toSession(artifact, session, span));
  const limits: { what: string; cap: number; seen: number; kept: number }[] = [];
  if (context.sessions.count() > caps.sessions)
    limits.push({
      what: 'sessions',
      cap: caps.sessions,
      seen: context.sessions.count(),
      kept: context.sessions.all().filter((session) => session.into === null).length,
    });
  if (context.threadsDropped > 0)
    limits.push({
      what: 'threads',
      cap: caps.threads,
      seen: caps.threads + context.threadsDropped,
      kept: caps.threads,
    });
  if (context.eventsDropped > 0)
    limits.push({
      what: 'events',
      cap: caps.events,
      seen: context.entries.length + context.eventsDropped,
      kept: entries.length,
    });
  return {
    format: 'charon-log',
    observations,
    faults,
    records,
    hostName,
    product: context.version === null ? 'strongSwan' : `strongSwan ${context.version}`,
    ownAddresses: [...context.ownAddresses].filter(
      (address) => address !== '0.0.0.0' && address !== '::' && !isMasked(address),
    ),
    timeKind,
    limits,
  };
}

function toEvent(artifact: string, entry: Entry, session: Session | null): LogEvent {
  return {
    kind: 'log',
    code: entry.code,
    args: entry.args,
    src: { artifact, at: entry.at.slice(0, caps.places), quote: entry.quote, time: entry.time },
    ns: entry.ns,
    seq: entry.seq,
    session: session?.key ?? null,
  };
}

/** An endpoint whose address the log still has. */
function shown(endpoint: Endpoint | null): Endpoint | null {
  return endpoint === null || isMasked(endpoint.address) ? null : endpoint;
}

function toSession(artifact: string, session: Session, span: { first: number; last: number }): LogSession {
  return {
    kind: 'session',
    key: session.key,
    artifact,
    connection: session.connection,
    version: session.version,
    role: session.role,
    local: shown(session.firstLocal ?? session.local),
    peer: shown(session.firstPeer ?? session.peer),
    initiatorSpi: session.initiatorSpi,
    responderSpi: session.responderSpi,
    firstSeq: span.first,
    lastSeq: span.last,
  };
}
