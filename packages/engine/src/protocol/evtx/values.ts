import type { Chunk } from './chunk.ts';
import { RecordFault, valueType } from './layout.ts';
import { ansiText, utf16Text } from './strings.ts';

/** Bytes of the types whose size is fixed; 0 for the others. */
export function fixedSize(type: number): number {
  switch (type) {
    case valueType.int8:
    case valueType.uint8:
      return 1;
    case valueType.int16:
    case valueType.uint16:
      return 2;
    case valueType.int32:
    case valueType.uint32:
    case valueType.real32:
    case valueType.boolean:
    case valueType.hex32:
      return 4;
    case valueType.int64:
    case valueType.uint64:
    case valueType.real64:
    case valueType.fileTime:
    case valueType.hex64:
      return 8;
    case valueType.guid:
    case valueType.systemTime:
      return 16;
    default:
      return 0;
  }
}

const upper: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).toUpperCase().padStart(2, '0'));

/** Upper-case hex, as Windows writes binary data. */
export function hexText(bytes: Uint8Array, at: number, size: number): string {
  let text = '';
  for (let i = at; i < at + size; i++) text += upper[bytes[i] ?? 0] ?? '';
  return text;
}

/** A GUID (16 bytes; its first three numbers little-endian) in braces. */
export function guidText(bytes: Uint8Array, at: number): string {
  let text = '{';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    const from = i < 4 ? 3 - i : i < 6 ? 9 - i : i < 8 ? 13 - i : i;
    text += upper[bytes[at + from] ?? 0] ?? '';
  }
  return `${text}}`;
}

/** Units of 100 ns from 1601 (FILETIME) to 1970. */
const epochShift = 116_444_736_000_000_000n;

/** FILETIME, 64 bits at `at`, as nanoseconds since 1970 (UTC). */
export function fileTimeNs(view: DataView, at: number): bigint {
  return (view.getBigUint64(at, true) - epochShift) * 100n;
}

/** The second that was asked for last: records of a log lie close together. */
const lastSecond = { second: Number.NaN, text: '' };

/** FILETIME as Windows writes it into events: nine digits behind the second. Past the year 9999: the number alone. */
export function fileTimeText(view: DataView, at: number): string {
  const low = view.getUint32(at, true);
  const high = view.getUint32(at + 4, true);
  // 2^32 leaves 4,967,296 when divided by the ticks of a second: the rest is exact in 53 bits, and with it the second.
  const rest = ((high % 1e7) * 4_967_296 + low) % 1e7;
  const second = Math.round((high * 2 ** 32 + low - rest) / 1e7);
  if (second !== lastSecond.second) {
    const date = new Date((second - 11_644_473_600) * 1000);
    const told = !Number.isNaN(date.getTime()) && date.getUTCFullYear() <= 9999;
    lastSecond.second = second;
    lastSecond.text = told ? date.toISOString().slice(0, 19) : '';
  }
  if (lastSecond.text === '') return `${view.getBigUint64(at, true)}`;
  return `${lastSecond.text}.${rest.toString().padStart(7, '0')}00Z`;
}

/** SYSTEMTIME: year, month, day of the week, day, hour, minute, second, millisecond, 16 bits each. */
function systemTimeText(view: DataView, at: number): string {
  const part = (i: number, digits: number): string =>
    view
      .getUint16(at + 2 * i, true)
      .toString()
      .padStart(digits, '0');
  return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`;
}

/** Bytes of the security identifier at `at`; 0 when it does not fit. */
export function sidSize(view: DataView, at: number, room: number): number {
  const size = room < 8 ? 0 : 8 + 4 * view.getUint8(at + 1);
  return size > room ? 0 : size;
}

/** A security identifier (MS-DTYP 2.4.2.1): the authority big-endian, in hex from 2^32 on, the rest little-endian. */
export function sidText(view: DataView, at: number): string {
  const high = view.getUint16(at + 2, false);
  const low = view.getUint32(at + 4, false);
  const authority = high === 0 ? `${low}` : `0x${(high * 2 ** 32 + low).toString(16).toUpperCase().padStart(12, '0')}`;
  let text = `S-${view.getUint8(at)}-${authority}`;
  const count = view.getUint8(at + 1);
  for (let i = 0; i < count; i++) text += `-${view.getUint32(at + 8 + 4 * i, true)}`;
  return text;
}

/** The shortest text that gives the same float of 32 bits again. */
function real32Text(value: number): string {
  if (!Number.isFinite(value)) return realText(value);
  for (let digits = 1; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return `${text}`;
  }
  return `${Number(value.toPrecision(9))}`;
}

/** As XML Schema writes what is no number. */
function realText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? `${value}` : value > 0 ? 'INF' : '-INF';
}

/** An unsigned number of up to 64 bits, little-endian. */
function unsigned(view: DataView, at: number, size: number): bigint | number {
  if (size === 8) return view.getUint32(at + 4, true) === 0 ? view.getUint32(at, true) : view.getBigUint64(at, true);
  let value = 0n;
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(view.getUint8(at + i));
  return value;
}

function bad(type: number, size: number): RecordFault {
  return new RecordFault(`a value of type 0x${type.toString(16)} has ${size} bytes`);
}

/**
 * One value as Windows writes it into the XML of an event. Numbers may stand in fewer or more bytes than their type has (real logs hold
 * such); a value without bytes is empty.
 */
export function scalarText({ view, bytes }: Chunk, type: number, at: number, size: number): string {
  if (size === 0) return '';
  switch (type) {
    case valueType.null:
      return '';
    case valueType.string:
    case valueType.xml:
      return utf16Text(view, at, size);
    case valueType.ansi:
      return ansiText(bytes, at, size);
    case valueType.int8:
    case valueType.int16:
    case valueType.int32:
    case valueType.int64:
      if (size > 8) throw bad(type, size);
      return size === 4 ? `${view.getInt32(at, true)}` : `${BigInt.asIntN(8 * size, BigInt(unsigned(view, at, size)))}`;
    case valueType.uint8:
    case valueType.uint16:
    case valueType.uint32:
    case valueType.uint64:
      if (size === 1) return `${view.getUint8(at)}`;
      if (size === 2) return `${view.getUint16(at, true)}`;
      if (size === 4) return `${view.getUint32(at, true)}`;
      if (size > 8) throw bad(type, size);
      return `${unsigned(view, at, size)}`;
    case valueType.real32:
      if (size !== 4) throw bad(type, size);
      return real32Text(view.getFloat32(at, true));
    case valueType.real64:
      if (size !== 8) throw bad(type, size);
      return realText(view.getFloat64(at, true));
    case valueType.boolean:
      for (let i = at; i < at + size; i++) if (bytes[i] !== 0) return 'true';
      return 'false';
    case valueType.binary:
      return hexText(bytes, at, size);
    case valueType.guid:
      if (size !== 16) throw bad(type, size);
      return guidText(bytes, at);
    case valueType.fileTime:
      if (size !== 8) throw bad(type, size);
      return fileTimeText(view, at);
    case valueType.systemTime:
      if (size !== 16) throw bad(type, size);
      return systemTimeText(view, at);
    case valueType.sid:
      if (sidSize(view, at, size) === 0) throw bad(type, size);
      return sidText(view, at);
    case valueType.size:
    case valueType.hex32:
    case valueType.hex64:
    case valueType.handle:
      if (size === 4) return `0x${view.getUint32(at, true).toString(16)}`;
      if (size > 8) throw bad(type, size);
      return `0x${unsigned(view, at, size).toString(16)}`;
    default:
      throw new RecordFault(`values of type 0x${type.toString(16)} are not known`);
  }
}

/** The values of an array; `type` is that of what it holds. Strings end with a zero each; everything else stands side by side. */
export function arrayTexts(chunk: Chunk, type: number, at: number, size: number): string[] {
  const { view, bytes } = chunk;
  const end = at + size;
  const items: string[] = [];
  if (type === valueType.string || type === valueType.ansi) {
    const unit = type === valueType.string ? 2 : 1;
    let from = at;
    for (let i = at; i + unit <= end; i += unit)
      if ((unit === 2 ? view.getUint16(i, true) : (bytes[i] ?? 0)) === 0) {
        items.push(scalarText(chunk, type, from, i - from));
        from = i + unit;
      }
    if (from + unit <= end) items.push(scalarText(chunk, type, from, end - from));
    return items;
  }
  if (type === valueType.sid) {
    for (let i = at; i < end; ) {
      const one = sidSize(view, i, end - i);
      if (one === 0) throw bad(type, end - i);
      items.push(sidText(view, i));
      i += one;
    }
    return items;
  }
  // The size of these depends on the machine that wrote them: eight bytes where that comes out even.
  const varies = type === valueType.size || type === valueType.handle;
  const one = varies ? (size % 8 === 0 ? 8 : 4) : fixedSize(type);
  if (one === 0 || size % one !== 0) {
    if (type === valueType.binary) return [hexText(bytes, at, size)];
    throw new RecordFault(`an array of type 0x${type.toString(16)} has ${size} bytes`);
  }
  for (let i = at; i < end; i += one) items.push(scalarText(chunk, type, i, one));
  return items;
}
