import { type Family, parseAddress } from '../addresses.ts';
import type { WindowsPolicy } from './assemble.ts';
import { expandPolicies, type HostInterfaces, type SpecificFilter } from './expand.ts';
import { FilterTable, type HostAddress } from './filter-table.ts';

/** Editions whose IPsec differs. */
export type WindowsEdition = 'windows-2000' | 'windows-xp' | 'windows-2003';

/** A host as its peers meet it: its addresses, the policies that are active, and whom it lets in over the network. */
export interface PolicyHostState extends HostInterfaces {
  readonly label: string;
  /** Active policies in the order of their precedence; empty: the host does not speak IPsec. */
  readonly policies: readonly WindowsPolicy[];
  /** Groups the computer's account is in. */
  readonly groups: readonly string[];
  /** "Access this computer from the network" and the denial of it (GD-12). Null: nothing is told of it. */
  readonly access: { readonly allow: readonly string[]; readonly deny: readonly string[] } | null;
  /** Edition; absent: not told. */
  readonly edition?: WindowsEdition;
  /** NoDefaultExempt of its registry; absent: not set or not told. */
  readonly noDefaultExempt?: number;
  /** Domain of the computer's account, and domains whose accounts can prove themselves to it, its own among them; absent: not told. */
  readonly domain?: { readonly name: string; readonly trusts: ReadonlySet<string> };
}

/** A host with its filters expanded once, for many questions. */
export interface PreparedHost {
  readonly state: PolicyHostState;
  /** Its addresses in their order; those that are none are left out. */
  readonly addresses: readonly HostAddress[];
  readonly outbound: readonly SpecificFilter[];
  readonly inbound: readonly SpecificFilter[];
  readonly out: FilterTable;
  readonly into: FilterTable;
  /** Main mode filters: the addresses of filters that negotiate, whatever protocol and ports they are for (RRAS-04). */
  readonly mainOut: FilterTable;
  readonly mainInto: FilterTable;
}

/** Expands a host's policies and makes them ready to be asked. */
export function prepareHost(state: PolicyHostState): PreparedHost {
  const { filters } = expandPolicies(state.policies, state);
  const outbound = filters.filter(({ direction }) => direction === 'outbound');
  const inbound = filters.filter(({ direction }) => direction === 'inbound');
  return {
    state,
    addresses: state.addresses.flatMap((text) => hostAddress(text) ?? []),
    outbound,
    inbound,
    out: new FilterTable(outbound),
    into: new FilterTable(inbound),
    mainOut: new FilterTable(mainModeFilters(outbound)),
    mainInto: new FilterTable(mainModeFilters(inbound)),
  };
}

const anyPorts = { from: 0, to: 65_535 };

/**
 * IKE looks for its main mode by addresses alone, the most specific first: so a filter for one port takes over how all of main mode between
 * two addresses is authenticated (RRAS-04, RRAS-05).
 */
function mainModeFilters(filters: readonly SpecificFilter[]): readonly SpecificFilter[] {
  const found = new Map<string, SpecificFilter>();
  for (const filter of filters) {
    if (filter.action !== 'negotiate') continue;
    const { source, destination, rule } = filter;
    const key = `${source.family} ${source.from}-${source.to} ${destination.from}-${destination.to} ${rule.object} ${filter.policy.object}`;
    // Filters come the most specific first, and addresses weigh more than anything else: the order stays as it is.
    if (!found.has(key)) found.set(key, { ...filter, protocol: 0, sourcePorts: anyPorts, destinationPorts: anyPorts });
  }
  return [...found.values()].sort((a, b) => Math.floor(b.weight / 100) - Math.floor(a.weight / 100));
}

/** An address, or the first of a range; null where the text is neither. */
export function hostAddress(text: string): HostAddress | null {
  const address = parseAddress(text.split(/[/-]/)[0] ?? '');
  if (address === undefined) return null;
  return address.family === 4 ? Number(address.value) : address.value;
}

/** Family of an address. */
export function familyOf(address: HostAddress): Family {
  return typeof address === 'bigint' ? 6 : 4;
}

/**
 * The addresses two hosts speak by: the first of either that are of one family, or of the family that is asked for. Null: they have none in
 * common, or one of them has none that is known.
 */
export function pathBetween(
  from: PreparedHost,
  to: PreparedHost,
  family?: Family,
): { readonly source: HostAddress; readonly destination: HostAddress } | null {
  for (const source of from.addresses) {
    if (family !== undefined && familyOf(source) !== family) continue;
    const destination = to.addresses.find((one) => familyOf(one) === familyOf(source));
    if (destination !== undefined) return { source, destination };
  }
  return null;
}
