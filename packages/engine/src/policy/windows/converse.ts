import type { PolicyAuthentication, QuickModeOffer } from '../../observations/index.ts';
import { parseAddress } from '../addresses.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { expandPolicies, type HostInterfaces, type SpecificFilter } from './expand.ts';

/** A host as its peers meet it: its addresses, the policies that are active, and whom it lets in over the network. */
export interface PolicyHostState extends HostInterfaces {
  readonly label: string;
  /** Active policies in the order of their precedence; empty: the host does not speak IPsec. */
  readonly policies: readonly WindowsPolicy[];
  /** Groups the computer's account is in. */
  readonly groups: readonly string[];
  /** "Access this computer from the network" and the denial of it (GD-12). Null: everybody who proves itself. */
  readonly access: { readonly allow: readonly string[]; readonly deny: readonly string[] } | null;
}

/** What goes from one host to the other. */
export interface Conversation {
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** Why it went as it did, by stable name. */
export type ConversationReason =
  | 'no-filter'
  | 'permitted'
  | 'blocked-by-sender'
  | 'blocked-by-receiver'
  | 'negotiated'
  | 'fell-back'
  | 'no-fall-back'
  | 'passed-through'
  | 'no-inbound-pass-through'
  | 'main-mode-offers-differ'
  | 'authentication-differs'
  | 'pre-shared-keys-differ'
  | 'logon-right-denied'
  | 'quick-mode-offers-differ'
  | 'pfs-differs'
  | 'filters-differ'
  | 'mode-differs'
  | 'peer-has-no-rule'
  | 'fell-back-after-failure'
  | 'not-told';

export interface ConversationOutcome {
  /** Clear by policy; a hard SA; a soft SA (clear after nobody answered IKE); or nothing passes. Null: it cannot be told from the policies. */
  readonly result: 'clear' | 'hard-sa' | 'soft-sa' | 'blocked' | null;
  readonly encrypted: boolean;
  readonly reason: ConversationReason;
  /** Everything that stands between the two in this negotiation, `reason` among it: not only what is met first. */
  readonly problems: readonly ConversationReason[];
  /** The host that decided. */
  readonly decidedBy: string;
  /** The offer both took; null where nothing was negotiated. */
  readonly offer: QuickModeOffer | null;
  /** Seconds the first packet waits at least: 3 for falling back to clear (GD-14). */
  readonly delaySeconds: number;
  readonly filters: readonly SpecificFilter[];
}

/** A host with its filters expanded once, for many questions. */
export interface PreparedHost {
  readonly state: PolicyHostState;
  readonly outbound: readonly SpecificFilter[];
  readonly inbound: readonly SpecificFilter[];
}

/** Expands a host's policies. */
export function prepareHost(state: PolicyHostState): PreparedHost {
  const { filters } = expandPolicies(state.policies, state);
  return {
    state,
    outbound: filters.filter(({ direction }) => direction === 'outbound'),
    inbound: filters.filter(({ direction }) => direction === 'inbound'),
  };
}

const fallBackSeconds = 3;

/**
 * What two hosts do to each other when the first opens a conversation (C32): which filter matches, whether IKE is tried, who accepts what.
 * Falls back only when nobody answers IKE; after an answer a failure blocks (GD-15). Uses the first address of either host.
 */
export function converse(from: PreparedHost, to: PreparedHost, what: Conversation): ConversationOutcome {
  const [a, b] = [addressOf(from), addressOf(to)];
  const out = match(from.outbound, a, b, what);
  const back: Conversation = {
    protocol: what.protocol,
    sourcePort: what.destinationPort,
    destinationPort: what.sourcePort,
  };
  if (out === null || out.action === 'permit') {
    const into = match(to.inbound, a, b, what);
    const filters = [out, into].filter((filter) => filter !== null);
    if (into?.action === 'block') return said('blocked', 'blocked-by-receiver', to, filters);
    if (into?.action === 'unknown') return said(null, 'not-told', to, filters);
    if (into === null || into.action === 'permit')
      return said('clear', out === null && into === null ? 'no-filter' : 'permitted', to, filters);
    if (!into.rule.inboundPassThrough) return said('blocked', 'no-inbound-pass-through', to, filters);
    // What was let in is answered, and the answer negotiates.
    const answer = match(to.outbound, b, a, back);
    if (answer?.action !== 'negotiate') return said('clear', 'passed-through', to, filters);
    return negotiate(to, from, answer, back, filters, 'passed-through');
  }
  if (out.action === 'unknown') return said(null, 'not-told', from, [out]);
  if (out.action !== 'negotiate') return said('blocked', 'blocked-by-sender', from, [out]);
  return negotiate(from, to, out, what, [], 'fell-back');
}

function addressOf({ state }: PreparedHost): bigint {
  const address = parseAddress((state.addresses[0] ?? '').split('/')[0] ?? '');
  return address?.value ?? 0n;
}

function match(
  filters: readonly SpecificFilter[],
  source: bigint,
  destination: bigint,
  what: Conversation,
): SpecificFilter | null {
  return (
    filters.find(
      (filter) =>
        filter.source.from <= source &&
        source <= filter.source.to &&
        filter.destination.from <= destination &&
        destination <= filter.destination.to &&
        (filter.protocol === 0 || filter.protocol === what.protocol) &&
        filter.sourcePorts.from <= what.sourcePort &&
        what.sourcePort <= filter.sourcePorts.to &&
        filter.destinationPorts.from <= what.destinationPort &&
        what.destinationPort <= filter.destinationPorts.to,
    ) ?? null
  );
}

type Say = (
  result: ConversationOutcome['result'],
  reason: ConversationReason,
  decidedBy: PreparedHost,
  filters: readonly SpecificFilter[],
  more?: Partial<Pick<ConversationOutcome, 'encrypted' | 'offer' | 'delaySeconds' | 'problems'>>,
) => ConversationOutcome;

const said: Say = (result, reason, decidedBy, filters, more = {}) => ({
  result,
  encrypted: false,
  reason,
  decidedBy: decidedBy.state.label,
  problems: [],
  offer: null,
  delaySeconds: 0,
  filters,
  ...more,
});

/** IKE from `initiator`, whose filter is `out`, to `responder`. `clear`: why it goes in clear when nobody answers. */
function negotiate(
  initiator: PreparedHost,
  responder: PreparedHost,
  out: SpecificFilter,
  what: Conversation,
  before: readonly SpecificFilter[],
  clear: 'fell-back' | 'passed-through',
): ConversationOutcome {
  const [a, b] = [addressOf(initiator), addressOf(responder)];
  if (responder.state.policies.length === 0)
    return out.rule.fallBack
      ? said('soft-sa', clear, initiator, [...before, out], {
          delaySeconds: out.policy.modern === true ? 0 : fallBackSeconds,
        })
      : said('blocked', 'no-fall-back', initiator, [...before, out]);
  const into = match(responder.inbound, a, b, what);
  const filters = [...before, out, ...(into === null ? [] : [into])];
  // Whether a host answers IKE for addresses that its policy permits or does not know is not told by its policy.
  if (into === null || into.action === 'permit') return said(null, 'peer-has-no-rule', responder, filters);
  if (into.action === 'block') return said('blocked', 'blocked-by-receiver', responder, filters);
  if (into.action === 'unknown') return said(null, 'not-told', responder, filters);
  const untold = new Set([...(out.rule.untold ?? []), ...(into.rule.untold ?? [])]);
  const common = commonOffer(out.rule, into.rule);
  const proof = authenticationProblem(out.rule.authentication, into.rule.authentication);
  const problems: ConversationReason[] = [
    ...(untold.has('main-mode') || mainModeAgrees(out.policy, into.policy) ? [] : ['main-mode-offers-differ' as const]),
    ...(proof === null || untold.has('authentication') ? [] : [proof]),
    ...(letsIn(responder.state, initiator.state) ? [] : ['logon-right-denied' as const]),
    ...((out.rule.tunnelEndpoint === null) === (into.rule.tunnelEndpoint === null) ? [] : ['mode-differs' as const]),
    ...(holds(into, out) ? [] : ['filters-differ' as const]),
    ...(untold.has('offers')
      ? []
      : common === 'pfs'
        ? ['pfs-differs' as const]
        : common === null
          ? ['quick-mode-offers-differ' as const]
          : []),
  ];
  const [first, ...rest] = problems;
  if (first !== undefined && passesInClear(out, into))
    return said('soft-sa', 'fell-back-after-failure', initiator, filters, { problems: [first, ...rest] });
  if (first !== undefined) return said('blocked', first, responder, filters, { problems: [first, ...rest] });
  if (untold.size > 0) return said(null, 'not-told', responder, filters);
  if (common === null || common === 'pfs') return said('blocked', 'quick-mode-offers-differ', responder, filters);
  return said('hard-sa', 'negotiated', responder, filters, { encrypted: encrypts(common), offer: common });
}

/** Protection that is only asked for: the connection goes on in clear when it fails. Legacy policies fall back only where nobody answers. */
function passesInClear(out: SpecificFilter, into: SpecificFilter): boolean {
  return (
    out.policy.modern === true &&
    into.policy.modern === true &&
    out.rule.fallBack &&
    into.rule.inboundPassThrough &&
    out.rule.tunnelEndpoint === null
  );
}

function mainModeAgrees(a: WindowsPolicy, b: WindowsPolicy): boolean {
  const offers = b.mainMode?.offers ?? [];
  return (a.mainMode?.offers ?? []).some((mine) =>
    offers.some((his) => his.encryption === mine.encryption && his.hash === mine.hash && his.group === mine.group),
  );
}

/** The responder takes the first of the initiator's methods that it has too; if that one fails no other is tried (GD-26). */
function authenticationProblem(
  a: readonly PolicyAuthentication[],
  b: readonly PolicyAuthentication[],
): 'authentication-differs' | 'pre-shared-keys-differ' | null {
  const mine = a.find((one) => b.some((other) => other.method === one.method));
  if (mine === undefined) return 'authentication-differs';
  const his = b.find((other) => other.method === mine.method);
  if (mine.method === 'psk' && his?.method === 'psk' && mine.key !== null && his.key !== null)
    return mine.key.equals(his.key) ? null : 'pre-shared-keys-differ';
  return null;
}

function letsIn(responder: PolicyHostState, initiator: PolicyHostState): boolean {
  if (responder.access === null) return true;
  const { allow, deny } = responder.access;
  if (initiator.groups.some((group) => deny.includes(group))) return false;
  return initiator.groups.some((group) => allow.includes(group));
}

/** Whether the responder's filter holds what the initiator proposes: protocol and ports of its filter, between the two hosts. */
function holds(responder: SpecificFilter, initiator: SpecificFilter): boolean {
  const inside = (inner: { from: number; to: number }, outer: { from: number; to: number }): boolean =>
    outer.from <= inner.from && inner.to <= outer.to;
  return (
    (responder.protocol === 0 || responder.protocol === initiator.protocol) &&
    inside(initiator.sourcePorts, responder.sourcePorts) &&
    inside(initiator.destinationPorts, responder.destinationPorts)
  );
}

/** The first of the initiator's offers that the responder has; `pfs` when only that stands between them. */
function commonOffer(initiator: WindowsRule, responder: WindowsRule): QuickModeOffer | 'pfs' | null {
  let pfs = false;
  for (const mine of initiator.offers)
    for (const his of responder.offers) {
      if (transformsText(mine) !== transformsText(his)) continue;
      if (mine.pfs === his.pfs) return mine;
      pfs = true;
    }
  return pfs ? 'pfs' : null;
}

function transformsText(offer: QuickModeOffer): string {
  return offer.transforms
    .map(({ protocol, algorithm, integrity }) => `${protocol} ${algorithm} ${integrity ?? ''}`)
    .join('+');
}

function encrypts(offer: QuickModeOffer): boolean {
  return offer.transforms.some(({ protocol, algorithm }) => protocol === 'ESP' && algorithm !== 'none');
}

/** One class of traffic between two hosts, and how it goes. */
export interface ComparedClass {
  readonly from: string;
  readonly to: string;
  readonly what: Conversation;
  readonly outcome: ConversationOutcome;
}

/** A source port that no service has. */
const someSourcePort = 1030;
const maxClasses = 500;

/**
 * Everything two hosts' filters tell apart of the traffic between them, in both directions: each protocol and port that a filter names, and
 * what no filter names. Bounded.
 */
export function compareHosts(a: PreparedHost, b: PreparedHost): readonly ComparedClass[] {
  const whats = classesBetween(a, b);
  const compared: ComparedClass[] = [];
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    for (const what of whats)
      compared.push({ from: from.state.label, to: to.state.label, what, outcome: converse(from, to, what) });
  return compared;
}

function classesBetween(a: PreparedHost, b: PreparedHost): readonly Conversation[] {
  const [x, y] = [addressOf(a), addressOf(b)];
  const classes = new Map<string, Conversation>();
  const add = (protocol: number, destinationPort: number): void => {
    const key = `${protocol} ${destinationPort}`;
    if (classes.size < maxClasses && !classes.has(key))
      classes.set(key, { protocol, sourcePort: protocol === 1 ? 0 : someSourcePort, destinationPort });
  };
  const between = ({ source, destination }: SpecificFilter): boolean =>
    (source.from <= x && x <= source.to && destination.from <= y && y <= destination.to) ||
    (source.from <= y && y <= source.to && destination.from <= x && x <= destination.to);
  for (const filter of [...a.outbound, ...a.inbound, ...b.outbound, ...b.inbound]) {
    if (!between(filter) || filter.protocol === 0) continue;
    for (const { from, to } of [filter.sourcePorts, filter.destinationPorts])
      add(filter.protocol, from === 0 && to === 65_535 ? (filter.protocol === 1 ? 0 : unnamedPort) : from);
  }
  add(6, unnamedPort);
  add(17, unnamedPort);
  return [...classes.values()].sort((p, q) => p.protocol - q.protocol || p.destinationPort - q.destinationPort);
}

/** Stands for a port that no filter names. */
const unnamedPort = 9;
