import type { WindowsEvent } from '../../formats/windows-event/event.ts';
import { crc32 } from '../crc32.ts';
import type { ByteSource } from '../source.ts';
import { type Chunk, type ChunkHeader, chunkHeader, chunkOf, isChunkMagic } from './chunk.ts';
import {
  chunkSize,
  defaultEvtxLimits,
  type EvtxLimits,
  fileHeaderSize,
  fileMagic,
  leastRecord,
  recordHeaderSize,
  recordMagic,
  recordsAt,
} from './layout.ts';
import { recordReader } from './record.ts';
import { templateCache } from './template-cache.ts';
import { type Wanted, wantedCheck } from './wanted.ts';
import { type Window, windowOver } from '../window.ts';

/** Where records go, as an event, as XML, or both (the event first). What nobody takes is not made. */
export interface EvtxSink {
  event?(event: WindowsEvent): void;
  /** The whole event as Windows writes it, without white space between elements; `record` is its number in the file, from 1. */
  xml?(text: string, record: number): void;
  /** What could not be read: the number of the record in the file, from 1, or null for a chunk or the file. */
  fault(record: number | null, reason: string): void;
}

export interface EvtxOptions {
  /** Left out: every event is wanted. */
  readonly wanted?: Wanted;
  /** Records that the log no longer counts as its own, left in the unused end of a chunk. */
  readonly slack?: boolean;
  readonly limits?: Partial<EvtxLimits>;
}

/** What was met in a file. */
export interface EvtxSummary {
  /** Records, those included that nobody wanted or that could not be read. */
  readonly records: number;
  readonly given: number;
  /** Records that could not be read. */
  readonly lost: number;
  readonly chunks: number;
  /** The header says that the log was not closed: it was copied while it was written, or its machine stopped. */
  readonly dirty: boolean;
  /** The file ends in the middle of a chunk that should have more records. */
  readonly truncated: boolean;
  readonly bytes: number;
}

/** A file as it is read. */
interface Run {
  readonly sink: EvtxSink;
  readonly options: EvtxOptions;
  readonly limits: EvtxLimits;
  readonly read: ReturnType<typeof recordReader>;
  dirty: boolean;
  truncated: boolean;
  records: number;
  given: number;
  lost: number;
  chunks: number;
}

/**
 * Reads an EVTX file, chunk by chunk as the source gives it: what its header says of chunks and records is not relied on. Records come in
 * the order of the file, which in a log that went round is not that of time. Never throws but what the source or the sink does; memory
 * does not grow with the file.
 */
export async function readEvtx(source: ByteSource, sink: EvtxSink, options: EvtxOptions = {}): Promise<EvtxSummary> {
  const window = windowOver(source);
  const check = options.wanted === undefined ? null : wantedCheck(options.wanted);
  const run: Run = {
    sink,
    options,
    limits: { ...defaultEvtxLimits, ...options.limits },
    read: recordReader(templateCache(), options.wanted ?? null, check, {
      event: sink.event !== undefined,
      xml: sink.xml !== undefined,
    }),
    dirty: false,
    truncated: false,
    records: 0,
    given: 0,
    lost: 0,
    chunks: 0,
  };
  window.take(fileHeader(run, await window.peek(fileHeaderSize)));
  for (;;) {
    const bytes = await window.peek(chunkSize);
    if (bytes.length === 0) break;
    window.take(piece(run, bytes, window));
  }
  const { dirty, truncated, records, given, lost, chunks } = run;
  return { records, given, lost, chunks, dirty, truncated, bytes: window.offset() };
}

/** Reads the file header, and gives its size: 0 where a chunk stands in its place. */
function fileHeader(run: Run, bytes: Uint8Array): number {
  if (bytes.length < 128) {
    if (bytes.length > 0) run.sink.fault(null, 'the file ends within its header');
    run.truncated = bytes.length > 0;
    return bytes.length;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (isChunkMagic(view, 0)) {
    run.sink.fault(null, 'the file has no header: it begins with a chunk');
    return 0;
  }
  if (view.getUint32(0, true) !== fileMagic[0] || view.getUint32(4, true) !== fileMagic[1])
    run.sink.fault(null, 'the header of the file does not begin as one');
  else {
    run.dirty = (view.getUint32(120, true) & 1) !== 0;
    if (crc32(bytes, 0, 120) !== view.getUint32(124, true))
      run.sink.fault(null, 'the checksum of the file header is wrong');
  }
  return bytes.length;
}

/** Reads what stands where a chunk should, and gives how much of it was taken. */
function piece(run: Run, bytes: Uint8Array, window: Window): number {
  const at = window.offset();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const begins = bytes.length >= 8 && isChunkMagic(view, 0);
  const next = begins ? bytes.length : findChunk(bytes, view, 1);
  const own = bytes.subarray(0, next);
  if (own.length < recordsAt + recordHeaderSize) {
    if (own.some((byte) => byte !== 0)) {
      run.sink.fault(null, `${own.length} bytes at byte ${at} are too few for a chunk`);
      if (next === bytes.length) run.truncated = true;
    }
    return next;
  }
  if (!begins && own.every((byte) => byte === 0)) return next;
  const chunk = chunkOf(own, run.limits);
  const header = chunkHeader(chunk);
  if (!header.magic && firstRecord(chunk, recordsAt) === own.length) {
    run.sink.fault(null, `${own.length} bytes at byte ${at} are no chunk`);
    return next;
  }
  run.chunks++;
  if (!header.magic) run.sink.fault(null, `the chunk at byte ${at} does not begin as one`);
  else if (!header.sound) run.sink.fault(null, `the checksum of the header of the chunk at byte ${at} is wrong`);
  return walk(run, chunk, header, at);
}

/** Where a chunk begins, from `from` on; the end of the bytes when none does. */
function findChunk(bytes: Uint8Array, view: DataView, from: number): number {
  for (let at = bytes.indexOf(0x45, from); at !== -1; at = bytes.indexOf(0x45, at + 1))
    if (at + 44 <= bytes.length && isChunkMagic(view, at) && view.getUint32(at + 40, true) === 128) return at;
  return bytes.length;
}

/** Size of the record at `at`; 0 where there is none. */
function recordSize({ view, length }: Chunk, at: number): number {
  if (at + leastRecord > length || view.getUint32(at, true) !== recordMagic) return 0;
  const size = view.getUint32(at + 4, true);
  return size >= leastRecord && at + size <= length && view.getUint32(at + size - 4, true) === size ? size : 0;
}

/** Where a record can be found, from `from` on (they stand at multiples of eight); the end of the chunk when there is none. */
function firstRecord(chunk: Chunk, from: number): number {
  let at = from;
  while (at + leastRecord <= chunk.length) {
    if (recordSize(chunk, at) !== 0) return at;
    at += 8;
  }
  return chunk.length;
}

/**
 * Reads the records of a chunk. Behind the end that its header tells of, a record counts as long as its id follows on the one before: the
 * header of a log that is open lags behind. Behind a hole, it counts when its id is higher than those before. Gives how much of the chunk
 * was taken.
 */
function walk(run: Run, chunk: Chunk, header: ChunkHeader, offset: number): number {
  const { view, length } = chunk;
  const declared = header.magic ? header.free : length;
  let at = recordsAt;
  let highest = -1n;
  let follows = true;
  let touched = false;
  let whole = true;
  let other = -1;
  while (at + leastRecord <= length) {
    const size = recordSize(chunk, at);
    if (size === 0) {
      if (at >= declared) break;
      const next = firstRecord(chunk, at + 8);
      if (next === length && !header.magic) break;
      hole(run, chunk, at, next, offset);
      whole = false;
      follows = false;
      // Another chunk may begin here, where bytes between are missing.
      if (other < at) other = findChunk(chunk.bytes, view, at);
      if (other < next) return other;
      at = next;
      continue;
    }
    const id = view.getBigUint64(at + 8, true);
    if (run.options.slack !== true && highest !== -1n) {
      if (follows && at >= declared && id !== highest + 1n) break;
      if (!follows && id <= highest) break;
    }
    highest = id > highest ? id : highest;
    follows = true;
    run.records++;
    const outcome = run.read(chunk, at, size, run.records);
    if (outcome !== null) {
      touched = true;
      if (typeof outcome === 'string') {
        run.lost++;
        run.sink.fault(run.records, `record ${id} at byte ${offset + at}: ${outcome}`);
      } else {
        run.given++;
        if (outcome.event !== null) run.sink.event?.(outcome.event);
        if (outcome.xml !== null) run.sink.xml?.(outcome.xml, run.records);
      }
    }
    at += size;
  }
  if (length < declared && header.magic) {
    run.truncated = true;
    if (whole) run.sink.fault(null, `the file ends within the chunk at byte ${offset}`);
  }
  if (chunk.borrowed)
    run.sink.fault(
      null,
      `a template of the chunk at byte ${offset} is lost; its records were read with one of the same number from another chunk`,
    );
  // Worked out only where something was taken: it costs as much as passing over a chunk does.
  if (
    touched &&
    header.magic &&
    header.sound &&
    length >= declared &&
    crc32(chunk.bytes, recordsAt, declared) !== header.recordsSum
  )
    run.sink.fault(null, `the checksum of the records of the chunk at byte ${offset} is wrong`);
  return length;
}

/** Tells of bytes in which a record should stand and none is whole. */
function hole(run: Run, { view, length }: Chunk, at: number, next: number, offset: number): void {
  const to = next === length ? 'to the end of the chunk' : `to byte ${offset + next}`;
  if (view.getUint32(at, true) !== recordMagic) {
    run.sink.fault(null, `no record can be made out from byte ${offset + at} ${to}`);
    return;
  }
  run.records++;
  run.lost++;
  const id = view.getBigUint64(at + 8, true);
  run.sink.fault(
    run.records,
    `record ${id} at byte ${offset + at} does not end where its length says; passed over ${to}`,
  );
}
