import { compileTemplate, matchTemplate, type Captures, type Template } from '../pluto-log/template.ts';
import type { DeviceRow } from './types.ts';

interface Entry {
  readonly row: DeviceRow;
  readonly source: string;
  readonly template: Template;
  /** Length of all literal text: the longest match wins. */
  readonly weight: number;
}

export interface Match {
  readonly row: DeviceRow;
  /** The wording of the row that matched. */
  readonly source: string;
  readonly captures: Captures;
}

/** The rows of a dialect, ready to be looked up. */
export interface Table {
  match(text: string): Match | null;
}

function firstWord(text: string): string {
  let end = 0;
  while (end < text.length && end < 40 && !' {\'"[:(,;='.includes(text.charAt(end))) end++;
  return text.slice(0, Math.max(end, 1)).toLowerCase();
}

const tables = new WeakMap<readonly DeviceRow[], Table>();

/** The table of these rows, built once. Upper and lower case are the same: releases and forums change it. */
export function tableOf(rows: readonly DeviceRow[]): Table {
  let table = tables.get(rows);
  if (table === undefined) {
    table = build(rows);
    tables.set(rows, table);
  }
  return table;
}

function build(rows: readonly DeviceRow[]): Table {
  const byWord = new Map<string, Entry[]>();
  const open: Entry[] = [];
  for (const row of rows) {
    for (const source of row.texts) {
      const template = lower(compileTemplate(source.trimEnd()));
      const weight = template.literals.reduce((sum, literal) => sum + literal.length, template.exact ? 1 : 0);
      const first = template.literals[0] ?? '';
      const word = firstWord(first);
      const entry: Entry = { row, source, template, weight };
      // A literal that ends inside the first word cannot be looked up by it.
      if (first === '' || (word.length >= first.length && template.holes.length > 0)) open.push(entry);
      else byWord.set(word, [...(byWord.get(word) ?? []), entry]);
    }
  }
  const order = (a: Entry, b: Entry): number => b.weight - a.weight;
  for (const list of byWord.values()) list.sort(order);
  open.sort(order);
  return {
    match(text) {
      const small = asciiLower(text);
      let best: Match | null = null;
      let most = -1;
      for (const list of [byWord.get(firstWord(text)) ?? [], open]) {
        for (const entry of list) {
          if (entry.weight <= most) break;
          const captures = matchTemplate(entry.template, small);
          if (captures === null) continue;
          best = { row: entry.row, source: entry.source, captures: original(captures, small, text) };
          most = entry.weight;
          break;
        }
      }
      return best;
    },
  };
}

/** Lower case of the ASCII letters only: every position stays where it is. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
}

function lower(template: Template): Template {
  return { ...template, literals: template.literals.map(asciiLower) };
}

/** What was caught, in the spelling of the line. */
function original(captures: Captures, small: string, text: string): Captures {
  const out: Record<string, string> = {};
  let from = 0;
  for (const [name, value] of Object.entries(captures)) {
    const at = small.indexOf(value, from);
    out[name] = at < 0 ? value : text.slice(at, at + value.length);
    if (at >= 0) from = at + value.length;
  }
  return out;
}
