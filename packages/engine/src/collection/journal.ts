/**
 * The journal of a collection: what was about to be changed, written down before it is (as IPsec_Debug.vbs wrote RegDefault.txt,
 * FILE-14). One line each, fields between tabs, `%`, tab and line ends as `%XX`, so that a shell reads it too:
 *
 *     place    NAME   VALUE          where the daemon listens and the like, as the plan needs it
 *     change   N      STEP   WAS     about to be made; WAS is what it was
 *     undone   N                     is as it was again
 *
 * It names steps of the plan and never commands: whoever can write to it can have nothing run but what the plan knows.
 */

export interface JournalEntry {
  readonly number: number;
  readonly step: string;
  readonly was: string;
}

export interface Journal {
  /** Id of the plan. */
  readonly plan: string | null;
  readonly places: ReadonlyMap<string, string>;
  /** Changes that are not undone, the latest first. */
  readonly open: readonly JournalEntry[];
  /** All of them, in order. */
  readonly all: readonly JournalEntry[];
}

const escape = (text: string): string =>
  text.replaceAll(/[%\t\r\n]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
const unescape = (text: string): string =>
  text.replaceAll(/%(25|09|0A|0D)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

export const journalName = 'journal.tsv';
const maxLines = 10_000;

/** A line of the journal, with its end. */
export function journalLine(...fields: readonly (string | number)[]): string {
  return `${fields.map((field) => escape(String(field))).join('\t')}\n`;
}

/** Reads a journal. A last line that was cut off, and anything that is no line of it, is passed over. Never throws. */
export function readJournal(text: string): Journal {
  const places = new Map<string, string>();
  const all = new Map<number, JournalEntry>();
  const undone = new Set<number>();
  let plan: string | null = null;
  const lines = text.split('\n').slice(0, maxLines);
  // A line without its end was being written when the collector died: what it announces was not begun.
  lines.pop();
  for (const line of lines) {
    const [kind, first = '', second = '', third = ''] = line.replace(/\r$/, '').split('\t').map(unescape);
    const number = /^[0-9]{1,6}$/.test(first) ? Number(first) : null;
    if (kind === 'plan') plan = first;
    else if (kind === 'place') places.set(first, second);
    else if (kind === 'change' && number !== null) all.set(number, { number, step: second, was: third });
    else if (kind === 'undone' && number !== null) undone.add(number);
  }
  const entries = [...all.values()].sort((a, b) => a.number - b.number);
  return { plan, places, all: entries, open: entries.filter(({ number }) => !undone.has(number)).reverse() };
}
