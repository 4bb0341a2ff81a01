import { gunzipSync, gzipSync } from 'node:zlib';

/** A piece of a capture: the file header, a packet record or another block, in file order. */
export interface CaptureRecord {
  bytes: Buffer;
  /** Milliseconds since the epoch for packets, null for headers and blocks without a packet. */
  time: number | null;
}

/** A capture cut into records. Joined again they are the same bytes. */
export interface CaptureFile {
  kind: 'pcap' | 'pcapng';
  gzip: boolean;
  /** Nanoseconds per unit of the second word of a pcap record. */
  scale: number;
  records: CaptureRecord[];
}

const isGzip = (bytes: Uint8Array): boolean => bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Cut a little-endian pcap or pcapng, gzipped or not, into its records; null when it is neither. */
export function splitCapture(file: Uint8Array): CaptureFile | null {
  const gzip = isGzip(file);
  const bytes = gzip ? gunzipSync(file) : Buffer.from(file);
  if (bytes.length < 24) return null;
  const magic = bytes.readUInt32LE(0);
  if (magic === 0x0a0d0d0a) return { kind: 'pcapng', gzip, scale: 1, records: splitBlocks(bytes) };
  if (magic !== 0xa1b2c3d4 && magic !== 0xa1b23c4d) return null;
  const scale = magic === 0xa1b23c4d ? 1 : 1000;
  const records: CaptureRecord[] = [{ bytes: bytes.subarray(0, 24), time: null }];
  let at = 24;
  while (at + 16 <= bytes.length) {
    const end = at + 16 + bytes.readUInt32LE(at + 8);
    if (end > bytes.length) break;
    const time = bytes.readUInt32LE(at) * 1000 + Math.floor((bytes.readUInt32LE(at + 4) * scale) / 1_000_000);
    records.push({ bytes: bytes.subarray(at, end), time });
    at = end;
  }
  if (at < bytes.length) records.push({ bytes: bytes.subarray(at), time: null });
  return { kind: 'pcap', gzip, scale, records };
}

function splitBlocks(bytes: Buffer): CaptureRecord[] {
  const records: CaptureRecord[] = [];
  const ticks: number[] = [];
  let at = 0;
  while (at + 12 <= bytes.length) {
    const size = bytes.readUInt32LE(at + 4);
    if (size < 12 || at + size > bytes.length) break;
    const block = bytes.subarray(at, at + size);
    const type = block.readUInt32LE(0);
    if (type === 1) ticks.push(ticksPerSecond(block));
    const packet = type === 6 && size >= 32;
    records.push({ bytes: block, time: packet ? packetTime(block, ticks) : null });
    at += size;
  }
  if (at < bytes.length) records.push({ bytes: bytes.subarray(at), time: null });
  return records;
}

function stamp(block: Buffer, at: number): bigint {
  return (BigInt(block.readUInt32LE(at)) << 32n) | BigInt(block.readUInt32LE(at + 4));
}

function packetTime(block: Buffer, ticks: number[]): number {
  const perSecond = BigInt(ticks[block.readUInt32LE(8)] ?? 1_000_000);
  return Number((stamp(block, 12) * 1000n) / perSecond);
}

/** if_tsresol (option 9) of an interface description block; microseconds by default. */
function ticksPerSecond(block: Buffer): number {
  for (let at = 16; at + 4 <= block.length - 4; ) {
    const code = block.readUInt16LE(at);
    const length = block.readUInt16LE(at + 2);
    if (code === 0) break;
    if (code === 9) {
      const value = block[at + 4] ?? 6;
      return (value & 0x80) === 0 ? 10 ** value : 2 ** (value & 0x7f);
    }
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return 1_000_000;
}

/** The records as a file again, gzipped when it was. */
export function joinCapture(capture: CaptureFile, records: readonly CaptureRecord[]): Uint8Array {
  const bytes = Buffer.concat(records.map((record) => record.bytes));
  return capture.gzip ? gzipSync(bytes) : bytes;
}

/** The capture as recorded by a host whose clock is set `seconds` later: packet times and interface statistics move. */
export function shiftCapture(file: Uint8Array, seconds: number): Uint8Array {
  const capture = splitCapture(file);
  if (capture === null) return file;
  const ticks: number[] = [];
  const records = capture.records.map((record): CaptureRecord => {
    if (capture.kind === 'pcapng') return { ...record, bytes: shiftBlock(record.bytes, seconds, ticks) };
    if (record.time === null) return record;
    const bytes = Buffer.from(record.bytes);
    bytes.writeUInt32LE(bytes.readUInt32LE(0) + seconds, 0);
    return { ...record, bytes };
  });
  return joinCapture(capture, records);
}

function shiftBlock(block: Buffer, seconds: number, ticks: number[]): Buffer {
  const type = block.length >= 12 ? block.readUInt32LE(0) : 0;
  if (type === 1) ticks.push(ticksPerSecond(block));
  if ((type !== 6 && type !== 5) || block.length < 24) return block;
  const perSecond = BigInt(ticks[block.readUInt32LE(8)] ?? 1_000_000);
  const out = Buffer.from(block);
  const move = (at: number): void => {
    const moved = BigInt.asUintN(64, stamp(block, at) + BigInt(seconds) * perSecond);
    out.writeUInt32LE(Number(moved >> 32n), at);
    out.writeUInt32LE(Number(moved & 0xffffffffn), at + 4);
  };
  move(12);
  if (type === 5) {
    // isb_starttime and isb_endtime
    for (let at = 20; at + 4 <= block.length - 4; ) {
      const code = block.readUInt16LE(at);
      const length = block.readUInt16LE(at + 2);
      if (code === 0) break;
      if ((code === 2 || code === 3) && length === 8 && at + 12 <= block.length - 4) move(at + 4);
      at += 4 + length + ((4 - (length % 4)) % 4);
    }
  }
  return out;
}
