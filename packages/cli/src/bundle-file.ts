import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UsageError } from './evidence.ts';

/** A file that is there when it is whole, and not at all otherwise. */
export class WholeFile {
  private readonly path: string;
  private readonly partial: string;
  private fd: number | null;

  /** `mode`: who may read it. */
  constructor(path: string, mode = 0o644) {
    this.path = path;
    this.partial = `${path}.partial-${process.pid}`;
    try {
      this.fd = openSync(this.partial, 'wx', mode);
    } catch (error) {
      throw new UsageError(`cannot write ${path}: ${codeOf(error)}`);
    }
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
  }

  /** Gives up: nothing stays. */
  drop(): void {
    if (this.fd === null) return;
    closeSync(this.fd);
    this.fd = null;
    rmSync(this.partial, { force: true });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'I/O';
}
