/** What the `policy` commands say of connections, kernel policies and packet filters. */
import type {
  ExpansionDocument,
  PolicyHost,
  ShownAgreement,
  ShownConnection,
  SimulationDocument,
} from './document/policy-types.ts';
import {
  type ConfigObservation,
  type ConnectionConfig,
  type FilterRule,
  type KernelPolicyState,
} from './observations/index.ts';
import { parseAddress } from './policy/addresses.ts';
import { agreements, type Agreement, isCut } from './policy/agree.ts';
import { effectiveConnections, hostConfiguration, type HostConfiguration } from './policy/compare.ts';
import { lifetimesOf } from './policy/lifetimes.ts';
import {
  arrival,
  type Decision,
  filtered,
  linuxPolicyText,
  prepareLinux,
  type PreparedLinux,
} from './policy/linux/decide.ts';
import { expandConnections } from './policy/linux/expand.ts';
import { type LinuxPolicy, listedPolicies } from './policy/linux/kernel-policy.ts';
import { linuxIssueSeverity, lintLinux } from './policy/linux/lint.ts';
import type { PacketPoint } from './policy/packet-box.ts';
import { formatProposal } from './policy/proposals.ts';
import { formatSelector } from './policy/selectors.ts';
import { placeOf } from './shown-policies.ts';

/** A host's connections and what its kernel and packet filter say. */
export interface ConnectionHost {
  readonly configuration: HostConfiguration;
  /** Policies of a listing of the kernel; null: none tells. */
  readonly kernel: readonly LinuxPolicy[] | null;
  readonly rules: readonly FilterRule[];
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
    configuration: { ...read, connections: [...read.connections, ...more] },
    kernel: listed || states.length > 0 ? listedPolicies(states) : null,
    rules: observations.filter((one): one is FilterRule => one.kind === 'filter-rule'),
  };
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
  const expanded = expandConnections(own, host.configuration.ownAddresses).policies;
  // What the kernel has already is not held against itself as the connection will make it again.
  const { issues, more } = lintLinux(daemonConnections(own), host.kernel?.length ? host.kernel : expanded, host.rules);
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
    moreIssues: more,
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
        proposals: child.proposals.map(formatProposal),
        pfs: child.pfs,
        lifetimeSeconds: childRekey ?? childEnd,
      };
    }),
    source: placeOf(connection.src),
  };
}

const directions = { in: 'inbound', out: 'outbound', fwd: 'forwarded' } as const;

/** The policies of the kernel that the host's connections give. */
export function expandHostConnections(
  { configuration }: ConnectionHost,
  addresses: readonly string[],
): Pick<ExpansionDocument, 'filters' | 'unexpanded'> {
  const own = effectiveConnections({ ...configuration, ownAddresses: addresses });
  const { policies, unexpanded } = expandConnections(own, addresses);
  return {
    filters: policies.map((policy) => ({
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
    aspects: aspects.map(({ kind, verdict, initiator, responder, accepted, why, host, sources }) => ({
      kind,
      verdict,
      initiator,
      responder,
      accepted,
      why,
      host,
      sources: sources.map(placeOf),
    })),
    assumed: one.assumed,
    fitsBetter: one.fitsBetter,
  };
}

/** Policies a packet of a question meets: those the kernel has, or else those that the connections will give it. */
export function preparedHost({ configuration, kernel, rules }: ConnectionHost): PreparedLinux {
  const { ownAddresses } = configuration;
  const policies =
    kernel !== null && kernel.length > 0
      ? kernel
      : expandConnections(effectiveConnections(configuration), ownAddresses).policies;
  return prepareLinux(policies, rules, ownAddresses);
}

/** What is asked of two hosts: from which address to which, and what. */
export interface ConnectionQuestion {
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

type Answer = Omit<SimulationDocument, 'schema' | 'tool' | 'from' | 'to' | keyof ConnectionQuestion>;

/** How a packet goes from one host to another by their policies and packet filters. */
export function simulateConnections(from: ConnectionHost, to: ConnectionHost, question: ConnectionQuestion): Answer {
  const source = parseAddress(question.source);
  const destination = parseAddress(question.destination);
  const told: Answer = {
    result: null,
    encrypted: false,
    reason: 'address-not-known',
    decidedBy: from.configuration.label,
    problems: [],
    unverified: [],
    ikeFrom: null,
    firstPacket: null,
    events: [],
    offer: null,
    delaySeconds: 0,
    filters: [],
  };
  if (source === undefined || destination === undefined || source.family !== destination.family) return told;
  const packet: PacketPoint = {
    family: source.family,
    source: source.value,
    destination: destination.value,
    protocol: question.protocol,
    sourcePort: question.sourcePort,
    destinationPort: question.destinationPort,
  };
  const [sender, receiver] = [preparedHost(from), preparedHost(to)];
  const out = sender.decide('out', packet);
  const way = arrival(receiver, packet);
  const into = receiver.decide(way, packet);
  const policies = [out, into].flatMap(({ policy }) => (policy === null ? [] : [policy]));
  const filters = policies.map((policy) => ({ filterList: policy.child, text: linuxPolicyText(policy) }));
  const say = (result: Answer['result'], reason: string, by: ConnectionHost, more: Partial<Answer> = {}): Answer => ({
    ...told,
    result,
    reason,
    decidedBy: by.configuration.label,
    filters,
    ...more,
  });
  if (policies.some(({ condition }) => condition !== null)) return say(null, 'hangs-on-device', from);
  const protects = out.action === 'protect';
  const stopped = packetFilters(from, to, sender, receiver, packet, protects, way);
  if (out.action === 'block') return say('blocked', 'blocked-by-sender', from);
  if (stopped !== null) return say(stopped.sure ? 'blocked' : null, stopped.reason, stopped.by, stopped.more);
  if (into.action === 'block') return say('blocked', 'blocked-by-receiver', to);
  // What the rules of Windows do with a packet is not laid out here: their silence is no answer.
  if (!protects && hasRules(from)) return say(null, 'cannot-be-verified', from);
  if (protects) return protectedAnswer(from, to, out, into, say);
  if (hasRules(to)) return say(null, 'cannot-be-verified', to);
  if (into.action === 'protect' && into.policy?.optional !== true) return say('blocked', 'no-inbound-pass-through', to);
  return say('clear', out.action === 'none' && into.action === 'none' ? 'no-filter' : 'permitted', to);
}

/** Rules of Windows, which no kernel policies are made of. */
function hasRules({ configuration }: ConnectionHost): boolean {
  return configuration.connections.some(ofPolicyStore);
}

type Say = (result: Answer['result'], reason: string, by: ConnectionHost, more?: Partial<Answer>) => Answer;

/** The sender's policy wants an SA: what the two connections make of it. */
function protectedAnswer(from: ConnectionHost, to: ConnectionHost, out: Decision, into: Decision, say: Say): Answer {
  const found = agreements(from.configuration, to.configuration).filter(
    ({ initiator, connections, children }) =>
      initiator === from.configuration.label &&
      (out.policy?.connection === null || connections.initiator === out.policy?.connection) &&
      (out.policy?.child === null || children === null || children.initiator === out.policy?.child),
  );
  const [one] = found;
  // A listing does not tell of which connection a policy is.
  if (one === undefined || (out.policy?.connection === null && found.length > 1)) return say(null, 'sa-not-told', from);
  const told = !hasRules(to);
  if (into.action !== 'protect' && told) return say(null, 'peer-has-no-rule', to);
  const problems = one.aspects.filter(({ verdict }) => verdict === 'mismatch').map(({ kind }) => `mismatch-${kind}`);
  if (one.result === 'would-fail') return say('blocked', problems[0] ?? 'sa-not-told', to, { problems });
  const open = one.aspects.filter(({ verdict }) => verdict === 'cannot-be-verified');
  if (open.length > 0) return say(null, 'cannot-be-verified', to, { problems: open.map(({ kind }) => `open-${kind}`) });
  if (!told) return say(null, 'cannot-be-verified', to);
  const offer = one.aspects.find(({ kind }) => kind === 'child-proposal')?.accepted ?? null;
  const encrypted = offer !== null && /ENCR_/.test(offer) && !/ENCR_NULL/.test(offer);
  return say('hard-sa', 'negotiated', from, { encrypted, offer });
}

interface Stopped {
  readonly sure: boolean;
  readonly reason: string;
  readonly by: ConnectionHost;
  readonly more: Partial<Answer>;
}

/** Rules of iptables or nft that drop it on its way. */
function packetFilters(
  from: ConnectionHost,
  to: ConnectionHost,
  sender: PreparedLinux,
  receiver: PreparedLinux,
  packet: PacketPoint,
  ipsec: boolean,
  way: 'in' | 'fwd',
): Stopped | null {
  for (const [host, prepared, hook] of [
    [from, sender, 'output'],
    [to, receiver, way === 'in' ? 'input' : 'forward'],
  ] as const) {
    const { applies, rule } = filtered(prepared, hook, packet, ipsec);
    if (applies === 'no' || rule === null) continue;
    const filters = [{ filterList: rule.chain, text: rule.text }];
    return {
      sure: applies === 'yes',
      reason: applies === 'yes' ? 'filtered' : 'may-be-filtered',
      by: host,
      more: { filters },
    };
  }
  return null;
}
