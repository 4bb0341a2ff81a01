import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { concatBytes } from '../protocol/bytes.ts';

/**
 * Bytes in order, block by block. `next` gives a block (possibly empty), or null at the end; it may throw a StreamFault (or
 * whatever the platform throws) once, after everything readable was handed out. A block is valid until the next call.
 */
export interface ByteStream {
  next(): Promise<Uint8Array | null>;
  /** Gives up early and frees what is held; harmless after the end. */
  close?(): Promise<void>;
  /** A digest of what is read, where the stream has a better way than others; to be fed every block once, in order. */
  digest?(): StreamHash;
}

/** Reads `length` bytes at `offset`; fewer at the end of the file. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/** A streaming digest; `hex` ends it. */
export interface StreamHash {
  update(bytes: Uint8Array): void;
  hex(): string;
}

/** SHA-256 in pure TypeScript, for platforms that give no faster one. */
export function pureSha256(): StreamHash {
  const hash = sha256.create();
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    hex: () => bytesToHex(hash.digest()),
  };
}

/** What stopped a stream: an id of the ingest catalogue and its arguments. */
export class StreamFault extends Error {
  readonly id: string;
  readonly args: Readonly<Record<string, string | number>>;
  constructor(id: string, args: Readonly<Record<string, string | number>> = {}) {
    super(id);
    this.name = 'StreamFault';
    this.id = id;
    this.args = args;
  }
}

/** A stream over bytes in memory. */
export function streamOf(...blocks: readonly Uint8Array[]): ByteStream {
  let at = 0;
  return {
    next: async () => blocks[at++] ?? null,
  };
}

/** A stream over a file read at offsets, in blocks of `block` bytes. */
export function streamAt(readAt: ReadAt, offset: number, length: number, block = 1 << 20): ByteStream {
  let at = offset;
  const end = offset + length;
  return {
    next: async () => {
      if (at >= end) return null;
      const bytes = await readAt(at, Math.min(block, end - at));
      if (bytes.length === 0) {
        at = end;
        throw new StreamFault('ingest.ends-early');
      }
      at += bytes.length;
      return bytes;
    },
  };
}

/** A stream whose beginning can be looked at before it is read. */
export interface PeekedStream extends ByteStream {
  /** At least `length` first bytes unless the stream is shorter; call before the first `next`. A fault met here comes again from `next`. */
  peek(length: number): Promise<Uint8Array>;
}

/** Makes the first bytes of a stream visible. */
export function peeked(stream: ByteStream): PeekedStream {
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  let ended = false;
  let fault: unknown = null;
  return {
    async peek(length) {
      while (heldBytes < length && !ended && fault === null) {
        try {
          const block = await stream.next();
          if (block === null) ended = true;
          else if (block.length > 0) {
            held.push(block.slice());
            heldBytes += block.length;
          }
        } catch (error) {
          fault = error;
        }
      }
      return held.length === 1 ? (held[0] ?? new Uint8Array(0)) : concatBytes(...held);
    },
    async next() {
      const first = held.shift();
      if (first !== undefined) return first;
      if (fault !== null) {
        const error = fault;
        fault = null;
        ended = true;
        throw error;
      }
      return ended ? null : stream.next();
    },
    close: async () => {
      ended = true;
      held.length = 0;
      await stream.close?.();
    },
  };
}

/** Counts and digests what passes through. */
export interface MeteredStream extends ByteStream {
  readonly bytes: () => number;
  /** Reads what is left (so that the digest is of the whole) and ends the digest. */
  finish(): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** Ends the digest with what passed so far. */
  soFar(): Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** Puts a counter and a digest into a stream. */
export function metered(stream: ByteStream, hash: StreamHash): MeteredStream {
  let bytes = 0;
  let done = false;
  const next = async (): Promise<Uint8Array | null> => {
    if (done) return null;
    try {
      const block = await stream.next();
      if (block === null) done = true;
      else {
        bytes += block.length;
        hash.update(block);
      }
      return block;
    } catch (error) {
      done = true;
      throw error;
    }
  };
  return {
    next,
    bytes: () => bytes,
    async finish() {
      try {
        while ((await next()) !== null);
      } catch {
        // The fault was or will be told by whoever reads; the digest is then of what could be read.
      }
      return { bytes, sha256: hash.hex() };
    },
    soFar: async () => ({ bytes, sha256: hash.hex() }),
    close: async () => {
      done = true;
      await stream.close?.();
    },
  };
}

/** Reads a whole stream into memory, at most `cap` bytes; null when it is larger. */
export async function collect(stream: ByteStream, cap: number): Promise<Uint8Array | null> {
  const blocks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const block = await stream.next();
    if (block === null) return concatBytes(...blocks);
    bytes += block.length;
    if (bytes > cap) return null;
    blocks.push(block.slice());
  }
}
