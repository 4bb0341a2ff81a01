import { isTraceLine } from '../formats/windows-ras-trace/index.ts';
import type { SectionedText } from './sections.ts';

/**
 * The Remote Access Diagnostic Report of `netsh ras diagnostics show all` (also `logs`, `configuration`; text or HTML): the documentation says
 * that it holds tracing logs, Oakley.log, event logs and the output of command-line tools, and not how it is laid out. So nothing is expected
 * of its frame: what a command printed, or what is a line of a log, is known by itself, and everything else is passed over.
 */
export const rasReport: SectionedText = {
  format: 'windows-ras-report',
  // The title has its line, or its element, to itself: what a peer is called stands among other words of a log.
  isOf: (head) => head.some((line) => titled.test(line.slice(0, 1000))),
  open: () => {
    const strip = tagStripper();
    let current = '';
    return {
      texts: strip,
      title: (text) => {
        const found = beginning(text);
        // A log goes on; of a command every first line is a new run.
        if (found === null || (found.log && found.title === current)) return null;
        current = found.title;
        return { title: found.title, alone: false };
      },
    };
  },
};

const titled = /^\s{0,40}(?:<[^<>]{0,80}>\s{0,8}){0,8}Remote Access Diagnostic Report\s{0,8}(?:<|$)/i;

/** First lines of what commands of Windows print, in English and Korean, and lines of logs. */
const beginnings: readonly (readonly [title: string, log: boolean, test: RegExp])[] = [
  ['ipconfig', false, /^\s{0,4}Windows IP (?:Configuration|구성)\s{0,4}$/],
  ['netstat', false, /^\s{0,4}(?:Active Connections|활성 연결)\s{0,4}$/],
  // The lists of interfaces and of routes are one output.
  [
    'route',
    true,
    /^\s{0,4}(?:Interface List|인터페이스 목록|IPv4 Route Table|IPv4 경로 테이블|Active Routes:)\s{0,4}$/,
  ],
  ['oakley.log', true, /^\d{1,2}-\d{1,2}: \d{2}:\d{2}:\d{2}:\d{1,4}:[0-9a-f]{1,8} /i],
];

function beginning(text: string): { readonly title: string; readonly log: boolean } | null {
  const line = text.slice(0, 200);
  if (isTraceLine(line)) return { title: 'tracing.log', log: true };
  const found = beginnings.find(([, , test]) => test.test(line));
  return found === undefined ? null : { title: found[0], log: found[1] };
}

/** Elements that end a line of text. */
const blocks: ReadonlySet<string> = new Set([
  'br',
  'p',
  'div',
  'tr',
  'li',
  'pre',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'hr',
  'body',
]);
const silent: ReadonlySet<string> = new Set(['script', 'style']);
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };
/** Longest name of an element or an entity that is looked at. */
const maxName = 10;

/** Takes the tags out of the lines of a page; a text without any stays as it is. Of a script or style nothing is left. */
export function tagStripper(): (line: string) => readonly string[] {
  let page = false;
  let within: string | null = null;
  return (line) => {
    if (!page && /<(?:!doctype html|html|body|table|pre)\b/i.test(line.slice(0, 2000))) page = true;
    if (!page) return [line];
    const texts: string[] = [];
    let text = '';
    let at = 0;
    while (at < line.length) {
      const open = line.indexOf('<', at);
      if (within === null) text += line.slice(at, open < 0 ? undefined : open);
      if (open < 0) break;
      const close = line.indexOf('>', open);
      if (close < 0) break;
      const slash = line.charAt(open + 1) === '/';
      const name =
        /^[a-z0-9]{1,10}/i.exec(line.slice(open + 1 + (slash ? 1 : 0), open + 2 + maxName))?.[0].toLowerCase() ?? '';
      if (silent.has(name)) within = slash ? null : name;
      else if (blocks.has(name)) {
        if (text !== '') texts.push(text);
        text = '';
      } else if (name === 'td' && slash) text += ' ';
      at = close + 1;
    }
    if (text !== '' || texts.length === 0) texts.push(text);
    return texts.map(decoded);
  };
}

function decoded(text: string): string {
  return text.replace(/&(#?[a-z0-9]{1,8});/gi, (whole, name: string) => {
    const number = /^#x[0-9a-f]{1,6}$/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : /^#[0-9]{1,7}$/.test(name)
        ? Number(name.slice(1))
        : null;
    if (number === null) return entities[name.toLowerCase()] ?? whole;
    return number > 31 && number <= 0x10ffff ? String.fromCodePoint(number) : ' ';
  });
}
