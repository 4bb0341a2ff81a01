import { wantedEvent, windowsEventBasis, windowsEventReader } from '../windows-event/index.ts';
import type { TextFormat, TextReader, TextReading } from '../reader.ts';
import { windowsEventCsv } from './csv.ts';
import { beginsMessage, eventOfMessage } from './first-words.ts';
import { windowsEventJson } from './json.ts';
import { windowsEventList } from './list.ts';
import { makeEvent } from './make-event.ts';
import { messagesByStructure } from './structure.ts';
import { windowsEventXml } from './xml.ts';

const name = 'windows-event-pasted';
/** Lines of a mail or a page; what is longer is a log that somebody saved. */
const maxLines = 2000;
/** The readers of exports, whose text may have been quoted. */
const exports: readonly TextFormat[] = [windowsEventXml, windowsEventJson, windowsEventCsv, windowsEventList];

/** A line without the marks that mail puts in front of what it quotes: `> `, `>> `. */
function unquoted(line: string): string {
  let at = 0;
  while (at < 40 && /[\s>]/.test(line.charAt(at))) at++;
  const mark = line.slice(0, at).lastIndexOf('>');
  if (mark < 0) return line;
  return line.slice(line.charAt(mark + 1) === ' ' ? mark + 2 : mark + 1);
}

/** How sure a reader of an export has to be of more. */
const surely = 60;

const isQuoted = (line: string): boolean => /^[ \t]{0,8}>/.test(line);

/** From the first line that an export can begin with: what people write above it is theirs. */
function withoutPreamble(lines: readonly string[]): readonly string[] {
  const from = lines.findIndex((line) =>
    /^\s*(?:[[{<]|event\[|log name:|event type:|timecreated\s*:|level,)/i.test(line),
  );
  return from < 0 ? lines : lines.slice(from);
}

/** The reader of an export whose text stands here under quote marks; null where there is none. */
function exportIn(lines: readonly string[]): TextFormat | null {
  if (!lines.some(isQuoted)) return null;
  const bare = withoutPreamble(lines.map(unquoted));
  let best: TextFormat | null = null;
  let bestScore = surely;
  for (const format of exports) {
    const score = format.sniff(bare, '');
    if (score > bestScore) [best, bestScore] = [format, score];
  }
  return best;
}

/** Messages of events without anything around them, each from its first words to the next one's. */
function readMessages(artifact: string, lines: readonly string[]): TextReading {
  const reader = windowsEventReader(artifact, name);
  let begin = -1;
  const finish = (end: number): void => {
    if (begin < 0) return;
    const message = lines.slice(begin, end).join('\n').slice(0, 32_768);
    const found = eventOfMessage(message);
    if (found === null) return;
    const event = makeEvent({ id: String(found.id), provider: found.provider, message }, begin + 1);
    if (event !== null && wantedEvent(event.provider, event.channel, event.id)) reader.event(event);
  };
  for (const [at, line] of lines.entries()) {
    if (!beginsMessage(line) && !beginsMessage(`${line} ${lines[at + 1] ?? ''}`)) continue;
    if (begin >= 0 && at === begin + 1 && !beginsMessage(line)) continue;
    finish(at);
    begin = at;
  }
  finish(lines.length);
  if (begin < 0)
    for (const { id, provider, from, to } of messagesByStructure(lines)) {
      const event = makeEvent({ id: String(id), provider, message: lines.slice(from, to).join('\n') }, from + 1);
      if (event !== null && wantedEvent(event.provider, event.channel, event.id)) reader.event(event);
    }
  return { ...reader.end(), records: lines.length };
}

/**
 * Reads events that somebody pasted: an export under quote marks of a mail, or nothing but the message of an event, whose number
 * its first words tell (English), or the shapes of its values and their order (any other language).
 */
export function openPastedEvents(artifact: string): TextReader {
  const lines: string[] = [];
  let seen = 0;
  return {
    line(text, number) {
      seen = number;
      if (lines.length < maxLines) lines.push(text.slice(0, 8000));
    },
    end() {
      const bare = lines.map(unquoted);
      const format = exportIn(lines);
      let reading: TextReading;
      if (format === null) reading = readMessages(artifact, bare);
      else {
        const reader = format.open(artifact, '');
        const skipped = bare.length - withoutPreamble(bare).length;
        for (const [at, line] of bare.entries()) if (at >= skipped) reader.line(line, at + 1);
        reading = reader.end();
      }
      const limits = seen > lines.length ? [{ what: 'lines', cap: maxLines, seen, kept: lines.length }] : [];
      return { ...reading, format: name, records: seen, limits: [...reading.limits, ...limits] };
    },
  };
}

/** Pasted events. */
export const windowsEventPasted: TextFormat = {
  format: name,
  basis: windowsEventBasis,
  sniff: (head) => {
    if (head.some((line) => isQuoted(line)) && exportIn(head) !== null) return 62;
    const bare = head.map(unquoted);
    if (bare.some((line, at) => beginsMessage(line) || beginsMessage(`${line} ${bare[at + 1] ?? ''}`))) return 30;
    return messagesByStructure(bare).length > 0 ? 30 : 0;
  },
  open: openPastedEvents,
};
