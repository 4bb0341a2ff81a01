import { manifestName } from '../collection/manifest.ts';
import type { Draft } from './layout.ts';
import { comparePaths } from './paths.ts';

/** A manifest and the files that lie beside it. */
interface Collected {
  readonly own: Draft;
  readonly name: string;
  readonly machine: string | null;
  /** Files beside it that are what it says, byte for byte. */
  readonly proven: readonly Draft[];
  readonly beside: readonly Draft[];
}

const folderKey = ({ place }: Draft): string =>
  JSON.stringify([place.root.under ?? null, place.parent, place.names.slice(0, -1)]);

/**
 * Host labels by `manifest.json`. It speaks only for files beside it that have the digest it gives them, so that one that was left
 * behind, copied or forged labels nothing; a folder that is called otherwise keeps its name as the label, as folders do. Two hosts of
 * one name stay two, unless both manifests give the same machine. A manifest that does not fit its files gets a note.
 */
export function manifestLabels(
  drafts: readonly Draft[],
  hints: ReadonlyMap<Draft, string | null>,
): ReadonlyMap<Draft, string> {
  const labels = new Map<Draft, string>();
  const manifests = drafts.filter(
    ({ place, artifact }) => artifact.text?.manifest !== undefined && place.names.at(-1) === manifestName,
  );
  if (manifests.length === 0) return labels;
  const folders = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = folderKey(draft);
    const known = folders.get(key);
    if (known === undefined) folders.set(key, [draft]);
    else known.push(draft);
  }
  const found = manifests
    .map((own) => hold(own, folders.get(folderKey(own)) ?? []))
    .filter(({ proven }) => proven.length > 0)
    .sort((a, b) => comparePaths(pathOf(a.own), pathOf(b.own)));
  const users = new Map<string, Collected[]>();
  for (const one of found) users.set(one.name, [...(users.get(one.name) ?? []), one]);
  for (const [name, same] of users) {
    const distinct: Collected[] = [];
    for (const one of same) {
      let at = distinct.findIndex(({ machine }) => machine !== null && machine === one.machine);
      if (at < 0) at = distinct.push(one) - 1;
      labelOne(one, at === 0 ? name : `${name} (${at + 1})`, hints, labels);
    }
  }
  return labels;
}

const pathOf = ({ place }: Draft): string => [place.root.under ?? '', ...place.names].join('/');

function labelOne(
  one: Collected,
  label: string,
  hints: ReadonlyMap<Draft, string | null>,
  labels: Map<Draft, string>,
): void {
  const folder = hints.get(one.own) ?? null;
  if (folder === null) {
    for (const draft of [one.own, ...one.proven]) labels.set(draft, label);
    return;
  }
  // A collector names its folder for the host and the time: what lies in it is of one host either way.
  if (!folder.startsWith(`${one.name}_`)) return;
  for (const draft of one.beside) if (hints.get(draft) === folder) labels.set(draft, label);
}

function hold(own: Draft, beside: readonly Draft[]): Collected {
  const manifest = own.artifact.text?.manifest;
  const byName = new Map(beside.map((draft) => [draft.place.names.at(-1) ?? '', draft]));
  const proven: Draft[] = [];
  const wrong: string[] = [];
  for (const { name, sha256, bytes } of manifest?.files ?? []) {
    const draft = byName.get(name);
    if (draft === undefined || draft === own) wrong.push(name);
    else if (sha256 === null && draft.artifact.bytes === bytes) continue;
    else if (draft.artifact.sha256 === sha256) proven.push(draft);
    else wrong.push(name);
  }
  const [first] = wrong.sort();
  if (first !== undefined) {
    const note = { id: 'ingest.manifest-differs', args: { count: wrong.length, name: first } };
    Object.assign(own.artifact, { status: 'partial', note });
  }
  return {
    own,
    name: manifest?.host.name ?? '',
    machine: manifest?.host.machine ?? null,
    proven,
    beside,
  };
}
