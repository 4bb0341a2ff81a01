import type { WindowsEvent, WindowsEventData } from '../../formats/windows-event/event.ts';
import { utf16Text } from '../evtx/strings.ts';
import { hexText } from '../evtx/values.ts';
import type { Wanted } from '../evtx/wanted.ts';
import { concatBytes } from '../bytes.ts';
import type { ByteSource } from '../source.ts';
import { type Window, windowOver } from '../window.ts';
import { endMagic, endSize, evtMagic, filler, headerSize, maxRecord, recordFixed } from './layout.ts';

export interface EvtSink {
  event(event: WindowsEvent): void;
  /** What could not be read: the number of the record in the file, from 1, or null for a place that is no record. */
  fault(record: number | null, reason: string): void;
}

export interface EvtOptions {
  /** Left out: every event is wanted. The channel is not known. */
  readonly wanted?: Wanted;
  /** Records that the log no longer counts as its own. */
  readonly slack?: boolean;
}

/** What was met in a file. */
export interface EvtSummary {
  readonly records: number;
  readonly given: number;
  readonly lost: number;
  /** The header says that the log was not closed; what it says of where records stand is then old, and is not needed. */
  readonly dirty: boolean;
  /** The newest record does not stand at the end of the file. */
  readonly wrapped: boolean;
  readonly truncated: boolean;
  readonly bytes: number;
}

interface Run {
  readonly sink: EvtSink;
  readonly options: EvtOptions;
  readonly window: Window;
  /** What stands in front of the first record: the end of one that begins at the end of the file. */
  head: Uint8Array | null;
  /** The record that tells of the end was met, and which records it says the log has. */
  end: { readonly current: number; readonly oldest: number } | null;
  source: { readonly bytes: Uint8Array; readonly text: string };
  dirty: boolean;
  wrapped: boolean;
  truncated: boolean;
  records: number;
  given: number;
  lost: number;
}

/**
 * Reads an event log of Windows XP or Server 2003. Records come in the order of the file: in a log that went round, those before its end
 * record are newer than those behind it. Never throws but what the source or the sink does; memory does not grow with the file.
 */
export async function readEvt(source: ByteSource, sink: EvtSink, options: EvtOptions = {}): Promise<EvtSummary> {
  const window = windowOver(source);
  const run: Run = {
    sink,
    options,
    window,
    head: null,
    end: null,
    source: { bytes: new Uint8Array(0), text: '' },
    dirty: false,
    wrapped: false,
    truncated: false,
    records: 0,
    given: 0,
    lost: 0,
  };
  header(run, await window.peek(headerSize));
  while (await step(run));
  if (run.end === null && run.records > 0 && !run.truncated)
    sink.fault(null, 'no record tells where the log ends: all that were found are taken for its own');
  const { dirty, wrapped, truncated, records, given, lost } = run;
  return { records, given, lost, dirty, wrapped, truncated, bytes: window.offset() };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function header(run: Run, bytes: Uint8Array): void {
  run.window.take(bytes.length);
  if (bytes.length < headerSize) {
    if (bytes.length > 0) run.sink.fault(null, 'the file ends within its header');
    run.truncated = bytes.length > 0;
    return;
  }
  const view = viewOf(bytes);
  if (view.getUint32(4, true) !== evtMagic) run.sink.fault(null, 'the header of the file does not begin as one');
  else run.dirty = (view.getUint32(36, true) & 1) !== 0;
}

/** Takes what comes next; false at the end of the file. */
async function step(run: Run): Promise<boolean> {
  const { window } = run;
  const front = await window.peek(8);
  if (front.length < 8) {
    window.take(front.length);
    return false;
  }
  const view = viewOf(front);
  const length = view.getUint32(0, true);
  const magic = view.getUint32(4, true);
  if (length === endSize && magic === endMagic) {
    end(run, await window.peek(endSize));
    return true;
  }
  if (magic === evtMagic && length >= recordFixed && length <= maxRecord) {
    const bytes = await window.peek(length);
    if (bytes.length < length) {
      if (cut(run, bytes, length)) return false;
    } else if (isWhole(bytes, length)) {
      record(run, bytes, window.offset());
      window.take(length);
      return true;
    }
  }
  await passOver(run);
  return true;
}

function isWhole(bytes: Uint8Array, length: number): boolean {
  return viewOf(bytes).getUint32(length - 4, true) === length;
}

/** The record behind the newest one. */
function end(run: Run, bytes: Uint8Array): void {
  run.window.take(bytes.length);
  if (bytes.length < endSize) {
    run.end ??= { current: -1, oldest: -1 };
    return;
  }
  const view = viewOf(bytes);
  run.end ??= { current: view.getUint32(28, true), oldest: view.getUint32(32, true) };
}

/** A record that begins at the end of the file goes on behind the header. False: its length is wrong, and others follow. */
function cut(run: Run, bytes: Uint8Array, length: number): boolean {
  const at = run.window.offset();
  const rest = length - bytes.length;
  const joined = concatBytes(bytes, (run.head ?? new Uint8Array(0)).subarray(0, rest));
  if (joined.length === length && isWhole(joined, length)) {
    run.window.take(bytes.length);
    record(run, joined, at);
    return true;
  }
  const view = viewOf(bytes);
  for (let i = 4; i + 8 <= bytes.length; i += 4) if (begins(view, i)) return false;
  run.window.take(bytes.length);
  // What is left of a former round is not missed.
  if (run.end !== null && (bytes.length < 12 || !isOwn(run, view.getUint32(8, true)))) return true;
  run.records++;
  run.lost++;
  run.truncated = true;
  run.sink.fault(run.records, `the record at byte ${at} is cut off by the end of the file`);
  return true;
}

/** Passes over bytes that are no record, up to the next thing that looks like one. */
async function passOver(run: Run): Promise<void> {
  const { window } = run;
  const at = window.offset();
  const bytes = await window.peek(65536 + 8);
  const view = viewOf(bytes);
  let next = 4;
  while (next + 8 <= bytes.length && !begins(view, next)) next += 4;
  if (next + 8 > bytes.length) next = bytes.length > 65536 ? 65536 : bytes.length;
  const passed = bytes.subarray(0, next);
  const first = at === headerSize;
  if (first) run.head = passed.slice();
  if (run.end === null && !first && !isFill(passed))
    run.sink.fault(null, `no record can be made out from byte ${at} to byte ${at + next}`);
  window.take(next);
}

/** Whether a record, or the one that tells of the end, may begin at `at`. */
function begins(view: DataView, at: number): boolean {
  const magic = view.getUint32(at + 4, true);
  if (magic !== evtMagic && magic !== endMagic) return false;
  const length = view.getUint32(at, true);
  return magic === endMagic ? length === endSize : length >= recordFixed && length <= maxRecord;
}

function isFill(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const word = view.getUint32(at, true);
    if (word !== 0 && word !== filler) return false;
  }
  return true;
}

/** Whether the end record counts this number among those of the log. */
function isOwn({ end: told }: Run, number: number): boolean {
  return told === null || told.current === -1 || (number >= told.oldest && number < told.current);
}

function record(run: Run, bytes: Uint8Array, at: number): void {
  const view = viewOf(bytes);
  const number = view.getUint32(8, true);
  if (run.end !== null && !isOwn(run, number) && run.options.slack !== true) return;
  if (run.end !== null) run.wrapped = true;
  run.records++;
  const [source, afterSource] = zeroEnded(bytes, recordFixed);
  const id = view.getUint16(20, true);
  const provider = sourceText(run, bytes.subarray(recordFixed, afterSource), source);
  if (run.options.wanted !== undefined && !run.options.wanted(provider, null, id)) return;
  const read = eventOf(bytes, provider, afterSource, run.records);
  if (typeof read === 'string') {
    run.lost++;
    run.sink.fault(run.records, `record ${number} at byte ${at}: ${read}`);
    return;
  }
  run.given++;
  run.sink.event(read);
}

/** The text is the same as that of the record before, more often than not. */
function sourceText(run: Run, bytes: Uint8Array, size: number): string | null {
  const { source } = run;
  if (source.bytes.length !== bytes.length || bytes.some((byte, i) => byte !== source.bytes[i]))
    run.source = { bytes: bytes.slice(), text: utf16Text(viewOf(bytes), 0, size) };
  return run.source.text === '' ? null : run.source.text;
}

/** Bytes of the text at `at` up to its zero, and where what follows begins. */
function zeroEnded(bytes: Uint8Array, at: number): readonly [size: number, next: number] {
  const end = bytes.length - 4;
  for (let i = at; i + 2 <= end; i += 2) if (bytes[i] === 0 && bytes[i + 1] === 0) return [i - at, i + 2];
  return [Math.max(end - at, 0) & ~1, end];
}

/** Level and keywords that Windows gives such an event when it converts it (winmeta.xml: 1 error, 2 warning, 4 information, audit). */
const kinds: Readonly<Record<number, readonly [level: number, keywords: string]>> = {
  0: [0, '0x0080000000000000'],
  1: [2, '0x0080000000000000'],
  2: [3, '0x0080000000000000'],
  4: [4, '0x0080000000000000'],
  8: [0, '0x00a0000000000000'],
  16: [0, '0x0090000000000000'],
};

function eventOf(bytes: Uint8Array, provider: string | null, at: number, place: number): WindowsEvent | string {
  const view = viewOf(bytes);
  const end = bytes.length - 4;
  const [size] = zeroEnded(bytes, at);
  const [level, keywords] = kinds[view.getUint16(24, true)] ?? [null, null];
  const data: WindowsEventData[] = [];
  let from = view.getUint32(36, true);
  const count = view.getUint16(26, true);
  if (count > 0 && (from < recordFixed || from > end)) return 'its texts do not stand in it';
  for (let i = 0; i < count; i++) {
    if (from >= end) return `${count} texts are told and ${i} are there`;
    const [length, next] = zeroEnded(bytes, from);
    data.push({ name: null, value: utf16Text(view, from, length) });
    from = next;
  }
  const binary = view.getUint32(48, true);
  const binaryAt = view.getUint32(52, true);
  if (binary > 0) {
    if (binaryAt < recordFixed || binaryAt + binary > end) return 'its data do not stand in it';
    data.push({ name: 'Binary', value: hexText(bytes, binaryAt, binary) });
  }
  return {
    provider,
    channel: null,
    id: view.getUint16(20, true),
    version: null,
    qualifiers: view.getUint16(22, true),
    level,
    keywords,
    ns: BigInt(view.getUint32(12, true)) * 1_000_000_000n,
    computer: utf16Text(view, at, size) || null,
    record: BigInt(view.getUint32(8, true)),
    processId: null,
    threadId: null,
    data,
    message: null,
    place,
  };
}
