import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Scenario } from './types.ts';

/** All scenarios, found by listing src/scenarios: one file each, ordered by id. Throws when a file and its id disagree. */
export async function listScenarios(): Promise<Scenario[]> {
  const root = fileURLToPath(new URL('./scenarios/', import.meta.url));
  const found: Scenario[] = [];
  for (const family of readdirSync(root, { withFileTypes: true })) {
    if (!family.isDirectory()) continue;
    for (const file of readdirSync(join(root, family.name))) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
      const loaded = (await import(pathToFileURL(join(root, family.name, file)).href)) as { default?: Scenario };
      if (loaded.default === undefined) throw new Error(`${family.name}/${file} has no scenario`);
      if (`${loaded.default.id}.ts` !== file)
        throw new Error(`${family.name}/${file} calls itself ${loaded.default.id}`);
      found.push(loaded.default);
    }
  }
  return found.sort((left, right) => (left.id < right.id ? -1 : 1));
}
