/**
 * Redacts evidence: two passes over it, one that learns what is a name, one that writes. What comes out is diagnosed like what went in; what
 * cannot be redacted is left out and said to be. Runs in browsers.
 */
import {
  isFilterListing,
  isUnreadListing,
  mayHoldListings,
  reducedListing,
  withoutListings,
} from './filter-listing.ts';
import { hasComments, withoutComment } from './guarded.ts';
import { type ByteStream, type PeekedStream } from '../ingest/byte-stream.ts';
import { comparePaths, hostName } from '../ingest/paths.ts';
import type { EvidenceInput, IngestLimits } from '../ingest/types.ts';
import { isRegHeader } from '../formats/registry/reg-file.ts';
import { concatBytes } from '../protocol/bytes.ts';
import { utf8, utf8Bytes } from '../protocol/text.ts';
import { collectionNames } from './collections.ts';
import { manifestName, maxManifestBytes } from '../collection/manifest.ts';
import { CaptureRedactor } from './captures.ts';
import { learnCertificate, replaceCertificate, replaceDer } from './der.ts';
import { eventLogLines } from './event-logs.ts';
import { Frames } from './frames.ts';
import { isLdif, ldifText } from './ldif-files.ts';
import { TextLearner } from './learn.ts';
import { type LeftOut, type Member, membersOf } from './members.ts';
import { type Audience, type Counted, Redaction } from './redaction.ts';
import { readRegistryFile, registryText, registryTexts } from './registry-files.ts';
import { isJournalJson, withoutOctets } from './journal-octets.ts';
import { isSecretFile, isSecretText } from './secret-files.ts';
import { blocksOf, decoder, encoder, firstText, hold, type TextKind, textOf } from './text-coding.ts';
import { TextRedactor } from './text.ts';

const ownManifest = 'redaction.json';
/** What `bundle create` makes of the evidence; octets of packets stand in some of it. */
export const derivedNames: ReadonlySet<string> = new Set([
  'bundle.json',
  'diagnosis.json',
  'diagram.svg',
  'questions.md',
  'report.html',
  'report.md',
]);

export interface RedactOptions {
  /** `redactionKeyLength` octets; the same key gives the same pseudonyms. */
  readonly key: Uint8Array;
  readonly audience?: Audience;
  readonly limits?: Partial<IngestLimits>;
  /** Told of each file as it is opened. */
  readonly onFile?: (path: string, pass: 'learn' | 'write') => void;
}

/** Takes the files of the result in the order they are made. */
export interface RedactSink {
  /** A new file; what follows is its content. */
  open(path: string): void | Promise<void>;
  write(bytes: Uint8Array): void | Promise<void>;
  close(): void | Promise<void>;
}

/** How a file was redacted. */
export type RedactedAs = 'text' | 'capture' | 'event-xml' | 'registry-export' | 'certificate' | 'empty';

export interface RedactedFile {
  /** Path in the result. */
  readonly path: string;
  readonly as: RedactedAs;
  readonly damaged: boolean;
}

/** What was done, without a word of what was there. */
export interface RedactReport {
  readonly files: readonly RedactedFile[];
  /** Files that are not in the result, by the path they would have. */
  readonly leftOut: readonly { readonly path: string; readonly why: LeftOut }[];
  readonly counts: Readonly<Partial<Record<Counted, number>>>;
  readonly audience: Audience;
  /** Certificates are there with other names and keys: no signature over them, or over an identity, verifies any more. */
  readonly signaturesInvalid: boolean;
}

export interface Redacted {
  readonly report: RedactReport;
  /** What undoes it, for the sender alone. */
  readonly undo: ReturnType<Redaction['names']['undo']>;
}

interface Work {
  readonly redaction: Redaction;
  readonly frames: Frames;
  text: TextRedactor;
}

/** Redacts all of `inputs` into `sink`. Inputs are opened twice. */
export async function redact(
  inputs: readonly EvidenceInput[],
  sink: RedactSink,
  options: RedactOptions,
): Promise<Redacted> {
  const redaction = new Redaction(options.key, options.audience);
  const frames = new Frames(redaction);
  for await (const member of membersOf(inputs, options.limits)) {
    options.onFile?.(member.path, 'learn');
    if (derivedNames.has(member.path)) continue;
    await learn(member, redaction, frames);
  }
  const work: Work = { redaction, frames, text: new TextRedactor(redaction) };
  const files: RedactedFile[] = [];
  const leftOut: { path: string; why: LeftOut }[] = [];
  const taken = new Set<string>([ownManifest]);
  for await (const member of membersOf(inputs, options.limits)) {
    options.onFile?.(member.path, 'write');
    const path = redactedPath(member.path, work);
    if (member.path === ownManifest) continue;
    if (derivedNames.has(member.path)) {
      leftOut.push({ path: member.path, why: 'derived' });
      continue;
    }
    const refused = member.refused ?? (isSecretFile(member.path) ? 'secrets' : null);
    if (refused !== null) {
      leftOut.push({ path, why: refused });
      continue;
    }
    const done = await write(member, path, work, sink, taken);
    if (typeof done === 'string') leftOut.push({ path, why: done });
    else files.push(done);
  }
  const counts = redaction.counted();
  const report: RedactReport = {
    files: files.sort((a, b) => comparePaths(a.path, b.path)),
    leftOut: leftOut.sort((a, b) => comparePaths(a.path, b.path)),
    counts,
    audience: redaction.audience,
    signaturesInvalid: (counts.certificates ?? 0) > 0 || (counts['proofs-removed'] ?? 0) > 0,
  };
  return { report, undo: redaction.names.undo() };
}

/** Folders are named for hosts, and files often are. */
function learnPath(path: string, redaction: Redaction): void {
  const names = path.split('/');
  for (const folder of names.slice(0, -1)) if (hostName(folder) !== null) redaction.names.learn(folder);
  const computer = /^([A-Za-z0-9][A-Za-z0-9-]{1,62})_/.exec(names.at(-1) ?? '')?.[1];
  if (computer !== undefined) redaction.names.learn(computer);
}

/** Signs that steer a terminal, or change the order in which a name is read. */
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function redactedPath(path: string, { text }: Work): string {
  return utf8(concatBytes(text.push(utf8Bytes(path)), text.end())).replaceAll(steering, '_');
}

async function learn(member: Member, redaction: Redaction, frames: Frames): Promise<void> {
  learnPath(member.path, redaction);
  const { kind, stream } = member;
  const learner = new TextLearner(redaction);
  try {
    switch (kind.kind) {
      case 'text': {
        const decode = decoder(kind);
        if (member.path.split('/').at(-1) === manifestName)
          for (const name of collectionNames(utf8(decode(new Uint8Array(await stream.peek(maxManifestBytes))))))
            redaction.names.learn(name);
        const again = decoder(kind);
        for await (const block of plainBlocks(stream, firstText(await stream.peek(4096), kind), again))
          learner.push(block);
        learner.end();
        return;
      }
      case 'capture': {
        const reader = new CaptureRedactor(
          redaction,
          frames,
          (bytes) => {
            learner.push(bytes);
            learner.end();
            return bytes;
          },
          true,
        );
        for await (const block of blocksOf(stream)) reader.push(block);
        reader.end();
        return;
      }
      case 'event-log':
        await eventLogLines(stream, kind.format, (line) => learner.push(utf8Bytes(`${line}\n`)));
        learner.end();
        return;
      case 'der': {
        const held = await hold(stream);
        if (held !== null) learnCertificate(held, redaction);
        return;
      }
      case 'registry': {
        const held = await hold(stream);
        if (held === null) return;
        for (const text of registryTexts(readRegistryFile(kind.format, held, ''))) learner.push(utf8Bytes(text));
        learner.end();
      }
    }
  } catch {
    // What cannot be read to its end is said when it is written.
  }
}

async function write(
  member: Member,
  wanted: string,
  work: Work,
  sink: RedactSink,
  taken: Set<string>,
): Promise<RedactedFile | LeftOut> {
  const { kind, stream } = member;
  const { redaction } = work;
  const as: RedactedAs | null =
    kind.kind === 'event-log'
      ? 'event-xml'
      : kind.kind === 'registry'
        ? 'registry-export'
        : kind.kind === 'der'
          ? 'certificate'
          : kind.kind === 'text' || kind.kind === 'capture' || kind.kind === 'empty'
            ? kind.kind
            : null;
  if (as === null) return 'unknown-binary';
  const head = kind.kind === 'text' ? firstText(await stream.peek(4096), kind) : '';
  if (isSecretText(head)) return 'secrets';
  const vendor = kind.kind === 'text' && redaction.audience === 'vendor';
  let reduced: string | null = null;
  if (vendor && (isFilterListing(head) || mayHoldListings(head))) {
    const held = await hold(stream);
    const whole = held === null ? null : textOf(held, kind);
    if (whole !== null && mayHoldListings(head)) reduced = withoutListings(whole).text;
    else reduced = whole === null ? null : reducedListing(whole);
    redaction.count('guarded-facts-removed', 1);
    if (reduced === null) return 'guarded';
  } else if (vendor && isUnreadListing(head)) {
    redaction.count('guarded-facts-removed', 1);
    return 'guarded';
  }
  const isExport = kind.kind === 'text' && isRegHeader(head.split(/\r?\n/, 1)[0] ?? '');
  const ending = as === 'event-xml' ? '.xml' : as === 'registry-export' ? '.reg' : '';
  const unpacked = member.packed ? wanted.replace(/\.gz$/i, '') : wanted;
  const path = free(ending === '' || unpacked.toLowerCase().endsWith(ending) ? unpacked : unpacked + ending, taken);
  await sink.open(path);
  let damaged = false;
  try {
    // A stream that gives nothing may have been stopped: then that is told now.
    if (as === 'empty') await stream.next();
    if (as === 'capture') damaged = await writeCapture(stream, work, sink);
    else if (as === 'event-xml' && kind.kind === 'event-log')
      damaged = await writeEvents(stream, kind.format, work, sink);
    else if (as === 'certificate') damaged = await writeDer(stream, work, sink);
    else if (as === 'registry-export' || isExport) damaged = await writeRegistry(stream, kind, work, sink);
    else if (kind.kind === 'text' && reduced !== null) await writeWhole(reduced, kind, work, sink);
    else if (kind.kind === 'text' && isLdif(head)) damaged = await writeLdif(stream, kind, work, sink);
    else if (kind.kind === 'text' && redaction.audience === 'vendor' && hasComments(head))
      damaged = await writeUncommented(stream, kind, work, sink);
    else if (kind.kind === 'text') await writeText(stream, kind, work, sink);
  } catch {
    damaged = true;
    await sink.write(work.text.end());
  }
  await sink.close();
  return { path, as: isExport ? 'registry-export' : as, damaged };
}

function free(path: string, taken: Set<string>): string {
  let own = path;
  const dot = path.lastIndexOf('.');
  const [stem, ending] = dot > path.lastIndexOf('/') + 1 ? [path.slice(0, dot), path.slice(dot)] : [path, ''];
  for (let i = 2; taken.has(own); i++) own = `${stem}-${i}${ending}`;
  taken.add(own);
  return own;
}

/** The blocks of a text as UTF-8; a journal without arrays of octets, in which nothing could be told. */
async function* plainBlocks(
  stream: PeekedStream,
  head: string,
  decode: (block: Uint8Array) => Uint8Array,
): AsyncGenerator<Uint8Array, void, void> {
  const decoded = (async function* (): AsyncGenerator<Uint8Array, void, void> {
    for await (const block of blocksOf(stream)) yield decode(block);
  })();
  yield* isJournalJson(head) ? withoutOctets(decoded) : decoded;
}

async function writeText(stream: PeekedStream, kind: TextKind, work: Work, sink: RedactSink): Promise<void> {
  const decode = decoder(kind);
  const encode = encoder(kind);
  await sink.write(encode.start);
  for await (const block of plainBlocks(stream, firstText(await stream.peek(4096), kind), decode))
    await sink.write(encode.of(work.text.push(block)));
  await sink.write(encode.of(work.text.end()));
}

async function writeUncommented(stream: PeekedStream, kind: TextKind, work: Work, sink: RedactSink): Promise<boolean> {
  const held = await hold(stream);
  if (held === null) return true;
  await writeWhole(textOf(held, kind).split('\n').map(withoutComment).join('\n'), kind, work, sink);
  return false;
}

async function writeWhole(text: string, kind: TextKind, work: Work, sink: RedactSink): Promise<void> {
  const encode = encoder(kind);
  await sink.write(encode.start);
  await sink.write(encode.of(concatBytes(work.text.push(utf8Bytes(text)), work.text.end())));
}

async function writeLdif(stream: PeekedStream, kind: TextKind, work: Work, sink: RedactSink): Promise<boolean> {
  const held = await hold(stream);
  if (held === null) return true;
  const plain = (own: string): string => utf8(concatBytes(work.text.push(utf8Bytes(own)), work.text.end()));
  await sink.write(utf8Bytes(ldifText(textOf(held, kind), work.redaction, plain)));
  return false;
}

async function writeCapture(stream: ByteStream, work: Work, sink: RedactSink): Promise<boolean> {
  const own = new CaptureRedactor(work.redaction, work.frames, (bytes) =>
    concatBytes(work.text.push(bytes), work.text.end()),
  );
  for await (const block of blocksOf(stream)) await sink.write(own.push(block));
  await sink.write(own.end());
  return own.damaged;
}

async function writeEvents(stream: ByteStream, format: 'evtx' | 'evt', work: Work, sink: RedactSink): Promise<boolean> {
  const pending: Uint8Array[] = [utf8Bytes('<?xml version="1.0" encoding="utf-8"?>\n<Events>\n')];
  const { faults } = await eventLogLines(stream, format, (line) =>
    pending.push(work.text.push(utf8Bytes(`${line}\n`))),
  );
  pending.push(work.text.push(utf8Bytes('</Events>\n')), work.text.end());
  for (const one of pending) await sink.write(one);
  return faults > 0;
}

async function writeDer(stream: PeekedStream, work: Work, sink: RedactSink): Promise<boolean> {
  const held = await hold(stream);
  if (held === null) return true;
  if (!replaceCertificate(held, work.redaction) && !replaceDer(held, work.redaction)) return true;
  await sink.write(held);
  return false;
}

async function writeRegistry(
  stream: PeekedStream,
  kind: Member['kind'],
  work: Work,
  sink: RedactSink,
): Promise<boolean> {
  const held = await hold(stream);
  if (held === null) return true;
  const file =
    kind.kind === 'registry'
      ? readRegistryFile(kind.format, held, '')
      : readRegistryFile('registry-export', held, kind.kind === 'text' ? textOf(held, kind) : '');
  const text = (own: string): string => utf8(concatBytes(work.text.push(utf8Bytes(own)), work.text.end()));
  const made = registryText(file, work.redaction, text);
  const out = new Uint8Array(2 * made.length);
  for (let i = 0; i < made.length; i++) {
    out[2 * i] = made.charCodeAt(i) & 255;
    out[2 * i + 1] = made.charCodeAt(i) >> 8;
  }
  await sink.write(out);
  return file.faults.length > 0;
}
