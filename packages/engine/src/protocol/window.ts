import type { ByteSource } from './source.ts';

/** A source that can be looked at before it is taken, a piece at a time. */
export interface Window {
  /** Offset in the source of the next byte. */
  readonly offset: () => number;
  /**
   * The next `length` bytes, fewer only at the end. They are a view into a block of the source where they lie in one, and stay as they are
   * until more is asked for than they are.
   */
  peek(length: number): Promise<Uint8Array>;
  /** Takes `length` bytes that were looked at. */
  take(length: number): void;
}

/** Puts a window over a source. */
export function windowOver(source: ByteSource): Window {
  // What lies in several blocks is copied together here; the rest of the last block follows on it.
  let buffer = new Uint8Array(0);
  let from = 0;
  let to = 0;
  let block: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let ended = false;

  // Room for so many bytes from `from` on; what is held moves only once in a while.
  const makeRoom = (length: number): void => {
    if (from + length <= buffer.length) return;
    const held = buffer.subarray(from, to);
    if (buffer.length >= 4 * length) buffer.copyWithin(0, from, to);
    else {
      buffer = new Uint8Array(4 * length);
      buffer.set(held);
    }
    to -= from;
    from = 0;
  };

  return {
    offset: () => offset,
    async peek(length) {
      if (from === to && block.length >= length) return block.subarray(0, length);
      makeRoom(length);
      while (to - from < length) {
        const some = Math.min(block.length, length - (to - from));
        buffer.set(block.subarray(0, some), to);
        block = block.subarray(some);
        to += some;
        if (to - from === length || ended) break;
        const next = await source.next();
        if (next === null) ended = true;
        else block = next;
      }
      return buffer.subarray(from, Math.min(to, from + length));
    },
    take(length) {
      offset += length;
      const own = Math.min(to - from, length);
      from += own;
      block = block.subarray(length - own);
    },
  };
}
