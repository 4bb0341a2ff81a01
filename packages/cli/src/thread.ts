/** The thread that reads and judges: a reader that hangs or takes all memory takes this thread with it and not the command. */
import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Told, Work } from './work.ts';

// Node 22 and later keep compiled code between runs.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
const { work } = await import('./work.ts');
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
await work(workerData as Work, (told: Told) => parentPort?.postMessage(told));
