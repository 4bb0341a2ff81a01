/** The single files of what is given: folders as they are, archives opened, with limits on depth, count and size. */
import { type ByteStream, collect, peeked, type PeekedStream, StreamFault } from '../ingest/byte-stream.ts';
import { readCab } from '../ingest/cab.ts';
import { gunzip, type UnpackBudget } from '../ingest/gzip.ts';
import { archiveStem, comparePaths, harmlessPath } from '../ingest/paths.ts';
import { type Kind, sniff, sniffBytes } from '../ingest/sniff.ts';
import { readTar } from '../ingest/tar.ts';
import { defaultIngestLimits, type EvidenceInput, type IngestLimits } from '../ingest/types.ts';
import { unxz } from '../ingest/xz.ts';
import { listZip, openZipEntry } from '../ingest/zip.ts';

/** Why a file is not there in what was made; an id of the bundle's catalogue. */
export type LeftOut =
  | 'link'
  | 'damaged'
  | 'limit'
  | 'too-deep'
  | 'encrypted'
  | 'unknown-binary'
  | 'guarded'
  | 'derived'
  | 'secrets'
  | 'not-redactable';

/** One file. `stream` has to be read (or not) before the next is asked for. */
export interface Member {
  /** Harmless path: no drive, no `..`. */
  readonly path: string;
  readonly kind: Kind;
  /** Packed with gzip, whose unpacked content `stream` gives. */
  readonly packed: boolean;
  readonly stream: PeekedStream;
  /** It is not opened, and why. */
  readonly refused: LeftOut | null;
}

interface Run {
  readonly limits: IngestLimits;
  readonly budget: UnpackBudget;
  seen: number;
}

const firstLook = 8192;
const empty: ByteStream = { next: async () => null };

/** Files of all inputs, in the order of their paths. Nothing they hold makes it throw. */
export async function* membersOf(
  inputs: readonly EvidenceInput[],
  limits: Partial<IngestLimits> = {},
): AsyncGenerator<Member, void, void> {
  const all = { ...defaultIngestLimits, ...limits };
  const { maxUnpackedBytes: maxBytes, maxRatio, ratioFrom } = all;
  const run: Run = { limits: all, budget: { maxBytes, maxRatio, ratioFrom, spent: 0, packed: 0 }, seen: 0 };
  const sorted = inputs
    .map((input) => ({
      input,
      path: harmlessPath(input.under === undefined ? input.path : `${input.under}/${input.path}`),
    }))
    .sort((a, b) => comparePaths(a.path, b.path));
  for (const { input, path } of sorted) {
    let stream: PeekedStream;
    try {
      stream = peeked(await input.open());
    } catch {
      yield refusal(path, 'damaged');
      continue;
    }
    yield* opened(run, path, stream, 0, false, inputs.length === 1, input);
    await stream.close?.();
  }
}

function refusal(path: string, refused: LeftOut): Member {
  return { path, kind: { kind: 'empty' }, packed: false, stream: peeked(empty), refused };
}

async function* opened(
  run: Run,
  path: string,
  stream: PeekedStream,
  depth: number,
  packed: boolean,
  alone: boolean,
  input?: EvidenceInput,
): AsyncGenerator<Member, void, void> {
  if (++run.seen > run.limits.maxEntries) {
    if (run.seen === run.limits.maxEntries + 1) yield refusal(path, 'limit');
    return;
  }
  const kind = sniff((await stream.peek(firstLook)).subarray(0, sniffBytes));
  if (kind.kind !== 'gzip' && kind.kind !== 'xz' && kind.kind !== 'archive') {
    yield { path, kind, packed, stream, refused: null };
    return;
  }
  if (depth >= run.limits.maxDepth) {
    yield refusal(path, 'too-deep');
    return;
  }
  if (kind.kind === 'gzip') {
    yield* opened(run, path, peeked(gunzip(stream, run.budget)), depth + 1, true, alone);
    return;
  }
  if (kind.kind !== 'archive') {
    yield* opened(
      run,
      path.replace(/\.xz$/i, '').replace(/\.txz$/i, '.tar'),
      peeked(unxz(stream, run.budget)),
      depth + 1,
      false,
      alone,
    );
    return;
  }
  // What was packed as a whole is the folder itself; an archive within others is a folder among them.
  const under = alone && depth <= 1 && input !== undefined ? '' : `${archiveStem(path)}/`;
  const inside = alone && packed ? '' : under;
  yield* archive(run, kind.format, path, inside, stream, depth, input);
}

async function* archive(
  run: Run,
  format: 'zip' | 'tar' | 'cab',
  path: string,
  under: string,
  stream: PeekedStream,
  depth: number,
  input: EvidenceInput | undefined,
): AsyncGenerator<Member, void, void> {
  try {
    if (format === 'tar') {
      for await (const entry of readTar(stream)) {
        const name = under + harmlessPath(entry.name);
        if (entry.special) yield refusal(name, 'link');
        else yield* opened(run, name, peeked(entry.stream), depth + 1, false, false);
        if (run.seen > run.limits.maxEntries) return;
      }
      return;
    }
    let readAt = depth === 0 ? (input?.readAt ?? null) : null;
    let size = input?.size ?? 0;
    if (readAt === null || format === 'cab') {
      const held = await collect(stream, run.limits.maxHeldArchive);
      if (held === null) {
        yield refusal(path, 'limit');
        return;
      }
      if (format === 'cab') {
        for (const entry of readCab(held, run.budget)) {
          yield* opened(run, under + harmlessPath(entry.name), peeked(entry.stream), depth + 1, false, false);
          if (run.seen > run.limits.maxEntries) return;
        }
        return;
      }
      readAt = async (offset, length) => held.subarray(offset, offset + length);
      size = held.length;
    }
    const at = readAt;
    const listing = await listZip(at, size, run.limits.maxEntries);
    for (const entry of listing.entries) {
      const name = under + harmlessPath(entry.name);
      if (entry.link) {
        yield refusal(name, 'link');
        continue;
      }
      let one: PeekedStream;
      try {
        one = peeked(await openZipEntry(at, size, entry, run.budget));
      } catch (error) {
        yield refusal(
          name,
          error instanceof StreamFault && error.id === 'ingest.zip-encrypted' ? 'encrypted' : 'damaged',
        );
        continue;
      }
      yield* opened(run, name, one, depth + 1, false, false);
      if (run.seen > run.limits.maxEntries) return;
    }
    if (listing.seen > listing.entries.length) yield refusal(path, 'limit');
  } catch {
    yield refusal(path, 'damaged');
  }
}
