import type { Finding, Lang } from '../document/types.ts';
import { detailLabels, detailWords } from './detail-words.ts';
import type { Sheet } from './sheet.ts';
import { padEnd, textWidth } from './width.ts';
import type { Say } from './words.ts';

type Json = Finding['details'][string];
type Data = { readonly [key: string]: Json };

/** Values of one key, or a table of what two sides have: label, one side, the other, a remark. */
export type DetailPart =
  | { readonly kind: 'line'; readonly label: string; readonly values: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: DetailRow[] };
export type DetailRow = readonly (readonly string[])[];

/** How details are put into words. */
export interface DetailWords {
  readonly lang: Lang;
  readonly say: Say;
  /** Lists without a cap. */
  readonly full: boolean;
}

const maxValues = 6;
const maxLabel = 34;

/** Keys that stand beside each other: what one side has, and the other. */
const pairs: readonly (readonly [string, string])[] = [
  ['received', 'configured'],
  ['offered', 'wanted'],
  ['sent', 'expected'],
  ['sender', 'receiver'],
];

/** Keys that other keys say as well, or that only programs need. */
const unsaid = new Set(['hosts', 'closest', 'withoutOverlap', 'samePeerSecretFor']);

/** Keys whose values are words of the tool, not of the evidence. */
const worded = new Set(['reason', 'relation', 'shows', 'transform', 'type', 'where', 'nat', 'because']);

/** What a finding knows in detail: what both ends have side by side, then the rest, line by line. */
export function detailParts(words: DetailWords, finding: Finding): readonly DetailPart[] {
  return new Details(words, finding).parts;
}

/** Draws the details of a finding on a terminal. */
export function drawDetails(sheet: Sheet, finding: Finding): void {
  const parts = detailParts(sheet, finding);
  if (parts.length === 0) return;
  sheet.line();
  sheet.line(`  ${sheet.paint.bold(sheet.say('heading.details'))}`);
  const labels = parts.flatMap((part) => (part.kind === 'line' ? [textWidth(part.label)] : []));
  const column = Math.min(Math.max(0, ...labels), maxLabel);
  for (const part of parts) {
    if (part.kind === 'line') drawLine(sheet, part.label, part.values, column);
    else drawTable(sheet, part.head, part.rows);
  }
}

function drawLine(sheet: Sheet, label: string, values: readonly string[], column: number): void {
  const first = `    ${padEnd(label, column)}  `;
  const room = sheet.width - textWidth(first);
  const short = values.join(', ');
  const lines = textWidth(short) <= room ? [short] : values.flatMap((value) => breakText(value, room));
  lines.forEach((line, i) => sheet.line(`${i === 0 ? sheet.paint.dim(first) : ' '.repeat(textWidth(first))}${line}`));
}

function drawTable(sheet: Sheet, head: readonly string[], rows: readonly DetailRow[]): void {
  const filled = head.map((_, i) => i).filter((i) => rows.some((row) => (row[i] ?? []).some((text) => text !== '')));
  const natural = (columns: readonly number[]): number[] =>
    columns.map((i) => Math.max(textWidth(head[i] ?? ''), ...rows.flatMap((row) => (row[i] ?? []).map(textWidth))));
  const room = (columns: readonly number[]): number => sheet.width - 4 - 2 * (columns.length - 1);
  const fits = natural(filled).reduce((sum, width) => sum + width, 0) <= room(filled);
  // Where it is narrow the remarks go first: both sides say the same.
  const used = fits ? filled : filled.filter((i) => i !== 3);
  const widths = fit(natural(used), room(used));
  const draw = (cells: DetailRow, tint: (text: string) => string, firstTint: (text: string) => string): void => {
    const broken = used.map((i, n) => (cells[i] ?? []).flatMap((text) => breakText(text, widths[n] ?? 10)));
    for (let at = 0; at < Math.max(...broken.map((lines) => lines.length)); at += 1) {
      const line = broken.map((lines, n) => (n === 0 ? firstTint : tint)(padEnd(lines[at] ?? '', widths[n] ?? 0)));
      sheet.line(`    ${line.join('  ')}`.trimEnd());
    }
  };
  if (head.some((text) => text !== ''))
    draw(
      head.map((text) => [text]),
      sheet.paint.bold,
      sheet.paint.bold,
    );
  const labelled = used[0] === 0;
  for (const row of rows) draw(row, (text) => text, labelled ? sheet.paint.dim : (text) => text);
}

/** Widths of columns that together take at most `room`: the widest give way first. */
function fit(natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  while (widths.reduce((sum, width) => sum + width, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 10) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/**
 * Breaks at blanks, and behind the slashes and commas of proposals and names; inside a word only when it must. Later lines stand
 * in a little, so that the values of a list can be told apart.
 */
function breakText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const flush = (): void => {
    lines.push(line.trimEnd());
    line = '  ';
  };
  for (const piece of text.split(/(?<=[\s/,])/)) {
    if (line.trim() !== '' && textWidth(line + piece.trimEnd()) > width) flush();
    for (const char of piece) {
      if (textWidth(line + char) > width && char !== ' ') flush();
      line += char;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Sorts the data of a finding into rows and lines; says nothing twice, and nothing of what is empty. */
class Details {
  readonly parts: DetailPart[] = [];
  readonly #words: DetailWords;
  readonly #said = new Set<string>();
  readonly #quotes: string;

  constructor(words: DetailWords, finding: Finding) {
    this.#words = words;
    this.#quotes = finding.evidence.map((item) => item.quote).join('\n');
    // The heading has it.
    this.#said.add(JSON.stringify(['direction', finding.scope.direction]));
    this.#object(finding.details);
  }

  #label(key: string): string {
    return detailLabels[key]?.[this.#words.lang === 'ko' ? 1 : 0] ?? key;
  }

  #word(key: string, value: string): string {
    const known = worded.has(key) ? detailWords[value] : undefined;
    return known?.[this.#words.lang === 'ko' ? 1 : 0] ?? value.replace(/^(\S{1,100})->(\S{1,100})$/, '$1 → $2');
  }

  /** The lines a value takes; none when it is empty. */
  #values(key: string, value: Json | undefined): string[] {
    if (value === undefined || value === null || value === '') return [];
    if (typeof value === 'boolean') return [this.#words.say(value ? 'detail.yes' : 'detail.no')];
    if (typeof value === 'number') return [String(value)];
    if (typeof value === 'string') return [this.#word(key, value)];
    if (isList(value)) {
      const lines = value.flatMap((item) => this.#values(key, item));
      const rest = lines.length - maxValues;
      return rest <= 0 || this.#words.full
        ? lines
        : [...lines.slice(0, maxValues), `… ${this.#words.say('evidence.more', { count: rest })}`];
    }
    const inside = Object.entries(value).flatMap(([inner, item]) => {
      const words = this.#values(inner, item).join(', ');
      return words === '' ? [] : [`${this.#label(inner)} ${words}`];
    });
    return inside.length === 0 ? [] : [inside.join(', ')];
  }

  #line(key: string, value: Json): void {
    if (this.#once(key, value)) return;
    const values = this.#values(key, value);
    if (values.length === 0 || (key === 'what' && values.every((text) => this.#quotes.includes(text)))) return;
    this.parts.push({ kind: 'line', label: this.#label(key), values });
  }

  #once(...what: readonly Json[]): boolean {
    const key = JSON.stringify(what);
    const known = this.#said.has(key);
    this.#said.add(key);
    return known;
  }

  /** Adds a row to the table of these two sides; the last cell is a remark. */
  #row(sides: readonly [string, string], label: string, left: Json, right: Json, remark = ''): void {
    const cells = [this.#values('', left), this.#values('', right)];
    if (cells.every((cell) => cell.length === 0)) return;
    if (this.#once(sides[0], sides[1], label, left, right)) return;
    const filled = cells.map((cell) => (cell.length === 0 ? ['–'] : cell));
    const row = [[label], ...filled, [remark]];
    const table = this.parts.find(
      (part) => part.kind === 'table' && part.head[1] === sides[0] && part.head[2] === sides[1],
    );
    if (table?.kind === 'table') table.rows.push(row);
    else this.parts.push({ kind: 'table', head: ['', sides[0], sides[1], ''], rows: [row] });
  }

  #object(data: Data, outer: readonly [string, string] | null = null): void {
    const done = new Set<string>(unsaid);
    const take = (key: string): Json => {
      done.add(key);
      return data[key] ?? null;
    };
    const hosts = data['hosts'];
    const [a, b] = isList(hosts) ? hosts : [];
    const sides: readonly [string, string] =
      typeof a === 'string' && typeof b === 'string'
        ? [a, b]
        : [this.#words.say('detail.one-end'), this.#words.say('detail.other-end')];
    let inner = outer;
    for (const [one, other] of pairs) {
      if (isEmpty(data[one]) || isEmpty(data[other])) continue;
      // Single values are compared best one above the other.
      if (!isList(data[one]) && !isList(data[other])) continue;
      const decided = other === 'configured' ? text(take('decidedBy')) : '';
      inner = outer ?? ([this.#label(one), this.#label(other) + (decided === '' ? '' : ` (${decided})`)] as const);
      const label = 'transform' in data ? this.#word('transform', text(take('transform'))) : '';
      this.#row(inner, label, take(one), take(other));
    }
    // The end that compared has told the differences; both configurations would tell them again.
    if (!this.#words.full && !isEmpty(data['differences']) && inner !== null) done.add('configurations');
    if ('a' in data && 'b' in data) this.#ends(data, sides, take);
    for (const [key, value] of Object.entries(data)) {
      if (done.has(key)) continue;
      if (isList(value) && value.some(isData) && (key === 'differences' || key === 'configurations'))
        for (const item of value) this.#object(isData(item) ? item : { [key]: item }, inner);
      else this.#line(key, value);
    }
  }

  /** What the two configurations have: `a` and `b` of a difference. */
  #ends(data: Data, sides: readonly [string, string], take: (key: string) => Json): void {
    this.#row(sides, this.#label('child'), take('child'), take('peerChild'));
    const [a, b] = [take('a'), take('b')];
    if (isData(a) && isData(b)) {
      const relation = (side: Json): string => {
        const value = isData(side) ? (side['relation'] ?? null) : null;
        this.#once('reason', value);
        return this.#values('relation', value).join('');
      };
      // What one end calls its own side is the far side of the other.
      const at = (host: string): string => this.#words.say('detail.network', { host });
      this.#row(sides, at(sides[0]), a['local'] ?? null, b['remote'] ?? null, relation(take('sideOfA')));
      this.#row(sides, at(sides[1]), a['remote'] ?? null, b['local'] ?? null, relation(take('sideOfB')));
    } else this.#row(sides, '', a, b);
    if ('groupsA' in data) this.#row(sides, this.#word('transform', 'group'), take('groupsA'), take('groupsB'));
    const types = take('types');
    for (const type of isList(types) ? types : []) {
      if (!isData(type)) continue;
      const remark = type['noOverlap'] === true ? this.#word('relation', 'disjoint') : '';
      this.#row(sides, this.#word('type', text(type['type'])), type['a'] ?? null, type['b'] ?? null, remark);
    }
  }
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isData(value: Json | undefined): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (isList(value) && value.length === 0);
}
