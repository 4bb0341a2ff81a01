/** `nft list ruleset`: the rules of nftables as filter rules, in the order of the file. */
import type { FilterHook, FilterRule } from '../../observations/index.ts';
import type { TextFormat } from '../reader.ts';
import { addressList, addRule, blankRule, portList, protocolList, type RuleDraft } from '../shared/filter-rule.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';

/** A set may go on over many lines; beyond this the rule is left out. */
const maxJoined = 400;
const maxWords = 4000;

interface Place {
  family: FilterRule['family'];
  table: string;
  chain: string;
  hook: FilterHook | null;
}

const hooks: ReadonlySet<string> = new Set(['prerouting', 'input', 'forward', 'output', 'postrouting']);

function parse(lines: readonly Line[], draft: Draft): void {
  const place: Place = { family: 'other', table: '', chain: '', hook: null };
  let policy: { effect: 'accept' | 'drop'; line: number; text: string } | null = null;
  let skip = 0;
  const close = (): void => {
    if (policy !== null)
      addRule(draft, { ...blankRule(place), effect: policy.effect, policy: true, text: policy.text }, policy.line);
    policy = null;
    place.chain = '';
    place.hook = null;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    const text = withoutComment(line.text).trim();
    if (skip > 0) {
      skip += balance(text);
      continue;
    }
    if (text === '' || text.startsWith('#')) continue;
    if (text.startsWith('table ')) {
      const [, family = '', table = ''] = text.split(/\s+/);
      place.family = family === 'ip' || family === 'ip6' || family === 'inet' ? family : 'other';
      place.table = table.slice(0, 64);
    } else if (text.startsWith('chain ')) {
      close();
      place.chain = text.slice(6).replace('{', '').trim().slice(0, 64);
    } else if (text === '}') close();
    else if (place.chain === '') {
      // Sets, maps, flow tables and objects stand outside of chains.
      const depth = balance(text);
      if (depth > 0 && !text.startsWith('table ')) skip = depth;
    } else if (text.startsWith('type ')) {
      const hook = / hook ([a-z]+)/.exec(text)?.[1] ?? '';
      place.hook = hooks.has(hook) ? (hook as FilterHook) : null;
      policy = { effect: /policy drop/.test(text) ? 'drop' : 'accept', line: line.number, text };
    } else {
      let whole = text;
      let depth = balance(text);
      for (let more = 0; depth > 0 && more < maxJoined && i + 1 < lines.length; more++) {
        i++;
        const next = withoutComment(lines[i]?.text ?? '').trim();
        whole += ` ${next}`;
        depth += balance(next);
      }
      const rule = readRule(whole, place);
      if (rule !== null) addRule(draft, rule, line.number);
    }
  }
  close();
}

/** `# handle 4` and comments of listings of iptables' own rules; a `#` inside quotes is text. */
function withoutComment(text: string): string {
  const at = text.indexOf(' # ');
  if (at < 0) return text;
  const quotes = text.slice(0, at).split('"').length - 1;
  return quotes % 2 === 0 ? text.slice(0, at) : text;
}

function balance(text: string): number {
  let depth = 0;
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === '{') depth++;
    else if (!quoted && char === '}') depth--;
  }
  return depth;
}

/** Words; a quoted text is one, without its quotes and marked by a leading `"`. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < text.length && words.length < maxWords) {
    const char = text.charAt(at);
    if (char === ' ' || char === '\t') at++;
    else if (char === '"') {
      const end = text.indexOf('"', at + 1);
      const to = end < 0 ? text.length : end;
      words.push(text.slice(at, to));
      at = to + 1;
    } else {
      let to = at;
      while (to < text.length && !' \t"'.includes(text.charAt(to))) to++;
      // A comma ends a member of a set; one inside of a word joins values: `established,related`.
      const word = text.slice(at, to);
      if (word !== ',') words.push(word.endsWith(',') ? word.slice(0, -1) : word);
      at = to;
    }
  }
  return words;
}

/** Words that begin a match of their own: what stands behind them is not known here. */
const verdicts: ReadonlySet<string> = new Set(['accept', 'drop', 'reject', 'return', 'continue', 'queue', 'vmap']);

function readRule(text: string, place: Place): RuleDraft | null {
  const words = wordsOf(text);
  const rule = blankRule(place);
  rule.text = text;
  let effect: FilterRule['effect'] | null = null;
  let at = 0;
  /** A value or a `{ set }` at the place, with `!=` before it. */
  const value = (): { not: boolean; list: string[] } => {
    let not = false;
    if (words[at] === '!=' || words[at] === '==') {
      not = words[at] === '!=';
      at++;
    }
    const list: string[] = [];
    if (words[at]?.startsWith('{') === true) {
      for (; at < words.length; at++) {
        const word = words[at] ?? '';
        const bare = word.replace('{', '').replace('}', '');
        if (bare !== '') list.push(bare);
        if (word.endsWith('}')) break;
      }
      at++;
    } else list.push(...(words[at++] ?? '').split(',').slice(0, 100));
    return { not, list: list.map((word) => word.replace(/^"/, '')) };
  };
  const ports = (): void => {
    const side = words[at++] === 'sport' ? 'sourcePorts' : 'destinationPorts';
    const found = value();
    const list = found.not ? null : portList(found.list);
    if (list === null) rule.more = true;
    else rule[side] = list;
  };
  const protocols = (): void => {
    const found = value();
    const list = found.not ? null : protocolList(found.list);
    if (list === null) rule.more = true;
    else rule.protocols = list;
  };
  const address = (side: 'source' | 'destination'): void => {
    const found = value();
    const list = addressList(found.list, found.not);
    if (list === undefined) rule.more = true;
    else rule[side] = list;
  };
  while (at < words.length) {
    const word = words[at++] ?? '';
    const next = words[at] ?? '';
    if ((word === 'ip' || word === 'ip6') && (next === 'saddr' || next === 'daddr')) {
      at++;
      address(next === 'saddr' ? 'source' : 'destination');
    } else if ((word === 'ip' && next === 'protocol') || (word === 'ip6' && next === 'nexthdr')) {
      at++;
      protocols();
    } else if (word === 'meta' && (next === 'l4proto' || next === 'protocol' || next === 'nfproto')) {
      at++;
      if (next === 'l4proto') protocols();
      else value();
    } else if (['tcp', 'udp', 'udplite', 'sctp', 'th'].includes(word) && (next === 'dport' || next === 'sport')) {
      if (word !== 'th') rule.protocols ??= protocolList([word]);
      ports();
    } else if ((word === 'esp' || word === 'ah') && next === 'spi') {
      at++;
      value();
      rule.protocols = protocolList([word]);
      rule.more = true;
    } else if (word === 'iifname' || word === 'iif' || word === 'oifname' || word === 'oif') {
      const found = value();
      if (found.not || found.list.length !== 1) rule.more = true;
      else rule[word.startsWith('i') ? 'inInterface' : 'outInterface'] = (found.list[0] ?? '').slice(0, 32);
    } else if (word === 'ct' && next === 'state') {
      at++;
      const found = value();
      if (found.not) rule.more = true;
      else rule.states = found.list.map((state) => state.toLowerCase());
    } else if ((word === 'meta' || word === 'rt') && (next === 'ipsec' || next === 'secpath')) {
      at++;
      const is = words[at++];
      if (is === 'exists' || is === '1') rule.ipsec = 'only';
      else if (is === 'missing' || is === '0') rule.ipsec = 'never';
      else rule.more = true;
    } else if (word === 'ipsec' && (next === 'in' || next === 'out')) {
      rule.ipsec = 'only';
      rule.more = true;
    } else if (word === 'counter') {
      if (next === 'packets') {
        at++;
        const count = words[at++] ?? '';
        if (/^[0-9]{1,20}$/.test(count)) rule.packets = count;
        if (words[at] === 'bytes') at += 2;
      } else if (next === 'name') at += 2;
    } else if (word === 'log') {
      while (['prefix', 'level', 'group', 'flags', 'snaplen', 'queue-threshold'].includes(words[at] ?? '')) at += 2;
    } else if (word === 'comment') at++;
    else if (word === 'fib') {
      // The route back: `fib saddr . iif oif missing`.
      rule.more = true;
      while (at < words.length && !['missing', 'exists'].includes(words[at++] ?? ''));
    } else if (word === 'masquerade' || word === 'snat') {
      effect = 'translate';
      break;
    } else if (word === 'dnat' || word === 'redirect') return null;
    else if (word === 'jump' || word === 'goto') {
      effect = 'jump';
      rule.goto = word === 'goto';
      rule.target = next.slice(0, 64);
      break;
    } else if (verdicts.has(word)) {
      if (word === 'continue') return null;
      effect = word === 'reject' ? 'drop' : word === 'accept' || word === 'drop' || word === 'return' ? word : 'other';
      break;
    } else rule.more = true;
  }
  // A rule without a verdict counts, logs or marks, and the walk goes on.
  if (effect === null) return null;
  return { ...rule, effect };
}

/** Reader of `nft list ruleset`. */
export const nftRuleset: TextFormat = {
  format: 'nft-ruleset',
  sniff: (head) => (head.some((text) => /^table (inet|ip|ip6|arp|bridge|netdev) \S{1,64} \{/.test(text)) ? 85 : 0),
  open: collectingReader('nft-ruleset', parse),
};
