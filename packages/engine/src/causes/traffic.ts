import type { CaseView, Evidence, Opinion, SaView } from './api.ts';
import { fromFact, fromSource } from './api.ts';
import type { FilterOutcome } from '../policy/packet-filter.ts';
import { filterOfSecured, ruleEvidence } from './host-filter.ts';
import type { FlowSighting } from '../correlation/types.ts';
import type { ChildSaState, Source } from '../observations/index.ts';

/**
 * What became of the packets of one SA: sent (capture at the sender, else the sender's listing), seen arriving (capture at the
 * receiver), delivered (the receiver's own counters). Null = nobody tells. Counts are packets; where only bytes are told, 1 stands for some.
 */
export interface Story {
  readonly sa: SaView;
  readonly from: string;
  readonly to: string;
  readonly sent: number | null;
  readonly arrived: number | null;
  readonly delivered: number | null;
  readonly evidence: readonly Evidence[];
}

function counter(
  states: readonly ChildSaState[],
  packets: 'packetsIn' | 'packetsOut',
  bytes: 'bytesIn' | 'bytesOut',
): { count: number; exact: boolean; source: Source } | null {
  const known = [...states].sort((a, b) => Number(b.from === 'daemon') - Number(a.from === 'daemon'));
  for (const state of known) {
    const p = state[packets];
    if (p !== null) return { count: Number(p), exact: true, source: state.src };
  }
  for (const state of known) {
    const b = state[bytes];
    // Bytes alone tell some from none.
    if (b !== null) return { count: Number(b) > 0 ? 1 : 0, exact: b === '0', source: state.src };
  }
  return null;
}

/** The stories of all SAs of the case that are in use: replaced and closed ones tell nothing of the present. */
export function stories(view: CaseView, protocol?: 'ESP' | 'AH'): readonly Story[] {
  let all = allStories.get(view);
  if (all === undefined) {
    all = storiesOf(view);
    allStories.set(view, all);
  }
  return protocol === undefined ? all : all.filter(({ sa }) => sa.protocol === protocol);
}

/** Many causes ask for them, of every case. */
const allStories = new WeakMap<CaseView, readonly Story[]>();

/** By the age that the SA has in both listings the receiver's was taken well before the sender's: what came since is not in it. */
function listedBefore({ leaving, arriving, senderState, receiverState }: SaView): boolean {
  if (leaving !== null || arriving !== null) return false;
  const ages = (states: readonly ChildSaState[]): readonly number[] =>
    states.flatMap(({ ageSeconds }) => (ageSeconds === null ? [] : [ageSeconds]));
  const [sender, receiver] = [ages(senderState), ages(receiverState)];
  // Ages are whole seconds, and the two ends install an SA one after the other.
  return sender.length > 0 && receiver.length > 0 && Math.max(...receiver) + 3 < Math.min(...sender);
}

/**
 * Hosts whose listing was taken before the traffic: it counts nothing sent on an SA, or less than the other end took in, where a capture shows
 * packets of it or the other end counts them.
 */
function listedTooSoon(view: CaseView): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { from, leaving, senderState, receiverState } of view.sas) {
    const out = counter(senderState, 'packetsOut', 'bytesOut');
    if (from === null || out === null || !out.exact) continue;
    const into = counter(receiverState, 'packetsIn', 'bytesIn')?.count ?? 0;
    if (into > out.count || (out.count === 0 && (leaving?.packets ?? 0) > 0)) found.add(from);
  }
  return found;
}

function storiesOf(view: CaseView): readonly Story[] {
  const found: Story[] = [];
  const tooSoon = listedTooSoon(view);
  for (const sa of view.sas) {
    if (sa.from === null || sa.to === null) continue;
    const out = counter(sa.senderState, 'packetsOut', 'bytesOut');
    const listed = counter(sa.receiverState, 'packetsIn', 'bytesIn');
    const early = listedBefore(sa) || tooSoon.has(sa.to);
    const into = early && listed?.count === 0 ? null : listed;
    const sent =
      sa.leaving !== null ? sa.leaving.packets : sa.leavingCovered && out === null ? 0 : (out?.count ?? null);
    const arrived = sa.arriving !== null ? sa.arriving.packets : sa.arrivingCovered ? 0 : null;
    const evidence: Evidence[] = [];
    if (sa.leaving !== null) evidence.push(fromSource(sa.leaving.source, 'packet'));
    else if (out !== null) evidence.push(fromSource(out.source, 'statement'));
    if (sa.arriving !== null) evidence.push(fromSource(sa.arriving.source, 'packet'));
    if (into !== null) evidence.push(fromSource(into.source, 'statement'));
    // Where the receiver only counts bytes, or was listed before the sender, as many packets as were seen may have been delivered.
    const atLeast =
      into === null ? 0 : into.exact && !early ? into.count : Math.max(1, into.count, arrived ?? sent ?? 1);
    const delivered = into === null ? null : atLeast;
    found.push({ sa, from: sa.from, to: sa.to, sent, arrived, delivered, evidence });
  }
  return found;
}

/** Packets were sent and none was delivered, as far as the receiving end tells. */
export function deadStories(view: CaseView, protocol?: 'ESP' | 'AH'): readonly Story[] {
  return stories(view, protocol).filter(
    (story) =>
      story.sent !== null &&
      story.sent > 0 &&
      (story.delivered === 0 || (story.delivered === null && (story.arrived === 0 || story.sa.receiverHas === 'no'))),
  );
}

/**
 * It used to arrive and then stopped for good while packets went on leaving: at least three packets after the last arrival.
 * After a silence of the flow it would be the device's memory that ran out (path.stateful-timeout).
 */
export function stopped(story: Story): boolean {
  const { leaving, arriving } = story.sa;
  if (leaving?.last == null || arriving?.last == null) return false;
  // Its counters know of more than the capture: the capture has holes.
  if (story.delivered !== null && story.delivered > arriving.packets) return false;
  // The receiver's capture has to outlive the packets that are missing from it.
  const live = story.sa.arrivingLiveUntil;
  const agreed = story.delivered !== null && story.delivered <= arriving.packets;
  if (!agreed && (live === null || live < leaving.last - 50_000_000n)) return false;
  if (leaving.last - arriving.last < 400_000_000n || !goesOn(leaving, arriving)) return false;
  return lastPause(leaving, arriving) === null;
}

/** A silence of the sender (ns, common time line). */
export type Pause = FlowSighting['idle'][number];

/**
 * The silence after which packets that leave do not come any more; null where there was none, or one as long had passed before: what a
 * device on the way kept then it does not forget now.
 */
export function lastPause(leaving: FlowSighting, arriving: FlowSighting): Pause | null {
  const end = arriving.last;
  if (end === null) return null;
  const pause = leaving.idle.find((idle) => idle.from >= end - 1_000_000_000n && idle.to > end);
  if (pause === undefined) return null;
  const length = (idle: Pause): bigint => idle.to - idle.from;
  return leaving.idle.some((idle) => idle.to <= end && length(idle) >= length(pause)) ? null : pause;
}

/** Three packets or more left behind the last one that came, by their sequence numbers: fewer may be lost on any way (RFC 4303 2.2). */
function goesOn(leaving: FlowSighting, arriving: FlowSighting): boolean {
  return leaving.packets - arriving.packets >= 3 && leaving.lastSequence - arriving.lastSequence >= 3;
}

/** What the receiver's kernel counts on this very SA (`ip -s xfrm state`): packets that failed its integrity or its replay check. */
export function saCounter(
  story: Story,
  name: 'failed' | 'replay',
): { readonly value: number; readonly source: Source } | null {
  for (const state of story.sa.receiverState) {
    const value = state.attributes[name];
    if (value !== undefined && /^[0-9]{1,15}$/.test(value)) return { value: Number(value), source: state.src };
  }
  return null;
}

/** Packets of this SA that failed the integrity check at the receiver: by the SA's own counter, else by the host's; null: none. */
export function integrityFailures(
  view: CaseView,
  story: Story,
): { readonly value: number; readonly source: Source } | null {
  const found = saCounter(story, 'failed') ?? xfrmCounter(view, story.to, 'XfrmInStateProtoError');
  return found === null || found.value === 0 ? null : found;
}

/** The larger of two counters of the same thing. */
export function larger<T extends { readonly value: number }>(a: T | null, b: T | null): T | null {
  return a === null || (b !== null && b.value > a.value) ? b : a;
}

/** Every packet that arrived was held against the one that left, and none had changed. */
export function arrivesUnchanged(story: Story): boolean {
  const { compared } = story.sa;
  return compared !== null && compared.changed === 0 && compared.same === story.arrived;
}

/** It came, and the kernel refused it. */
function refusedByKernel(story: Story): boolean {
  return (saCounter(story, 'failed')?.value ?? 0) > 0 || (saCounter(story, 'replay')?.value ?? 0) > 0;
}

/** What a kernel counts of protected packets that came and were thrown away. */
const inboundDrops = [
  'XfrmInError',
  'XfrmInBufferError',
  'XfrmInHdrError',
  'XfrmInNoStates',
  'XfrmInStateProtoError',
  'XfrmInStateModeError',
  'XfrmInStateSeqError',
  'XfrmInStateExpired',
  'XfrmInStateMismatch',
  'XfrmInStateInvalid',
  'XfrmInTmplMismatch',
  'XfrmInNoPols',
  'XfrmInPolBlock',
  'XfrmInPolError',
] as const;

/** ESP or AH that a rule of one of the hosts drops. */
export interface KeptByHost {
  readonly story: Story;
  readonly host: string;
  readonly outcome: FilterOutcome;
  /** Seen to come to the interface and not to be taken in, or counted as protected and not seen to leave. */
  readonly shown: boolean;
}

/**
 * The packet filter of a host drops what comes to it on an SA before the kernel takes it in (`in`), or what it has protected before
 * it leaves (`out`). Nothing of the kind gets through this way.
 */
export function keptByHost(view: CaseView, way: 'in' | 'out', protocol?: 'ESP' | 'AH'): KeptByHost | null {
  if (view.breakPoint.phase !== 'established') return null;
  const all = stories(view, protocol);
  for (const story of all) {
    if ((story.delivered ?? 0) > 0 || story.sa.receiverHas === 'no' || refusedByKernel(story)) continue;
    if (all.some((other) => other.from === story.from && (other.delivered ?? 0) > 0)) continue;
    const number = story.sa.encapsulation === 'udp' ? 17 : story.sa.protocol === 'AH' ? 51 : 50;
    // The SA counts what it protects before the filter sees it.
    const left = counted(story) && story.sa.leaving === null && (story.arrived ?? 0) === 0;
    if (way === 'in' ? story.delivered !== 0 || (story.sent ?? story.arrived ?? 0) === 0 : !left) continue;
    const host = way === 'in' ? story.to : story.from;
    const outcome = filterOfSecured(view, view.end(host).role, way, number);
    if (outcome.rule === null) continue;
    return { story, host, outcome, shown: way === 'in' ? (story.arrived ?? 0) > 0 : story.sa.leavingCovered };
  }
  return null;
}

/** The sender's own listing counts packets of this SA. */
function counted(story: Story): boolean {
  return (counter(story.sa.senderState, 'packetsOut', 'bytesOut')?.count ?? 0) > 0;
}

/** ESP or AH leaves and does not arrive although IKE works. */
export function judgeBlocked(view: CaseView, protocol: 'ESP' | 'AH'): Opinion | null {
  if (view.breakPoint.phase !== 'established') return null;
  const all = stories(view, protocol);
  const dead = all.filter(
    (story) =>
      story.sent !== null &&
      story.sent > 0 &&
      (((story.arrived === 0 || (story.arrived === null && story.delivered === 0)) && (story.delivered ?? 0) === 0) ||
        stopped(story)),
  );
  // AH covers the addresses: behind a NAT it arrives and can never be accepted (RFC 4302 3.3.3).
  const rewritten = all.find(
    (story) => protocol === 'AH' && (story.sent ?? 0) > 0 && (story.delivered ?? 0) === 0 && (story.arrived ?? 0) > 0,
  );
  if (rewritten !== undefined && view.nat.behind !== 'none' && view.nat.behind !== 'unknown') {
    const way = { from: rewritten.from, to: rewritten.to };
    return {
      stand: 'proves',
      for: [...rewritten.evidence, ...view.nat.sources.map((source) => fromSource(source, 'statement'))],
      against: [],
      at: null,
      direction: way,
      args: { ...way, encapsulation: 'none' },
      details: {
        direction: `${way.from}->${way.to}`,
        encapsulation: 'none',
        spis: [rewritten.sa.spi],
        sent: [rewritten.sent],
      },
    };
  }
  const kept = keptByHost(view, 'in', protocol);
  if (kept !== null) {
    const { story, host, outcome, shown } = kept;
    const way = { from: story.from, to: story.to };
    const { encapsulation, spi } = story.sa;
    return {
      stand: shown && outcome.applies === 'yes' ? 'proves' : 'indicates',
      weight: outcome.applies === 'yes' ? 85 : 62,
      for: [...ruleEvidence(outcome), ...story.evidence],
      against: [],
      at: host,
      direction: way,
      args: { ...way, encapsulation },
      details: { direction: `${way.from}->${way.to}`, encapsulation, spis: [spi], sent: [story.sent] },
      needs: [{ host: way.to, what: 'capture' }],
    };
  }
  const first = dead[0];
  if (first === undefined || first.sa.receiverHas === 'no') return null;
  // The receiver's kernel counts what it refused: it came, whatever a capture with a gap shows.
  if (dead.some((story) => refusedByKernel(story))) return null;
  // Something of the same kind does get through this way: not blocked as a whole.
  const passes = all.filter(
    (story) => story.from === first.from && ((story.arrived ?? 0) > 0 || (story.delivered ?? 0) > 0),
  );
  if (passes.length > 0) return null;
  const direction = { from: first.from, to: first.to };
  const details = {
    direction: `${direction.from}->${direction.to}`,
    encapsulation: first.sa.encapsulation,
    spis: dead.map((story) => story.sa.spi),
    sent: dead.map((story) => story.sent),
  };
  const evidence = dead.flatMap((story) => story.evidence);
  const args = { from: direction.from, to: direction.to, encapsulation: first.sa.encapsulation };
  const needs = [
    { host: direction.to, what: 'capture' as const },
    { host: direction.to, what: 'sa-listing' as const },
  ];
  // Its kernel threw protected packets away: these, or others since it booted.
  const against = inboundDrops.flatMap((name) => counterEvidence(xfrmCounter(view, direction.to, name)));
  const base = { for: evidence, against: against.slice(0, 3), at: null, direction, args, details, needs };
  // One packet, or two, may be lost on a path that lets the rest pass.
  const proof = dead.some(
    (story) => (story.arrived === 0 || stopped(story)) && story.sa.leaving !== null && (story.sent ?? 0) > 2,
  );
  if (proof) return { stand: 'proves', ...base };
  return { stand: 'indicates', weight: 60, ...base };
}

/** Kernel counter of a host (`/proc/net/xfrm_stat`), null when the host's counters are not at hand. */
export function xfrmCounter(
  view: CaseView,
  host: string,
  name: string,
): { readonly value: number; readonly source: Source } | null {
  const fact = view.dump(host, 'host-fact').find((item) => item.name === name);
  return fact === undefined || !/^[0-9]{1,15}$/.test(fact.value)
    ? null
    : { value: Number(fact.value), source: fact.src };
}

/** Dead stories whose packets demonstrably reached the receiver's interface while the receiver has the SA. */
export function droppedByReceiver(view: CaseView): readonly Story[] {
  if (view.breakPoint.phase !== 'established') return [];
  return deadStories(view).filter((story) => (story.arrived ?? 0) > 0 && story.sa.receiverHas !== 'no');
}

/** Statement evidence of a counter. */
export function counterEvidence(
  found: { readonly value: number; readonly source: Source } | null,
): readonly Evidence[] {
  return found === null || found.value === 0 ? [] : [fromSource(found.source, 'statement')];
}

export { fromFact };

/**
 * Traffic that shows trouble although IKE stands: packets are sent one way and nothing of the pair comes back or arrives, as far
 * as anybody at hand can see. Null when traffic passes both ways, or when nobody tried.
 */
export function trafficTrouble(
  view: CaseView,
): { readonly from: string; readonly to: string; readonly evidence: readonly Evidence[] } | null {
  if (view.breakPoint.phase !== 'established') return null;
  const all = stories(view);
  const got = (story: Story): boolean => (story.delivered ?? 0) > 0 || (story.arrived ?? 0) > 0;
  for (const story of all) {
    if (story.sent === null || story.sent < 2) continue;
    if (stopped(story)) return { from: story.from, to: story.to, evidence: story.evidence };
    // The receiver shows nothing (or is not at hand), and nothing at all came back from it.
    const lost = !got(story) && (story.delivered === 0 || story.arrived === 0 || story.delivered === null);
    const back = all.filter((other) => other.from === story.to && ((other.sent ?? 0) > 0 || got(other)));
    if (lost && back.length === 0) return { from: story.from, to: story.to, evidence: story.evidence };
    if (
      got(story) &&
      back.length === 0 &&
      all.some((other) => other.from === story.to && (other.sent === 0 || other.delivered === 0))
    )
      return { from: story.from, to: story.to, evidence: story.evidence };
    if (story.delivered === 0 && (story.arrived ?? 0) > 0)
      return { from: story.from, to: story.to, evidence: story.evidence };
  }
  return null;
}

/**
 * Traffic demonstrably passed both ways: each end delivered something of the other by its own counters, or packets came to both
 * at the same time, as question and answer do. What only reaches an interface may be dropped behind it.
 */
export function passesBothWays(view: CaseView): boolean {
  const all = stories(view);
  const into = (host: string): readonly Story[] => all.filter((story) => story.to === host);
  const delivered = (host: string): boolean => into(host).some((story) => (story.delivered ?? 0) > 0);
  const here = view.initiator.label;
  const there = view.responder.label;
  if (delivered(here) && delivered(there)) return true;
  return into(here).some((story) =>
    into(there).some((other) => {
      const a = story.sa.arriving ?? story.sa.leaving;
      const b = other.sa.arriving ?? other.sa.leaving;
      if ((story.arrived ?? 0) === 0 && (story.delivered ?? 0) === 0) return false;
      if ((other.arrived ?? 0) === 0 && (other.delivered ?? 0) === 0) return false;
      return a !== null && b !== null && together(a, b);
    }),
  );
}

/** Of each SA that was used, the end that receives on it shows packets that came. */
export function arrives(view: CaseView): boolean {
  return stories(view).every(
    ({ sent, arrived, delivered }) => sent === 0 || sent === null || (arrived ?? 0) > 0 || (delivered ?? 0) > 0,
  );
}

/** In the capture of one end packets came back after the end had begun to send: the other end got something to answer. */
export function answered(view: CaseView): boolean {
  const all = stories(view);
  return all.some(({ from, sa: { leaving } }) =>
    all.some(
      ({ to, sa: { arriving } }) =>
        to === from &&
        leaving?.first != null &&
        arriving?.last != null &&
        leaving.artifact === arriving.artifact &&
        (arriving.first ?? arriving.last) > leaving.first,
    ),
  );
}

/** The two flows overlap in time, or one begins within half a second after the other ends. */
function together(a: FlowSighting, b: FlowSighting): boolean {
  if (a.first === null || a.last === null || b.first === null || b.last === null) return false;
  const slack = 500_000_000n;
  return a.first <= b.last + slack && b.first <= a.last + slack;
}

/** No packet is known to have been sent or to have come on any SA of the case. */
export function unused(view: CaseView): boolean {
  return stories(view).every((story) => !story.sent && !story.arrived && !story.delivered);
}

/** A third or more, and no less than three packets. */
function manyLost(sent: number | null, came: number | null): boolean {
  return sent !== null && came !== null && sent - came >= 3 && (sent - came) * 3 >= sent;
}

/**
 * Packets of one size of which less than half are lost, all but the last of them between others that came: a path that loses some here and there, as no
 * filter, size or missing SA does.
 */
function scattered({ leaving, arriving }: SaView): boolean {
  if (leaving === null || arriving === null) return false;
  const sizes = new Set([leaving.minLength, leaving.maxLength, arriving.minLength, arriving.maxLength]);
  const lost = leaving.packets - leaving.duplicates - (arriving.packets - arriving.duplicates);
  return sizes.size === 1 && lost > 0 && lost * 2 < leaving.packets && arriving.gaps >= lost - 1;
}

/**
 * Traffic about which doubt is left although some passed: packets that left at the end and that nobody shows arriving, one
 * direction that goes on alone, or counters of the two ends that do not agree. No cause by itself; but not healthy either.
 */
export function trafficDoubt(view: CaseView): boolean {
  const all = stories(view);
  for (const story of all) {
    const { leaving, arriving } = story.sa;
    if (refusedByKernel(story) || (story.sa.compared?.changed ?? 0) > 0) return true;
    if (scattered(story.sa)) continue;
    if (manyLost(story.sent, story.delivered) || manyLost(story.sent, story.arrived)) return true;
    // The sender's kernel counts many more than the receiver's.
    if (manyLost(counter(story.sa.senderState, 'packetsOut', 'bytesOut')?.count ?? null, story.delivered)) return true;
    // By its sequence numbers the receiver's capture lacks packets that were sent.
    if (arriving !== null && manyLost(arriving.packets + arriving.gaps, arriving.packets)) return true;
    if (
      leaving?.last != null &&
      arriving?.last != null &&
      goesOn(leaving, arriving) &&
      leaving.last - arriving.last > 400_000_000n
    )
      return true;
    // Of a small exchange, much went out and little came back, by the counters of the end that sent it.
    const back = all.filter((other) => other.from === story.to && other.to === story.from);
    const returned = back.reduce((sum, other) => sum + (other.delivered ?? 0), 0);
    const counted = back.some((other) => other.delivered !== null);
    // A capture tells more than counters, which end with the SA they count.
    const captured = [story, ...back].some((other) => other.sa.leaving !== null || other.sa.arriving !== null);
    if (
      !captured &&
      counted &&
      story.sent !== null &&
      story.sent < 50 &&
      story.sent - returned >= 3 &&
      returned * 3 < story.sent * 2
    )
      return true;
    const ends = [leaving, arriving].filter((sighting) => sighting !== null);
    for (const mine of ends) {
      const flows = back.flatMap((other) =>
        [other.sa.leaving, other.sa.arriving].filter(
          (sighting) => sighting !== null && sighting.artifact === mine.artifact,
        ),
      );
      const last = flows.reduce<bigint | null>(
        (best, sighting) => (sighting?.last != null && (best === null || sighting.last > best) ? sighting.last : best),
        null,
      );
      const packets = flows.reduce((sum, sighting) => sum + (sighting?.packets ?? 0), 0);
      // Small exchanges only: in bulk traffic the two directions differ by nature.
      if (
        mine.packets < 50 &&
        mine.last !== null &&
        last !== null &&
        mine.packets - packets >= 3 &&
        // Of pings at their quickest (five in a second) the answers to the last three are missing, and not to the last two.
        mine.last - last > 500_000_000n
      )
        return true;
    }
  }
  return false;
}
