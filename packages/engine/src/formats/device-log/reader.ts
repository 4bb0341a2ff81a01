import type { ArgValue, LogEvent, LogSession } from '../../observations/index.ts';
import { lineFront, type LogLine } from '../log-lines/index.ts';
import type { ParseFault, TextReader, TextReading } from '../reader.ts';
import { caps, type Attempt } from './attempts.ts';
import { type Desk, type Entry, openDesk } from './desk.ts';
import { type Match, tableOf } from './match.ts';
import { maxParts, single, tidy, untaken } from './tidy.ts';
import type { Dialect, Here, Refs, Said } from './types.ts';

/** A line that nothing matched, with what followed it. */
interface Unmatched {
  readonly said: Said;
  readonly line: LogLine;
  readonly seq: number;
  /** Its last line, and how many there are. */
  readonly last: number;
  readonly parts: number;
}

/** Opens a reader of one vendor's log. */
export function openDeviceLog(dialect: Dialect, artifact: string): TextReader {
  const front = lineFront();
  const table = tableOf(dialect.rows);
  const desk = openDesk();
  const faults: ParseFault[] = [];
  let records = 0;
  let hostName: string | null = null;
  /** The line before, where nothing matched it: mail and forums wrap lines. */
  let open: Unmatched | null = null;

  const feed = (line: LogLine, seq: number): void => {
    const prefixed = dialect.prefix(line);
    if (prefixed === null) return;
    const said: Said = { ...prefixed, text: single(prefixed.text) };
    if (hostName === null && line.host !== null && said.own) hostName = line.host;
    if (dialect.block?.(desk, said, line, seq) === true) {
      open = null;
      return;
    }
    const before = open;
    open = null;
    const match = table.match(said.text);
    if (match !== null) {
      apply(desk, said, match, line, seq);
      return;
    }
    if (before !== null && !said.own && line.timeText === null && before.last === seq - 1) {
      const joined: Said = { ...before.said, text: single(`${before.said.text} ${said.text}`) };
      const quoting = { ...before.line, quote: `${before.line.quote} ${line.quote}` };
      const second = table.match(joined.text);
      if (second !== null) {
        apply(desk, joined, second, quoting, before.seq);
        return;
      }
      if (before.said.own && before.parts < maxParts)
        open = { said: joined, line: quoting, seq: before.seq, last: seq, parts: before.parts + 1 };
    }
    if (open === null && said.text.length >= 24) open = { said, line, seq, last: seq, parts: 1 };
    // Whose turn it is, even where the words mean nothing.
    if (said.own && desk.attempts.known(said.refs) !== null) desk.attempts.find(said.refs, seq);
  };

  return {
    line(text, lineNumber) {
      if (lineNumber > records) records = lineNumber;
      try {
        const line = front.read(tidy(text));
        if (line !== null && line.message !== '') feed(untaken(line), lineNumber);
      } catch (error) {
        // A fault of ours must not lose the rest of the file.
        if (faults.length < 32)
          faults.push({
            line: lineNumber,
            reason: `line could not be read: ${error instanceof Error ? error.name : 'error'}`,
          });
      }
    },
    end() {
      dialect.finish?.(desk);
      const reading = readingOf(dialect, artifact, desk, faults, records, hostName, front.timeKind());
      const wire = dialect.wire?.(desk, artifact) ?? null;
      return wire === null ? reading : { ...reading, wire };
    },
  };
}

const refNames = ['_id', '_peer', '_peerPort', '_local', '_localPort', '_conn', '_ispi', '_rspi'] as const;

function port(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]{1,5}$/.test(text) && Number(text) < 65536 ? Number(text) : null;
}

function refsOf(said: Said, captures: Match['captures']): Refs {
  if (!refNames.some((name) => captures[name] !== undefined)) return said.refs;
  const address = (name: '_peer' | '_local'): string | null => {
    const text = captures[name]?.trim();
    return text === undefined || text === '' ? null : text;
  };
  const spi = (name: '_ispi' | '_rspi'): string | null => captures[name]?.replace(/^0x/i, '').toLowerCase() ?? null;
  return {
    id: captures['_id'] ?? said.refs.id ?? null,
    connection: captures['_conn'] ?? said.refs.connection ?? null,
    peer: address('_peer') ?? said.refs.peer ?? null,
    peerPort: port(captures['_peerPort']) ?? said.refs.peerPort ?? null,
    local: address('_local') ?? said.refs.local ?? null,
    localPort: port(captures['_localPort']) ?? said.refs.localPort ?? null,
    initiatorSpi: spi('_ispi') ?? said.refs.initiatorSpi ?? null,
    responderSpi: spi('_rspi') ?? said.refs.responderSpi ?? null,
  };
}

function apply(desk: Desk, said: Said, match: Match, line: LogLine, seq: number): void {
  const { row, captures } = match;
  const args: Record<string, ArgValue> = { ...row.args };
  for (const [name, value] of Object.entries(captures)) if (!name.startsWith('_')) args[name] = value.trim();
  if (row.global === true) {
    if (row.code !== undefined) desk.say(null, row.code, args, line, seq);
    return;
  }
  const refs = refsOf(said, captures);
  let attempt = row.starts === true ? desk.attempts.begin(refs, seq) : desk.attempts.find(refs, seq);
  if (typeof row.starts === 'function' && row.starts(attempt)) attempt = desk.attempts.begin(refs, seq);
  if (row.version !== undefined) attempt.version ??= row.version;
  if (row.role !== undefined) attempt.role ??= row.role;
  if (row.exchange !== undefined) attempt.exchange ??= row.exchange;
  const here: Here = { desk, attempt, refs, said, captures, line, seq, args, code: row.code ?? null };
  row.act?.(here);
  attempt = here.attempt;
  for (const told of row.tells ?? []) desk.tell(attempt, told, line, seq);
  if (here.code !== null) desk.say(attempt, here.code, args, line, seq);
  for (const also of row.also ?? []) desk.say(attempt, also.code, { ...also.args }, line, seq);
  if (row.stands === true) attempt.established = true;
  if (row.over === true) attempt.over = true;
}

/** What was written down at a desk, as the reading of a file. */
export function readingOf(
  dialect: Pick<Dialect, 'format' | 'product'>,
  artifact: string,
  desk: Desk,
  faults: readonly ParseFault[],
  records: number,
  hostName: string | null,
  timeKind: TextReading['timeKind'],
): TextReading {
  const observations: (LogEvent | LogSession)[] = [];
  const spans = new Map<Attempt, { first: number; last: number }>();
  let dropped = desk.dropped;
  // What is known only at the end of the file is said of the place it is about.
  const entries = [...desk.entries].sort((a, b) => a.seq - b.seq);
  for (const entry of entries) {
    if (entry.attempt?.dropped === true) {
      dropped++;
      continue;
    }
    if (entry.attempt !== null) {
      const span = spans.get(entry.attempt);
      if (span === undefined) spans.set(entry.attempt, { first: entry.seq, last: entry.seq });
      else {
        span.first = Math.min(span.first, entry.seq);
        span.last = Math.max(span.last, entry.seq);
      }
    }
    observations.push(eventOf(artifact, entry));
  }
  const kept = observations.length;
  for (const [attempt, span] of spans) observations.push(sessionOf(artifact, attempt, span));
  const limits: { what: string; cap: number; seen: number; kept: number }[] = [];
  if (desk.attempts.made() > caps.attempts)
    limits.push({ what: 'sessions', cap: caps.attempts, seen: desk.attempts.made(), kept: spans.size });
  if (dropped > 0) limits.push({ what: 'events', cap: caps.events, seen: kept + dropped, kept });
  return {
    format: dialect.format,
    observations,
    faults,
    records,
    hostName,
    product: desk.version === null ? dialect.product : `${dialect.product} ${desk.version}`,
    ownAddresses: [...desk.own].filter((address) => address !== '0.0.0.0' && address !== '::'),
    timeKind,
    limits,
  };
}

function eventOf(artifact: string, entry: Entry): LogEvent {
  return {
    kind: 'log',
    code: entry.code,
    args: entry.args,
    src: { artifact, at: entry.at, quote: entry.quote, time: entry.time },
    ns: entry.ns,
    seq: entry.seq,
    session: entry.attempt?.key ?? null,
  };
}

function sessionOf(artifact: string, attempt: Attempt, span: { first: number; last: number }): LogSession {
  return {
    kind: 'session',
    key: attempt.key,
    artifact,
    connection: attempt.connection,
    version: attempt.version,
    role: attempt.role,
    local: attempt.local,
    peer: attempt.peer,
    initiatorSpi: attempt.initiatorSpi,
    responderSpi: attempt.responderSpi,
    firstSeq: span.first,
    lastSeq: span.last,
  };
}
