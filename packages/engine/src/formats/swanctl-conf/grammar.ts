/**
 * The grammar of strongSwan's settings files (strongswan.conf(5), swanctl.conf(5)): nested sections, `key = value`, quoted
 * strings, comments, `include`, and sections that inherit (`name : template, other { … }`).
 */
import { isSecretKey, maskLine } from '../shared/mask.ts';
import type { Line } from '../shared/reading.ts';

const maxDepth = 32;
const maxNodes = 100_000;

export interface Value {
  readonly text: string;
  readonly line: number;
  /** Where the value stands, so that it can be masked: line, and columns from 0, end exclusive. */
  readonly spans: readonly { readonly line: number; readonly from: number; readonly to: number }[];
}

export interface Section {
  readonly name: string;
  readonly line: number;
  lastLine: number;
  readonly values: Map<string, Value>;
  readonly sections: Map<string, Section>;
  /** Absolute paths of the sections this one inherits from. */
  readonly references: string[];
}

export interface Include {
  readonly pattern: string;
  readonly line: number;
}

export interface SettingsFile {
  readonly root: Section;
  readonly includes: readonly Include[];
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

const errors: readonly RegExp[] = [/^section without a name$/, /^unexpected "/, /^a name without value or section$/];

/**
 * Whether a fault of this grammar is one for which the daemon's own parser gives up the whole file. Limits of ours are none, nor is what
 * a text that was cut out of a file lacks.
 */
export function isSyntaxError(reason: string): boolean {
  return errors.some((one) => one.test(reason));
}

type Token =
  | {
      readonly kind: 'name' | 'string';
      readonly text: string;
      readonly line: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: '{' | '}' | '=' | ':' | ',' | 'newline' | 'end'; readonly line: number };

interface Scanner {
  readonly lines: readonly Line[];
  row: number;
  column: number;
  readonly faults: { line: number; reason: string }[];
}

/** Reads a settings text. What does not fit is named in `faults` (without quoting it) and skipped. */
export function parseSettings(lines: readonly Line[]): SettingsFile {
  const scanner: Scanner = { lines, row: 0, column: 0, faults: [] };
  const root = newSection('', lines[0]?.number ?? 1);
  const includes: Include[] = [];
  const stack: Section[] = [root];
  let nodes = 0;
  for (;;) {
    const token = next(scanner);
    const top = stack[stack.length - 1] ?? root;
    if (token.kind === 'end') break;
    if (token.kind === 'newline' || token.kind === ',') continue;
    if (token.kind === '}') {
      if (stack.length > 1) {
        top.lastLine = token.line;
        stack.pop();
      } else fault(scanner, token.line, 'closing brace without a section');
      continue;
    }
    if (token.kind === '{') {
      fault(scanner, token.line, 'section without a name');
      stack.push(newSection('', token.line));
      if (stack.length > maxDepth) break;
      continue;
    }
    if (token.kind !== 'name' && token.kind !== 'string') {
      fault(scanner, token.line, `unexpected "${token.kind}"`);
      continue;
    }
    if (++nodes > maxNodes) {
      fault(scanner, token.line, `more than ${maxNodes} settings`);
      break;
    }
    if (token.kind === 'name' && token.text === 'include') {
      const pattern = readValue(scanner, token.line);
      includes.push({ pattern: harmless(pattern.text), line: token.line });
      continue;
    }
    if (!statement(scanner, token, stack)) break;
  }
  if (stack.length > 1) fault(scanner, stack[stack.length - 1]?.line ?? 1, 'section is not closed');
  const last = lines[lines.length - 1]?.number ?? 1;
  for (const open of stack) open.lastLine = last;
  return { root, includes, faults: scanner.faults };
}

/** `name = value`, `name {`, `name : parent, other {`. False when reading has to stop. */
function statement(scanner: Scanner, name: Extract<Token, { kind: 'name' | 'string' }>, stack: Section[]): boolean {
  const top = stack[stack.length - 1];
  if (top === undefined) return false;
  let token = next(scanner);
  while (token.kind === 'newline') token = next(scanner);
  if (token.kind === '=') {
    const value = readValue(scanner, token.line);
    top.values.set(harmless(name.text), isSecretKey(name.text) ? value : { ...value, text: harmless(value.text) });
    return true;
  }
  const references: string[] = [];
  if (token.kind === ':') {
    let wanted = true;
    token = next(scanner);
    for (
      ;
      token.kind !== '{' && token.kind !== '}' && token.kind !== '=' && token.kind !== 'end';
      token = next(scanner)
    ) {
      if (token.kind === 'newline') continue;
      // Names are divided by commas: anything else is no list of sections.
      if (token.kind === ',' ? wanted : !wanted || token.kind === ':') break;
      if (token.kind === 'name' || token.kind === 'string') references.push(harmless(token.text));
      if (references.length > 64) break;
      wanted = token.kind === ',';
    }
  }
  if (token.kind !== '{') {
    fault(scanner, name.line, 'a name without value or section');
    return token.kind !== 'end';
  }
  if (stack.length >= maxDepth) {
    fault(scanner, name.line, `sections nested deeper than ${maxDepth}`);
    return false;
  }
  const title = harmless(name.text);
  const section = top.sections.get(title) ?? newSection(title, name.line);
  section.references.push(...references);
  top.sections.set(title, section);
  stack.push(section);
  return true;
}

/** A quote that is not closed takes in the lines that follow: those that hold a secret by themselves do not become a name or a value. */
function harmless(text: string): string {
  return text.includes('\n') ? text.split('\n').map(maskLine).join('\n') : text;
}

function newSection(name: string, line: number): Section {
  return { name, line, lastLine: line, values: new Map(), sections: new Map(), references: [] };
}

function fault(scanner: Scanner, line: number, reason: string): void {
  if (scanner.faults.length < 100) scanner.faults.push({ line, reason });
}

const blanks = ' \t\r';

function next(scanner: Scanner): Token {
  for (;;) {
    const line = scanner.lines[scanner.row];
    if (line === undefined) return { kind: 'end', line: scanner.lines[scanner.lines.length - 1]?.number ?? 1 };
    while (scanner.column < line.text.length && blanks.includes(line.text.charAt(scanner.column))) scanner.column++;
    const char = line.text.charAt(scanner.column);
    if (char === '' || char === '#') {
      scanner.row++;
      scanner.column = 0;
      return { kind: 'newline', line: line.number };
    }
    if (char === '"') return quoted(scanner, line);
    if (char === '{' || char === '}' || char === '=' || char === ':' || char === ',') {
      scanner.column++;
      return { kind: char, line: line.number };
    }
    const from = scanner.column;
    while (scanner.column < line.text.length && !'{}=:,"# \t\r'.includes(line.text.charAt(scanner.column)))
      scanner.column++;
    return { kind: 'name', text: line.text.slice(from, scanner.column), line: line.number, from, to: scanner.column };
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** A quoted string, which may go over line ends. The scanner stands on the opening quote. */
function quoted(scanner: Scanner, start: Line): Token {
  let text = '';
  const from = scanner.column;
  scanner.column++;
  for (;;) {
    const line = scanner.lines[scanner.row];
    if (line === undefined) {
      fault(scanner, start.number, 'quoted string is not closed');
      return { kind: 'string', text, line: start.number, from, to: start.text.length };
    }
    const char = line.text.charAt(scanner.column);
    if (char === '') {
      text += '\n';
      scanner.row++;
      scanner.column = 0;
    } else if (char === '"') {
      scanner.column++;
      const to = line === start ? scanner.column : start.text.length;
      return { kind: 'string', text, line: start.number, from, to };
    } else if (char === '\\') {
      const escaped = line.text.charAt(scanner.column + 1);
      if (escaped === '') {
        scanner.row++;
        scanner.column = 0;
      } else {
        text += escapes[escaped] ?? escaped;
        scanner.column += 2;
      }
    } else {
      text += char;
      scanner.column++;
    }
  }
}

/** The rest of a setting: words and strings to the end of the line, a `}` or a comment; words are joined by one blank. */
function readValue(scanner: Scanner, startLine: number): Value {
  const parts: string[] = [];
  const spans: { line: number; from: number; to: number }[] = [];
  for (;;) {
    const line = scanner.lines[scanner.row];
    if (line === undefined) break;
    while (scanner.column < line.text.length && blanks.includes(line.text.charAt(scanner.column))) scanner.column++;
    const char = line.text.charAt(scanner.column);
    if (char === '' || char === '#') {
      scanner.row++;
      scanner.column = 0;
      break;
    }
    if (char === '}') break;
    const row = scanner.row;
    const from = scanner.column;
    if (char === '"') {
      const token = quoted(scanner, line);
      if (token.kind === 'string') parts.push(token.text);
      spans.push({ line: line.number, from, to: row === scanner.row ? scanner.column : line.text.length });
      for (let i = row + 1; i <= scanner.row; i++) {
        const other = scanner.lines[i];
        if (other !== undefined)
          spans.push({ line: other.number, from: 0, to: i === scanner.row ? scanner.column : other.text.length });
      }
      continue;
    }
    while (scanner.column < line.text.length && !'#}" \t\r'.includes(line.text.charAt(scanner.column)))
      scanner.column++;
    parts.push(line.text.slice(from, scanner.column));
    spans.push({ line: line.number, from, to: scanner.column });
  }
  return { text: parts.join(' '), line: startLine, spans };
}

/** Effective contents of a section: its own, then those of the sections it inherits from, first found wins. */
export interface Effective {
  readonly name: string;
  readonly line: number;
  readonly lastLine: number;
  readonly values: ReadonlyMap<string, Value>;
  readonly sections: ReadonlyMap<string, Effective>;
}

/** Sections of a text, nested ones included. */
function sectionsOf(root: Section): number {
  const open = [root];
  let count = 0;
  for (let section = open.pop(); section !== undefined; section = open.pop()) {
    count++;
    open.push(...section.sections.values());
  }
  return count;
}

/**
 * Resolves inheritance. `missing` is called for a reference to a section that is not in the text, `unresolved` once when there is
 * more inheritance than is followed.
 */
export function resolve(
  root: Section,
  missing: (path: string, line: number) => void,
  unresolved: (line: number) => void,
): Effective {
  let told = false;
  const giveUp = (line: number): void => {
    if (!told) unresolved(line);
    told = true;
  };
  // A section that inherits from what it stands in holds itself: what comes of inheritance stays in proportion to what is written.
  let budget = Math.min(maxNodes, 1000 + 16 * sectionsOf(root));
  const lookup = (path: string): Section | undefined => {
    let section: Section | undefined = root;
    for (const name of path.split('.')) section = section?.sections.get(name);
    return section ?? root.sections.get(path);
  };
  // Found by following references from one section; those on the way there are in `seen`, so that a circle ends.
  const parents = (section: Section, seen: Set<Section>, found: Section[]): Section[] => {
    for (const path of section.references) {
      const parent = lookup(path);
      if (parent === undefined) missing(path, section.line);
      else if (!seen.has(parent)) {
        if (seen.size > maxDepth || --budget < 0) {
          giveUp(section.line);
          break;
        }
        found.push(parent);
        seen.add(parent);
        parents(parent, seen, found);
        seen.delete(parent);
      }
    }
    return found;
  };
  const merge = (layers: readonly Section[], depth: number): Effective => {
    const own = layers[0] ?? root;
    const all = layers.flatMap((layer) => parents(layer, new Set([layer]), [layer]));
    const values = new Map<string, Value>();
    const children = new Map<string, Section[]>();
    for (const layer of all) {
      for (const [key, value] of layer.values) if (!values.has(key)) values.set(key, value);
      for (const [name, child] of layer.sections) {
        const list = children.get(name) ?? [];
        if (!list.includes(child)) list.push(child);
        children.set(name, list);
      }
    }
    const sections = new Map<string, Effective>();
    for (const [name, list] of children) {
      if (depth >= maxDepth || --budget < 0) {
        giveUp(own.line);
        break;
      }
      sections.set(name, merge(list, depth + 1));
    }
    return { name: own.name, line: own.line, lastLine: own.lastLine, values, sections };
  };
  return merge([root], 0);
}
