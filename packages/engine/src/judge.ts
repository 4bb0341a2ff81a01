import { arbitrate, type Ranked, type Ruling } from './arbiter/arbiter.ts';
import type { CaseView, Evidence as CaseEvidence, Need } from './causes/api.ts';
import { breakEvidence } from './causes/at-break.ts';
import { notes } from './causes/notes.ts';
import { benignAbsence } from './causes/benign-absence.ts';
import { auditingOff } from './causes/logging.ts';
import { causes } from './causes/registry.ts';
import { buildAccount, type Account } from './correlation/account.ts';
import { makeCaseView } from './correlation/case-view.ts';
import { capPairs } from './correlation/cap-pairs.ts';
import { stopsItsHost } from './correlation/hosts.ts';
import { fixesFor } from './correlation/fixes.ts';
import { findIncidents, stages, type IncidentDraft, type PairDraft } from './correlation/incidents.ts';
import { refusedBeside } from './correlation/refused-beside.ts';
import { joinSas, type Sas } from './correlation/sas.ts';
import { passesBothWays, trafficDoubt, trafficTrouble, unused, xfrmCounter } from './causes/traffic.ts';
import { unansweredOf } from './causes/unanswered.ts';
import { DocumentBuilder } from './document/builder.ts';
import type { Diagnosis, Finding, Verdict } from './document/types.ts';
import type { Ingested } from './ingest/types.ts';
import { factEntry as entryOf, type FactEntry } from './observations/index.ts';

export interface JudgeOptions {
  readonly lang: 'en' | 'ko';
  readonly full?: boolean;
}

/** Whether every host is known of whose files tell of a possible fault. */
interface Placed {
  /** Rules and counters. */
  readonly whole: boolean;
  /** Counters of the kernel that are not zero. */
  readonly counters: boolean;
}

interface CaseResult {
  readonly incident: IncidentDraft;
  readonly view: CaseView;
  readonly ruling: Ruling;
  /** Whether the incident's failure stands at the end of the evidence. */
  readonly open: boolean;
  /** The records have holes, or something spoke for a fault and was too weak for them: not a cause, and not healthy either. */
  readonly doubtful: boolean;
  readonly placed: Placed;
  /** The incident that tells why this one is no more than a time-out. */
  readonly toldBy?: string | undefined;
}

/** Pairs that are judged one by one; as many more where they show trouble. */
const maxPairs = 300;

/** Evidence in, verdict out: correlates what ingest read, lets every cause look at every case, and writes the document. */
export function judge(ingested: Ingested, options: JudgeOptions): Diagnosis {
  const artifacts = ingested.artifacts.filter((artifact) => artifact.text !== undefined || artifact.wire !== undefined);
  const account = buildAccount(artifacts);
  const sas = joinSas(account);
  const found = withBarePairs(findIncidents(account), account);
  const pairs = capPairs(found, account, sas, maxPairs);
  const builder = new DocumentBuilder(account, ingested, options.lang);
  const pairVerdicts = new Map<string, Verdict>();
  const unplaced = account.artifacts.filter((artifact) => account.hostOf.get(artifact.id) == null && speaks(artifact));
  const placed = { whole: unplaced.length === 0, counters: !unplaced.some(countsErrors) };
  const results: CaseResult[] = [];
  const judged = pairs.map((pair) => {
    const cases = withoutEchoes(pair.incidents.map((incident) => judgeIncident(account, pair, incident, sas, placed)));
    return { pair, cases, verdict: verdictOf(cases) };
  });
  // Hosts that have a pair of which nothing is amiss at the end.
  const works = ({ cases, verdict }: (typeof judged)[number]): boolean =>
    verdict === 'healthy' ||
    (cases.some(({ open }) => !open) && cases.every(({ open, ruling }) => !open || ruling.causes.length === 0));
  const working = new Set(judged.flatMap((one) => (works(one) ? one.pair.hosts : [])));
  for (const { pair, cases, verdict } of judged) {
    const scrap = verdict === 'failing' && pair.hosts.some((host) => working.has(host)) && isScrap(pair, account);
    results.push(...(scrap ? cases.map(unsaid) : cases));
    pairVerdicts.set(pair.id, scrap ? 'inconclusive' : verdict);
  }
  results.sort((a, b) => importance(b) - importance(a));
  const seen = new Map<string, string>();
  for (const result of results) {
    builder.setPair(result.incident.id, result.incident.pair);
    writeCase(builder, result, seen);
  }
  return builder.finish({
    pairs,
    pairsSeen: found.length + ordinaryPairs(found, account),
    pairVerdicts,
    sas,
    results: results.map(({ incident, view, doubtful }) => ({ incident, view, doubtful })),
    full: options.full === true,
  });
}

/** Pairs of which captures say no more than that they went well. */
function ordinaryPairs(found: readonly PairDraft[], account: Account): number {
  if (account.ordinary.size === 0) return 0;
  const key = (a: string, b: string): string => (a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`);
  const owner = (address: string): string => account.ownerOf(address) ?? address;
  const pairs = new Set([...account.ordinary.values()].map((sa) => key(owner(sa.initiator), owner(sa.responder))));
  for (const { hosts } of found) pairs.delete(key(...hosts));
  return pairs.size;
}

/** Pairs for hosts that never negotiated: two observed hosts, or one host and its unknown peer, so that host-level causes are judged. */
function withBarePairs(pairs: readonly PairDraft[], account: Account): PairDraft[] {
  const met = new Set(pairs.flatMap((pair) => pair.hosts));
  const lonely = account.hosts.filter((host) => host.observed && !met.has(host.label));
  if (lonely.length === 0) return [...pairs];
  const result = [...pairs];
  let incidents = pairs.reduce((count, pair) => count + pair.incidents.length, 0);
  const add = (...hosts: [string, string]): void => {
    const id = `p${result.length + 1}`;
    incidents++;
    result.push({
      id,
      hosts,
      incidents: [{ id: `i${incidents}`, pair: id, hosts, negotiations: [], healed: false, working: false }],
    });
  };
  const [a, b, ...more] = lonely;
  if (a !== undefined) add(a.label, b?.label ?? 'peer');
  for (const host of more) if (host.facts.some(({ code }) => stopsItsHost(code))) add(host.label, 'peer');
  return result;
}

function judgeIncident(
  account: Account,
  pair: PairDraft,
  incident: IncidentDraft,
  sas: Sas,
  placed: Placed,
): CaseResult {
  const view = makeCaseView(account, incident, sas);
  const ruling = arbitrate(view, causes);
  const open = !incident.healed;
  const holes = [...account.unreliable].some((artifact) => incident.hosts.includes(account.hostOf.get(artifact) ?? ''));
  const own = new Set(incident.negotiations);
  // Asked only of records with holes: it looks at every negotiation.
  const latest = (): boolean =>
    pair.incidents.every((other) => other === incident || startOfLast(other) <= startOfLast(incident)) &&
    !account.negotiations.some((other) => !own.has(other) && goesOn(incident, other));
  const proven = ruling.causes.some((ranked) => ranked.opinion.stand === 'proves');
  // A host's word of packets it has no SA for is about an SA that stood, not about a negotiation that was cut off.
  const ofTraffic = view.breakPoint.phase === 'config' && ruling.causes[0]?.opinion.stand === 'indicates';
  const ended = (over: (negotiation: CaseView['negotiations'][number]) => boolean): boolean =>
    incident.negotiations.length > 0 && incident.negotiations.every(over);
  // Records of an outcome do not end before what they tell of does.
  const recorded = (negotiation: CaseView['negotiations'][number]): boolean =>
    negotiation.attempts.some((attempt) => attempt.atEnd === true);
  const cut = ended(
    (negotiation) => (negotiation.outcome === 'incomplete' && !recorded(negotiation)) || unfinished(negotiation),
  );
  // Records with holes make holes in the exchange: what is not proven would be about the records, not about the peers; and whether
  // an earlier failure healed since is not to be seen in them.
  const outlived = protectedSince(view) && (holes || ruling.causes[0]?.confidence !== 'certain');
  const blurred =
    outlived ||
    (holes &&
      ((!proven && !copied(view)) ||
        !latest() ||
        view.negotiations.some((negotiation) => mixed(negotiation, account))));
  const away = !proven && benignAbsence(view).length > 0;
  if (
    blurred ||
    away ||
    lastGasp(view) ||
    answersProtected(view) ||
    (!proven && ((cut && !ofTraffic) || ended(stopped)))
  ) {
    const doubtful = holes || ruling.causes.length > 0;
    return { incident, view, ruling: { ...ruling, causes: [], rivals: [] }, open, placed, doubtful };
  }
  return { incident, view, ruling, open, placed, doubtful: holes };
}

/** A case of which the records are too thin for any cause. */
function unsaid(item: CaseResult): CaseResult {
  return { ...item, ruling: { ...item.ruling, causes: [], rivals: [] }, doubtful: true };
}

/**
 * Attempts with nobody knows whom, told by logs that lost lines: beside a pair of the same host that works they are most likely its own
 * earlier ones.
 */
function isScrap(pair: PairDraft, account: Account): boolean {
  const negotiations = pair.incidents.flatMap((incident) => incident.negotiations);
  return (
    negotiations.length > 0 &&
    negotiations.every(
      ({ initiator, responder, attempts }) =>
        (initiator === null || responder === null) &&
        attempts.every(({ artifact }) => account.unreliable.has(artifact)),
    )
  );
}

/** A handful of lines without times, as people paste them: those they left out are no lost records, and nothing came after them. */
function copied(view: CaseView): boolean {
  return (
    view.negotiations.length > 0 &&
    view.negotiations.every(
      ({ start, attempts }) => start === null && attempts.every((attempt) => attempt.pasted === true),
    )
  );
}

/**
 * Incidents of a pair that only repeat what another one tells better: a peer that fell silent and then cannot be called again, time-outs
 * of which the other end recorded why, and attempts of a log without times, of which nothing is known but that they failed, beside those
 * that the records tell of.
 */
function withoutEchoes(cases: readonly CaseResult[]): CaseResult[] {
  return cases.map((item) => {
    const { phase, manner } = item.view.breakPoint;
    const { causes, rivals } = item.ruling;
    const fellSilent =
      phase === 'established' &&
      manner === 'silent' &&
      causes.every((ranked) => ranked.opinion.stand !== 'proves') &&
      cases.some(
        (other) =>
          other !== item &&
          other.open &&
          other.ruling.causes.length > 0 &&
          startOfLast(other.incident) > startOfLast(item.incident),
      );
    const ids = new Set([...causes, ...rivals].map((ranked) => ranked.cause.id));
    const untold =
      causes.length > 0 &&
      causes.every((ranked) => ranked.opinion.stand === 'allows') &&
      item.incident.negotiations.length > 0 &&
      item.incident.negotiations.every(({ start }) => start === null) &&
      cases.some(
        (other) =>
          other.open &&
          other.view.initiator.label === item.view.initiator.label &&
          other.ruling.causes.some(
            (ranked) =>
              ranked.opinion.stand !== 'allows' && ranked.confidence !== 'possible' && ids.has(ranked.cause.id),
          ),
      );
    const toldBy = cases.find(
      (other) =>
        other !== item &&
        other.open &&
        other.ruling.causes.length > 0 &&
        (refusedBeside(item.view, other.view) || (causes.length > 0 && endsAlike(item, other))),
    )?.incident.id;
    return fellSilent || untold || toldBy !== undefined ? { ...unsaid(item), toldBy } : item;
  });
}

/** A capture shows one attempt more, which no log tells of and which ends at the same message as those whose reason a log tells. */
function endsAlike(item: CaseResult, other: CaseResult): boolean {
  const seenOnly = item.incident.negotiations.every(({ attempts }) => attempts.every(({ from }) => from === 'wire'));
  const [mine, theirs] = [item.view.breakPoint, other.view.breakPoint];
  const [known] = other.ruling.causes;
  return (
    seenOnly &&
    item.ruling.causes.every((ranked) => ranked.opinion.stand === 'allows') &&
    known?.opinion.stand === 'proves' &&
    [...item.ruling.causes, ...item.ruling.rivals].some(({ cause }) => cause.id === known.cause.id) &&
    mine.manner === theirs.manner &&
    mine.failedSender === theirs.failedSender &&
    mine.lastCommonStep === theirs.lastCommonStep
  );
}

/**
 * One message to a daemon that is stopped at that very moment, not repeated: somebody took everything down, and the records end with it.
 */
function lastGasp(view: CaseView): boolean {
  const { main } = view;
  if (main === null || main.start === null || view.breakPoint.manner !== 'icmp') return false;
  if (view.rows.some((row) => row.copies > 1) || view.facts('message.gave-up', 'message.retransmitted').length > 0)
    return false;
  const start = main.start;
  return view.hostFacts(view.responder.label, 'daemon.stopping').some((fact) => {
    const { common, error } = view.timesOf(fact);
    const apart = common === null ? null : common > start ? common - start : start - common;
    return apart !== null && apart < error + 1_000_000_000n;
  });
}

/**
 * The responder sends on the very SA of the child whose last message it seems not to have: it sends only when it has it
 * (RFC 2409 5.5), so the records lack it.
 */
function answersProtected(view: CaseView): boolean {
  if (view.breakPoint.phase !== 'child' || view.breakPoint.manner !== 'silent') return false;
  const own = new Set(
    view.facts('child.established').flatMap((fact) => (fact.role === 'initiator' ? [fact.args['spiIn']] : [])),
  );
  return view.sas.some(
    (sa) => sa.from === view.responder.label && own.has(sa.spi) && (sa.leaving !== null || sa.arriving !== null),
  );
}

/** Protected packets passed both ways after this failed to set anything up: another negotiation did, which is not to be seen. */
function protectedSince(view: CaseView): boolean {
  if (stages.indexOf(view.breakPoint.phase) >= stages.indexOf('child')) return false;
  const start = view.negotiations.reduce(
    (last, item) => (item.start !== null && item.start > last ? item.start : last),
    0n,
  );
  const seen = (from: string, arrived: boolean): boolean =>
    view.sas.some((sa) => {
      const flow = arrived ? sa.arriving : (sa.arriving ?? sa.leaving);
      return sa.from === from && flow?.first != null && flow.first > start;
    });
  const [one, other] = [view.initiator.label, view.responder.label];
  return (seen(one, true) && seen(other, false)) || (seen(one, false) && seen(other, true));
}

/** Attempts of different peers taken for one: a message that left with one size and came with another, an address of a third host. */
function mixed(negotiation: CaseView['negotiations'][number], account: Account): boolean {
  const sizes = negotiation.rows.some((row) => {
    const whole = row.sightings.filter((sighting) => sighting.bytes !== null && sighting.ikeFragments === null);
    return whole.some((sighting) => sighting.bytes !== whole[0]?.bytes);
  });
  const stranger = (['initiator', 'responder'] as const).some((role) =>
    negotiation.attempts.some((attempt) => {
      const owner = attempt[role] === null ? null : account.ownerOf(attempt[role].address);
      return owner !== null && negotiation[role] !== null && owner !== negotiation[role];
    }),
  );
  return sizes || stranger;
}

/** Rules and counters that may tell of a fault, of whichever host they are. */
function speaks(artifact: Account['artifacts'][number]): boolean {
  return (artifact.text?.observations ?? []).some(
    (item) =>
      (item.kind === 'host-fact' && !item.name.startsWith('net.') && item.value !== '0') ||
      (item.kind === 'filter-rule' && (item.effect === 'drop' || item.effect === 'translate')),
  );
}

/** The kernel dropped protected packets on some host. */
function countsErrors(artifact: Account['artifacts'][number]): boolean {
  return (artifact.text?.observations ?? []).some(
    (item) => item.kind === 'host-fact' && item.name.startsWith('Xfrm') && item.value !== '0',
  );
}

/** Nobody knows with whom it was, and a log of it tells of another attempt of the same connection after it. */
function goesOn(incident: IncidentDraft, other: CaseView['negotiations'][number]): boolean {
  if (incident.negotiations.every(({ initiator, responder }) => initiator !== null && responder !== null)) return false;
  const mine = incident.negotiations.flatMap((negotiation) => negotiation.attempts);
  return other.attempts.some(
    (later) =>
      later.from === 'log' &&
      later.connection !== null &&
      mine.some(({ artifact, connection }) => artifact === later.artifact && connection === later.connection) &&
      mine.every(({ artifact, firstSeq }) => artifact !== later.artifact || firstSeq < later.firstSeq),
  );
}

/** When the last attempt of an incident began, on the common time line. */
function startOfLast(incident: IncidentDraft): bigint {
  return incident.negotiations.reduce((last, { start }) => (start !== null && start > last ? start : last), 0n);
}

/** The evidence ends before the exchange does: nothing was repeated and nobody gave up. */
function unfinished(negotiation: CaseView['negotiations'][number]): boolean {
  // A record of the outcome says that it is over.
  if (negotiation.attempts.some((attempt) => attempt.atEnd === true)) return false;
  // An initiator that stops after the first answer, by captures alone: they may just end there.
  const early =
    negotiation.breakPoint.manner === 'aborted-locally' && negotiation.rows.every((row) => row.exchange !== 'IKE_AUTH');
  if (
    negotiation.outcome === 'failed' &&
    early &&
    // It had something to prove itself with: what stopped it is not that.
    negotiation.facts.every((fact) => fact.code === 'auth.own-method' || !/^(auth|policy)\./.test(fact.code))
  ) {
    return negotiation.rows.every((row) => row.copies <= 1);
  }
  if (negotiation.outcome !== 'timed-out') return false;
  if (stranger(negotiation)) return true;
  if (negotiation.breakPoint.manner === 'icmp') return false;
  const gaveUp = negotiation.facts.some(
    (fact) =>
      fact.code === 'message.gave-up' ||
      fact.code === 'message.retransmitted' ||
      fact.code === 'ike.half-open-deleted' ||
      fact.code === 'host.icmp-received' ||
      (fact.code === 'host.send-failed' && negotiation.rows.length === 0) ||
      fact.code === 'policy.no-ike-config' ||
      (fact.code === 'proposal.none-chosen' && fact.args['final'] === true) ||
      fact.code === 'ike.ended-unexplained' ||
      fact.code === 'ike.failed',
  );
  return !gaveUp && !pressed(negotiation);
}

/** Who asks once, is asked for a cookie and is not heard of again never meant to negotiate (RFC 7296 2.6). */
function stranger(negotiation: CaseView['negotiations'][number]): boolean {
  const asked = negotiation.rows.filter((row) => row.sender === 'initiator');
  const cookie =
    negotiation.rows.some((row) => row.notifies.some((notify) => notify.name === 'COOKIE')) ||
    negotiation.facts.some((fact) => fact.code === 'ike.cookie-demanded');
  return cookie && asked.length === 1 && asked.every((row) => row.copies === 1);
}

/** Somebody repeated the last message of an end: it waited. What was repeated and then answered is over. */
function pressed(negotiation: CaseView['negotiations'][number]): boolean {
  const rows = negotiation.rows.filter((row) => row.exchange.toUpperCase() !== 'INFORMATIONAL');
  const last = (sender: string): (typeof rows)[number] | undefined => rows.findLast((row) => row.sender === sender);
  return [last('initiator'), last('responder')].some((row) => (row?.copies ?? 1) > 1);
}

/** Broken off by an operator or by the stop of a daemon, not by a fault. */
function stopped(negotiation: CaseView['negotiations'][number]): boolean {
  // Records of both ends say no more than that it was ended.
  const ended = negotiation.facts.every(({ code }) => {
    const entry: FactEntry = entryOf(code);
    return entry.decides !== true && entry.ends === undefined;
  });
  const recorded = negotiation.rows.length === 0 && negotiation.attempts.every((attempt) => attempt.atEnd === true);
  if (negotiation.teardown && recorded && ended && negotiation.facts.every(({ code }) => code !== 'message.gave-up'))
    return true;
  return (
    negotiation.teardown &&
    negotiation.breakPoint.manner === 'silent' &&
    !negotiation.facts.some((fact) => fact.code === 'message.gave-up' || fact.code === 'message.retransmitted')
  );
}

/** A candidate for which nothing speaks in particular rests on the break that leaves it open: no cause is told without a line of proof. */
function founded(view: CaseView, ranked: Ranked): Ranked {
  if (ranked.opinion.for.length > 0) return ranked;
  return { ...ranked, opinion: { ...ranked.opinion, for: breakEvidence(view) } };
}

function importance(result: CaseResult): number {
  const best = result.ruling.causes[0];
  const grade = best === undefined ? 0 : best.confidence === 'certain' ? 3 : best.confidence === 'likely' ? 2 : 1;
  // What something speaks for comes before what is merely left open.
  const spoken = best !== undefined && best.opinion.for.length > 0 ? 0.5 : 0;
  return (result.open ? 10 : 0) + grade + spoken;
}

function verdictOf(cases: readonly CaseResult[]): Verdict {
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
function positive(item: CaseResult): boolean {
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
  if (passesBothWays(view)) return true;
  const children = view.facts('child.established', 'child.rekeyed');
  const said = (host: string): boolean =>
    children.some((fact) => fact.host === host) ||
    view.dump(host, 'child-sa').some((sa) => sa.installed && sa.from === 'daemon');
  // Words about the set-up are no word about traffic: somebody has to be there who would show it in trouble.
  const watched = [view.initiator, view.responder].some((end) => end.hasCapture || end.host.sas.length > 0);
  if (!watched) return false;
  // Nothing used the SAs: what was meant for them may have gone past them, or rules and counters of whichever host may say why.
  const captured = view.initiator.hasCapture && view.responder.hasCapture;
  if (unused(view) && !(captured && item.placed.whole)) return false;
  // Somebody asked in clear and got no answer: it may have been meant for the tunnel.
  const asked = view.clear.filter(({ protocol }) => protocol === 'icmp-echo' || protocol === 'tcp');
  if (unused(view) && asked.some(({ requests, answers }) => requests > 0 && answers === 0)) return false;
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

function writeCase(builder: DocumentBuilder, result: CaseResult, seen: Map<string, string>): void {
  const { view, ruling, incident } = result;
  const refs: string[] = [];
  for (const ranked of ruling.causes) {
    // One fault of one host that many peers run into (a flood, an overload, a daemon that did not start) is one finding.
    const source = ranked.opinion.for[0]?.source;
    const { shared } = ranked.opinion;
    const key =
      ranked.opinion.at == null || source === undefined
        ? null
        : `${result.open}|${ranked.cause.id}|${ranked.opinion.at}|${shared === undefined ? `${source.artifact}|${JSON.stringify(source.at)}` : JSON.stringify(shared)}`;
    const known = key === null ? undefined : seen.get(key);
    if (known !== undefined && shared !== undefined) builder.widenCause(known, view, ranked);
    const ref = known ?? builder.addCause(view, founded(view, ranked), result.open ? 'cause' : 'history');
    if (key !== null) seen.set(key, ref);
    if (known === undefined && result.open) builder.addFixes(ref, fixesFor(view, ranked.cause.id));
    refs.push(ref);
  }
  const top = refs[0];
  if (top !== undefined) seen.set(`incident|${incident.id}`, top);
  const told = seen.get(`incident|${result.toldBy ?? ''}`);
  if (told !== undefined) builder.addSymptom(view, 'symptom.timeout', told);
  else if (top !== undefined) {
    for (const rival of ruling.rivals) builder.addRival(top, rival);
    if (ruling.causes[0]?.confidence !== 'certain' && result.open) {
      for (const need of needsOf(view, ruling)) builder.addMissing(need, refs);
    }
    const symptom =
      view.breakPoint.manner === 'silent' || view.breakPoint.manner === 'icmp'
        ? 'symptom.timeout'
        : incident.working
          ? 'symptom.no-traffic'
          : 'symptom.refused';
    if (result.open) builder.addSymptom(view, symptom, top);
  } else if (incident.negotiations.length > 0 && incident.negotiations.every(stranger)) {
    // Nothing of them would tell more.
  } else if (!incident.working) {
    for (const need of needsOf(view, ruling)) builder.addMissing(need, []);
  } else if (!positive(result)) {
    const unanswered = unansweredOf(view);
    if (unanswered !== null) {
      const { symptom, evidence, settles } = unanswered;
      const ref = builder.addNote(view, symptom, [], evidence, 'symptom');
      builder.addMissing(settles, [ref]);
    }
    if (!result.placed.whole) builder.addMissing({ host: null, what: 'placement' }, []);
    for (const end of [view.initiator, view.responder]) {
      if (!end.hasLog) builder.addMissing({ host: end.label, what: 'log' }, []);
      if (!end.hasCapture) builder.addMissing({ host: end.label, what: 'capture' }, []);
      if (end.hasCapture && trafficDoubt(view)) builder.addMissing({ host: end.label, what: 'longer-capture' }, []);
      if (end.host.sas.length === 0) builder.addMissing({ host: end.label, what: 'sa-listing' }, []);
      if (!end.hasConfiguration) builder.addMissing({ host: end.label, what: 'configuration' }, []);
    }
  }
  for (const item of ruling.explained) {
    if (item.by === null) builder.addCause(view, item.ranked, 'note');
    else builder.addCause(view, item.ranked, 'symptom', refs[0]);
  }
  builder.addConsidered(view, ruling);
  for (const note of notes) {
    const evidence = note.find(view);
    if (evidence.length > 0) builder.addNote(view, note.id, note.references, evidence);
  }
}

/** What would settle the case: what the causes ask for, and the evidence of the end that decided or fell silent. */
function needsOf(view: CaseView, ruling: Ruling): readonly Need[] {
  const needs: Need[] = [];
  const add = (need: Need): void => {
    if (!needs.some((known) => known.host === need.host && known.what === need.what)) needs.push(need);
  };
  const { breakPoint } = view;
  const decider =
    breakPoint.decidedBy === 'initiator' || breakPoint.decidedBy === 'responder' ? view[breakPoint.decidedBy] : null;
  if (decider !== null && !decider.hasLog) add({ host: decider.label, what: 'log' });
  const silent = breakPoint.waitingFor === null ? null : view[breakPoint.waitingFor];
  if (silent !== null && !silent.hasLog) add({ host: silent.label, what: 'log' });
  if (silent !== null && (breakPoint.manner === 'silent' || breakPoint.manner === 'icmp') && !silent.hasCapture)
    add({ host: silent.label, what: 'capture' });
  for (const end of [view.initiator, view.responder]) {
    // A log that records no failures tells of none, however much of it is asked for.
    if (auditingOff(view, end.label).length > 0) add({ host: end.label, what: 'auditing' });
    if (!end.hasLog) add({ host: end.label, what: 'log' });
  }
  for (const ranked of [...ruling.causes, ...ruling.rivals]) for (const need of ranked.opinion.needs ?? []) add(need);
  const spoke = ruling.causes[0]?.opinion.for.some((item) => item.class === 'statement') === true;
  if (decider !== null && decider.hasLog && ruling.causes[0]?.opinion.stand !== 'proves' && !spoke)
    add({ host: decider.label, what: 'raised-log-level' });
  for (const end of [view.initiator, view.responder]) {
    if (end.host.connections.length === 0 && ruling.causes.length > 0) add({ host: end.label, what: 'configuration' });
  }
  return needs.slice(0, 6);
}

export type { CaseEvidence, Finding, Ranked };
