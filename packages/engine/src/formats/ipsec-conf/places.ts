/** Places of a `conn`'s own settings in ipsec.conf. */
import type { ConnectionPlaces, SettingPlace } from '../../observations/index.ts';
import type { PlaceMaker } from '../shared/places.ts';
import type { ConfSection } from './grammar.ts';

const wanted =
  /^(?:ike|esp|ah|phase2alg|pfs|type|authby|keyexchange|ikev2|aggressive|aggrmode|(?:left|right)(?:id|subnet|auth))$/;

/** Places of a section; what it takes in by `also=` or `%default` stands in a section of others and has none. */
export function connPlaces(section: ConfSection, make: PlaceMaker): ConnectionPlaces {
  const settings = new Map<string, SettingPlace | null>();
  for (const { key, line, from, to } of section.settings) {
    if (!wanted.test(key)) continue;
    // Of two equal settings the last one counts.
    settings.set(key, make.setting(line, from, to) ?? null);
  }
  const head = make.section(section.line, '\t');
  return { grammar: 'ipsec.conf', settings, sections: new Map(head === undefined ? [] : [['', head]]) };
}
