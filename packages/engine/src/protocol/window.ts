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
  // What was copied together, and the rest of the last block.
  let held: Uint8Array = new Uint8Array(0);
  let block: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let ended = false;
  return {
    offset: () => offset,
    async peek(length) {
      if (held.length === 0 && block.length >= length) return block.subarray(0, length);
      if (held.length >= length) return held.subarray(0, length);
      const joined = new Uint8Array(length);
      joined.set(held);
      let filled = held.length;
      for (;;) {
        const some = Math.min(block.length, length - filled);
        joined.set(block.subarray(0, some), filled);
        block = block.subarray(some);
        filled += some;
        if (filled === length || ended) break;
        const next = await source.next();
        if (next === null) ended = true;
        else block = next;
      }
      held = joined.subarray(0, filled);
      return held;
    },
    take(length) {
      offset += length;
      const own = Math.min(held.length, length);
      held = held.subarray(own);
      block = block.subarray(length - own);
    },
  };
}
