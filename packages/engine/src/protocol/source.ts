/**
 * Bytes in order, block by block: a file, a pipe, a Blob. `next` gives a block (possibly empty) or null at the end. It may
 * throw once, after everything readable was handed out. A block is valid only until the next call.
 */
export interface ByteSource {
  next(): Promise<Uint8Array | null>;
}

/** The part of a browser's Blob or File that is needed here. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Block size of the sources below, in bytes. */
export const blockSize: number = 2 ** 20;

/** A source over bytes in memory, handed out in blocks of `block` bytes. */
export function bytesSource(bytes: Uint8Array, block: number = blockSize): ByteSource {
  let at = 0;
  const step = Math.max(1, block);
  return {
    next: async () => {
      if (at >= bytes.length) return null;
      const from = at;
      at = Math.min(bytes.length, at + step);
      return bytes.subarray(from, at);
    },
  };
}

/** A source over anything that can be iterated: a Node stream, a web stream, an array of blocks. */
export function iterableSource(blocks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): ByteSource {
  const iterator = Symbol.asyncIterator in blocks ? blocks[Symbol.asyncIterator]() : blocks[Symbol.iterator]();
  return {
    next: async () => {
      const step = await iterator.next();
      return step.done === true ? null : step.value;
    },
  };
}

/** A source over a Blob or File of the browser. */
export function blobSource(blob: BlobLike, block: number = blockSize): ByteSource {
  let at = 0;
  return {
    next: async () => {
      if (at >= blob.size) return null;
      const from = at;
      at = Math.min(blob.size, at + Math.max(1, block));
      return new Uint8Array(await blob.slice(from, at).arrayBuffer());
    },
  };
}
