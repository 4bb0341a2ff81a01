import type { Reading, Tree, TreeMap } from './tree.ts';

/** Titles of a first column, and the section of the deployment that its rows belong to. */
const sections: Readonly<Record<string, string>> = {
  host: 'hosts',
  subnet: 'subnets',
  exempt: 'exemptions',
  server: 'servers',
  group: 'groups',
  'isolation-group': 'isolation-groups',
  'network-access-group': 'network-access-groups',
  domain: 'domains',
  gpo: 'group-policy-objects',
  policy: 'policies',
};

const maxRows = 200_000;
const maxField = 4000;

/**
 * The tree of a table in CSV (RFC 4180; commas, semicolons or tabs, whichever the line of titles uses). The title of the first column says
 * what a row is: `host`, `subnet`, `exempt` and so on; other titles are the keys of the entry. Lists within a field are divided by `;`,
 * or by `|` in a table that is divided by semicolons.
 */
export function treeOfCsv(text: string, reading: Reading, before: number): Tree | null {
  const end = text.indexOf('\n');
  const titles = text.slice(0, end < 0 ? text.length : end);
  const divider = [',', '\t', ';'].find((one) => titles.includes(one)) ?? ',';
  const rows = rowsOf(text.replace(/^\uFEFF/, ''), divider);
  const first = rows.next();
  const keys = (first.done === true ? [] : first.value.fields).map((title) =>
    title.trim().toLowerCase().replaceAll(/[ _]+/g, '-'),
  );
  const section = sections[keys[0] ?? ''];
  if (section === undefined) {
    reading.say('unreadable', before + 1, keys[0] ?? '');
    return null;
  }
  const items: TreeMap[] = [];
  for (const { line: own, fields } of rows) {
    const line = before + own;
    if (fields.every((field) => field.trim() === '')) continue;
    if (items.length >= maxRows) {
      reading.say('too-much', line, String(maxRows));
      break;
    }
    const entries = new Map<string, Tree>();
    fields.forEach((field, i) => {
      const key = i === 0 ? 'name' : keys[i];
      const value = divider === ';' ? field.replaceAll('|', ';') : field;
      if (key !== undefined && key !== '' && field.trim() !== '')
        entries.set(key, { kind: 'text', line, text: value.trim() });
    });
    items.push({ kind: 'map', line, entries });
  }
  return { kind: 'map', line: before + 1, entries: new Map([[section, { kind: 'list', line: before + 1, items }]]) };
}

function* rowsOf(text: string, divider: string): Generator<{ readonly line: number; readonly fields: string[] }> {
  let line = 1;
  let start = 1;
  let fields: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field: string;
    if (text[at] === '"') {
      // A doubled quotation mark is one; the field may go over lines.
      const parts: string[] = [];
      let from = at + 1;
      for (;;) {
        const close = text.indexOf('"', from);
        const until = close < 0 ? text.length : close;
        parts.push(text.slice(from, until));
        at = until + 1;
        if (close < 0 || text[at] !== '"') break;
        parts.push('"');
        from = at + 1;
      }
      field = parts.join('').slice(0, maxField);
      line += field.split('\n').length - 1;
    } else {
      let until = at;
      while (until < text.length && text[until] !== divider && text[until] !== '\n') until++;
      field = text.slice(at, Math.min(until, at + maxField));
      at = until;
    }
    fields.push(field);
    if (text[at] === divider) {
      at++;
      continue;
    }
    const next = text.indexOf('\n', at);
    yield { line: start, fields };
    fields = [];
    line++;
    start = line;
    if (next < 0) return;
    at = next + 1;
  }
  if (fields.length > 0) yield { line: start, fields };
}
