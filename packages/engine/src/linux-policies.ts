/** What the `policy` commands say of connections, kernel policies and packet filters. */
import type { ExpansionDocument, PolicyHost, ShownAgreement, ShownConnection } from './document/policy-types.ts';
import {
  type AddressState,
  type CertificateState,
  type ConfigObservation,
  type ConnectionConfig,
  type FilterRule,
  type HostFact,
  type KernelPolicyState,
  type RevocationListState,
  type RouteState,
} from './observations/index.ts';
import { agreements, type Agreement, isCut } from './policy/agree.ts';
import { effectiveConnections, hostConfiguration, type HostConfiguration } from './policy/compare.ts';
import { lifetimesOf } from './policy/lifetimes.ts';
import { linuxPolicyText } from './policy/linux/decide.ts';
import { expandConnections } from './policy/linux/expand.ts';
import { type LinuxPolicy, listedPolicies } from './policy/linux/kernel-policy.ts';
import { isOddity, linuxIssueSeverity, lintLinux } from './policy/linux/lint.ts';
import { isIgnored } from './policy/loading.ts';
import { formatProposal } from './policy/proposals.ts';
import { formatSelector } from './policy/selectors.ts';
import { placeOf } from './shown-policies.ts';

/** A host's connections and what its kernel and packet filter say. */
export interface ConnectionHost {
  readonly configuration: HostConfiguration;
  /** Policies of a listing of the kernel; null: none tells. */
  readonly kernel: readonly LinuxPolicy[] | null;
  readonly rules: readonly FilterRule[];
  /** What is odd about its files of connections: keys no daemon knows, sections and files that are not here. */
  readonly oddities?: readonly HostFact[];
}

/** Puts together what files of one host say. `more`: connections of other stores of the host. */
export function connectionHost(
  label: string,
  observations: readonly ConfigObservation[],
  addresses: readonly string[],
  more: readonly ConnectionConfig[],
): ConnectionHost {
  const read = hostConfiguration(label, observations, addresses);
  const listed = observations.some((one) => one.kind === 'listing' && one.of === 'kernel-policies');
  const states = observations.filter((one): one is KernelPolicyState => one.kind === 'kernel-policy');
  return {
    configuration: {
      ...read,
      connections: [...read.connections, ...more],
      certificates: observations.filter((one): one is CertificateState => one.kind === 'certificate'),
      revocationLists: observations.filter((one): one is RevocationListState => one.kind === 'revocation-list'),
      ...factsOf(observations),
      ...networkOf(observations),
    },
    kernel: listed || states.length > 0 ? listedPolicies(states) : null,
    rules: observations.filter((one): one is FilterRule => one.kind === 'filter-rule'),
    oddities: observations.filter((one): one is HostFact => one.kind === 'host-fact' && isOddity(one)),
  };
}

/** How the host stands in its network, as far as listings tell. */
function networkOf(
  observations: readonly ConfigObservation[],
): Pick<HostConfiguration, 'interfaceAddresses' | 'routes' | 'filters'> {
  const filters = observations.filter((one): one is FilterRule => one.kind === 'filter-rule');
  const addresses = observations.filter((one): one is AddressState => one.kind === 'address');
  const routes = observations.filter((one): one is RouteState => one.kind === 'route');
  return {
    ...(addresses.length > 0 ? { interfaceAddresses: addresses.map(({ address }) => address) } : {}),
    ...(routes.length > 0 ? { routes } : {}),
    ...(filters.length > 0 ? { filters } : {}),
  };
}

/** Facts of the host by name, the first of each, and the private keys that files tell of. */
function factsOf(observations: readonly ConfigObservation[]): Pick<HostConfiguration, 'facts' | 'privateKeys'> {
  const all = observations.filter((one): one is HostFact => one.kind === 'host-fact');
  const facts = new Map([...all].reverse().map(({ name, value }) => [name, value]));
  const keys = all.filter(({ name }) => name === 'private-key').map(({ value }) => value);
  const told = keys.length > 0 || facts.has('private-keys');
  return { facts, ...(told ? { privateKeys: [...new Set(keys)] } : {}) };
}

/** Whether the files say anything that is told here. */
export function hasConnections({ configuration, kernel, rules }: ConnectionHost): boolean {
  return configuration.connections.length > 0 || kernel !== null || rules.some(({ ipsec }) => ipsec !== null);
}

/** Whether a connection is a rule of a policy store of Windows. */
export function ofPolicyStore({ settings }: ConnectionConfig): boolean {
  return settings['store'] !== undefined;
}

/** What a document says of a host that has nothing of the kind. */
export const noConnections: ReturnType<typeof showConnections> = {
  connections: [],
  kernel: null,
  filters: [],
  connectionIssues: [],
  moreIssues: false,
};

/** The host's own words, and what is questionable about them. */
export function showConnections(
  host: ConnectionHost,
): Pick<PolicyHost, 'connections' | 'kernel' | 'filters' | 'connectionIssues' | 'moreIssues'> {
  const own = effectiveConnections(host.configuration);
  const { policies: expanded, unexpanded } = expandConnections(own, host.configuration.ownAddresses);
  const leftOut = unexpanded.some(({ why }) => why === 'too-many');
  // What the kernel has already is not held against itself as the connection will make it again.
  const { issues, more } = lintLinux(
    daemonConnections(own),
    host.kernel?.length ? host.kernel : expanded,
    host.rules,
    host.oddities,
  );
  return {
    connections: own.map(shownConnection),
    kernel:
      host.kernel?.map((policy) => ({
        direction: policy.direction,
        text: linuxPolicyText(policy),
        action: policy.action,
        priority: policy.priority,
        source: placeOf(policy.src),
      })) ?? null,
    filters: host.rules.filter(({ ipsec }) => ipsec !== null).map(({ text, src }) => ({ text, source: placeOf(src) })),
    connectionIssues: issues.map(({ code, connection, child, policy, other, about, sources }) => ({
      code,
      severity: linuxIssueSeverity[code],
      connection,
      child,
      policy: policy === null ? null : linuxPolicyText(policy),
      other: other === null ? null : linuxPolicyText(other),
      about,
      sources: sources.map(placeOf),
    })),
    moreIssues: more || leftOut,
  };
}

/** Connections of the daemons of Linux: those of Windows have rules of their own. */
function daemonConnections(connections: readonly ConnectionConfig[]): readonly ConnectionConfig[] {
  return connections.filter(({ settings }) => settings['dialect'] !== undefined);
}

function shownConnection(connection: ConnectionConfig): ShownConnection {
  const rounds = (list: ConnectionConfig['local']): readonly string[] =>
    list.map(({ method, detail, id }) => `${detail ?? method}${id === null ? '' : ` ${id}`}`);
  return {
    name: connection.name,
    loaded: connection.loaded,
    ignored: isIgnored(connection),
    dialect: connection.settings['dialect'] ?? null,
    versions: connection.versions,
    local: connection.localAddresses.join(', ') || '%any',
    remote: connection.remoteAddresses.join(', ') || '%any',
    localAuth: rounds(connection.local),
    remoteAuth: rounds(connection.remote),
    proposals: connection.proposals.map(formatProposal),
    lifetimeSeconds: lifetimesOf(connection, null).ike,
    children: connection.children.map((child) => {
      const { childRekey, childEnd } = lifetimesOf(connection, child);
      return {
        name: child.name,
        mode: child.mode,
        local: child.local.map(formatSelector),
        remote: child.remote.map(formatSelector),
        ...(child.cut === undefined ? {} : { cut: child.cut }),
        proposals: child.proposals.map(formatProposal),
        pfs: child.pfs,
        lifetimeSeconds: childRekey ?? childEnd,
      };
    }),
    source: placeOf(connection.src),
  };
}

const directions = { in: 'inbound', out: 'outbound', fwd: 'forwarded' } as const;

/** The policies of the kernel that the host's connections give, or those of a listing where it has no connections. */
export function expandHostConnections(
  { configuration, kernel }: ConnectionHost,
  addresses: readonly string[],
): Pick<ExpansionDocument, 'filters' | 'unexpanded'> {
  const own = effectiveConnections({ ...configuration, ownAddresses: addresses });
  const { policies, unexpanded } = expandConnections(own, addresses);
  // Where no connection gives any, a listing tells which the kernel has.
  const shown = policies.length > 0 ? policies : (kernel ?? []);
  return {
    filters: shown.map((policy) => ({
      direction: directions[policy.direction],
      text: linuxPolicyText(policy).slice(policy.direction.length + 1),
      action: policy.action,
      policy: policy.connection ?? '',
      filterList: policy.child,
      mirror: false,
      weight: policy.priority,
    })),
    unexpanded: unexpanded.map(({ connection, child, text, why }) => ({
      filterList: `${connection}/${child}`,
      filter: text,
      why,
    })),
  };
}

/** How each class of traffic between two hosts goes. */
export function compareConfigurations(
  a: ConnectionHost,
  b: ConnectionHost,
): { readonly connections: readonly ShownAgreement[]; readonly more: boolean } {
  return {
    connections: agreements(a.configuration, b.configuration).map(shownAgreement),
    more: isCut(a.configuration) || isCut(b.configuration),
  };
}

function shownAgreement({ aspects, connections, children, ...one }: Agreement): ShownAgreement {
  return {
    initiator: one.initiator,
    responder: one.responder,
    initiatorConnection: connections.initiator,
    responderConnection: connections.responder,
    initiatorChild: children?.initiator ?? null,
    responderChild: children?.responder ?? null,
    result: one.result,
    aspects: aspects.map(({ kind, verdict, initiator, responder, accepted, why, needs, onlyIf, host, sources }) => ({
      kind,
      verdict,
      initiator,
      responder,
      accepted,
      why,
      needs,
      onlyIf,
      host,
      sources: sources.map(placeOf),
    })),
    assumed: one.assumed,
    fitsBetter: one.fitsBetter,
  };
}
