import { spawn } from 'node:child_process';

/** What a program did. */
export interface Ran {
  /** Null: it could not be started, or was stopped because it took too long. */
  readonly code: number | null;
  readonly found: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

const maxOutput = 16 << 20;

/** Runs a program without a shell, in the C locale, for at most `timeoutMs`. Never rejects. */
export function runProgram(
  argv: readonly string[],
  timeoutMs = 30_000,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(argv[0] ?? '', argv.slice(1), {
      env: { ...process.env, LC_ALL: 'C', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (piece: Buffer) => {
      if (stdout.length < maxOutput) stdout += piece.toString('utf8');
    });
    child.stderr.on('data', (piece: Buffer) => {
      if (stderr.length < maxOutput) stderr += piece.toString('utf8');
    });
    child.once('error', () => done({ code: null, found: false, stdout, stderr }));
    child.once('close', (code) => done({ code, found: true, stdout, stderr }));
  });
}
