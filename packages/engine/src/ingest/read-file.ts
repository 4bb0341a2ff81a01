import { maxLineLength, type TextFormat, type TextReading } from '../formats/reader.ts';
import { maxRegistryFile, type RegistryFormat, readRegistryBytes } from '../formats/registry/binary.ts';
import type { WireReading } from '../protocol/wire-reading.ts';
import { maxDerFile, readDerFile } from '../formats/certificate/der-file.ts';
import { type ByteStream, collect, type PeekedStream, StreamFault } from './byte-stream.ts';
import { lineFeeder } from './lines.ts';
import { type Kind, sniffBytes, type TextEncoding } from './sniff.ts';
import type { IngestedArtifact, IngestFault, IngestLimits, IngestNote, OpenEvents } from './types.ts';
import { isNewestFirst, maxTurnedLines, readTurned } from './newest-first.ts';
import { maxQuotedLines, type QuotedLine, readQuoted } from './quoted.ts';

/** What reading one file gave, before it has its place among the others. */
export interface FileResult {
  readonly format: string;
  readonly status: IngestedArtifact['status'];
  readonly note: IngestNote | null;
  readonly records: number;
  readonly faults: readonly IngestFault[];
  readonly text?: TextReading;
  readonly wire?: WireReading;
}

export interface FileContext {
  readonly artifact: string;
  readonly name: string;
  readonly formats: readonly TextFormat[];
  readonly readWire: (stream: ByteStream, artifact: string) => Promise<WireReading>;
  readonly limits: IngestLimits;
  readonly openEvents?: OpenEvents;
  /** It is all the evidence there is. */
  readonly sole?: boolean;
}

/** What stopped a stream, as a note. */
export function noteOf(error: unknown): IngestNote {
  if (error instanceof StreamFault) return { id: error.id, args: error.args };
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return { id: 'ingest.unreadable', args: { reason: typeof code === 'string' ? code : 'I/O' } };
}

/** A stream that ends where the other one failed, and remembers why. */
export function forgiving(stream: ByteStream): ByteStream & { readonly fault: () => IngestNote | null } {
  let fault: IngestNote | null = null;
  return {
    fault: () => fault,
    async next() {
      if (fault !== null) return null;
      try {
        return await stream.next();
      } catch (error) {
        fault = noteOf(error);
        return null;
      }
    },
  };
}

/** Reads a capture. Never throws: what the reader or the stream could not do is in the result. */
export async function readCapture(stream: ByteStream, format: string, context: FileContext): Promise<FileResult> {
  const input = forgiving(stream);
  try {
    const wire = await context.readWire(input, context.artifact);
    const stopped = input.fault();
    const faults: IngestFault[] = wire.faults
      .slice(0, context.limits.maxFaults)
      .map(({ packet, reason }) => ({ line: null, packet, reason }));
    const first = wire.faults[0];
    const note: IngestNote | null =
      stopped ??
      (wire.truncated
        ? { id: 'ingest.capture-truncated', args: { packets: wire.packets } }
        : first !== undefined
          ? { id: 'ingest.first-fault', args: { reason: first.reason, count: wire.faults.length } }
          : wire.packets === 0
            ? { id: 'ingest.capture-empty', args: {} }
            : null);
    const bad = stopped !== null || wire.truncated || wire.faults.length > 0;
    return {
      format: wire.format === '' ? format : wire.format,
      status: bad ? (wire.packets === 0 ? 'corrupt' : 'partial') : 'read',
      note,
      records: wire.packets,
      faults,
      wire,
    };
  } catch (error) {
    return readerFailed(format, error, input.fault());
  }
}

/** Reads a file in DER: a certificate or a revocation list. Never throws; of a private key nothing is kept. */
export async function readDer(stream: PeekedStream, context: FileContext): Promise<FileResult> {
  const none = { records: 0, faults: [] } as const;
  try {
    const bytes = await collect(stream, maxDerFile);
    if (bytes === null)
      return {
        format: 'der',
        status: 'unsupported',
        note: { id: 'ingest.text-limit', args: { cap: maxDerFile } },
        ...none,
      };
    const { kind, reading } = readDerFile(bytes, context.artifact, context.name);
    if (reading !== null) return resultOf(reading, [], 0, null, context.limits);
    if (kind === 'private-key')
      return { format: kind, status: 'read', note: { id: 'ingest.private-key', args: {} }, ...none };
    const id = kind === 'unknown' ? 'ingest.binary-unknown' : 'ingest.binary-format';
    return { format: kind, status: 'unsupported', note: { id, args: { format: kind } }, ...none };
  } catch (error) {
    return { format: 'der', status: 'corrupt', note: noteOf(error), ...none };
  }
}

/** Reads a binary file of the registry: Registry.pol or a hive. Never throws. */
export async function readRegistry(
  stream: PeekedStream,
  format: RegistryFormat,
  context: FileContext,
): Promise<FileResult> {
  const input = forgiving(stream);
  try {
    const bytes = await collect(input, maxRegistryFile);
    if (bytes === null) {
      const note = { id: 'ingest.text-limit', args: { cap: maxRegistryFile } };
      return { format, status: 'unsupported', note, records: 0, faults: [] };
    }
    return resultOf(readRegistryBytes(format, bytes, context.artifact), [], 0, input.fault(), context.limits);
  } catch (error) {
    return readerFailed(format, error, input.fault());
  }
}

export function readerFailed(format: string, error: unknown, stopped: IngestNote | null): FileResult {
  const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
  return {
    format,
    status: 'corrupt',
    note: stopped ?? { id: 'ingest.reader-failed', args: { reason } },
    records: 0,
    faults: [{ line: null, packet: null, reason }],
  };
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

function takerOf(format: TextFormat, context: FileContext): Taker {
  const reader = format.open(context.artifact, context.name);
  return { line: (text, line, more) => reader.line(text, line, more), end: () => ({ format, reading: reader.end() }) };
}

/** A log that begins with its newest line; one that is too long to keep is read as it stands. */
function turningTaker(format: TextFormat, context: FileContext): Taker {
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
function lateTaker(context: FileContext): Taker {
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
  context: FileContext,
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
    let bytes = 0;
    let skip = kind.skip;
    for (let block = await input.next(); block !== null; block = await input.next()) {
      const from = Math.min(skip, block.length);
      skip -= from;
      bytes += block.length - from;
      if (bytes > context.limits.maxTextBytes) {
        note = { id: 'ingest.text-limit', args: { cap: context.limits.maxTextBytes } };
        break;
      }
      feeder.push(block.subarray(from));
    }
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

/** What a reader found, as the result of a file. `faults` are those met before the reader, `note` what stopped the stream. */
export function resultOf(
  reading: TextReading,
  before: readonly IngestFault[],
  cutLines: number,
  stopped: IngestNote | null,
  limits: IngestLimits,
): FileResult {
  const faults = [...before];
  for (const fault of reading.faults) {
    if (faults.length >= limits.maxFaults) break;
    faults.push({ line: fault.line, packet: null, reason: fault.reason });
  }
  faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const count = reading.faults.length + cutLines;
  const first = faults[0];
  const key: IngestNote | null = reading.format === 'private-key' ? { id: 'ingest.private-key', args: {} } : null;
  const note: IngestNote | null =
    stopped ?? (first === undefined ? key : { id: 'ingest.first-fault', args: { reason: first.reason, count } });
  return {
    format: reading.format,
    status: stopped !== null || count > 0 || reading.limits.length > 0 ? 'partial' : 'read',
    note,
    records: reading.records,
    faults,
    text: reading,
  };
}
