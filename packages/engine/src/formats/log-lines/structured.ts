import { skipDigits } from './scan.ts';

/** A log record that came as fields: a journal entry (JSON or export form) or a JSON line of a log shipper. */
export interface StructuredRecord {
  readonly message: string;
  /** Microseconds since the epoch, from the journal. */
  readonly microseconds: bigint | null;
  /** A time as text, from log shippers. */
  readonly timeText: string | null;
  readonly host: string | null;
  readonly program: string | null;
  readonly pid: number | null;
  /** Further short fields by name (`THREAD`, `GROUP`, `IKE_SA_NAME` …). */
  readonly fields: Readonly<Record<string, string>>;
}

const kept: readonly string[] = [
  'THREAD',
  'GROUP',
  'LEVEL',
  'IKE_SA_NAME',
  'IKE_SA_UNIQUE_ID',
  'thread',
  'group',
  'level',
  'ikesa-name',
  'ikesa-uniqueid',
];

function text(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  // The journal writes a field that is not clean UTF-8 as an array of bytes, and a repeated field as an array of texts.
  if (!Array.isArray(value) || value.length === 0 || value.length > 65536) return null;
  if (typeof value[0] === 'string') return value[0];
  let encoded = '';
  let plain = '';
  for (let i = 0; i < value.length; i++) {
    const byte: unknown = value[i];
    if (typeof byte !== 'number' || !Number.isInteger(byte) || byte < 0 || byte > 255) return null;
    plain += String.fromCharCode(byte);
    encoded += `%${byte.toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(encoded);
  } catch {
    // Not UTF-8: one character for each byte keeps the text readable.
    return plain;
  }
}

/** Digits as bigint, or null. */
function digits(value: string | null): bigint | null {
  return value === null || value === '' || value.length > 19 || skipDigits(value, 0) !== value.length
    ? null
    : BigInt(value);
}

function processId(value: string | null): number | null {
  const found = digits(value);
  return found === null ? null : Number(found);
}

/** Whether braces and brackets nest at most `limit` deep (quoted text apart), so that parsing cannot be made costly. */
function shallow(line: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i);
    if (quoted) {
      if (c === 0x5c) i++;
      else if (c === 0x22) quoted = false;
    } else if (c === 0x22) quoted = true;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > limit) return false;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return true;
}

/** Reads one JSON line; null when it is not a JSON object with a message. */
export function readJsonLine(line: string): StructuredRecord | null {
  if (!shallow(line, 16)) return null;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const map = new Map<string, unknown>(Object.entries(value));
  const first = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const found = text(map.get(name));
      if (found !== null) return found;
    }
    return null;
  };
  const message = first('MESSAGE', 'message', 'msg', 'log', 'line');
  if (message === null) return null;
  const fields: Record<string, string> = {};
  for (const name of kept) {
    const found = text(map.get(name));
    if (found !== null && found.length <= 256) fields[name] = found;
  }
  return {
    message: firstLine(message),
    microseconds: digits(first('__REALTIME_TIMESTAMP', '_SOURCE_REALTIME_TIMESTAMP')),
    timeText: first('@timestamp', 'time', 'timestamp', 'ts'),
    host: first('_HOSTNAME', 'host', 'hostname'),
    program: first('SYSLOG_IDENTIFIER', '_COMM', 'program', 'ident'),
    pid: processId(first('_PID', 'SYSLOG_PID', 'pid')),
    fields,
  };
}

/** Text up to the first line break: a peer must not be able to smuggle a second line into one record. */
export function firstLine(message: string): string {
  for (let i = 0; i < message.length; i++) {
    const c = message.charCodeAt(i);
    if (c === 0x0a || c === 0x0d) return message.slice(0, i);
  }
  return message;
}

/** Collects the fields of a journal entry in export form (`journalctl -o export`) or verbose form (indented fields). */
export interface JournalFields {
  /**
   * The record when with this line its message and its sender are known, undefined when the line belongs to an entry and does not
   * complete it, null when it is no such line. `back` tells how many lines before this one the message stands.
   */
  take(line: string): (StructuredRecord & { readonly back: number }) | undefined | null;
}

/** Head of an entry of `journalctl -o verbose`: `Mon 2026-11-23 10:00:00.123456 UTC [s=…;i=…]`. */
const verboseHead =
  /^[A-Z][a-z]{2} ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}) ([A-Za-z0-9+:-]{1,10}) \[s=/;

/** Opens the collector. It takes over when a line `__CURSOR=` or `__REALTIME_TIMESTAMP=` is seen, or the head of a verbose entry. */
export function journalFields(): JournalFields {
  let inside: 'export' | 'verbose' | null = null;
  let entry = new Map<string, string>();
  let lastHost: string | null = null;
  /** A message whose sender is not known yet; its place is counted in lines. */
  let waiting: { readonly message: string; readonly at: number } | null = null;
  let lines = 0;

  const record = (message: string, at: number): StructuredRecord & { readonly back: number } => {
    const fields: Record<string, string> = {};
    for (const key of kept) {
      const found = entry.get(key);
      if (found !== undefined) fields[key] = found;
    }
    waiting = null;
    return {
      message: firstLine(message),
      microseconds: digits(entry.get('__REALTIME_TIMESTAMP') ?? null),
      timeText: entry.get('time of the head') ?? null,
      host: entry.get('_HOSTNAME') ?? lastHost,
      program: sender(),
      pid: processId(entry.get('_PID') ?? null),
      fields,
      back: lines - at,
    };
  };
  const sender = (): string | null => entry.get('SYSLOG_IDENTIFIER') ?? entry.get('_COMM') ?? null;
  /** What is left of an entry that never told who wrote it. */
  const rest = (): (StructuredRecord & { readonly back: number }) | undefined =>
    waiting === null ? undefined : record(waiting.message, waiting.at);

  return {
    take(raw) {
      lines++;
      const head = verboseHead.exec(raw.slice(0, 80));
      if (head !== null) {
        const left = rest();
        inside = 'verbose';
        const zone = head[3] === 'UTC' || head[3] === 'GMT' ? 'Z' : '';
        entry = new Map([['time of the head', `${head[1]}T${head[2]}${zone}`]]);
        return left;
      }
      if (raw.startsWith('__CURSOR=') || (inside === null && raw.startsWith('__REALTIME_TIMESTAMP='))) {
        const left = rest();
        inside = 'export';
        entry = new Map();
        if (left !== undefined) return left;
      }
      if (inside === null) return null;
      // Fields of the verbose form stand four blanks in; what stands deeper is more of a value.
      const line = inside === 'verbose' && raw.startsWith('    ') && raw.charAt(4) !== ' ' ? raw.slice(4) : raw;
      const equals = line.indexOf('=');
      if (equals <= 0 || equals > 64 || !fieldName(line, equals) || (inside === 'verbose' && line === raw)) {
        if (line === '') return rest();
        if (inside === 'verbose' && raw.startsWith(' ')) return undefined;
        inside = null;
        return null;
      }
      const name = line.slice(0, equals);
      const value = line.slice(equals + 1);
      if (name === '_HOSTNAME') lastHost = value;
      if (name === 'MESSAGE') {
        if (sender() !== null) return record(value, lines);
        waiting = { message: value, at: lines };
        return undefined;
      }
      if (entry.size < 128 && value.length <= 256) entry.set(name, value);
      return waiting !== null && sender() !== null ? record(waiting.message, waiting.at) : undefined;
    },
  };
}

function fieldName(line: string, end: number): boolean {
  for (let i = 0; i < end; i++) {
    const c = line.charCodeAt(i);
    if (!((c >= 0x41 && c <= 0x5a) || (c >= 0x30 && c <= 0x39) || c === 0x5f)) return false;
  }
  return true;
}
