import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../evidence.ts';
import { journalName } from '@ipsec-doctor/engine/collection/journal';
import { isPlainName } from '@ipsec-doctor/engine/collection/manifest';

/** Room a collection wants before it begins. */
const leastRoom = 16 * 2 ** 20;
const reserveBytes = 65_536;
const reserveName = '.reserve';

/**
 * The folder of a collection: made anew and for its owner alone, so that nobody has put a link or a file into it. A small reserve is
 * kept on the disk, so that the manifest can be written when it is full.
 */
export class CollectionFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes the folder. Throws `UsageError` where it is there already, cannot be made, or there is no room. */
  static make(path: string): CollectionFolder {
    try {
      mkdirSync(path, { mode: 0o700 });
      chmodSync(path, 0o700);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'I/O';
      throw new UsageError(
        `${path} cannot be made (${code}); a collection goes into a folder of its own that is not there yet`,
      );
    }
    const folder = new CollectionFolder(realpathSync(path));
    const { bavail, bsize } = statfsSync(folder.path);
    if (bavail * bsize < leastRoom) {
      rmSync(folder.path, { recursive: true, force: true });
      throw new UsageError(`there is less than ${leastRoom / 2 ** 20} MiB room for ${path}`);
    }
    folder.#reserve();
    return folder;
  }

  /** A folder whose journal may be acted on: one's own, and nobody else can write to it. Throws `UsageError`. */
  static trusted(path: string): CollectionFolder {
    const at = resolve(path);
    const stats = lstatSync(at, { throwIfNoEntry: false });
    const journal = lstatSync(join(at, journalName), { throwIfNoEntry: false });
    if (stats?.isDirectory() !== true || journal?.isFile() !== true) throw new UsageError(`no journal in ${path}`);
    const own = process.getuid === undefined || (stats.uid === process.getuid() && journal.uid === process.getuid());
    if (!own || (stats.mode & 0o022) !== 0 || (journal.mode & 0o022) !== 0)
      throw new UsageError(`${path} is not yours alone; its journal is not trusted`);
    return new CollectionFolder(realpathSync(at));
  }

  file(name: string): string {
    if (!isPlainName(name)) throw new Error(`no name of a file: ${name}`);
    return join(this.path, name);
  }

  /** Opens a new file of the collection; never follows a link, never takes one that is there. */
  create(name: string): number {
    return openSync(
      this.file(name),
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
      0o600,
    );
  }

  size(name: string): number | null {
    const path = this.file(name);
    return existsSync(path) ? statSync(path).size : null;
  }

  drop(name: string): void {
    rmSync(this.file(name), { force: true });
  }

  async digest(name: string): Promise<string | null> {
    if (this.size(name) === null) return null;
    const hash = createHash('sha256');
    for await (const block of createReadStream(this.file(name)) as AsyncIterable<Buffer>) hash.update(block);
    return hash.digest('hex');
  }

  /** Replaces a file as a whole. */
  write(name: string, text: string): void {
    const fresh = join(this.path, `.${name}.new`);
    rmSync(join(this.path, reserveName), { force: true });
    rmSync(fresh, { force: true });
    const fd = openSync(fresh, 'wx', 0o600);
    try {
      writeSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(fresh, this.file(name));
    this.#reserve();
  }

  /** Adds to the journal, and comes back when it is on the disk. */
  note(line: string): void {
    const path = join(this.path, journalName);
    const fd = openSync(
      path,
      constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW,
      0o600,
    );
    try {
      writeSync(fd, line);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  }

  journal(): string {
    const path = join(this.path, journalName);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** Takes away what only the collector needs. */
  tidy(): void {
    rmSync(join(this.path, reserveName), { force: true });
  }

  #reserve(): void {
    try {
      const fd = openSync(join(this.path, reserveName), 'wx', 0o600);
      writeSync(fd, Buffer.alloc(reserveBytes));
      closeSync(fd);
    } catch {
      // There is no room for it: what is written next says so.
    }
  }
}
