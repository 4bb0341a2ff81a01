/** Cabinets (MS-CAB), as Windows packs what `netsh wfp capture` and its like collect: stored or with MSZIP (MS-MCI). */
import { Inflate } from 'fflate';
import { concatBytes, u16le, u32le } from '../protocol/bytes.ts';
import { latin1, utf8 } from '../protocol/text.ts';
import { type ByteStream, StreamFault } from './byte-stream.ts';
import { charge, type UnpackBudget } from './gzip.ts';

/** A file in a cabinet, with its bytes. `stream` must be read before the next entry is asked for. */
export interface CabEntry {
  readonly name: string;
  readonly size: number;
  readonly stream: ByteStream;
}

interface Folder {
  /** Where its first block of data is. */
  readonly at: number;
  readonly blocks: number;
  readonly compression: number;
}

interface Listed {
  readonly name: string;
  readonly size: number;
  /** In the unpacked folder. */
  readonly offset: number;
  readonly folder: number;
}

const signature = 0x4643534d;
/** A block unpacks to this much at most, and looks back as far (MS-MCI 2.1). */
const window = 32_768;
/** Packed bytes unpacked at a time: a thousand times as many may come of them before they are looked at. */
const piece = 1024;

function damaged(): StreamFault {
  return new StreamFault('ingest.cab-damaged');
}

function number(value: number | undefined): number {
  if (value === undefined) throw damaged();
  return value;
}

/** Text up to a zero octet, and where what follows begins. */
function textAt(bytes: Uint8Array, at: number, unicode: boolean): { readonly text: string; readonly next: number } {
  const end = bytes.indexOf(0, at);
  if (end < 0 || end - at > 256) throw damaged();
  const octets = bytes.subarray(at, end);
  return { text: unicode ? utf8(octets) : latin1(octets), next: end + 1 };
}

/** What the front of a cabinet lists (MS-CAB 2.1 to 2.3). */
function contentsOf(bytes: Uint8Array): {
  readonly folders: readonly Folder[];
  readonly files: readonly Listed[];
  readonly reserved: number;
} {
  if (u32le(bytes, 0) !== signature) throw damaged();
  const filesAt = number(u32le(bytes, 16));
  const folderCount = number(u16le(bytes, 26));
  const fileCount = number(u16le(bytes, 28));
  const flags = number(u16le(bytes, 30));
  let at = 36;
  let perFolder = 0;
  let reserved = 0;
  if ((flags & 4) !== 0) {
    const header = number(u16le(bytes, at));
    perFolder = number(bytes[at + 2]);
    reserved = number(bytes[at + 3]);
    at += 4 + header;
  }
  // Names of the cabinets before and after it, two each.
  for (let names = ((flags & 1) !== 0 ? 2 : 0) + ((flags & 2) !== 0 ? 2 : 0); names > 0; names--)
    at = textAt(bytes, at, false).next;
  const folders: Folder[] = [];
  for (let i = 0; i < folderCount; i++, at += 8 + perFolder)
    folders.push({
      at: number(u32le(bytes, at)),
      blocks: number(u16le(bytes, at + 4)),
      compression: number(u16le(bytes, at + 6)) & 15,
    });
  const files: Listed[] = [];
  at = filesAt;
  for (let i = 0; i < fileCount; i++) {
    const unicode = (number(u16le(bytes, at + 14)) & 0x80) !== 0;
    const { text, next } = textAt(bytes, at + 16, unicode);
    files.push({
      size: number(u32le(bytes, at)),
      offset: number(u32le(bytes, at + 4)),
      folder: number(u16le(bytes, at + 8)),
      name: text.replaceAll('\\', '/'),
    });
    at = next;
  }
  return { folders, files, reserved };
}

/** One block of MSZIP: `CK` and a deflate stream that may look back into the blocks before it. */
function unzipBlock(data: Uint8Array, size: number, before: Uint8Array): Uint8Array {
  if (data[0] !== 0x43 || data[1] !== 0x4b) throw damaged();
  const parts: Uint8Array[] = [];
  const out = { bytes: 0 };
  const unpacker = new Inflate({ dictionary: before }, (part) => {
    out.bytes += part.length;
    if (part.length > 0) parts.push(part);
  });
  try {
    for (let at = 2; at < data.length && out.bytes <= window; at += piece)
      unpacker.push(data.subarray(at, at + piece), at + piece >= data.length);
  } catch {
    throw damaged();
  }
  if (out.bytes !== size) throw damaged();
  return concatBytes(...parts);
}

/** The blocks of a folder, unpacked one after the other. */
function* blocksOf(bytes: Uint8Array, folder: Folder, reserved: number, budget: UnpackBudget): Generator<Uint8Array> {
  if (folder.compression > 1) throw new StreamFault('ingest.cab-method', { method: folder.compression });
  let at = folder.at;
  let before: Uint8Array = new Uint8Array(0);
  let total = 0;
  let packed = 0;
  for (let i = 0; i < folder.blocks; i++) {
    const packedSize = number(u16le(bytes, at + 4));
    const size = number(u16le(bytes, at + 6));
    const from = at + 8 + reserved;
    const data = bytes.subarray(from, from + packedSize);
    if (data.length < packedSize) throw new StreamFault('ingest.ends-early');
    // A block that goes on in the next cabinet.
    if (size === 0 || size > window) throw damaged();
    at = from + packedSize;
    packed += packedSize;
    total += size;
    budget.packed += packedSize;
    charge(budget, size, total, packed);
    if (folder.compression === 0) {
      if (packedSize !== size) throw damaged();
      yield data;
      continue;
    }
    const block = unzipBlock(data, size, before);
    before = concatBytes(before, block).slice(-window);
    yield block;
  }
}

/**
 * Reads a cabinet that is held in memory, folder by folder and file by file in the order of their bytes. What is damaged, cut, or packed with
 * Quantum or LZX ends the stream of the file with a StreamFault; so does a cap.
 */
export function* readCab(bytes: Uint8Array, budget: UnpackBudget): Generator<CabEntry, void, void> {
  const { folders, files, reserved } = contentsOf(bytes);
  const byFolder = new Map<number, Listed[]>();
  for (const file of files) {
    const known = byFolder.get(file.folder);
    if (known === undefined) byFolder.set(file.folder, [file]);
    else known.push(file);
  }
  for (const [index, folder] of folders.entries()) {
    const inside = [...(byFolder.get(index) ?? [])].sort((a, b) => a.offset - b.offset);
    const blocks = blocksOf(bytes, folder, reserved, budget);
    let held: Uint8Array = new Uint8Array(0);
    let heldAt = 0;
    /** Moves on until there are bytes at this place of the folder. */
    const reach = (offset: number): Uint8Array => {
      while (heldAt + held.length <= offset) {
        heldAt += held.length;
        const next = blocks.next();
        if (next.done === true) throw new StreamFault('ingest.ends-early');
        held = next.value;
      }
      if (offset < heldAt) throw damaged();
      return held.subarray(offset - heldAt);
    };
    let fault: unknown = null;
    for (const file of inside) {
      let read = 0;
      yield {
        name: file.name,
        size: file.size,
        stream: {
          async next() {
            if (fault !== null) throw fault;
            if (read >= file.size) return null;
            try {
              const part = reach(file.offset + read).subarray(0, file.size - read);
              read += part.length;
              return part;
            } catch (error) {
              fault = error;
              throw error;
            }
          },
        },
      };
    }
  }
}
