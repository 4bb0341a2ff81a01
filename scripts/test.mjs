/**
 * `npm test`: everything that needs nothing but Node and the packages of package-lock.json. Says at the end which suites it did
 * not run and how to run them. `--summary FILE` writes `{passed, failed}` for whoever adds up.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const node = process.execPath;
const tool = (path) => `${root}node_modules/${path}`;
const results = `${root}node_modules/.cache/ipsec-doctor/unit.json`;

const steps = [
  ['the lock file is complete', node, ['scripts/complete-lockfile.mjs', '--check']],
  [
    'generated files are up to date',
    node,
    [tool('tsx/dist/cli.mjs'), '--conditions=source', 'scripts/generate.ts', '--check'],
  ],
  [
    'the documentation says what the code says',
    node,
    [tool('tsx/dist/cli.mjs'), '--conditions=source', 'scripts/docs.ts', '--check'],
  ],
  ['types', node, [tool('typescript/bin/tsc'), '-b', '--force']],
  ['lint', node, [tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']],
  ['format', node, [tool('@biomejs/biome/bin/biome'), 'format', '.']],
  ['imports keep their arrows', node, ['scripts/check-imports.mjs']],
  ['the command and the bundles build', node, ['scripts/build.mjs', '--bundles']],
  ['README.md shows what the command prints', node, ['scripts/readme.mjs', '--check']],
];

let passed = 0;
let failed = 0;
for (const [name, command, args] of /** @type {[string, string, string[]][]} */ (steps)) {
  const start = performance.now();
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  const ok = status === 0 && error === undefined;
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? 'ok' : 'FAILED'}  ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

mkdirSync(`${root}node_modules/.cache/ipsec-doctor`, { recursive: true });
rmSync(results, { force: true });
const unit = spawnSync(
  node,
  [tool('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
  { cwd: root, stdio: 'inherit' },
);
let skipped = 0;
try {
  const told = JSON.parse(readFileSync(results, 'utf8'));
  passed += told.numPassedTests;
  // A file that does not even load counts as one failure.
  const unloaded = told.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  failed += told.numFailedTests + unloaded;
  skipped = told.numPendingTests;
  if (unit.status !== 0 && told.numFailedTests + unloaded === 0) failed += 1;
} catch {
  failed += 1;
}

const summary = process.argv.indexOf('--summary');
if (summary !== -1) writeFileSync(process.argv[summary + 1], JSON.stringify({ passed, failed }));

console.log(`
${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped (they need evidence that is not part of the project; each says which)` : ''}

Not run here:
  fuzz      every reader against hostile input: npm run fuzz -- --seconds 300
  lab       real strongSwan and Libreswan daemons, broken in known ways and diagnosed: as root on Debian, npm run lab
  browser   engine, report and offline page in headless Chromium: npm run test:browser
  tools     tshark reads captures with comments: npm run test:tools
  database  there is none yet
All of them: bash .ci/run`);
process.exit(failed === 0 ? 0 : 1);
