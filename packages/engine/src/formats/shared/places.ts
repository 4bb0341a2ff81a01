/** Places of settings in a configuration file, so that a change of them can be shown. */
import type { SectionPlace, SettingPlace } from '../../observations/index.ts';
import type { Draft, Line } from './reading.ts';

const maxText = 400;

/** Makes places of one file. A line that holds a secret, or is very long, has none. */
export interface PlaceMaker {
  readonly setting: (line: number, from: number, to: number) => SettingPlace | undefined;
  readonly section: (line: number, deeper: string) => SectionPlace | undefined;
}

/** Places in these lines, as far as the draft may quote them as they are. */
export function placeMaker(lines: readonly Line[], draft: Draft): PlaceMaker {
  const first = lines[0]?.number ?? 1;
  const textOf = (line: number): string | undefined => {
    const text = lines[line - first]?.text;
    return text !== undefined && text.length <= maxText && draft.quotable.get(line) === text ? text : undefined;
  };
  const indent = (text: string): string => text.slice(0, text.length - text.trimStart().length);
  return {
    setting(line, from, to) {
      const text = textOf(line);
      return text === undefined || to > text.length ? undefined : { line, text, from, to };
    },
    section(line, deeper) {
      const text = textOf(line);
      if (text === undefined) return undefined;
      const next = indent(lines[line - first + 1]?.text ?? '');
      const own = indent(text);
      return { line, text, indent: next.startsWith(own) && next.length > own.length ? next : own + deeper };
    },
  };
}
