import { wantedEvent, windowsEventBasis, windowsEventReader } from '../windows-event/index.ts';
import type { TextFormat, TextReader } from '../reader.ts';
import { makeEvent } from './make-event.ts';
import { printedNs } from './time.ts';

const maxMessage = 32_768;
const maxLine = 4000;

const timeTitles: ReadonlySet<string> = new Set(['TimeCreated', 'TimeGenerated', 'Time']);
const idTitles: ReadonlySet<string> = new Set(['id', 'instanceid', 'eventid']);

/** Column at which the messages of a table begin, by its titles; null for every other line. */
function messageColumn(titles: string): number | null {
  if (titles.length > 400) return null;
  const words = titles.trim().split(/\s+/);
  const known =
    words.at(-1) === 'Message' &&
    words.some((word) => timeTitles.has(word)) &&
    words.some((word) => idTitles.has(word.toLowerCase()));
  return known ? titles.lastIndexOf('Message') : null;
}

const isRuler = (line: string): boolean => line.includes('--') && /^[\s-]*$/.test(line.slice(0, maxLine));

/** A printed date and time at the front of a row. */
const dated =
  /^\s*([0-9]{1,4}[-./] ?[0-9]{1,2}[-./] ?[0-9]{1,4}\.?\s+(?:[^\s0-9]{1,4}\s+)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s[AP]M)?)\s/;

/** Time and number of the event that a row is of; null for a row that goes on with a message, or with nothing. */
function beginOf(front: string): { readonly time: string | null; readonly id: string } | null {
  const time = dated.exec(front);
  const rest = time === null ? front : front.slice(time[0].length);
  const numbers = rest.match(/(?<!\S)[0-9]{1,10}(?!\S)/g) ?? [];
  // Behind a time the number of the event comes first; Get-EventLog has a time without a year, and the number last.
  const id = time === null ? numbers.at(-1) : numbers[0];
  if (id === undefined || (time === null && numbers.length < 2)) return null;
  return { time: time?.[1] ?? null, id };
}

/** Reads events as tables of Get-WinEvent and Get-EventLog (`Format-Table`, also `-Wrap`). */
function openEventTable(artifact: string, format: string): TextReader {
  const reader = windowsEventReader(artifact, format);
  let before = '';
  let column: number | null = null;
  let provider: string | null = null;
  let open: { readonly time: string | null; readonly id: string; readonly place: number; message: string[] } | null =
    null;
  let characters = 0;
  let cut = 0;
  let lines = 0;

  const finish = (): void => {
    if (open === null) return;
    const { time, id, place, message } = open;
    open = null;
    const text = message.join('\n').trimEnd();
    const event = makeEvent({ provider, id, ns: printedNs(time ?? ''), message: text }, place);
    if (event === null || !wantedEvent(event.provider, event.channel, event.id)) return;
    // Without its values a record tells neither who nor why.
    if (event.data.length === 0 && /(?:\.\.\.|…)$/.test(text)) {
      cut++;
      if (cut === 1)
        reader.fault(place, 'table that shows the beginning of its messages only: Format-List shows all of them');
    } else reader.event(event);
  };

  return {
    line(whole, number) {
      lines = number;
      const text = whole.slice(0, maxLine);
      const titles = isRuler(text) ? messageColumn(before) : null;
      before = text;
      if (titles !== null) {
        finish();
        column = titles;
        return;
      }
      const named = /^\s*ProviderName:\s+(\S.{0,200})$/.exec(text);
      if (named !== null) {
        finish();
        provider = (named[1] ?? '').trim();
        return;
      }
      if (column === null) return;
      const begin = text.slice(0, column).trim() === '' ? null : beginOf(text.slice(0, column));
      if (begin !== null) {
        finish();
        open = { ...begin, place: number, message: [] };
        characters = 0;
      }
      if (open === null || characters > maxMessage) return;
      const part = text.slice(column);
      open.message.push(part);
      characters += part.length;
    },
    end() {
      finish();
      return { ...reader.end(), records: lines };
    },
  };
}

/** Events as tables of PowerShell. */
export const windowsEventTable: TextFormat = {
  format: 'windows-event-table',
  basis: windowsEventBasis,
  sniff: (head) => {
    const at = head.findIndex((line, i) => i > 0 && isRuler(line) && messageColumn(head[i - 1] ?? '') !== null);
    return at < 0 ? 0 : 86;
  },
  open: (artifact) => openEventTable(artifact, 'windows-event-table'),
};
