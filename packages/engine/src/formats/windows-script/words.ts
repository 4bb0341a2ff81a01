/** Words of Windows command lines: of cmd, of netsh's own shell and scripts, of PowerShell. */
import { maskLine } from '../shared/mask.ts';
import type { Line } from '../shared/reading.ts';

/** A command with all the lines it goes on in. */
export interface Command {
  readonly text: string;
  readonly line: number;
  readonly last: number;
}

const maxCommand = 16_384;
const maxWords = 2000;

/** `C:\>`, `netsh ipsec static>`, `PS C:\>` in front of what was typed; `@`, `echo off`, `call` and `start /wait` of batch files. */
const prompt =
  /^\s*(?:PS(?: [A-Za-z]:[^>\n]{0,200})?>|[A-Za-z]:[^>\n"]{0,200}>|(?:netsh|ipsec)(?: [a-z]{1,20}){0,3}>)\s*/i;

/** Commands of a text: what goes on behind `^` (cmd) or a backtick (PowerShell) is one; remarks are left out. */
export function commandsOf(lines: readonly Line[]): readonly Command[] {
  const found: Command[] = [];
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i];
    if (first === undefined) break;
    let text = first.text.slice(0, maxCommand).replace(prompt, '').trim().replace(/^@/, '');
    if (text === '' || /^(?:rem(?:\s|$)|::|#|;)/i.test(text)) continue;
    while (/[\^`]$/.test(text) && i + 1 < lines.length && text.length < maxCommand)
      text = `${text.slice(0, -1).trimEnd()} ${lines[++i]?.text.trim() ?? ''}`;
    found.push({ text: text.slice(0, maxCommand), line: first.number, last: lines[i]?.number ?? first.number });
  }
  return found;
}

const quotes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  // What word processors make of a quote in a guide.
  ['\u201C', '\u201D'],
  ['\u201D', '\u201D'],
]);

/** Words divided by blanks; what stands in quotes is one, without them. `single`: single quotes count too, and `,` divides (PowerShell). */
export function wordsOf(text: string, single = false): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let close = '';
  for (const char of text) {
    if (close !== '') {
      if (char === close || (close === '\u201D' && char === '"')) close = '';
      else word = (word ?? '') + char;
    } else if (quotes.has(char) || (single && char === "'")) {
      close = quotes.get(char) ?? "'";
      word ??= '';
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + char;
    if (words.length >= maxWords) return words;
  }
  if (word !== null) words.push(word);
  return words;
}

/** Values by tag, in the order they stand: netsh takes tags cut short, and values without tags in the order of its usage. */
export function tagged(
  words: readonly string[],
  tags: readonly string[],
): readonly (readonly [tag: string, value: string])[] {
  const found: (readonly [string, string])[] = [];
  let place = 0;
  for (let i = 0; i < words.length; i++) {
    let word = words[i] ?? '';
    // `name = value`, with blanks around the sign.
    if (words[i + 1] === '=') {
      word = `${word}=${words[i + 2] ?? ''}`;
      i += 2;
    } else if (word.endsWith('=') && i + 1 < words.length && !(words[i + 1] ?? '').includes('='))
      word += words[++i] ?? '';
    else if (words[i + 1]?.startsWith('=') === true) word += words[++i] ?? '';
    const at = word.indexOf('=');
    const name = word.slice(0, Math.max(at, 0)).toLowerCase();
    const tag = at < 1 ? undefined : (tags.find((one) => one === name) ?? tags.find((one) => one.startsWith(name)));
    if (tag !== undefined) {
      found.push(told(tag, word.slice(at + 1)));
      place = tags.indexOf(tag) + 1;
    } else if (place < tags.length) found.push(told(tags[place++] ?? '', word));
  }
  return found;
}

/** A value with its tag. Names and descriptions may hold what nobody should see; of a key the reader itself takes care. */
function told(tag: string, value: string): readonly [string, string] {
  return [tag, tag === 'psk' || tag === 'auth1psk' ? value : maskLine(value)];
}

/** Whether a value says yes. */
export function isYes(value: string | undefined): boolean {
  return /^(?:y|yes|true|1|enable|enabled|예)$/iu.test(value ?? '');
}
