/**
 * HOSTS and LMHOSTS: names a host knows by itself, before it asks anybody (hosts(5); inventory NAM-06, NAM-07). Of LMHOSTS the
 * words behind `#` (`#PRE`, `#DOM:corp`) belong to the entry.
 */
import { canonicalAddress, parseAddress } from '../../policy/addresses.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';

const entry = /^\s*([0-9A-Fa-f:.]{2,45})(?:%\S{1,16})?\s+([A-Za-z0-9_"][^#]{0,500})(#(?:PRE|DOM:\S{1,64}).*)?/;
const name = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$/;
/** What every such file has of the host itself tells nothing. */
const own = /^(?:127\.|::1$|fe0[0-9]::|ff0[0-9]::|255\.255\.255\.255$|0\.0\.0\.0$)/;

function parse(lines: readonly Line[], draft: Draft): void {
  for (const { text, number } of lines) {
    const found = entry.exec(text.slice(0, 700));
    if (found === null || parseAddress(found[1] ?? '') === undefined) continue;
    const address = canonicalAddress(found[1] ?? '');
    if (own.test(address)) continue;
    for (const word of (found[2] ?? '').trim().split(/\s+/).slice(0, 16))
      if (name.test(word)) draft.add(hostFact(draft, 'hosts-entry', `${word.toLowerCase()} ${address}`, number));
  }
}

/** Reader of HOSTS and LMHOSTS. */
export const hostsFile: TextFormat = {
  format: 'hosts-file',
  basis: { known: 'unconfirmed', source: 'hosts(5); Microsoft KB 314053 and 101927 (HOSTS, LMHOSTS)' },
  sniff(head) {
    let fits = 0;
    let others = 0;
    let sure = 0;
    for (const line of head) {
      const text = line.slice(0, 700);
      if (/Copyright \(c\) 1993-\d{4} Microsoft Corp|sample (?:LM)?HOSTS file used by Microsoft/.test(text)) sure++;
      if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
      const found = entry.exec(text);
      const word = (found?.[2] ?? '').trim().split(/\s+/);
      if (found !== null && parseAddress(found[1] ?? '') !== undefined && word.every((one) => name.test(one))) {
        fits++;
        if (/^(?:127\.0\.0\.1|::1)$/.test(found[1] ?? '') && word.some((one) => one.startsWith('localhost'))) sure++;
        if (found[3] !== undefined) sure++;
      } else others++;
    }
    return fits > 0 && others === 0 && sure > 0 ? 80 : 0;
  },
  open: collectingReader('hosts-file', parse),
};
