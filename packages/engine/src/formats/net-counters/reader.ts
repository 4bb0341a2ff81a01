/**
 * `nstat -az`, `netstat -s` and /proc/net/netstat: the counters of the network stack that tell of dropped packets (Linux
 * Documentation/networking/snmp_counter.rst). All others are passed over.
 */
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';

/** Counters kept, by the names nstat writes. */
const kept: ReadonlySet<string> = new Set([
  'IPReversePathFilter',
  'InNoRoutes',
  'OutNoRoutes',
  'FragFails',
  'ReasmFails',
  'RcvbufErrors',
  'SndbufErrors',
]);

/** What `netstat -s` calls them; the ones without a phrase of their own stand under their name. */
const phrases: readonly (readonly [phrase: RegExp, name: string])[] = [
  [/^([0-9]{1,20}) dropped because of missing route$/, 'OutNoRoutes'],
  [/^([0-9]{1,20}) outgoing packets dropped$/, ''],
  [/^([0-9]{1,20}) fragments failed$/, 'FragFails'],
  [/^([0-9]{1,20}) packet reassembl(?:y|ies) failed$/, 'ReasmFails'],
  [/^([0-9]{1,20}) receive buffer errors$/, 'RcvbufErrors'],
  [/^([0-9]{1,20}) send buffer errors$/, 'SndbufErrors'],
];

const nstatLine = /^(?:TcpExt|IpExt|Ip6?|Udp6?)([A-Z][A-Za-z]{2,40})\s+([0-9]{1,20})\s+[0-9.]+\s*$/;
const named = /^([A-Z][A-Za-z]{2,40}): ([0-9]{1,20})$/;

function parse(lines: readonly Line[], draft: Draft): void {
  const put = (name: string, value: string, line: number): void => {
    if (kept.has(name)) draft.add(hostFact(draft, name, value, line));
  };
  for (const [i, { text, number }] of lines.entries()) {
    const bare = text.slice(0, 4000).trim();
    const one = nstatLine.exec(bare) ?? named.exec(bare);
    if (one !== null) put(one[1] ?? '', one[2] ?? '', number);
    for (const [phrase, name] of phrases) {
      const found = phrase.exec(bare);
      if (found !== null) put(name, found[1] ?? '', number);
    }
    // /proc/net/netstat: a line of names, then one of values.
    const title = /^(TcpExt|IpExt): [A-Z]/.exec(text.slice(0, 60));
    const values = lines[i + 1];
    if (title === null || values === undefined || !values.text.startsWith(`${title[1]}: `)) continue;
    const counts = values.text.split(' ');
    for (const [at, name] of text.split(' ').entries()) {
      const value = counts[at] ?? '';
      if (kept.has(name) && /^[0-9]{1,20}$/.test(value))
        draft.add({
          ...hostFact(draft, name, value, values.number),
          src: { ...draft.source(values.number), quote: `${name} ${value}` },
        });
    }
  }
}

/** Reader of counters of the network stack. */
export const netCounters: TextFormat = {
  format: 'net-counters',
  sniff(head) {
    const texts = head.map((text) => text.slice(0, 200));
    if (texts.some((text) => text.startsWith('#kernel')) || texts.filter((text) => nstatLine.test(text)).length > 2)
      return 92;
    if (texts.some((text) => text.startsWith('TcpExt: SyncookiesSent '))) return 95;
    const titles = texts.filter((text) => /^(?:Ip|Icmp|IcmpMsg|Tcp|Udp|UdpLite|TcpExt|IpExt):$/.test(text)).length;
    return titles >= 2 ? 90 : 0;
  },
  open: collectingReader('net-counters', parse),
};
