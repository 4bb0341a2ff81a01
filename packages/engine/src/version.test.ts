import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toolVersion } from './version.ts';

it('is the version of every package that is published', () => {
  for (const name of ['engine', 'cli']) {
    const file = new URL(`../../${name}/package.json`, import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: toolVersion });
  }
});
