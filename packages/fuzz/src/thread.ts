/** A thread with a target in it, and what became of it. */
import { Worker } from 'node:worker_threads';
import type { Built } from './build.ts';
import { type FromWorker, headerBytes, type Order } from './messages.ts';
import type { Problem } from './target.ts';

/** Room for the longest input. */
const longest = 1 << 17;

export interface ThreadOptions {
  readonly built: Built;
  readonly target: string;
  /** Longest time one input may take. */
  readonly deadlineMs: number;
  /** Ceiling of the heap, in MiB. */
  readonly memory: number;
}

export interface Thread {
  readonly worker: Worker;
  /** Resolves when the thread is gone: why, and with which input; null: it was ended from outside. */
  readonly gone: Promise<{ readonly problem: Problem; readonly input: Uint8Array } | null>;
  stop(): Promise<void>;
}

/** Starts a thread and watches it: one that does not begin another input within the deadline is killed. `idle` threads may wait. */
export function startThread(
  options: ThreadOptions,
  task: Pick<Order, 'task' | 'seed' | 'milliseconds' | 'corpus'>,
  idle: () => boolean,
): Thread {
  const shared = new SharedArrayBuffer(headerBytes + longest);
  const count = new Int32Array(shared, 0, 2);
  const order: Order = { ...task, target: options.target, places: options.built.places, shared };
  const worker = new Worker(options.built.script, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: options.memory },
    execArgv: [],
  });
  const input = (): Uint8Array => new Uint8Array(shared.slice(headerBytes, headerBytes + Atomics.load(count, 1)));
  let settle: (value: Awaited<Thread['gone']>) => void = () => {};
  const gone = new Promise<Awaited<Thread['gone']>>((done) => (settle = done));
  let seen = 0;
  let since = performance.now();
  const watch = setInterval(() => {
    const now = Atomics.load(count, 0);
    if (now !== seen || now === 0 || idle()) {
      seen = now;
      since = performance.now();
    } else if (performance.now() - since > options.deadlineMs) {
      finish({ problem: { kind: 'hang', reason: 'longer than the deadline' }, input: input() });
      void worker.terminate();
    }
  }, 100);
  const finish = (value: Awaited<Thread['gone']>): void => {
    clearInterval(watch);
    settle(value);
  };
  worker.on('error', (error) => {
    const memory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    finish({
      problem: memory
        ? { kind: 'memory', reason: 'more memory than the ceiling' }
        : { kind: 'exception', reason: `outside of the reader: ${error.message}` },
      input: input(),
    });
  });
  worker.on('exit', () => finish(null));
  return {
    worker,
    gone,
    async stop() {
      finish(null);
      await worker.terminate();
    },
  };
}

/** Examines single inputs, each with a deadline, in a thread that is started anew when it dies. */
export interface Examiner {
  examine(input: Uint8Array): Promise<Problem | null>;
  close(): Promise<void>;
}

export function openExaminer(options: ThreadOptions): Examiner {
  let thread: Thread | null = null;
  let busy = false;
  const start = (): Thread =>
    startThread(options, { task: 'examine', seed: 0, milliseconds: 0, corpus: [] }, () => !busy);
  return {
    async examine(input) {
      const own = (thread ??= start());
      busy = true;
      const answer = new Promise<Problem | null>((done) => {
        own.worker.once('message', (message: FromWorker) => {
          if (message.kind === 'examined') done(message.problem);
        });
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      own.worker.postMessage({ input });
      const outcome = await Promise.race([
        answer.then((problem) => ({ problem, alive: true })),
        own.gone.then((end) => ({ problem: end?.problem ?? null, alive: false })),
      ]);
      busy = false;
      if (!outcome.alive) thread = null;
      return outcome.problem;
    },
    async close() {
      await thread?.stop();
      thread = null;
    },
  };
}
