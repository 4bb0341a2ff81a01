import { lineFront } from '../log-lines/index.ts';
import { charonPatterns, matchMessage, type CharonPattern } from './patterns/index.ts';
import { splitPrefix } from './prefix.ts';
import { compileTemplate, matchTemplate } from './template.ts';

/** What a message of a daemon means. */
export interface DaemonMessageExplanation {
  readonly id: string;
  readonly daemon: 'strongSwan charon';
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

function explanation(pattern: CharonPattern, text: string | null = null): DaemonMessageExplanation {
  // The wording that was asked for comes first.
  const said = pattern.lines.filter(
    (line) => text !== null && matchTemplate(compileTemplate(line, pattern.split), text) !== null,
  );
  return {
    id: pattern.id,
    daemon: 'strongSwan charon',
    wordings: [...new Set([...said.slice(0, 1), ...pattern.lines])].map(readable),
    code: pattern.code,
    en: pattern.en,
    ko: pattern.ko,
    ambiguousWith: pattern.ambiguousWith ?? [],
    since: pattern.since ?? null,
    until: pattern.until ?? null,
  };
}

/** A template as people read it: `{_uid:n}` becomes `{uid}`. */
function readable(template: string): string {
  return template.replace(/\{_?([A-Za-z]\w*)(?::[a-z])?\}/g, '{$1}');
}

/** All messages this reader knows. */
export const charonMessages: readonly DaemonMessageExplanation[] = charonPatterns.map((pattern) =>
  explanation(pattern),
);

const subsystems = [
  '',
  'IKE',
  'CFG',
  'NET',
  'ENC',
  'KNL',
  'CHD',
  'LIB',
  'DMN',
  'MGR',
  'JOB',
  'ASN',
  'ESP',
  'TLS',
  'TNC',
];

/** The pattern of a message; people also ask for one without the subsystem in front of it. */
function matchInAny(text: string, group: string): ReturnType<typeof matchMessage> {
  for (const name of group === '' ? subsystems : [group]) {
    const match = matchMessage(text, name);
    if (match !== null) return match;
  }
  return null;
}

/** Explains one line as a log shows it (with or without its envelope), or part of a known wording; at most 10 entries. */
export function explainDaemonMessage(line: string): readonly DaemonMessageExplanation[] {
  const text = line.slice(0, 4096).trim();
  if (text === '') return [];
  const read = lineFront().read(text);
  const prefix = splitPrefix(read?.message ?? text);
  const match = matchInAny(prefix.text, prefix.group);
  if (match !== null) return [explanation(match.pattern, prefix.text)];
  if (text.length < 5) return [];
  const wanted = prefix.text.toLowerCase();
  const found = charonMessages.filter((entry) =>
    entry.wordings.some((wording) => wording.toLowerCase().includes(wanted)),
  );
  return found.slice(0, 10);
}
