import { makeRng, type Rng } from '../rng.ts';
import type { Label, Subset } from '../types.ts';
import { shiftFile } from './clock.ts';
import { dropFiles, dropRecords, dropSlice, type Slice, windowOf } from './drop.ts';
import { type EvidenceFile, inSubset, type Recorded } from './evidence.ts';
import { FILTERS, filterCapture } from './filter.ts';
import { withoutLines, withoutMessages } from './kinds.ts';

export const SUBSETS: Subset[] = [
  'all',
  'initiator',
  'responder',
  'captures',
  'logs',
  'capture-initiator',
  'capture-responder',
  'log-initiator',
  'log-responder',
];

export type VariantKind = Subset | 'no-configuration' | 'clock' | 'swapped' | 'renamed' | 'loose' | 'drop';

/** One cut or change of a recording. */
export interface Variant {
  name: string;
  kind: VariantKind;
  /** What was drawn, to be told in a report. */
  how: string;
  files: EvidenceFile[];
  /** Whether paths still say which host a file is of. */
  folders: boolean;
  /** Folder label in the variant → label in the draw, where folders were exchanged. */
  exchanged: Partial<Record<Label, Label>>;
  /** Variants that hold at least this evidence and whose answer must not be weaker. */
  within: string[];
}

const HOUR = 3600;
const LIMIT = 9 * HOUR;

/** Every variant of a recording. Same seed, same variants. */
export function variantsOf(recorded: Recorded, seed: number, drops: number): Variant[] {
  const { files, roles, scenario, year } = recorded;
  const base = { folders: true, exchanged: {}, how: '' };
  const variants: Variant[] = [];
  for (const subset of SUBSETS) {
    const within = subset === 'all' ? [] : ['all', ...containing(subset)];
    const cut = files.filter((file) => inSubset(file, subset, roles));
    variants.push({ ...base, name: subset, kind: subset, files: cut, within });
  }
  const bare = files.filter((file) => file.kind !== 'configuration');
  variants.push({ ...base, name: 'no-configuration', kind: 'no-configuration', files: bare, within: ['all'] });
  const rng = makeRng(seed, `score ${scenario.id}`);
  const labels = [...new Set(files.flatMap((file) => (file.host === null ? [] : [file.host])))];
  for (const label of labels) {
    const seconds = drawShift(rng);
    variants.push({
      ...base,
      name: `clock-${label}`,
      kind: 'clock',
      how: `clock of ${label} ${seconds} s`,
      files: files.map((file) => (file.host === label ? shiftFile(file, seconds, year) : file)),
      within: [],
    });
  }
  if (labels.includes('a') && labels.includes('b')) variants.push(swapped(files));
  variants.push(renamed(files, rng), loose(files, rng));
  for (let index = 0; index < drops; index++) {
    const drop = drawDrop(recorded, labels, index, makeRng(seed, `drop ${index} ${scenario.id}`));
    variants.push({ ...base, within: ['all'], ...drop, name: `drop-${index + 1}`, kind: 'drop' });
  }
  return variants;
}

function containing(subset: Subset): string[] {
  const [kind, role] = subset.split('-');
  return role === undefined ? [] : [role, `${kind ?? ''}s`];
}

/** Whole hours, as a wrong zone gives, or any number of seconds; up to nine hours either way. */
function drawShift(rng: Rng): number {
  const seconds = rng.chance(0.5) ? HOUR * (1 + rng.int(9)) : 30 + rng.int(LIMIT - 30);
  return rng.chance(0.5) ? seconds : -seconds;
}

function swapped(files: EvidenceFile[]): Variant {
  const other: Record<Label, Label> = { a: 'b', b: 'a', c: 'c' };
  return {
    name: 'swapped',
    kind: 'swapped',
    how: 'folders a and b exchanged',
    files: files.map((file) =>
      file.host === null ? file : { ...file, path: `${other[file.host]}${file.path.slice(1)}`, host: other[file.host] },
    ),
    folders: true,
    exchanged: { a: 'b', b: 'a' },
    within: [],
  };
}

function renamed(files: EvidenceFile[], rng: Rng): Variant {
  return {
    name: 'renamed',
    kind: 'renamed',
    how: 'random file names in the folders of the hosts',
    files: files.map((file) => ({ ...file, path: `${file.host ?? ''}/${rng.word(8)}` })),
    folders: true,
    exchanged: {},
    within: [],
  };
}

function loose(files: EvidenceFile[], rng: Rng): Variant {
  return {
    name: 'loose',
    kind: 'loose',
    how: 'everything in one folder under random names',
    files: files.map((file) => ({ ...file, path: rng.word(8), host: null })),
    folders: false,
    exchanged: {},
    within: [],
  };
}

function drawDrop(
  recorded: Recorded,
  labels: readonly Label[],
  index: number,
  rng: Rng,
): { how: string; files: EvidenceFile[]; within?: string[] } {
  const { files, year } = recorded;
  const sort = index % 6;
  if (sort === 0) {
    const kept = dropFiles(files, rng);
    const gone = files.filter((file) => !kept.includes(file));
    const paths = (of: readonly EvidenceFile[]): string => of.map(({ path }) => path).join(' ');
    const how = kept.length < gone.length ? `only the files ${paths(kept)}` : `without the files ${paths(gone)}`;
    return { how, files: kept };
  }
  const host = rng.chance(0.3) ? null : rng.pick(labels);
  if (sort === 1) {
    const share = rng.pick([0.03, 0.1, 0.3, 0.6]);
    return {
      how: `without ${share * 100} % of the records of ${host ?? 'every host'}`,
      files: files.map((file) => (host === null || file.host === host ? dropRecords(file, share, rng) : file)),
    };
  }
  if (sort === 3) {
    const filter = rng.pick(FILTERS);
    const alone = host !== null && rng.chance(0.4);
    const left = alone ? files.filter((file) => file.host === host) : files;
    return {
      how: `${alone ? 'that end alone, ' : ''}captures of ${host ?? 'every host'} taken with: ${filter}`,
      files: left.map((file) => (host === null || file.host === host ? filtered(recorded, file, filter) : file)),
    };
  }
  if (sort === 4) {
    const filter = rng.pick(FILTERS);
    const captures = files.filter(({ kind }) => kind === 'capture');
    return {
      how: `captures alone, those of ${host ?? 'every host'} taken with: ${filter}`,
      files: captures.map((file) => (host === null || file.host === host ? filtered(recorded, file, filter) : file)),
      within: ['all', 'captures'],
    };
  }
  if (sort === 5) {
    const cut = rng.chance(0.5) ? withoutMessages(files, rng) : withoutLines(files, rng);
    return cut ?? { how: 'nothing of a kind', files };
  }
  const label = host ?? rng.pick(labels);
  const part = rng.pick(['start', 'middle', 'end'] as const);
  const share = 0.15 + 0.5 * rng.next();
  const files2 = sliceHost(files, label, part, share, year);
  return { how: `without ${Math.round(share * 100)} % of the time of ${label} (${part})`, files: files2 };
}

function filtered({ scenario }: Recorded, file: EvidenceFile, filter: string): EvidenceFile {
  const host = file.host === null ? undefined : scenario.draw.hosts[file.host];
  return host === undefined ? file : filterCapture(file, filter.replace('HOST', host.address));
}

/** Take a slice of time from all timed files of one host; with the end go the listings that were taken last. */
function sliceHost(
  files: readonly EvidenceFile[],
  label: Label,
  part: 'start' | 'middle' | 'end',
  share: number,
  year: number,
): EvidenceFile[] {
  const own = files.filter((file) => file.host === label);
  const capture = own.find((file) => file.kind === 'capture');
  const window = capture === undefined ? null : windowOf(capture, year);
  const slice = window === null ? null : partOf(window, part, share);
  return files.flatMap((file) => {
    if (file.host !== label || slice === null || window === null) return [file];
    if (file.kind === 'state') return part === 'end' ? [] : [file];
    const times = file.kind === 'log' ? windowOf(file, year) : window;
    if (times === null) return [file];
    // A log's wall clock differs from the capture's UTC by whole quarters of an hour.
    const quarter = 900_000;
    const zone = Math.round((times.from - window.from) / quarter) * quarter;
    return [dropSlice(file, { from: slice.from + zone, to: slice.to + zone }, year)];
  });
}

function partOf({ from, to }: Slice, part: 'start' | 'middle' | 'end', share: number): Slice {
  const length = (to - from) * share;
  const day = 86_400_000;
  if (part === 'start') return { from: from - day, to: from + length };
  if (part === 'end') return { from: to - length, to: to + day };
  const begin = from + (to - from - length) / 2;
  return { from: begin, to: begin + length };
}
