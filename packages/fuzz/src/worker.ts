/** The thread a target runs in: it may hang or run out of memory, and is then given up by the main thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { campaign } from './campaign.ts';
import { countersName } from './counters.ts';
import type { FromWorker, Order, ToWorker } from './messages.ts';
import { headerBytes } from './messages.ts';
import { examine } from './target.ts';
import { targets } from './targets/index.ts';
import { selfTestTargets } from './targets/self-test.ts';

const order = workerData as Order;
const counters = (globalThis as unknown as Record<string, Uint8Array>)[countersName]?.subarray(0, order.places) ?? null;
const target = [...targets, ...selfTestTargets].find(({ name }) => name === order.target);
const port = parentPort;
if (target === undefined || port === null) throw new Error(`no target ${order.target}`);
const say = (message: FromWorker): void => port.postMessage(message);

const count = new Int32Array(order.shared, 0, 2);
const copy = new Uint8Array(order.shared, headerBytes);

/** Leaves the input where the main thread finds it when this thread does not come back. */
function begin(input: Uint8Array): void {
  Atomics.store(count, 1, Math.min(input.length, copy.length));
  copy.set(input.subarray(0, copy.length));
  Atomics.add(count, 0, 1);
}

if (order.task === 'examine') {
  port.on('message', ({ input }: ToWorker) => {
    begin(input);
    void examine(target, input, true).then((problem) => say({ kind: 'examined', problem }));
  });
} else {
  const end = performance.now() + order.milliseconds;
  const result = await campaign(target, {
    seed: order.seed,
    counters,
    corpus: order.corpus,
    goOn: () => performance.now() < end,
    onInput: begin,
    onKept: (input) => say({ kind: 'kept', input }),
    onFind: (problem, input) => say({ kind: 'find', problem, input }),
  });
  say({ kind: 'done', result });
}
