import { bytesOfFile, type EvidenceFile } from '../causes/play.fixture.ts';
import { textFormats } from '../formats/index.ts';
import { bytesInput, ingest } from '../ingest/ingest.ts';
import { readWire } from '../protocol/wire.ts';
import { buildAccount, type Account } from './account.ts';

/** The account of evidence in memory: each folder is a host, or the files lie loose and find their hosts themselves. */
export async function accountOf(
  files: readonly EvidenceFile[],
  hosts: 'folder' | 'loose' = 'folder',
): Promise<Account> {
  const inputs = files.map((file) => bytesInput(file.path, bytesOfFile(file), hosts));
  const { artifacts } = await ingest(inputs, { formats: textFormats, readWire });
  return buildAccount(artifacts.filter((artifact) => artifact.text !== undefined || artifact.wire !== undefined));
}

/** Paths of the artifacts that have holes. */
export async function holesOf(files: readonly EvidenceFile[]): Promise<readonly string[]> {
  const { artifacts, unreliable } = await accountOf(files);
  return artifacts.filter(({ id }) => unreliable.has(id)).map(({ path }) => path);
}

/** The host each file was sorted to, by path. */
export function hostsByPath(account: Account): Readonly<Record<string, string | null>> {
  return Object.fromEntries(account.artifacts.map(({ id, path }) => [path, account.hostOf.get(id) ?? null]));
}

/** The evidence without the lines of one log that fit a pattern. */
export function unsaid(files: readonly EvidenceFile[], path: string, pattern: RegExp): EvidenceFile[] {
  return files.map((file) => {
    if (file.path !== path || !('lines' in file)) return file;
    const lines = file.lines.filter((line) => !pattern.test(line));
    if (lines.length === file.lines.length) throw new TypeError(`no ${pattern.source} in ${path}`);
    return { path, lines };
  });
}
