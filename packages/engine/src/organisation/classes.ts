import type { FilterEnd } from '../observations/index.ts';
import { type AddressRange, type Family, parseRange } from '../policy/addresses.ts';
import type { WindowsPolicy } from '../policy/windows/assemble.ts';
import type { HostAddress } from '../policy/windows/filter-table.ts';
import { familyOf, hostAddress, type PreparedHost, prepareHost } from '../policy/windows/host-state.ts';
import { hostState, policiesOf, type ResolvedDeployment, type ResolvedHost } from './resolve.ts';
import type { IsolationGroup } from './types.ts';

/** Hosts that no policy and no right tells apart: what one of them does to a peer all of them do. */
export interface HostClass {
  readonly id: string;
  readonly group: IsolationGroup;
  readonly hosts: readonly ResolvedHost[];
  /** Ready to be asked; a second one, where there are two, for what hosts of the class do to each other. */
  readonly first: PreparedHost;
  readonly second: PreparedHost | null;
}

/**
 * Divides hosts into classes: same policy, isolation group, rights, edition and domain; groups that decide on a right; and an address that
 * lies in the same ranges. Ranges of one rule that are as wide as each other count as one where the other end of the filter is any address
 * or the host's own: a list of a thousand exempt addresses makes one class. One question for each pair of classes then answers for all
 * pairs of hosts.
 */
export function classesOf(resolved: ResolvedDeployment): readonly HostClass[] {
  const { deployment, hosts } = resolved;
  const deciding = new Set(deployment.access.map(({ group }) => group));
  const marks = addressMarks([...new Set(hosts.flatMap(policiesOf))]);
  const numbers = new Map<unknown, number>();
  const numberFor = (key: unknown): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const classes = new Map<string, ResolvedHost[]>();
  for (const one of hosts) {
    const { host, isolationGroup, groups, access } = one;
    const key = JSON.stringify([
      isolationGroup.name,
      policiesOf(one).map(numberFor),
      host.edition,
      host.domain,
      groups.filter((group) => deciding.has(group)),
      access === null ? null : [access.allow, access.deny],
      host.addresses.map((text) => marks(hostAddress(text))),
    ]);
    const held = classes.get(key);
    if (held === undefined) classes.set(key, [one]);
    else held.push(one);
  }
  const order = new Map(deployment.isolationGroups.map(({ name }, i) => [name, i]));
  const counts = new Map<string, number>();
  return [...classes.values()]
    .map((members, i) => ({ members, i, at: order.get(members[0]?.isolationGroup.name ?? '') ?? order.size }))
    .sort((a, b) => a.at - b.at || a.i - b.i)
    .flatMap(({ members }) => {
      const [first, second] = members;
      if (first === undefined) return [];
      const { isolationGroup } = first;
      const count = (counts.get(isolationGroup.name) ?? 0) + 1;
      counts.set(isolationGroup.name, count);
      return [
        {
          id: `${isolationGroup.name}/${count}`,
          group: isolationGroup,
          hosts: members,
          first: prepareHost(hostState(resolved, first)),
          second: second === undefined ? null : prepareHost(hostState(resolved, second)),
        },
      ];
    });
}

interface Mark {
  readonly from: HostAddress;
  readonly to: HostAddress;
  readonly name: string;
}

/** Gives an address what filters see in it. */
function addressMarks(policies: readonly WindowsPolicy[]): (address: HostAddress | null) => string {
  const all: Readonly<Record<Family, Mark[]>> = { 4: [], 6: [] };
  policies.forEach((policy, p) => {
    policy.rules.forEach((rule, r) => {
      if (!rule.active) return;
      rule.filters.forEach((filter, f) => {
        const { source, destination, protocol, sourcePorts, destinationPorts, mirrored } = filter;
        const ends = [rangeOf(source), rangeOf(destination)] as const;
        ends.forEach((range, side) => {
          if (range === null) return;
          const other = side === 0 ? destination : source;
          const free = other.kind === 'any' || other.kind === 'me';
          const ports = `${sourcePorts.from}-${sourcePorts.to}>${destinationPorts.from}-${destinationPorts.to}`;
          const shape = `${other.kind} ${range.to - range.from} ${protocol} ${ports} ${String(mirrored)}`;
          const bound = (value: bigint): HostAddress => (range.family === 4 ? Number(value) : value);
          const name = `${p}.${r}.${side} ${free ? shape : f}`;
          all[range.family].push({ from: bound(range.from), to: bound(range.to), name });
        });
      });
    });
  });
  const [four, six] = [marksOf(all[4]), marksOf(all[6])];
  return (address) => (address === null ? 'no address' : familyOf(address) === 4 ? four(address) : `6 ${six(address)}`);
}

/** The same for the ranges of one family. */
function marksOf(all: readonly Mark[]): (address: HostAddress) => string {
  const next = (value: HostAddress): HostAddress => (typeof value === 'bigint' ? value + 1n : value + 1);
  const starts = [...new Set(all.flatMap(({ from, to }) => [from, next(to)]))].sort((a, b) => (a < b ? -1 : 1));
  const known = new Map<number, string>();
  return (address) => {
    // All addresses between two bounds lie in the same ranges.
    const interval = upperBound(starts, address);
    const found =
      known.get(interval) ??
      [...new Set(all.filter(({ from, to }) => from <= address && address <= to).map(({ name }) => name))]
        .sort()
        .join();
    known.set(interval, found);
    return found;
  };
}

function rangeOf(end: FilterEnd): AddressRange | null {
  return end.kind === 'range' ? (parseRange(`${end.from}-${end.to}`) ?? null) : null;
}

/** How many bounds are not above the value. */
function upperBound(bounds: readonly HostAddress[], value: HostAddress): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
