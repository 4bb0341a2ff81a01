/** ipsec.conf of strongSwan (stroke) and Libreswan. */
import type { TextFormat } from '../reader.ts';
import { placeMaker } from '../shared/places.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';
import { connectionOf } from './connection.ts';
import { alsoNames, effective, indexConns, parseIpsecConf } from './grammar.ts';
import { dialectOf, isKnown } from './keys.ts';
import { connPlaces } from './places.ts';

/** Settings of `config setup` a cause may want. */
const setupFacts: ReadonlySet<string> = new Set([
  'ikev1-policy',
  'uniqueids',
  'listen',
  'listen-tcp',
  'listen-udp',
  'strictcrlpolicy',
  'crl-strict',
  'ocsp-enable',
  'ocsp-strict',
  'ddos-mode',
  'max-halfopen-ike',
  'virtual-private',
  'virtual_private',
  'logtime',
  'logfile',
  'protostack',
  'charondebug',
  'plutodebug',
]);

function parse(lines: readonly Line[], draft: Draft): void {
  const file = parseIpsecConf(lines);
  for (const { line, reason } of file.faults) draft.fault(line, reason);
  for (const include of file.includes) draft.add(hostFact(draft, 'include-not-read', include.pattern, include.line));
  const pairs = file.sections.flatMap((one) => one.settings.map(({ key, value }): [string, string] => [key, value]));
  const dialect = dialectOf(pairs);
  if (dialect !== 'unknown') draft.product = dialect === 'strongswan' ? 'strongSwan' : 'Libreswan';
  for (const section of file.sections) {
    for (const { key, value, line } of section.settings) {
      if (section.type === 'config' && setupFacts.has(key)) draft.add(hostFact(draft, `setup-${key}`, value, line));
      if (section.type !== 'ca' && !isKnown(key))
        draft.add(hostFact(draft, 'unknown-key', `${section.type} ${section.name}: ${key}`, line));
    }
  }
  const index = indexConns(file.sections);
  const places = placeMaker(lines, draft);
  const referred = new Set(
    file.sections.flatMap(({ settings }) =>
      settings.flatMap(({ key, value }) => (key === 'also' ? alsoNames(value) : [])),
    ),
  );
  const named = new Set<string>();
  const noted = new Set<string>();
  let count = 0;
  for (const section of file.sections) {
    if (section.type !== 'conn' || section.name === '%default') continue;
    const note =
      (fact: string) =>
      (name: string, line: number): void => {
        // Each section that leads there meets it anew.
        if (noted.has(`${fact} ${line} ${name}`)) return;
        noted.add(`${fact} ${line} ${name}`);
        draft.add(hostFact(draft, fact, name, line));
      };
    const settings = effective(section, index, note('reference-unresolved'), note('reference-loop'));
    // A section without addresses of its own that others take in by `also=` is a template, no connection.
    const template = !settings.has('left') && !settings.has('right') && !settings.has('auto');
    if (template && referred.has(section.name)) continue;
    if (named.has(section.name)) draft.add(hostFact(draft, 'duplicate-connection', section.name, section.line));
    named.add(section.name);
    draft.add({ ...connectionOf(section, settings, dialect, draft), places: connPlaces(section, places) });
    count++;
  }
  const first = file.sections[0]?.line ?? lines[0]?.number ?? 1;
  // A text without any section is not quoted: it may be anything.
  if (file.sections.length === 0) draft.quotable.set(first, '');
  draft.add({ kind: 'listing', of: 'connections', entries: count, src: draft.source(first) });
}

/** Reader of ipsec.conf. */
export const ipsecConf: TextFormat = {
  format: 'ipsec-conf',
  sniff(head, name) {
    let score = 0;
    let section = false;
    for (const line of head) {
      if (/^(?:config[ \t]+setup|conn[ \t]+\S+)[ \t]*(?:#.*)?$/.test(line)) {
        section = true;
        score += 40;
      } else if (/^[ \t]+(?:left|right)[a-z0-9]{0,16}[ \t]*=/.test(line) && section) score += 15;
      else if (
        /^[ \t]+(?:authby|auto|ike|esp|keyexchange|ikev2|also|type|phase2alg|dpd[a-z]{1,8})[ \t]*=/.test(line) &&
        section
      )
        score += 10;
    }
    if (score > 0 && name.endsWith('ipsec.conf')) score += 10;
    return score >= 50 || (score > 0 && name.endsWith('.conf')) ? Math.min(score, 97) : Math.min(score, 20);
  },
  open: collectingReader('ipsec-conf', parse),
};
