import { clip } from '../../observations/source.ts';
import { lineClock, timeKindOf, type LineTimeKind } from './clock.ts';
import { isThreadPrefix, scanEnvelope, type Envelope } from './envelope.ts';
import { unpasted } from './pasted.ts';
import { firstLine, journalFields, readJsonLine, type StructuredRecord } from './structured.ts';
import { scanTime } from './time.ts';

export { isThreadPrefix } from './envelope.ts';
export { ANCHOR_YEAR, type LineTimeKind } from './clock.ts';
export * from './scan.ts';

/** One line of a log without its envelope. */
export interface LogLine {
  /** What the program wrote; leading spaces of indented messages are kept. */
  readonly message: string;
  /** The time exactly as the line writes it. */
  readonly timeText: string | null;
  /** Nanoseconds since the epoch, as if UTC when no zone is stated. Without a year or a date: see `lineClock`. */
  readonly ns: bigint | null;
  readonly timeKind: LineTimeKind;
  readonly host: string | null;
  readonly program: string | null;
  readonly pid: number | null;
  /** Further fields when the line is a record of fields (journal JSON, JSON lines). */
  readonly fields: Readonly<Record<string, string>> | null;
  /** How many lines before the one that was read the message stands, where its record told of it earlier. */
  readonly back?: number;
  /** What to quote: the line as it stands, or the message of a record of fields. At most 500 characters. */
  readonly quote: string;
}

/** Reads the envelopes of one file's lines. State is a few words: the last year and day seen, the last time text. */
export interface LineFront {
  /** The line, or null when it only belongs to the envelope (journal headers, other fields of a record). */
  read(text: string): LogLine | null;
  /** How the times of most lines are written. */
  timeKind(): LineTimeKind;
}

/**
 * The message without what is not the daemon's: space at its end (columns of a web page), the brackets in which rsyslog puts a message that it
 * counted (`message repeated 2 times: [ …]`), and the quotation marks into which forums turn straight ones.
 */
export function asWritten(message: string): string {
  let text = message.trimEnd();
  const counted = /^message repeated [0-9]{1,9} times: \[ ?/.exec(text);
  if (counted !== null) text = text.slice(counted[0].length, text.endsWith(']') ? -1 : undefined);
  return text.replace(/[\u201c-\u201f]/g, '"').replace(/[\u2018-\u201b]/g, "'");
}

/** Opens a front end for one file. */
export function lineFront(): LineFront {
  const clock = lineClock();
  const journal = journalFields();
  const counts = new Map<LineTimeKind, number>();
  let lastText = '';
  let lastNs: bigint | null = null;
  let lastKind: LineTimeKind = 'none';

  const count = (kind: LineTimeKind): LineTimeKind => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return kind;
  };

  // Neighbouring lines mostly share all that stands before their message.
  let shared = '';
  let sharedEnvelope: Envelope | null = null;

  const envelopeOf = (text: string): Envelope => {
    if (sharedEnvelope !== null && text.startsWith(shared)) {
      if (sharedEnvelope.program !== null || isThreadPrefix(text, shared.length)) return sharedEnvelope;
    }
    const envelope = scanEnvelope(text);
    if (envelope.time !== null && envelope.message > 0) {
      shared = text.slice(0, envelope.message);
      sharedEnvelope = envelope;
    }
    return envelope;
  };

  const fromRecord = (record: StructuredRecord): LogLine => {
    let message = record.message;
    let program = record.program;
    let pid = record.pid;
    let timeText = record.timeText;
    let ns: bigint | null = null;
    let kind: LineTimeKind = 'none';
    if (record.microseconds !== null) {
      ns = record.microseconds * 1000n;
      timeText = record.microseconds.toString();
      kind = 'utc';
    } else if (timeText !== null) {
      const parts = scanTime(timeText.length <= 40 ? `${timeText} ` : '', 0);
      if (parts !== null) {
        ns = clock.resolve(parts);
        kind = timeKindOf(parts);
      }
    }
    if (program === null) {
      // What a shipper wraps may be a whole syslog line.
      const inner = scanEnvelope(message);
      program = inner.program;
      pid ??= inner.pid;
      if (ns === null && inner.time !== null) {
        ns = clock.resolve(inner.time);
        kind = timeKindOf(inner.time);
        timeText = message.slice(inner.timeFrom, inner.timeTo);
      }
      message = message.slice(inner.message);
    }
    return {
      message,
      timeText,
      ns,
      timeKind: count(kind),
      host: record.host,
      program,
      pid,
      fields: record.fields,
      quote: clip(message),
    };
  };

  return {
    read(raw) {
      let text = raw;
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
      if (text.endsWith('\r')) text = text.slice(0, -1);
      const whole = text;
      // Pages write their spaces so that they do not break.
      if (text.includes('\u00a0')) text = text.replaceAll('\u00a0', ' ');
      if (sharedEnvelope === null || !text.startsWith(shared)) text = unpasted(text);
      const first = text.charCodeAt(0);
      if (first === 0x7b) {
        const record = readJsonLine(text);
        if (record !== null) return fromRecord(record);
      } else if (first === 0x2d && text.startsWith('-- ')) {
        return null;
      }
      const entry = journal.take(text);
      if (entry === undefined) return null;
      if (entry !== null) return entry.back === 0 ? fromRecord(entry) : { ...fromRecord(entry), back: entry.back };
      const envelope = envelopeOf(text);
      let timeText: string | null = null;
      let ns: bigint | null = null;
      let kind: LineTimeKind = 'none';
      if (envelope.time !== null) {
        timeText = text.slice(envelope.timeFrom, envelope.timeTo);
        if (timeText !== lastText) {
          lastText = timeText;
          lastNs = clock.resolve(envelope.time);
          lastKind = timeKindOf(envelope.time);
        }
        ns = lastNs;
        kind = lastKind;
      }
      return {
        message: asWritten(firstLine(text.slice(envelope.message))),
        timeText,
        ns,
        timeKind: count(kind),
        host: envelope.host,
        program: envelope.program,
        pid: envelope.pid,
        fields: null,
        quote: clip(whole),
      };
    },
    timeKind() {
      let best: LineTimeKind = 'none';
      let most = 0;
      for (const [kind, seen] of counts) {
        if (kind !== 'none' && seen > most) {
          best = kind;
          most = seen;
        }
      }
      return best;
    },
  };
}
