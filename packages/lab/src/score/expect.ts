import type { Honest, ScenarioFile, Subset, Truth } from '../types.ts';
import type { Case, Named, Outcome } from './outcome.ts';
import type { VariantKind } from './variants.ts';
import { SUBSETS } from './variants.ts';

/** Sorts of failure, the gravest first. */
export const PROBLEMS = [
  'threw',
  'wrong-certain',
  'cause-on-healthy',
  'top-1',
  'truth-lost',
  'too-many-causes',
  'break-point',
  'monotone',
  'verdict',
  'overclaimed',
  'missing-not-named',
] as const;

export type ProblemKind = (typeof PROBLEMS)[number];

export interface Problem {
  kind: ProblemKind;
  expected: string;
  got: string;
}

/** What an answer is held against. */
export interface Expectation {
  scenario: ScenarioFile;
  honest: Record<Subset, Honest>;
}

const isSubset = (kind: VariantKind): kind is Subset => (SUBSETS as string[]).includes(kind);

/** Ids that name a fault rightly. */
export function idsOf(truth: Truth): string[] {
  return [truth.cause, ...(truth.alsoRight ?? [])];
}

/** Ids that stand in the answer's candidate set: causes and their rivals. */
export function candidates(outcome: Outcome): Set<string> {
  return new Set([...outcome.causes.map(({ id }) => id), ...outcome.rivals]);
}

/** Is every fault's name among the candidates? */
export function truthKept(scenario: ScenarioFile, outcome: Outcome): boolean {
  const set = candidates(outcome);
  return scenario.truth.every((truth) => idsOf(truth).some((id) => set.has(id)));
}

/** Causes and rivals per incident that has any, averaged; null when there is none. */
export function setSize(outcome: Outcome): number | null {
  const sizes = outcome.cases
    .filter((item) => item.causes.length > 0)
    .map((item) => new Set([...item.causes.map(({ id }) => id), ...item.rivals]).size);
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
}

/** Right with everything: one fault stands first, several are all there and one of them stands first. */
export function topRight(expectation: Expectation, outcome: Outcome): boolean {
  const { scenario, honest } = expectation;
  if (scenario.truth.length === 0) return outcome.causes.length === 0;
  const right = new Set([...scenario.truth.flatMap(idsOf), ...honest.all.acceptable]);
  const first = outcome.causes[0];
  if (first === undefined || !right.has(first.id)) return false;
  if (scenario.truth.length === 1) return true;
  return scenario.truth.every((truth) => idsOf(truth).some((id) => outcome.causes.some((cause) => cause.id === id)));
}

function honestOf({ honest }: Expectation, kind: VariantKind): Honest {
  return isSubset(kind) ? honest[kind] : honest.all;
}

const show = (named: readonly Named[]): string => named.map(({ id, confidence }) => `${id}:${confidence}`).join(' ');

/** An answer in one short line. */
function describe(outcome: Outcome): string {
  const rivals = outcome.rivals.length === 0 ? '' : ` | ${outcome.rivals.join(' ')}`;
  return `${outcome.verdict} ${show(outcome.causes) || '-'}${rivals}`;
}

/** Kinds of missing evidence that count as naming a scenario's word for it. */
const KINDS: Record<string, string[]> = {
  log: ['log', 'raised-log-level', 'any-log'],
  capture: ['capture', 'longer-capture', 'any-capture'],
  config: ['configuration', 'secrets', 'certificate', 'user-database'],
  sas: ['sa-listing', 'kernel-state'],
};

/** Does the answer name one item of each list of the declared missing evidence? */
function namesMissing(honest: Honest, outcome: Outcome): boolean {
  return honest.missing.every((any) =>
    any.some((wanted) => {
      const [role = '', word = ''] = wanted.split(' ');
      return outcome.missing.some((item) => {
        const [at = '', ...rest] = item.split(' ');
        return (at === role || at === '?') && (KINDS[word] ?? [word]).includes(rest.join(' '));
      });
    }),
  );
}

function wrongCertain(expectation: Expectation, kind: VariantKind, outcome: Outcome): Named[] {
  const { scenario, honest } = expectation;
  // What is left after a drop may be what a declared cut leaves.
  const cuts = kind === 'drop' ? SUBSETS.map((subset) => honest[subset]) : [honest.all, honestOf(expectation, kind)];
  const right = new Set([
    ...scenario.truth.flatMap(idsOf),
    ...scenario.history,
    ...cuts.flatMap(({ acceptable }) => acceptable),
  ]);
  return [...outcome.causes, ...outcome.others].filter(
    (named) => named.confidence === 'certain' && !right.has(named.id),
  );
}

/** Without any cause: the answers that leave the question open and say so. */
function leavesOpen(outcome: Outcome): boolean {
  return outcome.causes.length === 0 && (outcome.verdict === 'inconclusive' || outcome.verdict === 'no-ipsec');
}

/** Is a cut without the truth among its candidates still answered as declared? */
export function honestAnswer(expectation: Expectation, kind: VariantKind, outcome: Outcome): boolean {
  const honest = honestOf(expectation, kind);
  const named = outcome.causes.length > 0;
  if (kind === 'drop') {
    if (leavesOpen(outcome)) return true;
    // With less evidence the answer may be the honest one of any cut that the scenario declares.
    return SUBSETS.some((subset) => declared(expectation.honest[subset], outcome));
  }
  if (named && outcome.causes.some(({ id }) => honest.acceptable.includes(id))) return true;
  // Counters and rules name no host: where it hangs on them, to ask whose they are is the answer.
  if (kind === 'loose' && leavesOpen(outcome) && outcome.missing.includes('? placement')) return true;
  if (!honest.truthInSet) return declared(honest, outcome);
  return leavesOpen(outcome) && honest.verdicts.includes(outcome.verdict) && namesMissing(honest, outcome);
}

function declared(honest: Honest, outcome: Outcome): boolean {
  if (outcome.causes.some(({ id }) => honest.acceptable.includes(id))) return true;
  return !honest.truthInSet && honest.verdicts.includes(outcome.verdict);
}

/** Everything that is wrong with one answer, seen by itself. */
export function examine(expectation: Expectation, kind: VariantKind, outcome: Outcome): Problem[] {
  const { scenario } = expectation;
  const honest = honestOf(expectation, kind);
  const problems: Problem[] = [];
  const got = describe(outcome);
  const truth = scenario.truth.map(({ cause }) => cause).join(' + ') || 'healthy';
  const wrong = wrongCertain(expectation, kind, outcome);
  if (wrong.length > 0)
    problems.push({ kind: 'wrong-certain', expected: truth, got: `${wrong.map(({ id }) => id).join(' ')} (${got})` });
  if (scenario.truth.length === 0) {
    if (outcome.causes.length > 0) problems.push({ kind: 'cause-on-healthy', expected: truth, got });
  } else if (kind === 'all') {
    if (!topRight(expectation, outcome)) problems.push({ kind: 'top-1', expected: truth, got });
    if (outcome.causes.length > 2 * scenario.truth.length)
      problems.push({ kind: 'too-many-causes', expected: `at most ${2 * scenario.truth.length}`, got });
  }
  if (scenario.truth.length > 0 && !truthKept(scenario, outcome) && !honestAnswer(expectation, kind, outcome)) {
    const missing = leavesOpen(outcome) ? ` [asks for ${outcome.missing.join(', ') || 'nothing'}]` : '';
    problems.push({ kind: 'truth-lost', expected: truth, got: `${got}${missing}` });
  }
  if (kind !== 'drop' && !honest.verdicts.includes(outcome.verdict))
    problems.push({ kind: 'verdict', expected: [...new Set(honest.verdicts)].join('|'), got });
  if (isSubset(kind) && scenario.truth.length > 0) {
    const certain = outcome.causes.filter(({ confidence }) => confidence === 'certain');
    const over = certain.filter(({ id }) => honest.notCertain.includes('*') || honest.notCertain.includes(id));
    if (over.length > 0) problems.push({ kind: 'overclaimed', expected: 'not certain', got });
    if (certain.length === 0 && !namesMissing(honest, outcome))
      problems.push({
        kind: 'missing-not-named',
        expected: honest.missing.map((any) => any.join(' or ')).join('; '),
        got: `${outcome.missing.join(', ') || 'nothing'} (${got})`,
      });
  }
  return problems;
}

const RANK = { possible: 1, likely: 2, certain: 3 } as const;

/**
 * The monotone property: less evidence only widens the set of candidates of an incident and lowers confidence. Incidents are
 * matched by their negotiations; one of which nothing is left, or which is left open, is not held against it.
 */
export function monotone(more: Outcome, less: Outcome, name: string): Problem[] {
  const problems = new Map<string, Problem>();
  for (const before of more.cases) {
    if (before.causes.length === 0 || before.healed) continue;
    const after = less.cases.filter((item) => item.keys.some((key) => before.keys.includes(key)));
    if (after.length === 0) continue;
    // One finding may tell of what befell many peers (a daemon that did not start); it stands with one of their incidents.
    const told = less.causes.filter((cause) => before.causes.some(({ id }) => id === cause.id));
    const causes = [...after.flatMap((item) => item.causes), ...told];
    if (causes.length === 0 && after.every(({ verdict }) => verdict !== 'healthy')) continue;
    const beside = less.cases.filter((item) => item.causes.some((cause) => told.some(({ id }) => id === cause.id)));
    const rivals = [...after, ...beside].flatMap((item) => item.rivals);
    // Of two faults that have nothing to do with each other one may be gone with all that told of it; the other is held on its own.
    const still = before.causes.filter(({ id }) => causes.some((cause) => cause.id === id));
    const kept = before.causes.length > 1 && still.length > 0 ? { ...before, causes: still } : before;
    for (const expected of weaker(kept, causes, rivals, name))
      problems.set(expected, { kind: 'monotone', expected, got: describe(less) });
  }
  return [...problems.values()];
}

/** What the candidates with less evidence had to be, where they are not. */
function weaker(before: Case, causes: readonly Named[], rivals: readonly string[], name: string): string[] {
  const wrong: string[] = [];
  const set = new Set([...before.causes.map(({ id }) => id), ...before.rivals]);
  const wide = new Set([...causes.map(({ id }) => id), ...rivals]);
  const lost = [...set].filter((id) => !wide.has(id));
  if (lost.length > 0) wrong.push(`${lost.join(' ')} kept, as with ${name}`);
  for (const cause of causes) {
    const known = before.causes.find(({ id }) => id === cause.id);
    const was = known === undefined ? (set.has(cause.id) ? 1 : 0) : RANK[known.confidence];
    if (was > 0 && RANK[cause.confidence] > was) wrong.push(`${cause.id} at most as sure as with ${name}`);
    if (was === 0 && cause.confidence === 'certain') wrong.push(`${cause.id} not certain, as with ${name}`);
  }
  return wrong;
}
