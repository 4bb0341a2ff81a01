/** `iptables -L`, with `-v`, `-n` and `--line-numbers` or without. */
import {
  addressList,
  addRule,
  blankRule,
  isAnywhere,
  portList,
  protocolList,
  type RuleDraft,
} from '../shared/filter-rule.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { actionOf } from './actions.ts';
import { hookOf } from './save.ts';

/** The first line of a chain. */
export const chainHead =
  /^Chain (\S{1,64}) \((?:policy ([A-Z]+)(?: ([0-9]+[KMGTP]?) packets, [0-9]+[KMGTP]? bytes)?|[0-9]+ references)\)/;
const columns = /^\s*(num\s+)?(pkts\s+bytes\s+)?target\s+prot(\s+opt)?\s+(in\s+out\s+)?source\s+destination/;

interface Chain {
  readonly name: string;
  readonly policy: RuleDraft | null;
  readonly line: number;
  numbered: boolean;
  verbose: boolean;
}

/** Reads the listing of one or several tables. */
export function parseListing(lines: readonly Line[], draft: Draft): void {
  const names = new Set(lines.flatMap(({ text }) => chainHead.exec(text)?.[1] ?? []));
  // The table is not told: only nat has a PREROUTING and no FORWARD chain, and mangle has all of them.
  const table = names.has('POSTROUTING') && !names.has('FORWARD') ? 'nat' : 'filter';
  const six = lines.some(({ text }) => /\s::\/0(?:\s|$)/.test(text.slice(0, 400)));
  let chain: Chain | null = null;
  const close = (): void => {
    if (chain?.policy != null) addRule(draft, chain.policy, chain.line);
    chain = null;
  };
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 2000);
    const head = chainHead.exec(text);
    if (head !== null) {
      close();
      const name = head[1] ?? '';
      const blank = blankRule({
        family: six ? 'ip6' : 'ip',
        table: tableOf(name, table),
        chain: name,
        hook: hookOf(name),
      });
      chain = {
        name,
        line: number,
        numbered: false,
        verbose: false,
        policy:
          head[2] === undefined
            ? null
            : {
                ...blank,
                effect: head[2] === 'DROP' ? 'drop' : 'accept',
                policy: true,
                packets: head[3] ?? null,
                text,
              },
      };
      continue;
    }
    if (chain === null || text.trim() === '') continue;
    const titles = columns.exec(text);
    if (titles !== null) {
      chain.numbered = titles[1] !== undefined;
      chain.verbose = titles[2] !== undefined;
      continue;
    }
    const rule = readRow(
      text,
      chain,
      blankRule({
        family: six ? 'ip6' : 'ip',
        table: tableOf(chain.name, table),
        chain: chain.name,
        hook: hookOf(chain.name),
      }),
    );
    if (rule === undefined) draft.fault(number, 'a line that is no rule');
    else if (rule !== null) addRule(draft, rule, number);
  }
  close();
}

/** In a file with the listings of several tables POSTROUTING is that of nat. */
function tableOf(chain: string, table: string): string {
  return chain === 'POSTROUTING' || chain === 'PREROUTING' ? 'nat' : table;
}

function isAddress(word: string | undefined): boolean {
  return word !== undefined && /^!?(?:anywhere$|[0-9a-fA-F]*[.:][0-9a-fA-F.:]*(?:\/|$))/.test(word);
}

/** The rule of a row, null for one after which the walk goes on, undefined for what is no rule. */
function readRow(text: string, chain: Chain, rule: RuleDraft): RuleDraft | null | undefined {
  const words = text.trim().split(/\s+/);
  if (chain.numbered) words.shift();
  rule.text = text;
  if (chain.verbose) {
    const [packets = '', bytes = ''] = words.splice(0, 2);
    if (!/^[0-9]+[KMGTP]?$/.test(packets) || !/^[0-9]+[KMGTP]?$/.test(bytes)) return undefined;
    rule.packets = packets;
  }
  // Target and options may be blank: the addresses tell where the columns are.
  const at = words.findIndex((word, i) => i > 0 && isAddress(word) && isAddress(words[i + 1]));
  const before = at < 0 ? -1 : chain.verbose ? at - 2 : at;
  if (before < 1) return isHosts(words, chain, rule);
  return takeColumns(words, at, before, chain, rule);
}

/** Without -n addresses are names: then the columns stand where they always do. */
function isHosts(words: readonly string[], chain: Chain, rule: RuleDraft): RuleDraft | null | undefined {
  const opt = words.findIndex((word) => word === '--' || word === '-f' || word === '!f');
  if (opt < 1) return undefined;
  const at = opt + (chain.verbose ? 3 : 1);
  return words[at + 1] === undefined ? undefined : takeColumns(words, at, at - (chain.verbose ? 2 : 0), chain, rule);
}

function takeColumns(
  words: readonly string[],
  at: number,
  before: number,
  chain: Chain,
  rule: RuleDraft,
): RuleDraft | null {
  const front = words.slice(0, before).filter((word) => word !== '--' && word !== '-f' && word !== '!f');
  if (words.slice(0, before).some((word) => word === '-f' || word === '!f')) rule.more = true;
  const protocol = front.at(-1) ?? 'all';
  const target = front.length > 1 ? (front[0] ?? '') : '';
  if (protocol !== 'all' && protocol !== '0') {
    rule.protocols = protocolList([protocol]);
    if (rule.protocols === null) rule.more = true;
  }
  if (chain.verbose) {
    const [incoming = '*', outgoing = '*'] = [words[at - 2], words[at - 1]];
    rule.inInterface = named(incoming);
    rule.outInterface = named(outgoing);
    if (incoming.startsWith('!') || outgoing.startsWith('!')) rule.more = true;
  }
  for (const [side, word] of [
    ['source', words[at] ?? ''],
    ['destination', words[at + 1] ?? ''],
  ] as const) {
    if (isAnywhere(word)) continue;
    const not = word.startsWith('!');
    const list = addressList([not ? word.slice(1) : word], not);
    if (list === undefined) rule.more = true;
    else rule[side] = list;
  }
  const action = actionOf(target);
  if (action === null) return null;
  takeRest(words.slice(at + 2), rule);
  return { ...rule, ...action };
}

function named(word: string): string | null {
  return word === '*' || word === 'any' || word.startsWith('!') ? null : word.slice(0, 32);
}

/** What the modules of a rule print behind its columns. */
function takeRest(words: readonly string[], rule: RuleDraft): void {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const next = words[i + 1] ?? '';
    const port = /^(dpts?|spts?):(\S+)$/.exec(word);
    if (word === '/*') {
      while (i < words.length && words[i] !== '*/') i++;
    } else if (port !== null) setPorts(rule, port[1]?.startsWith('d') === true, [port[2] ?? '']);
    else if (word === 'multiport') continue;
    else if (word === 'dports' || word === 'sports') {
      setPorts(rule, word === 'dports', next.split(',').slice(0, 100));
      i++;
    } else if (word === 'ctstate' || word === 'state') {
      rule.states = next.toLowerCase().split(',').slice(0, 20);
      i++;
    } else if (word === 'policy' && next === 'match') {
      const pol = words.indexOf('pol', i);
      const what = pol < 0 ? '' : words[pol + 1];
      rule.ipsec = what === 'ipsec' ? 'only' : what === 'none' ? 'never' : null;
      if (rule.ipsec === null || pol + 2 < words.length) rule.more = rule.more || rule.ipsec === null;
      i = pol < 0 ? i + 1 : pol + 1;
    } else if (word === '[goto]') rule.goto = true;
    else if (word === 'reject-with' || word === 'LOG') return;
    else if (word.startsWith('to:')) return;
    else if (['tcp', 'udp', 'udplite', 'sctp', 'icmp', 'ipv6-icmp', 'esp', 'ah'].includes(word)) continue;
    else rule.more = true;
  }
}

function setPorts(rule: RuleDraft, destination: boolean, words: readonly string[]): void {
  const list = portList(words);
  if (list === null) rule.more = true;
  else if (destination) rule.destinationPorts = list;
  else rule.sourcePorts = list;
}
