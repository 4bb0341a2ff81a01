import type { FilterEnd, FilterPorts, PolicyFilter } from '../../observations/index.ts';
import { type AddressRange, addressBits, formatRange, highest, parseAddress, parseRange } from '../addresses.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { inProfile, type NetworkProfile } from './profiles.ts';
import { withPorts } from './words.ts';

/** What a host knows of itself when it interprets its policy (POL-51). */
export interface HostInterfaces {
  /** Its addresses, as texts. */
  readonly addresses: readonly string[];
  /** Addresses of the servers that filters may name by kind. */
  readonly dns?: readonly string[];
  readonly wins?: readonly string[];
  readonly dhcp?: readonly string[];
  readonly gateways?: readonly string[];
  readonly localSubnets?: readonly string[];
  /** Profile of the network it is in; absent: not told. */
  readonly profile?: NetworkProfile;
  /** Addresses of names in filters; a name that is not here is not resolved. */
  readonly names?: ReadonlyMap<string, readonly string[]>;
}

/** A filter of the driver: addresses are addresses, and it looks one way. */
export interface SpecificFilter {
  readonly direction: 'inbound' | 'outbound';
  readonly source: AddressRange;
  readonly destination: AddressRange;
  /** 0: any. */
  readonly protocol: number;
  readonly sourcePorts: FilterPorts;
  readonly destinationPorts: FilterPorts;
  readonly action: WindowsRule['action'];
  readonly rule: WindowsRule;
  readonly policy: WindowsPolicy;
  /** It is the way back of a mirrored filter. */
  readonly mirror: boolean;
  /** More bits that are told make a higher weight: the most specific filter is met first (GD-16). */
  readonly weight: number;
  /** Place of the filter in its list, from 0. */
  readonly index: number;
}

/** Something of a filter that this host cannot make addresses of. */
export interface UnexpandedFilter {
  readonly rule: WindowsRule;
  readonly index: number;
  readonly why: 'name-not-resolved' | 'no-server-known' | 'neither-end-is-this-host' | 'other-family' | 'other-profile';
}

export interface Expansion {
  /** In the order the driver tries them: by weight, then by the order of the policy. */
  readonly filters: readonly SpecificFilter[];
  readonly unexpanded: readonly UnexpandedFilter[];
}

const everything: readonly AddressRange[] = ([4, 6] as const).map((family) => ({
  family,
  from: 0n,
  to: highest(family),
}));
const maxSpecific = 200_000;

/**
 * Expands the generic filters of policies with a host's interfaces into specific filters, inbound and outbound, mirrored, in match order
 * (C30, POL-51, GD-16). Legacy policies know IPv4 alone: ranges of IPv6 in them are left out and told of. Connection security rules know both.
 */
export function expandPolicies(policies: readonly WindowsPolicy[], host: HostInterfaces): Expansion {
  const filters: SpecificFilter[] = [];
  const unexpanded: UnexpandedFilter[] = [];
  const both = host.addresses.flatMap(rangeOf);
  const four = both.filter(({ family }) => family === 4);
  for (const policy of policies) {
    const own = policy.modern === true ? both : four;
    for (const rule of policy.rules) {
      if (!rule.active) continue;
      // A rule of which it is not known whether it is in force stays, and what it decides is open.
      const elsewhere = inProfile(rule, host.profile) === false;
      rule.filters.forEach((filter, index) => {
        if (filters.length >= maxSpecific) return;
        if (elsewhere) {
          unexpanded.push({ rule, index, why: 'other-profile' });
          return;
        }
        const expanded = expandFilter(filter, host, own, policy.modern === true);
        if (typeof expanded === 'string') {
          unexpanded.push({ rule, index, why: expanded });
          return;
        }
        for (const one of expanded)
          filters.push({ ...one, action: rule.action, rule, policy, index, weight: weightOf(one) });
      });
    }
  }
  // Sorting keeps the order of the policy among filters of one weight.
  filters.sort((a, b) => b.weight - a.weight);
  return { filters, unexpanded };
}

type Way = readonly [
  mirror: boolean,
  source: readonly AddressRange[],
  destination: readonly AddressRange[],
  sourcePorts: FilterPorts,
  destinationPorts: FilterPorts,
];

type Shape = Omit<SpecificFilter, 'action' | 'rule' | 'policy' | 'index' | 'weight'>;

function expandFilter(
  filter: PolicyFilter,
  host: HostInterfaces,
  own: readonly AddressRange[],
  modern: boolean,
): Shape[] | UnexpandedFilter['why'] {
  const fitting = (end: FilterEnd): readonly AddressRange[] | UnexpandedFilter['why'] => {
    const ranges = endRanges(end, host, own);
    if (typeof ranges === 'string' || modern) return ranges;
    const four = ranges.filter(({ family }) => family === 4);
    return four.length === 0 && ranges.length > 0 ? 'other-family' : four;
  };
  const sources = fitting(filter.source);
  if (typeof sources === 'string') return sources;
  const destinations = fitting(filter.destination);
  if (typeof destinations === 'string') return destinations;
  const found: Shape[] = [];
  const seen = new Set<string>();
  const add = (shape: Shape): void => {
    const { source, destination, sourcePorts, destinationPorts, direction } = shape;
    const ports = `${sourcePorts.from}-${sourcePorts.to}>${destinationPorts.from}-${destinationPorts.to}`;
    const key = `${direction} ${source.from}-${source.to}>${destination.from}-${destination.to} ${ports}`;
    if (seen.has(key)) return;
    seen.add(key);
    found.push(shape);
  };
  const ways: readonly Way[] = [
    [false, sources, destinations, filter.sourcePorts, filter.destinationPorts],
    ...(filter.mirrored ? ([[true, destinations, sources, filter.destinationPorts, filter.sourcePorts]] as const) : []),
  ];
  for (const [mirror, from, to, sourcePorts, destinationPorts] of ways)
    for (const source of from)
      for (const destination of to) {
        if (source.family !== destination.family) continue;
        const base = { source, destination, protocol: filter.protocol, sourcePorts, destinationPorts, mirror };
        // What leaves this host has one of its addresses as source, what comes to it as destination. Only `me` becomes an address of the
        // host; any address and subnets stay as they are written (RRAS-05, GD-16).
        // What a host says to itself passes no filter.
        const self = (range: AddressRange): boolean =>
          range.from === range.to && own.some((mine) => meets(range, mine));
        if (own.some((mine) => meets(source, mine)) && !self(destination)) add({ ...base, direction: 'outbound' });
        if (own.some((mine) => meets(destination, mine)) && !self(source)) add({ ...base, direction: 'inbound' });
      }
  if (found.length > 0) return found;
  // Ends of another family than any address of the host: the filter is for a host that has one.
  const shared = [...sources, ...destinations].every((range) => own.some(({ family }) => family === range.family));
  return shared ? 'neither-end-is-this-host' : 'other-family';
}

function meets(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.from <= b.to && b.from <= a.to;
}

function rangeOf(text: string): AddressRange[] {
  const range = parseRange(text);
  return range === undefined ? [] : [range];
}

function endRanges(
  end: FilterEnd,
  host: HostInterfaces,
  own: readonly AddressRange[],
): readonly AddressRange[] | UnexpandedFilter['why'] {
  const servers = (texts: readonly string[] | undefined): readonly AddressRange[] | UnexpandedFilter['why'] => {
    const ranges = (texts ?? []).flatMap(rangeOf);
    return ranges.length === 0 ? 'no-server-known' : ranges;
  };
  switch (end.kind) {
    case 'any':
      return everything;
    case 'me':
      return own;
    case 'dns':
      return servers(host.dns);
    case 'wins':
      return servers(host.wins);
    case 'dhcp':
      return servers(host.dhcp);
    case 'gateway':
      return servers(host.gateways);
    case 'local-subnet':
      return servers(host.localSubnets);
    case 'name': {
      const ranges = (host.names?.get(end.name.toLowerCase()) ?? []).flatMap(rangeOf);
      return ranges.length === 0 ? 'name-not-resolved' : ranges;
    }
    case 'range': {
      const [from, to] = [parseAddress(end.from), parseAddress(end.to)];
      if (from === undefined || to === undefined || from.family !== to.family) return 'other-family';
      return [{ family: from.family, from: from.value, to: to.value }];
    }
  }
}

/**
 * How specific a filter is: bits of its addresses that are told, then the protocol, then its ports. Not the number IP Security Monitor
 * shows, which no public document defines, but the same order.
 */
function weightOf(shape: Shape): number {
  // Bits that all of a range share at its front.
  const bits = ({ family, from, to }: AddressRange): number =>
    family === 4 ? Math.clz32(Number(to - from)) : addressBits(6) - (to === from ? 0 : (to - from).toString(2).length);
  const port = ({ from, to }: FilterPorts): number => (from === 0 && to === 65_535 ? 0 : from === to ? 2 : 1);
  return (
    (bits(shape.source) + bits(shape.destination)) * 100 +
    (shape.protocol === 0 ? 0 : 10) +
    port(shape.sourcePorts) * 2 +
    port(shape.destinationPorts) * 2
  );
}

/** One specific filter as a line: what is matched, which way, what is done. */
export function specificFilterText(filter: SpecificFilter): string {
  const end = (range: AddressRange, one: FilterPorts): string => withPorts(formatRange(range), one);
  const protocol = filter.protocol === 0 ? 'any' : String(filter.protocol);
  return `${filter.direction} ${protocol} ${end(filter.source, filter.sourcePorts)} -> ${end(filter.destination, filter.destinationPorts)} ${filter.action}`;
}
