import type { Rng } from '../rng.ts';
import { type CaptureRecord, joinCapture, splitCapture } from './capture-records.ts';
import type { EvidenceFile } from './evidence.ts';

/** A cut of the evidence and what it was. */
export interface Cut {
  readonly how: string;
  readonly files: EvidenceFile[];
}

const headerLength = 28;
const exchanges: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 32, 33, 34, 35, 36, 37, 38, 43]);

/** Where the IKE header of a packet begins (RFC 7296 3.1): behind UDP on port 500, or behind the non-ESP marker on 4500; -1 without one. */
function headerAt(bytes: Buffer): number {
  const onPort = (at: number): boolean =>
    at >= 0 && [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)].some((port) => port === 500 || port === 4500);
  for (let at = 28; at + headerLength <= Math.min(bytes.length, 160); at++) {
    const version = bytes[at + 17];
    if ((version !== 0x10 && version !== 0x20) || !exchanges.has(bytes[at + 18] ?? 0)) continue;
    const length = bytes.readUInt32BE(at + 24);
    if (length < headerLength || length > 0xffff || bytes.readBigUInt64BE(at) === 0n) continue;
    if (onPort(at - 8) || (bytes.readUInt32BE(at - 4) === 0 && onPort(at - 12))) return at;
  }
  return -1;
}

/** What a message is by its header in clear: version, exchange type, and for IKEv2 whether it answers; null for other packets. */
export function ikeKind({ bytes, time }: CaptureRecord): string | null {
  if (time === null) return null;
  const at = headerAt(bytes);
  if (at < 0) return null;
  const v2 = bytes[at + 17] === 0x20;
  const answers = ((bytes[at + 19] ?? 0) & 0x20) !== 0;
  return `IKEv${v2 ? 2 : 1} exchange ${bytes[at + 18]}${v2 ? (answers ? ' response' : ' request') : ''}`;
}

/** A line without what differs from one negotiation to the next: its time, who wrote it, and numbers. */
export function lineKind(line: string): string {
  const words = line.replace(/^.*?(?:\d\d\[[A-Z]{3}\]|pluto\[\d+\]:|\d\d:\d\d:\d\d\.\d+:)/, '');
  return words
    .split(' ')
    .map((word) => (/\d/.test(word) ? '#' : word))
    .join(' ')
    .trim()
    .slice(0, 60);
}

const linesOf = ({ bytes }: EvidenceFile): string[] => Buffer.from(bytes).toString('latin1').split('\n');

/** One kind of IKE message taken out of every capture: what a display filter, or an export of some packets, leaves out. */
export function withoutMessages(files: readonly EvidenceFile[], rng: Rng): Cut | null {
  const captures = new Map(
    files.flatMap((file) => {
      const capture = file.kind === 'capture' ? splitCapture(file.bytes) : null;
      return capture === null ? [] : [[file, capture] as const];
    }),
  );
  const kinds = [...captures.values()].flatMap(({ records }) => records.flatMap((record) => ikeKind(record) ?? []));
  if (kinds.length === 0) return null;
  const kind = rng.pick([...new Set(kinds)].sort());
  return {
    how: `captures without ${kind}`,
    files: files.map((file) => {
      const capture = captures.get(file);
      if (capture === undefined) return file;
      const kept = capture.records.filter((record) => ikeKind(record) !== kind);
      return kept.length === capture.records.length ? file : { ...file, bytes: joinCapture(capture, kept) };
    }),
  };
}

/** One kind of line taken out of every log: what a search for some words, or another log level, leaves out. */
export function withoutLines(files: readonly EvidenceFile[], rng: Rng): Cut | null {
  const logs = files.filter(({ kind }) => kind === 'log');
  const kinds = [...new Set(logs.flatMap((file) => linesOf(file).map(lineKind)))].filter((kind) => kind !== '').sort();
  if (kinds.length === 0) return null;
  const kind = rng.pick(kinds);
  return {
    how: `logs without lines like "${kind}"`,
    files: files.map((file) => {
      if (!logs.includes(file)) return file;
      const lines = linesOf(file);
      const kept = lines.filter((line) => lineKind(line) !== kind);
      return kept.length === lines.length ? file : { ...file, bytes: Buffer.from(kept.join('\n'), 'latin1') };
    }),
  };
}
