/**
 * Logs that begin with the newest line, as the log pages of firewalls show them and people copy them. They are read from their end; what is
 * cited keeps the number of its line in the file.
 */
import { lineFront } from '../formats/log-lines/index.ts';
import type { TextFormat, TextReading } from '../formats/reader.ts';

/** Lines kept to be turned round; a longer text is read as it stands. */
export const maxTurnedLines = 20_000;

/** Pairs of words that charon writes one right after the other: who has them the other way round shows the log from its end. */
const pairs: readonly (readonly [first: string, second: string])[] = [
  ['] generating ', '] sending packet: '],
  ['] received packet: ', '] parsed '],
  ['] could not decrypt payloads', '] message parsing failed'],
  ['decryption failed?', '] could not decrypt payloads'],
  ['decryption failed?', '] message parsing failed'],
  ['] received proposals: ', '] configured proposals: '],
  ['] configured proposals: ', '] received proposals unacceptable'],
];

/** Words of the message alone, after the IKE SA that a line may name. */
function holds(text: string, words: string): boolean {
  if (text.includes(words)) return true;
  // `09[IKE] <con1|5> message parsing failed`.
  return words.startsWith('] ') && text.includes(`> ${words.slice(2)}`);
}

/** Whether these first lines of a text run backwards: by their times, or where all have one time by words that belong together. */
export function isNewestFirst(head: readonly string[]): boolean {
  const front = lineFront();
  let up = 0;
  let down = 0;
  let timed = 0;
  let last: bigint | null = null;
  for (const text of head) {
    const ns = front.read(text)?.ns ?? null;
    if (ns === null) continue;
    timed++;
    if (last !== null && ns > last) up++;
    if (last !== null && ns < last) down++;
    last = ns;
  }
  if (up > 0 || timed < 2) return false;
  let forward = 0;
  let backward = 0;
  for (let i = 0; i + 1 < head.length; i++) {
    const [here = '', next = ''] = [head[i], head[i + 1]];
    for (const [first, second] of pairs) {
      if (holds(here, first) && holds(next, second)) forward++;
      if (holds(here, second) && holds(next, first)) backward++;
    }
  }
  return backward > forward || (down > 0 && forward === 0 && timed >= 3);
}

/** Reads lines from the last to the first, and gives what is cited the number of its line in the file. */
export function readTurned(format: TextFormat, artifact: string, name: string, lines: readonly string[]): TextReading {
  const reader = format.open(artifact, name);
  for (let i = lines.length - 1; i >= 0; i--) reader.line(lines[i] ?? '', lines.length - i);
  const reading = reader.end();
  const turn = (line: number): number => lines.length + 1 - line;
  const placed = (item: TextReading['observations'][number]): TextReading['observations'][number] =>
    'src' in item
      ? {
          ...item,
          src: { ...item.src, at: item.src.at.map((step) => ('line' in step ? { line: turn(step.line) } : step)) },
        }
      : item;
  return {
    ...reading,
    observations: reading.observations.map(placed),
    faults: reading.faults.map((fault) => (fault.line === null ? fault : { ...fault, line: turn(fault.line) })),
  };
}
