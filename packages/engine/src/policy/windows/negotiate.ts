import type { PolicyAuthentication, QuickModeOffer } from '../../observations/index.ts';
import { type AddressRange, sameAddress } from '../addresses.ts';
import { isAnyEndpoint, type WindowsPolicy, type WindowsRule } from './assemble.ts';
import type { ConversationReason, UnverifiedPoint } from './converse.ts';
import type { SpecificFilter } from './expand.ts';
import type { PolicyHostState } from './host-state.ts';

/** What stands between two hosts that both negotiate. */
export interface Agreement {
  /** Everything that stands between them, in the order in which it is met. */
  readonly problems: readonly ConversationReason[];
  /** What neither policy tells. */
  readonly unverified: readonly UnverifiedPoint[];
  /** The offer both take; null: none. */
  readonly offer: QuickModeOffer | null;
}

/** One end of a negotiation: the host, the filter that steers its main mode, and that of its quick mode; null: it has none for it. */
export interface NegotiatingEnd {
  readonly state: PolicyHostState;
  readonly main: SpecificFilter;
  readonly quick: SpecificFilter | null;
}

/** Holds what an initiator proposes against what a responder takes: main mode, proof, right of entry, quick mode (GD-26, GD-12, T2-20). */
export function agreement(initiator: NegotiatingEnd, responder: NegotiatingEnd): Agreement {
  const [out, into] = [initiator.quick, responder.quick];
  const problems: ConversationReason[] = [];
  const unverified: UnverifiedPoint[] = [];
  const ends = [initiator.main, responder.main, ...(out === null ? [] : [out]), ...(into === null ? [] : [into])];
  const untold = new Set(ends.flatMap(({ rule }) => rule.untold ?? []));
  const mainMode = untold.has('main-mode')
    ? null
    : mainModeAgrees(initiator.main.policy, responder.main.policy, initiator.state, responder.state);
  if (mainMode === null) unverified.push('main-mode-offers');
  else if (!mainMode) problems.push('main-mode-offers-differ');
  if (untold.has('authentication')) unverified.push('authentication');
  else prove(initiator, responder, problems, unverified);
  if (out === null || into === null) return { problems: [...problems, 'filters-differ'], unverified, offer: null };
  const common = commonOffer(out.rule, into.rule);
  if ((out.rule.tunnelEndpoint === null) !== (into.rule.tunnelEndpoint === null)) problems.push('mode-differs');
  else if (!endsMeet(out, into)) problems.push('tunnel-endpoints-differ');
  if (!holds(into, out)) problems.push('filters-differ');
  if (untold.has('offers')) unverified.push('security-offers');
  else if (common === 'pfs') problems.push('pfs-differs');
  else if (common === null) problems.push('quick-mode-offers-differ');
  return { problems, unverified, offer: common === 'pfs' ? null : common };
}

/**
 * The responder takes the first of the initiator's methods that it has too; if that one fails no other is tried (GD-26). With Kerberos the
 * domain of the responder has to know the initiator's account: trust one way lets main mode succeed from one side only (T2-20).
 */
function prove(
  { state: from, main: out }: NegotiatingEnd,
  { state: to, main: into }: NegotiatingEnd,
  problems: ConversationReason[],
  unverified: UnverifiedPoint[],
): void {
  const theirs = into.rule.authentication;
  const mine = out.rule.authentication.find((one) => theirs.some((other) => sameMethod(one, other)));
  if (mine === undefined) {
    problems.push('authentication-differs');
    return;
  }
  const his = theirs.find((other) => sameMethod(mine, other));
  if (
    mine.method === 'psk' &&
    his?.method === 'psk' &&
    mine.key !== null &&
    his.key !== null &&
    !mine.key.equals(his.key)
  )
    problems.push('pre-shared-keys-differ');
  if (mine.method === 'certificate') unverified.push('certificates');
  if (mine.method === 'kerberos') {
    if (from.domain === undefined || to.domain === undefined) unverified.push('trust');
    else if (!to.domain.trusts.has(from.domain.name)) problems.push('no-trust');
  }
  // IKE asks for the computer's right where the account of the computer is known: with Kerberos (GD-12).
  if (mine.method !== 'kerberos') return;
  if (to.access === null) unverified.push('logon-right');
  else if (!letsIn(to.access, from.groups)) problems.push('logon-right-denied');
}

function sameMethod(a: PolicyAuthentication, b: PolicyAuthentication): boolean {
  return a.method === b.method;
}

/** Whether a computer of these groups has the right to come in; a denial wins (GD-12). */
export function letsIn(access: NonNullable<PolicyHostState['access']>, groups: readonly string[]): boolean {
  const member = (list: readonly string[]): boolean => groups.some((group) => list.includes(group));
  return !member(access.deny) && member(access.allow);
}

/** Null: the key exchange settings of one of them are not told. Windows 2000 passes over the group of 2048 bits (GD-10). */
function mainModeAgrees(
  a: WindowsPolicy,
  b: WindowsPolicy,
  from: PolicyHostState,
  to: PolicyHostState,
): boolean | null {
  if (a.mainMode === null || b.mainMode === null) return null;
  const old = from.edition === 'windows-2000' || to.edition === 'windows-2000';
  const theirs = b.mainMode.offers;
  return a.mainMode.offers.some(
    (mine) =>
      !(old && mine.group === 'modp2048') &&
      theirs.some((his) => his.encryption === mine.encryption && his.hash === mine.hash && his.group === mine.group),
  );
}

/**
 * Whether the ends of a tunnel are the same for both rules; what one leaves open is no difference. A legacy rule names the end towards which its
 * filter goes, a connection security rule the two ends from its own side.
 */
function endsMeet(out: SpecificFilter, into: SpecificFilter): boolean {
  const same = (a: string | null | undefined, b: string | null | undefined): boolean =>
    a == null || b == null || isAnyEndpoint(a) || isAnyEndpoint(b) || sameAddress(a, b);
  const modern = ({ policy }: SpecificFilter): boolean => policy.modern === true;
  const towards = modern(into) ? into.rule.localTunnelEndpoint : into.rule.tunnelEndpoint;
  return (
    same(out.rule.tunnelEndpoint, towards) &&
    (!modern(into) || same(out.rule.localTunnelEndpoint, into.rule.tunnelEndpoint))
  );
}

/**
 * Whether the responder's filter holds what the initiator proposes: protocol and ports of its filter, between the two hosts; in a tunnel the
 * addresses as well, which have to be the same ("Specify Tunnel Endpoints", Windows Server 2008).
 */
function holds(responder: SpecificFilter, initiator: SpecificFilter): boolean {
  if (initiator.rule.tunnelEndpoint !== null && responder.rule.tunnelEndpoint !== null) {
    const same = (a: AddressRange, b: AddressRange): boolean => a.from === b.from && a.to === b.to;
    if (!same(initiator.source, responder.source) || !same(initiator.destination, responder.destination)) return false;
  }
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

/** Whether an offer hides what is said, and does not only sign it. */
export function encrypts(offer: QuickModeOffer): boolean {
  return offer.transforms.some(({ protocol, algorithm }) => protocol === 'ESP' && algorithm !== 'none');
}
