/** Hand scanners over one line of text. All are linear, none throws; positions are UTF-16 indices. */

export const SPACE = 0x20;
export const TAB = 0x09;

/** Whether the character at `i` is an ASCII digit. */
export function isDigit(text: string, i: number): boolean {
  const c = text.charCodeAt(i);
  return c >= 0x30 && c <= 0x39;
}

/** Index after the run of ASCII digits that starts at `i` (equal to `i` when there is none). */
export function skipDigits(text: string, i: number): number {
  let end = i;
  while (isDigit(text, end)) end++;
  return end;
}

/** Index after the run of spaces and tabs that starts at `i`. */
export function skipSpaces(text: string, i: number): number {
  let end = i;
  for (let c = text.charCodeAt(end); c === SPACE || c === TAB; c = text.charCodeAt(end)) end++;
  return end;
}

/** Index after the run of characters that are neither space nor tab. */
export function skipToken(text: string, i: number): number {
  let end = i;
  for (; end < text.length; end++) {
    const c = text.charCodeAt(end);
    if (c === SPACE || c === TAB) break;
  }
  return end;
}

/** Number of exactly `length` digits at `i`, or -1. */
export function fixedNumber(text: string, i: number, length: number): number {
  let value = 0;
  for (let k = i; k < i + length; k++) {
    const c = text.charCodeAt(k) - 0x30;
    if (!(c >= 0 && c <= 9)) return -1;
    value = value * 10 + c;
  }
  return value;
}

/** Number of the digits between `from` and `to` (at most 15 of them), or -1 when there is none or a character is no digit. */
export function numberBetween(text: string, from: number, to: number): number {
  return to <= from || to - from > 15 ? -1 : fixedNumber(text, from, to - from);
}

/** Whether the character at `i` is an ASCII letter. */
export function isLetter(text: string, i: number): boolean {
  const c = text.charCodeAt(i) | 0x20;
  return c >= 0x61 && c <= 0x7a;
}

/** Whether every character between `from` and `to` may stand in a program name (letters, digits, `-_./@()+`). */
export function isProgramName(text: string, from: number, to: number): boolean {
  if (to <= from || to - from > 80) return false;
  for (let i = from; i < to; i++) {
    if (isLetter(text, i) || isDigit(text, i)) continue;
    if (!'-_./@()+'.includes(text.charAt(i))) return false;
  }
  return isLetter(text, from) || text.charAt(from) === '(' || text.charAt(from) === '/';
}
