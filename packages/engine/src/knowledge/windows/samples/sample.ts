import { type Entry, entry, type More, sourceOf, told } from '../types.ts';

/** A tool's output on a healthy pair: key, command, what shows that it is healthy in both languages, the output. */
export type Sample = readonly [key: string, command: string, en: string, ko: string, output: string, more?: More];

export const samples = (table: readonly Sample[]): readonly Entry[] =>
  table.map(([key, command, en, ko, output, more = {}]) =>
    entry('sample', `sample-${key}`, command, told(en, ko), {
      text: output,
      sources: [`${sourceOf.chapter7} (T2-12)`],
      ...more,
    }),
  );
