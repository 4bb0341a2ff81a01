/** Traffic that asks and gets no answer, as captures show it: no cause by itself, and nothing that is healthy either. */
import { fromSource, type CaseView, type ClearView, type End, type Evidence, type Need } from './api.ts';
import { selectorsCover } from './kernel-policies.ts';
import { stories, unused } from './traffic.ts';
import type { FlowSighting, SaView } from '../correlation/types.ts';
import type { Selector } from '../observations/index.ts';

/** Who asked whom in vain, what shows it, and the one thing that would tell why. */
export interface Unanswered {
  readonly from: string;
  readonly to: string;
  /** Nothing was answered, much was not, or nothing that is large. */
  readonly symptom: 'symptom.no-traffic' | 'symptom.intermittent' | 'symptom.slow';
  readonly evidence: readonly Evidence[];
  readonly settles: Need;
}

/** Fewer may be a probe that was given up, or lost on the way. */
const enough = 3;
/** Beyond this the two directions of a conversation differ by nature. */
const small = 50;
/** An answer that begins later than this after the last question is none (ns). */
const patience = 500_000_000n;
/** Questions come at human pace, streams faster: ns between two packets. */
const pace = 100_000_000n;

/** Protected or clear traffic of an established pair that was meant to be answered and was not; null when none is seen. */
export function unansweredOf(view: CaseView): Unanswered | null {
  let found = settled.get(view);
  if (found === undefined) {
    found = findUnanswered(view);
    settled.set(view, found);
  }
  return found;
}

/** The verdict asks, and what is written of the case does. */
const settled = new WeakMap<CaseView, Unanswered | null>();

function findUnanswered(view: CaseView): Unanswered | null {
  if (view.breakPoint.phase !== 'established') return null;
  const ways = [
    [view.initiator, view.responder],
    [view.responder, view.initiator],
  ] as const;
  for (const [from, to] of ways) {
    const found = protectedInVain(view, from, to) ?? clearInVain(view, from, to) ?? pastTheSas(view, from);
    if (found !== null) return found;
  }
  return null;
}

/** Flows of one direction in one capture. */
function flowsIn(view: CaseView, from: string, artifact: string): readonly FlowSighting[] {
  return (
    stories(view)
      .filter((story) => story.from === from)
      // A capture of both ends shows the same packets twice.
      .flatMap(({ sa }) => [sa.leaving, bothEnds(sa) === null ? sa.arriving : null, ...sa.elsewhere])
      .filter((flow) => flow !== null)
      .filter((flow) => flow.artifact === artifact && flow.first !== null && flow.last !== null)
  );
}

/** The one capture in which an SA both leaves and arrives; null: none. */
function bothEnds({ leaving, arriving }: SaView): string | null {
  return leaving !== null && leaving.artifact === arriving?.artifact ? leaving.artifact : null;
}

/** Packets of one size: echo requests, connection attempts. */
function uniform(flows: readonly FlowSighting[]): number | null {
  const [first] = flows;
  if (first === undefined) return null;
  const size = first.minLength;
  return flows.every(({ minLength, maxLength }) => minLength === size && maxLength === size) ? size : null;
}

function count(flows: readonly FlowSighting[]): number {
  return flows.reduce((sum, { packets }) => sum + packets, 0);
}

/** Something of the other direction at the time, or right after. */
function metBy(flow: FlowSighting, back: readonly FlowSighting[]): boolean {
  return back.some((other) => {
    if (flow.first === null || flow.last === null || other.first === null || other.last === null) return true;
    return other.first <= flow.last + patience && flow.first <= other.last + patience;
  });
}

/** ESP or AH that left or came as questions do, and of which the same capture shows no answer, or answers to the lesser part. */
function protectedInVain(view: CaseView, from: End, to: End): Unanswered | null {
  const both = view.sas.map(bothEnds).filter((artifact) => artifact !== null);
  const captures = new Set([...from.host.artifacts, ...to.host.artifacts, ...both]);
  for (const artifact of captures) {
    if (view.hasHoles(artifact)) continue;
    const asked = flowsIn(view, from.label, artifact);
    const back = flowsIn(view, to.label, artifact);
    const made = (flows: readonly FlowSighting[], symptom: Unanswered['symptom']): Unanswered => ({
      from: from.label,
      to: to.label,
      symptom,
      evidence: [
        ...flows.map(({ source }) => fromSource(source, 'packet')),
        ...insideOf(view, flows, to.label).map(({ source }) => fromSource(source, 'packet')),
      ],
      settles: settling(to),
    });
    for (const flow of asked)
      if (inVain(view, flow, back, to.label) && !deafTo(view, from, to, flow))
        return made([flow], 'symptom.no-traffic');
    if (onlyInPart(asked, back) || swallowed(view, asked, to.label)) return made(asked, 'symptom.intermittent');
    if (onlySmall(asked, back)) return made(asked, 'symptom.slow');
  }
  return null;
}

/** A small exchange, questions and answers of one size, and a third or more of the questions without an answer. */
function onlyInPart(asked: readonly FlowSighting[], back: readonly FlowSighting[]): boolean {
  const total = count(asked);
  const missing = total - count(back);
  if (back.length === 0 || total >= small || missing < enough || missing * 3 < total) return false;
  const size = uniform(asked);
  return size !== null && size === uniform(back);
}

/** Of packets that came, all of one size and by what came out of them pings, a quarter or more did not come out. */
function swallowed(view: CaseView, came: readonly FlowSighting[], receiver: string): boolean {
  const inside = insideOf(view, came, receiver);
  if (uniform(came) === null || inside.length === 0 || inside.some(({ protocol }) => protocol !== 'icmp-echo'))
    return false;
  const missing = count(came) - inside.reduce((sum, { requests, answers }) => sum + requests + answers, 0);
  return missing >= enough && missing * 4 >= count(came);
}

/** Packets of two sizes, as many answers as there are small ones and all of that size: none of the large ones was answered. */
function onlySmall(asked: readonly FlowSighting[], back: readonly FlowSighting[]): boolean {
  const size = uniform(back);
  const [flow] = asked;
  if (asked.length !== 1 || flow === undefined || flow.packets >= small || size !== flow.minLength) return false;
  const large = (flow.bytes - flow.packets * size) / (flow.maxLength - size);
  return Number.isInteger(large) && large >= enough && count(back) === flow.packets - large;
}

/** The other end shows answers on their way: a capture that hears nobody else may be of one direction only. */
function deafTo(view: CaseView, from: End, to: End, flow: FlowSighting): boolean {
  if (!view.hearsOnlyItself(from.label) || !from.host.artifacts.includes(flow.artifact)) return false;
  return stories(view).some(({ from: by, sa }) => by === to.label && sa.leaving !== null && metBy(flow, [sa.leaving]));
}

/** No packet came back about the time, and what was sent looks like, or is seen to be, something that is answered. */
function inVain(view: CaseView, flow: FlowSighting, back: readonly FlowSighting[], receiver: string): boolean {
  if (flow.packets < enough || flow.first === null || flow.last === null || metBy(flow, back)) return false;
  const came = stories(view).flatMap(({ to, sa }) =>
    to === receiver && sa.arriving !== null && !(sa.leaving === flow && isBefore(sa.arriving, flow))
      ? [sa.arriving]
      : [],
  );
  const inside = insideOf(view, [flow, ...came], receiver);
  if (inside.length > 0) return inside.some(asks);
  const slow = flow.last - flow.first >= pace * BigInt(flow.packets - 1);
  return uniform([flow]) !== null && slow;
}

/** By their sequence numbers all packets that came stood before those that left: these are others (RFC 4303 2.2). */
function isBefore(came: FlowSighting, left: FlowSighting): boolean {
  return came.lastSequence < left.lastSequence - (left.packets - left.duplicates + left.gaps) + 1;
}

/** A question that nobody answered. */
function asks(flow: ClearView): boolean {
  return (flow.protocol === 'icmp-echo' || flow.protocol === 'tcp') && flow.requests > 1 && flow.answers === 0;
}

/** What the receiver's capture shows coming out of these packets. */
function insideOf(view: CaseView, flows: readonly FlowSighting[], receiver: string): readonly ClearView[] {
  return view
    .behind(receiver)
    .filter((clear) =>
      flows.some(
        ({ artifact, first, last }) =>
          artifact === clear.artifact &&
          first !== null &&
          last !== null &&
          clear.requests + clear.answers > 0 &&
          clear.first >= first &&
          clear.first <= last,
      ),
    );
}

/** Whether the receiver took the packets in: its counters; where they are at hand, what stands behind them. */
function settling(to: End): Need {
  return { host: to.label, what: to.host.sas.length === 0 ? 'sa-listing' : 'firewall' };
}

/**
 * An end asked the other one in clear after protected packets had passed, and got no answer: what the SAs are for goes past them, or
 * something new stands in the way.
 */
function clearInVain(view: CaseView, from: End, to: End): Unanswered | null {
  for (const flow of view.clear) {
    if (!asks(flow) || flow.requests < enough) continue;
    if (!from.host.addresses.includes(flow.src) || !to.host.addresses.includes(flow.dst)) continue;
    if (outsideSelectors(view, flow, from, to)) continue;
    const there = flowsIn(view, from.label, flow.artifact);
    const back = flowsIn(view, to.label, flow.artifact);
    const before = there.some(({ first }) => first !== null && first < flow.first);
    const after = back.some(({ last }) => last !== null && last > flow.first);
    // At the receiver it may be what came out of protected packets.
    const own = from.host.artifacts.includes(flow.artifact);
    if (!before || after || (!own && flow.requests <= count(there))) continue;
    return {
      from: from.label,
      to: to.label,
      symptom: 'symptom.no-traffic',
      evidence: [fromSource(flow.source, 'packet'), ...there.map(({ source }) => fromSource(source, 'packet'))],
      settles: { host: from.label, what: 'kernel-state' },
    };
  }
  return null;
}

/** By what is known of the SAs the flow is none of theirs. */
function outsideSelectors(view: CaseView, flow: ClearView, from: End, to: End): boolean {
  const known = [from, to].flatMap((end): readonly (readonly [readonly Selector[], readonly Selector[]])[] => {
    const turned = (local: readonly Selector[], remote: readonly Selector[]) =>
      end === from ? ([local, remote] as const) : ([remote, local] as const);
    const listed = view
      .dump(end.label, 'child-sa')
      .filter(({ localTs, remoteTs }) => localTs.length + remoteTs.length > 0);
    const configured = end.connections.flatMap(({ children }) => children);
    return [
      ...listed.map(({ localTs, remoteTs }) => turned(localTs, remoteTs)),
      ...configured.map(({ local, remote }) => turned(local, remote)),
    ];
  });
  // Selectors that are left out stand for the addresses of the ends themselves.
  const whole = known.filter((sides) =>
    sides.every((list) => list.length > 0 && list.every(({ dynamic }) => dynamic !== true)),
  );
  return whole.length > 0 && whole.length === known.length && !whole.some(([a, b]) => selectorsCover(a, b, flow));
}

/** Nothing used the SAs, and an end sends in clear what is none of its own, and nobody answers. */
function pastTheSas(view: CaseView, from: End): Unanswered | null {
  if (!unused(view)) return null;
  const to = from === view.initiator ? view.responder : view.initiator;
  const flow = view
    .behind(from.label)
    .find((one) => asks(one) && one.requests >= enough && !outsideSelectors(view, one, from, to));
  if (flow === undefined) return null;
  return {
    from: from.label,
    to: to.label,
    symptom: 'symptom.no-traffic',
    evidence: [fromSource(flow.source, 'packet')],
    settles: { host: from.label, what: 'kernel-state' },
  };
}
