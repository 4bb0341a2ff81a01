import { arbitrate } from './arbiter/arbiter.ts';
import { causes } from './causes/registry.ts';
import { buildAccount, type Account } from './correlation/account.ts';
import { capPairs } from './correlation/cap-pairs.ts';
import { makeCaseView } from './correlation/case-view.ts';
import { findIncidents, type IncidentDraft, type PairDraft } from './correlation/incidents.ts';
import { joinSas, type Sas } from './correlation/sas.ts';
import { DocumentBuilder } from './document/builder.ts';
import type { Diagnosis, Verdict } from './document/types.ts';
import type { Ingested } from './ingest/types.ts';
import { unsaid, type CaseResult, type Placed } from './judgement/case-result.ts';
import { doubtsOf } from './judgement/doubts.ts';
import { isScrap, withoutEchoes } from './judgement/echoes.ts';
import { importance, verdictOf } from './judgement/verdict.ts';
import { writeCase } from './judgement/write-case.ts';

export interface JudgeOptions {
  readonly lang: 'en' | 'ko';
  readonly full?: boolean;
}

/** Pairs that are judged one by one; as many more where they show trouble. */
const maxPairs = 300;

/** Evidence in, verdict out: correlates what ingest read, lets every cause look at every case, and writes the document. */
export function judge(ingested: Ingested, options: JudgeOptions): Diagnosis {
  const artifacts = ingested.artifacts.filter((artifact) => artifact.text !== undefined || artifact.wire !== undefined);
  const account = buildAccount(artifacts);
  const sas = joinSas(account);
  const found = withBarePairs(findIncidents(account), account, sas).map((pair) => standing(pair, sas));
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

/**
 * Pairs for hosts that never negotiated: with whom they share SAs, else two observed hosts, or one host and its unknown peer, so that causes
 * of hosts are judged, and none that gave evidence goes without a word.
 */
function withBarePairs(pairs: readonly PairDraft[], account: Account, sas: Sas): PairDraft[] {
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
  for (const { label } of lonely)
    for (const peer of [...sas.peers(label)].sort().slice(0, mostBarePeers))
      if (!result.some(({ hosts }) => hosts.includes(label) && hosts.includes(peer))) add(...ordered(label, peer));
  const known = new Set(result.flatMap(({ hosts }) => hosts));
  const [a, b, ...more] = lonely.filter(({ label }) => !known.has(label));
  if (a !== undefined) add(a.label, b?.label ?? 'peer');
  for (const host of more) add(host.label, 'peer');
  return result;
}

/** A host with so many peers that nobody negotiates with is a gateway under a flood, or a capture of other people's packets. */
const mostBarePeers = 8;

function ordered(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a];
}

/** Protected packets of a pair pass, or both list the same SA, and of its IKE SA no more is seen than what keeps it alive or ends it: the SAs stood before the evidence begins. */
function standing(pair: PairDraft, sas: Sas): PairDraft {
  const [a, b] = pair.hosts;
  const listed = (): boolean =>
    sas.between(a, b).some(({ senderHas, receiverHas }) => senderHas === 'yes' && receiverHas === 'yes');
  if (sas.packets(a, b) + sas.packets(b, a) === 0 && !listed()) return pair;
  const begun = ({ negotiations }: IncidentDraft): boolean =>
    negotiations.every(
      ({ midway, breakPoint }) => midway && breakPoint.phase === 'config' && breakPoint.manner === 'none',
    );
  return { ...pair, incidents: pair.incidents.map((one) => (begun(one) ? { ...one, working: true } : one)) };
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
  const { tooThin, holes } = doubtsOf(account, pair, incident, view, ruling);
  const open = !incident.healed;
  if (!tooThin) return { incident, view, ruling, open, placed, doubtful: holes };
  const doubtful = holes || ruling.causes.length > 0;
  return { incident, view, ruling: { ...ruling, causes: [], rivals: [] }, open, placed, doubtful };
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
