import { manifestLabels } from './manifest-labels.ts';
import { archiveStem, comparePaths, hostName, wrappedBy } from './paths.ts';
import type { EvidenceInput, IngestedArtifact } from './types.ts';

/** Where a file was found. */
export interface Place {
  /** Names from the root to the file; the members of an archive that is read as a folder have its names left out. */
  readonly names: readonly string[];
  /** Key of the archive it lay in. */
  readonly parent: string | null;
  /** Folder names below the root, for host labels. */
  readonly folders: readonly string[];
  readonly root: EvidenceInput;
  /** What a member that is of one host says that the host is called. */
  readonly host?: string;
  /** The text of many commands that it is a section of: they are all of one host. */
  readonly unit?: Unit;
}

/** Files that were taken from one host in one go. */
export interface Unit {
  readonly key: string;
  /** What it says the host is called. */
  readonly name: string | null;
  /** File name, for want of another. */
  readonly stem: string;
}

/** A file that was read, before it has its place among the others. */
export interface Draft {
  /** Stands for the artifact in its sources until it has an id. */
  readonly key: string;
  readonly place: Place;
  readonly artifact: Omit<IngestedArtifact, 'id' | 'key' | 'path' | 'parent' | 'hostHint'>;
}

/** Files whose folders are looked at together: those of one folder, or the members of one archive that is read as a folder. */
interface Group {
  readonly under: string | null;
  readonly members: readonly Draft[];
  /** Folders that wrap everything. */
  readonly skipped: 0 | 1;
  readonly archive: Draft | null;
}

interface Placed {
  readonly draft: Draft;
  readonly path: string;
  readonly hostHint: string | null;
}

/**
 * Gives what was read its order, ids, paths and host labels. They depend on names inside what was given and on content alone:
 * not on where it lies, on the order it was given or packed in, or on whether a folder was packed.
 */
export function layOut(drafts: readonly Draft[]): IngestedArtifact[] {
  const groups = groupsOf(drafts);
  const hints = hintsOf(groups);
  const units = unitLabels(drafts);
  const collected = manifestLabels(drafts, hints);
  const skipped = new Map<Draft, { readonly count: 0 | 1; readonly under: string | null }>();
  const folded = new Set<string>();
  for (const group of groups) {
    for (const member of group.members) skipped.set(member, { count: group.skipped, under: group.under });
    // An archive stands for its folder; it is told of when there is something to tell.
    if (group.archive !== null && group.archive.artifact.status === 'read') folded.add(group.archive.key);
  }
  const children = new Map<string | null, Placed[]>();
  for (const draft of drafts) {
    if (folded.has(draft.key)) continue;
    const { root, names, parent } = draft.place;
    const at = skipped.get(draft) ?? { count: 0, under: null };
    const path = [...(at.under === null ? [] : [at.under]), ...names.slice(at.count)].join('/');
    const key = parent === null || folded.has(parent) ? null : parent;
    const placed = {
      draft,
      path,
      hostHint: draft.place.host ?? root.host ?? collected.get(draft) ?? hints.get(draft) ?? units.get(draft) ?? null,
    };
    const known = children.get(key);
    if (known === undefined) children.set(key, [placed]);
    else known.push(placed);
  }
  const ordered: IngestedArtifact[] = [];
  const counts = new Map<string, number>();
  const emit = (key: string | null, parent: string | null): void => {
    for (const { draft, path, hostHint } of (children.get(key) ?? []).sort(inOrder)) {
      const count = (counts.get(path) ?? 0) + 1;
      counts.set(path, count);
      const id = `a${ordered.length + 1}`;
      if (id !== draft.key) rename(draft.artifact, draft.key, id);
      ordered.push({
        ...draft.artifact,
        id,
        key: draft.key,
        path: count === 1 ? path : `${path} (${count})`,
        parent,
        hostHint,
      });
      emit(draft.key, id);
    }
  };
  emit(null, null);
  return ordered;
}

function inOrder(a: Placed, b: Placed): number {
  return (
    comparePaths(a.path, b.path) ||
    comparePaths(a.draft.artifact.sha256 ?? '', b.draft.artifact.sha256 ?? '') ||
    comparePaths(a.hostHint ?? '', b.hostHint ?? '')
  );
}

function groupsOf(drafts: readonly Draft[]): Group[] {
  const groups: Group[] = [];
  const folders = new Map<string | null, Draft[]>();
  const archives = new Map<EvidenceInput, { own: Draft | null; members: Draft[] }>();
  for (const draft of drafts) {
    const { root, parent } = draft.place;
    const under = root.under ?? null;
    if (root.hosts === 'folder') {
      const known = folders.get(under);
      if (known === undefined) folders.set(under, [draft]);
      else known.push(draft);
    } else if (root.hosts === 'archive') {
      const known = archives.get(root) ?? { own: null, members: [] };
      if (parent === null) known.own = draft;
      else known.members.push(draft);
      archives.set(root, known);
    }
  }
  for (const [under, members] of folders) groups.push({ under, members, skipped: 0, archive: null });
  for (const [root, { own, members }] of archives) {
    // A text of many commands is no folder, though it has members.
    if (members.length === 0 || own?.artifact.format === 'ipsec-barf') continue;
    const skipped = wrappedBy(
      members.map(({ place }) => place.folders),
      archiveStem(own?.place.names.at(-1) ?? ''),
    );
    groups.push({ under: root.under ?? null, members, skipped, archive: own });
  }
  return groups;
}

/**
 * Host labels by folder. What was given alone: its folders are the hosts. What was given beside others: its folders too, when
 * nothing else lies in it or there are several; else it is itself a host's folder. A name used by several things says nothing.
 */
function hintsOf(groups: readonly Group[]): Map<Draft, string | null> {
  const hints = new Map<Draft, string | null>();
  const users = new Map<string, number>();
  for (const { under, members, skipped } of groups) {
    // A folder that sos made is one host as a whole: what lies in it are places of that host's own disk.
    const report = members.some(({ place }) => place.folders[skipped] === reportFolder);
    const inside = members.map(({ place }) => (report ? null : hostName(place.folders[skipped])));
    const names = new Set(inside.filter((name) => name !== null));
    const divided =
      under === null ||
      names.size > 1 ||
      (names.size === 1 && members.every((draft, i) => inside[i] !== null || !isEvidence(draft)));
    const whole = divided ? null : under.split('/').findLast((name) => hostName(name) !== null);
    members.forEach((draft, i) => hints.set(draft, divided ? (inside[i] ?? null) : (whole ?? null)));
    for (const name of divided ? names : whole === undefined || whole === null ? [] : [whole])
      users.set(name, (users.get(name) ?? 0) + 1);
  }
  for (const [draft, name] of hints) if (name !== null && (users.get(name) ?? 0) > 1) hints.set(draft, null);
  return hints;
}

/** The folder of a report that the outputs of commands lie in (sos(1)). */
const reportFolder = 'sos_commands';

/** Names that many hosts have say nothing. */
const commonNames: ReadonlySet<string> = new Set(['localhost', 'localhost.localdomain', '(none)', 'none', 'unknown']);

/**
 * Labels for what was taken from one host in one go and has none by its folder: the sections of one text, the files of one report.
 * It is what its host is called there, else the name of the file.
 */
function unitLabels(drafts: readonly Draft[]): Map<Draft, string> {
  const units = new Map<string, { readonly members: Draft[]; readonly name: string | null; readonly stem: string }>();
  const join = (draft: Draft, { key, name, stem }: Unit): void => {
    const known = units.get(key);
    if (known === undefined) units.set(key, { members: [draft], name, stem });
    else known.members.push(draft);
  };
  const reports = new Set<string>();
  for (const { place } of drafts) {
    const at = place.names.indexOf(reportFolder);
    if (at >= 0 && at < place.names.length - 1) reports.add(reportKey(place, at));
  }
  for (const draft of drafts) {
    const { place } = draft;
    if (place.unit !== undefined) join(draft, place.unit);
    else
      for (let depth = 0; depth < place.names.length && reports.size > 0; depth++)
        if (reports.has(reportKey(place, depth)))
          join(draft, { key: reportKey(place, depth), name: null, stem: place.names[depth - 1] ?? 'sosreport' });
  }
  const computers = new Set(drafts.flatMap(({ place }) => namedFile.exec(place.names.at(-1) ?? '')?.[1] ?? []));
  for (const draft of drafts) {
    const computer = computerOf(draft.place.names.at(-1) ?? '', computers);
    if (computer === null || draft.place.unit !== undefined) continue;
    const key = `computer ${reportKey(draft.place, draft.place.names.length - 1)} ${computer}`;
    join(draft, { key, name: computer, stem: computer });
  }
  const labels = new Map<Draft, string>();
  for (const { members, name, stem } of units.values()) {
    const told = [name, ...members.map(({ artifact }) => artifact.text?.hostName ?? null)];
    const fit = told.find((one) => one !== null && /^[A-Za-z0-9._-]{1,64}$/.test(one) && !commonNames.has(one));
    for (const member of members) labels.set(member, fit ?? archiveStem(stem).replace(/\.txt$/, ''));
  }
  return labels;
}

/**
 * Files of IPsec_Debug.vbs of the isolation guide (table 7.3), which names them by the computer they were made on; what was asked of
 * a server has its name as well.
 */
const namedFile =
  /^([A-Za-z0-9][A-Za-z0-9_-]{0,62})_(?:FileVer|gpresult|ipsec_547_events|ipsec_policy_version|ipseccmd_show_all|kerberos_events|klist_purge_mt|lsass|netdiag|netsh_show_all|netsh_show_gpo|oakley|OSInfo|RegDefault|userenv|winlogon)\.(?:txt|log)$/i;
const askedFile = /^([A-Za-z0-9][A-Za-z0-9_-]{0,62})_[A-Za-z0-9.-]{1,255}_(?:netview|ping)\.txt$/i;

/** Where both names have underscores in them, the other files tell which part is the computer's. */
function computerOf(file: string, computers: ReadonlySet<string>): string | null {
  const name = namedFile.exec(file)?.[1];
  if (name !== undefined) return name;
  if (!askedFile.test(file)) return null;
  const known = [...computers].filter((one) => file.startsWith(`${one}_`)).sort((a, b) => b.length - a.length);
  return known[0] ?? file.slice(0, file.indexOf('_'));
}

function reportKey({ root, names }: Place, depth: number): string {
  return `report ${root.under ?? ''} ${names.slice(0, depth).join('/')}`;
}

function isEvidence({ artifact }: Draft): boolean {
  return artifact.text !== undefined || artifact.wire !== undefined;
}

/** Sources lie this deep in a reading at most. */
const maxDepth = 24;

/** Puts the id of an artifact into every source of what was read from it. */
export function rename(value: unknown, from: string, to: string, depth = 0): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth > maxDepth) return;
  if (Array.isArray(value)) {
    for (const element of value) rename(element, from, to, depth + 1);
    return;
  }
  const record = value as Record<string, unknown>;
  if (record['artifact'] === from) record['artifact'] = to;
  for (const key in record) rename(record[key], from, to, depth + 1);
}
