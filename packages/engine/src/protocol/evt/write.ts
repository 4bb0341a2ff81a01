/** Writes event logs of Windows XP and Server 2003, for tests and examples. */
import { sidBytes, utf16Bytes } from '../evtx/write-values.ts';
import { endMagic, endSize, evtMagic, filler, headerSize, recordFixed } from './layout.ts';

export interface WrittenEvt {
  readonly number: number;
  /** Seconds since 1970. */
  readonly seconds: number;
  readonly source: string;
  readonly computer: string;
  readonly id: number;
  readonly qualifiers?: number;
  /** 1 error, 2 warning, 4 information, 8 audit success, 16 audit failure. */
  readonly type?: number;
  readonly category?: number;
  readonly user?: string;
  readonly strings?: readonly string[];
  readonly data?: Uint8Array;
}

function text(value: string): number[] {
  return [...utf16Bytes(value), 0, 0];
}

/** Bytes of one record (EVENTLOGRECORD). */
export function evtRecord(one: WrittenEvt): Uint8Array {
  const names = [...text(one.source), ...text(one.computer)];
  while (names.length % 4 !== 0) names.push(0);
  const user = one.user === undefined ? [] : [...sidBytes(one.user)];
  const strings = (one.strings ?? []).flatMap(text);
  const data = [...(one.data ?? [])];
  const userAt = recordFixed + names.length;
  const stringsAt = userAt + user.length;
  const dataAt = stringsAt + strings.length;
  const length = Math.ceil((dataAt + data.length + 4) / 4) * 4;
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  const words = [length, evtMagic, one.number, one.seconds, one.seconds];
  words.forEach((word, i) => view.setUint32(4 * i, word, true));
  view.setUint16(20, one.id, true);
  view.setUint16(22, one.qualifiers ?? 0, true);
  view.setUint16(24, one.type ?? 4, true);
  view.setUint16(26, one.strings?.length ?? 0, true);
  view.setUint16(28, one.category ?? 0, true);
  view.setUint32(36, stringsAt, true);
  view.setUint32(40, user.length, true);
  view.setUint32(44, userAt, true);
  view.setUint32(48, data.length, true);
  view.setUint32(52, dataAt, true);
  bytes.set([...names, ...user, ...strings, ...data], recordFixed);
  view.setUint32(length - 4, length, true);
  return bytes;
}

function endRecord(begin: number, end: number, current: number, oldest: number): Uint8Array {
  const bytes = new Uint8Array(endSize);
  const view = new DataView(bytes.buffer);
  const words = [endSize, endMagic, 0x22222222, 0x33333333, 0x44444444, begin, end, current, oldest, endSize];
  words.forEach((word, i) => view.setUint32(4 * i, word, true));
  return bytes;
}

export interface EvtShape {
  /** Bytes behind the header; left out: as many as are needed. */
  readonly room?: number;
  /** Where the oldest record begins, in bytes behind the header: then the log goes round. */
  readonly from?: number;
  readonly dirty?: boolean;
}

/** A whole file. Records are given from the oldest to the newest; with `room` and `from` they go round the end of the file. */
export function writeEvt(records: readonly WrittenEvt[], { room, from = 0, dirty = false }: EvtShape = {}): Uint8Array {
  const made = records.map(evtRecord);
  const needed = made.reduce((sum, { length }) => sum + length, 0) + endSize;
  const size = room ?? needed;
  const bytes = new Uint8Array(headerSize + size);
  const view = new DataView(bytes.buffer);
  let at = from;
  const put = (piece: Uint8Array): void => {
    // A record whose fixed part has no room begins behind the header; what is left is filled.
    if (size - at < recordFixed && piece.length > size - at) {
      for (; at < size; at += 4) view.setUint32(headerSize + at, filler, true);
      at = 0;
    }
    const first = piece.subarray(0, size - at);
    bytes.set(first, headerSize + at);
    bytes.set(piece.subarray(first.length), headerSize);
    at = (at + piece.length) % size;
  };
  for (const piece of made) put(piece);
  const oldest = records[0]?.number ?? 1;
  const current = (records.at(-1)?.number ?? 0) + 1;
  const end = headerSize + at;
  put(endRecord(headerSize + from, end, current, oldest));
  const flags = (dirty ? 1 : 0) | (from > 0 ? 2 : 0);
  const told = dirty ? headerSize : end;
  const words = [
    headerSize,
    evtMagic,
    1,
    1,
    headerSize + from,
    told,
    current,
    oldest,
    bytes.length,
    flags,
    0,
    headerSize,
  ];
  words.forEach((word, i) => view.setUint32(4 * i, word, true));
  return bytes;
}
