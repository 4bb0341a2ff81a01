/**
 * Puts what the command prints today about the shipped example into the first code block of README.md. `--check` only says whether it
 * still is what the command prints. Needs a build.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const file = `${root}README.md`;
const args = ['diagnose', 'examples/psk-mismatch'];
/** The block ends after the ladder; what follows is lists. */
const lastShown = '  ✓ yes ';

const { stdout, stderr, status } = spawnSync(process.execPath, ['packages/cli/bin/ipsec-doctor.js', ...args], {
  cwd: root,
  encoding: 'utf8',
  env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' },
});
const lines = stdout.split('\n');
const end = lines.findIndex((line) => line.startsWith(lastShown));
if (status !== 1 || end === -1) {
  console.error(`the example is not diagnosed as it should be (status ${status})\n${stderr}`);
  process.exit(1);
}
const block = `\`\`\`text\n$ ipsec-doctor ${args.join(' ')}\n${lines.slice(0, end + 1).join('\n')}\n…\n\`\`\``;
const text = readFileSync(file, 'utf8');
const wanted = text.replace(/```text\n[\s\S]*?\n```/, () => block);
if (process.argv.includes('--check')) {
  if (wanted !== text) {
    console.error('README.md does not show what the command prints: run `npm run build && npm run readme`.');
    process.exit(1);
  }
} else if (wanted !== text) writeFileSync(file, wanted);
console.log('README.md shows what the command prints');
