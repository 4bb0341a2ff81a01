/** How the filters of a policy lie to each other, in the words of Al-Shaer and Hamed. */
import type { FilterEnd, PolicyFilter } from '../../observations/index.ts';
import { parseAddress } from '../addresses.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import type { PolicyIssue, PolicyIssueCode } from './lint.ts';

/** Relations that are told of one policy at most. */
const maxRelations = 500;
/** Permits of one way that are looked at; each is held against all filters. */
const maxOneWay = 1000;

// Addresses as numbers: IPv4 as they are; what stands for addresses of the host or of servers lies above, each by itself; above them the
// places of IPv6 addresses among all that begin or end a range of the policy.
const firstSpecial = 2 ** 32;
const specials: Readonly<Record<string, number>> = {
  me: firstSpecial,
  dns: 2 ** 32 + 1,
  wins: 2 ** 32 + 2,
  dhcp: 2 ** 32 + 3,
  gateway: 2 ** 32 + 4,
  'local-subnet': 2 ** 32 + 5,
};
const firstOfSix = 2 ** 33;
const highest = 2 ** 34;

/** One way of a filter as a box of numbers: source, destination, protocol, source ports, destination ports, from and to of each. */
interface Way {
  readonly bounds: Float64Array;
  readonly filter: PolicyFilter;
  readonly rule: WindowsRule;
  readonly ordinal: number;
}

type Add = (issue: Omit<PolicyIssue, 'policy'>) => void;

/** Tells of every pair of filters that meet and should not, or of which one is too many, and of permits whose way back is not permitted. */
export function relateFilters(policy: WindowsPolicy, add: Add): void {
  const ways = waysOf(policy);
  relate(ways, add);
  permitsOneWay(policy, ways, add);
}

/** Filters keep no state (C32): what answers traffic that is permitted one way meets the other filters by itself. */
function permitsOneWay(policy: WindowsPolicy, ways: readonly Way[], add: Add): void {
  const alone = ways.filter(({ filter, rule }) => rule.action === 'permit' && !filter.mirrored).slice(0, maxOneWay);
  if (alone.length === 0) return;
  const six = placesOfSix(policy);
  for (const { filter, rule } of alone) {
    const back = boundsOf(filter.destination, filter.source, filter, true, six);
    if (back === null) continue;
    let permitted = false;
    let other: Way | undefined;
    for (const way of ways) {
      const how = relation(back, way.bounds);
      if (how === apart) continue;
      if (way.rule.action !== 'permit') other ??= way;
      else if (how === equal || how === inside) {
        permitted = true;
        break;
      }
    }
    if (permitted) continue;
    if (other !== undefined)
      add({ code: 'permit-one-way', rule, filter, other: { rule: other.rule, filter: other.filter }, about: '' });
  }
}

function waysOf(policy: WindowsPolicy): Way[] {
  const ways: Way[] = [];
  const six = placesOfSix(policy);
  let ordinal = 0;
  for (const rule of policy.rules) {
    if (!rule.active) continue;
    for (const filter of rule.filters) {
      ordinal++;
      const there = boundsOf(filter.source, filter.destination, filter, false, six);
      if (there === null) continue;
      ways.push({ bounds: there, filter, rule, ordinal });
      const back = filter.mirrored ? boundsOf(filter.destination, filter.source, filter, true, six) : null;
      if (back !== null) ways.push({ bounds: back, filter, rule, ordinal });
    }
  }
  return ways;
}

/** The number that stands for each IPv6 address at which a range of the policy begins or ends, in their order. */
function placesOfSix({ rules }: WindowsPolicy): ReadonlyMap<bigint, number> {
  const edges = new Set<bigint>();
  for (const { filters } of rules)
    for (const { source, destination } of filters)
      for (const end of [source, destination]) {
        if (end.kind !== 'range') continue;
        for (const text of [end.from, end.to]) {
          const address = parseAddress(text);
          if (address?.family === 6) edges.add(address.value);
        }
      }
  const sorted = [...edges].sort((a, b) => (a < b ? -1 : 1));
  return new Map(sorted.map((value, i) => [value, firstOfSix + i]));
}

function boundsOf(
  source: FilterEnd,
  destination: FilterEnd,
  filter: PolicyFilter,
  back: boolean,
  six: ReadonlyMap<bigint, number>,
): Float64Array | null {
  const from = endBounds(source, six, destination);
  const to = endBounds(destination, six, source);
  if (from === null || to === null) return null;
  const [a, b] = back ? [filter.destinationPorts, filter.sourcePorts] : [filter.sourcePorts, filter.destinationPorts];
  const protocol = filter.protocol === 0 ? [0, 255] : [filter.protocol, filter.protocol];
  return Float64Array.of(...from, ...to, protocol[0] ?? 0, protocol[1] ?? 255, a.from, a.to, b.from, b.to);
}

/** Any address is one of the other end's family, where that tells it: nothing goes from one to the other. */
function endBounds(
  end: FilterEnd,
  six: ReadonlyMap<bigint, number>,
  other: FilterEnd,
): readonly [number, number] | null {
  if (end.kind === 'any') {
    const family = other.kind === 'range' ? parseAddress(other.from)?.family : undefined;
    return [family === 6 ? firstSpecial : 0, family === 4 ? firstOfSix - 1 : highest];
  }
  if (end.kind === 'name') return null;
  if (end.kind !== 'range') {
    const place = specials[end.kind];
    return place === undefined ? null : [place, place];
  }
  const [from, to] = [parseAddress(end.from), parseAddress(end.to)];
  if (from === undefined || to === undefined || from.family !== to.family) return null;
  if (from.family === 4) return [Number(from.value), Number(to.value)];
  const [low, high] = [six.get(from.value), six.get(to.value)];
  return low === undefined || high === undefined ? null : [low, high];
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
    if (one === undefined || told.size >= maxRelations) break;
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
      if (told.has(key) || told.size >= maxRelations) continue;
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
