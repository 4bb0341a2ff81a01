import { maxLineLength, type TextFormat, type TextReading } from '../formats/reader.ts';
import type { PeekedStream } from './byte-stream.ts';
import { feedText, lineFeeder } from './lines.ts';
import { isNewestFirst, maxTurnedLines, readTurned } from './newest-first.ts';
import { maxQuotedLines, type QuotedLine, readQuoted } from './quoted.ts';
import { type FileContext, type FileResult, forgiving, readerFailed, resultOf } from './read-file.ts';
import { type Kind, sniffBytes, type TextEncoding } from './sniff.ts';
import type { IngestFault, IngestNote } from './types.ts';

export interface TextContext extends FileContext {
  readonly formats: readonly TextFormat[];
}

const headLines = 200;

/**
 * First lines of a text: whole ones, unless there is but one or the last is longer than what is kept of a line (XML that Event Viewer saves
 * holds a whole log in its second line).
 */
export function firstLines(head: Uint8Array, encoding: TextEncoding): string[] {
  const lines: string[] = [];
  const feeder = lineFeeder(encoding, maxLineLength, (text) => {
    if (lines.length < headLines + 1) lines.push(text);
  });
  feeder.push(head);
  const count = feeder.end();
  const last = lines.at(-1)?.length ?? 0;
  if (head.length >= sniffBytes && count <= headLines && lines.length > 1 && last < maxLineLength) lines.pop();
  return lines.slice(0, headLines);
}

/** The reader that is surest of these lines; null when none knows them. */
export function chooseFormat(formats: readonly TextFormat[], head: readonly string[], name: string): TextFormat | null {
  let best: TextFormat | null = null;
  let bestScore = 0;
  for (const format of formats) {
    let score = 0;
    try {
      score = format.sniff(head, name);
    } catch {
      score = 0;
    }
    if (score > bestScore) {
      best = format;
      bestScore = score;
    }
  }
  return best;
}

/** Lines of a window in which a log that begins late is looked for. */
const windowLines = 200;
/** How sure a reader has to be of a text that does not begin with its lines. */
const lateScore = 60;

/** Takes lines for a reader: the one that knows the first lines, else that of a log which begins anywhere among others. */
interface Taker {
  line(text: string, line: number, more: boolean): void;
  /** Null when nobody knows the text. */
  end(): { readonly format: TextFormat; readonly reading: TextReading } | null;
}

function takerOf(format: TextFormat, context: TextContext): Taker {
  const reader = format.open(context.artifact, context.name);
  return { line: (text, line, more) => reader.line(text, line, more), end: () => ({ format, reading: reader.end() }) };
}

/** A log that begins with its newest line; one that is too long to keep is read as it stands. */
function turningTaker(format: TextFormat, context: TextContext): Taker {
  let lines: string[] = [];
  let plain: Taker | null = null;
  return {
    line(text, line, more) {
      if (plain !== null) {
        plain.line(text, line, more);
        return;
      }
      lines.push(text);
      if (lines.length <= maxTurnedLines) return;
      plain = takerOf(format, context);
      for (const [i, kept] of lines.entries()) plain.line(kept, i + 1, false);
      lines = [];
    },
    end: () => plain?.end() ?? { format, reading: readTurned(format, context.artifact, context.name, lines) },
  };
}

/** A journal of everything that runs on a host: the daemon's first line may be far down. */
function lateTaker(context: TextContext): Taker {
  const formats = context.formats.filter((format) => format.among === true);
  let window: { text: string; line: number }[] = [];
  let found: Taker | null = null;
  const look = (): void => {
    const lines = window.map(({ text }) => text);
    let best: TextFormat | null = null;
    let bestScore = lateScore - 1;
    for (const format of formats) {
      const score = format.sniff(lines, '');
      if (score > bestScore) [best, bestScore] = [format, score];
    }
    if (best !== null) {
      found = takerOf(best, context);
      for (const { text, line } of window) found.line(text, line, false);
    }
    window = [];
  };
  return {
    line(text, line) {
      if (found !== null) {
        found.line(text, line, false);
        return;
      }
      window.push({ text, line });
      if (window.length >= windowLines) look();
    },
    end() {
      if (found === null && formats.length > 0) look();
      return found?.end() ?? null;
    },
  };
}

/** Reads a text with the reader that knows it. Never throws. */
export async function readText(
  stream: PeekedStream,
  kind: Extract<Kind, { kind: 'text' }>,
  context: TextContext,
): Promise<FileResult> {
  const head = (await stream.peek(sniffBytes)).subarray(kind.skip, sniffBytes);
  const first = firstLines(head, kind.encoding);
  const format = chooseFormat(context.formats, first, context.name);
  const faults: IngestFault[] = [];
  let cutLines = 0;
  let note: IngestNote | null = null;
  let lines = 0;
  try {
    const taker =
      format === null
        ? lateTaker(context)
        : format.format.endsWith('-log') && isNewestFirst(first)
          ? turningTaker(format, context)
          : takerOf(format, context);
    const typed: QuotedLine[] = [];
    const take = (text: string, line: number, cut: boolean, more = false): void => {
      taker.line(text, line, more);
      if (format === null && context.sole === true && typed.length <= maxQuotedLines) typed.push({ text, line });
      if (!cut) return;
      cutLines += 1;
      if (faults.length < context.limits.maxFaults)
        faults.push({ line, packet: null, reason: `line longer than ${maxLineLength} characters, cut` });
    };
    const feeder = lineFeeder(kind.encoding, maxLineLength, take, format?.pieces === true);
    const input = forgiving(stream);
    note = await feedText(input, feeder, kind.skip, context.limits.maxTextBytes);
    lines = feeder.end();
    const taken = taker.end() ?? readQuoted(typed, context.formats, context.artifact);
    note ??= input.fault();
    if (taken === null)
      return {
        format: 'unknown',
        status: 'unsupported',
        note: note ?? { id: 'ingest.text-unknown', args: { lines } },
        records: lines,
        faults,
      };
    return resultOf(taken.reading, faults, cutLines, note, context.limits);
  } catch (error) {
    return readerFailed(format?.format ?? 'unknown', error, null);
  }
}
