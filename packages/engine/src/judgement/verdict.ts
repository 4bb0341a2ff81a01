import {
  answered,
  arrives,
  passesBothWays,
  trafficDoubt,
  trafficTrouble,
  unused,
  xfrmCounter,
} from '../causes/traffic.ts';
import { unansweredOf } from '../causes/unanswered.ts';
import type { CaseView, End } from '../causes/api.ts';
import type { Verdict } from '../document/types.ts';
import type { CaseResult } from './case-result.ts';

/** Orders findings: what is open before what healed, then by confidence, then what something speaks for. */
export function importance(result: CaseResult): number {
  const best = result.ruling.causes[0];
  const grade = best === undefined ? 0 : best.confidence === 'certain' ? 3 : best.confidence === 'likely' ? 2 : 1;
  // What something speaks for comes before what is merely left open.
  const spoken = best !== undefined && best.opinion.for.length > 0 ? 0.5 : 0;
  return (result.open ? 10 : 0) + grade + spoken;
}

/** The verdict on a pair, from its incidents. */
export function verdictOf(cases: readonly CaseResult[]): Verdict {
  const failing = cases.filter((item) => item.open && item.ruling.causes.length > 0 && !item.incident.working);
  const broken = cases.filter((item) => item.incident.working && item.ruling.causes.length > 0);
  const works = cases.some((item) => item.incident.working && item.ruling.causes.length === 0 && positive(item));
  if (failing.length > 0) return 'failing';
  if (broken.length > 0)
    return broken.every((item) => item.ruling.causes.every((ranked) => ranked.cause.degrades === true))
      ? 'degraded'
      : 'failing';
  if (works) return 'healthy';
  return 'inconclusive';
}

/**
 * Positive proof that it works: packets demonstrably passed both ways; or both ends say in their own words that the child SA
 * stands and nobody shows traffic in trouble. One end's word alone is no proof: the other end may have lost it.
 */
export function positive(item: CaseResult): boolean {
  const { view } = item;
  if (item.doubtful || trafficTrouble(view) !== null || trafficDoubt(view) || unansweredOf(view) !== null) return false;
  if ([view.initiator, view.responder].some((end) => restartedSince(view, end.label))) return false;
  // Some host's kernel dropped protected packets: which one nobody can tell.
  if (!item.placed.counters) return false;
  // What came without the protection that a policy asks for was thrown away.
  if (
    [view.initiator, view.responder].some((end) => (xfrmCounter(view, end.label, 'XfrmInTmplMismatch')?.value ?? 0) > 0)
  )
    return false;
  if (askedInVain(view) || listApart(view)) return false;
  if (passesBothWays(view)) return true;
  const children = view.facts('child.established', 'child.rekeyed');
  const said = (host: string): boolean =>
    children.some((fact) => fact.host === host) ||
    view.dump(host, 'child-sa').some((sa) => sa.installed && sa.from === 'daemon');
  // Words about the set-up are no word about traffic: somebody has to be there who would show it in trouble.
  const watched = [view.initiator, view.responder].some((end) => end.hasCapture || end.host.sas.length > 0);
  if (!watched) return false;
  // Nothing used the SAs: what was meant for them may have gone past them, or rules and counters of whichever host may say why.
  const captured = outlives(view, view.initiator) && outlives(view, view.responder);
  if (unused(view) && !(captured && item.placed.whole)) return false;
  // Somebody asked in clear and got no answer: it may have been meant for the tunnel.
  const asked = view.clear.filter(({ protocol }) => protocol === 'icmp-echo' || protocol === 'tcp');
  if (unused(view) && asked.some(({ requests, answers }) => requests > 0 && answers === 0)) return false;
  // One end alone tells of the traffic, and what it sent may be lost behind it: only answers show that it came.
  if (!unused(view) && !arrives(view) && !answered(view)) return false;
  if (said(view.initiator.label) && said(view.responder.label)) return true;
  const ike = view.facts('ike.established');
  const up = (host: string): boolean => ike.some((fact) => fact.host === host);
  return (
    up(view.initiator.label) &&
    up(view.responder.label) &&
    view.main !== null &&
    view.main.childOutcome !== 'failed' &&
    view.main.rows.some((row) => row.exchange === 'IKE_AUTH' && row.payloads.length > 0 && !row.payloads.includes('SA'))
  );
}

/** Both ends' listings are at hand, one shows SAs with the other that this one does not, and none stands in both: later than what captures show, or of another time. */
function listApart({ sas }: CaseView): boolean {
  const both = sas.some(({ senderHas, receiverHas }) => senderHas === 'yes' && receiverHas === 'yes');
  const one = sas.some(
    ({ senderHas, receiverHas }) =>
      (senderHas === 'yes' && receiverHas === 'no') || (senderHas === 'no' && receiverHas === 'yes'),
  );
  return one && !both;
}

/** The last message of the IKE SA is one that was repeated and that nobody answered (RFC 7296 2.4). */
function askedInVain({ rows }: CaseView): boolean {
  const last = rows.at(-1);
  return last !== undefined && last.kind === 'request' && last.answered === 'no' && last.copies >= 3;
}

/** A capture of the end goes on after the last message that made the SAs: what is sent on them would be in it. */
function outlives(view: CaseView, end: End): boolean {
  const made = view.rows.reduce<bigint | null>(
    (last, { exchange, at }) =>
      exchange !== 'INFORMATIONAL' && at !== null && (last === null || at > last) ? at : last,
    null,
  );
  if (!end.hasCapture || made === null) return end.hasCapture;
  // Or its own counters tell that nothing was sent at all.
  const sends = view.sas.filter(({ from }) => from === end.label);
  if (sends.length > 0 && sends.every(({ senderState }) => senderState.some(({ packetsOut }) => packetsOut === '0')))
    return true;
  return view.sas.some(
    ({ to, arrivingLiveUntil }) => to === end.label && arrivingLiveUntil !== null && arrivingLiveUntil > made,
  );
}

/** By its own log the daemon of a host started anew after the last child was made: what it held then is gone. */
function restartedSince(view: CaseView, host: string): boolean {
  const made = view.facts('child.established', 'child.rekeyed').filter((fact) => fact.host === host);
  return view
    .hostFacts(host, 'daemon.started')
    .some(
      (start) =>
        made.some((fact) => fact.src.artifact === start.src.artifact && fact.seq < start.seq) &&
        !made.some((fact) => fact.src.artifact === start.src.artifact && fact.seq > start.seq),
    );
}
