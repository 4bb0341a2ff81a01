import type { CaseView } from '../causes/api.ts';
import { trafficDoubt, trafficTrouble } from '../causes/traffic.ts';
import { unansweredOf } from '../causes/unanswered.ts';
import type { Account } from '../correlation/account.ts';
import type { IncidentDraft, PairDraft } from '../correlation/incidents.ts';
import type { Sas } from '../correlation/sas.ts';
import type { Negotiation } from '../correlation/types.ts';
import { wasRead } from './artifacts.ts';
import type { Artifact, Diagnosis, Finding, MessageArgs, Verdict } from './types.ts';

/** What judgement hands over when every finding is in. */
export interface FinishInput {
  readonly pairs: readonly PairDraft[];
  /** How many pairs there were before the least telling were left out. */
  readonly pairsSeen: number;
  readonly pairVerdicts: ReadonlyMap<string, Verdict>;
  readonly sas: Sas;
  readonly results: readonly {
    readonly incident: IncidentDraft;
    readonly view: CaseView;
    /** Something spoke for a fault and was too weak for it, or the records have holes. */
    readonly doubtful: boolean;
  }[];
  readonly full: boolean;
}

/**
 * The verdict on everything, from the verdicts on the pairs. It is not healthy while between two ends that both gave evidence it cannot be
 * told; what strangers try at one of them is no doubt of another pair. Where nothing could be looked at, nothing shows that there is no IPsec.
 */
export function overall(
  input: Pick<FinishInput, 'pairs' | 'pairVerdicts'>,
  account: Account,
  hasCause: boolean,
  artifacts: readonly Artifact[],
): Verdict {
  const verdicts = [...input.pairVerdicts.values()];
  const told = new Set([...account.hostOf.values()].filter((label) => label !== null));
  const open = input.pairs.some(
    ({ id, hosts }) => input.pairVerdicts.get(id) === 'inconclusive' && hosts.every((host) => told.has(host)),
  );
  for (const verdict of ['failing', 'degraded', 'healthy'] as const) {
    if (verdict === 'healthy' && (open || (verdicts.includes('inconclusive') && hasCause))) continue;
    if (verdicts.includes(verdict)) return verdict;
  }
  const ipsec =
    account.negotiations.length > 0 ||
    account.artifacts.some(
      ({ text, wire }) =>
        text !== undefined ||
        (wire !== undefined && (wire.flows.length > 0 || wire.ike.length > 0 || wire.cut !== undefined)),
    );
  return ipsec || !artifacts.some(wasRead) ? 'inconclusive' : 'no-ipsec';
}

/** How many ends the evidence comes from. */
export function assurance(views: readonly CaseView[]): Diagnosis['assurance'] {
  const seen = (end: CaseView['initiator']): boolean => end.hasLog || end.hasCapture;
  if (views.some((view) => seen(view.initiator) && seen(view.responder))) return 'both-ends';
  if (views.some((view) => seen(view.initiator) || seen(view.responder))) return 'one-end';
  return 'partial';
}

/** The negotiations that the document shows: the last ones of each incident, the gravest incident first, then the latest. */
export function keptNegotiations(all: readonly Negotiation[], input: FinishInput, max: number): readonly Negotiation[] {
  const paired = new Set(input.pairs.flatMap((pair) => pair.incidents.flatMap((incident) => incident.negotiations)));
  const known = all.filter((negotiation) => paired.has(negotiation));
  if (input.full || known.length <= max) return known;
  const wanted = new Set<Negotiation>();
  const take = (negotiation: Negotiation): void => {
    if (wanted.size < max) wanted.add(negotiation);
  };
  for (const { incident } of input.results) incident.negotiations.slice(-5).forEach(take);
  [...known].reverse().forEach(take);
  return known.filter((negotiation) => wanted.has(negotiation));
}

/** The sentence on top. */
export function summaryOf(
  verdict: Verdict,
  findings: readonly Finding[],
  input: FinishInput,
): { id: string; args: MessageArgs } {
  const top = findings.find((finding) => finding.role === 'cause');
  const pair =
    input.pairs.find((item) => item.id === top?.scope.pair) ??
    input.pairs.find((item) => input.pairVerdicts.get(item.id) === verdict) ??
    input.pairs[0];
  const [a, b] = pair?.hosts ?? ['?', '?'];
  if ((verdict === 'failing' || verdict === 'degraded') && top !== undefined) {
    const more = findings.filter((finding) => finding.role === 'cause').length - 1;
    const args = {
      ...top.message.args,
      a,
      b,
      title: `@${top.id}.title`,
      confidence: `@confidence.${top.confidence}`,
      more,
    };
    return {
      id: verdict === 'degraded' ? 'summary.degraded' : more > 0 ? 'summary.failing-more' : 'summary.failing',
      args,
    };
  }
  const open = input.pairs.filter(({ id }) => input.pairVerdicts.get(id) === 'inconclusive');
  const [c, d] = open[0]?.hosts ?? [];
  if (verdict === 'healthy' && c !== undefined && d !== undefined)
    return { id: 'summary.healthy-open', args: { a, b, c, d, more: open.length - 1 } };
  const standing = verdict === 'inconclusive' && top === undefined ? established(input) : null;
  if (standing !== null) return standing;
  return {
    id: `summary.${verdict === 'failing' || verdict === 'degraded' ? 'inconclusive' : verdict}`,
    args: { a, b },
  };
}

/**
 * Words for a pair of which everything that is told went well, while nothing shows traffic: its own records say that SAs for traffic
 * were made, and no attempt of it failed. That is no proof that it works (docs/decisions/0005-how-sure.md), and no fault either.
 */
function established(input: FinishInput): { id: string; args: MessageArgs } | null {
  for (const { id, hosts } of input.pairs) {
    if (input.pairVerdicts.get(id) === 'healthy') continue;
    const mine = input.results.filter(({ incident }) => incident.pair === id);
    const views = mine.map(({ view }) => view);
    const trouble =
      mine.some(
        ({ doubtful, view }) =>
          doubtful || trafficTrouble(view) !== null || trafficDoubt(view) || unansweredOf(view) !== null,
      ) ||
      views.some((view) =>
        view.negotiations.some(({ outcome, childOutcome }) =>
          [outcome, childOutcome].some((one) => one === 'failed' || one === 'timed-out'),
        ),
      );
    const listed = (host: string): readonly (string | null)[] =>
      views.flatMap((view) =>
        view.dump(host, 'child-sa').flatMap((sa) => (sa.installed && sa.from === 'daemon' ? [sa.remote] : [])),
      );
    const told = new Set([
      ...views.flatMap((view) => view.facts('child.established', 'child.rekeyed').map(({ host }) => host)),
      ...hosts.filter((host) => listed(host).length > 0),
    ]);
    const ends = hosts.filter((host) => told.has(host));
    const [a, b] = hosts;
    if (trouble || ends.length === 0) continue;
    if (ends.length === 2) return { id: 'summary.established', args: { a: a ?? '?', b: b ?? '?' } };
    const [own = '?'] = ends;
    const other = hosts.find((host) => host !== own);
    // A host that is known by nothing but that it must exist is better called by its address.
    const named = input.results.some(({ view }) =>
      [view.initiator, view.responder].some((end) => end.label === other && end.host.addresses.length > 0),
    );
    const address = listed(own).find((remote) => remote !== null);
    return { id: 'summary.established-one', args: { a: own, b: (named ? other : (address ?? other)) ?? '?' } };
  }
  return null;
}
