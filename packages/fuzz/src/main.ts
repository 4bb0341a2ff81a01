/**
 * `npm run fuzz -- [--seconds 300] [--target NAME]... [--seed N] [--jobs N]`: feeds every reader with what nobody would send in good
 * faith, and keeps what hurts it in packages/fuzz/finds. The last line is `N passed, N failed`, counted in targets.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWorker } from './build.ts';
import { type Outcome, runTarget } from './run-target.ts';
import { targets } from './targets/index.ts';

const findsFolder = fileURLToPath(new URL('../finds/', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '300' },
    target: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(Math.max(1, Math.min(4, availableParallelism() - 1))) },
    list: { type: 'boolean', default: false },
  },
});

if (values.list) {
  for (const { name } of targets) console.log(name);
} else process.exitCode = await main();

async function main(): Promise<number> {
  const unknown = values.target.filter((name) => !targets.some((target) => target.name === name));
  if (unknown.length > 0) {
    console.error(`no target ${unknown.join(', ')} (--list names them)`);
    return 2;
  }
  const chosen = targets.filter(({ name }) => values.target.length === 0 || values.target.includes(name));
  const jobs = Math.max(1, Number(values.jobs));
  const share = (Number(values.seconds) * jobs) / chosen.length;
  const built = await buildWorker();
  console.log(
    `${chosen.length} targets, ${share.toFixed(1)} s each, ${jobs} at a time, seed ${values.seed}; ${built.places} places counted`,
  );
  const queue = [...chosen];
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let target = queue.shift(); target !== undefined; target = queue.shift()) {
      const outcome = await runTarget(
        { built, target: target.name, deadlineMs: 5000, memory: 384 },
        share,
        Number(values.seed),
      );
      tell(outcome);
      if (outcome.finds.length > 0) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, chosen.length) }, work));
  console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function tell(outcome: Outcome): void {
  const { target, inputs, seconds, corpus, reached, slowestMs, finds, unproven } = outcome;
  const rate = seconds > 0 ? inputs / seconds : 0;
  console.log(
    `${finds.length === 0 ? 'ok   ' : 'FINDS'} ${target.padEnd(20)} ${String(inputs).padStart(8)} inputs ${rate.toFixed(0).padStart(6)}/s  ` +
      `kept ${String(corpus).padStart(5)}  reached ${String(reached).padStart(5)}  slowest ${slowestMs.toFixed(0)} ms` +
      (unproven > 0 ? `  (${unproven} did not show again)` : ''),
  );
  for (const { problem, input } of finds) {
    const name = `${problem.kind}-${createHash('sha256').update(input).digest('hex').slice(0, 12)}.bin`;
    mkdirSync(join(findsFolder, target), { recursive: true });
    const path = join(findsFolder, target, name);
    writeFileSync(path, input);
    console.log(`      ${problem.kind}: ${problem.reason}\n      ${relative(root, path)} (${input.length} bytes)`);
  }
}
