import { closeSync, lstatSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { ByteStream, EvidenceInput } from '@ipsec-doctor/engine';
import { digestApart, digestingFileStream } from './digesting-file.ts';

/** Something the command cannot go on from: a message for people, and exit status 2. */
export class UsageError extends Error {}

const blockSize = 1 << 20;
const maxDepth = 32;
const maxFiles = 200_000;
const archiveName = /\.(?:zip|cab|tgz|txz|tar|tar\.gz|tar\.xz)$/i;
const skippedFolders = new Set(['.git', 'node_modules']);

/** Reads a file or pipe front to back through one buffer. */
function fileStream(path: string): ByteStream {
  let fd: number | null = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(blockSize);
  const close = async (): Promise<void> => {
    if (fd !== null) closeSync(fd);
    fd = null;
  };
  return {
    close,
    async next() {
      if (fd === null) return null;
      const length = readSync(fd, buffer, 0, blockSize, null);
      if (length > 0) return buffer.subarray(0, length);
      await close();
      return null;
    },
  };
}

function readAt(path: string): (offset: number, length: number) => Promise<Uint8Array> {
  return async (offset, length) => {
    const fd = openSync(path, 'r');
    try {
      const bytes = Buffer.allocUnsafe(length);
      return bytes.subarray(0, readSync(fd, bytes, 0, length, offset));
    } finally {
      closeSync(fd);
    }
  };
}

/** How long whoever writes the pipe has to end it after an interrupt. */
const graceMs = 1000;

/**
 * Standard input as it comes. An interrupt ends the input, not the work: Ctrl-C reaches everybody in `tcpdump | ipsec-doctor`, and
 * what was captured is to be judged then. A second one ends the work.
 */
function stdinStream(): ByteStream {
  const iterator = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let stopped = false;
  let wake = (): void => {};
  process.once('SIGINT', () => {
    setTimeout(() => {
      stopped = true;
      wake();
    }, graceMs).unref();
  });
  return {
    next: () =>
      new Promise((done, fail) => {
        if (stopped) return done(null);
        wake = () => done(null);
        iterator.next().then((step) => done(step.done === true ? null : step.value), fail);
      }),
    close: async () => {
      process.stdin.destroy();
    },
  };
}

function fileInput(path: string, shown: string, stats: Stats, hosts: 'folder' | 'archive'): EvidenceInput {
  const regular = stats.isFile();
  return {
    path: shown,
    hosts,
    open: () => (regular && stats.size >= digestApart ? digestingFileStream(path) : fileStream(path)),
    ...(regular ? { size: stats.size, readAt: readAt(path) } : {}),
  };
}

interface Found {
  readonly path: string;
  readonly stats: Stats;
  /** Why it is not opened; null: it is. */
  readonly refused: string | null;
}

/** All files below a folder. Links are never followed out of it, and those within it would only show a file twice. */
function walk(folder: string): Found[] {
  const real = realpathSync(folder);
  const found: Found[] = [];
  const visit = (at: string, depth: number): void => {
    let entries: string[];
    try {
      entries = readdirSync(at).sort();
    } catch (error) {
      found.push({ path: at, stats: lstatSync(at), refused: reasonOf(error) });
      return;
    }
    for (const entry of entries) {
      if (found.length >= maxFiles) return;
      const path = join(at, entry);
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) continue;
      if (stats.isDirectory()) {
        if (depth < maxDepth && !skippedFolders.has(entry)) visit(path, depth + 1);
      } else if (stats.isFile()) found.push({ path, stats, refused: null });
      else if (stats.isSymbolicLink() && leaves(path, real))
        found.push({ path, stats, refused: 'a link that leads out of the folder' });
    }
  };
  visit(folder, 0);
  return found;
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'I/O';
}

function leaves(link: string, root: string): boolean {
  try {
    const target = realpathSync(link);
    return target !== root && !target.startsWith(root + sep) && statSync(target).isFile();
  } catch {
    return false;
  }
}

/** Something the command line names: a file, a folder, or what is not there. */
interface Named {
  readonly given: string;
  readonly path: string;
  /** The path without links; the same for everything that is the same. */
  readonly real: string;
  readonly stats: Stats | null;
  readonly host: string | null;
}

function look(given: string, host: string | null): Named {
  const path = resolve(given);
  try {
    const stats = statSync(path);
    return { given, path, real: realpathSync(path), stats, host };
  } catch {
    // Opening it will tell why.
    return { given, path, real: path, stats: null, host };
  }
}

const portable = (path: string): string => path.split(sep).join('/');
const stem = (path: string): string => path.replace(archiveName, '');
const lies = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + sep);

/** Things named twice, or within a folder that is named too, count once. */
function once(items: readonly Named[]): Named[] {
  const ordered = [...items].sort((a, b) => a.real.length - b.real.length || (a.path < b.path ? -1 : 1));
  const kept: Named[] = [];
  for (const item of ordered)
    if (!kept.some(({ real, stats }) => item.real === real || (stats?.isDirectory() && lies(item.real, real))))
      kept.push(item);
  return kept;
}

/**
 * Short names that tell paths apart: the last name, with as many folders before it as it takes. So what is shown depends neither
 * on where the evidence lies nor on the order it is given in.
 */
function shortNames(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split(sep).filter((name) => name !== ''));
  const lengths = parts.map(() => 1);
  const name = (i: number): string => (parts[i] ?? []).slice(-(lengths[i] ?? 1)).join('/') || 'root';
  for (;;) {
    const users = new Map<string, number[]>();
    paths.forEach((_, i) => users.set(name(i), [...(users.get(name(i)) ?? []), i]));
    const longer = [...users.values()]
      .filter((same) => same.length > 1)
      .flat()
      .filter((i) => (lengths[i] ?? 1) < (parts[i]?.length ?? 0));
    if (longer.length === 0) return paths.map((_, i) => name(i));
    for (const i of longer) lengths[i] = (lengths[i] ?? 1) + 1;
  }
}

/** Inputs of one named thing. `name` is what it is shown as, `under` what its files are shown under; null when it was given alone. */
function inputsOf(item: Named, name: string, under: string | null, taken: ReadonlySet<string>): EvidenceInput[] {
  const common = {
    ...(item.host === null ? {} : { host: item.host }),
    ...(under === null ? {} : { under }),
  };
  if (item.stats === null) return [{ path: name, ...common, open: () => fileStream(item.path) }];
  if (!item.stats.isDirectory())
    return taken.has(item.real) ? [] : [{ ...fileInput(item.path, name, item.stats, 'archive'), ...common }];
  return walk(item.path)
    .filter(({ path }) => taken.size === 0 || !taken.has(realpathSync(path)))
    .map(({ path, stats, refused }) => {
      const shown = portable(relative(item.path, path)) || basename(path);
      return refused !== null
        ? { path: shown, hosts: 'folder', ...common, open: () => refuse(refused) }
        : { ...fileInput(path, shown, stats, 'folder'), ...common };
    });
}

function refuse(code: string): never {
  throw Object.assign(new Error(code), { code });
}

/** What is named for one host: a single thing is shown under the host's name alone. */
function ofHost(host: string, items: readonly Named[]): EvidenceInput[] {
  const names = shortNames(items.map(({ path }) => path));
  const stems = shortNames(items.map(({ path }) => stem(path)));
  return items.flatMap((item, i) =>
    inputsOf(item, `${host}/${names[i] ?? ''}`, items.length === 1 ? host : `${host}/${stems[i] ?? ''}`, new Set()),
  );
}

/** Turns what the command line names into evidence: files, folders, archives, `-`, and `NAME=PATH` of --host. */
export function gatherEvidence(paths: readonly string[], hosts: readonly string[]): EvidenceInput[] {
  const labelled = new Map<string, Named[]>();
  for (const pair of hosts) {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1) throw new UsageError(`--host wants NAME=PATH, not ${pair}`);
    const host = pair.slice(0, at);
    labelled.set(host, [...(labelled.get(host) ?? []), look(pair.slice(at + 1), host)]);
  }
  const named = once(paths.filter((path) => path !== '-').map((path) => look(path, null)));
  const everything = [...named, ...[...labelled.values()].flat()];
  const absent = everything.filter((item) => item.stats === null);
  const stdin = paths.includes('-');
  if (absent.length > 0 && absent.length === everything.length && !stdin)
    throw new UsageError(`no such file or folder, or not to be read: ${absent.map((item) => item.given).join(', ')}`);
  const inputs: EvidenceInput[] = [];
  // What the user says of a file wins over the folder it lies in.
  const taken = new Set<string>();
  for (const [host, items] of labelled) {
    const own = once(items);
    inputs.push(...ofHost(host, own));
    for (const item of own) for (const real of filesOf(item)) taken.add(real);
  }
  const alone = named.length === 1 && labelled.size === 0 && !stdin;
  const names = shortNames(named.map(({ path }) => path));
  const stems = shortNames(named.map(({ path }) => stem(path)));
  named.forEach((item, i) => inputs.push(...inputsOf(item, names[i] ?? '', alone ? null : (stems[i] ?? ''), taken)));
  if (stdin) inputs.push({ path: 'standard-input', open: stdinStream, once: true });
  if (inputs.length === 0)
    throw new UsageError(`no files in ${paths.map((path) => basename(path) || path).join(', ')}`);
  return inputs;
}

function filesOf(item: Named): string[] {
  if (item.stats === null) return [];
  return item.stats.isDirectory() ? walk(item.path).map(({ path }) => realpathSync(path)) : [item.real];
}
