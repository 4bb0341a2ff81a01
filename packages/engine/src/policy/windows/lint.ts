import type { FilterEnd, PolicyFilter } from '../../observations/index.ts';
import { parseAddress } from '../addresses.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';

/** What is questionable about a policy, by stable name. The relations of filters are those of Al-Shaer and Hamed, for the most specific first. */
export type PolicyIssueCode =
  /** The same traffic, twice, with the same or with different actions (RRAS-01). */
  | 'duplicate-filter'
  | 'conflicting-filters'
  /** Part of the traffic of either, with different actions: which one wins hangs on weights. */
  | 'correlated-filters'
  /** All of its traffic is handled alike by a wider filter. */
  | 'redundant-filter'
  | 'not-mirrored'
  | 'broadcast-caught'
  | 'weak-encryption'
  | 'weak-integrity'
  | 'weak-group'
  | 'short-lifetime'
  /** Keys are renewed after so few kilobytes, or main mode so often, that the renewals are felt (LOSS-15). */
  | 'few-kilobytes'
  | 'short-main-mode'
  | 'main-mode-each-time'
  | 'deprecated-encryption'
  | 'no-protection'
  | 'mask-with-holes'
  /** The policy filters nothing; it has no key exchange offers; a rule negotiates and offers nothing (EVT-I-08 to EVT-I-11). */
  | 'no-filters'
  | 'no-main-mode-offers'
  | 'no-quick-mode-offers'
  /** A server that has to be reached without IPsec is not exempt (DC-02, DC-04, NAM-01, NET-07). */
  | 'exemption-missing'
  /** Traffic of one server is exempt in part, and negotiates in part (NAM-08). */
  | 'server-half-exempt'
  /** The automatic L2TP policy of the remote access service catches it (C33). */
  | 'rras-l2tp-conflict';

export interface PolicyIssue {
  readonly code: PolicyIssueCode;
  readonly policy: WindowsPolicy;
  /** The rule it is about, and the other one where there are two. */
  readonly rule: WindowsRule | null;
  readonly filter: PolicyFilter | null;
  readonly other: { readonly rule: WindowsRule; readonly filter: PolicyFilter } | null;
  /** What is weak, or how short. */
  readonly about: string;
}

/** How much it matters: `high` is wrong on the wire, `medium` may surprise, `low` is advice. */
export const issueSeverity: Readonly<Record<PolicyIssueCode, 'high' | 'medium' | 'low'>> = {
  'conflicting-filters': 'high',
  'exemption-missing': 'high',
  'rras-l2tp-conflict': 'high',
  'no-protection': 'high',
  'no-filters': 'high',
  'no-main-mode-offers': 'high',
  'no-quick-mode-offers': 'high',
  'server-half-exempt': 'medium',
  'main-mode-each-time': 'medium',
  'few-kilobytes': 'low',
  'short-main-mode': 'low',
  'deprecated-encryption': 'low',
  'correlated-filters': 'medium',
  'not-mirrored': 'medium',
  'broadcast-caught': 'medium',
  'mask-with-holes': 'medium',
  'weak-encryption': 'medium',
  'weak-group': 'medium',
  'weak-integrity': 'low',
  'short-lifetime': 'low',
  'duplicate-filter': 'low',
  'redundant-filter': 'low',
};

const maxIssues = 500;
/** Quick modes that are renewed more often than this cost more than they protect. */
const shortSeconds = 300;
/** The snap-in takes no fewer (its lowest bound); the default is 100,000. */
const fewKilobytes = 20_480;
/** Main mode lasts 8 hours by default; each is a Diffie-Hellman exchange and a proof. */
const shortMainModeSeconds = 3600;

// Addresses as numbers: IPv4 as they are; what stands for addresses of the host or of servers lies above, each by itself.
const specials: Readonly<Record<string, number>> = {
  me: 2 ** 32,
  dns: 2 ** 32 + 1,
  wins: 2 ** 32 + 2,
  dhcp: 2 ** 32 + 3,
  gateway: 2 ** 32 + 4,
  'local-subnet': 2 ** 32 + 5,
};
const highest = 2 ** 33;

/** One way of a filter as a box of numbers: source, destination, protocol, source ports, destination ports, from and to of each. */
interface Way {
  readonly bounds: Float64Array;
  readonly filter: PolicyFilter;
  readonly rule: WindowsRule;
  readonly ordinal: number;
}

/** Looks a policy over: filters against each other, algorithms, lifetimes. Bounded; the first `maxIssues` are given. */
export function lintPolicy(policy: WindowsPolicy): readonly PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  const add = (issue: Omit<PolicyIssue, 'policy'>): void => {
    if (issues.length < maxIssues) issues.push({ policy, ...issue });
  };
  const ways = waysOf(policy);
  relate(ways, add);
  for (const rule of policy.rules) {
    if (!rule.active) continue;
    for (const filter of rule.filters) {
      if (!filter.mirrored && rule.action === 'negotiate' && rule.tunnelEndpoint === null)
        add({ code: 'not-mirrored', rule, filter, other: null, about: '' });
      if (filter.unevenMask) add({ code: 'mask-with-holes', rule, filter, other: null, about: '' });
      if (rule.action !== 'permit' && policy.modern !== true && catchesBroadcast(filter))
        add({ code: 'broadcast-caught', rule, filter, other: null, about: '' });
    }
    weakOffers(rule, add);
  }
  renewals(policy, add);
  for (const offer of policy.mainMode?.offers ?? []) {
    const about = `${offer.encryption}-${offer.hash}-${offer.group}`;
    const weak = { rule: null, filter: null, other: null, about };
    if (offer.encryption === 'DES') add({ code: 'weak-encryption', ...weak });
    if (offer.encryption === '3DES') add({ code: 'deprecated-encryption', ...weak });
    if (offer.hash === 'MD5') add({ code: 'weak-integrity', ...weak });
    if (offer.group === 'modp768' || offer.group === 'modp1024') add({ code: 'weak-group', ...weak });
  }
  return issues;
}

type Add = (issue: Omit<PolicyIssue, 'policy'>) => void;

function weakOffers(rule: WindowsRule, add: Add): void {
  for (const offer of rule.offers) {
    const names = offer.transforms.flatMap(({ algorithm, integrity }) => [algorithm, integrity ?? '']);
    const about = names.filter((name) => name !== '').join('-');
    const weak = { rule, filter: null, other: null, about };
    if (names.includes('DES')) add({ code: 'weak-encryption', ...weak });
    // RFC 8221 section 5: SHOULD NOT.
    if (names.includes('3DES')) add({ code: 'deprecated-encryption', ...weak });
    if (offer.transforms.every(({ algorithm, integrity }) => algorithm === 'none' && integrity === null))
      add({ code: 'no-protection', ...weak });
    if (offer.lifetimeKilobytes > 0 && offer.lifetimeKilobytes < fewKilobytes)
      add({ code: 'few-kilobytes', rule, filter: null, other: null, about: String(offer.lifetimeKilobytes) });
    if (names.includes('MD5')) add({ code: 'weak-integrity', ...weak });
    if (offer.lifetimeSeconds > 0 && offer.lifetimeSeconds < shortSeconds)
      add({ code: 'short-lifetime', rule, filter: null, other: null, about: String(offer.lifetimeSeconds) });
  }
}

/** Settings of main mode that make it anew more often than it needs (LOSS-15). */
function renewals({ mainMode }: WindowsPolicy, add: Add): void {
  if (mainMode === null) return;
  const about = { rule: null, filter: null, other: null };
  if (mainMode.masterPfs || mainMode.quickModeLimit === 1) add({ code: 'main-mode-each-time', ...about, about: '' });
  if (mainMode.lifetimeSeconds > 0 && mainMode.lifetimeSeconds < shortMainModeSeconds)
    add({ code: 'short-main-mode', ...about, about: String(mainMode.lifetimeSeconds) });
}

/** Any address on one side and a subnet on the other: packets to the subnet's broadcast address and to groups are caught (PATH-21 to PATH-23). */
function catchesBroadcast(filter: PolicyFilter): boolean {
  const wide = (end: FilterEnd): boolean => end.kind === 'any';
  const subnet = (end: FilterEnd): boolean => end.kind === 'range' && end.from !== end.to;
  const carries = filter.protocol === 0 || filter.protocol === 17;
  return (
    carries &&
    ((subnet(filter.source) && wide(filter.destination)) || (wide(filter.source) && subnet(filter.destination)))
  );
}

function waysOf(policy: WindowsPolicy): Way[] {
  const ways: Way[] = [];
  let ordinal = 0;
  for (const rule of policy.rules) {
    if (!rule.active) continue;
    for (const filter of rule.filters) {
      ordinal++;
      const there = boundsOf(filter.source, filter.destination, filter, false);
      if (there === null) continue;
      ways.push({ bounds: there, filter, rule, ordinal });
      const back = filter.mirrored ? boundsOf(filter.destination, filter.source, filter, true) : null;
      if (back !== null) ways.push({ bounds: back, filter, rule, ordinal });
    }
  }
  return ways;
}

function boundsOf(source: FilterEnd, destination: FilterEnd, filter: PolicyFilter, back: boolean): Float64Array | null {
  const from = endBounds(source);
  const to = endBounds(destination);
  if (from === null || to === null) return null;
  const [a, b] = back ? [filter.destinationPorts, filter.sourcePorts] : [filter.sourcePorts, filter.destinationPorts];
  const protocol = filter.protocol === 0 ? [0, 255] : [filter.protocol, filter.protocol];
  return Float64Array.of(...from, ...to, protocol[0] ?? 0, protocol[1] ?? 255, a.from, a.to, b.from, b.to);
}

function endBounds(end: FilterEnd): readonly [number, number] | null {
  if (end.kind === 'any') return [0, highest];
  if (end.kind === 'name') return null;
  if (end.kind !== 'range') {
    const place = specials[end.kind];
    return place === undefined ? null : [place, place];
  }
  const [from, to] = [parseAddress(end.from), parseAddress(end.to)];
  return from?.family === 4 && to?.family === 4 ? [Number(from.value), Number(to.value)] : null;
}

const apart = 0;
const equal = 1;
const inside = 2;
const around = 3;
const crossing = 4;

/** How the traffic of one way lies to that of another. */
function relation(a: Float64Array, b: Float64Array): number {
  let smaller = true;
  let larger = true;
  for (let i = 0; i < 10; i += 2) {
    const [aFrom, aTo, bFrom, bTo] = [a[i] ?? 0, a[i + 1] ?? 0, b[i] ?? 0, b[i + 1] ?? 0];
    if (aFrom > bTo || bFrom > aTo) return apart;
    if (aFrom < bFrom || aTo > bTo) smaller = false;
    if (bFrom < aFrom || bTo > aTo) larger = false;
  }
  return smaller && larger ? equal : smaller ? inside : larger ? around : crossing;
}

/** Every pair once. Sorted by where the source begins, a way is held against those alone that begin before its own source ends. */
function relate(ways: readonly Way[], add: Add): void {
  const sorted = [...ways].sort((a, b) => (a.bounds[0] ?? 0) - (b.bounds[0] ?? 0) || a.ordinal - b.ordinal);
  const column = (place: number): Float64Array => Float64Array.from(sorted, ({ bounds }) => bounds[place] ?? 0);
  const [sourceFrom, sourceTo, from, to] = [column(0), column(1), column(2), column(3)];
  const handling = handlings(sorted);
  const told = new Set<string>();
  for (let i = 0; i < sorted.length; i++) {
    const one = sorted[i];
    if (one === undefined || told.size >= maxIssues) break;
    const end = sourceTo[i] ?? 0;
    const [low, high] = [from[i] ?? 0, to[i] ?? 0];
    for (let k = i + 1; k < sorted.length && (sourceFrom[k] ?? 0) <= end; k++) {
      // Most pairs part here: it has to be cheap.
      if ((from[k] ?? 0) > high || low > (to[k] ?? 0)) continue;
      if (handling[i] === handling[k]) {
        // Handled alike, only one inside of the other tells something.
        const [sourceEnd, start, stop] = [sourceTo[k] ?? 0, from[k] ?? 0, to[k] ?? 0];
        const inner = sourceEnd <= end && start >= low && stop <= high;
        const outer = sourceFrom[k] === sourceFrom[i] && sourceEnd >= end && start <= low && stop >= high;
        if (!inner && !outer) continue;
      }
      const two = sorted[k];
      if (two === undefined || one.ordinal === two.ordinal) continue;
      const how = relation(one.bounds, two.bounds);
      if (how === apart) continue;
      const code = codeOf(how, one.rule, two.rule);
      if (code === null) continue;
      const [later, earlier] = subjectOf(how, one, two);
      const key = `${code} ${later.ordinal} ${earlier.ordinal}`;
      if (told.has(key) || told.size >= maxIssues) continue;
      told.add(key);
      add({
        code,
        rule: later.rule,
        filter: later.filter,
        other: { rule: earlier.rule, filter: earlier.filter },
        about: '',
      });
    }
  }
}

/** A number for each way that is the same for ways handled alike. */
function handlings(ways: readonly Way[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(ways, ({ rule }) => {
    const key = rule.action === 'negotiate' ? `negotiate ${rule.filterAction ?? ''}` : rule.action;
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

/** Which of two is spoken of, and which is the other: the one inside of the other, or the one that comes later. */
function subjectOf(how: number, one: Way, two: Way): readonly [Way, Way] {
  if (how === inside) return [one, two];
  if (how === around) return [two, one];
  return one.ordinal > two.ordinal ? [one, two] : [two, one];
}

/** An exception inside a wider filter of another action is what policies are made of, and no issue. */
function codeOf(how: number, a: WindowsRule, b: WindowsRule): PolicyIssueCode | null {
  const alike = sameHandling(a, b);
  if (how === equal) return alike ? 'duplicate-filter' : 'conflicting-filters';
  if (how === crossing) return alike ? null : 'correlated-filters';
  return alike ? 'redundant-filter' : null;
}

function sameHandling(a: WindowsRule, b: WindowsRule): boolean {
  return a === b || (a.action === b.action && (a.action !== 'negotiate' || a.filterAction === b.filterAction));
}
