/**
 * What a table of assigned numbers is, and how a number gets its name. This room imports nothing, so that every other
 * room may read it.
 */

/** A sentence in both languages of the product. */
export interface Bilingual {
  readonly en: string;
  readonly ko: string;
}

/** One assigned number (or vendor string). */
export interface RegistryEntry {
  readonly id: number;
  readonly name: string;
  /** The document that assigns it. */
  readonly ref: string;
  /** Other spellings people search for (a product's own name, a log abbreviation). */
  readonly aliases?: readonly string[];
  /** Size of a key exchange in bits, where the registry is about groups. */
  readonly bits?: number;
  readonly meaning?: Bilingual;
  readonly nextStep?: Bilingual;
}

/** A table of assigned numbers. `privateUse` lists inclusive ranges anybody may use as they like. */
export interface Registry {
  readonly key: string;
  readonly title: string;
  readonly ref: string;
  readonly privateUse: readonly (readonly [from: number, to: number])[];
  readonly entries: readonly RegistryEntry[];
  readonly byId: ReadonlyMap<number, RegistryEntry>;
}

/** A row as the tables are typed: number, name, and what differs from the table as a whole. */
export type RegistryRow = readonly [id: number, name: string, more?: Partial<Omit<RegistryEntry, 'id' | 'name'>>];

/** What a row tells: its meaning and what to do next, each in English and Korean. */
export function told(
  meaningEn: string,
  meaningKo: string,
  nextEn: string,
  nextKo: string,
): Pick<RegistryEntry, 'meaning' | 'nextStep'> {
  return { meaning: { en: meaningEn, ko: meaningKo }, nextStep: { en: nextEn, ko: nextKo } };
}

/** Makes a registry of rows; a row without its own `ref` takes the one of the table. */
export function defineRegistry(
  key: string,
  title: string,
  ref: string,
  rows: readonly RegistryRow[],
  privateUse: readonly (readonly [number, number])[] = [],
): Registry {
  const entries = rows.map(([id, name, more]): RegistryEntry => ({ ref, ...more, id, name }));
  return { key, title, ref, privateUse, entries, byId: new Map(entries.map((entry) => [entry.id, entry])) };
}

/** Name of a number; `PRIVATE(n)` in a private-use range and `UNASSIGNED(n)` elsewhere when the table has no row. */
export function registryName(registry: Registry, id: number): string {
  const entry = registry.byId.get(id);
  if (entry !== undefined) return entry.name;
  for (const [from, to] of registry.privateUse) if (id >= from && id <= to) return `PRIVATE(${id})`;
  return `UNASSIGNED(${id})`;
}
