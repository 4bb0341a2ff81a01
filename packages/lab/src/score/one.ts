import type { Honest, ScenarioFile, Subset, Verdict } from '../types.ts';
import { type BreakScore, scoreBreak } from './break-point.ts';
import { loadRecorded } from './evidence.ts';
import { type Expectation, examine, monotone, type Problem, setSize, topRight, truthKept } from './expect.ts';
import { honestAnswer } from './expect.ts';
import { type Named, type Outcome, outcomeOf, openVariant, readChanged, readVariant } from './outcome.ts';
import { type VariantKind, variantsOf } from './variants.ts';

/** The score of one variant of one scenario. */
export interface Run {
  variant: string;
  kind: VariantKind;
  how: string;
  verdict: Verdict | null;
  causes: Named[];
  rivals: string[];
  missing: string[];
  /** Truth among the candidates. */
  kept: boolean;
  /** Or answered as declared. */
  honest: boolean;
  setSize: number | null;
  problems: Problem[];
}

/** The score of one recorded scenario. */
export interface ScenarioScore {
  id: string;
  seed: number;
  truth: string[];
  verdict: Verdict;
  proven: boolean;
  ranOn: ScenarioFile['ranOn'];
  topRight: boolean;
  breakPoint: BreakScore | null;
  runs: Run[];
}

/** Which scenario to score, and how. */
export interface ScoreTask {
  folder: string;
  seed: number;
  drops: number;
  /** Expectations as the scenario declares them now; null takes those written when it was recorded. */
  honest: Record<Subset, Honest> | null;
  truth: ScenarioFile['truth'] | null;
}

/** Diagnose every variant of a recorded scenario and compare the answers with what it declares. */
export async function scoreScenario(task: ScoreTask): Promise<ScenarioScore> {
  const recorded = loadRecorded(task.folder);
  const scenario = { ...recorded.scenario, truth: task.truth ?? recorded.scenario.truth };
  const expectation: Expectation = { scenario, honest: task.honest ?? scenario.honest };
  const outcomes = new Map<string, Outcome>();
  const runs: Run[] = [];
  const variants = variantsOf(recorded, task.seed, task.drops);
  const [all] = variants;
  if (all === undefined) throw new Error(`nothing recorded in ${task.folder}`);
  const read = await readVariant(all);
  for (const variant of variants) {
    const { name, kind, how, exchanged } = variant;
    let outcome: Outcome;
    try {
      const samePlaces = kind !== 'swapped' && kind !== 'renamed' && kind !== 'loose';
      const ingested =
        variant === all ? read : samePlaces ? await readChanged(variant, all, read) : await readVariant(variant);
      outcome = outcomeOf(await openVariant(variant, ingested), scenario.draw, exchanged);
    } catch (error) {
      const got =
        error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 2).join(' ') : String(error);
      runs.push({
        variant: name,
        kind,
        how,
        verdict: null,
        causes: [],
        rivals: [],
        missing: [],
        kept: false,
        honest: false,
        setSize: null,
        problems: [{ kind: 'threw', expected: 'an answer', got }],
      });
      continue;
    }
    outcomes.set(name, outcome);
    const problems = examine(expectation, kind, outcome);
    for (const more of variant.within) {
      const known = outcomes.get(more);
      if (known !== undefined) problems.push(...monotone(known, outcome, more));
    }
    const kept = truthKept(scenario, outcome);
    runs.push({
      variant: name,
      kind,
      how,
      verdict: outcome.verdict,
      causes: outcome.causes,
      rivals: outcome.rivals,
      missing: outcome.missing,
      kept,
      honest:
        scenario.truth.length === 0 ? outcome.causes.length === 0 : kept || honestAnswer(expectation, kind, outcome),
      setSize: setSize(outcome),
      problems,
    });
  }
  const whole = outcomes.get('all');
  const captures = outcomes.get('captures');
  const breakPoint = whole === undefined || captures === undefined ? null : scoreBreak(expectation, whole, captures);
  if (breakPoint !== null && !breakPoint.right) {
    const run = runs.find(({ variant }) => variant === 'captures');
    run?.problems.push({ kind: 'break-point', expected: breakPoint.expected, got: breakPoint.got });
  }
  return {
    id: scenario.id,
    seed: scenario.draw.seed,
    truth: scenario.truth.map(({ cause }) => cause),
    verdict: scenario.verdict,
    proven: scenario.proven,
    ranOn: scenario.ranOn,
    topRight: whole !== undefined && topRight(expectation, whole),
    breakPoint,
    runs,
  };
}
