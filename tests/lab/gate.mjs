/**
 * Holds scores of recordings against the limits that no recording may break: `node tests/lab/gate.mjs FILE`, where FILE is what
 * `npm run lab -- --score DIR --json FILE` wrote. One recording, one test: it fails on a first cause that is wrong with
 * everything at hand, and, with any part of the evidence, on a wrong `certain`, a cause where all is well, or a crash. Shares
 * over many recordings (docs/accuracy.md) say nothing about few and are not held here.
 */
import { readFileSync } from 'node:fs';

const grave = new Set(['threw', 'wrong-certain', 'cause-on-healthy', 'top-1', 'too-many-causes']);

let scores = [];
try {
  scores = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
} catch (error) {
  console.log(`no scores: ${error instanceof Error ? error.message : String(error)}`);
}
let passed = 0;
let failed = 0;
for (const score of scores) {
  const problems = score.runs.flatMap((run) =>
    run.problems
      .filter((problem) => grave.has(problem.kind))
      .map(
        (problem) =>
          `${problem.kind} with ${run.variant}${run.how === '' ? '' : ` {${run.how}}`}: expected ${problem.expected}, got ${problem.got}`,
      ),
  );
  const all = score.runs.find(({ variant }) => variant === 'all');
  if (all === undefined) problems.push('not diagnosed with everything');
  else if (score.truth.length === 0 && all.verdict !== score.verdict)
    problems.push(`said ${all.verdict} with everything, and it is ${score.verdict}`);
  else if (!score.topRight && problems.length === 0) problems.push('the first cause is wrong with everything');
  if (problems.length === 0) passed += 1;
  else failed += 1;
  console.log(
    `${problems.length === 0 ? 'ok' : 'FAILED'}  ${score.id}${problems.map((text) => `\n    ${text}`).join('')}`,
  );
}
if (scores.length === 0) failed += 1;

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
