import { type Entry, type EntryKind, entry, type More, type Origin, sourceOf, told } from '../types.ts';

export interface RowMore extends More {
  /** Where this row comes from, when it is not chapter 7. */
  readonly from?: Origin;
  readonly kind?: EntryKind;
}

/** A numbered fact of the guide: its id, what it says in our own words in both languages, and what goes with it. */
export type Row = readonly [id: string, en: string, ko: string, more?: RowMore];

/** Entries out of rows of the guide. */
export function rows(table: readonly Row[], from: Origin = 'chapter7'): readonly Entry[] {
  return table.map(([id, en, ko, more = {}]) => {
    const { from: origin = from, kind = 'fact', ...rest } = more;
    return entry(kind, id, id, told(en, ko), {
      sources: origin === 'public' ? [] : [sourceOf[origin]],
      unconfirmed: origin === 'inferred',
      ...rest,
    });
  });
}
