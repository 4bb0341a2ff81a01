import { wantedEvent, windowsEventBasis, windowsEventReader } from '../windows-event/index.ts';
import type { TextFormat, TextReader } from '../reader.ts';
import { makeEvent } from './make-event.ts';
import { looksLikeTime, printedNs } from './time.ts';

/** What a column holds. */
type Column = 'id' | 'instance' | 'date' | 'time' | 'provider' | 'channel' | 'computer' | 'record' | 'message';

/** Titles of columns, in small letters: Export-Csv of Get-WinEvent and Get-EventLog, Event Viewer (English and Korean), eventquery.vbs. */
const titles: Readonly<Record<string, Column>> = {
  id: 'id',
  eventid: 'id',
  'event id': 'id',
  event: 'id',
  '이벤트 id': 'id',
  // Get-EventLog has it beside the number of the event, or alone.
  instanceid: 'instance',
  timecreated: 'time',
  timegenerated: 'time',
  'date and time': 'time',
  'date time': 'time',
  '날짜 및 시간': 'time',
  providername: 'provider',
  source: 'provider',
  원본: 'provider',
  logname: 'channel',
  'log name': 'channel',
  machinename: 'computer',
  computername: 'computer',
  computer: 'computer',
  recordid: 'record',
  index: 'record',
  message: 'message',
  description: 'message',
};

const maxField = 65_536;
const maxFields = 64;

/** Columns by the titles of a header; null where it has no number of an event. */
function byTitles(header: readonly string[]): Map<Column, number> | null {
  const found = new Map<Column, number>();
  header.forEach((title, at) => {
    const column = titles[title.trim().toLowerCase()];
    if (column !== undefined && !found.has(column)) found.set(column, at);
  });
  // Event Viewer gives the message as one value more than there are titles.
  if (!found.has('message')) found.set('message', header.length);
  const instance = found.get('instance');
  if (!found.has('id') && instance !== undefined) found.set('id', instance);
  return found.has('id') ? found : null;
}

/** Columns of a record without titles, or with titles of another language: by what the values look like. */
function byShape(values: readonly string[]): Map<Column, number> | null {
  const time = values.findIndex(looksLikeTime);
  const id = values.findIndex((value, at) => at !== time && /^[0-9]{1,5}$/.test(value.trim()));
  if (time < 0 || id < 0) return null;
  const found = new Map<Column, number>([
    ['time', time],
    ['id', id],
    ['message', values.length - 1],
  ]);
  // Event Viewer: level, time, source, number; eventquery: type, number, time, source, computer.
  if (time < id) found.set('provider', id - 1);
  else {
    found.set('provider', time + 1);
    found.set('computer', time + 2);
  }
  return found;
}

/**
 * Columns of what the Event Viewer of Windows 2000, XP and Server 2003 saves, which has no titles: date, time, source, type, category, number,
 * user, computer, description. Null where the values do not look like it.
 */
function byLegacyShape(values: readonly string[]): Map<Column, number> | null {
  const [date = '', clock = '', source = '', , , id = ''] = values;
  if (values.length < 8 || source.trim() === '' || !/^[0-9]{1,5}$/.test(id.trim())) return null;
  if (!/^[0-9]{1,4}[-./][ 0-9]{1,4}[-./][ 0-9]{1,5}\.?$/.test(date.trim()) || !/[0-9]:[0-9]{2}/.test(clock))
    return null;
  if (!looksLikeTime(`${date} ${clock}`)) return null;
  return new Map<Column, number>([
    ['date', 0],
    ['time', 1],
    ['provider', 2],
    ['id', 5],
    ['computer', 7],
    ['message', 8],
  ]);
}

/** Takes text apart into records of values (RFC 4180), whatever the separator; a quoted value may hold line ends. */
function recordScanner(
  separator: string,
  take: (values: string[], line: number) => void,
): { push(line: string, number: number): void; end(): void } {
  let values: string[] = [];
  let value = '';
  let quoted = false;
  let began = 0;
  const push = (line: string, number: number): void => {
    if (!quoted) began = number;
    else if (value.length < maxField) value += '\n';
    let at = 0;
    while (at < line.length) {
      if (quoted) {
        const quote = line.indexOf('"', at);
        const end = quote < 0 ? line.length : quote;
        if (value.length < maxField) value += line.slice(at, end);
        at = end + 1;
        if (quote < 0) break;
        if (line.charAt(at) === '"') {
          value += '"';
          at++;
        } else quoted = false;
      } else if (line.charAt(at) === '"' && value.trim() === '') {
        quoted = true;
        value = '';
        at++;
      } else {
        const next = line.indexOf(separator, at);
        const end = next < 0 ? line.length : next;
        if (value.length < maxField) value += line.slice(at, end);
        at = end + 1;
        if (next < 0) break;
        if (values.length < maxFields) values.push(value);
        value = '';
        if (at >= line.length) break;
      }
    }
    if (!quoted) flush();
  };
  const flush = (): void => {
    values.push(value);
    value = '';
    if (values.length > 1 || values[0]?.trim() !== '') take(values, began);
    values = [];
  };
  return {
    push,
    end() {
      if (quoted || value !== '' || values.length > 0) flush();
    },
  };
}

function separatorOf(line: string): string {
  return line.includes('\t') ? '\t' : !line.includes(',') && line.includes(';') ? ';' : ',';
}

/** Reads events as tables: comma, semicolon or tab between the values. */
export function openEventCsv(artifact: string, format: string): TextReader {
  const reader = windowsEventReader(artifact, format);
  let columns: Map<Column, number> | null = null;
  let header: readonly string[] | null = null;
  let scanner: ReturnType<typeof recordScanner> | null = null;
  let lines = 0;

  const take = (values: string[], line: number): void => {
    if (header === null && columns === null) {
      header = values;
      columns = byTitles(values);
      if (columns !== null) return;
    }
    const known = columns ?? byLegacyShape(values) ?? byShape(values);
    if (known === null) return;
    const at = (column: Column): string | null => {
      const index = known.get(column);
      return index === undefined ? null : (values[index] ?? null);
    };
    const event = makeEvent(
      {
        provider: at('provider'),
        channel: at('channel'),
        id: at('id'),
        ns: printedNs(`${at('date') ?? ''} ${at('time') ?? ''}`),
        computer: at('computer'),
        record: at('record'),
        message: at('message'),
      },
      line,
    );
    if (event === null) reader.fault(line, 'record without the number of an event');
    else if (wantedEvent(event.provider, event.channel, event.id)) reader.event(event);
  };

  return {
    line(text, number) {
      lines = number;
      if (scanner === null) {
        if (text.trim() === '' || text.startsWith('#TYPE')) return;
        scanner = recordScanner(separatorOf(text), take);
      }
      scanner.push(text, number);
    },
    end() {
      scanner?.end();
      return { ...reader.end(), records: lines };
    },
  };
}

/** Events as a table. */
export const windowsEventCsv: TextFormat = {
  format: 'windows-event-csv',
  basis: windowsEventBasis,
  sniff: (head) => {
    const first = head.find((line) => line.trim() !== '' && !line.startsWith('#TYPE'));
    if (first === undefined) return 0;
    const separator = separatorOf(first);
    const parts = first.split(separator).map((part) => part.trim().replace(/^"|"$/g, ''));
    if (parts.length < 3) return 0;
    const named = byTitles(parts);
    if (named !== null && named.has('time') && named.has('provider')) return 90;
    // Select-Object TimeCreated, Id, Message: the message tells the source.
    if (named !== null && named.has('time') && parts.some((part) => titles[part.toLowerCase()] === 'message'))
      return 85;
    if (byLegacyShape(parts) !== null) return 75;
    // Titles of another language, and records that look like those of Event Viewer.
    const second = head[head.indexOf(first) + 1] ?? '';
    const values = second.split(separator).map((part) => part.trim().replace(/^"|"$/g, ''));
    const shape = values.length >= 4 ? byShape(values) : null;
    const source = shape === null ? '' : (values[shape.get('provider') ?? -1] ?? '');
    return /^(?:microsoft|security$|ipsec$|system|service)/i.test(source) ? 70 : 0;
  },
  open: (artifact) => openEventCsv(artifact, 'windows-event-csv'),
};
