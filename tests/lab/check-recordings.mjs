/**
 * Diagnoses what the lab recorded and holds the verdict against the truth of each scenario: `node tests/lab/check-recordings.mjs
 * FOLDER`, where FOLDER has one subfolder per scenario with `scenario.json` and `evidence/`. Needs a build.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = process.argv[2] ?? '.lab/seed-1';
let passed = 0;
let failed = 0;

for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
  const file = join(folder, name, 'scenario.json');
  if (!existsSync(file)) continue;
  const scenario = JSON.parse(readFileSync(file, 'utf8'));
  const run = spawnSync(
    process.execPath,
    [join(root, 'packages/cli/bin/ipsec-doctor.js'), 'diagnose', join(folder, name, 'evidence'), '--format', 'json'],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  let problem;
  try {
    problem = judge(JSON.parse(run.stdout), scenario);
  } catch {
    problem = `no result: ${run.stderr.trim().slice(0, 200)}`;
  }
  if (problem === null) passed += 1;
  else failed += 1;
  console.log(`${problem === null ? 'ok' : 'FAILED'}  ${name}${problem === null ? '' : `: ${problem}`}`);
}

function judge(doc, scenario) {
  const truth = scenario.truth.map(({ cause }) => cause);
  const causes = doc.findings.filter(({ role }) => role === 'cause').map(({ id }) => id);
  if (truth.length === 0 && causes.length > 0) return `healthy, and said ${causes.join(', ')}`;
  const missed = truth.filter((id) => !causes.includes(id));
  if (missed.length > 0) return `${missed.join(', ')} missed; said ${causes.join(', ') || 'nothing'}`;
  const wrong = doc.findings.filter(
    ({ role, confidence, id }) => role === 'cause' && confidence === 'certain' && !truth.includes(id),
  );
  if (wrong.length > 0) return `certain and wrong: ${wrong.map(({ id }) => id).join(', ')}`;
  if (scenario.verdict !== undefined && doc.verdict !== scenario.verdict)
    return `verdict ${doc.verdict} instead of ${scenario.verdict}`;
  return null;
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
