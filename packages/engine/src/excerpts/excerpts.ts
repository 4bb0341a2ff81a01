import { isoTime } from '../correlation/wire-attempts.ts';
import type { Excerpt, ExcerptLine, ExcerptPacket, Excerpts } from '../document/excerpts.ts';
import type { Diagnosis, DocumentSource, Limit } from '../document/types.ts';
import { maskLogLine } from '../formats/shared/mask-log.ts';
import type { TextReader } from '../formats/reader.ts';
import type { ByteStream } from '../ingest/byte-stream.ts';
import type { EvidenceInput } from '../ingest/types.ts';
import { readCapture } from '../protocol/capture/read.ts';
import { type Packet, toNs } from '../protocol/capture/types.ts';
import { shownOf } from './payload.ts';
import { findKeys, revisit, type RevisitOptions, type Visitor } from './revisit.ts';
import { type Cited, citedBy, sourcesInOrder } from './wanted.ts';

export interface ExcerptLimits {
  readonly maxSources: number;
  /** Bytes shown of one packet, and of all. */
  readonly maxPacketBytes: number;
  readonly maxBytes: number;
  readonly maxPacketsPerSource: number;
  readonly maxLinesPerSource: number;
  /** Characters of one line. */
  readonly maxLine: number;
}

export const defaultExcerptLimits: ExcerptLimits = {
  maxSources: 5000,
  maxPacketBytes: 2048,
  maxBytes: 2 * 2 ** 20,
  maxPacketsPerSource: 8,
  maxLinesPerSource: 40,
  maxLine: 500,
};

/** Lines shown before and after a cited one. */
const neighbours = 2;

/** Lists of secrets: their lines are quoted and never opened. */
const closed = new Set(['ipsec-secrets']);

interface HeldPacket extends ExcerptPacket {
  readonly datagram: string | null;
  /** The bytes that may be shown when the fragment turns out to be of IKE. */
  readonly all: Uint8Array;
}

/** What was found in one file. */
interface Found {
  readonly packets: Map<number, HeldPacket>;
  readonly lines: Map<number, string>;
  /** Two cited lines are the first and the last of a section, as readers of configurations cite. */
  readonly sections: boolean;
}

/**
 * Goes over the evidence again and fetches what stands at the cited places of a document: bytes of packets, lines with two
 * neighbours. Secrets are masked as the readers mask them, traffic of users and lists of secrets are not opened. Bounded; what was
 * left out is declared. Never rejects because of what a file holds.
 */
export async function excerptsOf(
  doc: Diagnosis,
  inputs: readonly EvidenceInput[],
  options: RevisitOptions & { readonly excerpts?: Partial<ExcerptLimits> } = {},
): Promise<Excerpts> {
  const limits = { ...defaultExcerptLimits, ...options.excerpts };
  const keys = await findKeys(doc, inputs, options);
  const ids = sourcesInOrder(doc);
  const wanted = ids.slice(0, limits.maxSources);
  const cited = citedBy(doc, wanted);
  const byKey = new Map<string, { readonly id: string; readonly cited: Cited }>();
  for (const [id, of] of cited) {
    const key = keys.get(id);
    if (key !== undefined) byKey.set(key, { id, cited: of });
  }
  const found = new Map<string, Found>();
  const fragments = new Set<string>();
  const visitor: Visitor = {
    text(key, format) {
      const file = byKey.get(key);
      if (file === undefined || file.cited.lines.size === 0 || closed.has(format.format))
        return { line: () => {}, end: () => {} };
      const lines = new Map<number, string>();
      const reader = format.open('');
      found.set(file.id, { packets: new Map(), lines, sections: reader.quotable !== undefined });
      return textVisitor(reader, file.cited.lines, lines, limits);
    },
    async capture(key, stream) {
      const file = byKey.get(key);
      if (file === undefined || file.cited.packets.size === 0) return;
      const packets = new Map<number, HeldPacket>();
      found.set(file.id, { packets, lines: new Map(), sections: false });
      await fetchPackets(stream, file.cited.packets, packets, fragments, limits);
    },
  };
  await revisit(inputs, visitor, options);
  const bySource = new Map<string, Excerpt>();
  const sources = new Map(doc.sources.map((source) => [source.id, source]));
  let bytes = 0;
  let opened = 0;
  for (const id of wanted) {
    const source = sources.get(id);
    const file = source === undefined ? undefined : found.get(source.artifact);
    if (source === undefined || file === undefined) continue;
    const excerpt = excerptAt(source, file, fragments, limits);
    if (excerpt === null) continue;
    opened += 1;
    bytes += sizeOf(excerpt);
    if (bytes <= limits.maxBytes) bySource.set(id, excerpt);
  }
  const declared: Limit[] = [];
  if (ids.length > wanted.length)
    declared.push({ what: 'excerpts', cap: limits.maxSources, seen: ids.length, kept: wanted.length });
  if (opened > bySource.size)
    declared.push({ what: 'excerpt-bytes', cap: limits.maxBytes, seen: opened, kept: bySource.size });
  return { bySource, limits: declared };
}

/** The lines themselves and those around them. */
function near(lines: ReadonlySet<number>): Set<number> {
  const all = new Set<number>();
  const sorted = [...lines].sort((a, b) => a - b);
  sorted.forEach((line, i) => {
    for (let at = line - neighbours; at <= line + neighbours; at += 1) all.add(at);
    // A section of a configuration is cited by its first and last line.
    const next = sorted[i + 1] ?? line;
    if (next - line <= 30) for (let at = line; at < next; at += 1) all.add(at);
  });
  return all;
}

function textVisitor(
  reader: TextReader,
  cited: ReadonlySet<number>,
  lines: Map<number, string>,
  limits: ExcerptLimits,
): { line(text: string, number: number): void; end(): void } {
  const put = (number: number, text: string): void => {
    lines.set(number, text.length > limits.maxLine ? `${text.slice(0, limits.maxLine - 1)}…` : text);
  };
  const wanted = near(cited);
  // Where secrets stand in a configuration only its reader knows: it reads the whole. What it could not read to its end may hold
  // secrets where it does not know of them, so only the cited lines are shown then.
  if (reader.quotable !== undefined)
    return {
      line: (text, number) => reader.line(text, number),
      end: () => {
        const whole = reader.end().faults.length === 0;
        for (const number of whole ? wanted : cited) {
          const text = reader.quotable?.(number) ?? null;
          if (text !== null) put(number, text);
        }
      },
    };
  return {
    line: (text, number) => {
      if (wanted.has(number)) put(number, maskLogLine(text));
    },
    end: () => {},
  };
}

async function fetchPackets(
  stream: ByteStream,
  wanted: ReadonlySet<number>,
  packets: Map<number, HeldPacket>,
  fragments: Set<string>,
  limits: ExcerptLimits,
): Promise<void> {
  const last = Math.max(...wanted);
  let seen = 0;
  const until: ByteStream = { next: async () => (seen >= last ? null : stream.next()) };
  await readCapture(until, (packet: Packet) => {
    seen = packet.number;
    if (!wanted.has(packet.number)) return;
    const shown = shownOf(packet);
    const room = Math.min(packet.capturedLength, limits.maxPacketBytes);
    const all = packet.bytes.slice(packet.offset, packet.offset + room);
    if (shown.tells === 'ike' && shown.datagram !== null) fragments.add(shown.datagram);
    packets.set(packet.number, {
      number: packet.number,
      time: packet.timed ? isoTime(toNs(packet.seconds, packet.nanoseconds)) : null,
      bytes: all.subarray(0, Math.min(shown.bytes, room)),
      captured: packet.capturedLength,
      length: packet.originalLength,
      hidden: shown.bytes < packet.capturedLength ? 'payload' : room < packet.capturedLength ? 'cap' : null,
      datagram: shown.tells === null ? shown.datagram : null,
      all,
    });
  });
}

function excerptAt(
  source: DocumentSource,
  file: Found,
  fragments: ReadonlySet<string>,
  limits: ExcerptLimits,
): Excerpt | null {
  const packets = source.at
    .flatMap((step) => ('packet' in step ? (file.packets.get(step.packet) ?? []) : []))
    .slice(0, limits.maxPacketsPerSource)
    .map(
      ({ datagram, all, ...packet }): ExcerptPacket =>
        datagram !== null && fragments.has(datagram)
          ? { ...packet, bytes: all, hidden: all.length < packet.captured ? 'cap' : null }
          : packet,
    );
  if (packets.length > 0) return { kind: 'packets', packets };
  const cited = new Set(source.at.flatMap((step) => ('line' in step ? [step.line] : [])));
  if (![...cited].some((line) => file.lines.has(line))) return null;
  const lines: ExcerptLine[] = [];
  let before: number | null = null;
  const [first, last] = [Math.min(...cited), Math.max(...cited)];
  const isCited = (line: number): boolean => cited.has(line) || (file.sections && line > first && line < last);
  for (const number of [...near(cited)].sort((a, b) => a - b)) {
    const text = file.lines.get(number);
    if (text === undefined) continue;
    if (lines.length >= limits.maxLinesPerSource) break;
    if (before !== null && number > before + 1) lines.push({ number: null, text: '', cited: false });
    before = number;
    lines.push({ number, text, cited: isCited(number) });
  }
  return { kind: 'lines', lines };
}

function sizeOf(excerpt: Excerpt): number {
  return excerpt.kind === 'packets'
    ? excerpt.packets.reduce((sum, packet) => sum + packet.bytes.length, 0)
    : excerpt.lines.reduce((sum, line) => sum + line.text.length, 0);
}
