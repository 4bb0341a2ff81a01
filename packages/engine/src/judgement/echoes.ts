import type { Account } from '../correlation/account.ts';
import type { PairDraft } from '../correlation/incidents.ts';
import { refusedBeside } from '../correlation/refused-beside.ts';
import { unsaid, type CaseResult } from './case-result.ts';
import { startOfLast } from './doubts.ts';

/**
 * Attempts with nobody knows whom, told by logs that lost lines: beside a pair of the same host that works they are most likely its own
 * earlier ones.
 */
export function isScrap(pair: PairDraft, account: Account): boolean {
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

/**
 * Incidents of a pair that only repeat what another one tells better: a peer that fell silent and then cannot be called again, time-outs
 * of which the other end recorded why, and attempts of a log without times, of which nothing is known but that they failed, beside those
 * that the records tell of.
 */
export function withoutEchoes(cases: readonly CaseResult[]): CaseResult[] {
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
