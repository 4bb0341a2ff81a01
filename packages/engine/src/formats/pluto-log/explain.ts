import { lineFront } from '../log-lines/index.ts';
import { matchMessage } from './match.ts';
import { plutoRows } from './patterns/index.ts';
import { parsePrefix } from './prefix.ts';
import type { PlutoRow } from './types.ts';

/** What a message of the daemon means. */
export interface DaemonMessageExplanation {
  readonly id: string;
  readonly daemon: 'Libreswan pluto';
  /** The wordings, with names of the parts that vary in braces. */
  readonly wordings: readonly string[];
  readonly code: string | null;
  readonly en: string;
  readonly ko: string;
  /** Causes that show with these words. */
  readonly ambiguousWith: readonly string[];
  readonly since: string | null;
  readonly until: string | null;
}

/** A template as people read it: `{{_peer:w}}` becomes `{peer}`. */
function readable(template: string): string {
  const text = template.endsWith('$') ? template.slice(0, -1) : template;
  return text.replaceAll('{{_:e}}', '').replace(/\{\{_?([A-Za-z]\w*)(?::[a-z])?\}\}/g, '{$1}');
}

function explanation(row: PlutoRow, template: string | null = null): DaemonMessageExplanation {
  // The wording that was asked for comes first.
  const texts = template === null ? row.texts : [...new Set([template, ...row.texts])];
  return {
    id: row.id,
    daemon: 'Libreswan pluto',
    wordings: texts.map(readable),
    code: row.code,
    en: row.en,
    ko: row.ko,
    ambiguousWith: row.ambiguousWith ?? [],
    since: row.since ?? null,
    until: row.until ?? null,
  };
}

/** All messages this reader knows. */
export const plutoMessages: readonly DaemonMessageExplanation[] = plutoRows.map((row) => explanation(row));

/** Explains one line as a log or console shows it, or part of a known wording; at most 10 entries. */
export function explainDaemonMessage(line: string): readonly DaemonMessageExplanation[] {
  const text = line.slice(0, 4096).trim();
  if (text === '') return [];
  const log = lineFront().read(text);
  const prefix = parsePrefix(log?.message ?? text);
  const match = matchMessage(prefix);
  if (match !== null) return [explanation(match.row, match.template)];
  if (text.length < 5) return [];
  const wanted = prefix.text.toLowerCase();
  return plutoMessages
    .filter((entry) => entry.wordings.some((wording) => wording.toLowerCase().includes(wanted)))
    .slice(0, 10);
}
