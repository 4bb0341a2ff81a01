import { closeSync, lstatSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ByteStream, EvidenceInput } from '@ipsec-doctor/engine';

/** Something the command cannot go on from: a message for people, and exit status 2. */
export class UsageError extends Error {}

const blockSize = 1 << 20;
const maxDepth = 32;
const maxFiles = 200_000;
const archiveName = /\.(?:zip|tgz|tar|tar\.gz)$/i;
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

/** Standard input as it comes. */
function stdinStream(): ByteStream {
  const iterator = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  return {
    next: async () => {
      const step = await iterator.next();
      return step.done === true ? null : step.value;
    },
    close: async () => {
      process.stdin.destroy();
    },
  };
}

function fileInput(path: string, shown: string, stats: Stats, hosts: 'folder' | 'archive' | 'loose'): EvidenceInput {
  const regular = stats.isFile();
  return {
    path: shown,
    hosts,
    open: () => fileStream(path),
    ...(regular ? { size: stats.size, readAt: readAt(path) } : {}),
  };
}

/** All files below a folder. Links are never followed out of it, and those within it would only show a file twice. */
function walk(folder: string): { readonly path: string; readonly stats: Stats; readonly link: boolean }[] {
  const real = realpathSync(folder);
  const found: { path: string; stats: Stats; link: boolean }[] = [];
  const visit = (at: string, depth: number): void => {
    let entries: string[];
    try {
      entries = readdirSync(at).sort();
    } catch {
      return;
    }
    for (const entry of entries) {
      if (found.length >= maxFiles) return;
      const path = join(at, entry);
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) continue;
      if (stats.isDirectory()) {
        if (depth < maxDepth && !skippedFolders.has(entry)) visit(path, depth + 1);
      } else if (stats.isFile()) found.push({ path, stats, link: false });
      else if (stats.isSymbolicLink() && leaves(path, real)) found.push({ path, stats, link: true });
    }
  };
  visit(folder, 0);
  return found;
}

function leaves(link: string, root: string): boolean {
  try {
    const target = realpathSync(link);
    return target !== root && !target.startsWith(root + sep) && statSync(target).isFile();
  } catch {
    return false;
  }
}

interface Named {
  readonly given: string;
  readonly path: string;
  readonly stats: Stats | null;
  readonly host: string | null;
}

function look(given: string, host: string | null): Named {
  const path = resolve(given);
  const stats = statSync(path, { throwIfNoEntry: false }) ?? null;
  return { given, path, stats, host };
}

/** The folder everything given lies in: what is shown is relative to it, so that results do not depend on where the evidence lies. */
function commonFolder(items: readonly Named[]): string {
  const folders = items.map((item) =>
    item.stats?.isDirectory() === true && items.length === 1 ? item.path : dirname(item.path),
  );
  let common = (folders[0] ?? '').split(sep);
  for (const folder of folders.slice(1)) {
    const names = folder.split(sep);
    let same = 0;
    while (same < common.length && same < names.length && common[same] === names[same]) same += 1;
    common = common.slice(0, same);
  }
  return common.join(sep) || sep;
}

const portable = (path: string): string => path.split(sep).join('/');

function inputsOf(item: Named, root: string, prefix: string, alone: boolean): EvidenceInput[] {
  const forced = item.host === null ? {} : { host: item.host };
  const shown = (path: string): string => prefix + portable(relative(root, path));
  if (item.stats === null) {
    return [
      {
        path: shown(item.path),
        ...forced,
        open: () => fileStream(item.path),
      },
    ];
  }
  if (!item.stats.isDirectory()) {
    const hosts = archiveName.test(item.path) ? (alone ? 'archive' : 'folder') : 'loose';
    return [{ ...fileInput(item.path, shown(item.path), item.stats, hosts), ...forced }];
  }
  return walk(item.path).map(({ path, stats, link }) =>
    link
      ? { path: shown(path), hosts: 'folder', ...forced, open: () => refuseLink() }
      : { ...fileInput(path, shown(path), stats, 'folder'), ...forced },
  );
}

function refuseLink(): never {
  throw Object.assign(new Error('link'), { code: 'a link that leads out of the folder' });
}

/** Turns what the command line names into evidence: files, folders, archives, `-`, and `NAME=PATH` of --host. */
export function gatherEvidence(paths: readonly string[], hosts: readonly string[]): EvidenceInput[] {
  const inputs: EvidenceInput[] = [];
  const named = paths.filter((path) => path !== '-').map((path) => look(path, null));
  const labelled = hosts.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1) throw new UsageError(`--host wants NAME=PATH, not ${pair}`);
    return look(pair.slice(at + 1), pair.slice(0, at));
  });
  const absent = [...named, ...labelled].filter((item) => item.stats === null);
  const stdin = paths.includes('-');
  if (absent.length > 0 && absent.length === named.length + labelled.length && !stdin)
    throw new UsageError(`no such file or folder: ${absent.map((item) => item.given).join(', ')}`);
  const root = commonFolder(named);
  const alone = named.length === 1 && labelled.length === 0 && !stdin;
  for (const item of named) inputs.push(...inputsOf(item, root, '', alone));
  for (const item of labelled) {
    const own = item.stats?.isDirectory() === true ? item.path : dirname(item.path);
    inputs.push(...inputsOf(item, own, `${item.host ?? ''}/`, false));
  }
  if (stdin) inputs.push({ path: 'standard-input', open: stdinStream });
  if (inputs.length === 0)
    throw new UsageError(`no files in ${paths.map((path) => basename(path) || path).join(', ')}`);
  return inputs;
}
