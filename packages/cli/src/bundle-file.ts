import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UsageError } from './evidence.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Files that are not whole yet: an interrupt leaves none of them behind. */
const unfinished = new Set<WholeFile>();

function interrupted(signal: NodeJS.Signals): void {
  for (const file of unfinished) file.drop();
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

/** A file that is there when it is whole, and not at all otherwise. */
export class WholeFile {
  private readonly path: string;
  private readonly partial: string;
  private fd: number | null;

  /** `mode`: who may read it; `replaces`: another version of it may be there. */
  constructor(path: string, mode = 0o644, replaces = false) {
    this.path = path;
    // It may be evidence, or what was sent to somebody.
    if (!replaces && existsSync(path))
      throw new UsageError(`${path} is there already: give another name, or remove it`);
    this.partial = `${path}.partial-${process.pid}`;
    try {
      this.fd = openSync(this.partial, 'wx', mode);
    } catch (error) {
      throw new UsageError(`cannot write ${path}: ${codeOf(error)}`);
    }
    if (unfinished.size === 0) for (const signal of signals) process.on(signal, interrupted);
    unfinished.add(this);
  }

  write(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length && this.fd !== null; ) at += writeSync(this.fd, bytes, at);
    } catch (error) {
      this.drop();
      throw new UsageError(
        codeOf(error) === 'ENOSPC'
          ? `the disk is full: nothing was written to ${this.path}`
          : `cannot write ${this.path}: ${codeOf(error)}`,
      );
    }
  }

  /** The file is whole. */
  done(): void {
    if (this.fd === null) return;
    closeSync(this.fd);
    this.fd = null;
    renameSync(this.partial, this.path);
    this.settled();
  }

  /** Gives up: nothing stays. */
  drop(): void {
    if (this.fd === null) return;
    closeSync(this.fd);
    this.fd = null;
    rmSync(this.partial, { force: true });
    this.settled();
  }

  private settled(): void {
    unfinished.delete(this);
    if (unfinished.size === 0) for (const signal of signals) process.off(signal, interrupted);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'I/O';
}
