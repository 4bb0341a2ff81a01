import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidateTable } from '../arbiter/candidates.ts';
import { causes } from './registry.ts';

const folder = new URL('./', import.meta.url);
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/cause.ts`, folder)))
  .map(({ name }) => name);

describe('every cause', () => {
  it.each(ids)('%s has tests of its own', (id) => {
    expect(existsSync(new URL(`${id}/cause.test.ts`, folder))).toBe(true);
  });

  it('is in the registry under the name of its folder', () => {
    expect(causes.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it('does not account for itself and is not mistaken for itself', () => {
    for (const cause of causes) {
      expect(cause.explains, cause.id).not.toContain(cause.id);
      expect(cause.mistakenFor, cause.id).not.toContain(cause.id);
    }
  });

  it('is known when a break point names it', () => {
    const named = new Set(candidateTable.flatMap((row) => row.causes));
    expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
  });
});
