/**
 * One text that holds the output of many commands, as `ipsec barf` of Libreswan and of the FreeS/WAN family before it writes them:
 * each after a line `+ ____… title`, between lines of the shell's own trace; or as the report of `netsh ras diagnostics` on Windows. Every
 * section is read as a file of its own, with the line numbers of the whole.
 */
import { maxLineLength, type TextFormat, type TextReader } from '../formats/reader.ts';
import type { ByteStream } from './byte-stream.ts';
import { feedText, lineFeeder } from './lines.ts';
import { type FileResult, noteOf, resultOf } from './read-file.ts';
import { chooseFormat, type TextContext } from './read-text.ts';
import { rasReport } from './ras-report.ts';
import type { Kind } from './sniff.ts';

/** Sections read; what follows is left out, and said. */
export const maxSections = 400;

const headLines = 200;

/** Title of the section that a line begins; null for every other line. */
export function sectionTitle(line: string): string | null {
  if (!line.startsWith('+ ____________________')) return null;
  let at = 2;
  while (line.charAt(at) === '_') at++;
  const title = line.slice(at).trim();
  return at - 2 <= 40 && title !== '' && title.length <= 120 ? title : null;
}

/** A kind of text that is one of many commands. */
export interface SectionedText {
  /** Contract format name of the whole. */
  readonly format: string;
  /** Whether a text is one, by its first lines. */
  readonly isOf: (head: readonly string[]) => boolean;
  /** A splitter of one text, which may remember where it is. */
  readonly open: () => Splitter;
}

/** What the lines of such a text are, fed in order. */
export interface Splitter {
  /** A line as the texts that it holds; none where it is the frame of the report and not what a command printed. */
  texts(line: string): readonly string[];
  /** Title of the section that a text begins; null for every other one. A text that is the title alone is no part of its section. */
  title(text: string): { readonly title: string; readonly alone: boolean } | null;
  /** Whether the line shows that a command ran whose empty output says that there is nothing. */
  ran?(line: string): boolean;
  /** Name of the host in the first line. */
  name?(line: string): string | null;
}

const barf: SectionedText = {
  format: 'ipsec-barf',
  isOf: (head) => head.some((line) => sectionTitle(line.slice(0, 300)) !== null),
  open: () => ({
    // Lines of the trace of the shell that ran the commands are none of theirs.
    texts: (line) => (sectionTitle(line.slice(0, 300)) === null && /^\+\+? /.test(line) ? [] : [line]),
    title: (line) => {
      const title = sectionTitle(line.slice(0, 300));
      return title === null ? null : { title, alone: true };
    },
    ran: (line) => line.startsWith('+ ip '),
    name: (line) => (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(line.trim()) ? line.trim() : null),
  }),
};

const kinds: readonly SectionedText[] = [barf, rasReport];

/** What kind of text of many commands this is, by its first lines; null: none. */
export function sectionedText(head: readonly string[]): SectionedText | null {
  return kinds.find(({ isOf }) => isOf(head)) ?? null;
}

/** A place for what is read of a section, or null when there is room for no more. */
export type OpenSection = (title: string) => {
  readonly context: TextContext;
  done(result: FileResult, bytes: number): void;
} | null;

interface Section {
  place: ReturnType<OpenSection>;
  readonly title: string;
  /** The trace shows that a command ran whose empty output says that there is nothing. */
  ran: boolean;
  head: { text: string; line: number }[];
  format: TextFormat | null;
  reader: TextReader | null;
  decided: boolean;
  lines: number;
  characters: number;
}

/** Reads the sections, and gives what the text as a whole is; `name` is what its first line says the host is called. */
export async function readSections(
  stream: ByteStream,
  kind: Extract<Kind, { kind: 'text' }>,
  context: TextContext,
  of: SectionedText,
  open: OpenSection,
): Promise<FileResult & { readonly name: string | null }> {
  let current: Section | null = null;
  let sections = 0;
  let left = 0;
  let name: string | null = null;

  const decide = (section: Section): void => {
    section.decided = true;
    const texts = section.head.map(({ text }) => text);
    if (texts.some((text) => text.trim() !== '') || section.ran)
      section.format = chooseFormat(context.formats, texts, section.title);
    // Dozens of sections tell nothing of IPsec: only those that somebody reads are told of.
    if (section.format !== null) section.place = open(section.title);
    try {
      section.reader =
        section.place === null ? null : (section.format?.open(section.place.context.artifact, section.title) ?? null);
      for (const { text, line } of section.head) section.reader?.line(text, line);
    } catch {
      section.reader = null;
    }
    section.head = [];
  };
  const close = (): void => {
    if (current === null) return;
    const section = current;
    current = null;
    if (!section.decided) decide(section);
    if (section.place !== null) section.place.done(finished(section, section.place.context), section.characters);
  };
  const splitter = of.open();
  const begin = (title: string): void => {
    close();
    if (sections >= maxSections) {
      left++;
      return;
    }
    sections++;
    const nothing = { place: null, ran: false, head: [], format: null, reader: null, decided: false };
    current = { ...nothing, title, lines: 0, characters: 0 };
  };
  const take = (section: Section, text: string, line: number): void => {
    section.lines++;
    section.characters += text.length + 1;
    if (section.decided) {
      try {
        section.reader?.line(text, line);
      } catch {
        section.reader = null;
      }
      return;
    }
    section.head.push({ text, line });
    if (section.head.length >= headLines) decide(section);
  };
  const feeder = lineFeeder(kind.encoding, maxLineLength, (whole, line) => {
    if (line === 1) name = splitter.name?.(whole) ?? null;
    if (current !== null && splitter.ran?.(whole) === true) current.ran = true;
    for (const text of splitter.texts(whole)) {
      const begun = splitter.title(text);
      if (begun !== null) begin(begun.title);
      if (current !== null && begun?.alone !== true) take(current, text, line);
    }
  });
  let note: FileResult['note'] = null;
  try {
    note = await feedText(stream, feeder, kind.skip, context.limits.maxTextBytes);
  } catch (error) {
    note = noteOf(error);
  }
  const records = feeder.end();
  close();
  if (left > 0) note ??= { id: 'ingest.sections-limit', args: { cap: maxSections, seen: sections + left } };
  return { format: of.format, status: note === null ? 'read' : 'partial', note, records, faults: [], name };
}

function finished({ format, reader, lines }: Section, context: TextContext): FileResult {
  try {
    if (reader !== null) return resultOf(reader.end(), [], 0, null, context.limits);
  } catch {
    // What its reader could not finish is said to be damaged.
  }
  return { format: format?.format ?? 'unknown', status: 'corrupt', note: null, records: lines, faults: [] };
}
