import type {
  ComparisonDocument,
  ExpansionDocument,
  PolicyDocument,
  PolicyHost,
  SimulationDocument,
} from './document/policy-types.ts';
import { textFormats } from './formats/index.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, IngestedArtifact, IngestOptions } from './ingest/types.ts';
import type {
  ConfigObservation,
  ConnectionConfig,
  PolicyAssignment,
  PolicyObject,
  SecurityRule,
  Source,
} from './observations/index.ts';
import {
  assemblePolicies,
  type WindowsPolicy,
  type WindowsRule,
  type WindowsStores,
} from './policy/windows/assemble.ts';
import { eventsOf } from './policy/windows/audit.ts';
import { compareHosts } from './policy/windows/compare-hosts.ts';
import {
  type Conversation,
  converse,
  type PolicyHostState,
  type PreparedHost,
  prepareHost,
} from './policy/windows/converse.ts';
import { effectivePolicy, type StoreSituation } from './policy/windows/effective.ts';
import { type Expansion, expandPolicies, specificFilterText } from './policy/windows/expand.ts';
import { eventsFor } from './policy/windows/interpretation.ts';
import { lintPolicy } from './policy/windows/lint.ts';
import { lintSurroundings, type PolicySurroundings } from './policy/windows/lint-surroundings.ts';
import { compareMonitorList, readMonitorList } from './policy/windows/monitor-list.ts';
import { packetFate } from './policy/windows/packet.ts';
import { filterText, quickModeText } from './policy/windows/words.ts';
import {
  compareConfigurations,
  connectionHost,
  type ConnectionHost,
  expandHostConnections,
  hasConnections,
  ofPolicyStore,
  showConnections,
  simulateConnections,
} from './linux-policies.ts';
import { connectionsOf } from './policy/windows/as-connections.ts';
import { nothingKnown, situationOf } from './store-situation.ts';
import { placeOf, shownIssue, shownPolicy } from './shown-policies.ts';
import { readWire } from './protocol/wire.ts';
import { toolVersion } from './version.ts';

export type { PolicyDocument } from './document/policy-types.ts';

/** A host of which policies were read, before it is drawn. */
export interface HostPolicies {
  readonly label: string | null;
  /** The assigned policies in the order of their precedence (POL-52). */
  readonly active: readonly WindowsPolicy[];
  /** What decided that. */
  readonly situation: StoreSituation;
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
    const { policies } = storesOf(own);
    // Connection security rules of all stores are in effect together, beside the legacy policy.
    const modern = policies.filter((policy) => policy.modern === true);
    const situation = situationOf(
      own,
      policies.filter((policy) => policy.modern !== true),
    );
    const active = [...effectivePolicy(situation).active, ...modern];
    const addresses = addressesOf(own);
    return { label, active, situation, addresses, connections: connectionsIn(label, own, active, addresses) };
  });
}

/** A host of which nothing was read. */
export const nobody: HostPolicies = {
  label: null,
  active: [],
  situation: nothingKnown,
  addresses: [],
  connections: connectionHost('', [], [], []),
};

function addressesOf(artifacts: readonly IngestedArtifact[]): readonly string[] {
  return [...new Set(artifacts.flatMap(({ text }) => text?.ownAddresses ?? []))];
}

/**
 * Everything the files of a host say as connections: what readers give, and the policies that are in force. A connection security rule is
 * both; of the two the reader's connection stands, which knows its keying modules.
 */
function connectionsIn(
  label: string | null,
  artifacts: readonly IngestedArtifact[],
  active: readonly WindowsPolicy[],
  addresses: readonly string[],
): ConnectionHost {
  const all = configurationOf(artifacts);
  const inForce = new Map<string, string>();
  for (const { modern, store, rules } of active)
    if (modern === true)
      for (const rule of rules) if (rule.active) for (const key of keysOfRule(rule)) inForce.set(key, store);
  const ofRules = keysOfRules(all);
  const told = new Set<string>();
  const read: ConnectionConfig[] = [];
  for (const item of all) {
    if (item.kind !== 'connection' || !ofRules.has(keyOf(item.src, item.name))) continue;
    const key = keyOf(item.src, item.name);
    const store = inForce.get(key);
    if (store === undefined) continue;
    told.add(key);
    // Rules of all stores are in force together and beside legacy policies: a listing of some does not say that the others are not.
    read.push({ ...item, loaded: false, settings: { ...item.settings, store } });
  }
  const rest = active.map((policy) => ({
    ...policy,
    rules: policy.rules.filter((rule) => policy.modern !== true || !keysOfRule(rule).some((key) => told.has(key))),
  }));
  return connectionHost(label ?? '', besidePolicies(all), addresses, [...read, ...connectionsOf(rest, addresses)]);
}

/** A rule by its place and name: the connection that a reader makes of one has the same. */
const keyOf = (src: Source, name: string): string => `${placeOf(src)} ${name}`;

function keysOfRule({ src, filterList }: WindowsRule): readonly string[] {
  return src.map((one) => keyOf(one, filterList ?? ''));
}

function keysOfRules(all: readonly ConfigObservation[]): ReadonlySet<string> {
  return new Set(all.flatMap((item) => (item.kind === 'security-rule' ? [keyOf(item.src, item.title)] : [])));
}

/** What files say beside connection security rules, which are shown among the policies. */
function besidePolicies(all: readonly ConfigObservation[]): readonly ConfigObservation[] {
  const rules = keysOfRules(all);
  const files = new Set(all.flatMap((item) => (item.kind === 'security-rule' ? [item.src.artifact] : [])));
  return all.filter((item) =>
    item.kind === 'connection'
      ? !rules.has(keyOf(item.src, item.name))
      : item.kind !== 'listing' || item.of !== 'connections' || !files.has(item.src.artifact),
  );
}

function configurationOf(artifacts: readonly IngestedArtifact[]): readonly ConfigObservation[] {
  return artifacts.flatMap(({ text }) =>
    (text?.observations ?? []).filter(
      (item): item is ConfigObservation => item.kind !== 'log' && item.kind !== 'session',
    ),
  );
}

/** A host's generic filters as the driver would have them, in match order; `list`: an Export List of IP Security Monitor to hold against it. */
export function expandHost(
  host: HostPolicies,
  words: HostWords,
  list: { readonly file: string; readonly text: string } | null = null,
): ExpansionDocument {
  const expansion = expandPolicies(host.active, words);
  const { filters, unexpanded } = expansion;
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
    against: list === null ? null : againstList(expansion, list),
  };
}

/** What a list of IP Security Monitor shows otherwise than the policy makes it. */
function againstList(
  expansion: Expansion,
  { file, text }: { readonly file: string; readonly text: string },
): ExpansionDocument['against'] {
  const list = readMonitorList(text);
  const { same, missing, extra, otherAction, otherOrder } = compareMonitorList(list, expansion);
  return {
    file,
    same,
    missing: missing.map(specificFilterText),
    extra: extra.map(({ line }) => line),
    otherAction: otherAction.map(({ row, filter }) => ({ line: row.line, text: specificFilterText(filter) })),
    otherOrder: otherOrder.map(([first, second]) => [first.line, second.line] as const),
    faults: list.faults,
  };
}

/** A host as one end of a question. */
export interface PolicyEnd {
  readonly label: string;
  readonly host: HostPolicies | null;
  readonly words: HostWords;
  /** The addresses are those by which the peer knows the host, as somebody says who has to know. */
  readonly told?: boolean;
  /** The host as a deployment file describes it, with groups, rights and domain; it then stands for `host` and `words`. */
  readonly state?: PolicyHostState;
}

function prepared({ label, host, words, state }: PolicyEnd): PreparedHost {
  if (state !== undefined) return prepareHost(state);
  return prepareHost({ label, ...words, policies: host?.active ?? [], groups: [], access: null });
}

/** Whether policies of Windows answer of both ends: they do where neither has anything else. */
export function isAnsweredByPolicies(...ends: readonly PolicyEnd[]): boolean {
  return ends.every(({ host, state }) => state !== undefined || host === null || !hasOther(host));
}

function hasOther({ active, connections }: HostPolicies): boolean {
  if (active.length === 0) return hasConnections(connections);
  return (
    connections.kernel !== null ||
    connections.configuration.connections.some(
      (one) => !ofPolicyStore(one) && (one.loaded || one.settings['dialect'] !== undefined),
    )
  );
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
  if (!isAnsweredByPolicies(a, b))
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
      unverified: outcome.unverified,
      delaySeconds: outcome.delaySeconds,
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
    protocol: what.protocol,
    sourcePort: what.sourcePort,
    destinationPort: what.destinationPort,
  } as const;
  if (!isAnsweredByPolicies(from, to)) {
    const [source = '', destination = ''] = [from.words.addresses[0], to.words.addresses[0]];
    return {
      ...head,
      ...simulateConnections(passer(from), passer(to), { ...what, source, destination }),
    };
  }
  const [sender, receiver] = [prepared(from), prepared(to)];
  const outcome = converse(sender, receiver, what);
  const packet = { ...what, source: sender.address, destination: receiver.address };
  return {
    ...head,
    result: outcome.result,
    encrypted: outcome.encrypted,
    reason: outcome.reason,
    decidedBy: outcome.decidedBy,
    problems: outcome.problems,
    unverified: outcome.unverified,
    ikeFrom: outcome.ikeFrom,
    firstPacket: {
      leaving: packetFate(sender, 'outbound', packet).fate,
      arriving: packetFate(receiver, 'inbound', packet).fate,
    },
    events: eventsOf(outcome, from.label, to.label),
    offer: outcome.offer === null ? null : quickModeText(outcome.offer),
    delaySeconds: outcome.delaySeconds,
    filters: outcome.filters.map((filter) => ({
      filterList: filter.rule.filterList,
      text: specificFilterText(filter),
    })),
  };
}

/** Reads policy stores out of files (exports of the registry) and puts each host's policies together. Never rejects for what a file holds. */
export async function readPolicies(
  inputs: readonly EvidenceInput[],
  options: Reading = {},
  around: PolicySurroundings = nothingAround,
): Promise<PolicyDocument> {
  const { artifacts } = await ingest(inputs, { ...options, formats: textFormats, readWire });
  return {
    schema: 'ipsec-doctor/policy@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    hosts: labelsOf(artifacts).map((label) =>
      hostOf(
        label,
        artifacts.filter(({ hostHint }) => hostHint === label),
        around,
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
  const rules = all.filter((item): item is SecurityRule => item.kind === 'security-rule');
  return assemblePolicies(objects, assignments, rules);
}

function holdsPolicy({ text }: IngestedArtifact): boolean {
  return text?.observations.some(isPolicy) === true;
}

const policyKinds: ReadonlySet<string> = new Set([
  'policy-object',
  'policy-assignment',
  'security-rule',
  'connection',
  'kernel-policy',
  'filter-rule',
]);

function isPolicy(item: { readonly kind: string; readonly of?: unknown }): boolean {
  return policyKinds.has(item.kind) || (item.kind === 'listing' && item.of === 'kernel-policies');
}

const nothingAround: PolicySurroundings = { servers: [], addresses: [], remoteAccess: [] };

/** What was said of the network, and what the host's own files tell of it. */
function surroundingsOf(artifacts: readonly IngestedArtifact[], around: PolicySurroundings): PolicySurroundings {
  const servers = artifacts.flatMap(({ text }) =>
    (text?.observations ?? []).flatMap((item) =>
      item.kind === 'host-fact' && item.name === 'dns-server' ? [{ kind: 'dns' as const, address: item.value }] : [],
    ),
  );
  const own = artifacts.flatMap(({ text }) => text?.ownAddresses ?? []);
  return {
    ...around,
    servers: [...around.servers, ...servers],
    addresses: around.addresses.length > 0 ? around.addresses : [...new Set(own)],
  };
}

function hostOf(label: string | null, artifacts: readonly IngestedArtifact[], around: PolicySurroundings): PolicyHost {
  const { policies, faults } = storesOf(artifacts);
  const surroundings = surroundingsOf(artifacts, around);
  return {
    ...showConnections(
      connectionHost(label ?? '', besidePolicies(configurationOf(artifacts)), addressesOf(artifacts), []),
    ),
    label,
    policies: policies.map(shownPolicy),
    faults: faults.map(({ code, store, object, about, src }) => ({
      code,
      store,
      object,
      about,
      events: eventsFor(code),
      source: placeOf(src),
    })),
    issues: policies.flatMap((policy) =>
      [...lintSurroundings(policy, surroundings), ...lintPolicy(policy)].map(shownIssue),
    ),
  };
}
