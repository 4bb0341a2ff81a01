import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { labCache } from './daemons/libreswan-setup.ts';
import { must, run } from './exec.ts';

/**
 * Download a Debian package into the lab's cache (once) and unpack it into a folder, without installing it. Throws with
 * a sentence saying what apt said when it cannot be had.
 */
export async function unpackPackage(name: string, into: string): Promise<void> {
  const folder = join(labCache(), 'packages');
  mkdirSync(folder, { recursive: true });
  const find = (): string | undefined => readdirSync(folder).find((file) => file.startsWith(`${name}_`));
  let said = '';
  if (find() === undefined) {
    const result = await run(['sh', '-c', 'cd "$1" && apt-get download "$2"', 'sh', folder, name], {
      timeoutMs: 300_000,
    });
    // The warning about the sandboxed download user is no reason.
    said = (result.stderr || result.stdout).replace(/^W: .*$/gm, '');
  }
  const file = find();
  if (file === undefined) {
    throw new Error(`the package ${name} could not be downloaded (apt-get update may help): ${said.trim()}`);
  }
  await must(['dpkg', '-x', join(folder, file), into], { timeoutMs: 120_000 });
}
