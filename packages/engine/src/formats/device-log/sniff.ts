import { lineFront } from '../log-lines/index.ts';
import { tableOf } from './match.ts';
import { maxParts, single, tidy, untaken } from './tidy.ts';
import type { Dialect, Said } from './types.ts';

/** How sure a text is of this dialect: by prefixes that only it writes, else by messages it is known to write. */
export function sniffDeviceLog(dialect: Dialect, head: readonly string[]): number {
  const front = lineFront();
  const table = tableOf(dialect.rows);
  let lines = 0;
  let own = 0;
  let known = 0;
  let both = 0;
  /** The line before where nothing matched it, as in the reader: what follows may be its end. */
  const open: { said: Said | null; parts: number } = { said: null, parts: 0 };
  for (const raw of head.slice(0, 200)) {
    const read = front.read(tidy(raw));
    if (read === null || read.message === '') continue;
    const line = untaken(read);
    lines++;
    const said = dialect.prefix(line);
    if (said === null) continue;
    const text = single(said.text);
    const matched = table.match(text) !== null || dialect.recognises?.(line.message) === true;
    if (said.own) own++;
    if (matched) known++;
    if (matched && said.own) both++;
    const before = open.said;
    if (!matched && before !== null && !said.own && line.timeText === null) {
      const joined = single(`${before.text} ${text}`);
      const whole = table.match(joined) !== null;
      if (whole) {
        lines -= open.parts;
        known++;
        if (before.own) both++;
      }
      open.said = whole || !before.own || open.parts >= maxParts ? null : { ...before, text: joined };
      open.parts++;
    } else {
      open.said = matched || text.length < 24 ? null : { ...said, text };
      open.parts = 1;
    }
  }
  if (lines === 0) return 0;
  if (both > 0) return own >= 3 || own * 3 >= lines ? 92 : 65;
  if (own >= 3 && own * 2 >= lines) return 45;
  if (known >= 3 && known * 4 >= lines) return 54;
  // Few words, and several dialects may have them: whichever knows most of the lines.
  if (known >= 1 && known * 3 >= lines && lines <= 40) return 34 + (0.9 * known) / lines;
  return 0;
}
