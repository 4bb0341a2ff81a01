/** One packet or conversation between two hosts of which connections, policies of a kernel or rules of a packet filter are known. */
import type { SimulationDocument } from './document/policy-types.ts';
import { type ConnectionHost, hasConnections } from './linux-policies.ts';
import { parseAddress } from './policy/addresses.ts';
import { type Agreement, agreements } from './policy/agree.ts';
import { effectiveConnections } from './policy/compare.ts';
import { isIgnored } from './policy/loading.ts';
import {
  arrival,
  type Decision,
  filtered,
  linuxPolicyText,
  prepareLinux,
  type PreparedLinux,
} from './policy/linux/decide.ts';
import { expandConnections } from './policy/linux/expand.ts';
import type { PacketPoint } from './policy/packet-box.ts';

/** Policies a packet of a question meets: those the kernel has, or else those that the connections will give it. */
export function preparedHost({ configuration, kernel, rules }: ConnectionHost): PreparedLinux & {
  /** Policies are left out because there are too many: what they would do is not known. */
  readonly more: boolean;
} {
  const { ownAddresses } = configuration;
  if (kernel !== null && kernel.length > 0) return { ...prepareLinux(kernel, rules, ownAddresses), more: false };
  const { policies, unexpanded } = expandConnections(effectiveConnections(configuration), ownAddresses);
  return { ...prepareLinux(policies, rules, ownAddresses), more: unexpanded.some(({ why }) => why === 'too-many') };
}

/** Whether what decides is a connection that a command has to load before it makes any policy. */
export function isUndecided({ configuration }: ConnectionHost, connection: string | null): boolean {
  if (connection === null || configuration.loadedByCommand === true) return false;
  return effectiveConnections(configuration).some((one) => one.name === connection && isIgnored(one));
}

/** What is asked of two hosts: from which address to which, and what. */
export interface ConnectionQuestion {
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** What `policy simulate` says beside the question. */
export type Answer = Omit<SimulationDocument, 'schema' | 'tool' | 'from' | 'to' | 'unread' | keyof ConnectionQuestion>;

/** Makes an answer. */
export type Say = (result: Answer['result'], reason: string, by: ConnectionHost, more?: Partial<Answer>) => Answer;

/** An answer with nothing but a result and its reason. */
export function sayer(): Say {
  return (result, reason, by, more = {}) => ({
    result,
    encrypted: false,
    reason,
    decidedBy: by.configuration.label,
    problems: [],
    missing: [],
    unverified: [],
    ikeFrom: null,
    firstPacket: null,
    events: [],
    offer: null,
    delaySeconds: 0,
    filters: [],
    ...more,
  });
}

/** The packet of a question; null: an address is not known, or they are of different families. */
export function packetOf(question: ConnectionQuestion): PacketPoint | null {
  const source = parseAddress(question.source);
  const destination = parseAddress(question.destination);
  if (source === undefined || destination === undefined || source.family !== destination.family) return null;
  const { protocol, sourcePort, destinationPort } = question;
  return {
    family: source.family,
    source: source.value,
    destination: destination.value,
    protocol,
    sourcePort,
    destinationPort,
  };
}

export { arrival as arrivesAt } from './policy/linux/decide.ts';

/** How a packet goes from one host to another by their policies and packet filters. */
export function simulateConnections(from: ConnectionHost, to: ConnectionHost, question: ConnectionQuestion): Answer {
  const packet = packetOf(question);
  const bare = sayer();
  if (packet === null) return bare(null, 'address-not-known', from);
  const [sender, receiver] = [preparedHost(from), preparedHost(to)];
  if (sender.more || receiver.more) return bare(null, 'not-all-read', sender.more ? from : to);
  const way = arrival(receiver, packet);
  const ike = [ownIke(from, packet, 'source'), ownIke(to, packet, 'destination')];
  const out = ike[0] === true ? passes : sender.decide('out', packet);
  const into = ike[1] === true ? passes : receiver.decide(way, packet);
  const policies = [out, into].flatMap(({ policy }) => (policy === null ? [] : [policy]));
  const filters = policies.map((policy) => ({ filterList: policy.child, text: linuxPolicyText(policy) }));
  const say: Say = (result, reason, by, more = {}) => bare(result, reason, by, { filters, ...more });
  if (policies.some(({ condition }) => condition !== null)) return say(null, 'hangs-on-device', from);
  const protects = out.action === 'protect';
  // Between two that protect, whether they are loaded is one of the things that have to be known.
  if (!protects || into.action !== 'protect')
    for (const [host, { policy }] of [
      [from, out],
      [to, into],
    ] as const)
      if (isUndecided(host, policy?.connection ?? null)) return say(null, 'not-loaded-by-itself', host);
  const stopped = packetFilters(from, to, sender, receiver, packet, protects, way);
  if (out.action === 'block') return say('blocked', 'blocked-by-sender', from);
  if (stopped !== null) return say(stopped.sure ? 'blocked' : null, stopped.reason, stopped.by, stopped.more);
  if (into.action === 'block') return say('blocked', 'blocked-by-receiver', to);
  if (protects) return protectedAnswer(from, to, out, into, say);
  if (into.action === 'protect' && into.policy?.optional !== true) return say('blocked', 'no-inbound-pass-through', to);
  const answer = answersTo(from, to, sender, receiver, packet);
  if (answer !== null) return say(answer.result, answer.reason, answer.by, { filters: [...filters, answer.filter] });
  if (ike.includes(true)) return say('clear', 'exempt-by-default', ike[0] === true ? from : to);
  return say('clear', out.action === 'none' && into.action === 'none' ? 'no-filter' : 'permitted', to);
}

/** Policies of a kernel keep no state: what answers a TCP connection that goes in clear meets them like anything else. */
function answersTo(
  from: ConnectionHost,
  to: ConnectionHost,
  sender: PreparedLinux,
  receiver: PreparedLinux,
  packet: PacketPoint,
): {
  readonly result: Answer['result'];
  readonly reason: string;
  readonly by: ConnectionHost;
  readonly filter: { readonly filterList: string | null; readonly text: string };
} | null {
  if (packet.protocol !== 6) return null;
  const back: PacketPoint = {
    ...packet,
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
  };
  const way = arrival(receiver, packet) === 'in' ? 'out' : 'fwd';
  for (const [host, { action, policy }] of [
    [to, receiver.decide(way, back)],
    [from, sender.decide(arrival(sender, back), back)],
  ] as const) {
    if (policy === null || policy.condition !== null) continue;
    const filter = { filterList: policy.child, text: linuxPolicyText(policy) };
    if (action === 'block') return { result: 'blocked', reason: 'answer-blocked', by: host, filter };
    if (action === 'protect' && host === to && !policy.optional)
      return hasConnections(from)
        ? { result: null, reason: 'answer-needs-sa', by: host, filter }
        : { result: 'blocked', reason: 'answer-needs-sa', by: host, filter };
  }
  return null;
}

const passes: Decision = { action: 'none', policy: null };

/**
 * A message of the host's own IKE daemon: charon and pluto give their sockets a policy of their own that lets them by
 * (strongSwan socket-default, Libreswan IP_XFRM_POLICY; RFC 4301 section 4.4.1 wants IKE to bypass).
 */
function ownIke({ configuration }: ConnectionHost, packet: PacketPoint, side: 'source' | 'destination'): boolean {
  const ports = new Set([500, 4500]);
  if (packet.protocol !== 17 || !ports.has(packet.sourcePort) || !ports.has(packet.destinationPort)) return false;
  if (configuration.connections.length === 0) return false;
  const own = configuration.ownAddresses.map((text) => parseAddress(text.split('/')[0] ?? ''));
  return own.length === 0 || own.some((one) => one?.family === packet.family && one.value === packet[side]);
}

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
  if (into.action !== 'protect') return say(null, 'peer-has-no-rule', to);
  return negotiated(one, to, say);
}

/** What an agreement of two connections comes to: an SA, nothing, or what has to be known before it can be told. */
export function negotiated(one: Agreement, to: ConnectionHost, say: Say, more: Partial<Answer> = {}): Answer {
  const problems = one.aspects.filter(({ verdict }) => verdict === 'mismatch').map(({ kind }) => `mismatch-${kind}`);
  if (one.result === 'would-fail') return say('blocked', problems[0] ?? 'sa-not-told', to, { ...more, problems });
  const open = one.aspects.filter(({ verdict }) => verdict === 'cannot-be-verified');
  if (open.length > 0)
    return say(null, 'cannot-be-verified', to, {
      ...more,
      problems: open.map(({ kind }) => `open-${kind}`),
      missing: open.map(({ kind, host, why, needs }) => ({ kind, host, why, needs })),
    });
  const offer = one.aspects.find(({ kind }) => kind === 'child-proposal')?.accepted ?? null;
  const encrypted = offer !== null && /ENCR_/.test(offer) && !/ENCR_NULL/.test(offer);
  return say('hard-sa', 'negotiated', to, { ...more, encrypted, offer });
}

interface Stopped {
  readonly sure: boolean;
  readonly reason: string;
  readonly by: ConnectionHost;
  readonly more: Partial<Answer>;
}

/** Rules of iptables or nft that drop it on its way. */
export function packetFilters(
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
