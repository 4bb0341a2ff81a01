import type { ScenarioScore, Run } from './one.ts';

/** Numbers over a set of scores, as the acceptance speaks of them. */
export interface Totals {
  scenarios: number;
  failing: number;
  healthy: number;
  top1: number;
  certain: number;
  healthyRight: number;
  subsets: number;
  kept: number;
  keptOrHonest: number;
  meanSet: number;
  wrongCertain: number;
  causeOnHealthy: number;
  breakPoints: number;
  breakRight: number;
  monotone: number;
  confidence: Record<'certain' | 'likely' | 'possible' | 'none', number>;
}

/** A score's run with everything. */
export function whole(score: ScenarioScore): Run | undefined {
  return score.runs.find(({ variant }) => variant === 'all');
}

/** Add up. Failing scenarios count for sets and certainty; every run counts for wrong answers. */
export function totalsOf(scores: readonly ScenarioScore[], only?: (run: Run) => boolean): Totals {
  const failing = scores.filter(({ truth }) => truth.length > 0);
  const healthy = scores.filter(({ truth }) => truth.length === 0);
  const runs = (of: readonly ScenarioScore[]): Run[] => of.flatMap((score) => score.runs.filter(only ?? (() => true)));
  const subsets = runs(failing).filter(({ variant }) => only !== undefined || variant !== 'all');
  const sizes = runs(failing).flatMap(({ setSize }) => setSize ?? []);
  const problems = (kind: string): number =>
    runs(scores).filter((run) => run.problems.some((problem) => problem.kind === kind)).length;
  const confidence = { certain: 0, likely: 0, possible: 0, none: 0 };
  for (const run of runs(failing)) confidence[run.causes[0]?.confidence ?? 'none'] += 1;
  const breaks = scores.flatMap(({ breakPoint }) => breakPoint ?? []);
  return {
    scenarios: scores.length,
    failing: failing.length,
    healthy: healthy.length,
    top1: failing.filter((score) => score.topRight).length,
    certain: failing.filter((score) => score.topRight && whole(score)?.causes[0]?.confidence === 'certain').length,
    healthyRight: healthy.filter((score) => score.topRight && whole(score)?.verdict === score.verdict).length,
    subsets: subsets.length,
    kept: subsets.filter(({ kept }) => kept).length,
    keptOrHonest: subsets.filter(({ honest }) => honest).length,
    meanSet: sizes.length === 0 ? 0 : sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    wrongCertain: problems('wrong-certain'),
    causeOnHealthy: problems('cause-on-healthy'),
    breakPoints: breaks.length,
    breakRight: breaks.filter(({ right }) => right).length,
    monotone: problems('monotone'),
    confidence,
  };
}

/** `97.3 %` */
export function share(part: number, of: number): string {
  return of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`;
}
