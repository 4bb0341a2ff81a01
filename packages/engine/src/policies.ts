import type {
  ComparisonDocument,
  ExpansionDocument,
  PolicyDocument,
  PolicyHost,
  ShownPolicy,
  ShownPolicyIssue,
  ShownRule,
  SimulationDocument,
} from './document/policy-types.ts';
import { textFormats } from './formats/index.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, IngestedArtifact, IngestOptions } from './ingest/types.ts';
import type { ConfigObservation, PolicyAssignment, PolicyObject, Source } from './observations/index.ts';
import {
  assemblePolicies,
  type WindowsPolicy,
  type WindowsRule,
  type WindowsStores,
} from './policy/windows/assemble.ts';
import {
  compareHosts,
  type Conversation,
  converse,
  type PreparedHost,
  prepareHost,
} from './policy/windows/converse.ts';
import { expandPolicies, specificFilterText } from './policy/windows/expand.ts';
import { issueSeverity, lintPolicy, type PolicyIssue } from './policy/windows/lint.ts';
import { authenticationText, filterText, mainModeText, quickModeText } from './policy/windows/words.ts';
import {
  compareConfigurations,
  connectionHost,
  type ConnectionHost,
  expandHostConnections,
  hasConnections,
  showConnections,
  simulateConnections,
} from './linux-policies.ts';
import { activePolicies, connectionsOf } from './policy/windows/as-connections.ts';
import { readWire } from './protocol/wire.ts';
import { toolVersion } from './version.ts';

export type { PolicyDocument } from './document/policy-types.ts';

/** A host of which policies were read, before it is drawn. */
export interface HostPolicies {
  readonly label: string | null;
  /** The assigned policies in the order of their precedence (POL-52). */
  readonly active: readonly WindowsPolicy[];
  /** Addresses the files show to be the host's own. */
  readonly addresses: readonly string[];
  /** Connections of its daemon or of Windows Firewall, policies of its kernel, rules of its packet filter. */
  readonly connections: ConnectionHost;
}

/** What is known of a host beside its policies. */
export interface HostWords {
  readonly addresses: readonly string[];
  readonly dns?: readonly string[];
  readonly wins?: readonly string[];
  readonly dhcp?: readonly string[];
  readonly gateways?: readonly string[];
}

type Reading = Partial<Pick<IngestOptions, 'createHash' | 'limits' | 'onProgress'>>;

/** Reads the policies of each host as `expandHost` and `simulate` want them. */
export async function readHostPolicies(
  inputs: readonly EvidenceInput[],
  options: Reading = {},
): Promise<readonly HostPolicies[]> {
  const { artifacts } = await ingest(inputs, { ...options, formats: textFormats, readWire });
  return labelsOf(artifacts).map((label) => {
    const own = artifacts.filter(({ hostHint }) => hostHint === label);
    const active = activePolicies(storesOf(own).policies);
    const addresses = addressesOf(own);
    return { label, active, addresses, connections: connectionsIn(label, own, active, addresses) };
  });
}

function addressesOf(artifacts: readonly IngestedArtifact[]): readonly string[] {
  return [...new Set(artifacts.flatMap(({ text }) => text?.ownAddresses ?? []))];
}

/** Everything the files of a host say beside legacy stores, and these as connections. */
function connectionsIn(
  label: string | null,
  artifacts: readonly IngestedArtifact[],
  active: readonly WindowsPolicy[],
  addresses: readonly string[],
): ConnectionHost {
  const observations = artifacts.flatMap(({ text }) =>
    (text?.observations ?? []).filter(
      (item): item is ConfigObservation => item.kind !== 'log' && item.kind !== 'session',
    ),
  );
  return connectionHost(label ?? '', observations, addresses, connectionsOf(active, addresses));
}

/** A host's generic filters as the driver would have them, in match order. */
export function expandHost(host: HostPolicies, words: HostWords): ExpansionDocument {
  const { filters, unexpanded } = expandPolicies(host.active, words);
  const connections = expandHostConnections(host.connections, words.addresses);
  return {
    schema: 'ipsec-doctor/policy-expansion@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    host: host.label,
    addresses: words.addresses,
    filters: [
      ...filters.map((filter) => ({
        direction: filter.direction,
        text: specificFilterText(filter),
        action: filter.action,
        policy: filter.policy.title,
        filterList: filter.rule.filterList,
        mirror: filter.mirror,
        weight: filter.weight,
      })),
      ...connections.filters,
    ],
    unexpanded: [
      ...unexpanded.map(({ rule, index, why }) => {
        const filter = rule.filters[index];
        return { filterList: rule.filterList, filter: filter === undefined ? '' : filterText(filter), why };
      }),
      ...connections.unexpanded,
    ],
  };
}

/** A host as one end of a question. */
export interface PolicyEnd {
  readonly label: string;
  readonly host: HostPolicies | null;
  readonly words: HostWords;
  /** The addresses are those by which the peer knows the host, as somebody says who has to know. */
  readonly told?: boolean;
}

function prepared({ label, host, words }: PolicyEnd): PreparedHost {
  return prepareHost({ label, ...words, policies: host?.active ?? [], groups: [], access: null });
}

/** Whether the legacy policies of Windows answer: they do where neither host has anything else. */
function isLegacy(...ends: readonly PolicyEnd[]): boolean {
  return ends.every(({ host }) => host === null || !hasOther(host));
}

function hasOther({ active, connections }: HostPolicies): boolean {
  return active.length === 0
    ? hasConnections(connections)
    : connections.kernel !== null || connections.configuration.connections.some(({ loaded }) => loaded);
}

function connectionEnd({ label, host, words, told }: PolicyEnd): ConnectionHost {
  const { configuration, kernel, rules } = host?.connections ?? connectionHost(label, [], words.addresses, []);
  const ownAddresses = [...new Set([...configuration.ownAddresses, ...words.addresses])];
  const reached = told === true ? { reachedAt: words.addresses } : {};
  return { configuration: { ...configuration, label, ownAddresses, ...reached }, kernel, rules };
}

/** An end of a packet's way: the address it is sent from or to may be that of a machine behind the host. */
function passer(end: PolicyEnd): ConnectionHost {
  const own = end.host?.connections.configuration.ownAddresses ?? [];
  const host = connectionEnd({ ...end, told: false });
  return own.length === 0 ? host : { ...host, configuration: { ...host.configuration, ownAddresses: own } };
}

/** How every class of traffic between two hosts goes by their policies. */
export function compare(a: PolicyEnd, b: PolicyEnd): ComparisonDocument {
  if (!isLegacy(a, b))
    return {
      schema: 'ipsec-doctor/policy-comparison@1',
      tool: { name: 'ipsec-doctor', version: toolVersion },
      hosts: [a.label, b.label],
      classes: [],
      ...compareConfigurations(connectionEnd(a), connectionEnd(b)),
    };
  return {
    schema: 'ipsec-doctor/policy-comparison@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    hosts: [a.label, b.label],
    classes: compareHosts(prepared(a), prepared(b)).map(({ from, to, what, outcome }) => ({
      from,
      to,
      protocol: what.protocol,
      destinationPort: what.destinationPort,
      result: outcome.result,
      encrypted: outcome.encrypted,
      reason: outcome.reason,
      decidedBy: outcome.decidedBy,
      problems: outcome.problems,
      filters: outcome.filters.map((filter) => ({
        filterList: filter.rule.filterList,
        text: specificFilterText(filter),
      })),
    })),
    connections: [],
    more: false,
  };
}

/** One conversation between two hosts, by their policies alone. A host without policies does not speak IPsec. */
export function simulate(from: PolicyEnd, to: PolicyEnd, what: Conversation): SimulationDocument {
  const head = {
    schema: 'ipsec-doctor/policy-simulation@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    from: from.label,
    to: to.label,
    ...what,
  } as const;
  if (!isLegacy(from, to)) {
    const [source = '', destination = ''] = [from.words.addresses[0], to.words.addresses[0]];
    return {
      ...head,
      ...simulateConnections(passer(from), passer(to), { ...what, source, destination }),
    };
  }
  const outcome = converse(prepared(from), prepared(to), what);
  return {
    ...head,
    result: outcome.result,
    encrypted: outcome.encrypted,
    reason: outcome.reason,
    decidedBy: outcome.decidedBy,
    problems: outcome.problems,
    offer: outcome.offer === null ? null : quickModeText(outcome.offer),
    delaySeconds: outcome.delaySeconds,
    filters: outcome.filters.map((filter) => ({
      filterList: filter.rule.filterList,
      text: specificFilterText(filter),
    })),
  };
}

/** Reads policy stores out of files (exports of the registry) and puts each host's policies together. Never rejects for what a file holds. */
export async function readPolicies(inputs: readonly EvidenceInput[], options: Reading = {}): Promise<PolicyDocument> {
  const { artifacts } = await ingest(inputs, { ...options, formats: textFormats, readWire });
  return {
    schema: 'ipsec-doctor/policy@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    hosts: labelsOf(artifacts).map((label) =>
      hostOf(
        label,
        artifacts.filter(({ hostHint }) => hostHint === label),
      ),
    ),
    artifacts: artifacts.map(({ id, path, format, status, faults }) => ({
      id,
      path,
      format,
      status,
      faults: faults.map(({ line, reason }) => (line === null ? reason : `line ${line}: ${reason}`)),
    })),
  };
}

function labelsOf(artifacts: readonly IngestedArtifact[]): readonly (string | null)[] {
  const labels = new Set(artifacts.filter(holdsPolicy).map(({ hostHint }) => hostHint));
  return [...labels].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
}

function storesOf(artifacts: readonly IngestedArtifact[]): WindowsStores {
  const all = artifacts.flatMap(({ text }) => text?.observations ?? []);
  const objects = all.filter((item): item is PolicyObject => item.kind === 'policy-object');
  const assignments = all.filter((item): item is PolicyAssignment => item.kind === 'policy-assignment');
  return assemblePolicies(objects, assignments);
}

function holdsPolicy({ text }: IngestedArtifact): boolean {
  return text?.observations.some(isPolicy) === true;
}

const policyKinds: ReadonlySet<string> = new Set([
  'policy-object',
  'policy-assignment',
  'connection',
  'kernel-policy',
  'filter-rule',
]);

function isPolicy(item: { readonly kind: string; readonly of?: unknown }): boolean {
  return policyKinds.has(item.kind) || (item.kind === 'listing' && item.of === 'kernel-policies');
}

function hostOf(label: string | null, artifacts: readonly IngestedArtifact[]): PolicyHost {
  const { policies, faults } = storesOf(artifacts);
  return {
    ...showConnections(connectionsIn(label, artifacts, [], addressesOf(artifacts))),
    label,
    policies: policies.map(shownPolicy),
    faults: faults.map(({ code, store, object, about, src }) => ({ code, store, object, about, source: placeOf(src) })),
    issues: policies.flatMap((policy) => lintPolicy(policy).map(shownIssue)),
  };
}

function shownIssue({ code, policy, rule, filter, other, about }: PolicyIssue): ShownPolicyIssue {
  return {
    code,
    severity: issueSeverity[code],
    policy: policy.title,
    filterList: rule?.filterList ?? null,
    filter: filter === null ? null : filterText(filter),
    otherFilterList: other?.rule.filterList ?? null,
    otherFilter: other === null ? null : filterText(other.filter),
    about,
  };
}

function shownPolicy(policy: WindowsPolicy): ShownPolicy {
  const { store, object, title, description, assigned, pollingSeconds, mainMode } = policy;
  return {
    store,
    object,
    title,
    description,
    assigned,
    changed: policy.changed === null ? null : secondsText(policy.changed),
    pollingSeconds,
    mainMode:
      mainMode === null
        ? null
        : {
            offers: mainMode.offers.map(mainModeText),
            masterPfs: mainMode.masterPfs,
            lifetimeSeconds: mainMode.lifetimeSeconds,
          },
    rules: policy.rules.map(shownRule),
    source: placeOf(policy.src),
  };
}

function shownRule(rule: WindowsRule): ShownRule {
  return {
    filterList: rule.filterList,
    filterAction: rule.filterAction,
    action: rule.action,
    inboundPassThrough: rule.inboundPassThrough,
    fallBack: rule.fallBack,
    active: rule.active,
    defaultResponse: rule.defaultResponse,
    tunnelEndpoint: rule.tunnelEndpoint,
    interfaces: rule.interfaces,
    authentication: rule.authentication.map(authenticationText),
    offers: rule.offers.map(quickModeText),
    pfs: rule.offers.some(({ pfs }) => pfs),
    filters: rule.filters.map(filterText),
  };
}

function placeOf({ artifact, at }: Source): string {
  const [first] = at;
  return first !== undefined && 'line' in first ? `${artifact}:${first.line}` : artifact;
}

function secondsText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
