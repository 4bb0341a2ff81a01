import type { BreakFamily } from '../types.ts';
import type { Expectation } from './expect.ts';
import { idsOf, topRight } from './expect.ts';
import type { Break, Outcome } from './outcome.ts';

/** What the kind of scenario says about its break point, whoever reads the evidence. */
const BY_FAMILY: Partial<Record<BreakFamily, { manners: string[]; decidedBy: string[] }>> = {
  'refused-init': { manners: ['refused'], decidedBy: ['responder'] },
  'refused-auth': { manners: ['refused'], decidedBy: ['responder'] },
  'refused-auth-by-initiator': { manners: ['refused', 'aborted-locally'], decidedBy: ['initiator'] },
  'refused-child': { manners: ['refused'], decidedBy: ['responder'] },
};

/** The break point of the incident that names a fault rightly, or of the first open one. */
export function breakOf(expectation: Expectation, outcome: Outcome): Break | null {
  const right = new Set(expectation.scenario.truth.flatMap(idsOf));
  const open = outcome.cases.filter((item) => !item.healed);
  const named = open.find((item) => item.causes.some(({ id }) => right.has(id)));
  return (named ?? open.find((item) => item.causes.length > 0) ?? open[0])?.breakPoint ?? null;
}

/** Whether captures alone show where it breaks; null when nothing is to be compared. */
export interface BreakScore {
  right: boolean;
  expected: string;
  got: string;
}

const show = (at: Break | null): string => (at === null ? 'none' : `${at.manner} by ${at.decidedBy}`);

/**
 * Hold the break point found in the captures against what the scenario's family says, else against the one found with all
 * evidence when that answer is right.
 */
export function scoreBreak(expectation: Expectation, all: Outcome, captures: Outcome): BreakScore | null {
  const { scenario } = expectation;
  if (scenario.truth.length === 0 || scenario.breaks === 'start' || scenario.breaks === 'load') return null;
  // Captures without a packet of a negotiation have nothing to locate.
  if (captures.cases.length === 0 && (captures.verdict === 'no-ipsec' || captures.verdict === 'inconclusive'))
    return null;
  const got = breakOf(expectation, captures);
  const family = BY_FAMILY[scenario.breaks];
  if (family !== undefined) {
    const right = got !== null && family.manners.includes(got.manner) && family.decidedBy.includes(got.decidedBy);
    return { right, expected: `${family.manners.join('|')} by ${family.decidedBy.join('|')}`, got: show(got) };
  }
  if (!topRight(expectation, all)) return null;
  const wanted = breakOf(expectation, all);
  if (wanted === null) return null;
  const right =
    got !== null &&
    got.manner === wanted.manner &&
    got.decidedBy === wanted.decidedBy &&
    (wanted.direction === null || got.direction === wanted.direction);
  return { right, expected: `${show(wanted)} ${wanted.direction ?? ''}`, got: `${show(got)} ${got?.direction ?? ''}` };
}
