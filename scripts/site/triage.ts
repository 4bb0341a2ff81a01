/** Pages of the site about the flow charts of the help desk: one per chart with its picture, out of the same data as `triage`. */
import { answerLabel } from '../../packages/engine/src/triage/answer.ts';
import { charts } from '../../packages/engine/src/triage/charts/index.ts';
import { drawChartSvg } from '../../packages/engine/src/triage/draw-svg.ts';
import { inOrder, transitionText } from '../../packages/engine/src/triage/draw-text.ts';
import { escalationTargets } from '../../packages/engine/src/triage/escalation.ts';
import { callClasses, callFamilies, exitStatuses } from '../../packages/engine/src/triage/taxonomy.ts';
import type { Chart, State } from '../../packages/engine/src/triage/types.ts';
import { say } from '../../packages/engine/src/triage/words.ts';
import { heldOutText, triageWords } from '../docs/triage.ts';
import { anchor, anchorOf, type Lang, linkTo, type Page, row, table } from './frame.ts';
import { type Html, html, joined, withCode } from './html.ts';

const indexPath = 'triage/index.html';
const pathOf = (chart: string): string => `triage/${chart}.html`;
const pictureOf = (chart: string): string => `triage/${chart}.svg`;
const lines = (parts: readonly (Html | string)[]): Html => joined(parts, html`<br>`);

function says(state: State, lang: Lang): Html {
  const parts: (Html | string)[] = [state.say[lang]];
  if (state.kind === 'ask') parts.push(state.how[lang]);
  if ('run' in state && state.run !== undefined)
    for (const [system, command] of Object.entries(state.run)) parts.push(html`${system}: <code>${command}</code>`);
  return lines(parts);
}

function leads(state: State, lang: Lang): Html | string {
  if (state.kind === 'ask')
    return lines(
      Object.entries(state.on).map(([answer, list]) => {
        const label = answerLabel(state, answer)[lang];
        return `${label === answer ? answer : `${answer}: ${label}`} → ${list.map(transitionText).join(', ')}`;
      }),
    );
  if (state.kind === 'link')
    return charts.some(({ id }) => id === state.chart)
      ? anchor(linkTo(indexPath, pathOf(state.chart)), state.chart)
      : state.chart;
  if (state.kind !== 'exit') return state.next;
  const of = state.class === null ? '' : `; ${callClasses[state.class][lang]}`;
  const to =
    state.escalate === null
      ? ''
      : `; ${escalationTargets[state.escalate.to][lang]}: ${state.escalate.items.join(', ')}`;
  return html`<b>${exitStatuses[state.status][lang]}</b>${of}${to}`;
}

function chartPage(chart: Chart, lang: Lang): Page {
  const w = triageWords[lang];
  const states = inOrder(chart).flatMap((id): readonly (readonly [string, State])[] => {
    const state = chart.states[id];
    return state === undefined ? [] : [[id, state]];
  });
  const rules = states.flatMap(([id, state]) =>
    state.kind !== 'ask'
      ? []
      : (state.read ?? []).map(({ answer, because, fresh }) =>
          row([id, answer, `${because[lang]}${fresh === true ? ` (${w.fresh})` : ''}`]),
        ),
  );
  return {
    path: pathOf(chart.id),
    title: chart.title[lang],
    body: html`<h1>${chart.title[lang]}</h1>
<p><code>${chart.id}</code>, ${say.version[lang]} ${chart.version}, ${w.tier} ${chart.tier}</p>
<p>${say.assumes[lang]}: ${chart.assumes[lang]}</p>
${chart.caution === undefined ? '' : html`<p><b>${say.caution[lang]}:</b> ${chart.caution[lang]}</p>\n`}<p><a href="${chart.id}.svg"><img src="${chart.id}.svg" alt="${chart.title[lang]}"></a></p>
<h2>${w.states}</h2>
${table(
  w.columns,
  states.map(([id, state]) =>
    row([html`<b>${id}</b>`, says(state, lang), leads(state, lang), state.sources.join(', ')], anchorOf(id)),
  ),
)}${rules.length === 0 ? '' : html`<h2>${w.own}</h2>\n${table(w.ownColumns, rules)}`}<h2>${say.history[lang]}</h2>
<ul>
${chart.history.map(({ version, change }) => html`<li>${version}: ${change[lang]}</li>\n`)}</ul>
<p>${say.sources[lang]}: ${chart.sources.join(', ')}</p>
`,
  };
}

function indexPage(lang: Lang): Page {
  const w = triageWords[lang];
  return {
    path: indexPath,
    title: w.title,
    body: html`<h1>${w.title}</h1>
<p>${withCode(w.intro)}</p>
<ul>
${charts.map(
  ({
    id,
    title,
    tier,
  }) => html`<li>${anchor(linkTo(indexPath, pathOf(id)), title[lang])} <span class="dim">${id}, ${w.tier} ${tier}</span></li>
`,
)}</ul>
<h2>${w.call}</h2>
<p>${withCode(w.callIntro)}</p>
<h2>${w.classes}</h2>
<p>${withCode(heldOutText(lang))}</p>
${table(
  w.classColumns,
  Object.entries(callClasses).map(([id, { test, source, ...text }]) =>
    row([html`<code>${id}</code> ${text[lang]}`, test[lang], source], anchorOf(id)),
  ),
)}<h2>${w.families}</h2>
<ul>
${Object.entries(callFamilies).map(([id, { source, ...text }]) => html`<li><code>${id}</code>: ${text[lang]} (${source})</li>\n`)}</ul>
<h2>${w.exits}</h2>
<ul>
${Object.entries(exitStatuses).map(([id, { source, ...text }]) => html`<li><code>${id}</code>: ${text[lang]} (${source})</li>\n`)}</ul>
`,
  };
}

/** The page that leads to the charts, and one of each. */
export function triageSitePages(lang: Lang): readonly Page[] {
  return [indexPage(lang), ...charts.map((chart) => chartPage(chart, lang))];
}

/** Pictures of the charts, by their path below the folder of the language. */
export function triagePictures(lang: Lang): readonly (readonly [path: string, svg: string])[] {
  return charts.map((chart) => [pictureOf(chart.id), drawChartSvg(chart, lang)] as const);
}

/** Charts by name, for the list of all names. */
export const triageNames = (lang: Lang): readonly { text: string; to: string; of: string }[] =>
  charts.map(({ id, title }) => ({ text: title[lang], to: pathOf(id), of: id }));
