import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './sound.ts';

const folder = fileURLToPath(new URL('../../../examples', import.meta.url));

/** The files of a shipped example, by their paths in it. */
export function exampleFiles(name: string): Files {
  const root = join(folder, name);
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(root.length + 1).replaceAll('\\', '/'), new Uint8Array(readFileSync(path))] as const;
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The shipped examples, each with the cause it shows. */
export const examples = {
  'psk-mismatch': 'auth.psk-mismatch',
  'selector-mismatch': 'policy.selector-mismatch',
  'fragments-dropped': 'path.fragments-dropped',
} as const;
