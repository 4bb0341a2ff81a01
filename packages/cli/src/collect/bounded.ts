import { spawn } from 'node:child_process';
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import type { Bounds, Outcome } from '@ipsec-doctor/engine/collection/host';
import { secretFilter } from '@ipsec-doctor/engine/collection/secrets';
import type { CollectionFolder } from './folder.ts';

const noRoomCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** A line longer than this is written as several; the filter looks at each. */
const maxLine = 65_536;

/** Writes what comes, without its secrets, up to a cap. */
class Sink {
  readonly #fd: number;
  readonly #cap: number;
  readonly #filter: ReturnType<typeof secretFilter> | null;
  #rest = '';
  written = 0;
  truncated = false;
  noRoom = false;

  constructor(fd: number, bounds: Bounds, cap: number) {
    this.#fd = fd;
    this.#cap = cap;
    this.#filter = bounds.removes === null ? null : secretFilter(bounds.removes);
  }

  get removed(): number {
    return this.#filter?.removed ?? 0;
  }

  get full(): boolean {
    return this.truncated || this.noRoom;
  }

  push(block: Buffer): void {
    if (this.full) return;
    if (this.#filter === null) {
      this.#write(block);
      return;
    }
    // Bytes as characters: what is no UTF-8 goes through as it is.
    this.#rest += block.toString('latin1');
    let from = 0;
    for (let at = this.#rest.indexOf('\n'); at >= 0; at = this.#rest.indexOf('\n', from)) {
      this.#line(this.#rest.slice(from, at), '\n');
      from = at + 1;
    }
    this.#rest = this.#rest.slice(from);
    if (this.#rest.length > maxLine) {
      this.#line(this.#rest, '\n');
      this.#rest = '';
    }
  }

  end(): void {
    if (this.#rest !== '') this.#line(this.#rest, '');
    this.#rest = '';
  }

  #line(text: string, end: string): void {
    const kept = this.#filter?.line(text) ?? null;
    if (kept !== null) this.#write(Buffer.from(kept + end, 'latin1'));
  }

  #write(block: Buffer): void {
    const room = this.#cap - this.written;
    const part = block.length > room ? block.subarray(0, Math.max(room, 0)) : block;
    if (part.length < block.length) this.truncated = true;
    try {
      for (let at = 0; at < part.length; ) {
        const count = writeSync(this.#fd, part, at);
        at += count;
        this.written += count;
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && noRoomCodes.has(String(error.code)))) throw error;
      this.noRoom = true;
    }
  }
}

interface Ended {
  readonly code: number | null;
  readonly timedOut: boolean;
}

/**
 * Runs a command without a shell, in a group of its own, and gives what it prints to `take`; ends the whole group after its time, or
 * when `enough` says so at something it prints, or `stop` at any time. Its standard input is empty.
 */
export function runBounded(
  command: readonly string[],
  seconds: number,
  take: (block: Buffer) => void,
  enough: () => boolean,
  stop: () => boolean = () => false,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command[0] ?? '', command.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, LC_ALL: 'C' },
    });
    let timedOut = false;
    const kill = (signal: NodeJS.Signals): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        // It is gone.
      }
    };
    const hard = setTimeout(() => kill('SIGKILL'), seconds * 1000 + 2000);
    const soft = setTimeout(() => {
      timedOut = true;
      kill('SIGTERM');
    }, seconds * 1000);
    const watch = setInterval(() => {
      if (stop()) kill('SIGTERM');
    }, 200);
    const onBlock = (block: Buffer): void => {
      take(block);
      if (enough()) kill('SIGKILL');
    };
    child.stdout.on('data', onBlock);
    child.stderr.on('data', onBlock);
    const done = (code: number | null): void => {
      clearTimeout(hard);
      clearTimeout(soft);
      clearInterval(watch);
      resolve({ code, timedOut });
    };
    child.on('error', () => done(127));
    child.on('close', (code, signal) => done(code ?? (signal === null ? null : 128)));
  });
}

/** Runs commands one after another into one file. */
export async function runInto(
  folder: CollectionFolder,
  commands: readonly (readonly string[])[],
  into: string,
  bounds: Bounds,
  stop: () => boolean = () => false,
): Promise<Outcome> {
  const fd = folder.create(into);
  const sink = new Sink(fd, bounds, bounds.bytes);
  let code = 0;
  let timedOut = false;
  try {
    for (const command of commands) {
      if (sink.full) break;
      const ended = await runBounded(
        command,
        bounds.seconds,
        (block) => sink.push(block),
        () => sink.full,
        stop,
      );
      sink.end();
      timedOut ||= ended.timedOut;
      if (ended.code !== 0) code = ended.code ?? 1;
    }
  } finally {
    closeSync(fd);
  }
  if (sink.written === 0) folder.drop(into);
  return {
    code: sink.truncated ? 0 : code,
    timedOut,
    truncated: sink.truncated,
    noRoom: sink.noRoom,
    removed: sink.removed,
    bytes: sink.written,
    detail: code === 0 ? null : `status ${code}`,
  };
}

/** Copies a file, or the end of it. A link in its place is not followed, and a device or pipe is not read. */
export function copyInto(folder: CollectionFolder, path: string, into: string, bounds: Bounds): Outcome {
  const from = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(from);
    if (!stats.isFile()) throw new Error('no file');
    const fd = folder.create(into);
    const cut = stats.size > bounds.bytes;
    const sink = new Sink(fd, bounds, bounds.bytes);
    try {
      const block = Buffer.alloc(1 << 18);
      // Files of /proc say that they are empty and are not.
      let at = cut && bounds.keep === 'tail' ? stats.size - bounds.bytes : 0;
      const until = Date.now() + bounds.seconds * 1000;
      for (;;) {
        const count = readSync(from, block, 0, block.length, at);
        if (count === 0 || sink.full || Date.now() > until) break;
        sink.push(Buffer.from(block.subarray(0, count)));
        at += count;
      }
      sink.end();
    } finally {
      closeSync(fd);
    }
    if (sink.written === 0) folder.drop(into);
    return {
      code: 0,
      timedOut: false,
      truncated: cut || sink.truncated,
      noRoom: sink.noRoom,
      removed: sink.removed,
      bytes: sink.written,
      detail: cut ? `${stats.size} bytes, the ${bounds.keep} is kept` : null,
    };
  } finally {
    closeSync(from);
  }
}
