/** Fuzzes one target for its share of the time, whatever becomes of its thread. */
import { minimise } from './minimise.ts';
import type { FromWorker } from './messages.ts';
import { seedOf } from './random.ts';
import type { Problem } from './target.ts';
import { openExaminer, startThread, type ThreadOptions } from './thread.ts';

export interface Find {
  readonly problem: Problem;
  readonly input: Uint8Array;
}

export interface Outcome {
  readonly target: string;
  readonly inputs: number;
  readonly seconds: number;
  readonly corpus: number;
  readonly reached: number;
  readonly slowestMs: number;
  readonly finds: readonly Find[];
  /** Finds that did not show again: a busy machine. */
  readonly unproven: number;
}

/** A target with so many different finds is broken enough. */
const maxFinds = 8;

/** Runs until the time is used up. */
export async function runTarget(options: ThreadOptions, seconds: number, seed: number): Promise<Outcome> {
  const start = performance.now();
  const end = start + seconds * 1000;
  const corpus: Uint8Array[] = [];
  const met = new Map<string, Find>();
  const total = { inputs: 0, corpus: 0, reached: 0, slowestMs: 0 };
  const meet = (problem: Problem, input: Uint8Array): void => {
    const key = `${problem.kind} ${problem.reason}`;
    if (!met.has(key)) met.set(key, { problem, input });
  };
  for (let round = 0; performance.now() < end && met.size < maxFinds; round++) {
    let done = false;
    const thread = startThread(
      options,
      {
        task: 'fuzz',
        seed: seedOf(`${options.target} ${round}`, seed),
        milliseconds: end - performance.now(),
        corpus: [...corpus],
      },
      () => done,
    );
    const finished = new Promise<null>((resolve) => {
      thread.worker.on('message', (message: FromWorker) => {
        if (message.kind === 'kept') corpus.push(message.input);
        else if (message.kind === 'find') {
          meet(message.problem, message.input);
          if (met.size >= maxFinds) resolve(null);
        } else if (message.kind === 'done') {
          done = true;
          total.inputs += message.result.inputs;
          total.corpus = message.result.corpus;
          total.reached = message.result.reached;
          total.slowestMs = Math.max(total.slowestMs, message.result.slowestMs);
          resolve(null);
        }
      });
    });
    const gone = await Promise.race([thread.gone, finished]);
    await thread.stop();
    if (gone !== null) meet(gone.problem, gone.input);
    if (done) break;
  }
  const spent = (performance.now() - start) / 1000;
  const { finds, unproven } = await proven(options, [...met.values()]);
  return { target: options.target, ...total, seconds: spent, finds, unproven };
}

/** Finds that show again in a thread of their own, made small. */
async function proven(
  options: ThreadOptions,
  met: readonly Find[],
): Promise<{ readonly finds: readonly Find[]; readonly unproven: number }> {
  const examiner = openExaminer(options);
  const finds: Find[] = [];
  let unproven = 0;
  for (const { problem, input } of met) {
    const same = async (candidate: Uint8Array): Promise<boolean> => {
      const again = await examiner.examine(candidate);
      return again !== null && again.kind === problem.kind && again.reason === problem.reason;
    };
    const again = await examiner.examine(input);
    if (again === null) {
      unproven += 1;
      continue;
    }
    const slow = problem.kind === 'hang' || problem.kind === 'memory';
    finds.push({ problem, input: await minimise(input, same, slow ? 12 : 1500) });
  }
  await examiner.close();
  return { finds, unproven };
}
