/** Walking through charts: from answers to where one stands. Pure; a call that is gone on with is walked anew from its answers. */
import type { Chart, ExitState, State } from './types.ts';
import type { AskState } from './types.ts';

/** An answer that was given, in its place. */
export interface Given {
  readonly chart: string;
  readonly state: string;
  readonly answer: string;
}

/** A state that was passed. */
export interface Passed {
  readonly chart: Chart;
  readonly id: string;
  readonly state: State;
  /** Null where it asks nothing. */
  readonly answer: string | null;
}

/** Where one stands after so many answers. */
export interface Position {
  readonly trail: readonly Passed[];
  /** What was passed since the last answer: what is to be done before the question. */
  readonly lately: readonly Passed[];
  readonly at:
    | { readonly kind: 'ask'; readonly chart: Chart; readonly id: string; readonly state: AskState }
    | { readonly kind: 'exit'; readonly chart: Chart; readonly id: string; readonly state: ExitState };
  /** How often each state was entered, by `chart/state`. */
  readonly visits: ReadonlyMap<string, number>;
}

export type WalkFaultCode =
  | 'unknown-chart'
  | 'unknown-state'
  | 'unknown-answer'
  | 'other-state'
  | 'after-exit'
  | 'endless'
  | 'other-version'
  | 'other-chart';

/** Why answers and charts do not go together. */
export class WalkFault extends Error {
  readonly code: WalkFaultCode;
  readonly about: string;

  constructor(code: WalkFaultCode, about: string) {
    super(`${code}: ${about}`);
    this.code = code;
    this.about = about;
  }
}

/** No walk of a checked chart is that long. */
const maxSteps = 20_000;

/**
 * Walks from the start of a chart through the answers. Throws `WalkFault` where an answer is none of the state that is reached, which a
 * checked chart and its own answers never give.
 */
export function walk(charts: ReadonlyMap<string, Chart>, start: string, answers: readonly Given[]): Position {
  const trail: Passed[] = [];
  const visits = new Map<string, number>();
  let chart = chartOf(charts, start);
  let id = chart.start;
  let next = 0;
  let since = 0;
  for (let steps = 0; steps < maxSteps; steps++) {
    const state = stateOf(chart, id);
    const key = `${chart.id}/${id}`;
    visits.set(key, (visits.get(key) ?? 0) + 1);
    if (state.kind === 'exit') {
      if (next < answers.length) throw new WalkFault('after-exit', answers[next]?.state ?? '');
      return { trail, lately: trail.slice(since), at: { kind: 'exit', chart, id, state }, visits };
    }
    if (state.kind === 'link') {
      trail.push({ chart, id, state, answer: null });
      chart = chartOf(charts, state.chart);
      id = chart.start;
      continue;
    }
    if (state.kind !== 'ask') {
      trail.push({ chart, id, state, answer: null });
      id = state.next;
      continue;
    }
    const given = answers[next];
    if (given === undefined)
      return { trail, lately: trail.slice(since), at: { kind: 'ask', chart, id, state }, visits };
    if (given.chart !== chart.id || given.state !== id)
      throw new WalkFault('other-state', `${given.chart}/${given.state}`);
    trail.push({ chart, id, state, answer: given.answer });
    next++;
    since = trail.length;
    id = follow(chart, id, state, given.answer, visits);
  }
  throw new WalkFault('endless', chart.id);
}

function follow(
  chart: Chart,
  id: string,
  state: AskState,
  answer: string,
  visits: ReadonlyMap<string, number>,
): string {
  const list = Object.hasOwn(state.on, answer) ? (state.on[answer] ?? []) : [];
  if (list.length === 0) throw new WalkFault('unknown-answer', `${id}=${answer}`);
  const entered = (other: string): number => visits.get(`${chart.id}/${other}`) ?? 0;
  for (const { to, atMost, after } of list) {
    if (atMost !== undefined && entered(to) >= atMost) continue;
    if (after !== undefined && entered(after) === 0) continue;
    return to;
  }
  throw new WalkFault('unknown-answer', `${id}=${answer}`);
}

function chartOf(charts: ReadonlyMap<string, Chart>, id: string): Chart {
  const chart = charts.get(id);
  if (chart === undefined) throw new WalkFault('unknown-chart', id);
  return chart;
}

function stateOf(chart: Chart, id: string): State {
  const state = Object.hasOwn(chart.states, id) ? chart.states[id] : undefined;
  if (state === undefined) throw new WalkFault('unknown-state', `${chart.id}/${id}`);
  return state;
}
