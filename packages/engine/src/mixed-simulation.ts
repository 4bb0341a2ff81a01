/** One packet or conversation between two hosts of which one has policies of Windows and the other connections or policies of a kernel. */
import {
  type Answer,
  arrivesAt,
  type ConnectionQuestion,
  isUndecided,
  negotiated,
  packetFilters,
  packetOf,
  preparedHost,
  type Say,
  sayer,
} from './linux-simulation.ts';
import type { ConnectionHost } from './linux-policies.ts';
import { type Agreement, agreements, agreementsOfPair } from './policy/agree.ts';
import { effectiveConnections } from './policy/compare.ts';
import { linuxPolicyText, type PreparedLinux } from './policy/linux/decide.ts';
import type { PacketPoint } from './policy/packet-box.ts';
import { specificFilterText } from './policy/windows/expand.ts';
import type { PreparedHost } from './policy/windows/host-state.ts';
import { packetFate } from './policy/windows/packet.ts';

/** A host of either system: its policies of Windows, or null. */
export interface MixedEnd {
  readonly host: ConnectionHost;
  readonly windows: PreparedHost | null;
}

/** What one end does with the packet, whatever system it is of. */
interface Met {
  readonly action: 'none' | 'allow' | 'block' | 'protect' | 'unknown';
  /** It takes what comes in clear too. */
  readonly optional: boolean;
  /** It goes on in clear where the negotiation fails: protection is only asked for, as connection security rules do. */
  readonly goesOn: boolean;
  /** The policy is there without an SA. */
  readonly standing: boolean;
  readonly condition: string | null;
  /** Names of the connections that the policy may be of; null: it does not tell. */
  readonly connections: readonly string[] | null;
  readonly child: string | null;
  readonly filter: { readonly filterList: string | null; readonly text: string } | null;
}

const nothing: Met = {
  action: 'none',
  optional: false,
  goesOn: false,
  standing: true,
  condition: null,
  connections: null,
  child: null,
  filter: null,
};

/** How a packet goes from one host to another, each deciding as its own system does. */
export function simulateMixed(from: MixedEnd, to: MixedEnd, question: ConnectionQuestion): Answer {
  const packet = packetOf(question);
  const say = sayer();
  if (packet === null) return say(null, 'address-not-known', from.host);
  const [sender, receiver] = [preparedHost(from.host), preparedHost(to.host)];
  if (sender.more || receiver.more) return say(null, 'not-all-read', (sender.more ? from : to).host);
  const way = arrivesAt(receiver, packet);
  const out = meets(from, sender, 'out', packet);
  const into = meets(to, receiver, way, packet);
  const filters = [out, into].flatMap(({ filter }) => (filter === null ? [] : [filter]));
  const told: Say = (result, reason, by, more = {}) => say(result, reason, by, { filters, ...more });
  if (out.condition !== null || into.condition !== null) return told(null, 'hangs-on-device', from.host);
  const protects = out.action === 'protect';
  if (!protects || into.action !== 'protect')
    for (const [{ host }, { connections }] of [
      [from, out],
      [to, into],
    ] as const)
      if (isUndecided(host, connections?.[0] ?? null)) return told(null, 'not-loaded-by-itself', host);
  const stopped = packetFilters(from.host, to.host, sender, receiver, packet, protects, way);
  if (out.action === 'block') return told('blocked', 'blocked-by-sender', from.host);
  if (stopped !== null) return told(stopped.sure ? 'blocked' : null, stopped.reason, stopped.by, stopped.more);
  if (out.action === 'unknown') return told(null, 'not-told', from.host);
  if (into.action === 'unknown') return told(null, 'not-told', to.host);
  if (into.action === 'block') return told('blocked', 'blocked-by-receiver', to.host);
  if (protects) return protectedAnswer(from, to, out, into, told);
  if (into.action !== 'protect')
    return told('clear', out.action === 'none' && into.action === 'none' ? 'no-filter' : 'permitted', to.host);
  if (!into.optional) return told('blocked', 'no-inbound-pass-through', to.host);
  // What was let in is answered, and the answer of a host of Windows negotiates.
  const back = answer(packet);
  const reply = meets(to, receiver, 'out', back);
  if (reply.action !== 'protect') return told('clear', 'passed-through', to.host);
  return protectedAnswer(to, from, reply, meets(from, sender, 'in', back), told);
}

function answer(packet: PacketPoint): PacketPoint {
  const { source, destination, sourcePort, destinationPort } = packet;
  return {
    ...packet,
    source: destination,
    destination: source,
    sourcePort: destinationPort,
    destinationPort: sourcePort,
  };
}

function meets(end: MixedEnd, linux: PreparedLinux, direction: 'in' | 'out' | 'fwd', packet: PacketPoint): Met {
  if (end.windows !== null) return windowsMet(end.windows, direction === 'out' ? 'outbound' : 'inbound', packet);
  const { action, policy } = linux.decide(direction, packet);
  if (policy === null) return nothing;
  return {
    ...nothing,
    action: action === 'none' ? 'none' : action,
    optional: policy.optional,
    standing: policy.since !== 'up',
    condition: policy.condition,
    connections: policy.connection === null ? null : [policy.connection],
    child: policy.child,
    filter: { filterList: policy.child, text: linuxPolicyText(policy) },
  };
}

function windowsMet(host: PreparedHost, direction: 'inbound' | 'outbound', packet: PacketPoint): Met {
  const address = (value: bigint): number | bigint => (packet.family === 4 ? Number(value) : value);
  const key = { ...packet, source: address(packet.source), destination: address(packet.destination) };
  const { fate, filter } = packetFate(host, direction, key);
  const shown = filter === null ? null : { filterList: filter.rule.filterList, text: specificFilterText(filter) };
  if (fate === 'permit') return { ...nothing, action: filter === null ? 'none' : 'allow', filter: shown };
  if (fate === 'unknown') return { ...nothing, action: 'unknown', filter: shown };
  // No SA can carry what goes to a group.
  if (fate === 'block' || fate === 'drop') return { ...nothing, action: 'block', filter: shown };
  if (filter === null) return nothing;
  const { rule, policy, index } = filter;
  const name = rule.filterList ?? rule.object;
  return {
    ...nothing,
    action: 'protect',
    optional: fate === 'let-in',
    goesOn: rule.fallBack && policy.modern === true,
    // A rule that a reader tells is a connection of its own name; of a policy put together it has the policy's in front.
    connections: [name, `${policy.title}: ${name}`],
    child: rule.filters.length > 1 ? `${name}/${index + 1}` : null,
    filter: shown,
  };
}

/** IKE from `from`, whose policy wants an SA. Whether a host of which no connections are known answers IKE is not told. */
function protectedAnswer(from: MixedEnd, to: MixedEnd, out: Met, into: Met, say: Say): Answer {
  const ikeFrom = from.host.configuration.label;
  const one = agreementFor(from, to, out, into);
  if (one === null)
    return say(null, into.action === 'protect' ? 'sa-not-told' : 'peer-has-no-rule', to.host, { ikeFrom });
  const result = negotiated(one, to.host, say, { ikeFrom });
  // What has no policy for it does not answer inside of the SA; whether it makes the SA is another question.
  if (into.action !== 'protect' && result.result !== 'blocked')
    return say(null, 'peer-has-no-rule', to.host, { ikeFrom });
  // What only asks goes on in clear after a failure, where the peer takes it: a policy that comes with the SAs is not there then.
  if (result.result === 'blocked' && out.goesOn && (into.optional || !into.standing))
    return say('soft-sa', 'fell-back-after-failure', from.host, { ikeFrom, problems: result.problems });
  return result;
}

/** What the two connections make of it; null: which two they are is not told. */
function agreementFor(from: MixedEnd, to: MixedEnd, out: Met, into: Met): Agreement | null {
  const [a, b] = [from.host.configuration, to.host.configuration];
  const fits = (names: readonly string[] | null, name: string | null): boolean =>
    names === null || (name !== null && names.includes(name));
  const responds = effectiveConnections(b).length > 0;
  const child = (met: Met, name: string | undefined): boolean =>
    met.child === null || name === undefined || met.child === name;
  const wanted = (one: Agreement): boolean =>
    one.initiator === a.label &&
    // That a host of which no connections are known has none for this peer is no finding.
    (one.connections.responder !== null || responds) &&
    fits(out.connections, one.connections.initiator) &&
    child(out, one.children?.initiator) &&
    // The connection that the receiver's policy is of is the one that would answer.
    (into.action !== 'protect' || fits(into.connections, one.connections.responder));
  const paired = agreements(a, b).filter(wanted);
  if (paired.length > 0) return only(paired);
  const mine = effectiveConnections(a).filter(({ name }) => fits(out.connections, name));
  const theirs = effectiveConnections(b).filter(
    ({ name }) => into.action === 'protect' && fits(into.connections, name),
  );
  const made = mine
    .slice(0, maxTried)
    .flatMap((own) => theirs.slice(0, maxTried).flatMap((other) => agreementsOfPair(own, other, a, b).filter(wanted)));
  return only(made);
}

const maxTried = 8;

/** The one of several that there is; where they end alike any of them. */
function only(found: readonly Agreement[]): Agreement | null {
  const [first, ...others] = found;
  if (first === undefined || others.some(({ result }) => result !== first.result)) return null;
  return first;
}
