import type { CaseView, Cause, Evidence, EvidenceClass, Opinion } from '../causes/api.ts';
import { on4500, setUp } from '../correlation/ledger.ts';
import type { Attempt } from '../correlation/types.ts';
import type { PacketKind } from '../correlation/captures-show.ts';
import { eachBehindNat, translated } from '../correlation/translated.ts';
import { candidatesOf } from './candidates.ts';
import { ruledOut } from './ruled-out.ts';

/** A cause with its opinion on a case, after the arbiter ranked it. */
export interface Ranked {
  readonly cause: Cause;
  readonly opinion: Opinion;
  readonly confidence: 'certain' | 'likely' | 'possible';
}

/** The verdict on one case. */
export interface Ruling {
  /** Roots, best founded first; empty when nothing is known to be wrong. */
  readonly causes: readonly Ranked[];
  /** What stays possible beside the first cause. */
  readonly rivals: readonly Ranked[];
  /** Proven facts that another cause accounts for, or that are no fault by themselves. */
  readonly explained: readonly { readonly by: string | null; readonly ranked: Ranked }[];
  readonly excluded: readonly { readonly cause: Cause; readonly by: readonly Evidence[] }[];
  readonly cannotTell: readonly Ranked[];
}

const rank: Readonly<Record<EvidenceClass, number>> = {
  statement: 7,
  configuration: 6,
  packet: 5,
  'authenticated-notify': 4,
  'clear-testimony': 3,
  absence: 2,
  shape: 1,
};

/** The strongest class among pieces of evidence, 0 when there are none. */
export function strength(evidence: readonly Evidence[]): number {
  return evidence.reduce((best, item) => Math.max(best, rank[item.class]), 0);
}

function order(
  a: { cause: Cause; opinion: Opinion },
  b: { cause: Cause; opinion: Opinion },
  position: (id: string) => number,
): number {
  const stand = (opinion: Opinion): number => (opinion.stand === 'proves' ? 2 : opinion.stand === 'indicates' ? 1 : 0);
  return (
    stand(b.opinion) - stand(a.opinion) ||
    (b.opinion.stand === 'allows' ? 0 : strength(b.opinion.for) - strength(a.opinion.for)) ||
    (b.opinion.weight ?? 50) - (a.opinion.weight ?? 50) ||
    position(a.cause.id) - position(b.cause.id) ||
    (a.cause.id < b.cause.id ? -1 : 1)
  );
}

/**
 * The one judge. `certain` only when a cause proves itself and nothing stands against it; `likely` when one cause leads by the
 * class of its evidence; otherwise `possible` with rivals. Less evidence can only move opinions from proves over indicates to
 * allows, and exclusions away, so that the set of candidates grows and confidence falls.
 */
export function arbitrate(view: CaseView, causes: readonly Cause[]): Ruling {
  const closed = candidatesOf(view);
  const position = (id: string): number => {
    const at = closed.indexOf(id);
    return at < 0 ? closed.length : at;
  };
  let standing: { cause: Cause; opinion: Opinion }[] = [];
  const excluded: { cause: Cause; by: readonly Evidence[] }[] = [];
  const notes: { cause: Cause; opinion: Opinion }[] = [];
  const out = ruledOut(view);
  for (const cause of causes) {
    const opinion = cause.judge(view);
    const candidate = closed.includes(cause.id);
    if (opinion === null) {
      if (candidate) standing.push({ cause, opinion: silent(view) });
    } else if (opinion.stand === 'excluded') {
      if (candidate) excluded.push({ cause, by: opinion.against });
    } else if (opinion.note === true) notes.push({ cause, opinion });
    else if (opinion.stand !== 'allows' || candidate) standing.push({ cause, opinion });
  }
  const narrowed = narrow(view, standing);
  standing = standing.filter(({ cause, opinion }) => {
    const by = opinion.stand === 'allows' ? (out.get(cause.id) ?? narrowed.get(cause.id)) : undefined;
    if (by !== undefined) excluded.push({ cause, by });
    return by === undefined;
  });
  standing.sort((a, b) => order(a, b, position));

  const proven = standing.filter((item) => item.opinion.stand === 'proves');
  const explained: { by: string | null; ranked: Ranked }[] = notes.map((item) => ({
    by: null,
    ranked: { ...item, confidence: 'likely' },
  }));
  if (proven.length > 0) {
    // What the component that decided says stands above what the configurations would have led to.
    const spoken = proven.some((item) => strength(item.opinion.for) === rank.statement);
    const weighed = proven.filter((item) => !spoken || strength(item.opinion.for) !== rank.configuration);
    const roots = weighed.filter((item) => {
      const by = weighed.find(
        (other) =>
          other !== item &&
          other.cause.explains.includes(item.cause.id) &&
          !item.cause.explains.includes(other.cause.id),
      );
      if (by !== undefined)
        explained.push({ by: by.cause.id, ranked: { ...item, confidence: confidenceOf(view, item.opinion) } });
      return by === undefined;
    });
    const others = standing.filter((item) => item.opinion.stand !== 'proves');
    const doubtful = roots.every((item) => confidenceOf(view, item.opinion) !== 'certain');
    return {
      causes: roots.map((item) => ({ ...item, confidence: confidenceOf(view, item.opinion) })),
      rivals: doubtful ? others.map((item) => ({ ...item, confidence: 'possible' as const })) : [],
      explained,
      excluded: [
        ...excluded,
        ...(doubtful
          ? []
          : others.map((item) => ({ cause: item.cause, by: roots.flatMap((root) => root.opinion.for).slice(0, 3) }))),
      ],
      cannotTell: [],
    };
  }
  const [first, ...rest] = standing;
  if (first === undefined) return { causes: [], rivals: [], explained, excluded, cannotTell: [] };
  const second = rest[0];
  const leads =
    first.opinion.stand === 'indicates' &&
    strength(first.opinion.for) >= rank['clear-testimony'] &&
    (second === undefined ||
      second.opinion.stand === 'allows' ||
      strength(first.opinion.for) > strength(second.opinion.for) ||
      (first.opinion.weight ?? 50) >= (second.opinion.weight ?? 50) + 20);
  const only = rest.length === 0 && first.opinion.stand === 'indicates';
  const confidence = (leads || only) && first.opinion.against.length === 0 ? 'likely' : 'possible';
  return {
    causes: [{ ...first, confidence }],
    rivals: rest.map((item) => ({ ...item, confidence: 'possible' as const })),
    explained,
    excluded,
    cannotTell: rest
      .filter((item) => item.opinion.stand === 'allows')
      .map((item) => ({ ...item, confidence: 'possible' as const })),
  };
}

/** The opinion of a candidate that has nothing to say. Its text still names the two ends. */
function silent(view: CaseView): Opinion {
  const [from, to] = [view.initiator.label, view.responder.label];
  return { stand: 'allows', for: [], against: [], args: { from, to, peer: to, host: to } };
}

/**
 * What the decider's own words exclude: where they are ambiguous between some causes, the rest of the closed set is not what it
 * met. Words of a log that lost records exclude nothing: the narrower line may be the one that is gone.
 */
function narrow(
  view: CaseView,
  standing: readonly { readonly cause: Cause; readonly opinion: Opinion }[],
): ReadonlyMap<string, readonly Evidence[]> {
  const out = new Map<string, readonly Evidence[]>();
  const speaking = standing.filter(
    ({ opinion }) =>
      opinion.stand === 'indicates' &&
      opinion.leaves !== undefined &&
      opinion.for.some((item) => item.class === 'statement') &&
      opinion.for.every((item) => !view.hasHoles(item.source.artifact)),
  );
  if (speaking.length === 0) return out;
  const left = new Set(speaking.flatMap(({ cause, opinion }) => [cause.id, ...(opinion.leaves ?? [])]));
  const by = speaking.flatMap(({ opinion }) => opinion.for).slice(0, 3);
  for (const { cause } of standing) if (!left.has(cause.id)) out.set(cause.id, by);
  return out;
}

/**
 * Proven and nothing against it. In a log that lost lines the word that is left may be the consequence of one that is gone. What was
 * read by a reader that nobody held against real output proves only beside something that was.
 */
function confidenceOf(view: CaseView, opinion: Opinion): 'certain' | 'likely' {
  const whole = opinion.for.every((item) => item.class !== 'statement' || !view.hasHoles(item.source.artifact));
  const sure =
    opinion.against.length === 0 &&
    whole &&
    !joinedByPlace(view, opinion) &&
    !unknownToItsLog(view, opinion) &&
    !deaf(view, opinion);
  return sure && unconfirmedProof(view, opinion).length === 0 ? 'certain' : 'likely';
}

/**
 * What is said not to arrive somewhere is not seen in a capture there that shows nothing of others at all, or nothing of its kind, and
 * neither counters nor, for IKE, a log there say so too.
 */
function deaf(view: CaseView, opinion: Opinion): boolean {
  if (opinion.direction == null) return false;
  const { from, to } = opinion.direction;
  const receiver = view.end(to);
  if (!view.hearsOnlyItself(to) && !view.showsNone(to, kindLost(view, from))) return false;
  if (receiver.hasLog && view.breakPoint.phase !== 'established') return false;
  return !opinion.for.some(
    ({ class: of, source }) => of === 'statement' && receiver.host.artifacts.includes(source.artifact),
  );
}

/** What it is that does not arrive of this sender. */
function kindLost(view: CaseView, from: string): PacketKind {
  if (view.breakPoint.phase === 'established')
    return view.sas.some((sa) => sa.from === from && sa.encapsulation === 'none') ? 'ESP' : 'UDP 4500';
  const { role } = view.end(from);
  const row = view.rows.findLast((one) => one.sender === role && one.seenArriving === 'no');
  return row !== undefined && on4500(row) ? 'UDP 4500' : 'IKE';
}

/**
 * What proves is packets alone, and a capture shows a host set up what its log, which covers the time, tells nothing of: one of the
 * two is thinned or of something else.
 */
function unknownToItsLog(view: CaseView, opinion: Opinion): boolean {
  if (opinion.for.some((item) => item.class === 'statement' || item.class === 'configuration')) return false;
  return view.rows.some((row) => setUp.has(row.exchange) && row.seenLeaving === 'yes' && row.sentByLog === 'no');
}

/**
 * The two ends' records were taken for those of one negotiation although they give one of its ends two addresses, and neither an SPI they
 * share nor word of a NAT says why: the record that proves may be about somebody else.
 */
function joinedByPlace(view: CaseView, opinion: Opinion): boolean {
  const attempts = view.main?.attempts ?? [];
  const [first] = attempts;
  if (first === undefined || attempts.length < 2) return false;
  if (view.facts('ike.nat-detected').some((fact) => fact.args['where'] !== 'faked')) return false;
  // What a host was told of proves nothing, and so takes nothing from what does.
  const proving = new Set(proofOf(opinion).map(({ source }) => source.artifact));
  const alone = view.others.every(({ observed }) => !observed);
  return attempts.some(
    (one) =>
      proving.has(one.artifact) &&
      (one.placed === true ||
        attempts.every(
          (other) =>
            other === one ||
            (!sharesSpi(one, other) &&
              (['initiator', 'responder'] as const).some((role) => {
                const [a, b] = [one[role]?.address, other[role]?.address];
                return (
                  a !== undefined &&
                  b !== undefined &&
                  a !== b &&
                  !translated(one, other, role) &&
                  !(alone && eachBehindNat(one, other))
                );
              })),
        )),
  );
}

function sharesSpi(a: Attempt, b: Attempt): boolean {
  if (a.initiatorSpi !== null && a.initiatorSpi === b.initiatorSpi) return true;
  return a.childSpis.some((spi) => b.childSpis.includes(spi));
}

/** Classes of evidence that can prove by themselves. */
const bearing = new Set<EvidenceClass>(['statement', 'configuration', 'packet', 'authenticated-notify']);

function proofOf(opinion: Opinion): readonly Evidence[] {
  return opinion.for.filter((item) => bearing.has(item.class));
}

/**
 * Artifacts on which a proof rests and whose readers are unconfirmed; empty where something that can prove was read by another reader as
 * well, so that a file more never makes a finding less sure.
 */
export function unconfirmedProof(view: CaseView, opinion: Opinion): readonly string[] {
  const proof = proofOf(opinion);
  const doubtful = proof.filter((item) => !view.confirmed(item.source.artifact));
  // A difference of two configurations is as sure as the reading of both, and a refusal does not tell its reason.
  const compared = doubtful.some((item) => item.class === 'configuration');
  const decisive = proof.some(
    (item) =>
      view.confirmed(item.source.artifact) && (!compared || item.class === 'statement' || item.class === 'packet'),
  );
  return decisive ? [] : [...new Set(doubtful.map((item) => item.source.artifact))];
}
