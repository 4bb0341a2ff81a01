import { plutoRows } from './patterns/index.ts';
import type { PlutoLine } from './prefix.ts';
import { compileTemplate, matchTemplate, type Captures, type Template } from './template.ts';
import type { PlutoRow } from './types.ts';

interface Entry {
  readonly row: PlutoRow;
  readonly template: Template;
  /**
   * The longest match wins: by the literal text at the start, which the daemon wrote before anything a peer chose, then by all of
   * the literal text.
   */
  readonly weight: number;
}

export interface Match {
  readonly row: PlutoRow;
  readonly template: string;
  readonly captures: Captures;
}

interface Index {
  readonly byWord: ReadonlyMap<string, readonly Entry[]>;
  /** Templates that start with a hole. */
  readonly open: readonly Entry[];
}

/** First word of a message as the index knows it. Words end at a space or a sign that templates use right after a word. */
function firstWord(text: string): string {
  let end = 0;
  while (end < text.length && end < 40 && !' {\'"[:(,;'.includes(text.charAt(end))) end++;
  return text.slice(0, Math.max(end, 1));
}

function build(): { plain: Index; debug: Index } {
  const make = (debug: boolean): Index => {
    const byWord = new Map<string, Entry[]>();
    const open: Entry[] = [];
    for (const row of plutoRows) {
      if ((row.debug === true) !== debug) continue;
      for (const source of row.texts) {
        const template = compileTemplate(source);
        const first = template.literals[0] ?? '';
        const all = template.literals.reduce((sum, literal) => sum + literal.length, template.exact ? 1 : 0);
        const weight = first.length * 65536 + all;
        const entry: Entry = { row, template, weight };
        const word = firstWord(first);
        // A literal that ends inside the first word cannot be looked up by it.
        if (first === '' || (word.length >= first.length && template.holes.length > 0)) open.push(entry);
        else {
          const known = byWord.get(word);
          if (known === undefined) byWord.set(word, [entry]);
          else known.push(entry);
        }
      }
    }
    const order = (a: Entry, b: Entry): number => b.weight - a.weight;
    for (const list of byWord.values()) list.sort(order);
    open.sort(order);
    return { byWord, open };
  };
  return { plain: make(false), debug: make(true) };
}

let built: { plain: Index; debug: Index } | null = null;

/** What a message without its prefix says: the row with the most literal text that matches from the start, or null. */
export function matchMessage(line: PlutoLine): Match | null {
  built ??= build();
  const index = line.severity === 'debug' ? built.debug : built.plain;
  let best: Entry | null = null;
  let caught: Captures = {};
  for (const list of [index.byWord.get(firstWord(line.text)) ?? [], index.open]) {
    for (const entry of list) {
      if (best !== null && entry.weight <= best.weight) break;
      const captures = matchTemplate(entry.template, line.text);
      if (captures === null) continue;
      best = entry;
      caught = captures;
      break;
    }
  }
  return best === null ? null : { row: best.row, template: best.template.source, captures: caught };
}
