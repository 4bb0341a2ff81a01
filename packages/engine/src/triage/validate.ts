/** Whether a chart makes sense: every state reached, every way ending, every loop bounded, every word there in both languages. */
import { own, type TriageFault } from './read-json.ts';
import { type Chart, edgesOf, type State, type Text } from './types.ts';

const maxFaults = 100;

/** What is wrong with a chart by itself; empty: nothing. The shape of its values is taken for granted, their words are not. */
export function chartFaults(chart: Chart): readonly TriageFault[] {
  const faults: TriageFault[] = [];
  const say = (code: string, at: string, about = ''): void => {
    if (faults.length < maxFaults) faults.push({ code, at, about });
  };
  languages(chart, say);
  const ids = Object.keys(chart.states);
  if (chart.history.at(-1)?.version !== chart.version) say('history', 'history', chart.version);
  if (new Set(chart.history.map(({ version }) => version)).size !== chart.history.length) say('duplicate', 'history');
  if (own(chart.states, chart.start) === undefined) say('dangling', 'start', chart.start);
  for (const [id, state] of Object.entries(chart.states)) {
    stateFaults(chart, id, state, say);
    for (const { transition } of edgesOf(state))
      if (own(chart.states, transition.to) === undefined) say('dangling', id, transition.to);
  }
  // What follows counts on edges that lead somewhere.
  if (faults.some(({ code }) => code === 'dangling')) return faults;
  const reached = reachable([chart.start], (id) => targets(chart, id));
  for (const id of ids) if (!reached.has(id)) say('unreachable', id);
  const ends = ids.filter((id) => ['exit', 'link'].includes(own(chart.states, id)?.kind ?? ''));
  if (ends.length === 0) say('no-exit', 'states');
  const backwards = new Map<string, string[]>();
  for (const id of ids) for (const to of targets(chart, id)) backwards.set(to, [...(backwards.get(to) ?? []), id]);
  const ending = reachable(ends, (id) => backwards.get(id) ?? []);
  for (const id of ids) if (!ending.has(id)) say('no-exit', id);
  for (const id of loops(chart)) say('unguarded-loop', id);
  return faults;
}

function targets(chart: Chart, id: string): readonly string[] {
  const state = own(chart.states, id);
  return state === undefined ? [] : edgesOf(state).map(({ transition }) => transition.to);
}

function reachable(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const to of next(id))
      if (!seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
  return seen;
}

/** States on a way that leads back to itself without an edge that is taken only so often: what is left when ends are taken off. */
function loops(chart: Chart): readonly string[] {
  const free = new Map(
    Object.entries(chart.states).map(([id, state]) => [
      id,
      edgesOf(state).flatMap(({ transition }) => (transition.atMost === undefined ? [transition.to] : [])),
    ]),
  );
  let changed = true;
  while (changed) {
    changed = false;
    for (const [id, to] of free)
      if (!to.some((other) => free.has(other))) {
        free.delete(id);
        changed = true;
      }
  }
  // What merely leads into a loop is not on it.
  return [...free.keys()].filter((id) =>
    reachable(
      (free.get(id) ?? []).filter((to) => free.has(to)),
      (at) => (free.get(at) ?? []).filter((to) => free.has(to)),
    ).has(id),
  );
}

type Say = (code: string, at: string, about?: string) => void;

function stateFaults(chart: Chart, id: string, state: State, say: Say): void {
  if ('reveals' in state && state.reveals !== undefined && chart.tier === 1)
    say('guarded-in-tier-1', id, state.reveals);
  if (state.kind === 'exit') {
    if (state.status === 'not-fixed' && state.escalate === null) say('no-escalation', id);
    if (state.status !== 'not-fixed' && state.escalate !== null) say('needless-escalation', id);
  }
  if (state.kind === 'link' && state.chart === chart.id) say('link-loop', id, state.chart);
  if (state.kind !== 'ask') return;
  const answers = Object.keys(state.on);
  if (answers.length < 2) say('no-choice', id);
  for (const [answer, list] of Object.entries(state.on)) {
    list.forEach(({ to, atMost, after }, i) => {
      const bare = atMost === undefined && after === undefined;
      if (bare !== (i === list.length - 1)) say(bare ? 'never-taken' : 'no-way-out', `${id}.${answer}`, to);
      if (after !== undefined && own(chart.states, after) === undefined) say('dangling', id, after);
    });
    if (answer !== 'yes' && answer !== 'no' && own(state.labels ?? {}, answer) === undefined)
      say('no-label', id, answer);
  }
  for (const label of Object.keys(state.labels ?? {})) if (!answers.includes(label)) say('unknown-answer', id, label);
  for (const { answer } of state.read ?? []) if (!answers.includes(answer)) say('unknown-answer', id, answer);
  if (state.prefer !== undefined && !answers.includes(state.prefer)) say('unknown-answer', id, state.prefer);
}

/** Every text in every language. */
function languages(chart: Chart, say: Say): void {
  const look = (at: string, text: Partial<Text> | undefined): void => {
    for (const lang of ['en', 'ko'] as const)
      if (text !== undefined && (text[lang] ?? '').trim() === '') say('language-missing', at, lang);
  };
  look('title', chart.title);
  look('assumes', chart.assumes);
  look('caution', chart.caution);
  for (const { version, change } of chart.history) look(`history.${version}`, change);
  for (const [id, state] of Object.entries(chart.states)) {
    look(`${id}.say`, state.say);
    if (state.kind !== 'ask') continue;
    look(`${id}.how`, state.how);
    for (const [answer, label] of Object.entries(state.labels ?? {})) look(`${id}.labels.${answer}`, label);
    for (const [i, rule] of (state.read ?? []).entries()) look(`${id}.read.${i}.because`, rule.because);
  }
}

/** What is wrong with charts that lead into one another: charts that are not there, and ways that lead round through several. */
export function linkFaults(charts: ReadonlyMap<string, Chart>): readonly TriageFault[] {
  const faults: TriageFault[] = [];
  const linked = (id: string): readonly string[] =>
    Object.values(charts.get(id)?.states ?? {}).flatMap((state) => (state.kind === 'link' ? [state.chart] : []));
  for (const [id, chart] of charts)
    for (const [at, state] of Object.entries(chart.states)) {
      if (state.kind !== 'link') continue;
      if (!charts.has(state.chart)) faults.push({ code: 'unknown-chart', at: `${id}.${at}`, about: state.chart });
      else if (reachable([state.chart], linked).has(id))
        faults.push({ code: 'link-loop', at: `${id}.${at}`, about: state.chart });
    }
  return faults;
}
