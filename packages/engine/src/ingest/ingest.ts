import {
  type ByteStream,
  collect,
  metered,
  type MeteredStream,
  peeked,
  type PeekedStream,
  pureSha256,
  type ReadAt,
  streamOf,
  type StreamHash,
} from './byte-stream.ts';
import { type BlobLike, blobSource } from '../protocol/source.ts';
import { readCab } from './cab.ts';
import { gunzip, type UnpackBudget } from './gzip.ts';
import { unxz } from './xz.ts';
import { type Draft, layOut, type Place, rename } from './layout.ts';
import { sameEndOnce } from './same-end.ts';
import { packetsFormat, packetsMember, withoutSecondCopies } from './second-copies.ts';
import type { TextReading } from '../formats/reader.ts';
import { archiveStem, comparePaths, harmlessPath } from './paths.ts';
import { type FileContext, type FileResult, noteOf, readCapture } from './read-file.ts';
import { type Kind, sniff, sniffBytes } from './sniff.ts';
import { readTar } from './tar.ts';
import {
  defaultIngestLimits,
  type EvidenceInput,
  type Ingested,
  type IngestedArtifact,
  type IngestLimit,
  type IngestLimits,
  type IngestNote,
  type IngestOptions,
} from './types.ts';
import { listZip, openZipEntry } from './zip.ts';

const firstLook = 8192;

/** A file about to be read, wherever it lies. */
/** What a stream was packed with, as its ending says; null: nothing. */
type Packing = 'gz' | 'xz' | null;

interface Node extends Place {
  readonly depth: number;
  readonly open: () => ByteStream | Promise<ByteStream>;
  readonly size: number | null;
  readonly readAt: ReadAt | null;
  /** A reason not to open it at all. */
  readonly refuse?: IngestNote;
  /** Format it is known by, where its bytes were made of another file. */
  readonly format?: string;
}

interface Run {
  readonly options: IngestOptions;
  readonly limits: IngestLimits;
  readonly createHash: () => StreamHash;
  readonly budget: UnpackBudget;
  readonly drafts: (Draft | undefined)[];
  /** Files met, those past the cap included. */
  seen: number;
  withinXz: boolean;
  /** One file is all that was given. */
  readonly sole: boolean;
}

/**
 * Reads all evidence: opens archives, tells kinds by content, feeds the readers, and gives every file its artifact id (a1 … in
 * the order of the paths). Nothing a file holds makes it throw; what could not be read is said in the artifact. Readers are loaded when a
 * file of their kind is met: to read a capture takes a part of them, and loading all may take longer than reading it.
 */
export async function ingest(inputs: readonly EvidenceInput[], options: IngestOptions): Promise<Ingested> {
  const limits = { ...defaultIngestLimits, ...options.limits };
  const run: Run = {
    options,
    limits,
    createHash: options.createHash ?? pureSha256,
    budget: {
      maxBytes: limits.maxUnpackedBytes,
      maxRatio: limits.maxRatio,
      ratioFrom: limits.ratioFrom,
      spent: 0,
      packed: 0,
    },
    drafts: [],
    withinXz: false,
    seen: 0,
    sole: inputs.length === 1,
  };
  const sorted = inputs
    .map((input) => ({ input, path: harmlessPath(input.path) }))
    .sort((a, b) => comparePaths(a.path, b.path));
  for (const { input, path } of sorted) {
    const names = path.split('/');
    await readNode(run, {
      names,
      parent: null,
      folders: input.hosts === 'folder' ? names.slice(0, -1) : [],
      depth: 0,
      open: input.open,
      size: input.size ?? null,
      readAt: input.readAt ?? null,
      root: input,
    });
  }
  const drafts = run.drafts.filter((draft) => draft !== undefined);
  const found: IngestLimit[] = [];
  if (run.seen > drafts.length)
    found.push({ what: 'files', cap: limits.maxEntries, seen: run.seen, kept: drafts.length });
  if (run.budget.spent > run.budget.maxBytes)
    found.push({
      what: 'unpacked-bytes',
      cap: run.budget.maxBytes,
      seen: run.budget.spent,
      kept: run.budget.maxBytes,
    });
  return { artifacts: await withBases(sameEndOnce(layOut(withoutSecondCopies(drafts)))), limits: found };
}

/** Marks what was read by a reader that nobody held against real output. Captures need not be asked about. */
async function withBases(artifacts: readonly IngestedArtifact[]): Promise<readonly IngestedArtifact[]> {
  if (artifacts.every(({ format }) => format === 'pcap' || format === 'pcapng')) return artifacts;
  const { basisOf } = await import('../formats/basis.ts');
  return artifacts.map((artifact) =>
    basisOf(artifact.format).known === 'unconfirmed' ? { ...artifact, unconfirmed: true } : artifact,
  );
}

async function readNode(run: Run, node: Node): Promise<void> {
  run.seen += 1;
  if (run.drafts.length >= run.limits.maxEntries) return;
  const place = run.drafts.length;
  const key = `a${place + 1}`;
  // Holds the place so that what lies inside an archive comes after it.
  run.drafts.push(undefined);
  const done = (result: FileResult, bytes: number, sha256: string | null): void => {
    const format = node.format ?? result.format;
    run.drafts[place] = { key, place: node, artifact: { bytes, sha256, ...result, format } };
  };
  if (node.refuse !== undefined) {
    done(outcome('unknown', 'unsupported', node.refuse), node.size ?? 0, null);
    return;
  }
  const lost = run.options.leaveOut?.get(place + 1);
  if (lost !== undefined) {
    const id = lost === 'memory' ? 'ingest.reader-memory' : 'ingest.reader-stuck';
    const reason = lost === 'memory' ? 'the reader ran out of memory' : 'the reader did not come to an end';
    const faults = [{ line: null, packet: null, reason }];
    done({ ...outcome('unknown', 'corrupt', { id, args: {} }), faults }, node.size ?? 0, null);
    return;
  }
  run.options.onOpen?.(place + 1);
  let meter: MeteredStream;
  let stream: PeekedStream;
  try {
    const opened = await node.open();
    meter = metered(watched(run, node, opened), opened.digest?.() ?? run.createHash());
    stream = peeked(meter);
  } catch (error) {
    done(outcome('unknown', 'corrupt', noteOf(error)), node.size ?? 0, null);
    return;
  }
  const context: FileContext = {
    artifact: key,
    name: node.names.at(-1) ?? '',
    readWire: run.options.readWire,
    limits: run.limits,
    ...(run.options.openEvents === undefined ? {} : { openEvents: run.options.openEvents }),
    sole: run.sole && node.depth === 0,
  };
  const result = await readStream(run, node, key, stream, context, node.depth, null);
  // A pipe may never end; a file does, and its digest is of the whole.
  const { bytes, sha256 } = node.size === null && node.depth === 0 ? await meter.soFar() : await meter.finish();
  await stream.close?.();
  const unopened = bytes === 0 && result.note?.id === 'ingest.unreadable';
  const { text } = result;
  if (text?.others === undefined || text.others.length === 0) {
    done(result, bytes, unopened ? null : sha256);
    return;
  }
  // A collection of several hosts: each of them is a member of it.
  const { others, ...first } = text;
  const { text: _, ...whole } = result;
  done(whole, bytes, sha256);
  for (const [index, reading] of [first, ...others].entries()) addMember(run, node, key, reading, index);
}

/** Adds what a file holds of one of its hosts. */
function addMember(run: Run, node: Node, parent: string, reading: TextReading, index: number): void {
  run.seen += 1;
  if (run.drafts.length >= run.limits.maxEntries) return;
  const own = `a${run.drafts.length + 1}`;
  const name = reading.hostName ?? `host ${index + 1}`;
  rename(reading, parent, own);
  run.drafts.push({
    key: own,
    place: {
      names: [...node.names, harmlessPath(name).replaceAll('/', '_')],
      parent,
      folders: node.folders,
      root: node.root,
      // By its short name, as a folder of the host would be called.
      host: name.split('.')[0] ?? name,
    },
    artifact: {
      bytes: 0,
      sha256: null,
      format: reading.format,
      status: reading.limits.length > 0 ? 'partial' : 'read',
      note: null,
      records: reading.records,
      faults: [],
      text: reading,
    },
  });
}

function watched(run: Run, node: Node, stream: ByteStream): ByteStream {
  const { onProgress } = run.options;
  if (onProgress === undefined) return stream;
  let bytes = 0;
  let told = 0;
  const path = node.names.join('/');
  onProgress(path, 0, node.size);
  return {
    async next() {
      const block = await stream.next();
      bytes += block?.length ?? 0;
      if (bytes - told > 2 ** 24) {
        told = bytes;
        onProgress(path, bytes, node.size);
      }
      return block;
    },
    close: async () => stream.close?.(),
  };
}

function outcome(format: string, status: FileResult['status'], note: IngestNote | null, records = 0): FileResult {
  return { format, status, note, records, faults: [] };
}

async function readStream(
  run: Run,
  node: Node,
  key: string,
  stream: PeekedStream,
  context: FileContext,
  depth: number,
  unpacked: Packing,
): Promise<FileResult> {
  const kind: Kind = sniff(await stream.peek(firstLook));
  switch (kind.kind) {
    case 'empty':
      try {
        await stream.next();
      } catch (error) {
        return outcome('unknown', 'corrupt', noteOf(error));
      }
      return outcome('empty', 'read', { id: 'ingest.empty', args: {} });
    case 'capture':
      return readCapture(stream, kind.format, context);
    case 'text':
      return readTexts(run, node, key, stream, kind, context);
    case 'der': {
      const { readDer } = await import('./read-binary.ts');
      return readDer(stream, context);
    }
    case 'registry': {
      const { readRegistry } = await import('./read-binary.ts');
      return readRegistry(stream, kind.format, context);
    }
    case 'event-log': {
      const { readEventLog } = await import('./event-log.ts');
      return readEventLog(stream, kind.format, context);
    }
    case 'trace':
      return readTrace(run, node, key, stream, context, depth);
    case 'binary':
      return outcome(kind.format, 'unsupported', {
        id: kind.format === 'unknown' ? 'ingest.binary-unknown' : 'ingest.binary-format',
        args: { format: kind.format },
      });
    case 'gzip':
      if (depth >= run.limits.maxDepth) return tooDeep(run, 'gzip');
      return readStream(run, node, key, peeked(gunzip(stream, run.budget)), context, depth + 1, 'gz');
    case 'xz':
      if (depth >= run.limits.maxDepth) return tooDeep(run, 'xz');
      return readXz(run, node, key, stream, context, depth);
    case 'archive':
      if (depth >= run.limits.maxDepth) return tooDeep(run, kind.format);
      if (kind.format === 'cab') return unpackCab(run, node, key, stream, depth);
      return kind.format === 'tar'
        ? unpackTar(run, node, key, stream, depth, unpacked)
        : unpackZip(run, node, key, stream, depth, unpacked);
  }
}

/** A text, or one that holds the output of many commands: then each of them is a member of it. */
async function readTexts(
  run: Run,
  node: Node,
  key: string,
  stream: PeekedStream,
  kind: Extract<Kind, { kind: 'text' }>,
  of: FileContext,
): Promise<FileResult> {
  const { formats } = run.options;
  const context = { ...of, formats: typeof formats === 'function' ? await formats() : formats };
  const { firstLines, readText } = await import('./read-text.ts');
  const { readSections, sectionedText } = await import('./sections.ts');
  const head = (await stream.peek(sniffBytes)).subarray(kind.skip, sniffBytes);
  const sectioned = sectionedText(firstLines(head, kind.encoding));
  if (sectioned === null) return readText(stream, kind, context);
  const unit = { key, name: null as string | null, stem: node.names.at(-1) ?? '' };
  const { name, ...result } = await readSections(stream, kind, context, sectioned, (title) => {
    run.seen += 1;
    if (run.drafts.length >= run.limits.maxEntries) return null;
    const place = run.drafts.length;
    const own = `a${place + 1}`;
    run.drafts.push(undefined);
    return {
      context: { ...context, artifact: own },
      done: (found, bytes) => {
        const { folders, root } = node;
        const names = [...node.names, ...harmlessPath(title).split('/')];
        run.drafts[place] = {
          key: own,
          place: { names, parent: key, folders, root, unit },
          artifact: { bytes, sha256: null, ...found },
        };
      },
    };
  });
  unit.name = name;
  return result;
}

/** A trace: its packets are a member of it, of the same host. */
async function readTrace(
  run: Run,
  node: Node,
  key: string,
  stream: PeekedStream,
  context: FileContext,
  depth: number,
): Promise<FileResult> {
  const { readEventTrace } = await import('./event-trace.ts');
  const { result, packets } = await readEventTrace(stream, context);
  if (packets === null) return result;
  await readNode(run, {
    names: [...node.names, packetsMember],
    parent: key,
    folders: node.folders,
    unit: { key, name: null, stem: node.names.at(-1) ?? '' },
    depth: depth + 1,
    open: () => streamOf(packets),
    size: packets.length,
    format: packetsFormat,
    readAt: null,
    root: node.root,
  });
  return result;
}

/** What is inside xz; of xz within xz nothing is read, for there is one unpacker, and the outer one would wait for the inner. */
async function readXz(
  run: Run,
  node: Node,
  key: string,
  stream: PeekedStream,
  context: FileContext,
  depth: number,
): Promise<FileResult> {
  if (run.withinXz) return outcome('xz', 'unsupported', { id: 'ingest.binary-format', args: { format: 'xz' } });
  const inside = unxz(stream, run.budget);
  run.withinXz = true;
  try {
    return await readStream(run, node, key, peeked(inside), context, depth + 1, 'xz');
  } finally {
    run.withinXz = false;
    await inside.close?.();
  }
}

function tooDeep(run: Run, format: string): FileResult {
  return outcome(format, 'unsupported', { id: 'ingest.depth-limit', args: { cap: run.limits.maxDepth } });
}

function childNode(node: Node, key: string, name: string, depth: number): Omit<Node, 'open' | 'size'> {
  const inner = harmlessPath(name).split('/');
  const own = node.depth === 0 && node.root.hosts !== 'folder' ? [] : [archiveStem(node.names.at(-1) ?? '')];
  const opened = node.depth === 0 && node.root.hosts === 'archive';
  return {
    names: opened ? inner : [...node.names, ...inner],
    parent: key,
    folders: [...node.folders, ...own, ...inner.slice(0, -1)],
    depth: depth + 1,
    readAt: null,
    root: node.root,
  };
}

async function unpackTar(
  run: Run,
  node: Node,
  key: string,
  stream: ByteStream,
  depth: number,
  unpacked: Packing,
): Promise<FileResult> {
  let records = 0;
  const format = unpacked === null ? 'tar' : `tar.${unpacked}`;
  try {
    for await (const entry of readTar(stream)) {
      records += 1;
      // Past the cap they are only counted.
      if (run.drafts.length >= run.limits.maxEntries) {
        run.seen += 1;
        continue;
      }
      await readNode(run, {
        ...childNode(node, key, entry.name, depth),
        open: () => entry.stream,
        size: entry.size,
        ...(entry.special ? { refuse: { id: 'ingest.link', args: {} } } : {}),
      });
    }
  } catch (error) {
    return outcome(format, records === 0 ? 'corrupt' : 'partial', noteOf(error), records);
  }
  return outcome(format, 'read', contentOf(records), records);
}

/** What is said of an archive by how many files it holds. */
function contentOf(records: number): IngestNote | null {
  return records === 0 ? { id: 'ingest.archive-empty', args: {} } : null;
}

async function unpackCab(run: Run, node: Node, key: string, stream: ByteStream, depth: number): Promise<FileResult> {
  let records = 0;
  try {
    const held = await collect(stream, run.limits.maxHeldArchive);
    if (held === null)
      return outcome('cab', 'unsupported', {
        id: 'ingest.held-archive-limit',
        args: { cap: run.limits.maxHeldArchive },
      });
    for (const entry of readCab(held, run.budget)) {
      records += 1;
      if (run.drafts.length >= run.limits.maxEntries) {
        run.seen += 1;
        continue;
      }
      await readNode(run, {
        ...childNode(node, key, entry.name, depth),
        open: () => entry.stream,
        size: entry.size,
      });
    }
  } catch (error) {
    return outcome('cab', records === 0 ? 'corrupt' : 'partial', noteOf(error), records);
  }
  return outcome('cab', 'read', contentOf(records), records);
}

async function unpackZip(
  run: Run,
  node: Node,
  key: string,
  stream: PeekedStream,
  depth: number,
  unpacked: Packing,
): Promise<FileResult> {
  try {
    let readAt = unpacked !== null ? null : node.readAt;
    let size = node.size;
    if (readAt === null || size === null) {
      const held = await collect(stream, run.limits.maxHeldArchive);
      if (held === null)
        return outcome('zip', 'unsupported', {
          id: 'ingest.held-archive-limit',
          args: { cap: run.limits.maxHeldArchive },
        });
      readAt = async (offset, length) => held.subarray(offset, offset + length);
      size = held.length;
    }
    const at = readAt;
    const total = size;
    const room = Math.max(run.limits.maxEntries - run.drafts.length, 0);
    const listing = await listZip(at, total, room);
    for (const entry of listing.entries)
      await readNode(run, {
        ...childNode(node, key, entry.name, depth),
        open: () => openZipEntry(at, total, entry, run.budget),
        size: entry.size,
        ...(entry.link ? { refuse: { id: 'ingest.link', args: {} } } : {}),
      });
    run.seen += listing.seen - listing.entries.length;
    if (!listing.salvaged) return outcome('zip', 'read', contentOf(listing.seen), listing.seen);
    return outcome(
      'zip',
      listing.entries.length === 0 ? 'corrupt' : 'partial',
      { id: 'ingest.zip-salvaged', args: { count: listing.entries.length } },
      listing.seen,
    );
  } catch (error) {
    return outcome('zip', 'corrupt', noteOf(error));
  }
}

/** An input over bytes in memory. */
export function bytesInput(path: string, bytes: Uint8Array, hosts: EvidenceInput['hosts'] = 'loose'): EvidenceInput {
  return {
    path,
    hosts,
    size: bytes.length,
    open: () => streamOf(bytes),
    readAt: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** An input over a Blob or File of a browser, read in blocks. */
export function blobInput(path: string, blob: BlobLike, hosts: EvidenceInput['hosts'] = 'loose'): EvidenceInput {
  return {
    path,
    hosts,
    size: blob.size,
    open: () => blobSource(blob),
    readAt: async (offset, length) =>
      new Uint8Array(await blob.slice(offset, Math.min(blob.size, offset + length)).arrayBuffer()),
  };
}
