/** What is asked of two hosts: `policy compare` and `policy simulate`. */
import type { ComparisonDocument, SimulationDocument } from './document/policy-types.ts';
import type { HostPolicies, HostWords } from './host-policies.ts';
import {
  compareConfigurations,
  connectionHost,
  type ConnectionHost,
  hasConnections,
  ofPolicyStore,
} from './linux-policies.ts';
import { simulateConnections } from './linux-simulation.ts';
import { simulateMixed } from './mixed-simulation.ts';
import { eventsOf } from './policy/windows/audit.ts';
import { compareHosts } from './policy/windows/compare-hosts.ts';
import {
  type Conversation,
  converse,
  pathBetween,
  type PolicyHostState,
  type PreparedHost,
  prepareHost,
} from './policy/windows/converse.ts';
import { connectionInProfile } from './policy/windows/profiles.ts';
import { isPolicyTunnel } from './policy/windows/policy-tunnel.ts';
import { specificFilterText } from './policy/windows/expand.ts';
import { packetFate } from './policy/windows/packet.ts';
import { quickModeText } from './policy/windows/words.ts';
import { toolVersion } from './version.ts';

/** A host as one end of a question. */
export interface PolicyEnd {
  readonly label: string;
  readonly host: HostPolicies | null;
  readonly words: HostWords;
  /** The addresses are those by which the peer knows the host, as somebody says who has to know. */
  readonly told?: boolean;
  /** Everything that its daemon was given is among the files, as somebody says who has to know. */
  readonly whole?: boolean;
  /** Its connections are loaded by command, whatever ipsec.conf says of loading them (`auto=`), as somebody says who has to know. */
  readonly loadedByCommand?: boolean;
  /** What its clock shows when the connection is tried, in nanoseconds since the epoch. */
  readonly now?: bigint;
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

/** Whether policies of Windows answer of an end: it has some, or is told of by a deployment file. */
function ofWindows({ host, state }: PolicyEnd): boolean {
  return state !== undefined || (host !== null && host.active.length > 0 && !hasOther(host));
}

function hasOther({ active, connections }: HostPolicies): boolean {
  if (active.length === 0) return hasConnections(connections) || connections.rules.length > 0;
  return (
    connections.kernel !== null ||
    connections.configuration.connections.some(
      (one) => !ofPolicyStore(one) && (one.loaded || one.settings['dialect'] !== undefined),
    )
  );
}

function connectionEnd({ label, host, words, told, whole, loadedByCommand, now }: PolicyEnd): ConnectionHost {
  const { configuration, kernel, rules } = host?.connections ?? connectionHost(label, [], words.addresses, []);
  const ownAddresses = [...new Set([...configuration.ownAddresses, ...words.addresses])];
  const reached = told === true ? { reachedAt: words.addresses } : {};
  // Who has everything has all secrets too, unless a file was included that was not read.
  const complete =
    whole === true ? { whole: true, secretsComplete: configuration.facts?.has('include-not-read') !== true } : {};
  const known = { ...(now === undefined ? {} : { now }), ...(loadedByCommand === true ? { loadedByCommand } : {}) };
  const { profile } = words;
  const connections = configuration.connections.filter((one) => connectionInProfile(one, profile) !== false);
  const changed = { label, connections, ownAddresses, ...(profile === undefined ? {} : { profile }) };
  return { configuration: { ...configuration, ...changed, ...reached, ...complete, ...known }, kernel, rules };
}

/** An end of a packet's way: the address it is sent from or to may be that of a machine behind the host. */
function passer(end: PolicyEnd): ConnectionHost {
  const own = end.host?.connections.configuration.ownAddresses ?? [];
  const host = connectionEnd({ ...end, told: false });
  return own.length === 0 ? host : { ...host, configuration: { ...host.configuration, ownAddresses: own } };
}

function unreadOf(...ends: readonly PolicyEnd[]): ComparisonDocument['unread'] {
  return ends.flatMap(({ host }) => host?.unread ?? []);
}

/** How it goes, and by what. Where a file holds more filters than were kept, those that are missing may decide. */
function asRead(
  { result, reason, decidedBy }: Pick<SimulationDocument, 'result' | 'reason' | 'decidedBy'>,
  ...ends: readonly PolicyEnd[]
): Pick<SimulationDocument, 'result' | 'reason' | 'decidedBy'> {
  const cut = ends.find(({ host }) => host?.cut === true);
  return cut === undefined
    ? { result, reason, decidedBy }
    : { result: null, reason: 'not-all-read', decidedBy: cut.label };
}

/** How every class of traffic between two hosts goes by their policies. */
export function compare(a: PolicyEnd, b: PolicyEnd): ComparisonDocument {
  if (!isAnsweredByPolicies(a, b))
    return {
      schema: 'ipsec-doctor/policy-comparison@1',
      tool: { name: 'ipsec-doctor', version: toolVersion },
      hosts: [a.label, b.label],
      classes: [],
      unread: unreadOf(a, b),
      ...compareConfigurations(connectionEnd(a), connectionEnd(b)),
    };
  return {
    schema: 'ipsec-doctor/policy-comparison@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    hosts: [a.label, b.label],
    classes: compareHosts(prepared(a), prepared(b)).map(({ from, to, what, unnamed, outcome }) => ({
      from,
      to,
      family: what.family ?? 4,
      protocol: what.protocol,
      destinationPort: what.destinationPort,
      ...(unnamed ? ({ unnamed: true } as const) : {}),
      ...asRead(outcome, a, b),
      encrypted: outcome.encrypted,
      problems: outcome.problems,
      unverified: outcome.unverified,
      delaySeconds: outcome.delaySeconds,
      filters: outcome.filters.map((filter) => ({
        filterList: filter.rule.filterList,
        text: specificFilterText(filter),
      })),
    })),
    ...compareConfigurations(tunnelsOf(a), tunnelsOf(b)),
    unread: unreadOf(a, b),
  };
}

/** The tunnels of a host's policies: traffic of the networks behind two hosts, which no class of traffic between the hosts themselves shows. */
function tunnelsOf(end: PolicyEnd): ConnectionHost {
  const host = connectionEnd(end);
  const connections = host.configuration.connections.filter(isPolicyTunnel);
  return { ...host, configuration: { ...host.configuration, connections } };
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
    unread: unreadOf(from, to),
  } as const;
  if (!isAnsweredByPolicies(from, to)) {
    const [source = '', destination = ''] = [from.words.addresses[0], to.words.addresses[0]];
    const question = { ...what, source, destination };
    const ends = [from, to].map((end) => ({ host: passer(end), windows: ofWindows(end) ? prepared(end) : null }));
    const [sender, receiver] = ends;
    if (sender === undefined || receiver === undefined) throw new Error('two ends are wanted');
    const mixed = sender.windows !== null || receiver.windows !== null;
    const answer = mixed
      ? simulateMixed(sender, receiver, question)
      : simulateConnections(sender.host, receiver.host, question);
    // What is open stays so for its own reason.
    if (answer.result === null) return { ...head, ...answer };
    const read = asRead(answer, from, to);
    return { ...head, ...answer, ...read, encrypted: read.result !== null && answer.encrypted };
  }
  const [sender, receiver] = [prepared(from), prepared(to)];
  const outcome = converse(sender, receiver, what);
  const path = pathBetween(sender, receiver, what.family);
  const packet = path === null ? null : { ...what, ...path };
  return {
    ...head,
    ...asRead(outcome, from, to),
    encrypted: outcome.encrypted,
    problems: outcome.problems,
    missing: [],
    unverified: outcome.unverified,
    ikeFrom: outcome.ikeFrom,
    firstPacket:
      packet === null
        ? null
        : {
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
