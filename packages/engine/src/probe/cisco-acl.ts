/**
 * Extended access lists of Cisco IOS and ASA, from a configuration or `show access-lists`. Entries are tried in order, what none takes is
 * denied. Fragments: "Access Control Lists and IP Fragments" (Cisco document 8014).
 */
import type { RuleList } from '../document/rules-types.ts';
import { neededPackets, type NeededPacket, type PacketFate, together } from './rule-needs.ts';

const limits = { lines: 100_000, line: 400, entries: 20_000, lists: 200 } as const;

type Match = 'yes' | 'maybe' | 'no';

interface Entry {
  readonly permit: boolean;
  /** IP protocol; null: any. */
  readonly protocol: number | null;
  /** Anybody to anybody; otherwise it holds for some addresses only. */
  readonly anywhere: boolean;
  readonly sourcePort: PortTest | null;
  readonly destinationPort: PortTest | null;
  /** Type and code of ICMP by name or number; null: all. */
  readonly icmp: string | null;
  readonly fragments: boolean;
  readonly established: boolean;
  /** It has words that are not known here. */
  readonly more: boolean;
  readonly text: string;
}

interface PortTest {
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
  readonly not: boolean;
}

const protocols: Readonly<Record<string, number | null>> = {
  ip: null,
  ipv6: null,
  icmp: 1,
  icmp6: 58,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ahp: 51,
  ah: 51,
  ospf: 89,
  igmp: 2,
  eigrp: 88,
  pim: 103,
};

const portNames: Readonly<Record<string, number>> = {
  isakmp: 500,
  'non500-isakmp': 4500,
  domain: 53,
  ntp: 123,
  snmp: 161,
  snmptrap: 162,
  syslog: 514,
  tftp: 69,
  bootps: 67,
  bootpc: 68,
  www: 80,
  https: 443,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  ftp: 21,
};

const bigNames = new Set(['packet-too-big', 'unreachable', '3 4', '3', '2']);

function portOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  if (Object.hasOwn(portNames, word)) return portNames[word] ?? null;
  return /^[0-9]{1,5}$/.test(word) && Number(word) <= 65_535 ? Number(word) : null;
}

/** Reads words of one entry from behind `permit` or `deny`. */
class Words {
  #at = 0;
  more = false;
  readonly #words: readonly string[];

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  peek(): string | undefined {
    return this.#words[this.#at];
  }

  take(): string | undefined {
    return this.#words[this.#at++];
  }

  /** `any`, `host A`, `A wildcard`, `A/length`; whether it is any. Objects and groups are not looked up. */
  address(): boolean {
    const word = this.take() ?? '';
    if (word === 'any' || word === 'any4' || word === 'any6') return true;
    if (word === 'host' || word === 'interface') this.take();
    else if (/^[0-9.]{7,15}$/.test(word) && /^[0-9.]{7,15}$/.test(this.peek() ?? '')) {
      const mask = this.take();
      if (word === '0.0.0.0' && (mask === '255.255.255.255' || mask === '0.0.0.0')) return true;
    } else if (word === 'object' || word === 'object-group' || word === 'addrgroup') {
      this.take();
      this.more = true;
    } else if (!word.includes('/')) this.more = true;
    return false;
  }

  port(): PortTest | null {
    const word = this.peek();
    if (word === undefined || !['eq', 'neq', 'gt', 'lt', 'range'].includes(word)) return null;
    this.take();
    const first = portOf(this.take());
    const second = word === 'range' ? portOf(this.take()) : first;
    if (first === null || second === null) {
      this.more = true;
      return null;
    }
    const ranges = [{ from: first, to: second }];
    // More ports may stand behind `eq` and `neq` in IOS.
    if (word === 'eq' || word === 'neq')
      for (let next = portOf(this.peek()); next !== null && ranges.length < 20; next = portOf(this.peek())) {
        ranges.push({ from: next, to: next });
        this.take();
      }
    if (word === 'gt') return { ranges: [{ from: first + 1, to: 65_535 }], not: false };
    if (word === 'lt') return { ranges: [{ from: 0, to: first - 1 }], not: false };
    return { ranges, not: word === 'neq' };
  }
}

function readEntry(text: string): Entry | null {
  const line = text.replace(/\s*\([0-9]{1,20} match(?:es)?\)\s*$/, '').replace(/\s*\(hitcnt=[0-9]{1,20}\).*$/, '');
  const found = /\b(permit|deny)\s+(.{1,300})$/.exec(line);
  if (found === null) return null;
  const words = new Words((found[2] ?? '').trim().split(/\s+/).slice(0, 60));
  const name = words.take() ?? '';
  const number = /^[0-9]{1,3}$/.test(name) ? Number(name) : undefined;
  if (number === undefined && !Object.hasOwn(protocols, name)) {
    const known = name === 'object-group' || name === 'object';
    return known ? { ...nothing, permit: found[1] === 'permit', more: true, text: line.trim() } : null;
  }
  const protocol = number ?? protocols[name] ?? null;
  const from = words.address();
  const sourcePort = words.port();
  const to = words.address();
  const destinationPort = words.port();
  let icmp: string | null = null;
  let fragments = false;
  let established = false;
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === 'fragments') fragments = true;
    else if (word === 'established') established = true;
    else if (word === 'log' || word === 'log-input') continue;
    else if ((protocol === 1 || protocol === 58) && icmp === null)
      icmp = /^[0-9]+$/.test(word) && /^[0-9]+$/.test(words.peek() ?? '') ? `${word} ${words.take()}` : word;
    else if (/^(?:inactive|time-range|dscp|precedence|tos|ttl|option|reflect)$/.test(word)) {
      words.more = true;
      words.take();
    } else words.more = true;
  }
  return {
    permit: found[1] === 'permit',
    protocol,
    anywhere: from && to,
    sourcePort,
    destinationPort,
    icmp,
    fragments,
    established,
    more: words.more,
    text: line.trim(),
  };
}

const nothing: Entry = {
  permit: false,
  protocol: null,
  anywhere: false,
  sourcePort: null,
  destinationPort: null,
  icmp: null,
  fragments: false,
  established: false,
  more: false,
  text: '',
};

interface AccessList {
  readonly name: string;
  readonly entries: Entry[];
  unread: number;
}

const heading =
  /^(?:ip access-list extended|ipv6 access-list|extended ip access list|ipv6 access list|access-list)\s+(\S{1,64})/i;

/** Numbers of lists that know sources alone, and filter no protocol (access-list of the IOS command reference). */
function isStandard(name: string): boolean {
  const number = /^[0-9]{1,4}$/.test(name) ? Number(name) : 0;
  return (number >= 1 && number <= 99) || (number >= 1300 && number <= 1999);
}

/** Access lists of a text, and the direction that interfaces use them in. Null: there is none. */
function readLists(
  text: string,
): { readonly lists: readonly AccessList[]; readonly directions: ReadonlyMap<string, 'in' | 'out'> } | null {
  const lists = new Map<string, AccessList>();
  const directions = new Map<string, 'in' | 'out'>();
  let current: AccessList | null = null;
  let entries = 0;
  const listOf = (name: string): AccessList | null => {
    const known = lists.get(name);
    if (known !== undefined) return known;
    if (lists.size >= limits.lists) return null;
    const made = { name, entries: [], unread: 0 };
    lists.set(name, made);
    return made;
  };
  for (const whole of text.split('\n').slice(0, limits.lines)) {
    const line = whole.slice(0, limits.line).trimEnd();
    const bare = line.trim();
    if (bare === '' || bare.startsWith('!') || /\bremark\b/.test(bare)) continue;
    const group = /^(?:ip access-group|ipv6 traffic-filter|access-group)\s+(\S{1,64})\s+(in|out)\b/.exec(bare);
    if (group !== null) {
      directions.set(group[1] ?? '', group[2] === 'in' ? 'in' : 'out');
      continue;
    }
    const head = heading.exec(bare);
    // `access-list 101 permit …` names its list in every line.
    if (head !== null && isStandard(head[1] ?? '')) current = null;
    else if (head !== null) current = /^access-list\s+cached|elements;/i.test(bare) ? current : listOf(head[1] ?? '');
    else if (
      line.startsWith('interface ') ||
      (!/^\s/.test(line) && !/^(?:[0-9]{1,10}\s+)?(?:permit|deny)\b/.test(bare))
    ) {
      current = null;
      continue;
    }
    if (current === null || !/\b(?:permit|deny)\b/.test(bare)) continue;
    if (entries++ >= limits.entries) current.unread++;
    else {
      const entry = readEntry(bare);
      if (entry === null) current.unread++;
      else current.entries.push(entry);
    }
  }
  return lists.size === 0 ? null : { lists: [...lists.values()], directions };
}

function portMatches(test: PortTest | null, port: number | null): boolean {
  if (test === null) return true;
  if (port === null) return false;
  return test.ranges.some(({ from, to }) => port >= from && port <= to) !== test.not;
}

function matches(entry: Entry, packet: NeededPacket, icmp: boolean): Match {
  if (entry.protocol !== null && entry.protocol !== packet.protocol) return 'no';
  // The state is known of TCP alone.
  if (entry.established) return 'no';
  const layer4 = entry.sourcePort !== null || entry.destinationPort !== null || entry.icmp !== null;
  if (packet.fragment) {
    if (layer4 && !entry.permit) return 'no';
  } else {
    if (entry.fragments) return 'no';
    if (icmp && entry.icmp !== null && !bigNames.has(entry.icmp)) return 'no';
    if (!portMatches(entry.sourcePort, packet.port) || !portMatches(entry.destinationPort, packet.port)) return 'no';
  }
  return entry.more || !entry.anywhere ? 'maybe' : 'yes';
}

function fateOf(list: AccessList, packet: NeededPacket, icmp = false): PacketFate {
  let doubt: Entry | null = null;
  for (const entry of list.entries) {
    const match = matches(entry, packet, icmp);
    if (match === 'no') continue;
    if (match === 'maybe') {
      doubt ??= entry;
      continue;
    }
    // What came before may have decided the other way.
    if (doubt !== null && doubt.permit !== entry.permit) break;
    return { state: entry.permit ? 'open' : 'closed', why: entry.permit ? null : 'explicit', rule: entry.text };
  }
  if (doubt !== null) return { state: 'unknown', why: 'more', rule: doubt.text };
  if (list.unread > 0) return { state: 'unknown', why: 'more', rule: null };
  return { state: 'closed', why: 'policy', rule: null };
}

/** Access lists of one text against what IPsec needs; null: it holds none. Never throws. */
export function judgeCiscoAcl(path: string, text: string): readonly RuleList[] | null {
  const read = readLists(text);
  if (read === null) return null;
  // Lists that no interface uses choose traffic for something else: a crypto map, NAT, a route map.
  const applied = ({ name }: AccessList): boolean => read.directions.size === 0 || read.directions.has(name);
  const lists = read.lists.filter((list) => list.entries.length + list.unread > 0 && applied(list));
  if (lists.length === 0) return null;
  return lists.map((list) => ({
    path,
    kind: 'cisco-acl',
    name: list.name,
    direction: read.directions.get(list.name) ?? 'through',
    verdicts: [
      ...(['ike', 'nat-t', 'esp', 'ah', 'fragments'] as const).map((need) =>
        together(
          need,
          neededPackets[need].map((packet) => fateOf(list, packet)),
        ),
      ),
      together('too-big', [fateOf(list, { protocol: 1, port: null, fragment: false }, true)]),
    ],
    stateful: false,
    unread: list.unread,
  }));
}
