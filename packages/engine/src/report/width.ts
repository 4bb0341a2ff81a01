/** Columns that text takes on a terminal, and breaking it into lines by them. */

// East Asian Width W and F (Unicode UAX 11), by blocks; emoji blocks are wide too.
const wide: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** Columns of one character: 0 for marks that combine, 2 for East Asian wide ones, else 1. */
export function charWidth(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/^\p{Mn}$/u.test(char)) return 0;
  for (const [from, to] of wide) if (code >= from && code <= to) return 2;
  return 1;
}

/** Columns of a text without control characters. */
export function textWidth(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

/** Fills with blanks to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(width - textWidth(text), 0));
}

/** Cuts to at most `width` columns, with `…` where something is lost. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let out = '';
  let used = 0;
  for (const char of text) {
    const next = charWidth(char);
    if (used + next > width - 1) break;
    out += char;
    used += next;
  }
  return `${out}…`;
}

/** Breaks into lines of at most `width` columns, at blanks where there are any. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 10);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const flush = (): void => {
    lines.push(line);
    line = '';
    used = 0;
  };
  for (const word of text.split(' ')) {
    const length = textWidth(word);
    if (used > 0 && used + 1 + length > room) flush();
    if (used > 0) {
      line += ' ';
      used += 1;
    }
    if (used + length <= room) {
      line += word;
      used += length;
      continue;
    }
    for (const char of word) {
      const next = charWidth(char);
      if (used + next > room) flush();
      line += char;
      used += next;
    }
  }
  if (line !== '' || lines.length === 0) flush();
  return lines;
}
