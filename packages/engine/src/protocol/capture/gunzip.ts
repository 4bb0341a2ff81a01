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

// A piece of this size unpacks to at most about a thousand times as much: 8 MiB in memory.
const piece = 8192;

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
          ended = true;
          feed(new Uint8Array(0), true);
          continue;
        }
        block = more;
        at = 0;
        continue;
      }
      // The unpacker keeps what it has not used yet, and the block is the source's.
      const part = block.slice(at, at + piece);
      at += part.length;
      state.packed += part.length;
      feed(part, false);
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
