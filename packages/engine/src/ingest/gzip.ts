import { Gunzip } from 'fflate';
import { type ByteStream, StreamFault } from './byte-stream.ts';

/** What unpacking may cost. `spent` is shared by everything that is unpacked in one run. */
export interface UnpackBudget {
  readonly maxBytes: number;
  readonly maxRatio: number;
  readonly ratioFrom: number;
  spent: number;
}

/** Charges unpacked bytes to the budget; throws a StreamFault when it is used up or the ratio is a bomb's. */
export function charge(budget: UnpackBudget, produced: number, total: number, packed: number): void {
  budget.spent += produced;
  if (budget.spent > budget.maxBytes) throw new StreamFault('ingest.unpacked-limit', { cap: budget.maxBytes });
  if (total > budget.ratioFrom && total > packed * budget.maxRatio)
    throw new StreamFault('ingest.ratio-limit', { cap: budget.maxRatio });
}

const slice = 65536;

/** Unpacks a gzip stream (RFC 1952, several members allowed), block by block. Damage ends it with a StreamFault after what could be unpacked. */
export function gunzip(stream: ByteStream, budget: UnpackBudget): ByteStream {
  const queue: Uint8Array[] = [];
  let packed = 0;
  let total = 0;
  let fault: unknown = null;
  let ended = false;
  let block: Uint8Array = new Uint8Array(0);
  let at = 0;
  const unpacker = new Gunzip((data) => {
    if (data.length > 0) queue.push(data);
  });

  const feed = (bytes: Uint8Array, final: boolean): void => {
    try {
      unpacker.push(bytes, final);
    } catch {
      ended = true;
      fault = new StreamFault(final ? 'ingest.gzip-truncated' : 'ingest.gzip-damaged');
    }
  };

  return {
    async next() {
      for (;;) {
        const ready = queue.shift();
        if (ready !== undefined) {
          total += ready.length;
          charge(budget, ready.length, total, packed);
          return ready;
        }
        if (ended) {
          if (fault === null) return null;
          const error = fault;
          fault = null;
          throw error;
        }
        if (at >= block.length) {
          const more = await stream.next();
          if (more === null) {
            ended = true;
            feed(new Uint8Array(0), true);
            continue;
          }
          block = more;
          at = 0;
        }
        const piece = block.subarray(at, at + slice);
        at += piece.length;
        packed += piece.length;
        // fflate keeps what it has not used yet; the block's owner may overwrite it.
        feed(piece.slice(), false);
      }
    },
    close: async () => {
      ended = true;
      await stream.close?.();
    },
  };
}
