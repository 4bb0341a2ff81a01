import type { Run, ScenarioScore } from './one.ts';
import { SUBSETS } from './variants.ts';

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
  /** Over parts of the evidence, as somebody has them; the harder cuts are not among them. */
  meanSet: number;
  /** Over all cuts. */
  meanSetOfAll: number;
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
  const mean = (of: readonly Run[]): number => {
    const sizes = of.flatMap(({ setSize }) => setSize ?? []);
    return sizes.length === 0 ? 0 : sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  };
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
    meanSet: mean(runs(failing).filter((run) => only !== undefined || !isHarder(run))),
    meanSetOfAll: mean(runs(failing)),
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

/** Cuts made to catch wrong answers: captures with a filter, and one kind of message or line gone, on top of what else is missing. */
function isHarder({ kind, how }: Run): boolean {
  return kind === 'drop' && !randomParts.some((words) => how.includes(words));
}

/** How the cuts that leave out random files, records or slices of time say so. */
const randomParts = ['the files', 'of the records', 'of the time'] as const;

/** The cuts in the order of the page: what each holds, and which runs belong to it. */
export const CUTS: { name: string; of: (run: Run) => boolean }[] = [
  ...SUBSETS.map((subset) => ({ name: subset as string, of: (run: Run): boolean => run.kind === subset })),
  { name: 'without configurations', of: (run) => run.kind === 'no-configuration' },
  { name: "one host's clock up to ± 9 h off", of: (run) => run.kind === 'clock' },
  { name: 'folders of the ends exchanged', of: (run) => run.kind === 'swapped' },
  { name: 'files renamed', of: (run) => run.kind === 'renamed' },
  { name: 'loose files under random names', of: (run) => run.kind === 'loose' },
  { name: 'random files dropped', of: (run) => run.kind === 'drop' && run.how.includes('the files') },
  { name: 'random records dropped', of: (run) => run.kind === 'drop' && run.how.includes('of the records') },
  { name: 'random slice of time dropped', of: (run) => run.kind === 'drop' && run.how.includes('of the time') },
  { name: 'captures taken with a filter', of: (run) => run.kind === 'drop' && run.how.includes('taken with: ') },
];
