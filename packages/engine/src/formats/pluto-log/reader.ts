import type { LogEvent, LogSession } from '../../observations/index.ts';
import { lineFront, type LogLine } from '../log-lines/index.ts';
import { untimedLines } from '../log-lines/untimed.ts';
import { wrappedLines } from '../log-lines/wrapped.ts';
import type { ParseFault, TextReader, TextReading } from '../reader.ts';
import { apply, flushReceived } from './apply.ts';
import { draft, keep, openContext, release, type Context } from './context.ts';
import { listHead, listItem, listProtocol } from './lists.ts';
import { matchMessage } from './match.ts';
import { noteDump } from './notify-dump.ts';
import { parsePrefix, pastedMessage, type PlutoLine } from './prefix.ts';
import { baseName } from './sessions.ts';
import { caps, rootOf, type Entry, type Session } from './state.ts';

/** Whether lines of this program can be pluto's or its tools'. */
export function isPlutoProgram(program: string): boolean {
  return (
    program === 'pluto' ||
    program === 'whack' ||
    program === 'addconn' ||
    program === 'libreswan' ||
    // `ipsec_starter` is strongSwan's, `ipsec__plutorun` is not.
    (program.startsWith('ipsec') && program !== 'ipsec_starter') ||
    program.includes('pluto')
  );
}

/** NetworkManager passes on what its VPN services print: whack's lines begin with their three-digit code. */
export function isPassedOn(program: string, message: string): boolean {
  return (program === 'NetworkManager' || program === 'nm-l2tp-service') && /^[0-9]{3} ["|a-zA-Z]/.test(message);
}

/** Opens a reader of pluto's words: log file, syslog, journal, or what `ipsec auto`, `ipsec up` and `ipsec whack` print. */
export function openPluto(format: 'pluto-log' | 'pluto-console', artifact: string): TextReader {
  const front = lineFront();
  const context = openContext();
  const faults: ParseFault[] = [];
  let records = 0;
  let hostName: string | null = null;
  const untimed = untimedLines(faults);

  const feed = (log: LogLine, seq: number): void => {
    if (log.program !== null && !isPlutoProgram(log.program) && !isPassedOn(log.program, log.message)) return;
    if (hostName === null && log.host !== null) hostName = log.host;
    if (log.program === 'pluto' && log.pid !== null) {
      // A new process numbers its SAs anew, whether or not its start was logged.
      if (context.pid !== null && context.pid !== log.pid) context.sessions.restart();
      context.pid = log.pid;
    }
    const line = parsePrefix(log.message);
    if (line.connection !== null || line.severity === 'debug' || log.program !== null) untimed.met(log);
    // A console shows words without times among pieces of logs.
    if (format === 'pluto-log' && untimed.refuses(log, seq, matchMessage(line) !== null)) return;
    if (context.list !== null) {
      if (listItem(context.list, line, seq)) return;
      closeList(context);
    }
    if (line.severity === 'expectation' || line.severity === 'impair') return;
    const head = line.severity === 'debug' ? null : listHead(line, seq);
    if (head !== null) {
      context.list = head;
      context.listLine = log;
      return;
    }
    if (line.severity !== 'debug') context.notified = null;
    else if (noteDump(context, line.text)) return;
    if (line.severity === 'debug' && context.received !== null) findReceiver(context, line);
    const match = matchMessage(line);
    if (match !== null) {
      apply(context, line, match, log, seq);
      return;
    }
    // Pasted text may have words of people in front of the daemon's.
    const pasted =
      log.timeText === null && log.program === null && line.connection === null && line.severity === 'normal';
    const inner = pasted ? pastedMessage(line.text) : null;
    if (inner !== null) {
      const second = parsePrefix(inner);
      const found = matchMessage(second);
      if (found !== null) apply(context, second, found, log, seq);
      return;
    }
    unmatched(context, line, log, seq);
  };

  const wrapped = wrappedLines({
    begins: (log) => beginsRecord(parsePrefix(log.message)) || pastedMessage(log.message) !== null,
    known: (message) => {
      const line = parsePrefix(message);
      return matchMessage(line) !== null || listHead(line, 0) !== null;
    },
    feed: (log, seq) => {
      try {
        if (log.message !== '') feed(log, seq);
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
      if (lineNumber > records) records = lineNumber;
      try {
        const log = front.read(text);
        wrapped.take(log, text, lineNumber - (log?.back ?? 0));
      } catch (error) {
        failed(lineNumber, error);
      }
    },
    end() {
      wrapped.end();
      closeList(context);
      flushReceived(context, null);
      for (const session of context.sessions.all()) release(context, session);
      return reading(format, artifact, context, faults, records, hostName, front.timeKind());
    },
  };
}

/** Whether a line has in front what most records of pluto have. */
function beginsRecord(line: PlutoLine): boolean {
  return (
    line.whack !== null ||
    line.severity !== 'normal' ||
    line.connection !== null ||
    line.serial !== null ||
    line.packetFrom !== null
  );
}

/** Lines no row knows, but whose severity says enough. */
function unmatched(context: Context, line: PlutoLine, log: LogLine, seq: number): void {
  if (line.severity === 'assertion') keep(context, draft('daemon.crashed', { what: line.text }, log, seq, null));
  else if (line.severity === 'fatal' && line.serial === null)
    keep(context, draft('daemon.start-failed', { what: line.text }, log, seq, null));
}

/** `| State DB: found IKEv2 state #3 in …`: whose packet was just received. */
function findReceiver(context: Context, line: PlutoLine): void {
  if (!line.text.startsWith('State DB: found IKEv')) return;
  const mark = line.text.indexOf(' state #');
  const found = mark < 0 ? null : /^[0-9]{1,10}/.exec(line.text.slice(mark + 8));
  const serial = found === null ? null : context.sessions.known(Number(found[0]));
  if (serial !== null) flushReceived(context, rootOf(serial.session));
}

function closeList(context: Context): void {
  const { list, listLine } = context;
  context.list = null;
  context.listLine = null;
  if (list === null || listLine === null || list.proposals.length === 0) return;
  const serial = list.serial === null ? null : context.sessions.known(list.serial);
  const first = list.lines[0] ?? 0;
  const entry = draft(
    'proposal.configured',
    {
      protocol: listProtocol(list),
      proposals: list.proposals,
      connection: list.connection === null ? null : baseName(list.connection),
    },
    listLine,
    first,
    serial === null ? null : rootOf(serial.session),
  );
  entry.at = list.lines.map((line) => ({ line }));
  keep(context, entry);
}

function reading(
  format: string,
  artifact: string,
  context: Context,
  faults: readonly ParseFault[],
  records: number,
  hostName: string | null,
  timeKind: TextReading['timeKind'],
): TextReading {
  const observations: (LogEvent | LogSession)[] = [];
  const spans = new Map<Session, { first: number; last: number }>();
  let dropped = context.dropped;
  for (const entry of context.entries) {
    if (context.withdrawn.has(entry)) continue;
    const session = entry.session === null ? null : rootOf(entry.session);
    if (session?.dropped === true) {
      dropped++;
      continue;
    }
    if (session !== null) {
      const span = spans.get(session);
      if (span === undefined) spans.set(session, { first: entry.seq, last: entry.seq });
      else {
        if (entry.seq < span.first) span.first = entry.seq;
        if (entry.seq > span.last) span.last = entry.seq;
      }
    }
    observations.push(eventOf(artifact, entry, session));
  }
  for (const [session, span] of spans) {
    observations.push({
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
      ...(session.serial === null ? {} : { serial: session.serial }),
    });
  }
  const kept = observations.length - spans.size;
  const limits: { what: string; cap: number; seen: number; kept: number }[] = [];
  if (context.sessions.created() > caps.sessions)
    limits.push({ what: 'sessions', cap: caps.sessions, seen: context.sessions.created(), kept: spans.size });
  if (dropped > 0) limits.push({ what: 'events', cap: caps.events, seen: kept + dropped, kept });
  return {
    format,
    observations,
    faults,
    records,
    hostName,
    product: context.product ?? 'Libreswan',
    ownAddresses: [...context.ownAddresses],
    timeKind,
    limits,
  };
}

function eventOf(artifact: string, entry: Entry, session: Session | null): LogEvent {
  return {
    kind: 'log',
    code: entry.code,
    args: entry.args,
    src: { artifact, at: entry.at, quote: entry.quote, time: entry.time },
    ns: entry.ns,
    seq: entry.seq,
    session: session?.key ?? null,
  };
}
