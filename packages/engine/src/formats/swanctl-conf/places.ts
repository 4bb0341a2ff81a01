/** Places of a connection's settings in swanctl.conf. */
import type { ConnectionPlaces, SectionPlace, SettingPlace } from '../../observations/index.ts';
import type { PlaceMaker } from '../shared/places.ts';
import type { Effective, Value } from './grammar.ts';

type Rounds = (section: Effective, side: 'local' | 'remote') => readonly { readonly one: Effective }[];

const connectionSettings = ['version', 'aggressive', 'proposals'];
const childSettings = ['esp_proposals', 'ah_proposals', 'local_ts', 'remote_ts', 'mode'];

/** Where a value stands; undefined when it is not the section's own or not on one line. */
export function valuePlace(value: Value | undefined, section: Effective, make: PlaceMaker): SettingPlace | undefined {
  const [first, last] = [value?.spans[0], value?.spans.at(-1)];
  if (first === undefined || last === undefined || value?.spans.some((span) => span.line !== first.line) === true)
    return undefined;
  return inside(section, first.line) ? make.setting(first.line, first.from, last.to) : undefined;
}

function inside(section: Effective, line: number): boolean {
  return section.line <= line && line <= section.lastLine;
}

/** Places of a connection. What it inherits stands in another section, which others may inherit too: that has no place. */
export function connectionPlaces(connection: Effective, rounds: Rounds, make: PlaceMaker): ConnectionPlaces {
  const settings = new Map<string, SettingPlace | null>();
  const sections = new Map<string, SectionPlace>();
  const take = (path: string, section: Effective, keys: readonly string[]): void => {
    if (!inside(connection, section.line)) return;
    for (const key of keys) {
      const value = section.values.get(key);
      if (value !== undefined && inside(section, value.line))
        settings.set(path === '' ? key : `${path}.${key}`, valuePlace(value, section, make) ?? null);
    }
    const place = make.section(section.line, '  ');
    // What follows the brace on its line would have to move.
    if (place?.text.trimEnd().endsWith('{') === true) sections.set(path, place);
  };
  take('', connection, connectionSettings);
  for (const side of ['local', 'remote'] as const)
    for (const [i, { one }] of rounds(connection, side).slice(0, 4).entries())
      take(`${side}#${i}`, one, ['id', 'auth']);
  for (const [name, child] of [...(connection.sections.get('children')?.sections ?? [])].slice(0, 64))
    take(`children.${name}`, child, childSettings);
  return { grammar: 'swanctl.conf', settings, sections };
}
