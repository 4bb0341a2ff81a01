/** Writes the generated registries: causes by listing `packages/engine/src/causes/<id>/`. `--check` fails when a file is not up to date. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const folder = new URL('packages/engine/src/causes/', root);
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/cause.ts`, folder)))
  .map((entry) => entry.name)
  .sort();

const lines: string[] = [
  '// Made by `npm run generate` from the folders beside. Do not edit.',
  "import type { Cause, CauseMessages } from '../api.ts';",
];
ids.forEach((id, i) => {
  lines.push(
    `import cause${i} from '../${id}/cause.ts';`,
    `import en${i} from '../${id}/messages.en.ts';`,
    `import ko${i} from '../${id}/messages.ko.ts';`,
  );
});
lines.push(
  '',
  'export const causeModules: readonly { readonly cause: Cause; readonly en: CauseMessages; readonly ko: CauseMessages }[] = [',
);
ids.forEach((_, i) => lines.push(`  { cause: cause${i}, en: en${i}, ko: ko${i} },`));
lines.push('];', '');
const text = lines.join('\n');
const target = new URL('generated/registry.ts', folder);
const current = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (process.argv.includes('--check')) {
  if (current !== text) {
    console.error('The cause registry is not up to date: run `npm run generate`.');
    process.exit(1);
  }
} else if (current !== text) writeFileSync(target, text);
console.log(`${ids.length} causes`);
