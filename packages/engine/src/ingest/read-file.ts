import type { TextReading } from '../formats/reader.ts';
import type { WireReading } from '../protocol/wire-reading.ts';
import { type ByteStream, StreamFault } from './byte-stream.ts';
import type { IngestedArtifact, IngestFault, IngestLimits, IngestNote, OpenEvents, ReadWire } from './types.ts';

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

/** Flows that are fingerprinted of a capture that is all there is. */
const solePrintedFlows = 512;

export interface FileContext {
  readonly artifact: string;
  readonly name: string;
  readonly readWire: ReadWire;
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
    // With no other capture to compare them with, it is enough to know those that are there twice in this one.
    const limits = context.sole === true ? { scan: { maxPrintedFlows: solePrintedFlows } } : {};
    const wire = await context.readWire(input, context.artifact, limits);
    const stopped = input.fault();
    const faults: IngestFault[] = wire.faults
      .slice(0, context.limits.maxFaults)
      .map(({ packet, reason }) => ({ line: null, packet, reason }));
    const first = wire.faults[0];
    const note: IngestNote | null =
      stopped ??
      (wire.truncated
        ? { id: 'ingest.capture-truncated', args: { packets: wire.packets } }
        : wire.cut !== undefined
          ? { id: 'ingest.capture-cut', args: { messages: wire.cut.messages, unread: wire.cut.unread } }
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
