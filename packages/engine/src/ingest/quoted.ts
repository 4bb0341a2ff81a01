/**
 * Daemons' lines quoted within somebody's own sentences: `I get "no shared key found for 'a' - 'b'"`. Only asked of a single small text
 * without times that no reader knows, a question as it was typed: among other evidence a text in sentences is somebody's notes.
 */
import type { TextFormat, TextReading } from '../formats/reader.ts';
import { explainDaemonMessage as explainCharon } from '../formats/charon-log/index.ts';
import { lineFront } from '../formats/log-lines/index.ts';
import { explainDaemonMessage as explainPluto } from '../formats/pluto-log/index.ts';

/** Lines of a question; what is longer is no question. */
export const maxQuotedLines = 80;
const maxPieces = 12;
/** Words of a daemon: shorter pieces are anybody's. */
const minLength = 16;

export interface QuotedLine {
  readonly text: string;
  readonly line: number;
}

const quotes: readonly (readonly [open: string, close: string])[] = [
  ['`', '`'],
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
  ['「', '」'],
];

/** Pieces of a line that may be a daemon's, the most literal first. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const [open, close] of quotes) {
    let at = text.indexOf(open);
    while (at >= 0 && pieces.length < maxPieces) {
      const end = text.indexOf(close, at + 1);
      if (end < 0) break;
      pieces.push(text.slice(at + 1, end));
      at = text.indexOf(open, open === close ? end : end + 1);
    }
  }
  const plain = text
    .replaceAll('`', '')
    .replaceAll('**', '')
    .replace(/^[\s>]+/, '');
  pieces.push(plain);
  let from = 0;
  for (let n = 0; n < 4; n++) {
    const colon = plain.indexOf(': ', from);
    if (colon < 0) break;
    pieces.push(plain.slice(colon + 2));
    from = colon + 2;
  }
  // The dot that ends a sentence is not the daemon's.
  return pieces
    .flatMap((piece) => (piece.endsWith('.') ? [piece, piece.slice(0, -1)] : [piece]))
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= minLength && piece.split(' ').length >= 3);
}

/** How sure a reader is of a line with a front that no other product writes. */
const ownFront = 60;
/** Literal words of a daemon's message without a front, in characters: less of them stands in anybody's sentence. */
const minLiteral = 18;

/** Whether a piece is a message of this log's daemon beyond chance. */
function saidBy(format: TextFormat, piece: string): boolean {
  const score = format.sniff([piece], '');
  if (score === 0 || score >= ownFront) return score > 0;
  const told =
    format.format === 'charon-log'
      ? explainCharon(piece)
      : format.format.startsWith('pluto-')
        ? explainPluto(piece)
        : [];
  const [wording = ''] = told[0]?.wordings ?? [];
  return wording.replaceAll(/\{[A-Za-z0-9_]+\}/g, '').length >= minLiteral;
}

/** What is quoted in these lines, read by the reader of a log that knows most of it; null when nobody knows any, or a line has a time. */
export function readQuoted(
  lines: readonly QuotedLine[],
  formats: readonly TextFormat[],
  artifact: string,
): { readonly format: TextFormat; readonly reading: TextReading } | null {
  if (lines.length > maxQuotedLines) return null;
  const front = lineFront();
  if (lines.some(({ text }) => front.read(text)?.timeText != null)) return null;
  const logs = formats.filter(({ format }) => format.endsWith('-log') || format === 'pluto-console');
  const pieces = lines.map(({ text, line }) => ({ line, pieces: piecesOf(text.slice(0, 2000)) }));
  let best: { format: TextFormat; known: QuotedLine[] } | null = null;
  for (const format of logs) {
    const known: QuotedLine[] = [];
    for (const { line, pieces: among } of pieces) {
      const text = among.find((piece) => saidBy(format, piece));
      if (text !== undefined) known.push({ text, line });
    }
    if (known.length > (best?.known.length ?? 0)) best = { format, known };
  }
  if (best === null) return null;
  const reader = best.format.open(artifact, '');
  for (const { text, line } of best.known) reader.line(text, line);
  const reading = reader.end();
  return reading.observations.some((item) => item.kind === 'log') ? { format: best.format, reading } : null;
}
