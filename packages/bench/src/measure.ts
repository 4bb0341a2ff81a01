import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one run of a command cost. Seconds of the wall clock, seconds of processor (user and system), and the peak of memory in bytes. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

const timer = '/usr/bin/time';

/** Whether the program that tells of a command's peak memory is there. */
export function canMeasure(): boolean {
  return existsSync(timer);
}

/** Whether a program can be run at all. */
export function present(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Runs a command with its output thrown away. Rejects when it exits with a status that is not among `statuses`. */
export async function measure(command: readonly string[], statuses: readonly number[] = [0]): Promise<Cost> {
  const told = join(tmpdir(), `ipsec-doctor-bench-${process.pid}.time`);
  const nowhere = openSync('/dev/null', 'r+');
  const start = performance.now();
  const status = await new Promise<number | null>((done, fail) => {
    const child = spawn(timer, ['-q', '-f', '%U %S %M', '-o', told, ...command], {
      stdio: [nowhere, nowhere, nowhere],
    });
    child.once('error', fail);
    child.once('exit', done);
  });
  const wall = (performance.now() - start) / 1000;
  closeSync(nowhere);
  const [user = 0, system = 0, kilobytes = 0] = readFileSync(told, 'utf8').trim().split(' ').map(Number);
  rmSync(told, { force: true });
  if (status === null || !statuses.includes(status)) throw new Error(`${command.join(' ')}: status ${status}`);
  return { wall, cpu: user + system, memory: kilobytes * 1024 };
}

/** The best of some runs by the wall clock, with the highest peak of memory of all of them. */
export async function best(count: number, command: readonly string[], statuses?: readonly number[]): Promise<Cost> {
  let found = await measure(command, statuses);
  for (let i = 1; i < count; i++) {
    const cost = await measure(command, statuses);
    const memory = Math.max(found.memory, cost.memory);
    found = { ...(cost.wall < found.wall ? cost : found), memory };
  }
  return found;
}
