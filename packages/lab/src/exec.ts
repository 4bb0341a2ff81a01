import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { ExecOptions, ExecResult, Node, Running } from './types.ts';

/** Wait for a number of milliseconds. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Poll a condition every 50 ms until it holds or the time is up; says which. */
export async function until(test: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    if (await test()) return true;
    await sleep(50);
  }
  return test();
}

/** Run a command to its end (15 s unless told otherwise) and collect its output. Never throws on a non-zero exit. */
export function run(command: string[], options: ExecOptions = {}): Promise<ExecResult> {
  return new Promise((resolve) => {
    const child = spawn(command[0] ?? 'false', command.slice(1), {
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    let stdout = '';
    let stderr = '';
    const timer = setTimeout(() => killGroup(child.pid, 'SIGKILL'), options.timeoutMs ?? 15_000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, stderr: `${stderr}${error.message}` });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 124, stdout, stderr });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Run a command and throw with its output when it fails. */
export async function must(command: string[], options: ExecOptions = {}): Promise<string> {
  const result = await run(command, options);
  if (result.code !== 0)
    throw new Error(`${command.join(' ')}: exit ${result.code}: ${result.stderr || result.stdout}`);
  return result.stdout;
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

const running = new Set<Running>();

/** Start a long-running command in its own process group with both outputs going to a file. */
export function start(command: string[], output: string, env: Record<string, string> = {}): Promise<Running> {
  return new Promise((resolve, reject) => {
    const descriptor = openSync(output, 'a');
    const child = spawn(command[0] ?? 'false', command.slice(1), {
      env: { ...process.env, ...env },
      stdio: ['ignore', descriptor, descriptor],
      detached: true,
    });
    closeSync(descriptor);
    const pid = child.pid;
    child.on('error', reject);
    if (pid === undefined) return;
    let alive = true;
    const exited = new Promise<number>((done) => {
      child.on('exit', (code) => {
        alive = false;
        done(code ?? 128);
      });
    });
    const handle: Running = {
      pid,
      exited,
      alive: () => alive,
      async stop(signal = 'SIGTERM', graceMs = 5000): Promise<void> {
        if (alive) {
          child.kill(signal);
          await Promise.race([exited, sleep(graceMs)]);
        }
        killGroup(pid, 'SIGKILL');
        if (alive) await Promise.race([exited, sleep(1000)]);
        running.delete(handle);
      },
    };
    running.add(handle);
    resolve(handle);
  });
}

/** Kill whatever this run of the lab started and has not stopped. */
export function stopEverything(): void {
  for (const handle of running) killGroup(handle.pid, 'SIGKILL');
  running.clear();
}

/** Handle on an existing network namespace. */
export function namespace(name: string): Node {
  const inside = (command: string[]): string[] => ['ip', 'netns', 'exec', name, ...command];
  return {
    name,
    exec: (command, options) => run(inside(command), options),
    must: (command, options) => must(inside(command), options),
    spawn: (command, output, env) => start(inside(command), output, env),
    async nft(rules) {
      await must(inside(['nft', '-f', '-']), { input: rules });
    },
  };
}
