import { crc32 } from '../crc32.ts';
import { chunkMagic, chunkSize, type EvtxLimits, RecordFault, recordsAt } from './layout.ts';
import type { Template } from './node.ts';
import { codeUnits } from './strings.ts';

/** One chunk in memory; offsets are from its first byte. What is read of it is bounded by `steps` and `text`, which count down. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Bytes that are there: fewer than a chunk has where the file was cut. */
  readonly length: number;
  readonly limits: EvtxLimits;
  /** Names that were read already, by their offset. */
  readonly names: Map<number, string>;
  /** Templates that were read already, by the offset of their definition; or what is wrong with them. */
  readonly templates: Map<number, Template | RecordFault>;
  steps: number;
  text: number;
  /** A template was taken from another chunk because its own is lost. */
  borrowed: boolean;
}

/** Makes a chunk of its bytes, which have to stay as they are while it is used. */
export function chunkOf(bytes: Uint8Array, limits: EvtxLimits): Chunk {
  return {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    length: bytes.length,
    limits,
    names: new Map(),
    templates: new Map(),
    steps: limits.maxSteps,
    text: limits.maxText,
    borrowed: false,
  };
}

/** What the header of a chunk says. */
export interface ChunkHeader {
  readonly magic: boolean;
  /** Where the records end, as far as the header knows: a log that is open has more. */
  readonly free: number;
  /** The checksum of the header is right. */
  readonly sound: boolean;
  readonly recordsSum: number;
}

/** Whether "ElfChnk\0" stands at `at`. */
export function isChunkMagic(view: DataView, at: number): boolean {
  return view.getUint32(at, true) === chunkMagic[0] && view.getUint32(at + 4, true) === chunkMagic[1];
}

/** Reads the header of a chunk of which at least 512 bytes are there. */
export function chunkHeader(chunk: Chunk): ChunkHeader {
  const { view, bytes } = chunk;
  const free = view.getUint32(48, true);
  const sum = crc32(bytes, 128, recordsAt, crc32(bytes, 0, 120));
  return {
    magic: isChunkMagic(view, 0),
    free: free >= recordsAt && free <= chunkSize ? free : recordsAt,
    sound: sum === view.getUint32(124, true),
    recordsSum: view.getUint32(52, true),
  };
}

/** Takes steps from what a chunk may cost. */
export function spend(chunk: Chunk, steps: number): void {
  chunk.steps -= steps;
  if (chunk.steps < 0) throw new RecordFault('it or its chunk asks for more work than any real one');
}

/** Fails unless `length` bytes at `at` lie before `end`. */
export function need(at: number, length: number, end: number, what: string): void {
  if (at + length > end) throw new RecordFault(`${what} at byte ${at} of its chunk does not fit into what holds it`);
}

/** Characters of a name; those of Windows have some twenty. */
const maxName = 1024;

/**
 * Whether a name stands at `at`: the offset of the next one, a hash, the length, UTF-16 and a zero. 2: the hash is right, 1: only the
 * shape, 0: no name.
 */
export function nameStrength(chunk: Chunk, at: number): 0 | 1 | 2 {
  const { view, length } = chunk;
  if (at + 10 > length || at < recordsAt) return 0;
  const size = view.getUint16(at + 6, true);
  const end = at + 8 + 2 * size;
  if (size === 0 || size > maxName || end + 2 > length || view.getUint16(end, true) !== 0) return 0;
  if (chunk.names.has(at)) return 2;
  spend(chunk, 1 + (size >> 4));
  let hash = 0;
  for (let i = at + 8; i < end; i += 2) hash = (Math.imul(hash, 65599) + view.getUint16(i, true)) | 0;
  return (hash & 0xffff) === view.getUint16(at + 4, true) ? 2 : 1;
}

/** The name at `at`. */
export function nameAt(chunk: Chunk, at: number): string {
  const known = chunk.names.get(at);
  if (known !== undefined) return known;
  if (nameStrength(chunk, at) === 0) throw new RecordFault(`there is no name at byte ${at} of its chunk`);
  const name = codeUnits(chunk.view, at + 8, chunk.view.getUint16(at + 6, true));
  spend(chunk, 1 + (name.length >> 4));
  chunk.names.set(at, name);
  return name;
}

/** Bytes that the name at `at` takes. */
export function nameSize(chunk: Chunk, at: number): number {
  return 10 + 2 * chunk.view.getUint16(at + 6, true);
}
