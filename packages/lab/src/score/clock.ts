import { shiftCapture } from './capture-records.ts';
import type { EvidenceFile } from './evidence.ts';
import { shiftDates, shiftLine } from './log-times.ts';

/** The file as its host would have written it with its clock `seconds` ahead (negative: behind). */
export function shiftFile(file: EvidenceFile, seconds: number, year: number): EvidenceFile {
  if (file.kind === 'capture') return { ...file, bytes: shiftCapture(file.bytes, seconds) };
  if (file.kind === 'configuration') return file;
  const text = Buffer.from(file.bytes).toString('latin1');
  const moved =
    file.kind === 'log'
      ? text
          .split('\n')
          .map((line) => shiftLine(line, seconds, year))
          .join('\n')
      : shiftDates(text, seconds);
  return { ...file, bytes: Buffer.from(moved, 'latin1') };
}
