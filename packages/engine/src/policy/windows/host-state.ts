import { parseAddress } from '../addresses.ts';
import type { WindowsPolicy } from './assemble.ts';
import { expandPolicies, type HostInterfaces, type SpecificFilter } from './expand.ts';
import { FilterTable } from './filter-table.ts';

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
  /** Its first address as a number; NaN where it is none of IPv4: no filter matches it. */
  readonly address: number;
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
    address: numberOf(state.addresses[0] ?? ''),
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
    const key = `${source.from}-${source.to} ${destination.from}-${destination.to} ${rule.object} ${filter.policy.object}`;
    // Filters come the most specific first, and addresses weigh more than anything else: the order stays as it is.
    if (!found.has(key)) found.set(key, { ...filter, protocol: 0, sourcePorts: anyPorts, destinationPorts: anyPorts });
  }
  return [...found.values()].sort((a, b) => Math.floor(b.weight / 100) - Math.floor(a.weight / 100));
}

/** An IPv4 address, or a range's first, as an unsigned number; NaN where it is none. */
export function numberOf(text: string): number {
  const address = parseAddress(text.split(/[/-]/)[0] ?? '');
  return address?.family === 4 ? Number(address.value) : Number.NaN;
}
