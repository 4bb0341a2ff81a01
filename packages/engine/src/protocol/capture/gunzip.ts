import { Gunzip } from 'fflate';
import type { ByteSource } from '../source.ts';

export interface GunzipLimits {
  readonly maxUnpackedBytes: number;
  readonly maxRatio: number;
  readonly ratioFrom: number;
}

/** What became of the unpacking. `stopped` names why it ended before its time. */
export interface GunzipState {
  packed: number;
  unpacked: number;
  stopped: 'no' | 'truncated' | 'damaged' | 'size' | 'ratio';
}

// Unpacking goes by pieces of this size, however the source cuts its blocks: what is lost at a damaged place is then always
// the same, and at most about a thousand times as much (4 MiB) is in memory.
const piece = 4096;

/**
 * Unpacks gzip (RFC 1952, several members in a row) as it is read. Damage, truncation and reached limits end the stream
 * after what could be unpacked and are told in `state`; only faults of the underlying source are thrown.
 */
export function gunzipSource(
  source: ByteSource,
  limits: GunzipLimits,
): { readonly source: ByteSource; readonly state: GunzipState } {
  const state: GunzipState = { packed: 0, unpacked: 0, stopped: 'no' };
  const ready: Uint8Array[] = [];
  const unpacker = new Gunzip((data) => {
    if (data.length > 0) ready.push(data);
  });
  let block: Uint8Array = new Uint8Array(0);
  let at = 0;
  let held = new Uint8Array(piece);
  let heldBytes = 0;
  let ended = false;

  const feed = (bytes: Uint8Array, final: boolean): void => {
    try {
      unpacker.push(bytes, final);
    } catch {
      ended = true;
      state.stopped = final ? 'truncated' : 'damaged';
    }
  };

  const next = async (): Promise<Uint8Array | null> => {
    for (;;) {
      const data = ready.shift();
      if (data !== undefined) {
        state.unpacked += data.length;
        if (state.unpacked > limits.maxUnpackedBytes) return stop('size');
        if (state.unpacked > limits.ratioFrom && state.unpacked > state.packed * limits.maxRatio) return stop('ratio');
        return data;
      }
      if (ended) return null;
      if (at >= block.length) {
        const more = await source.next();
        if (more === null) {
          // First what is left, then the end: what can be unpacked of a truncated file comes out before the fault.
          if (heldBytes > 0) {
            state.packed += heldBytes;
            feed(held.slice(0, heldBytes), false);
            heldBytes = 0;
            if (ended) continue;
          }
          ended = true;
          feed(new Uint8Array(0), true);
          continue;
        }
        block = more;
        at = 0;
        continue;
      }
      const part = block.subarray(at, at + piece - heldBytes);
      held.set(part, heldBytes);
      heldBytes += part.length;
      at += part.length;
      if (heldBytes < piece) continue;
      // The unpacker keeps what it has not used yet, so the next piece gets an array of its own.
      const full = held;
      held = new Uint8Array(piece);
      heldBytes = 0;
      state.packed += piece;
      feed(full, false);
    }
  };
  const stop = (why: 'size' | 'ratio'): null => {
    state.stopped = why;
    ready.length = 0;
    ended = true;
    return null;
  };
  return { source: { next }, state };
}
