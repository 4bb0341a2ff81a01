/** A chart as text, state by state in the order in which one meets them. */
import type { Lang } from '../document/types.ts';
import { forTerminalDeep } from '../document/neutralise.ts';
import { wrap } from '../report/width.ts';
import { answerLabel } from './answer.ts';
import { exitStatuses } from './taxonomy.ts';
import { type Chart, edgesOf, type State, type Transition } from './types.ts';
import { say } from './words.ts';

/** Ids of a chart's states in the order of a walk that takes each state's edges one after the other. */
export function inOrder(chart: Chart): readonly string[] {
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at) || !Object.hasOwn(chart.states, at)) continue;
      seen.add(at);
      const state = chart.states[at];
      if (state !== undefined)
        open.push(
          ...edgesOf(state)
            .map(({ transition }) => transition.to)
            .reverse(),
        );
    }
  };
  visit(chart.start);
  return [...seen];
}

/** Where a transition leads, with its condition. */
export function transitionText({ to, atMost, after }: Transition): string {
  return `${to}${atMost === undefined ? '' : ` (≤ ${atMost}×)`}${after === undefined ? '' : ` (${after} ✓)`}`;
}

const signs: Readonly<Record<State['kind'], string>> = { ask: '?', do: '>', finding: '!', link: '»', exit: '=' };

/** The chart for a terminal or a sheet of paper, ending with a line end. */
export function drawChartText(given: Chart, lang: Lang, width = 100): string {
  const chart = forTerminalDeep(given);
  const lines = [`${chart.title[lang]} (${chart.id}, ${say.version[lang]} ${chart.version})`];
  const block = (text: string, indent: number): void => {
    for (const line of wrap(text, width - indent)) lines.push(`${' '.repeat(indent)}${line}`);
  };
  block(`${say.assumes[lang]}: ${chart.assumes[lang]}`, 2);
  if (chart.caution !== undefined) block(`${say.caution[lang]}: ${chart.caution[lang]}`, 2);
  for (const id of inOrder(chart)) {
    const state = chart.states[id];
    if (state === undefined) continue;
    lines.push('');
    block(`${signs[state.kind]} ${id}  ${state.say[lang]}`, 0);
    if ('run' in state && state.run !== undefined)
      for (const [system, command] of Object.entries(state.run)) lines.push(`    ${system}: ${command}`);
    if (state.kind === 'ask') {
      block(`${say.how[lang]}: ${state.how[lang]}`, 4);
      for (const [answer, list] of Object.entries(state.on))
        block(`${answer} (${answerLabel(state, answer)[lang]}) → ${list.map(transitionText).join(', ')}`, 4);
    } else if (state.kind === 'do' || state.kind === 'finding') lines.push(`    → ${state.next}`);
    else if (state.kind === 'link') lines.push(`    → ${state.chart}`);
    else lines.push(`    ${exitStatuses[state.status][lang]}`);
    block(`${say.sources[lang]}: ${state.sources.join(', ')}`, 4);
  }
  return `${lines.join('\n')}\n`;
}
