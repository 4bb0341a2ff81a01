import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { labCache } from '../daemons/libreswan-setup.ts';
import { run } from '../exec.ts';

/** Has the processor registers (AMX) for which user-mode-linux of Debian 12 has no room? `cpuinfo` is the text of /proc/cpuinfo. */
export function hasWideRegisters(cpuinfo: string): boolean {
  return /^flags\s*:.*\bamx_tile\b/m.test(cpuinfo);
}

/**
 * The library to load before the C library of user-mode-linux (see xstate.c), compiled into the lab's cache; null where the processor
 * needs none. Throws with a sentence saying what is missing.
 */
export async function ensureWideRegisters(): Promise<string | null> {
  if (!hasWideRegisters(readFileSync('/proc/cpuinfo', 'utf8'))) return null;
  const library = join(labCache(), 'uml', 'xstate.so');
  if (existsSync(library)) return library;
  mkdirSync(join(labCache(), 'uml'), { recursive: true });
  const made = `${library}.${process.pid}`;
  const source = fileURLToPath(new URL('xstate.c', import.meta.url));
  const { code, stderr } = await run(['cc', '-O2', '-shared', '-fPIC', '-o', made, source, '-ldl']);
  if (code !== 0)
    throw new Error(
      `user-mode-linux needs a small library on this processor, and it could not be compiled (Debian packages: gcc libc6-dev): ${stderr.trim()}`,
    );
  renameSync(made, library);
  return library;
}
