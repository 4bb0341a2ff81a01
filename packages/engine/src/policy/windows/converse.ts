import type { QuickModeOffer } from '../../observations/index.ts';
import { defaultExemption } from './default-exemptions.ts';
import type { SpecificFilter } from './expand.ts';
import type { Family } from '../addresses.ts';
import type { PacketKey } from './filter-table.ts';
import { pathBetween, type PreparedHost } from './host-state.ts';
import { packetFate } from './packet.ts';
import { agreement, encrypts } from './negotiate.ts';
import { inProfile } from './profiles.ts';

export type { PolicyHostState, PreparedHost } from './host-state.ts';
export { pathBetween, prepareHost } from './host-state.ts';

/** What goes from one host to the other. */
export interface Conversation {
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** What the two still have of each other; absent: nothing. */
  readonly before?: 'peer-lost-its-sas' | 'main-mode-differs';
  /** Family of addresses by which they speak; absent: the first that both have. */
  readonly family?: Family;
}

/** Why it went as it did, by stable name. */
export type ConversationReason =
  | 'no-filter'
  /** Traffic that bypasses the filters by itself (GD-25). */
  | 'exempt-by-default'
  | 'permitted'
  | 'blocked-by-sender'
  | 'blocked-by-receiver'
  /** To a group or to everybody, which no SA can carry (PATH-21). */
  | 'goes-to-many'
  /** The first packet passes and what answers it does not. */
  | 'answer-blocked'
  | 'negotiated'
  | 'fell-back'
  | 'no-fall-back'
  | 'passed-through'
  | 'no-inbound-pass-through'
  | 'main-mode-offers-differ'
  | 'authentication-differs'
  | 'pre-shared-keys-differ'
  | 'no-trust'
  | 'logon-right-denied'
  | 'quick-mode-offers-differ'
  | 'pfs-differs'
  | 'filters-differ'
  | 'mode-differs'
  /** The ends of a tunnel are other ones for the one host than for the other. */
  | 'tunnel-endpoints-differ'
  | 'peer-has-no-rule'
  | 'fell-back-after-failure'
  | 'not-told'
  /** The rule that decides is bound to profiles of networks, and in which the host is is not known. */
  | 'profile-not-known'
  /** An address is not known, or the two have none of one family. */
  | 'address-not-known';

/** What the policies do not tell: it may still stand between the two, and is no mismatch. */
export type UnverifiedPoint =
  | 'main-mode-offers'
  | 'authentication'
  | 'security-offers'
  | 'trust'
  | 'logon-right'
  | 'certificates';

export interface ConversationOutcome {
  /** Clear by policy; a hard SA; a soft SA (clear after nobody answered IKE); or nothing passes. Null: it cannot be told from the policies. */
  readonly result: 'clear' | 'hard-sa' | 'soft-sa' | 'blocked' | null;
  readonly encrypted: boolean;
  readonly reason: ConversationReason;
  /** Everything that stands between the two in this negotiation, `reason` among it: not only what is met first. */
  readonly problems: readonly ConversationReason[];
  /** What would have to be looked at elsewhere. */
  readonly unverified: readonly UnverifiedPoint[];
  /** The host that decided. */
  readonly decidedBy: string;
  /** The host that began IKE; null: nobody did. */
  readonly ikeFrom: string | null;
  /** The offer both took; null where nothing was negotiated. */
  readonly offer: QuickModeOffer | null;
  /**
   * Seconds that are felt at least: 3 for falling back to clear (TIM-01), 60 until IKE gives up or a main mode that the peer no longer has
   * is made anew (TIM-04), 300 until SAs that the peer lost have run out (TIM-05).
   */
  readonly delaySeconds: number;
  readonly filters: readonly SpecificFilter[];
}

/** A conversation with the addresses it goes by. */
type Passing = Conversation & PacketKey;

/** TIM-01. */
const fallBackSeconds = 3;
/** TIM-04. */
const retrySeconds = 60;
/** TIM-05, IKE-10. */
const idleSeconds = 300;

/**
 * What two hosts do to each other when the first opens a conversation (C32): which filter matches, whether IKE is tried, who accepts what.
 * Falls back only when nobody answers IKE; after an answer a failure blocks (GD-15). Uses the first addresses of both
 * that are of one family.
 */
export function converse(from: PreparedHost, to: PreparedHost, what: Conversation): ConversationOutcome {
  const path = pathBetween(from, to, what.family);
  if (path === null) return said(null, 'address-not-known', from, []);
  const packet = { ...what, ...path };
  const freed = exempt(from, packet);
  const out = freed ? null : from.out.find(packet);
  if (freed && exempt(to, packet)) return said('clear', 'exempt-by-default', to, []);
  if (out !== null && hangsOnProfile(from, out)) return said(null, 'profile-not-known', from, [out]);
  if (out === null || out.action === 'permit') return unasked(from, to, out, packet);
  if (out.action === 'block') return said('blocked', 'blocked-by-sender', from, [out]);
  // An action that could not be read decides nothing.
  if (out.action === 'unknown') return said(null, 'not-told', from, [out]);
  if (packetFate(from, 'outbound', packet).fate === 'drop') return said('blocked', 'goes-to-many', from, [out]);
  return negotiate(from, to, out, packet, [], 'fell-back');
}

/** The first packet goes out in clear. */
function unasked(
  from: PreparedHost,
  to: PreparedHost,
  out: SpecificFilter | null,
  packet: Passing,
): ConversationOutcome {
  const into = exempt(to, packet) ? null : to.into.find(packet);
  const filters = [out, into].filter((filter) => filter !== null);
  if (into !== null && hangsOnProfile(to, into)) return said(null, 'profile-not-known', to, filters);
  const back: Passing = {
    ...packet,
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
  };
  const stopped = into === null || into.action === 'permit' ? stopsAnswers(from, to, back) : null;
  if (stopped !== null) return said('blocked', 'answer-blocked', stopped.host, [...filters, stopped.filter]);
  if (into === null || into.action === 'permit')
    return said('clear', out === null && into === null ? 'no-filter' : 'permitted', to, filters);
  if (into.action === 'block') return said('blocked', 'blocked-by-receiver', to, filters);
  if (into.action === 'unknown') return said(null, 'not-told', to, filters);
  if (!into.rule.inboundPassThrough) return said('blocked', 'no-inbound-pass-through', to, filters);
  // What was let in is answered, and the answer negotiates.
  const answer = to.out.find(back);
  if (answer?.action !== 'negotiate') return said('clear', 'passed-through', to, filters);
  return negotiate(to, from, answer, back, filters, 'passed-through');
}

/** Filters keep no state: what answers a TCP connection meets them like anything else, and one that is not mirrored may block it (C32). */
function stopsAnswers(
  from: PreparedHost,
  to: PreparedHost,
  back: Passing,
): { readonly host: PreparedHost; readonly filter: SpecificFilter } | null {
  if (back.protocol !== 6) return null;
  for (const [host, table] of [
    [to, to.out],
    [from, from.into],
  ] as const) {
    const filter = exempt(host, back) ? null : table.find(back);
    if (filter?.action === 'block' && filter.policy.modern !== true) return { host, filter };
  }
  return null;
}

/** Whether it is not known if the rule of a filter is in force. */
function hangsOnProfile({ state }: PreparedHost, { rule }: SpecificFilter): boolean {
  return inProfile(rule, state.profile) === null;
}

function exempt({ state }: PreparedHost, packet: PacketKey): boolean {
  return defaultExemption(packet, state) !== null;
}

type More = Partial<
  Pick<ConversationOutcome, 'encrypted' | 'offer' | 'delaySeconds' | 'problems' | 'unverified' | 'ikeFrom'>
>;

function said(
  result: ConversationOutcome['result'],
  reason: ConversationReason,
  decidedBy: PreparedHost,
  filters: readonly SpecificFilter[],
  more: More = {},
): ConversationOutcome {
  return {
    result,
    encrypted: false,
    reason,
    decidedBy: decidedBy.state.label,
    problems: [],
    unverified: [],
    ikeFrom: null,
    offer: null,
    delaySeconds: 0,
    filters,
    ...more,
  };
}

/** IKE from `initiator`, whose filter is `out`, to `responder`. `clear`: why it goes in clear when nobody answers. */
function negotiate(
  initiator: PreparedHost,
  responder: PreparedHost,
  out: SpecificFilter,
  between: Passing,
  before: readonly SpecificFilter[],
  clear: 'fell-back' | 'passed-through',
): ConversationOutcome {
  const ikeFrom = initiator.state.label;
  if (responder.state.policies.length === 0)
    return out.rule.fallBack
      ? said('soft-sa', clear, initiator, [...before, out], {
          ikeFrom,
          // What is only asked for by connection security rules goes out in clear meanwhile.
          delaySeconds: out.policy.modern === true ? 0 : fallBackSeconds,
        })
      : said('blocked', 'no-fall-back', initiator, [...before, out], { ikeFrom, delaySeconds: retrySeconds });
  const into = responder.into.find(between);
  const filters = [...before, out, ...(into === null ? [] : [into])];
  const main = responder.mainInto.find(between);
  if ([main, into].some((filter) => filter !== null && hangsOnProfile(responder, filter)))
    return said(null, 'profile-not-known', responder, filters, { ikeFrom });
  // Whether a host answers IKE for addresses that its policy permits or does not know is not told by its policy.
  if (main === null || into?.action === 'permit')
    return into?.action === 'block'
      ? said('blocked', 'blocked-by-receiver', responder, filters, { ikeFrom })
      : said(null, 'peer-has-no-rule', responder, filters, { ikeFrom, delaySeconds: retrySeconds });
  if (into !== null && into.action !== 'negotiate')
    return into.action === 'block'
      ? said('blocked', 'blocked-by-receiver', responder, filters, { ikeFrom })
      : said(null, 'not-told', responder, filters, { ikeFrom });
  const { problems, unverified, offer } = agreement(
    { state: initiator.state, main: initiator.mainOut.find(between) ?? out, quick: out },
    { state: responder.state, main, quick: into },
  );
  const [first] = problems;
  if (first !== undefined && passesInClear(out, into))
    return said('soft-sa', 'fell-back-after-failure', initiator, filters, { ikeFrom, problems, unverified });
  // What is left to sets that were not read decides nothing.
  if (first === undefined && unverified.some((point) => point === 'authentication' || point === 'security-offers'))
    return said(null, 'not-told', responder, filters, { ikeFrom, unverified });
  if (first !== undefined || offer === null)
    return said('blocked', first ?? 'quick-mode-offers-differ', responder, filters, {
      ikeFrom,
      problems,
      unverified,
      delaySeconds: retrySeconds,
    });
  const delaySeconds =
    between.before === 'peer-lost-its-sas' ? idleSeconds : between.before === 'main-mode-differs' ? retrySeconds : 0;
  return said('hard-sa', 'negotiated', responder, filters, {
    ikeFrom,
    unverified,
    encrypted: encrypts(offer),
    offer,
    delaySeconds,
  });
}

/** Protection that is only asked for: the connection goes on in clear when it fails. Legacy policies fall back only where nobody answers. */
function passesInClear(out: SpecificFilter, into: SpecificFilter | null): boolean {
  return (
    out.policy.modern === true &&
    into?.policy.modern === true &&
    out.rule.fallBack &&
    into.rule.inboundPassThrough &&
    out.rule.tunnelEndpoint === null
  );
}
