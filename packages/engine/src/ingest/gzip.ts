import { gunzipSource } from '../protocol/capture/gunzip.ts';
import { type ByteStream, StreamFault } from './byte-stream.ts';

/** What unpacking may cost. `spent` is shared by everything that is unpacked in one run. */
export interface UnpackBudget {
  readonly maxBytes: number;
  readonly maxRatio: number;
  readonly ratioFrom: number;
  spent: number;
  /** Packed bytes that were read for it, the same ones as often as they were. */
  packed: number;
}

/**
 * Charges unpacked bytes to the budget; throws a StreamFault when it is used up or the ratio is a bomb's: that of one file, or that of
 * all of them together, for many small bombs are a large one.
 */
export function charge(budget: UnpackBudget, produced: number, total: number, packed: number): void {
  budget.spent += produced;
  if (budget.spent > budget.ratioFrom && budget.spent > budget.packed * budget.maxRatio)
    throw new StreamFault('ingest.ratio-limit', { cap: budget.maxRatio });
  if (budget.spent > budget.maxBytes) throw new StreamFault('ingest.unpacked-limit', { cap: budget.maxBytes });
  if (total > budget.ratioFrom && total > packed * budget.maxRatio)
    throw new StreamFault('ingest.ratio-limit', { cap: budget.maxRatio });
}

/** Unpacks a gzip stream (RFC 1952, several members allowed), block by block. Damage or a cap end it with a StreamFault after what could be unpacked. */
export function gunzip(stream: ByteStream, budget: UnpackBudget): ByteStream {
  const { source, state } = gunzipSource(stream, {
    maxUnpackedBytes: Number.POSITIVE_INFINITY,
    maxRatio: budget.maxRatio,
    ratioFrom: budget.ratioFrom,
  });
  let told = false;
  let packed = 0;
  return {
    async next() {
      if (told) return null;
      const block = await source.next();
      budget.packed += state.packed - packed;
      packed = state.packed;
      if (block !== null) {
        charge(budget, block.length, 0, 1);
        return block;
      }
      told = true;
      if (state.stopped === 'ratio') throw new StreamFault('ingest.ratio-limit', { cap: budget.maxRatio });
      if (state.stopped === 'truncated') throw new StreamFault('ingest.gzip-truncated');
      if (state.stopped === 'damaged') throw new StreamFault('ingest.gzip-damaged');
      return null;
    },
    close: async () => {
      told = true;
      await stream.close?.();
    },
  };
}
