/**
 * A listing of packet filters as an outside vendor may see it (inventory SOC-08): what may bear on IPsec, and nothing of what the filter is for
 * otherwise. It is written anew from what was read, as `nft list ruleset` prints it: no comments, no names of chains or sets, no prefixes of logs,
 * no ports but those of IPsec. What a rule asks for beyond what can be read stands as `left-out`, so that it still settles nothing.
 */
import { iptables } from '../formats/iptables/reader.ts';
import { nftRuleset } from '../formats/nft-ruleset/reader.ts';
import type { TextFormat } from '../formats/reader.ts';
import { sectionTitle } from '../ingest/sections.ts';
import type { FilterAddresses, FilterRule, PortRange } from '../observations/index.ts';
import { addressBytes } from '../protocol/address.ts';

const surely = 50;
const filters = [nftRuleset, iptables];
const headLines = 64;

/** First line of such a listing. */
export const reducedHead = '# Packet filter: only what may bear on IPsec; the rest was left out.';

function filterFormat(lines: readonly string[]): TextFormat | null {
  const head = lines.slice(0, headLines);
  return filters.find((format) => format.sniff(head, '') >= surely) ?? null;
}

/** Whether a text, by its first lines, is a listing of packet filters. */
export function isFilterListing(head: string): boolean {
  return head.trim() !== '' && filterFormat(head.split(/\r?\n/)) !== null;
}

/** Listings that no diagnosis reads: they would only tell of the filter. */
const unread: readonly (readonly [line: RegExp, source: string])[] = [
  [/^(?:Status: (?:active|inactive)|상태: (?:활성|비활성))\s*$/, 'ufw(8), status'],
  [/^To\s{1,40}Action\s{1,20}From\s*$/, 'ufw(8), status'],
  [/^\s{2}(?:icmp-block-inversion|rich rules|masquerade|forward-ports): ?/, 'firewall-cmd(1), --list-all'],
  [/^Type: (?:hash|bitmap|list):/, 'ipset(8), list'],
  [/^(?:create|add) \S{1,64} hash:/, 'ipset(8), save'],
  [/^(?:pass|block)(?: (?:in|out|drop|return|log|quick|all)){1,6}(?: |$)/, 'pf.conf(5)'],
];

/** Whether a text, by its first lines, is a listing of filters that no diagnosis reads. */
export function isUnreadListing(head: string): boolean {
  return head.split(/\r?\n/, headLines).some((line) => unread.some(([begins]) => begins.test(line.slice(0, 200))));
}

/** Whether a text, by its first lines, holds the output of many commands, of which a listing may be one (`ipsec barf`). */
export function mayHoldListings(head: string): boolean {
  return head.split(/\r?\n/, headLines).some((line) => sectionTitle(line.slice(0, 300)) !== null);
}

/** A text of many commands with its listings of packet filters reduced. */
export function withoutListings(text: string): { readonly text: string; readonly count: number } {
  const out: string[] = [];
  let count = 0;
  let section: string[] = [];
  const close = (): void => {
    // The shell's own trace stands between commands.
    const trace = section.filter((line) => line.startsWith('+ '));
    const own = section.filter((line) => !line.startsWith('+ '));
    const made = filterFormat(own) === null ? null : reducedListing(own.join('\n'));
    if (made === null) out.push(...section);
    else {
      out.push(...trace, ...made.trimEnd().split('\n'));
      count++;
    }
    section = [];
  };
  for (const line of text.split('\n')) {
    if (sectionTitle(line.slice(0, 300)) === null) section.push(line);
    else {
      close();
      out.push(line);
    }
  }
  close();
  return { text: out.join('\n'), count };
}

/** The listing reduced; null where it is none, or holds no rule. */
export function reducedListing(text: string): string | null {
  const lines = text.split(/\r?\n/);
  const format = filterFormat(lines);
  if (format === null) return null;
  const reader = format.open('listing');
  lines.forEach((line, i) => reader.line(line, i + 1));
  const rules = reader.end().observations.filter((one) => one.kind === 'filter-rule');
  return rules.length === 0 ? null : written(rules);
}

const tables: ReadonlySet<string> = new Set(['filter', 'nat', 'mangle', 'raw', 'security']);
const chains: ReadonlySet<string> = new Set(['prerouting', 'input', 'forward', 'output', 'postrouting']);

/** Names that everybody has stay; the rest are numbered in the order they are met. */
class Numbers {
  private readonly met = new Map<string, string>();
  private readonly letter: string;
  private readonly plain: ReadonlySet<string>;

  constructor(letter: string, plain: ReadonlySet<string>) {
    this.letter = letter;
    this.plain = plain;
  }

  of(name: string): string {
    if (this.plain.has(name.toLowerCase())) return name;
    const own = this.met.get(name) ?? `${this.letter}${this.met.size + 1}`;
    this.met.set(name, own);
    return own;
  }
}

function written(rules: readonly FilterRule[]): string {
  const tableNames = new Numbers('t', tables);
  const chainNames = new Numbers('c', chains);
  const byTable = new Map<string, Map<string, FilterRule[]>>();
  for (const rule of rules) {
    if (rule.family === 'other') continue;
    const table = `table ${rule.family} ${tableNames.of(rule.table)}`;
    const own = byTable.get(table) ?? new Map<string, FilterRule[]>();
    byTable.set(table, own);
    const known = own.get(rule.chain);
    if (known === undefined) own.set(rule.chain, [rule]);
    else known.push(rule);
  }
  const out = [reducedHead];
  for (const [table, own] of byTable) {
    out.push(`${table} {`);
    for (const [chain, list] of own) out.push(...chainLines(chainNames, chain, list));
    out.push('}');
  }
  return `${out.join('\n')}\n`;
}

function chainLines(names: Numbers, chain: string, rules: readonly FilterRule[]): string[] {
  const out = [`\tchain ${names.of(chain)} {`];
  const hook = rules.find((rule) => rule.hook !== null)?.hook;
  const policy = rules.find((rule) => rule.policy);
  // A policy that took nothing is not blamed: nft does not count it, a rule at the end does.
  const unused = policy?.effect === 'drop' && policy.packets === '0';
  if (hook != null)
    out.push(
      `\t\ttype filter hook ${hook} priority 0; policy ${policy?.effect === 'drop' && !unused ? 'drop' : 'accept'};`,
    );
  let last = '';
  for (const rule of rules) {
    if (rule.policy) continue;
    const line = `\t\t${ruleLine(names, rule)}`;
    // What differs only in what was left out tells the same.
    if (line !== last) out.push(line);
    last = line;
  }
  if (unused) out.push('\t\tcounter packets 0 bytes 0 drop');
  out.push('\t}');
  return out;
}

const listed = (list: readonly string[]): string => (list.length === 1 ? (list[0] ?? '') : `{ ${list.join(', ')} }`);

/** What may be the name of an interface; anything else is somebody's text. */
const deviceName = /^[A-Za-z0-9_.@:+*-]{1,32}$/;
/** States of connection tracking (nf_conntrack). */
const states: ReadonlySet<string> = new Set(['new', 'established', 'related', 'invalid', 'untracked', 'snat', 'dnat']);

function ruleLine(names: Numbers, rule: FilterRule): string {
  const words: string[] = [];
  let more = rule.more;
  for (const [side, name] of [
    ['iifname', rule.inInterface],
    ['oifname', rule.outInterface],
  ] as const) {
    if (name !== null && deviceName.test(name)) words.push(`${side} "${name}"`);
    else if (name !== null) more = true;
  }
  if (rule.source !== null) words.push(addresses('saddr', rule.source));
  if (rule.destination !== null) words.push(addresses('daddr', rule.destination));
  if (rule.protocols !== null && rule.protocols.length > 0)
    words.push(`meta l4proto ${listed(rule.protocols.map(String))}`);
  if (rule.sourcePorts !== null) words.push(`th sport ${listed(ports(rule.sourcePorts))}`);
  if (rule.destinationPorts !== null) words.push(`th dport ${listed(ports(rule.destinationPorts))}`);
  if (rule.states !== null && rule.states.every((state) => states.has(state)))
    words.push(`ct state ${rule.states.join(',')}`);
  else if (rule.states !== null) more = true;
  if (rule.ipsec !== null) words.push(`meta ipsec ${rule.ipsec === 'only' ? 'exists' : 'missing'}`);
  if (more) words.push('left-out');
  if (rule.packets !== null) words.push(`counter packets ${rule.packets} bytes 0`);
  words.push(verdict(names, rule));
  return words.join(' ');
}

function addresses(side: 'saddr' | 'daddr', { list, not }: FilterAddresses): string {
  const six = list.some((text) => text.includes(':'));
  return `${six ? 'ip6' : 'ip'} ${side} ${not ? '!= ' : ''}${listed(list)}`;
}

/** Ports of IKE and of ESP in UDP (RFC 3947, RFC 3948). */
const ofIpsec = [500, 4500];
/** From so many ports on a range tells of no service. */
const wide = 1000;
/** Stands for every other port: nothing of IPsec has it. */
const another = '1';

function ports(list: readonly PortRange[]): string[] {
  const kept = list.flatMap(({ from, to }) => {
    if (to - from >= wide) return [`${from}-${to}`];
    const own = ofIpsec.filter((port) => from <= port && port <= to);
    return own.length === 0 ? [another] : own.map(String);
  });
  return [...new Set(kept)];
}

function verdict(names: Numbers, { effect, goto, target, text, source, destination }: FilterRule): string {
  if (effect === 'jump') return `${goto ? 'goto' : 'jump'} ${names.of(target ?? '')}`;
  if (effect === 'translate') {
    const matched = new Set([...(source?.list ?? []), ...(destination?.list ?? [])]);
    // The address it translates to tells whose filter it is.
    const to = text.split(' ').find((word) => addressBytes(word) !== undefined && !matched.has(word));
    return to === undefined ? 'masquerade' : `snat to ${to}`;
  }
  return effect === 'other' ? 'vmap @left-out' : effect;
}
