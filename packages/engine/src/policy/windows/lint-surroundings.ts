import type { WindowsPolicy } from './assemble.ts';
import type { SpecificFilter } from './expand.ts';
import { defaultExemption } from './default-exemptions.ts';
import { familyOf, hostAddress, type PolicyHostState, prepareHost } from './host-state.ts';
import type { PolicyIssue } from './lint.ts';
import { remoteAccessConflicts } from './remote-access.ts';

/** A server that hosts lean on before IPsec works. */
export interface LeanedOnServer {
  readonly kind: 'dc' | 'dns' | 'wins' | 'dhcp';
  readonly address: string;
}

/** What is known of the network that a policy is meant for. */
export interface PolicySurroundings {
  readonly servers: readonly LeanedOnServer[];
  /** Addresses of a host that has the policy; empty: filters are taken as a host elsewhere would have them. */
  readonly addresses: readonly string[];
  /** Internal addresses of remote access servers that have the policy. */
  readonly remoteAccess: readonly string[];
}

/** Ports by which a server is leaned on: protocol, source, destination (DC-05, NAM-01, NET-07). */
const flows: Readonly<Record<LeanedOnServer['kind'], readonly (readonly [number, number, number])[]>> = {
  dc: [
    [6, 1030, 88],
    [17, 1030, 88],
    [6, 1030, 389],
    [17, 1030, 389],
    [6, 1030, 135],
    [6, 1030, 445],
  ],
  dns: [
    [17, 1030, 53],
    [6, 1030, 53],
  ],
  wins: [[17, 137, 137]],
  dhcp: [[17, 68, 67]],
};

/** Addresses that stand for a host elsewhere (RFC 5737, RFC 3849). */
const somewhere = ['192.0.2.1', '2001:db8::1'];
const maxServers = 2000;

/**
 * Holds a policy against the servers around it (DC-02, DC-04, NAM-08, NET-07) and against the automatic policy of remote access (C33). A
 * server is exempt when every flow to it meets a filter that permits, or none.
 */
export function lintSurroundings(policy: WindowsPolicy, around: PolicySurroundings): readonly PolicyIssue[] {
  const state: PolicyHostState = {
    label: policy.title,
    addresses: around.addresses.length > 0 ? around.addresses : somewhere,
    policies: [policy],
    groups: [],
    access: null,
    dns: addressesOf(around, 'dns'),
    wins: addressesOf(around, 'wins'),
    dhcp: addressesOf(around, 'dhcp'),
  };
  return [...exemptions(policy, state, around.servers.slice(0, maxServers)), ...remoteAccess(policy, state, around)];
}

function addressesOf({ servers }: PolicySurroundings, kind: LeanedOnServer['kind']): readonly string[] {
  return servers.filter((server) => server.kind === kind).map(({ address }) => address);
}

function exemptions(
  policy: WindowsPolicy,
  state: PolicyHostState,
  servers: readonly LeanedOnServer[],
): readonly PolicyIssue[] {
  const host = prepareHost(state);
  const byAddress = new Map<string, LeanedOnServer['kind'][]>();
  for (const { kind, address } of servers) byAddress.set(address, [...(byAddress.get(address) ?? []), kind]);
  const issues: PolicyIssue[] = [];
  for (const [address, kinds] of byAddress) {
    const destination = hostAddress(address);
    const source = host.addresses.find((one) => destination !== null && familyOf(one) === familyOf(destination));
    if (destination === null || source === undefined || host.addresses.includes(destination)) continue;
    const met = kinds.flatMap((kind) =>
      flows[kind].map(([protocol, sourcePort, destinationPort]) => {
        const packet = { source, destination, protocol, sourcePort, destinationPort };
        return { kind, filter: defaultExemption(packet, state) === null ? host.out.find(packet) : null };
      }),
    );
    const caught = met.filter(({ filter }) => filter !== null && filter.action !== 'permit');
    const [first] = caught;
    if (first?.filter === undefined || first.filter === null) continue;
    const freed = met.find(({ filter }) => filter?.action === 'permit')?.filter ?? null;
    const about = `${[...new Set(caught.map(({ kind }) => kind))].join('/')} ${address}`;
    issues.push(
      issueOf(freed === null ? 'exemption-missing' : 'server-half-exempt', policy, first.filter, freed, about),
    );
  }
  return issues;
}

function issueOf(
  code: PolicyIssue['code'],
  policy: WindowsPolicy,
  { rule, index }: SpecificFilter,
  other: SpecificFilter | null,
  about: string,
): PolicyIssue {
  const filter = other === null ? null : (other.rule.filters[other.index] ?? null);
  return {
    code,
    policy,
    rule,
    filter: rule.filters[index] ?? null,
    other: other === null || filter === null ? null : { rule: other.rule, filter },
    about,
  };
}

/** A client with the same policy asks the server's internal addresses. */
function remoteAccess(
  policy: WindowsPolicy,
  state: PolicyHostState,
  around: PolicySurroundings,
): readonly PolicyIssue[] {
  if (around.remoteAccess.length === 0) return [];
  const server = { ...state, addresses: [...new Set([...around.remoteAccess, ...around.addresses])] };
  const client = { ...state, label: `${state.label} client`, addresses: somewhere };
  return remoteAccessConflicts(server, around.remoteAccess, client).map(({ address, remedies, outcome }) => {
    const filter = outcome.filters[0];
    return {
      code: 'rras-l2tp-conflict',
      policy,
      rule: filter?.rule ?? null,
      filter: filter === undefined ? null : (filter.rule.filters[filter.index] ?? null),
      other: null,
      about: `${address}: ${remedies.join(', ')}`,
    };
  });
}
