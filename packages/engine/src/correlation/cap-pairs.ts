import type { Account } from './account.ts';
import type { PairDraft } from './incidents.ts';
import { stages } from './incidents.ts';

/**
 * The pairs worth judging one by one when there are more than `max`: those seen from most places, then those that came furthest, then
 * those that tried most often. A flood of strangers is thereby told from the hosts it hides; it is still counted as a crowd.
 * The order of the pairs stays.
 */
export function capPairs(pairs: readonly PairDraft[], account: Account, max: number): readonly PairDraft[] {
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
  return pairs.filter((pair) => kept.has(pair));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
