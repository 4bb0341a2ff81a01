/** What grep, cat, mail programs, pages and spreadsheets put around a line of a log that somebody copied. */
import { opensRecord } from './envelope.ts';
import { skipDigits, skipSpaces } from './scan.ts';

/** Layers that are taken off: a mail may quote what grep numbered. */
const maxLayers = 4;
/** Longest number of a line, and longest name of a file with its number. */
const maxNumber = 9;
const maxFileName = 120;

/** The line without what copying put around it. What is left of a line that nobody touched is the line. */
export function unpasted(line: string): string {
  let text = line;
  for (let layer = 0; layer < maxLayers; layer++) {
    const inner =
      cell(text) ??
      marked(text) ??
      text.slice(skipQuote(text) || skipNumber(text) || skipName(text) || skipCutTime(text));
    if (inner === text) break;
    text = inner;
  }
  return text;
}

/** The last cell of a row of a table of numbered lines: `"12","…"`, `12,"…"`; null for every other line. */
function cell(text: string): string | null {
  const quoted = text.charAt(0) === '"' ? 1 : 0;
  const digits = skipDigits(text, quoted);
  if (digits === quoted || digits - quoted > maxNumber) return null;
  const from = digits + quoted;
  if (quoted === 1 && text.charAt(digits) !== '"') return null;
  if (!text.startsWith(',"', from) || !text.endsWith('"') || text.length < from + 3) return null;
  const inner = text.slice(from + 2, -1);
  // A quotation mark alone is that of a further cell.
  return inner.replaceAll('""', '').includes('"') ? null : inner.replaceAll('""', '"');
}

/** What stands between marks of code or of weight, as pages with Markdown have them: `` `…` ``, `**…**`; null for every other line. */
function marked(text: string): string | null {
  for (const mark of ['`', '**'])
    if (text.length > 2 * mark.length && text.startsWith(mark) && text.endsWith(mark)) {
      const inner = text.slice(mark.length, -mark.length);
      return inner.includes(mark) ? null : inner;
    }
  return null;
}

/** Index after the quote mark of a mail. No daemon begins a line with one; what is indented behind it stays so. */
function skipQuote(text: string): number {
  if (text.charAt(0) !== '>') return 0;
  return text.charAt(1) === ' ' ? 2 : 1;
}

/** Index after the number of `grep -n` (`6:`, of context `6-`), `cat -n` and `nl` (`     6<tab>`), before what opens a record. */
function skipNumber(text: string): number {
  const from = skipSpaces(text, 0);
  const end = skipDigits(text, from);
  if (end === from || end - from > maxNumber) return 0;
  const sign = text.charAt(end);
  const fits = sign === '\t' || (from === 0 && (sign === ':' || sign === '-'));
  return fits && !opensRecord(text, from) && opensRecord(text, end + 1) ? end + 1 : 0;
}

/** Index after the file that grep names before a line, with or without its number: `/var/log/auth.log:`, `auth.log.1-12-`. */
function skipName(text: string): number {
  if (!(text.startsWith('/') || text.startsWith('messages') || text.startsWith('syslog'))) {
    const dot = text.indexOf('.log');
    if (dot < 1 || dot > maxFileName) return 0;
  }
  for (let at = 0; at < text.length && at < maxFileName; at++) {
    const sign = text.charAt(at);
    if (sign === ' ' || sign === '\t' || sign === '"') return 0;
    if (at < 5 || (sign !== ':' && sign !== '-') || !isFileName(text.slice(0, at))) continue;
    if (opensRecord(text, at + 1)) return at + 1;
    const number = skipDigits(text, at + 1);
    if (number > at + 1 && number - at <= maxNumber && text.charAt(number) === sign && opensRecord(text, number + 1))
      return number + 1;
  }
  return 0;
}

function isFileName(name: string): boolean {
  return name.startsWith('/') || name.includes('.log') || name.startsWith('messages') || name.startsWith('syslog');
}

/** Index after the colon that pluto writes behind its times, where the time was cut off. */
function skipCutTime(text: string): number {
  return text.startsWith(': ') ? 2 : 0;
}
