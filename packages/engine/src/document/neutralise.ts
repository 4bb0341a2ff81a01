/** What evidence may hold and a reader's screen must not obey. */

// C0, DEL, C1; soft hyphen, combining grapheme joiner, Arabic letter mark, Hangul fillers; zero-width, bidi controls and
// isolates, line and paragraph separators, invisible operators; BOM; interlinear annotation; tags; lone surrogates.
const unsafe =
  // oxlint-disable-next-line no-misleading-character-class -- these are the characters looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\uddef]/g;

function escape(match: string): string {
  const code = match.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * Text for a terminal: control and escape sequences, bidi controls, invisible characters and lone surrogates become visible
 * escapes; tabs become spaces. The result is one line.
 */
export function forTerminal(text: string): string {
  return text.replaceAll('\t', '  ').replace(unsafe, escape);
}

/** Applies `forTerminal` to every string and key of a value, so that nothing drawn from it can be missed. */
export function forTerminalDeep<T>(value: T): T {
  return deep(value) as T;
}

function deep(value: unknown): unknown {
  if (typeof value === 'string') return forTerminal(value);
  if (Array.isArray(value)) return value.map(deep);
  if (typeof value === 'object' && value !== null) {
    const out: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) Object.defineProperty(out, forTerminal(key), plain(deep(inner)));
    return out;
  }
  return value;
}

// Keys come from evidence too; defineProperty lets even `__proto__` be an ordinary key.
function plain(value: unknown): PropertyDescriptor {
  return { value, enumerable: true, writable: true, configurable: true };
}

/**
 * JSON text that is safe to show: characters JSON allows raw but a screen obeys are written as \\u escapes. The value it stands
 * for is unchanged. Takes text that `JSON.stringify` made.
 */
export function forJson(json: string): string {
  return json.replace(unsafe, (match) => {
    // Line ends and indentation of the JSON text itself; inside strings JSON.stringify has escaped them.
    if (match === '\n') return match;
    let out = '';
    for (let i = 0; i < match.length; i++) out += `\\u${match.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return out;
  });
}

/** One argument for a POSIX shell, quoted when it must be. Control characters, which no name in evidence needs, become `?`. */
export function forShell(text: string): string {
  const plainText = forTerminal(text) === text ? text : text.replace(unsafe, '?');
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(plainText) ? plainText : `'${plainText.replaceAll("'", "'\\''")}'`;
}

/** Text for HTML, as content or as a quoted attribute. What a screen obeys is made visible first. */
export function forHtml(text: string): string {
  return forTerminal(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A Markdown code span (CommonMark 6.1) that nothing inside can end: no markup, link or mention is made of what it holds. */
export function forMarkdownCode(text: string): string {
  const line = forTerminal(text);
  if (line.trim() === '') return '` `';
  let longest = 0;
  let run = 0;
  for (const char of line) {
    run = char === '`' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const fence = '`'.repeat(longest + 1);
  // One blank at each side is taken off by the reader; it keeps the text's own blanks and backticks.
  const pad = /^[ `]|[ `]$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

// What renderers make links, mentions or references of, also where the sign is escaped: addresses, names with dots, `@name`, `#12`.
const linked = /:\/\/|[@#!%~&$^][\p{L}\p{N}"]|^(?:www\.|GH-\d)|[\p{L}\p{N}]\.\p{L}/iu;

/** Prose for Markdown: it stays text. Words that a renderer would link become code; all else with a meaning is escaped. */
export function forMarkdown(text: string): string {
  return forTerminal(text)
    .split(' ')
    .map((word) => {
      if (!linked.test(word)) return word.replace(/[\\`*_[\]<>|~&$]/g, '\\$&');
      let end = word.length;
      while (end > 1 && '.,;:)?'.includes(word.charAt(end - 1))) end -= 1;
      let start = 0;
      while (start < end - 1 && word.charAt(start) === '(') start += 1;
      return word.slice(0, start) + forMarkdownCode(word.slice(start, end)) + word.slice(end);
    })
    .join(' ')
    .replace(/^(\s{0,8})([#+=-]|\d{1,9}[.)])/, (_, blanks: string, mark: string) => {
      return `${blanks}${mark.slice(0, -1)}\\${mark.slice(-1)}`;
    });
}

/** A cell of a Markdown table as code. A pipe divides cells even in code, so a line that looks like one stands for it. */
export function forMarkdownCell(text: string): string {
  return text === '' ? '' : forMarkdownCode(text.replaceAll('|', '│'));
}
