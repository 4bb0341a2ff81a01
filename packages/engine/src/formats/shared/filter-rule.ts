/** What the readers of packet filter listings share: a rule under construction, and the words for protocols, ports and interfaces. */
import type { FilterAddresses, FilterRule, PortRange } from '../../observations/index.ts';
import { maskLine } from './mask.ts';
import type { Draft } from './reading.ts';

export type RuleDraft = { -readonly [K in keyof Omit<FilterRule, 'kind' | 'src'>]: FilterRule[K] };

/** A rule that asks for nothing and does nothing yet. */
export function blankRule(place: Pick<FilterRule, 'family' | 'table' | 'chain' | 'hook'>): RuleDraft {
  return {
    ...place,
    effect: 'other',
    target: null,
    goto: false,
    policy: false,
    protocols: null,
    sourcePorts: null,
    destinationPorts: null,
    source: null,
    destination: null,
    inInterface: null,
    outInterface: null,
    ipsec: null,
    states: null,
    more: false,
    packets: null,
    text: '',
  };
}

/** Puts a rule into the draft. */
export function addRule(draft: Draft, rule: RuleDraft, line: number): void {
  const src = draft.source(line);
  draft.add({
    kind: 'filter-rule',
    ...rule,
    text: maskLine(rule.text.trim().slice(0, 300).replaceAll(/\s+/g, ' ')),
    src,
  });
}

/** Protocol numbers by the names filters print (IANA protocol numbers, /etc/protocols). */
const protocolNumbers: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  ipencap: 4,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  gre: 47,
  esp: 50,
  'ipv6-crypt': 50,
  'ipsec-esp': 50,
  ah: 51,
  'ipv6-auth': 51,
  'ipsec-ah': 51,
  icmpv6: 58,
  'ipv6-icmp': 58,
  ospf: 89,
  comp: 108,
  ipcomp: 108,
  l2tp: 115,
  sctp: 132,
  udplite: 136,
};

/** Names of ports that matter here, as /etc/services has them. */
const portNumbers: Readonly<Record<string, number>> = {
  isakmp: 500,
  'ipsec-nat-t': 4500,
  'ipsec-msft': 4500,
  l2tp: 1701,
};

/** Number of a protocol; `all` and unknown names give null. */
export function protocolNumber(word: string): number | null {
  if (/^[0-9]{1,3}$/.test(word)) return Number(word) > 0 && Number(word) < 256 ? Number(word) : null;
  return protocolNumbers[word.toLowerCase()] ?? null;
}

/** Protocols of a list of words; null when one of them is not known. */
export function protocolList(words: readonly string[]): readonly number[] | null {
  const numbers = words.map(protocolNumber);
  return numbers.every((one) => one !== null) && numbers.length > 0 ? numbers : null;
}

/** `500`, `500:600`, `1-1023`, `isakmp`; null for anything else. */
export function portRange(word: string): PortRange | null {
  const named = portNumbers[word.toLowerCase()];
  if (named !== undefined) return { from: named, to: named };
  const found = /^([0-9]{0,5})(?:([:-])([0-9]{0,5}))?$/.exec(word);
  if (found === null || word === '') return null;
  const from = found[1] === '' ? 0 : Number(found[1]);
  const to = found[2] === undefined ? from : found[3] === '' ? 65535 : Number(found[3]);
  return from <= to && to <= 65535 ? { from, to } : null;
}

/** Ports of a list of words; null when one of them is none. */
export function portList(words: readonly string[]): readonly PortRange[] | null {
  const ranges = words.map(portRange);
  return ranges.every((one) => one !== null) && ranges.length > 0 ? ranges : null;
}

/** Addresses, or undefined when one of the words names none (a set, a host name). */
export function addressList(words: readonly string[], not: boolean): FilterAddresses | undefined {
  if (words.length === 0 || words.length > 1000) return undefined;
  return words.every((word) => /^[0-9a-fA-F.:]+(?:\/[0-9.a-fA-F:]{1,45}|-[0-9a-fA-F.:]+)?$/.test(word.slice(0, 100)))
    ? { not, list: words }
    : undefined;
}

/** Everything: `0.0.0.0/0`, `::/0`, `anywhere`. */
export function isAnywhere(word: string): boolean {
  return word === '0.0.0.0/0' || word === '::/0' || word === 'anywhere';
}
