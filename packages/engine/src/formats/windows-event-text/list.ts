import { wantedEvent, windowsEventBasis, windowsEventReader } from '../windows-event/index.ts';
import type { TextFormat, TextReader } from '../reader.ts';
import { type EventTexts, makeEvent } from './make-event.ts';
import { printedNs } from './time.ts';

type Key = 'provider' | 'channel' | 'id' | 'instance' | 'time' | 'date' | 'clock' | 'computer' | 'record' | 'message';

/** Labels, in small letters: wevtutil, Event Viewer's copy, that of XP and Server 2003, Format-List of Get-WinEvent and Get-EventLog. */
const labels: Readonly<Record<string, Key>> = {
  'log name': 'channel',
  logname: 'channel',
  source: 'provider',
  'event source': 'provider',
  providername: 'provider',
  'event id': 'id',
  eventid: 'id',
  id: 'id',
  // Get-EventLog has it beside the number of the event, or alone.
  instanceid: 'instance',
  date: 'date',
  time: 'clock',
  timecreated: 'time',
  timegenerated: 'time',
  computer: 'computer',
  machinename: 'computer',
  'record id': 'record',
  recordid: 'record',
  index: 'record',
  description: 'message',
  message: 'message',
  '로그 이름': 'channel',
  원본: 'provider',
  '이벤트 id': 'id',
  날짜: 'date',
  컴퓨터: 'computer',
  설명: 'message',
};

/** Labels that begin a record of those formats in which the message has no end of its own. */
const begins = /^(?:event\[[0-9]{1,10}\]|log name:|event type:|로그 이름:)/i;

const maxMessage = 32_768;

/** Takes the indentation off that all lines of a text but the first have. */
function dedent(lines: readonly string[]): string {
  const [first = '', ...rest] = lines;
  const depth = rest
    .filter((line) => line.trim() !== '')
    .reduce((least, line) => Math.min(least, line.length - line.trimStart().length), Number.POSITIVE_INFINITY);
  return [first, ...rest.map((line) => (Number.isFinite(depth) ? line.slice(depth) : line))].join('\n');
}

/** Reads events as lists of `label: value`, each with its message. */
export function openEventList(artifact: string, format: string): TextReader {
  const reader = windowsEventReader(artifact, format);
  let seen = new Map<Key, string>();
  let message: string[] | null = null;
  let characters = 0;
  let place = 0;
  let lines = 0;
  /** `Label : value`, as Format-List writes it: what belongs to a value is indented. */
  let padded = false;

  const finish = (): void => {
    const texts: EventTexts = {
      provider: seen.get('provider') ?? null,
      channel: seen.get('channel') ?? null,
      id: seen.get('id') ?? seen.get('instance') ?? null,
      ns: printedNs(seen.get('time') ?? `${seen.get('date') ?? ''} ${seen.get('clock') ?? ''}`),
      computer: seen.get('computer') ?? null,
      record: seen.get('record') ?? null,
      message: message === null ? null : dedent(message),
    };
    const event = seen.size === 0 ? null : makeEvent(texts, place);
    if (event !== null && wantedEvent(event.provider, event.channel, event.id)) reader.event(event);
    seen = new Map();
    message = null;
    characters = 0;
  };

  const labelOf = (text: string): { key: Key; value: string; padded: boolean } | null => {
    const colon = text.indexOf(':');
    if (colon <= 0 || colon > 40) return null;
    const key = labels[text.slice(0, colon).trim().toLowerCase()];
    if (key === undefined) return null;
    return { key, value: text.slice(colon + 1).trim(), padded: text.charAt(colon - 1) === ' ' };
  };

  let inMessage = false;
  return {
    line(text, number) {
      lines = number;
      const bare = text.trimStart();
      if (begins.test(bare) && (!padded || !inMessage)) {
        finish();
        inMessage = false;
        padded = false;
        place = number;
        if (bare.toLowerCase().startsWith('event[')) return;
      }
      if (inMessage) {
        const ends = padded
          ? // What belongs to the message is indented; any other member of the object ends it.
            /^[A-Za-z][A-Za-z0-9]{1,40} *:/.test(text)
          : /^event xml:/i.test(bare);
        if (!ends) {
          if (message !== null && characters < maxMessage) {
            message.push(text.slice(0, 4000));
            characters += text.length;
          }
          return;
        }
        inMessage = false;
      }
      const label = labelOf(bare);
      if (label === null) return;
      // A label met again begins the next record.
      if (seen.has(label.key)) {
        finish();
        place = number;
      }
      if (seen.size === 0) place = number;
      padded = label.padded;
      seen.set(label.key, label.value);
      if (label.key === 'message') {
        message = [label.value];
        inMessage = true;
      }
    },
    end() {
      finish();
      return { ...reader.end(), records: lines };
    },
  };
}

/** Events as lists. */
export const windowsEventList: TextFormat = {
  format: 'windows-event-list',
  basis: windowsEventBasis,
  sniff: (head) => {
    const keys = new Set<Key>();
    for (const line of head.slice(0, 60)) {
      const bare = line.trimStart();
      if (/^event\[[0-9]{1,10}\]/i.test(bare)) return 85;
      const colon = bare.indexOf(':');
      const key = colon > 0 && colon <= 40 ? labels[bare.slice(0, colon).trim().toLowerCase()] : undefined;
      if (key !== undefined) keys.add(key);
    }
    if (!keys.has('id') && !keys.has('instance')) return 0;
    return keys.has('provider') && (keys.has('date') || keys.has('time')) ? 80 : keys.size >= 3 ? 40 : 0;
  },
  open: (artifact) => openEventList(artifact, 'windows-event-list'),
};
