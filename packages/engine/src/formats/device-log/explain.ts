import { lineFront } from '../log-lines/index.ts';
import { meanings } from './meanings.ts';
import { tableOf } from './match.ts';
import { single, tidy, untaken } from './tidy.ts';
import type { DeviceRow, Dialect } from './types.ts';

/** What a message of a device means. */
export interface DeviceMessageExplanation {
  readonly id: string;
  readonly daemon: string;
  /** The wordings, with names of the parts that vary in braces. */
  readonly wordings: readonly string[];
  readonly code: string | null;
  readonly en: string;
  readonly ko: string;
  /** Causes that show with these words. */
  readonly ambiguousWith: readonly string[];
}

/** A template as people read it: `{{_peer:w}}` becomes `{peer}`. */
function readable(template: string): string {
  return template.replace(/\{\{_?([A-Za-z]\w*)(?::[a-z])?\}\}/g, '{$1}');
}

function explanation(dialect: Dialect, row: DeviceRow, source: string): DeviceMessageExplanation | null {
  const meaning = row.code === undefined ? undefined : meanings[row.code];
  const en = row.en ?? meaning?.en;
  const ko = row.ko ?? meaning?.ko;
  if (en === undefined || ko === undefined) return null;
  return {
    id: `${dialect.format}.${row.id}`,
    daemon: dialect.daemon,
    // The wording that was asked for comes first.
    wordings: [...new Set([source, ...row.texts])].map(readable),
    code: row.code ?? null,
    en,
    ko,
    ambiguousWith: row.ambiguousWith ?? [],
  };
}

/** Explains one line as a device writes it: one entry for each dialect that knows it; empty when none does. */
export function explainDeviceLine(dialects: readonly Dialect[], text: string): readonly DeviceMessageExplanation[] {
  const line = lineFront().read(tidy(text.slice(0, 4096)));
  if (line === null || line.message.length < 8) return [];
  const found: { readonly explained: DeviceMessageExplanation; readonly own: boolean }[] = [];
  for (const dialect of dialects) {
    const said = dialect.prefix(untaken(line));
    const match = said === null ? null : tableOf(dialect.rows).match(single(said.text));
    const explained = match === null ? null : explanation(dialect, match.row, match.source);
    // A word or two without the prefix of a device may be anybody's.
    const bare = said !== null && !said.own && single(said.text).split(' ').length < 4;
    if (explained !== null && said !== null && !bare) found.push({ explained, own: said.own });
  }
  // A prefix that only one of them writes settles it.
  const own = found.filter((item) => item.own);
  const whole = (own.length > 0 ? own : found).map((item) => item.explained);
  return whole.length > 0 ? whole : partsOf(dialects, line.message);
}

/** Part of a known wording, as people ask for one: without the address in front of it, or a mnemonic alone. */
function partsOf(dialects: readonly Dialect[], message: string): readonly DeviceMessageExplanation[] {
  const mnemonic = /^%[A-Z0-9_]{1,20}-[0-7]-/.exec(message.trim())?.[0] ?? '';
  const wanted = message.trim().slice(mnemonic.length).toLowerCase();
  // A word or two may be anybody's.
  if (wanted.length < 9 || !(wanted.split(' ').length > 3 || mnemonic !== '')) return [];
  return dialects
    .flatMap((dialect) =>
      dialect.rows.flatMap((row) => {
        const source = row.texts.find((text) => text.toLowerCase().includes(wanted));
        const explained = source === undefined ? null : explanation(dialect, row, source);
        return explained === null ? [] : [explained];
      }),
    )
    .slice(0, 5);
}
