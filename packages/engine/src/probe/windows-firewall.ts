/**
 * Rules of Windows Firewall as `netsh advfirewall firewall show rule name=all` and `Get-NetFirewallRule` print them (in English), with what
 * `netsh advfirewall show allprofiles` tells of the default. Blocking rules win over allowing ones (Microsoft, "Windows Firewall rules").
 */
import type { RuleList, RuleVerdict } from '../document/rules-types.ts';
import { neededPackets, type NeededPacket, type PacketFate, together } from './rule-needs.ts';

const limits = { lines: 200_000, line: 400, rules: 20_000 } as const;

interface Rule {
  readonly name: string;
  readonly enabled: boolean;
  readonly inbound: boolean;
  readonly action: 'allow' | 'block' | 'other';
  /** Protocol number; null: any; undefined: not told. */
  readonly protocol: number | null | undefined;
  readonly localPorts: readonly string[] | null;
  readonly remotePorts: readonly string[] | null;
  readonly icmp: readonly string[] | null;
  /** It holds for some addresses, programs or profiles only. */
  readonly more: boolean;
}

const protocolNumbers: Readonly<Record<string, number | null>> = {
  any: null,
  icmpv4: 1,
  tcp: 6,
  udp: 17,
  gre: 47,
  icmpv6: 58,
};

/** `Label:   value` of netsh, `Label : value` of PowerShell. */
function labelled(line: string): { readonly label: string; readonly value: string } | null {
  const at = line.indexOf(':');
  if (at < 1 || at > 60) return null;
  return { label: line.slice(0, at).trim().toLowerCase().replaceAll(' ', ''), value: line.slice(at + 1).trim() };
}

type Block = Map<string, string>;

/** Blocks of labels: netsh begins one with `Rule Name`, PowerShell parts them by empty lines. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let block: Block = new Map();
  const close = (): void => {
    if (block.size > 0 && blocks.length < limits.rules) blocks.push(block);
    block = new Map();
  };
  let last = '';
  let empty = false;
  for (const whole of text.split('\n').slice(0, limits.lines)) {
    const line = whole.slice(0, limits.line).trimEnd();
    if (line.trim() === '' || /^-{5,}$/.test(line.trim())) {
      empty ||= line.trim() === '';
      continue;
    }
    // Rows of types and codes stand below ICMP without a label.
    const types = /^\s{10,}(any|[0-9]{1,3})\s+(any|[0-9]{1,3})\s*$/i.exec(line);
    if (types !== null) {
      block.set('icmptype', `${block.get('icmptype') ?? ''} ${types[1]}:${types[2]}`.toLowerCase());
      continue;
    }
    const found = labelled(line);
    if (found === null) {
      if (/^\s{10,}\S/.test(line) && /ip$|port$/.test(last)) block.set(last, `${block.get(last) ?? ''},${line.trim()}`);
      continue;
    }
    const { label, value } = found;
    const begins =
      label === 'rulename' ||
      ((label === 'name' || label === 'protocol' || label === 'instanceid') && empty && !block.has('rulename'));
    if (begins) close();
    empty = false;
    last = label;
    if (!block.has(label)) block.set(label, value);
  }
  close();
  return blocks;
}

const list = (value: string | undefined): readonly string[] | null =>
  value === undefined || /^(?:any|\{?any\}?)$/i.test(value)
    ? null
    : value
        .replace(/[{}]/g, '')
        .split(/[,\s]+/)
        .filter((word) => word !== '');

const any = (value: string | undefined): boolean => value === undefined || value === '' || /^any$/i.test(value);

function ruleOf(block: Block, filters: ReadonlyMap<string, Block>): Rule | null {
  const name = block.get('rulename') ?? block.get('displayname');
  const direction = block.get('direction')?.toLowerCase();
  const action = block.get('action')?.toLowerCase();
  if (name === undefined || direction === undefined || action === undefined) return null;
  const filter = filters.get((block.get('name') ?? block.get('instanceid') ?? '').toLowerCase()) ?? block;
  const word = filter.get('protocol')?.toLowerCase();
  const number = word === undefined ? undefined : /^[0-9]{1,3}$/.test(word) ? Number(word) : protocolNumbers[word];
  const enabled = (block.get('enabled') ?? '').toLowerCase();
  return {
    name,
    enabled: enabled === 'yes' || enabled === 'true' || enabled === '1',
    inbound: direction === 'in' || direction === 'inbound',
    action: action === 'allow' ? 'allow' : action === 'block' ? 'block' : 'other',
    protocol: number,
    localPorts: list(filter.get('localport')),
    remotePorts: list(filter.get('remoteport')),
    icmp: list(
      filter
        .get('icmptype')
        ?.trim()
        .replace(/^any:any$/, 'any'),
    ),
    // Of a rule for some profiles only, which one is active is not known.
    more:
      number === undefined ||
      !any(block.get('remoteip')) ||
      !any(block.get('localip')) ||
      !/^(?:any|domain,\s*private,\s*public|)$/i.test(block.get('profiles') ?? block.get('profile') ?? '') ||
      !/^(?:|system|%systemroot%\\system32\\svchost\.exe)$/i.test(block.get('program') ?? ''),
  };
}

function portFits(ports: readonly string[] | null, port: number | null): boolean {
  if (ports === null) return true;
  if (port === null) return false;
  return ports.some((word) => {
    const [from = '', to = from] = word.split('-');
    // Names as IPHTTPS, RPC or Teredo are none of these ports.
    return /^[0-9]{1,5}$/.test(from) && /^[0-9]{1,5}$/.test(to) && port >= Number(from) && port <= Number(to);
  });
}

function fits(rule: Rule, packet: NeededPacket, icmp: boolean): 'yes' | 'maybe' | 'no' {
  if (rule.protocol !== undefined && rule.protocol !== null && rule.protocol !== packet.protocol) return 'no';
  if (!icmp && (!portFits(rule.localPorts, packet.port) || !portFits(rule.remotePorts, packet.port))) return 'no';
  if (icmp && rule.icmp !== null && !rule.icmp.some((word) => /^(?:3|3:4|3:any)$/.test(word))) return 'no';
  return rule.more ? 'maybe' : 'yes';
}

type Default = 'allow' | 'block' | null;

function fateOf(rules: readonly Rule[], packet: NeededPacket, fallback: Default, icmp = false): PacketFate {
  const taking = (action: Rule['action'], how: 'yes' | 'maybe'): Rule | undefined =>
    rules.find((rule) => rule.action === action && fits(rule, packet, icmp) === how);
  const blocked = taking('block', 'yes');
  if (blocked !== undefined) return { state: 'closed', why: 'explicit', rule: blocked.name };
  const doubt = taking('block', 'maybe');
  if (doubt !== undefined) return { state: 'unknown', why: 'more', rule: doubt.name };
  const allowed = taking('allow', 'yes');
  if (allowed !== undefined) return { state: 'open', why: null, rule: allowed.name };
  const perhaps = taking('allow', 'maybe') ?? taking('other', 'yes') ?? taking('other', 'maybe');
  if (perhaps !== undefined) return { state: 'unknown', why: 'more', rule: perhaps.name };
  if (fallback === null) return { state: 'unknown', why: 'own-handling', rule: null };
  return { state: fallback === 'allow' ? 'open' : 'closed', why: 'policy', rule: null };
}

/** `Firewall Policy   BlockInbound,AllowOutbound`; null where it is not told, or profiles differ. */
function defaultsOf(text: string): { readonly inbound: Default; readonly outbound: Default } {
  const told = [
    ...text.matchAll(/^(?:Firewall Policy)\s+(Block|Allow)Inbound(?:Always)?,(Block|Allow)Outbound/gim),
  ].slice(0, 16);
  const one = (index: number): Default => {
    const words = new Set(told.map((match) => (match[index] ?? '').toLowerCase()));
    if (words.size !== 1) return null;
    return words.has('allow') ? 'allow' : 'block';
  };
  return { inbound: one(1), outbound: one(2) };
}

/** Rules of one text against what IPsec needs; null: it holds none. Never throws. */
export function judgeWindowsFirewall(path: string, text: string): readonly RuleList[] | null {
  const blocks = blocksOf(text.replaceAll('\r', ''));
  const filters = new Map(
    blocks
      .filter((block) => block.has('instanceid') && block.has('protocol'))
      .map((block) => [(block.get('instanceid') ?? '').toLowerCase(), block] as const),
  );
  const all = blocks.flatMap((block) => ruleOf(block, filters) ?? []);
  const unread = blocks.filter((block) => block.has('rulename') || block.has('displayname')).length - all.length;
  if (all.length === 0) return null;
  const defaults = defaultsOf(text);
  return (['in', 'out'] as const).map((direction) => {
    const rules = all.filter((rule) => rule.enabled && rule.inbound === (direction === 'in'));
    // Outbound everything is allowed unless told otherwise; inbound IPsec may be let in without a rule.
    const fallback = direction === 'in' ? defaults.inbound : (defaults.outbound ?? 'allow');
    const fate = (packet: NeededPacket): PacketFate => fateOf(rules, packet, fallback);
    // It stands above IPsec and sees neither ESP, AH nor fragments (PATH-14).
    const below = (need: RuleVerdict['need']): RuleVerdict => ({ need, state: 'open', why: 'below', rule: null });
    return {
      path,
      kind: 'windows-firewall',
      name: 'Windows Firewall',
      direction,
      verdicts: [
        together('ike', neededPackets.ike.map(fate)),
        together('nat-t', neededPackets['nat-t'].map(fate)),
        below('esp'),
        below('ah'),
        below('fragments'),
        together('too-big', [fateOf(rules, { protocol: 1, port: null, fragment: false }, fallback, true)]),
      ],
      stateful: false,
      unread,
    };
  });
}
