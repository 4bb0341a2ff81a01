/** Lines of a log that a terminal, a mail or `fold` broke at a width: put together again where the break can be told. */
import { clip } from '../../observations/source.ts';
import { maskLogLine } from '../shared/mask-log.ts';
import { asWritten, type LogLine } from './index.ts';

/** Widths at which anybody breaks lines; a text with a longer line was not broken. */
const leastWidth = 70;
const mostWidth = 200;
/** Widths that terminals, mails and `fold` have: a line of exactly so many characters was broken within its words. */
const usualWidths: ReadonlySet<number> = new Set([72, 74, 76, 78, 79, 80, 90, 96, 100, 110, 120, 128, 132, 140, 160]);
/** Lines into which one record may have been broken. */
const maxParts = 24;
/** Lines that are looked at before the first is fed: they tell how wide lines get, and whether they break at spaces. */
const surveyed = 200;

/** What a reader knows of its log. */
export interface WrappedLog {
  /** Whether a line begins as every record of this log does, where records have no time. */
  readonly begins: (line: LogLine) => boolean;
  /** Whether a message is one of those the reader knows. */
  readonly known: (message: string) => boolean;
  readonly feed: (line: LogLine, seq: number) => void;
}

interface Part {
  readonly line: LogLine;
  readonly raw: string;
  readonly seq: number;
}

interface Taken {
  readonly line: LogLine | null;
  readonly raw: string;
  readonly seq: number;
}

/** Takes the lines of a log in order and feeds its records, some lines later. */
export interface WrappedLines {
  /** `raw` is the line as it stands in the file; a null `line` is none of the log's. */
  take(line: LogLine | null, raw: string, seq: number): void;
  end(): void;
}

/**
 * A line without what all records of the log begin with belongs to the one before it where that one is as wide as lines of this text get,
 * or had no room for the next word, and only if the two together are a message that the daemon writes. What a peer chose cannot gain by it:
 * it would read the same with a space in the place of a line feed.
 */
export function wrappedLines(log: WrappedLog): WrappedLines {
  let parts: Part[] = [];
  let widest = 0;
  /** How many lines are as wide as that. */
  let widestLines = 0;
  let timed: boolean | null = null;
  /** Lines of this text were broken at spaces that are lost. */
  let soft = false;
  let first: Taken[] | null = [];

  const begins = (line: LogLine): boolean => {
    const marked = line.timeText !== null || line.program !== null || line.fields !== null;
    return marked || (timed !== true && log.begins(line));
  };

  /** Whether the line before had no room for what is here, or is full to the last column. One line is wider than all others in any text. */
  const broken = (before: string, raw: string): boolean => {
    if (before.length === widest) return soft || widestLines > 1 || usualWidths.has(widest);
    // `fold` counts the space behind a word with it.
    return before.trimEnd().length + 1 + firstWord(continuation(raw, before)) + 1 > widest;
  };

  const measure = (raw: string): void => {
    if (raw.length > widest) [widest, widestLines] = [raw.length, 0];
    if (raw.length === widest) widestLines++;
  };

  const continues = (line: LogLine, raw: string): boolean => {
    const last = parts.at(-1)?.raw;
    if (last === undefined || parts.length >= maxParts || raw.trim() === '' || begins(line)) return false;
    if (widest < leastWidth || widest > mostWidth || !broken(last, raw)) return false;
    // A secret is known by the words around it: they stay the line that they are.
    if (maskLogLine(raw) !== raw) return false;
    if (timed === true || !log.known(line.message)) return true;
    // Words that can stand alone end a record only where its beginning cannot.
    const [head] = parts;
    return head !== undefined && parts.length === 1 && !log.known(head.line.message);
  };

  const survey = (lines: readonly Taken[]): void => {
    for (const { line, raw } of lines) {
      measure(raw);
      if (line !== null && timed === null && begins(line)) timed = line.timeText !== null;
    }
    let within = 0;
    let between = 0;
    for (const [i, { line, raw }] of lines.entries()) {
      const before = lines[i - 1]?.raw ?? '';
      if (line === null || raw.trim() === '' || begins(line) || before === '' || !broken(before, raw)) continue;
      if (before.length === widest) within++;
      else if (!before.endsWith(' ')) between++;
    }
    soft = between > within;
  };

  const flush = (): void => {
    const [head] = parts;
    const all = parts;
    parts = [];
    if (head === undefined) return;
    if (all.length > 1) {
      const ended = all.slice(0, -1).map(({ raw }) => raw);
      const within =
        ended.some((raw) => raw.endsWith(' ')) ||
        (!soft && usualWidths.has(widest) && ended.every((raw) => raw.length === widest));
      for (const glue of within ? [true, false] : [false, true]) {
        const joined = joinedOf(head, all, glue ? widest : 0);
        if (!log.known(joined.message)) continue;
        log.feed(joined, head.seq);
        return;
      }
    }
    for (const { line, seq } of all) log.feed(line, seq);
  };

  const put = ({ line, raw, seq }: Taken): void => {
    if (line !== null && line.back === undefined && continues(line, raw)) {
      parts.push({ line, raw, seq });
      return;
    }
    flush();
    if (line === null) return;
    if (line.back === undefined && begins(line)) parts = [{ line, raw, seq }];
    else log.feed(line, seq);
  };

  const open = (): void => {
    if (first === null) return;
    const lines = first;
    first = null;
    survey(lines);
    for (const taken of lines) put(taken);
  };

  return {
    take(line, raw, seq) {
      if (first === null) {
        if (line !== null && timed === null && begins(line)) timed = line.timeText !== null;
        measure(raw);
        put({ line, raw, seq });
        return;
      }
      first.push({ line, raw, seq });
      if (first.length >= surveyed) open();
    },
    end() {
      open();
      flush();
    },
  };
}

/** The line without the quote marks that the one before has too. */
function continuation(raw: string, before: string): string {
  return before.startsWith('>') && raw.startsWith('>') ? raw.slice(raw.startsWith('> ') ? 2 : 1) : raw;
}

/** Length of the first word. */
function firstWord(text: string): number {
  const word = text.trimStart();
  const end = word.indexOf(' ');
  return end < 0 ? word.length : end;
}

/** The record that was broken: within a word behind lines that are `full`, at a space behind all others. */
function joinedOf(first: Part, all: readonly Part[], full: number): LogLine {
  let { message, quote } = first.line;
  for (let i = 1; i < all.length; i++) {
    const before = all[i - 1]?.raw ?? '';
    const text = continuation(all[i]?.raw ?? '', before);
    const spaced = before.endsWith(' ') || (before.length !== full && !text.startsWith(' '));
    message = `${message.trimEnd()}${spaced ? ' ' : ''}${text}`;
    quote = `${quote.trimEnd()}${spaced ? ' ' : ''}${text}`;
  }
  return { ...first.line, message: asWritten(message), quote: clip(quote) };
}
