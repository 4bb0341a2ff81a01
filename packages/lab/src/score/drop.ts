import type { Rng } from '../rng.ts';
import { joinCapture, splitCapture } from './capture-records.ts';
import type { EvidenceFile } from './evidence.ts';
import { readLineTime } from './log-times.ts';

/** Milliseconds; the slice that is taken away, both ends included. */
export interface Slice {
  from: number;
  to: number;
}

/** A random part of the files, at least one of them kept and at least one dropped. */
export function dropFiles(files: readonly EvidenceFile[], rng: Rng): EvidenceFile[] {
  const share = 0.2 + 0.6 * rng.next();
  const kept = files.filter(() => !rng.chance(share));
  if (kept.length === 0) return files.slice(0, 1);
  return kept.length === files.length ? kept.slice(1) : kept;
}

/** The file without a share of its packets or lines; headers stay. Files that are neither capture nor log stay whole. */
export function dropRecords(file: EvidenceFile, share: number, rng: Rng): EvidenceFile {
  if (file.kind === 'capture') {
    const capture = splitCapture(file.bytes);
    if (capture === null) return file;
    const kept = capture.records.filter(({ time }) => time === null || !rng.chance(share));
    return { ...file, bytes: joinCapture(capture, kept) };
  }
  if (file.kind !== 'log') return file;
  return withLines(file, (lines) => lines.filter(() => !rng.chance(share)));
}

function withLines(file: EvidenceFile, change: (lines: string[]) => string[]): EvidenceFile {
  const text = Buffer.from(file.bytes).toString('latin1');
  const ended = text.endsWith('\n');
  const lines = (ended ? text.slice(0, -1) : text).split('\n');
  const kept = change(lines);
  const out = kept.length === 0 ? '' : `${kept.join('\n')}${ended ? '\n' : ''}`;
  return { ...file, bytes: Buffer.from(out, 'latin1') };
}

/** First and last time of a capture's packets or a log's lines by the file's own clock; null when it has no times. */
export function windowOf(file: EvidenceFile, year: number): Slice | null {
  const times: number[] = [];
  if (file.kind === 'capture') {
    for (const { time } of splitCapture(file.bytes)?.records ?? []) if (time !== null) times.push(time);
  } else if (file.kind === 'log') {
    for (const line of Buffer.from(file.bytes).toString('latin1').split('\n')) {
      const time = readLineTime(line, year);
      if (time !== null) times.push(time);
    }
  }
  if (times.length === 0) return null;
  return { from: times.reduce((a, b) => Math.min(a, b)), to: times.reduce((a, b) => Math.max(a, b)) };
}

/**
 * The file without what lies in the slice, which is given on the file's own clock. Lines without a time go with the line
 * before them. A log that has no times at all stays whole.
 */
export function dropSlice(file: EvidenceFile, slice: Slice, year: number): EvidenceFile {
  const inside = (time: number): boolean => time >= slice.from && time <= slice.to;
  if (file.kind === 'capture') {
    const capture = splitCapture(file.bytes);
    if (capture === null) return file;
    const kept = capture.records.filter(({ time }) => time === null || !inside(time));
    return { ...file, bytes: joinCapture(capture, kept) };
  }
  if (file.kind !== 'log') return file;
  let dropping = false;
  return withLines(file, (lines) =>
    lines.filter((line) => {
      const time = readLineTime(line, year);
      if (time !== null) dropping = inside(time);
      return !dropping;
    }),
  );
}
