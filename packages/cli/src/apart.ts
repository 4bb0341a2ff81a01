import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { LostReader } from '@ipsec-doctor/engine';
import type { Told, Work } from './work.ts';

export interface Apart {
  /** The script of the thread. */
  readonly script: URL | string;
  /** A reader from which nothing was heard for so long is stuck. Not a limit: what is only slow tells of each few megabytes. */
  readonly patienceMs: number;
  /** How long judging and drawing may take; of these nothing is heard before they are done. */
  readonly judgingMs: number;
  /** Ceiling of the thread's heap in MiB; what this process may take when left out. */
  readonly memory?: number;
}

/** So many readers may be lost before the run is given up. */
const maxLost = 16;

/**
 * Does the work in a thread of its own. When the thread dies or hangs over a file, the work is begun anew without that file, which is
 * told of in the document. Pieces to be written are only told of when everything is read and judged, so none comes twice.
 */
export async function workApart(
  order: Omit<Work, 'leaveOut'>,
  apart: Apart,
  tell: (told: Told) => void,
): Promise<void> {
  const leaveOut = new Map<number, LostReader>();
  for (;;) {
    const lost = await once({ ...order, leaveOut }, apart, tell);
    if (lost === null) return;
    if (lost.file === null || leaveOut.size >= maxLost)
      return tell({ kind: 'failed', message: lost.message, stack: '' });
    leaveOut.set(lost.file, lost.how);
  }
}

interface Lost {
  readonly file: number | null;
  readonly how: LostReader;
  readonly message: string;
}

/** One try; null when it came to an end of its own. */
function once(order: Work, apart: Apart, tell: (told: Told) => void): Promise<Lost | null> {
  return new Promise((done) => {
    const worker = new Worker(apart.script, {
      workerData: order,
      resourceLimits: {
        maxOldGenerationSizeMb: apart.memory ?? Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20),
      },
    });
    // The file that is being read; null while nothing is read.
    let file: number | null = null;
    let judging = false;
    let heard = performance.now();
    const end = (lost: Lost | null): void => {
      clearInterval(watch);
      done(lost);
    };
    const lose = (how: LostReader): void => {
      const what = how === 'memory' ? 'took more memory than there is' : 'did not come to an end';
      end({ file, how, message: `${file === null ? 'judging the evidence' : 'reading the evidence'} ${what}` });
      void worker.terminate();
    };
    const watch = setInterval(
      () => {
        const patience = file !== null ? apart.patienceMs : judging ? apart.judgingMs : Number.POSITIVE_INFINITY;
        if (performance.now() - heard > patience) lose('stuck');
      },
      Math.min(1000, apart.patienceMs / 4, apart.judgingMs / 4),
    );
    worker.on('message', (told: Told) => {
      heard = performance.now();
      if (told.kind === 'open') {
        file = told.number;
        judging = false;
      } else if (told.kind === 'judging') {
        file = null;
        judging = true;
      } else tell(told);
      if (told.kind === 'done' || told.kind === 'failed') end(null);
    });
    worker.on('error', (error) => {
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return lose('memory');
      tell({ kind: 'failed', message: error.message, stack: error.stack ?? '' });
      end(null);
    });
    worker.on('exit', () =>
      end({ file: null, how: 'stuck', message: 'the thread that reads the evidence ended early' }),
    );
  });
}
