import { PROBLEMS, type ProblemKind } from './expect.ts';
import type { ScenarioScore } from './one.ts';
import { CUTS, share, totalsOf } from './totals.ts';

/** One line for each failure, the gravest first. */
export function failureLines(scores: readonly ScenarioScore[]): string[] {
  const lines: { rank: number; text: string }[] = [];
  for (const score of scores) {
    for (const run of score.runs) {
      for (const problem of run.problems) {
        const how = run.how === '' ? '' : ` {${run.how}}`;
        lines.push({
          rank: PROBLEMS.indexOf(problem.kind),
          text: `${problem.kind}  ${score.id}${score.proven ? '' : ' (unproven)'}  ${run.variant}${how}  expected ${problem.expected}  got ${problem.got}`,
        });
      }
    }
  }
  return lines.sort((a, b) => a.rank - b.rank).map(({ text }) => text);
}

/** Totals held against the limits that the project set itself. */
export function totalLines(scores: readonly ScenarioScore[]): string[] {
  const t = totalsOf(scores);
  const mark = (ok: boolean): string => (ok ? 'ok  ' : 'FAIL');
  const counts = new Map<ProblemKind, number>();
  for (const problem of scores.flatMap(({ runs }) => runs.flatMap(({ problems }) => problems)))
    counts.set(problem.kind, (counts.get(problem.kind) ?? 0) + 1);
  const count = (kind: ProblemKind): number => counts.get(kind) ?? 0;
  const cuts = CUTS.map(({ name, of }) => ({ name, t: totalsOf(scores, of) })).filter((cut) => cut.t.subsets > 0);
  const honest = [...cuts].sort((a, b) => a.t.keptOrHonest / a.t.subsets - b.t.keptOrHonest / b.t.subsets)[0];
  const wide = [...cuts].sort((a, b) => b.t.meanSet - a.t.meanSet)[0];
  return [
    `${scores.length} scenarios, ${scores.reduce((sum, { runs }) => sum + runs.length, 0)} runs`,
    `${mark(t.top1 === t.failing)} top-1 right with everything: ${t.top1} of ${t.failing} failing`,
    `${mark(t.healthyRight === t.healthy)} healthy said healthy: ${t.healthyRight} of ${t.healthy}`,
    `${mark(t.certain >= 0.8 * t.failing)} certain with everything: ${share(t.certain, t.failing)} (80 % wanted)`,
    `${mark(count('too-many-causes') === 0)} more than two causes per fault: ${count('too-many-causes')}`,
    `${mark(t.keptOrHonest >= 0.99 * t.subsets)} truth in the set or honest answer, per cut: ${share(t.keptOrHonest, t.subsets)} of ${t.subsets} (99 % wanted; truth in the set ${share(t.kept, t.subsets)})`,
    `${mark(t.meanSetOfAll <= 3)} mean size of the set: ${t.meanSetOfAll.toFixed(2)} (3 wanted); without filters and kinds of records gone ${t.meanSet.toFixed(2)}`,
    `${mark(t.causeOnHealthy === 0)} causes on healthy: ${t.causeOnHealthy}`,
    `${mark(t.wrongCertain === 0)} wrong certain: ${t.wrongCertain}`,
    `${mark(t.breakRight >= 0.95 * t.breakPoints)} captures only, break point and end: ${share(t.breakRight, t.breakPoints)} of ${t.breakPoints} (95 % wanted)`,
    `${mark(t.monotone === 0)} runs against the monotone property: ${t.monotone}`,
    `${mark(count('threw') === 0)} failures of the program: ${count('threw')}`,
    `     worst cuts: ${honest === undefined ? '' : `${honest.name} with ${share(honest.t.keptOrHonest, honest.t.subsets)} kept or honest`}; ${wide === undefined ? '' : `${wide.name} with a mean set of ${wide.t.meanSet.toFixed(2)}`}`,
    `     verdicts other than declared: ${count('verdict')}; certain where it ought not be: ${count('overclaimed')}; missing evidence not named: ${count('missing-not-named')}`,
  ];
}

/** Does every limit hold that the project set itself? */
export function passes(scores: readonly ScenarioScore[]): boolean {
  return totalLines(scores).every((line) => !line.startsWith('FAIL'));
}
