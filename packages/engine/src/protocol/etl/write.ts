import { concatBytes, fromHex } from '../bytes.ts';
import { bufferHeader, eventHeader, headerFlag, headerType, logfile, messageFlag, systemHeader } from './layout.ts';

/** A record of a trace, before it is written. */
export interface WrittenTraceEvent {
  /** GUID of the provider, 32 hex digits in the order of its text. */
  readonly provider: string;
  readonly id: number;
  readonly version?: number;
  readonly keywords?: bigint;
  /** Nanoseconds since the epoch. */
  readonly ns: bigint;
  readonly data: Uint8Array;
  /** `message`: one of the trace preprocessor, of which only the GUID and the time are known. */
  readonly kind?: 'manifest' | 'message';
  /** An item before the data, of so many bytes. */
  readonly extended?: number;
}

export interface WrittenTrace {
  readonly start: bigint;
  readonly bufferSize?: number;
  readonly session?: string;
  readonly eventsLost?: number;
  /** Of a session on a system of 32 bits. */
  readonly narrow?: boolean;
  /** Records per buffer; the first buffer has none but that of the file. */
  readonly buffers: readonly (readonly WrittenTraceEvent[])[];
  readonly compressed?: boolean;
}

/** Ticks of the clock in a second, and its reading at the start. */
const frequency = 10_000_000n;
const zero = 1_000_000n;
const epochShift = 116_444_736_000_000_000n;

/** Writes an event trace log, for tests and the fuzzer. */
export function writeEtl(trace: WrittenTrace): Uint8Array {
  const size = trace.bufferSize ?? 4096;
  const first = buffer(size, [fileRecord(trace, size)], 0);
  const flags = trace.compressed === true ? 0x40 : 0;
  return concatBytes(
    first,
    ...trace.buffers.map((events) =>
      buffer(
        size,
        events.map((event) => record(event, trace)),
        flags,
      ),
    ),
  );
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function buffer(size: number, records: readonly Uint8Array[], flags: number): Uint8Array {
  const out = new Uint8Array(size).fill(0xff, bufferHeader);
  let at = bufferHeader;
  for (const one of records) {
    out.set(one, at);
    out.fill(0, at + one.length, (at + one.length + 7) & ~7);
    at += (one.length + 7) & ~7;
  }
  const view = viewOf(out);
  view.setUint32(0, size, true);
  view.setUint32(4, at, true);
  view.setUint32(8, at, true);
  view.setUint32(48, at, true);
  view.setUint16(52, flags, true);
  return out;
}

function fileRecord(trace: WrittenTrace, size: number): Uint8Array {
  const pointers = trace.narrow === true ? 4 : 8;
  const boot = logfile.bootTime(pointers);
  const session = utf16(trace.session ?? 'session');
  const out = new Uint8Array(systemHeader + boot + 32 + session.length + 2);
  const view = viewOf(out);
  view.setUint16(0, 2, true);
  out[2] = pointers === 4 ? headerType.system32 : headerType.system64;
  out[3] = headerFlag;
  view.setUint16(4, out.length, true);
  view.setBigUint64(16, zero, true);
  const at = systemHeader;
  view.setUint32(at, size, true);
  out[at + logfile.version] = 10;
  view.setUint32(at + logfile.build, 19045, true);
  view.setUint32(at + logfile.processors, 2, true);
  view.setUint32(at + logfile.eventsLost, trace.eventsLost ?? 0, true);
  view.setBigUint64(at + boot + 8, frequency, true);
  view.setBigUint64(at + boot + 16, trace.start / 100n + epochShift, true);
  view.setUint32(at + boot + 24, 1, true);
  out.set(session, at + boot + 32);
  return out;
}

function record(event: WrittenTraceEvent, trace: WrittenTrace): Uint8Array {
  const stamp = zero + ((event.ns - trace.start) * frequency) / 1_000_000_000n;
  if (event.kind === 'message') {
    const out = new Uint8Array(32 + event.data.length);
    const view = viewOf(out);
    view.setUint16(0, out.length, true);
    out[3] = messageFlag;
    view.setUint16(4, event.id, true);
    view.setUint16(6, 2 | 8, true);
    out.set(guid(event.provider), 8);
    view.setBigUint64(24, stamp, true);
    out.set(event.data, 32);
    return out;
  }
  const items = event.extended === undefined ? 0 : (8 + event.extended + 7) & ~7;
  const out = new Uint8Array(eventHeader + items + event.data.length);
  const view = viewOf(out);
  view.setUint16(0, out.length, true);
  out[2] = trace.narrow === true ? headerType.event32 : headerType.event64;
  out[3] = headerFlag;
  view.setUint16(4, items === 0 ? 0 : 1, true);
  view.setUint32(8, 1204, true);
  view.setUint32(12, 628, true);
  view.setBigUint64(16, stamp, true);
  out.set(guid(event.provider), 24);
  view.setUint16(40, event.id, true);
  view.setUint8(42, event.version ?? 0);
  view.setBigUint64(48, event.keywords ?? 0n, true);
  if (items > 0) view.setUint16(eventHeader + 6, event.extended ?? 0, true);
  out.set(event.data, eventHeader + items);
  return out;
}

/** A GUID as it is stored: its first three numbers little-endian. */
function guid(text: string): Uint8Array {
  const bytes = fromHex(text.replace(/[{}-]/g, '').toLowerCase()) ?? new Uint8Array(16);
  return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((at) => bytes[at] ?? 0));
}

function utf16(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]));
}

/** Values behind each other, for the data of an event. */
export function traceData(
  ...values: readonly (
    | { readonly u32: number }
    | { readonly u64: bigint }
    | { readonly text: string }
    | { readonly bytes: Uint8Array }
  )[]
): Uint8Array {
  return concatBytes(
    ...values.map((value) => {
      if ('bytes' in value) return value.bytes;
      if ('text' in value) return utf16(`${value.text}\0`);
      const out = new Uint8Array('u32' in value ? 4 : 8);
      if ('u32' in value) viewOf(out).setUint32(0, value.u32, true);
      else viewOf(out).setBigUint64(0, value.u64, true);
      return out;
    }),
  );
}
