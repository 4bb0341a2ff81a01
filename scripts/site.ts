/** Writes the documentation as a static site below dist/site: what the pages under docs/ say, and the tables, in English and Korean. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { siteFiles } from './site/pages.ts';

const target = new URL('../dist/site/', import.meta.url);
rmSync(target, { recursive: true, force: true });
const files = siteFiles();
for (const [path, text] of files) {
  const file = new URL(path, target);
  mkdirSync(new URL('./', file), { recursive: true });
  writeFileSync(file, text);
}
console.log(`${files.size} files in dist/site`);
