import { Inflate } from 'fflate';
import { u16le, u32le, u64le } from '../protocol/bytes.ts';
import { crc32 } from '../protocol/crc32.ts';
import { utf8, latin1 } from '../protocol/text.ts';
import { type ByteStream, type ReadAt, StreamFault, streamAt } from './byte-stream.ts';
import { charge, type UnpackBudget } from './gzip.ts';
import { comparePaths } from './paths.ts';

/** A file in a ZIP archive (PKWARE APPNOTE 6.3). */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly link: boolean;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  readonly headerOffset: number;
}

export interface ZipListing {
  /** Files in the order of their names; folders are left out. */
  readonly entries: readonly ZipEntry[];
  /** Files the archive says it holds, those past the cap included. */
  readonly seen: number;
  /** The directory was missing or damaged, and what is listed was found by the headers before the files. */
  readonly salvaged: boolean;
}

const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const maxDirectory = 64 * 2 ** 20;

/** Reads the directory of a ZIP archive of `size` bytes; at most `cap` files are listed. */
export async function listZip(readAt: ReadAt, size: number, cap: number): Promise<ZipListing> {
  const found = await directory(readAt, size);
  if (found !== null) {
    const bytes = await readAt(found.offset, Math.min(found.length, maxDirectory));
    const entries = centralEntries(bytes, cap);
    if (entries !== null) return { ...entries, salvaged: false };
  }
  return { ...(await localEntries(readAt, size, cap)), salvaged: true };
}

async function directory(readAt: ReadAt, size: number): Promise<{ offset: number; length: number } | null> {
  const tailLength = Math.min(size, 65557);
  const tailAt = size - tailLength;
  const tail = await readAt(tailAt, tailLength);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (u32le(tail, at) !== endSignature) continue;
    const length = u32le(tail, at + 12) ?? 0;
    const offset = u32le(tail, at + 16) ?? 0;
    if (offset !== 0xffffffff && length !== 0xffffffff) {
      if (offset + length > tailAt + at) continue;
      return { offset, length };
    }
    if (u32le(tail, at - 20) !== end64LocatorSignature) return null;
    const end64 = Number(u64le(tail, at - 12) ?? 0n);
    if (end64 + 56 > size) return null;
    const record = await readAt(end64, 56);
    if (u32le(record, 0) !== end64Signature) return null;
    const wide = { length: Number(u64le(record, 40) ?? 0n), offset: Number(u64le(record, 48) ?? 0n) };
    return wide.offset + wide.length <= size ? wide : null;
  }
  return null;
}

function entryName(bytes: Uint8Array, utf: boolean): string {
  const text = utf8(bytes);
  return utf || !text.includes('\ufffd') ? text : latin1(bytes);
}

function centralEntries(bytes: Uint8Array, cap: number): { entries: ZipEntry[]; seen: number } | null {
  const entries: ZipEntry[] = [];
  let seen = 0;
  let folders = 0;
  let at = 0;
  while (u32le(bytes, at) === centralSignature) {
    const flags = u16le(bytes, at + 8) ?? 0;
    const nameLength = u16le(bytes, at + 28) ?? 0;
    const extraLength = u16le(bytes, at + 30) ?? 0;
    const commentLength = u16le(bytes, at + 32) ?? 0;
    if (at + 46 + nameLength > bytes.length) break;
    const name = entryName(bytes.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0);
    if (name.endsWith('/')) folders += 1;
    else {
      seen += 1;
      if (entries.length < cap) {
        const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
        const wide = zip64(extra, [u32le(bytes, at + 24) ?? 0, u32le(bytes, at + 20) ?? 0, u32le(bytes, at + 42) ?? 0]);
        entries.push({
          name,
          method: u16le(bytes, at + 10) ?? 0,
          encrypted: (flags & 1) !== 0,
          link: (((u32le(bytes, at + 38) ?? 0) >>> 28) & 0xf) === 0xa && (u16le(bytes, at + 4) ?? 0) >> 8 === 3,
          size: wide[0],
          packedSize: wide[1],
          crc: u32le(bytes, at + 16) ?? 0,
          headerOffset: wide[2],
        });
      }
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  if (seen === 0 && folders === 0 && bytes.length > 0) return null;
  entries.sort((a, b) => comparePaths(a.name, b.name));
  return { entries, seen };
}

/** Replaces 32-bit fields that are all ones by the ZIP64 extra field's values, which stand there in this order. */
function zip64(extra: Uint8Array, fields: readonly [number, number, number]): [number, number, number] {
  const out: [number, number, number] = [...fields];
  let at = 0;
  while (at + 4 <= extra.length) {
    const id = u16le(extra, at) ?? 0;
    const length = u16le(extra, at + 2) ?? 0;
    if (id === 1) {
      let field = at + 4;
      for (let i = 0; i < 3; i++) {
        if (out[i] !== 0xffffffff) continue;
        out[i] = Number(u64le(extra, field) ?? 0n);
        field += 8;
      }
    }
    at += 4 + length;
  }
  return out;
}

/** Walks the local headers from the front: for archives whose end is lost. Stops at the first file whose size is not told before it. */
async function localEntries(readAt: ReadAt, size: number, cap: number): Promise<{ entries: ZipEntry[]; seen: number }> {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < cap && at + 30 <= size) {
    const head = await readAt(at, 30);
    if (u32le(head, 0) !== localSignature) break;
    const flags = u16le(head, 6) ?? 0;
    const nameLength = u16le(head, 26) ?? 0;
    const extraLength = u16le(head, 28) ?? 0;
    const packedSize = u32le(head, 18) ?? 0;
    if ((flags & 8) !== 0 || packedSize === 0xffffffff) break;
    const name = entryName(await readAt(at + 30, nameLength), (flags & 0x800) !== 0);
    if (!name.endsWith('/'))
      entries.push({
        name,
        method: u16le(head, 8) ?? 0,
        encrypted: (flags & 1) !== 0,
        link: false,
        packedSize,
        size: u32le(head, 22) ?? 0,
        crc: u32le(head, 14) ?? 0,
        headerOffset: at,
      });
    at += 30 + nameLength + extraLength + packedSize;
  }
  entries.sort((a, b) => comparePaths(a.name, b.name));
  return { entries, seen: entries.length };
}

/** Opens a file of the archive. Damage, a wrong checksum or a cap end the stream with a StreamFault after what could be read. */
export async function openZipEntry(
  readAt: ReadAt,
  archiveSize: number,
  entry: ZipEntry,
  budget: UnpackBudget,
): Promise<ByteStream> {
  // Where the budget is used up nothing more is unpacked, not even the first bytes.
  charge(budget, 0, 0, 1);
  if (entry.encrypted) throw new StreamFault('ingest.zip-encrypted');
  if (entry.method !== 0 && entry.method !== 8) throw new StreamFault('ingest.zip-method', { method: entry.method });
  const head = entry.headerOffset + 30 <= archiveSize ? await readAt(entry.headerOffset, 30) : new Uint8Array(0);
  if (u32le(head, 0) !== localSignature) throw new StreamFault('ingest.zip-damaged');
  const from = entry.headerOffset + 30 + (u16le(head, 26) ?? 0) + (u16le(head, 28) ?? 0);
  const packed = streamAt(readAt, from, Math.min(entry.packedSize, Math.max(archiveSize - from, 0)), 65536);
  const short = from + entry.packedSize > archiveSize;
  return checked(entry.method === 0 ? charged(packed, budget) : inflate(packed, budget), entry, short);
}

function charged(stream: ByteStream, budget: UnpackBudget): ByteStream {
  return {
    next: async () => {
      const block = await stream.next();
      if (block === null) return null;
      budget.packed += block.length;
      charge(budget, block.length, 0, 1);
      return block;
    },
  };
}

// Packed bytes unpacked at a time: at most about a thousand times as many are in memory before they are charged.
const piece = 4096;

function inflate(stream: ByteStream, budget: UnpackBudget): ByteStream {
  const queue: Uint8Array[] = [];
  let packed = 0;
  let total = 0;
  let damaged = false;
  let ended = false;
  let held: Uint8Array = new Uint8Array(0);
  let at = 0;
  const unpacker = new Inflate((data) => {
    if (data.length > 0) queue.push(data);
  });
  return {
    async next() {
      for (;;) {
        const ready = queue.shift();
        if (ready !== undefined) {
          total += ready.length;
          charge(budget, ready.length, total, packed);
          return ready;
        }
        if (damaged) {
          damaged = false;
          throw new StreamFault('ingest.zip-damaged');
        }
        if (ended) return null;
        if (at >= held.length) {
          const block = await stream.next();
          ended = block === null;
          held = block?.slice() ?? new Uint8Array(0);
          at = 0;
        }
        const part = held.subarray(at, at + piece);
        at += part.length;
        packed += part.length;
        budget.packed += part.length;
        try {
          unpacker.push(part, ended);
        } catch {
          damaged = true;
          ended = true;
        }
      }
    },
  };
}

function checked(stream: ByteStream, entry: ZipEntry, short: boolean): ByteStream {
  let crc = 0;
  let told = false;
  return {
    async next() {
      const block = await stream.next();
      if (block !== null) {
        crc = crc32(block, 0, block.length, crc);
        return block;
      }
      if (told) return null;
      told = true;
      if (short) throw new StreamFault('ingest.ends-early');
      if (crc !== entry.crc) throw new StreamFault('ingest.checksum');
      return null;
    },
  };
}
