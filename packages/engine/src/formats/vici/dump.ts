/**
 * The messages of charon's vici interface as swanctl prints them with --raw (one line) and --pretty (indented): sections of key and
 * value, lists, and sections. Values are not quoted, and some are the peer's own: a key counts the first time only.
 */

export interface Section {
  readonly name: string;
  readonly line: number;
  lastLine: number;
  readonly values: Map<string, { readonly value: string; readonly line: number }>;
  readonly lists: Map<string, string[]>;
  readonly sections: Section[];
}

/** One message: `list-sa event {…}`, `stats reply {…}`. */
export interface Message {
  readonly label: string;
  readonly body: Section;
}

export const messageHead = /^([a-z][a-z-]{1,30}(?: (?:event|reply))?) \{(.*)$/;

const limits = { depth: 12, children: 20_000, messages: 20_000 };

function section(name: string, line: number): Section {
  return { name: name.slice(0, 300), line, lastLine: line, values: new Map(), lists: new Map(), sections: [] };
}

function put(open: Section, key: string, value: string, line: number): void {
  if (open.values.size < 1000 && !open.values.has(key)) open.values.set(key, { value, line });
}

/** Messages in order; texts that break off give what was read of them. */
export function readDump(lines: readonly { readonly text: string; readonly number: number }[]): Message[] {
  const messages: Message[] = [];
  let path: Section[] = [];
  let list: string[] | null = null;
  for (const { text, number } of lines) {
    const head = path.length === 0 ? messageHead.exec(text) : null;
    if (head !== null && messages.length < limits.messages) {
      const body = section(head[1] ?? '', number);
      messages.push({ label: head[1] ?? '', body });
      const rest = (head[2] ?? '').trim();
      if (rest === '') {
        path = [body];
        list = null;
      } else readLine(rest, body, number);
      continue;
    }
    const open = path.at(-1);
    if (open === undefined) continue;
    for (const one of path) one.lastLine = number;
    const bare = text.trim();
    if (list !== null) {
      if (bare === ']') list = null;
      else if (list.length < 10_000) list.push(bare);
      continue;
    }
    const begun = /^(\S.{0,300}) \{$/.exec(bare);
    const listed = /^([a-zA-Z0-9_-]{1,64}) = \[$/.exec(bare);
    const valued = /^([a-zA-Z0-9_-]{1,64}) = (.*)$/.exec(bare);
    if (bare === '}') path.pop();
    else if (listed !== null) open.lists.set(listed[1] ?? '', (list = []));
    else if (valued !== null) put(open, valued[1] ?? '', valued[2] ?? '', number);
    else if (begun !== null && path.length < limits.depth && open.sections.length < limits.children) {
      const inner = section(begun[1] ?? '', number);
      open.sections.push(inner);
      path.push(inner);
    }
  }
  return messages;
}

/**
 * Where a value ends: its blanks may be those of a name (`C=KR, O=x`), whose parts are in capitals and stand behind a comma. Keys of
 * vici are in small letters.
 */
const keyAhead = /(?<!,) (?:[a-z][a-z0-9_-]{0,40}=|\S{1,200} \{)|[\]}]/g;

/** One message on one line. What stands in a value may look like structure: it then only breaks off this message. */
function readLine(text: string, body: Section, line: number): void {
  const path = [body];
  let at = 0;
  for (let steps = 0; at < text.length && path.length > 0 && steps < 100_000; steps++) {
    const open = path.at(-1);
    if (open === undefined) return;
    const char = text.charAt(at);
    if (char === ' ') {
      at++;
      continue;
    }
    if (char === '}') {
      path.pop();
      at++;
      continue;
    }
    const brace = text.indexOf('{', at);
    const equals = text.indexOf('=', at);
    if (equals < 0 && brace < 0) return;
    if (brace >= 0 && (equals < 0 || brace < equals) && text.charAt(brace - 1) === ' ') {
      if (path.length >= limits.depth || open.sections.length >= limits.children) return;
      const inner = section(text.slice(at, brace - 1), line);
      open.sections.push(inner);
      path.push(inner);
      at = brace + 1;
      continue;
    }
    const key = text.slice(at, equals);
    if (equals < 0 || !/^[a-zA-Z0-9_-]{1,64}$/.test(key)) return;
    if (text.charAt(equals + 1) === '[') {
      const end = text.indexOf(']', equals);
      const inside = text.slice(equals + 2, end < 0 ? text.length : end);
      if (!open.lists.has(key)) open.lists.set(key, inside === '' ? [] : inside.split(' ').slice(0, 10_000));
      at = end < 0 ? text.length : end + 1;
      continue;
    }
    keyAhead.lastIndex = equals + 1;
    const next = keyAhead.exec(text);
    const end = next === null ? text.length : next.index;
    put(open, key, text.slice(equals + 1, end), line);
    at = end;
  }
}
