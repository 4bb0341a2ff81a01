/** Traffic selectors: the spellings of both daemons, and how two lists relate (RFC 7296 section 2.9). */
import type { Selector } from '../observations/configuration.ts';
import {
  type AddressRange,
  formatAddress,
  formatRange,
  highest,
  parseAddress,
  parseRange,
  type Family,
} from './addresses.ts';
import { type Box, intersectLists, lacking } from './boxes.ts';

/** Selectors that are kept of one list; how many there were, `given` tells. */
export const maxSelectors = 4096;

const protocols: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  ipip: 4,
  ipencap: 4,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  icmpv6: 58,
  ospf: 89,
  l2tp: 115,
  sctp: 132,
};

/** Services the daemons write by name (they ask the services database, whose names these are). */
const services: Readonly<Record<string, number>> = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  http: 80,
  kerberos: 88,
  pop3: 110,
  sunrpc: 111,
  ntp: 123,
  epmap: 135,
  'loc-srv': 135,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  imap2: 143,
  imap: 143,
  snmp: 161,
  bgp: 179,
  ldap: 389,
  https: 443,
  'microsoft-ds': 445,
  isakmp: 500,
  syslog: 514,
  ldaps: 636,
  imaps: 993,
  pop3s: 995,
  'ms-sql-s': 1433,
  l2f: 1701,
  l2tp: 1701,
  'radius-acct': 1813,
  radius: 1812,
  nfs: 2049,
  mysql: 3306,
  'ms-wbt-server': 3389,
  'ipsec-nat-t': 4500,
  postgresql: 5432,
  'http-alt': 8080,
};

interface Upper {
  readonly protocol: number;
  readonly portFrom: number;
  readonly portTo: number;
  readonly opaque: boolean;
}

const anyUpper: Upper = { protocol: 0, portFrom: 0, portTo: 65535, opaque: false };

/**
 * One selector, or undefined when the text is none. Knows `10.1.0.0/16[tcp/80]`, `dynamic[udp/1701]`, ranges of addresses and
 * ports, `[icmp/8(0)]` and `[tcp/opaque]` (strongSwan), `192.0.2.0/24:6/80` and `192.0.2.0/24/tcp/80` (Libreswan).
 */
export function parseSelector(text: string): Selector | undefined {
  const whole = text.trim();
  if (whole === '' || whole.length > 256) return undefined;
  const bracket = whole.indexOf('[');
  if (bracket >= 0) {
    if (!whole.endsWith(']')) return undefined;
    const upper = parseUpper(whole.slice(bracket + 1, -1));
    return upper && build(whole.slice(0, bracket), upper, whole);
  }
  const slash = whole.indexOf('/');
  const onlyColon = whole.indexOf(':') === whole.lastIndexOf(':');
  const split = onlyColon || slash < 0 ? (onlyColon ? whole.indexOf(':') : -1) : whole.indexOf(':', slash);
  if (split > 0) {
    const upper = parseUpper(whole.slice(split + 1));
    if (upper !== undefined) return build(whole.slice(0, split), upper, whole);
  }
  const parts = whole.split('/');
  if (parts.length === 4) {
    const upper = parseUpper(`${parts[2]}/${parts[3]}`);
    return upper && build(`${parts[0]}/${parts[1]}`, upper, whole);
  }
  return build(whole, anyUpper, whole);
}

function build(addresses: string, upper: Upper, text: string): Selector | undefined {
  const bare = addresses.trim();
  const ports = {
    protocol: upper.protocol,
    portFrom: upper.portFrom,
    portTo: upper.portTo,
    ...(upper.opaque ? { opaque: true } : {}),
  };
  if (bare === 'dynamic' || bare === '%dynamic') return { from: '', to: '', ...ports, dynamic: true, text };
  const range = bare === '' ? undefined : parseRange(bare);
  if (range === undefined) return undefined;
  return {
    from: formatAddress(range.family, range.from),
    to: formatAddress(range.family, range.to),
    ...ports,
    text,
  };
}

/** `tcp/80`, `17/1701`, `udp`, `/53`, `tcp/1024-65535`, `icmp/8(0)`, `17/%any`, `tcp/opaque`. */
function parseUpper(text: string): Upper | undefined {
  const lower = text.trim().toLowerCase();
  if (lower === '') return anyUpper;
  const slash = lower.indexOf('/');
  const name = slash < 0 ? lower : lower.slice(0, slash);
  const ports = slash < 0 ? '' : lower.slice(slash + 1);
  let protocol = 0;
  if (name !== '' && name !== '%any' && name !== 'any') {
    const known = protocols[name];
    if (known === undefined && !/^[0-9]{1,3}$/.test(name)) return undefined;
    protocol = known ?? Number(name);
    if (protocol > 255) return undefined;
  }
  if (ports === '' || ports === '%any' || ports === 'any' || (ports === '0' && protocol !== 1 && protocol !== 58))
    return { ...anyUpper, protocol };
  if (ports === 'opaque' || ports === '%opaque') return { protocol, portFrom: 65535, portTo: 0, opaque: true };
  if (protocol === 1 || protocol === 58) return parseIcmp(ports, protocol);
  const dash = services[ports] === undefined ? ports.indexOf('-') : -1;
  const from = port(dash < 0 ? ports : ports.slice(0, dash));
  const to = port(dash < 0 ? ports : ports.slice(dash + 1));
  if (from === undefined || to === undefined || from > to) return undefined;
  return { protocol, portFrom: from, portTo: to, opaque: false };
}

/** ICMP type and code lie in the port's octets: type high, code low (RFC 4301 section 4.4.1.1). */
function parseIcmp(text: string, protocol: number): Upper | undefined {
  const dash = text.indexOf('-');
  const low = icmpBound(dash < 0 ? text : text.slice(0, dash), 0);
  const high = icmpBound(dash < 0 ? text : text.slice(dash + 1), 255);
  if (low === undefined || high === undefined || low > high) return undefined;
  return { protocol, portFrom: low, portTo: high, opaque: false };
}

function icmpBound(text: string, missingCode: number): number | undefined {
  const found = /^([0-9]{1,5})(?:\(([0-9]{1,3})\))?$/.exec(text);
  if (found === null) return undefined;
  const type = Number(found[1]);
  if (type > 255) return type <= 65535 ? type : undefined;
  const code = found[2] === undefined ? missingCode : Number(found[2]);
  return code > 255 ? undefined : type * 256 + code;
}

function port(text: string): number | undefined {
  const named = services[text];
  if (named !== undefined) return named;
  if (!/^[0-9]{1,5}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= 65535 ? value : undefined;
}

/** What a list of selectors holds. */
export interface SelectorList {
  readonly selectors: readonly Selector[];
  /** Words that are no selectors. */
  readonly bad: readonly string[];
  /** Words of the list. It is cut where there are more than `maxSelectors`. */
  readonly given: number;
}

/** Selectors of a list separated by commas or blanks. The first `maxSelectors` are read. */
export function parseSelectors(text: string): SelectorList {
  const selectors: Selector[] = [];
  const bad: string[] = [];
  let given = 0;
  for (const word of text.split(/[\s,]+/)) {
    if (word === '' || ++given > maxSelectors) continue;
    const selector = parseSelector(word);
    if (selector === undefined) bad.push(word);
    else selectors.push(selector);
  }
  return { selectors, bad, given };
}

/** Both sides of `10.1.0.0/16 === 10.2.0.0/16`, each a list; undefined when there is no `===`. */
export function parseSelectorPair(
  text: string,
): { readonly local: SelectorList; readonly remote: SelectorList } | undefined {
  const at = text.indexOf('===');
  if (at < 0) return undefined;
  return { local: parseSelectors(text.slice(0, at)), remote: parseSelectors(text.slice(at + 3)) };
}

/** Canonical text: `10.1.0.0/16`, `10.1.0.0/16[6/80]`, `dynamic[17/1701]`. `parseSelector` reads it back. */
export function formatSelector(selector: Selector): string {
  const known = formatted.get(selector) ?? textOf(selector);
  formatted.set(selector, known);
  return known;
}

const formatted = new WeakMap<Selector, string>();

function textOf(selector: Selector): string {
  const range = selector.dynamic === true ? undefined : parseRange(`${selector.from}-${selector.to}`);
  const addresses = range === undefined ? 'dynamic' : formatRange(range);
  return `${addresses}${formatUpper(selector)}`;
}

function formatUpper(selector: Selector): string {
  const { protocol, portFrom, portTo } = selector;
  if (selector.opaque === true) return `[${protocol}/opaque]`;
  if (portFrom === 0 && portTo === 65535) return protocol === 0 ? '' : `[${protocol}]`;
  if (protocol === 1 || protocol === 58) {
    const bound = (value: number): string => `${value >> 8}(${value & 255})`;
    return `[${protocol}/${bound(portFrom)}-${bound(portTo)}]`;
  }
  // Written alone, port 0 means any port (ipsec.conf(5), protoport).
  return `[${protocol}/${portFrom === portTo && portFrom > 0 ? portFrom : `${portFrom}-${portTo}`}]`;
}

export type SelectorRelation = 'equal' | 'subset' | 'superset' | 'overlap' | 'disjoint' | 'unknown';

/** How list `a` relates to list `b`: `subset` means all of `a` lies in `b`. Texts are canonical. */
export interface SelectorComparison {
  readonly relation: SelectorRelation;
  /** What both hold (IKEv2 may narrow to this). */
  readonly common: readonly string[];
  /** Selectors of `a` that `b` does not hold completely, and the other way round. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  /** Why the relation is unknown, by stable name. */
  readonly why: string | null;
}

/** Address that stands for `dynamic` on each side; without it a comparison with `dynamic` may be unknown. */
export interface DynamicAddresses {
  readonly a?: string | null;
  readonly b?: string | null;
}

/** Compares two selector lists as sets of packets. An empty list is the empty set. */
export function compareSelectors(
  a: readonly Selector[],
  b: readonly Selector[],
  dynamic: DynamicAddresses = {},
): SelectorComparison {
  if (isSameOne(a, b)) return { relation: 'equal', common: a.map(formatSelector), onlyA: [], onlyB: [], why: null };
  const left = boxes(a, dynamic.a);
  const right = boxes(b, dynamic.b);
  if (left === undefined || right === undefined) {
    if (sameDynamic(a, b)) return { relation: 'equal', common: a.map(formatSelector), onlyA: [], onlyB: [], why: null };
    return unknown('dynamic-address');
  }
  const onlyA = lacking(left, right);
  const onlyB = lacking(right, left);
  const common = intersectLists(left, right);
  if (onlyA === undefined || onlyB === undefined || common === undefined) return unknown('too-many');
  const texts = {
    common: common.map(boxText),
    onlyA: onlyA.map((box) => box.text),
    onlyB: onlyB.map((box) => box.text),
    why: null,
  };
  if (onlyA.length === 0 && onlyB.length === 0) return { relation: 'equal', ...texts };
  if (common.length === 0) return { relation: 'disjoint', ...texts };
  if (onlyA.length === 0) return { relation: 'subset', ...texts };
  if (onlyB.length === 0) return { relation: 'superset', ...texts };
  return { relation: 'overlap', ...texts };
}

function unknown(why: string): SelectorComparison {
  return { relation: 'unknown', common: [], onlyA: [], onlyB: [], why };
}

/** One selector in either list, the same in both: what most connections have. */
function isSameOne(a: readonly Selector[], b: readonly Selector[]): boolean {
  const [x, y] = [a[0], b[0]];
  if (a.length !== 1 || b.length !== 1 || x === undefined || y === undefined) return false;
  if (x.dynamic === true || y.dynamic === true || x.opaque !== y.opaque || x.from === '') return false;
  return (
    x.from === y.from &&
    x.to === y.to &&
    x.protocol === y.protocol &&
    x.portFrom === y.portFrom &&
    x.portTo === y.portTo &&
    parseRange(`${x.from}-${x.to}`) !== undefined
  );
}

/** Two lists that are each exactly one plain `dynamic` say the same thing of the same end. */
function sameDynamic(a: readonly Selector[], b: readonly Selector[]): boolean {
  const [x, y] = [a[0], b[0]];
  if (a.length !== 1 || b.length !== 1 || x === undefined || y === undefined) return false;
  return x.dynamic === true && y.dynamic === true && formatUpper(x) === formatUpper(y);
}

function boxes(list: readonly Selector[], dynamic: string | null | undefined): Box[] | undefined {
  const found: Box[] = [];
  for (const selector of list) {
    let range: AddressRange | undefined;
    if (selector.dynamic === true) {
      const address = dynamic === null || dynamic === undefined ? undefined : parseAddress(dynamic);
      if (address === undefined) return undefined;
      range = { family: address.family, from: address.value, to: address.value };
    } else range = parseRange(`${selector.from}-${selector.to}`);
    if (range === undefined) return undefined;
    found.push(box(selector, range));
  }
  return found;
}

/** Opaque ports are a place of their own beyond 65535; "any port" holds it too. */
function box(selector: Selector, range: AddressRange): Box {
  const anyPort = selector.portFrom === 0 && selector.portTo === 65535;
  const opaque = selector.opaque === true;
  return {
    family: range.family,
    bounds: [
      [range.from, range.to],
      selector.protocol === 0 ? [0n, 255n] : [BigInt(selector.protocol), BigInt(selector.protocol)],
      opaque ? [65536n, 65536n] : [BigInt(selector.portFrom), anyPort ? 65536n : BigInt(selector.portTo)],
    ],
    text: formatSelector(selector),
  };
}

function boxText(value: Box): string {
  const [addresses, protocol, ports] = value.bounds;
  const family: Family = value.family;
  const anyProtocol = protocol[0] === 0n && protocol[1] === 255n;
  const opaque = ports[0] === 65536n;
  const selector: Selector = {
    from: formatAddress(family, addresses[0]),
    to: formatAddress(family, addresses[1] > highest(family) ? highest(family) : addresses[1]),
    protocol: anyProtocol ? 0 : Number(protocol[0]),
    portFrom: opaque ? 65535 : Number(ports[0]),
    portTo: opaque ? 0 : Math.min(Number(ports[1]), 65535),
    ...(opaque ? { opaque: true } : {}),
    text: '',
  };
  return formatSelector(selector);
}
