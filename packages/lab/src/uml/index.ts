import { existsSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../daemons/libreswan-setup.ts';
import type { ScenarioFile } from '../types.ts';
import { ensureXtables } from '../xtables.ts';
import { bootOnce } from './boot.ts';
import { ensureUml, type UmlPlace } from './ensure.ts';

export interface UmlOptions {
  seed: number;
  /** Folder of the recordings, absolute: the same path inside and outside. */
  out: string;
  /** Boots side by side; each has one processor and about 300 MB. */
  boots?: number;
  write: (line: string) => void;
}

function resultOf(out: string, id: string): ScenarioFile | null {
  const path = join(out, id, 'scenario.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ScenarioFile) : null;
}

async function runShare(place: UmlPlace, number: number, ids: string[], options: UmlOptions): Promise<void> {
  let left = [...ids];
  for (let attempt = 0; left.length > 0 && attempt < ids.length; attempt++) {
    const ended = new Set<string>();
    const folder = join(options.out, '.uml', `boot-${process.pid}-${number}-${attempt}`);
    const result = await bootOnce({
      place,
      folder,
      root: repositoryRoot(),
      command: [
        process.execPath,
        '--conditions=source',
        '--import',
        'tsx',
        'packages/lab/src/main.ts',
        '--inside-uml',
        '--record-only',
        ...['--jobs', '1', '--seed', String(options.seed), '--only', left.join(','), '--out', options.out],
      ],
      onLine: (line) => {
        const id = /^(?:proven|UNPROVEN|BROKEN|skipped) +([\w.-]+)/.exec(line)?.[1];
        if (id !== undefined) ended.add(id);
        if (id !== undefined || line.startsWith('    ')) options.write(`${line}\n`);
      },
      silentMs: 180_000,
      totalMs: 60_000 + left.length * 150_000,
    });
    left = left.filter((id) => !ended.has(id));
    const stuck = left.shift();
    if (stuck === undefined) return;
    // Whatever was running when the boot ended early is given up; the others get a new boot.
    const path = join(folder, 'output.txt');
    const said = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').slice(-1).join('') : '';
    options.write(`BROKEN   ${stuck}  user-mode-linux: ${result.reason}${said === '' ? '' : ` (${said})`}\n`);
    if (result.status !== null && ended.size === 0) return;
  }
}

/**
 * Record scenarios inside user-mode-linux, which needs neither a network nor hardware virtualisation. One boot runs
 * many scenarios. Returns what each left, null for those that left nothing. Throws when the kernel cannot be had.
 */
export async function recordInUml(ids: string[], options: UmlOptions): Promise<(ScenarioFile | null)[]> {
  const place = await ensureUml();
  // Inside there is no network: whatever scenarios may fetch has to be there before.
  await ensureXtables();
  for (const id of ids) rmSync(join(options.out, id), { recursive: true, force: true });
  const count = Math.max(1, Math.min(options.boots ?? Math.min(2, cpus().length), ids.length));
  const shares = Array.from({ length: count }, (_, index) => ids.filter((_id, place_) => place_ % count === index));
  await Promise.all(shares.map((share, index) => runShare(place, index, share, options)));
  return ids.map((id) => resultOf(options.out, id));
}
