import { guidText, fileTimeNs } from '../evtx/values.ts';
import { utf16Text } from '../evtx/strings.ts';
import type { ByteSource } from '../source.ts';
import { type Window, windowOver } from '../window.ts';
import {
  bufferHeader,
  clockType,
  compactHeader,
  compressedBuffer,
  eventHeader,
  extendedInfo,
  headerFlag,
  headerType,
  logfile,
  maxBuffer,
  messageFlag,
  messageOption,
  minBuffer,
  perfInfoHeader,
  systemHeader,
  traceHeader,
} from './layout.ts';

/** One event of a provider that has a manifest, or of one described in MOF. */
export interface EtlEvent {
  /** GUID of the provider (of the class, for MOF) in braces, upper case. */
  readonly provider: string;
  readonly kind: 'manifest' | 'mof';
  /** EVENT_DESCRIPTOR.Id; of MOF the type of the event. */
  readonly id: number;
  readonly version: number;
  readonly level: number;
  readonly keywords: bigint;
  /** Nanoseconds since the epoch; null where the clock of the trace has no frequency. */
  readonly ns: bigint | null;
  readonly processId: number;
  readonly threadId: number;
  /** What the provider wrote: a view that stays only until the sink returns. */
  readonly data: Uint8Array;
  /** Pointers in the data have eight bytes. */
  readonly wide: boolean;
  /** Number of the record in the file, from 1. */
  readonly place: number;
}

/** What the head of a trace says of it. */
export interface EtlHeader {
  readonly bufferSize: number;
  /** Major, minor, and build of the system that wrote it. */
  readonly system: string;
  readonly processors: number;
  readonly session: string;
  /** Nanoseconds since the epoch; null: not told. */
  readonly start: bigint | null;
  readonly end: bigint | null;
  /** Events and buffers that the session lost. */
  readonly eventsLost: number;
  readonly buffersLost: number;
}

/** How often a provider speaks, and how. */
export interface EtlProvider {
  readonly guid: string;
  /** `message`: preprocessed texts (WPP), which need the symbols of the program that wrote them. */
  readonly kind: 'manifest' | 'mof' | 'message';
  readonly count: number;
}

export interface EtlSink {
  header(header: EtlHeader): void;
  event(event: EtlEvent): void;
  /** What could not be read: the number of the record in the file, from 1, or null for a place that is no record. */
  fault(record: number | null, reason: string): void;
}

export interface EtlOptions {
  /** GUIDs, in braces and upper case, whose events are handed on; left out: all. */
  readonly wanted?: ReadonlySet<string>;
}

export interface EtlSummary {
  readonly records: number;
  readonly given: number;
  readonly providers: readonly EtlProvider[];
  /** Time of the first and the last record that has one. */
  readonly first: bigint | null;
  readonly last: bigint | null;
  readonly truncated: boolean;
  readonly compressed: boolean;
}

/** Providers that are counted by name; what more there are is counted together. */
const maxProviders = 512;

interface Clock {
  /** Turns the time of a record into nanoseconds since the epoch. */
  readonly at: (stamp: bigint) => bigint | null;
}

interface Run {
  readonly sink: EtlSink;
  readonly wanted: ReadonlySet<string> | undefined;
  readonly window: Window;
  readonly counts: Map<string, { readonly guid: string; readonly kind: EtlProvider['kind']; count: number }>;
  /** Upper-case text of a GUID by its 16 bytes read as four numbers: a trace repeats few of them. */
  readonly guids: Map<string, string>;
  clock: Clock;
  size: number;
  records: number;
  given: number;
  first: bigint | null;
  last: bigint | null;
  truncated: boolean;
  compressed: boolean;
}

/** Whether a file begins as a trace: the header of a buffer, and in it the record that describes the file. */
export function looksLikeEtl(head: Uint8Array): boolean {
  if (head.length < bufferHeader + systemHeader) return false;
  const view = viewOf(head);
  const size = view.getUint32(0, true);
  const saved = view.getUint32(4, true);
  if (size < minBuffer || size > maxBuffer || saved < bufferHeader + systemHeader || saved > size) return false;
  const type = head[bufferHeader + 2];
  // The record of the group and type 0 is that of the file (EventTraceGuid, type 0: EventTrace_Header of wmicore.mof).
  return (
    (type === headerType.system32 || type === headerType.system64) &&
    head[bufferHeader + 3] === headerFlag &&
    view.getUint16(bufferHeader + 6, true) === 0 &&
    view.getUint32(bufferHeader + systemHeader, true) === size
  );
}

/**
 * Reads an event trace log: buffer by buffer, in the order of the file, which is not that of time (each processor has buffers of its own).
 * Data of providers that are not wanted are passed over. Never throws but what the source or the sink does; memory does not grow with the file.
 */
export async function readEtl(source: ByteSource, sink: EtlSink, options: EtlOptions = {}): Promise<EtlSummary> {
  const run: Run = {
    sink,
    wanted: options.wanted,
    window: windowOver(source),
    counts: new Map(),
    guids: new Map(),
    clock: { at: () => null },
    size: 0,
    records: 0,
    given: 0,
    first: null,
    last: null,
    truncated: false,
    compressed: false,
  };
  while (await buffer(run));
  const providers = [...run.counts.values()].sort((a, b) => b.count - a.count || (a.guid < b.guid ? -1 : 1));
  const { records, given, first, last, truncated, compressed } = run;
  return { records, given, providers, first, last, truncated, compressed };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Takes the next buffer; false at the end of the file. */
async function buffer(run: Run): Promise<boolean> {
  const { window } = run;
  const head = await window.peek(bufferHeader);
  if (head.length === 0) return false;
  const at = window.offset();
  if (head.length < bufferHeader) return cut(run, head.length, at);
  const view = viewOf(head);
  const told = view.getUint32(0, true);
  // How far it was filled; one that was written before it was full says so in the second place only.
  const saved = Math.max(view.getUint32(4, true), view.getUint32(48, true));
  const sound = told >= minBuffer && told <= maxBuffer && saved <= told && (run.size === 0 || told === run.size);
  if (!sound) {
    if (run.size === 0) {
      run.sink.fault(null, 'the file does not begin with a buffer of a trace');
      return false;
    }
    if (head.some((byte) => byte !== 0))
      run.sink.fault(null, `the buffer at byte ${at} has no header that fits, and is passed over`);
    return pass(run, run.size);
  }
  const first = run.size === 0;
  run.size = told;
  const bytes = await window.peek(told);
  if (bytes.length < Math.max(saved, bufferHeader)) run.truncated = true;
  const flags = viewOf(bytes).getUint16(52, true);
  if ((flags & compressedBuffer) !== 0) run.compressed = true;
  else records(run, bytes.subarray(0, Math.min(saved, bytes.length)), first, at);
  if (bytes.length < told && bytes.length < saved) return cut(run, bytes.length, at);
  window.take(bytes.length);
  return bytes.length === told;
}

function cut(run: Run, length: number, at: number): boolean {
  run.truncated = true;
  run.sink.fault(null, `the buffer at byte ${at} is cut off by the end of the file`);
  run.window.take(length);
  return false;
}

async function pass(run: Run, length: number): Promise<boolean> {
  const bytes = await run.window.peek(length);
  run.window.take(bytes.length);
  return bytes.length === length;
}

/** Reads the records of a buffer: what cannot be made out ends it, for nothing tells where the next one would begin. */
function records(run: Run, bytes: Uint8Array, first: boolean, at: number): void {
  const view = viewOf(bytes);
  let from = bufferHeader;
  while (from + 8 <= bytes.length) {
    // What was reserved and never written.
    if (view.getUint32(from, true) === 0 || view.getUint32(from, true) === 0xffff_ffff) return;
    const length = lengthOf(view, from);
    if (length === null || from + length > bytes.length) {
      run.sink.fault(null, `no record can be made out in the buffer at byte ${at} from its byte ${from}`);
      return;
    }
    run.records++;
    const record = bytes.subarray(from, from + length);
    if (first && from === bufferHeader) header(run, record);
    else one(run, record);
    from += (length + 7) & ~7;
  }
}

/** Bytes of the record at `at`; null where it has none that makes sense. */
function lengthOf(view: DataView, at: number): number | null {
  const flag = view.getUint8(at + 3);
  const own = view.getUint16(at, true);
  if (flag === messageFlag) return own >= 8 ? own : null;
  if (flag !== headerFlag) return null;
  switch (view.getUint8(at + 2)) {
    case headerType.system32:
    case headerType.system64:
      return atLeast(view.getUint16(at + 4, true), systemHeader);
    case headerType.compact32:
    case headerType.compact64:
      return atLeast(view.getUint16(at + 4, true), compactHeader);
    case headerType.perfInfo32:
    case headerType.perfInfo64:
      return atLeast(view.getUint16(at + 4, true), perfInfoHeader);
    case headerType.event32:
    case headerType.event64:
      return atLeast(own, eventHeader);
    case headerType.full32:
    case headerType.full64:
      return atLeast(own, traceHeader);
    case headerType.instance32:
    case headerType.instance64:
      return atLeast(own, traceHeader);
    default:
      return null;
  }
}

function atLeast(length: number, least: number): number | null {
  return length >= least ? length : null;
}

/** The record that describes the file (TRACE_LOGFILE_HEADER). */
function header(run: Run, record: Uint8Array): void {
  const type = record[2];
  const pointers = type === headerType.system32 ? 4 : 8;
  const body = record.subarray(systemHeader);
  const boot = logfile.bootTime(pointers);
  if ((type !== headerType.system32 && type !== headerType.system64) || body.length < boot + 32) {
    run.sink.fault(1, 'the trace does not begin with a record that describes it: its times are not known');
    return;
  }
  const view = viewOf(body);
  const frequency = view.getBigInt64(boot + 8, true);
  const start = view.getBigUint64(boot + 16, true);
  const clock = view.getUint32(boot + 24, true);
  const zero = viewOf(record).getBigUint64(16, true);
  const cycles = BigInt(view.getUint32(logfile.cpuSpeed, true)) * 1_000_000n;
  run.clock = clockOf(
    clock,
    zero,
    start === 0n ? null : fileTimeNs(view, boot + 16),
    clock === clockType.cycles ? cycles : frequency,
  );
  const end = view.getBigUint64(logfile.endTime, true);
  run.sink.header({
    bufferSize: view.getUint32(logfile.bufferSize, true),
    system: `${view.getUint8(logfile.version)}.${view.getUint8(logfile.version + 1)}.${view.getUint32(logfile.build, true)}`,
    processors: view.getUint32(logfile.processors, true),
    session: sessionName(body, boot + 32),
    start: start === 0n ? null : fileTimeNs(view, boot + 16),
    end: end === 0n ? null : fileTimeNs(view, logfile.endTime),
    eventsLost: view.getUint32(logfile.eventsLost, true),
    buffersLost: view.getUint32(boot + 28, true),
  });
}

function clockOf(type: number, zero: bigint, start: bigint | null, frequency: bigint): Clock {
  if (type === clockType.system) {
    const scratch = new DataView(new ArrayBuffer(8));
    return {
      at: (stamp) => {
        scratch.setBigUint64(0, stamp, true);
        return fileTimeNs(scratch, 0);
      },
    };
  }
  if (start === null || frequency <= 0n) return { at: () => null };
  return { at: (stamp) => start + ((stamp - zero) * 1_000_000_000n) / frequency };
}

/** The name of the session, which stands behind the header. */
function sessionName(body: Uint8Array, at: number): string {
  const view = viewOf(body);
  let end = at;
  while (end + 2 <= body.length && end - at < 512 && view.getUint16(end, true) !== 0) end += 2;
  return utf16Text(view, at, end - at);
}

function one(run: Run, record: Uint8Array): void {
  const view = viewOf(record);
  if (record[3] === messageFlag) {
    message(run, view, record);
    return;
  }
  const type = record[2] ?? 0;
  if (type === headerType.event32 || type === headerType.event64) {
    manifest(run, view, record, type === headerType.event64);
    return;
  }
  const classic = type === headerType.full32 || type === headerType.full64;
  const stamped =
    type === headerType.perfInfo32 || type === headerType.perfInfo64
      ? view.getBigUint64(8, true)
      : view.getBigUint64(16, true);
  const ns = moment(run, stamped);
  // Records of the system about itself are not counted: they have no provider to name.
  if (!classic) return;
  const provider = guidOf(run, record, 24);
  count(run, provider, 'mof');
  if (run.wanted?.has(provider) === false) return;
  run.given++;
  run.sink.event({
    provider,
    kind: 'mof',
    id: view.getUint8(4),
    version: view.getUint16(6, true),
    level: view.getUint8(5),
    keywords: 0n,
    ns,
    processId: view.getUint32(12, true),
    threadId: view.getUint32(8, true),
    data: record.subarray(traceHeader),
    wide: type === headerType.full64,
    place: run.records,
  });
}

/** EVENT_HEADER. */
function manifest(run: Run, view: DataView, record: Uint8Array, wide: boolean): void {
  const ns = moment(run, view.getBigUint64(16, true));
  const provider = guidOf(run, record, 24);
  count(run, provider, 'manifest');
  if (run.wanted?.has(provider) === false) return;
  const from = dataOf(view, record);
  if (from === null) {
    run.sink.fault(run.records, 'the items before the data of the event go past its end');
    return;
  }
  run.given++;
  run.sink.event({
    provider,
    kind: 'manifest',
    id: view.getUint16(40, true),
    version: view.getUint8(42),
    level: view.getUint8(44),
    keywords: view.getBigUint64(48, true),
    ns,
    processId: view.getUint32(12, true),
    threadId: view.getUint32(8, true),
    data: record.subarray(from),
    wide,
    place: run.records,
  });
}

/** Where the data of an event begin, behind its extended items (EVENT_HEADER_EXTENDED_DATA_ITEM, with its data in place of the pointer). */
function dataOf(view: DataView, record: Uint8Array): number | null {
  let at = eventHeader;
  if ((view.getUint16(4, true) & extendedInfo) === 0) return at;
  for (let items = 0; items < 64; items++) {
    if (at + 8 > record.length) return null;
    const more = (view.getUint16(at + 4, true) & 1) !== 0;
    at += (8 + view.getUint16(at + 6, true) + 7) & ~7;
    if (at > record.length) return null;
    if (!more) return at;
  }
  return null;
}

/** A message of the software trace preprocessor: whose it is, its GUID says, what it says only the symbols of that program. */
function message(run: Run, view: DataView, record: Uint8Array): void {
  const options = view.getUint16(6, true);
  let at = 8;
  if ((options & messageOption.sequence) !== 0) at += 4;
  let guid = '{00000000-0000-0000-0000-000000000000}';
  if ((options & messageOption.component) !== 0) at += 4;
  else if ((options & messageOption.guid) !== 0) {
    if (at + 16 > record.length) return;
    guid = guidOf(run, record, at);
    at += 16;
  }
  const timed = (options & (messageOption.timestamp | messageOption.performance)) !== 0;
  if (timed && at + 8 <= record.length) moment(run, view.getBigUint64(at, true));
  count(run, guid, 'message');
}

function moment(run: Run, stamp: bigint): bigint | null {
  const ns = run.clock.at(stamp);
  if (ns !== null && ns > 0n) {
    if (run.first === null || ns < run.first) run.first = ns;
    if (run.last === null || ns > run.last) run.last = ns;
  }
  return ns;
}

function count(run: Run, guid: string, kind: EtlProvider['kind']): void {
  const key = `${kind} ${guid}`;
  const known = run.counts.get(key);
  if (known !== undefined) known.count++;
  else if (run.counts.size < maxProviders) run.counts.set(key, { guid, kind, count: 1 });
}

function guidOf(run: Run, record: Uint8Array, at: number): string {
  let key = '';
  for (let i = at; i < at + 16; i += 2) key += String.fromCharCode((record[i] ?? 0) | ((record[i + 1] ?? 0) << 8));
  let text = run.guids.get(key);
  if (text === undefined) {
    text = guidText(record, at);
    if (run.guids.size < 4 * maxProviders) run.guids.set(key, text);
  }
  return text;
}
