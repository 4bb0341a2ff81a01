import { blobInput, type EvidenceInput } from '@ipsec-doctor/engine';

/** A file with its path below what it was given with. */
export interface GivenFile {
  readonly path: string;
  readonly file: Blob;
}

/** Something dropped or chosen: a file, or a folder with what is in it. */
export interface Given {
  readonly name: string;
  readonly folder: boolean;
  readonly files: readonly GivenFile[];
  /** Host label the user gave; empty: the folder or the content tells. */
  readonly host: string;
}

const archiveName = /\.(?:zip|cab|tgz|txz|tar|tar\.gz|tar\.xz)$/i;

/** Names under which things given beside each other are shown: the second of the same name gets a number. */
function names(items: readonly Given[], of: (name: string) => string): string[] {
  const counts = new Map<string, number>();
  return items.map(({ name }) => {
    const shown = of(name);
    const count = (counts.get(shown) ?? 0) + 1;
    counts.set(shown, count);
    return count === 1 ? shown : `${shown} (${count})`;
  });
}

/**
 * Evidence of what was given, by the rules of the command: the folders of a folder given alone are hosts; of several things each
 * is shown under its name; what the user says of a host wins.
 */
export function evidenceOf(items: readonly Given[]): EvidenceInput[] {
  const full = names(items, (name) => name);
  const stems = names(items, (name) => name.replace(archiveName, ''));
  const perHost = new Map<string, number>();
  for (const { host } of items) perHost.set(host, (perHost.get(host) ?? 0) + 1);
  return items.flatMap((item, i) => {
    const { host } = item;
    const stem = stems[i] ?? item.name;
    const under = host !== '' ? (perHost.get(host) === 1 ? host : `${host}/${stem}`) : items.length === 1 ? null : stem;
    const more = { ...(host === '' ? {} : { host }), ...(under === null ? {} : { under }) };
    return item.files.map(({ path, file }): EvidenceInput => {
      if (item.folder) return { ...blobInput(path, file, 'folder'), ...more };
      const name = full[i] ?? item.name;
      return { ...blobInput(host === '' ? name : `${host}/${name}`, file, 'archive'), ...more };
    });
  });
}

/** Folders that hold nothing to be read. */
const skipped = new Set(['.git', 'node_modules']);
const maxFiles = 100_000;
const maxDepth = 32;

/** What was dropped: folders are walked. */
export async function fromDrop(data: DataTransfer): Promise<Given[]> {
  // Entries must all be asked for before the first wait: afterwards the browser has forgotten them.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return fromFiles(data.files);
  const given: Given[] = [];
  for (const entry of entries) {
    const files: GivenFile[] = [];
    await walk(entry, '', 0, files);
    given.push({ name: entry.name, folder: entry.isDirectory, files, host: '' });
  }
  return given;
}

async function walk(entry: FileSystemEntry, at: string, depth: number, into: GivenFile[]): Promise<void> {
  if (into.length >= maxFiles) return;
  if (isFile(entry)) {
    const file = await new Promise<File | null>((done) => entry.file(done, () => done(null)));
    if (file !== null) into.push({ path: at === '' ? file.name : at, file });
    return;
  }
  if (!isFolder(entry) || depth > maxDepth || (depth > 0 && skipped.has(entry.name))) return;
  const reader = entry.createReader();
  for (;;) {
    // A reader hands out a hundred or so at a time.
    const some = await new Promise<FileSystemEntry[]>((done) => reader.readEntries(done, () => done([])));
    if (some.length === 0) return;
    for (const inner of some) await walk(inner, at === '' ? inner.name : `${at}/${inner.name}`, depth + 1, into);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Files that were chosen, one by one or with their folder. */
export function fromFiles(list: FileList): Given[] {
  const folders = new Map<string, GivenFile[]>();
  const given: Given[] = [];
  for (const file of list) {
    const [folder, ...rest] = file.webkitRelativePath.split('/');
    if (folder === undefined || rest.length === 0) {
      given.push({ name: file.name, folder: false, files: [{ path: file.name, file }], host: '' });
      continue;
    }
    if (rest.some((name) => skipped.has(name))) continue;
    const files = folders.get(folder) ?? [];
    folders.set(folder, files);
    if (files.length < maxFiles) files.push({ path: rest.join('/'), file });
  }
  for (const [name, files] of folders) given.push({ name, folder: true, files, host: '' });
  return given;
}
