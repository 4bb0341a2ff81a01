/** nftables and iptables against what IPsec needs, by the walk of `policy/packet-filter.ts`. */
import type { FilterHook, FilterRule } from '../observations/index.ts';
import { filterOutcome, type FilteredPacket } from '../policy/packet-filter.ts';
import type { RuleList, RuleVerdict } from '../document/rules-types.ts';
import { neededPackets, type NeededPacket, type PacketFate, together, tooBig } from './rule-needs.ts';

const directions: readonly (readonly [direction: RuleList['direction'], hooks: readonly FilterHook[]])[] = [
  ['in', ['prerouting', 'input']],
  ['out', ['output', 'postrouting']],
  ['through', ['prerouting', 'forward', 'postrouting']],
];

/** Words of a rule about ICMP types, of nft and iptables. */
const icmpTypes = /(?:\bicmp(?:v6)? (?:type|code)|--icmp(?:v6)?-type) (!=? ?)?(\{[^}]{0,200}\}|[a-z0-9/-]{1,40})/;
const bigTypes = new Set([
  '3',
  '3/4',
  'destination-unreachable',
  'fragmentation-needed',
  'packet-too-big',
  '2',
  'any',
  'frag-needed',
]);
/** Words that ask for more than a type: how often, which set. */
const moreWords = /\blimit\b|hashlimit|\bmeter\b|recent|@[a-z_]|--match-set|quota|length|\bmark\b/;
const fragmentWords =
  /\bfrag-off\b|\bexthdr frag\b|\bfrag (?:exists|more-fragments|id)\b|(?:^|\s)(?:-f|--fragment)(?:\s|$)/;
const tcpWords = /\btcp (?:flags|option|sequence|ackseq|window)\b|--tcp-flags|--syn\b/;

const wordsIn = (set: string): string[] => set.split(/[{},\s]+/).filter((word) => word !== '');

/** A rule as one packet meets it: narrower where its words tell more than the reader keeps, null where it cannot take the packet. */
function met(rule: FilterRule, packet: NeededPacket, icmp: boolean): FilterRule | null {
  const { text } = rule;
  // A counter at zero tells what came so far, not what would come.
  const bare: FilterRule = { ...rule, packets: null };
  if (tcpWords.test(text)) return null;
  const types = icmpTypes.exec(text);
  if (types !== null) {
    if (!icmp || types[1] !== undefined) return icmp ? bare : null;
    if (!wordsIn(types[2] ?? '').some((word) => bigTypes.has(word))) return null;
    return { ...bare, protocols: null, more: moreWords.test(text), states: statesOf(rule) };
  }
  if (fragmentWords.test(text)) return packet.fragment ? { ...bare, more: moreWords.test(text) } : null;
  if (packet.fragment && (rule.sourcePorts !== null || rule.destinationPorts !== null)) return null;
  // What is tried is new to the filter and sound: what is for other states does not take it.
  if (!icmp)
    return rule.states === null || rule.states.includes('new') || rule.states.includes('untracked') ? bare : null;
  // An ICMP error belongs to the connection of the datagram it quotes: its state is `related`.
  if (rule.states !== null && !rule.states.includes('related')) return null;
  return { ...bare, states: null };
}

function statesOf(rule: FilterRule): readonly string[] | null {
  return rule.states?.includes('related') === true ? null : rule.states;
}

function fateOf(
  rules: readonly FilterRule[],
  hooks: readonly FilterHook[],
  packet: NeededPacket,
  family: 4 | 6,
  icmp = false,
): PacketFate {
  const seen = rules.flatMap((rule) => {
    const one = met(rule, packet, icmp);
    return one === null ? [] : [one];
  });
  let doubt: PacketFate | null = null;
  for (const hook of hooks) {
    const filtered: FilteredPacket = {
      hook,
      family,
      protocol: packet.protocol,
      ...(packet.port === null ? {} : { sourcePort: packet.port, destinationPort: packet.port }),
      ipsec: false,
      fresh: true,
    };
    const { applies, rule } = filterOutcome(seen, filtered);
    if (applies === 'yes') {
      const byState = rules.some(
        (one) => one.hook === hook && one.effect === 'accept' && one.states?.includes('established') === true,
      );
      return {
        state: 'closed',
        why: rule?.policy === true ? (byState ? 'stateful' : 'policy') : 'explicit',
        rule: rule?.text ?? null,
      };
    }
    if (applies === 'maybe') doubt ??= { state: 'unknown', why: 'more', rule: rule?.text ?? null };
  }
  return doubt ?? { state: 'open', why: null, rule: null };
}

/** What fragments meet. A host puts them together before `input`, and connection tracking does for every chain behind it. */
function fragmentsOf(
  rules: readonly FilterRule[],
  direction: RuleList['direction'],
  hooks: readonly FilterHook[],
  family: 4 | 6,
  ike: RuleVerdict,
): RuleVerdict {
  const drops = rules.find((rule) => fragmentWords.test(rule.text) && rule.effect === 'drop');
  // State and translation of addresses both bring connection tracking.
  const tracked = rules.some(
    ({ states, effect, table }) => states !== null || effect === 'translate' || table === 'nat',
  );
  if (direction !== 'through' || tracked) {
    // Whether a rule about fragments sees any depends on its priority, which is not kept.
    if (drops !== undefined && direction !== 'out')
      return { need: 'fragments', state: 'unknown', why: 'more', rule: drops.text };
    return { ...ike, need: 'fragments', why: ike.state === 'open' ? 'reassembled' : ike.why };
  }
  return together(
    'fragments',
    neededPackets.fragments.map((packet) => fateOf(rules, hooks, packet, family)),
  );
}

/**
 * The lists of one file: a list for each direction in which it filters. A table of both families is one list where it treats them alike; where
 * it does not, it is held for IPv4, and for IPv6 too where the file has rules for that alone.
 */
export function judgeNetfilter(
  path: string,
  kind: 'nft' | 'iptables',
  rules: readonly FilterRule[],
): readonly RuleList[] {
  const lists: RuleList[] = [];
  const both = rules.some(({ family }) => family === 'inet');
  const own6 = rules.some(({ family }) => family === 'ip6');
  for (const [direction, hooks] of directions) {
    const four = familyList(path, kind, rules, direction, hooks, 4);
    const six = familyList(path, kind, rules, direction, hooks, 6);
    const said = (list: RuleList | null): string => JSON.stringify([list?.verdicts, list?.stateful]);
    if (four !== null && both && said(four) === said(six)) lists.push({ ...four, name: 'inet: IPv4, IPv6' });
    else {
      if (four !== null) lists.push(both ? { ...four, name: 'inet: IPv4' } : four);
      if (six !== null && (four === null || own6)) lists.push(both ? { ...six, name: 'inet: IPv6' } : six);
    }
  }
  return lists;
}

function familyList(
  path: string,
  kind: 'nft' | 'iptables',
  rules: readonly FilterRule[],
  direction: RuleList['direction'],
  hooks: readonly FilterHook[],
  family: 4 | 6,
): RuleList | null {
  const own = rules.filter((rule) => rule.family === 'inet' || rule.family === (family === 4 ? 'ip' : 'ip6'));
  // Chains around the routing alone, as those of NAT, are no filter of a direction.
  const filters = own.some(({ hook }) => hook !== null && !hook.endsWith('routing') && hooks.includes(hook));
  if (!filters) return null;
  const verdicts = (['ike', 'nat-t', 'esp', 'ah'] as const).map((need) =>
    together(
      need,
      neededPackets[need].map((packet) => fateOf(own, hooks, packet, family)),
    ),
  );
  const [ike] = verdicts;
  if (ike === undefined) return null;
  verdicts.push(fragmentsOf(own, direction, hooks, family, ike));
  const icmp: NeededPacket = { protocol: tooBig.protocol[family], port: null, fragment: false };
  verdicts.push(together('too-big', [fateOf(own, hooks, icmp, family, true)]));
  const stateful = own.some((rule) => rule.states?.includes('established') === true && rule.effect === 'accept');
  return { path, kind, name: family === 4 ? 'IPv4' : 'IPv6', direction, verdicts, stateful, unread: 0 };
}
