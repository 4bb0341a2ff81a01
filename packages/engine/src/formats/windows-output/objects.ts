/** Objects of PowerShell as `Format-List`, `ConvertTo-Csv` or `ConvertTo-Json` writes them. */
import { isSecretKey, maskLine } from '../shared/mask.ts';
import type { Draft, Line } from '../shared/reading.ts';

/** Members by lower-case name. Lists in braces are lists; nested objects only JSON has. */
export interface PsObject {
  readonly line: number;
  readonly last: number;
  readonly values: ReadonlyMap<string, string>;
  readonly nested: ReadonlyMap<string, readonly PsObject[]>;
}

const caps = { objects: 20_000, members: 200, depth: 8, json: 8_000_000, words: 4096, line: 4000 };

type Writable = { line: number; last: number; values: Map<string, string>; nested: Map<string, readonly PsObject[]> };

function fresh(line: number): Writable {
  return { line, last: line, values: new Map(), nested: new Map() };
}

/** `Name : value`, the name padded to the longest; the name has no blanks. */
const member = /^([A-Za-z][A-Za-z0-9_]{0,63})\s*: ?(.*)$/;

/** Which notation the first lines are in. */
export function notation(head: readonly string[]): 'json' | 'csv' | 'list' | null {
  const first = head.find((line) => line.trim() !== '')?.trim() ?? '';
  if (first.startsWith('{') || first.startsWith('[')) return 'json';
  if (first.startsWith('#TYPE ') || /^"?[A-Za-z]\w{0,63}"?(?:,"?[A-Za-z]\w{0,63}"?){4,}$/.test(first.slice(0, 8000)))
    return 'csv';
  return head.filter((line) => member.test(line.slice(0, 400))).length >= 4 ? 'list' : null;
}

/** Objects of a text; what cannot be read is a fault. Lines that hold values of CSV or JSON are not quoted as they are. */
export function objectsOf(lines: readonly Line[], draft: Draft): readonly PsObject[] {
  const kind = notation(lines.slice(0, 200).map(({ text }) => text));
  if (kind === 'json') return fromJson(lines, draft);
  return kind === 'csv' ? fromCsv(lines, draft) : fromList(lines, draft);
}

function fromList(lines: readonly Line[], draft: Draft): readonly PsObject[] {
  const found: Writable[] = [];
  let open: Writable | null = null;
  let key = '';
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, caps.line);
    if (text.trim() === '') {
      open = null;
      continue;
    }
    const one = member.exec(text);
    if (one !== null) {
      const name = (one[1] ?? '').toLowerCase();
      if (open === null || open.values.has(name)) {
        if (found.length >= caps.objects) break;
        open = fresh(number);
        found.push(open);
      }
      if (open.values.size >= caps.members) continue;
      open.values.set(name, (one[2] ?? '').trim());
      open.last = number;
      key = name;
      if (name.endsWith('address') && whole.length > caps.line)
        draft.fault(number, `${name} is longer than the ${caps.line} characters that are kept`);
    } else if (open !== null && /^\s{4,}\S/.test(text)) {
      // A long value goes on in the next line.
      if (isSecretKey(key) || key.includes('preshared')) draft.quotable.set(number, '***');
      open.values.set(key, `${open.values.get(key) ?? ''}${text.trim()}`.slice(0, 4000));
      open.last = number;
    }
  }
  return found;
}

/** Fields of a line of CSV (RFC 4180); a field that goes on in the next line is cut. */
export function csvFields(text: string): readonly string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted) {
      if (char !== '"') field += char;
      else if (text.charAt(i + 1) === '"') {
        field += '"';
        i++;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      fields.push(field);
      field = '';
    } else field += char;
    if (fields.length >= caps.members) break;
  }
  fields.push(field);
  return fields;
}

function fromCsv(lines: readonly Line[], draft: Draft): readonly PsObject[] {
  const found: PsObject[] = [];
  let names: readonly string[] | null = null;
  for (const { text, number } of lines) {
    if (text.startsWith('#TYPE ') || text.trim() === '') {
      names = null;
      continue;
    }
    const fields = csvFields(text);
    if (names === null) {
      names = fields.map((one) => one.trim().toLowerCase());
      continue;
    }
    if (found.length >= caps.objects) break;
    const object = fresh(number);
    for (const [i, name] of names.entries()) object.values.set(name, (fields[i] ?? '').trim());
    draft.quotable.set(number, summary(object));
    found.push(object);
  }
  return found;
}

function fromJson(lines: readonly Line[], draft: Draft): readonly PsObject[] {
  const text = lines.map((line) => line.text).join('\n');
  for (const { number } of lines) draft.quotable.set(number, '');
  if (text.length > caps.json) {
    draft.limit('characters', caps.json, text.length);
    return [];
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    draft.fault(null, 'this is no complete JSON');
    return [];
  }
  let cursor = 0;
  let misses = 0;
  const found: PsObject[] = [];
  const visit = (value: unknown, depth: number): Writable | null => {
    if (typeof value !== 'object' || value === null || depth > caps.depth || found.length >= caps.objects) return null;
    const object = fresh(1);
    for (const [name, inner] of Object.entries(value).slice(0, caps.members)) {
      const key = name.toLowerCase();
      if (typeof inner === 'string' || typeof inner === 'number' || typeof inner === 'boolean')
        object.values.set(key, String(inner).slice(0, 4000));
      else if (Array.isArray(inner)) {
        const plain = inner.filter((one) => typeof one === 'string' || typeof one === 'number');
        // Lists of words are lists of addresses; numbers are mostly octets.
        const most = plain.every((one) => typeof one === 'string') ? caps.words : 64;
        if (most === caps.words && plain.length > most)
          draft.fault(null, `${key} has more words than are kept: ${most} of ${plain.length}`);
        if (plain.length > 0) object.values.set(key, plain.slice(0, most).join(', '));
        object.nested.set(
          key,
          inner.slice(0, 64).flatMap((one) => visit(one, depth + 1) ?? []),
        );
      } else if (inner !== null) {
        const child = visit(inner, depth + 1);
        if (child !== null) object.nested.set(key, [child]);
      }
    }
    return object;
  };
  const list: readonly unknown[] = Array.isArray(parsed) ? (parsed as readonly unknown[]) : [parsed];
  for (const one of list) {
    const object = visit(one, 0);
    if (object === null) continue;
    // Where it stands: the line that has its name.
    const id =
      object.values.get('instanceid') ?? object.values.get('name') ?? object.values.get('initiatorcookie') ?? '';
    // The whole text is gone through for few of those that are not found.
    const at = id === '' || misses >= 20 ? cursor : place(lines, id, cursor);
    if (at === null) misses++;
    else cursor = at;
    object.line = lines[cursor]?.number ?? 1;
    object.last = object.line;
    draft.quotable.set(object.line, summary(object));
    found.push(object);
  }
  return found;
}

/** Index of the first line from `from` on that has a word; null where there is none. */
function place(lines: readonly Line[], word: string, from: number): number | null {
  for (let i = from; i < lines.length; i++) if (lines[i]?.text.includes(word) === true) return i;
  return null;
}

/** What may be quoted of an object: its names and ends, never a secret. */
function summary(object: PsObject): string {
  const shown = [
    'displayname',
    'name',
    'localendpoint',
    'remoteendpoint',
    'enabled',
    'mode',
    'keymodule',
    'inboundsecurity',
  ];
  return shown
    .flatMap((key) => {
      const value = object.values.get(key);
      return value === undefined || value === '' ? [] : [`${key}: ${maskLine(value).slice(0, 80)}`];
    })
    .join(', ');
}
