import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sound } from './sound.ts';

const corpus =
  process.env['IPSEC_DOCTOR_CORPUS'] ?? fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));

/** Small enough to be read many times in a unit test. */
const maxBytes = 4 * 2 ** 20;

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size <= maxBytes)
    .sort();
}

describe('evidence of other projects', () => {
  const files = ['captures', 'logs', 'scenarios'].flatMap((name) => filesUnder(join(corpus, name)));
  if (files.length === 0) {
    it('is not on this machine: nothing of it was diagnosed', () => {
      console.log('corpus: not found, skipped (set IPSEC_DOCTOR_CORPUS)');
    });
    return;
  }
  const bytes = (path: string): Uint8Array => new Uint8Array(readFileSync(path));

  it('gives a sound document, file by file', async () => {
    for (const path of files) {
      try {
        await sound({ [basename(path)]: bytes(path) }, 'loose');
      } catch (error) {
        throw new Error(path.slice(corpus.length), { cause: error });
      }
    }
  });

  it('gives a sound document when it is cut short', async () => {
    for (const path of files) {
      const all = bytes(path);
      await sound({ [basename(path)]: all.subarray(0, Math.floor(all.length * 0.6)) }, 'loose');
    }
  });

  it('gives a sound document as one heap', async () => {
    const doc = await sound(
      Object.fromEntries(files.map((path, i) => [`${i}-${basename(path)}`, bytes(path)])),
      'loose',
    );
    expect(doc.artifacts.length).toBeGreaterThanOrEqual(files.length);
  });
});
