import type { Account } from './account.ts';
import type { IncidentDraft, PairDraft } from './incidents.ts';
import { stages } from './incidents.ts';
import type { Sas } from './sas.ts';
import type { Negotiation } from './types.ts';

/**
 * The pairs worth judging one by one when there are too many. `max` of them are those seen from most places, then those that came
 * furthest, then those that tried most often: a flood of strangers is thereby told from the hosts it hides; it is still counted as a
 * crowd. Beside them stand up to `max` more that show trouble: among thousands that work the few that do not are what is asked for.
 * The order of the pairs stays.
 */
export function capPairs(pairs: readonly PairDraft[], account: Account, sas: Sas, max: number): readonly PairDraft[] {
  if (pairs.length <= max) return pairs;
  const observed = new Set(account.hosts.filter((host) => host.observed).map((host) => host.label));
  const weighed = pairs.map((pair, index) => {
    const negotiations = pair.incidents.flatMap((incident) => incident.negotiations);
    const ends = pair.hosts.filter((host) => observed.has(host)).length;
    const places = new Set(negotiations.flatMap(({ attempts }) => attempts.map(({ artifact }) => artifact))).size;
    const reached = negotiations.reduce((best, { breakPoint }) => Math.max(best, stages.indexOf(breakPoint.phase)), 0);
    return { pair, index, weight: [negotiations.length === 0 ? 1 : 0, ends, places, reached, negotiations.length] };
  });
  weighed.sort((a, b) => compare(b.weight, a.weight) || a.index - b.index);
  const kept = new Set(weighed.slice(0, max).map(({ pair }) => pair));
  for (const { pair } of weighed.slice(max)) {
    if (kept.size >= 2 * max) break;
    if (pair.incidents.some(shows) || lopsided(pair, sas)) kept.add(pair);
  }
  return pairs.filter((pair) => kept.has(pair));
}

/** It failed for good, and not as somebody does who asks once and is not heard of again. */
function shows(incident: IncidentDraft): boolean {
  return !incident.working && !incident.healed && incident.negotiations.some(pressed);
}

/** Something was refused or repeated, or it was past its first exchange. */
function pressed(negotiation: Negotiation): boolean {
  const { phase, manner } = negotiation.breakPoint;
  return (
    (phase !== 'first' && phase !== 'config') ||
    manner === 'refused' ||
    negotiation.facts.length > 0 ||
    negotiation.rows.some((row) => row.copies > 1)
  );
}

/** Protected packets go one way and none comes back. */
function lopsided(pair: PairDraft, sas: Sas): boolean {
  const [one, other] = pair.hosts;
  const [there, back] = [sas.packets(one, other), sas.packets(other, one)];
  return (there === 0) !== (back === 0) && there + back > 1;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
