import type { BreakFamily } from '../types.ts';
import { type Expectation, idsOf, topRight } from './expect.ts';
import type { Break, Outcome } from './outcome.ts';

/** The end that refuses, where the kind of scenario says so whichever daemons run it. */
const DECIDES: Partial<Record<BreakFamily, 'initiator' | 'responder'>> = {
  'refused-init': 'responder',
  'refused-child': 'responder',
};

/** The same, for scenarios in which it may depend on the daemons: taken when the answer with everything is no help. */
const USUALLY_DECIDES: Partial<Record<BreakFamily, 'initiator' | 'responder'>> = {
  'refused-auth': 'responder',
  'refused-auth-by-initiator': 'initiator',
};

/** The break point of the incident that names a fault rightly, or of the first open one. */
function breakOf(expectation: Expectation, outcome: Outcome): Break | null {
  const right = new Set(expectation.scenario.truth.flatMap(idsOf));
  const open = outcome.cases.filter((item) => !item.healed);
  const named = open.find((item) => item.causes.some(({ id }) => right.has(id)));
  return (named ?? open.find((item) => item.causes.length > 0) ?? open[0])?.breakPoint ?? null;
}

/** Whether captures alone show where it breaks, and at which end. */
export interface BreakScore {
  right: boolean;
  expected: string;
  got: string;
}

const show = (at: Break | null): string =>
  at === null ? 'none' : `${at.manner} by ${at.decidedBy} ${at.direction ?? ''} (${at.nextExpected ?? '-'})`;

const breaks = (at: Break | null): at is Break => at !== null && at.manner !== 'none';

/**
 * The end is found when it is named, or when its message is the one that is missing: captures do not hold the words of an
 * encrypted refusal.
 */
function findsEnd(got: Break | null, end: string): boolean {
  if (!breaks(got)) return false;
  return got.decidedBy === end || (got.decidedBy === 'unknown' && got.direction?.startsWith(`${end}->`) === true);
}

/**
 * Hold the break point found in the captures against what the scenario's family says, else against the one found with all
 * evidence when that answer is right. Null when there is nothing to compare.
 */
export function scoreBreak(expectation: Expectation, all: Outcome, captures: Outcome): BreakScore | null {
  const { scenario } = expectation;
  if (scenario.truth.length === 0 || scenario.breaks === 'start' || scenario.breaks === 'load') return null;
  // Captures without a packet of a negotiation have nothing to locate.
  if (captures.cases.length === 0 && (captures.verdict === 'no-ipsec' || captures.verdict === 'inconclusive'))
    return null;
  const got = breakOf(expectation, captures);
  const wanted = topRight(expectation, all) ? breakOf(expectation, all) : null;
  const family = DECIDES[scenario.breaks] ?? (wanted === null ? USUALLY_DECIDES[scenario.breaks] : undefined);
  const end = family ?? (isEnd(wanted?.decidedBy) ? wanted?.decidedBy : undefined);
  if (end !== undefined) return { right: findsEnd(got, end), expected: `by ${end}`, got: show(got) };
  if (wanted === null) return null;
  const score = { expected: show(wanted), got: show(got) };
  if (!breaks(wanted)) return { ...score, right: !breaks(got) };
  if (!breaks(got) || got.manner !== wanted.manner) return { ...score, right: false };
  // A packet that reaches the host and not the daemon is, to captures, a request without an answer.
  const atHost = scenario.breaks === 'silent-init' && scenario.truth.every(({ at }) => at !== 'path');
  return { ...score, right: atHost || wanted.direction === null || got.direction === wanted.direction };
}

function isEnd(text: string | undefined): boolean {
  return text === 'initiator' || text === 'responder' || text === 'third';
}
