/** Pages about the flow charts of the help desk: one per chart and language with its picture, out of the same data as `triage`. */
import { answerLabel } from '../../packages/engine/src/triage/answer.ts';
import { charts } from '../../packages/engine/src/triage/charts/index.ts';
import { drawChartSvg } from '../../packages/engine/src/triage/draw-svg.ts';
import { inOrder, transitionText } from '../../packages/engine/src/triage/draw-text.ts';
import { escalationTargets } from '../../packages/engine/src/triage/escalation.ts';
import { guardedKinds } from '../../packages/engine/src/triage/guard.ts';
import { triageFormats } from '../../packages/engine/src/triage/outputs.ts';
import { callClasses, callFamilies, exitStatuses } from '../../packages/engine/src/triage/taxonomy.ts';
import { heldOutScore, laterCalls } from '../../packages/engine/src/triage/held-out-calls.fixture.ts';
import type { Chart, State } from '../../packages/engine/src/triage/types.ts';
import { say } from '../../packages/engine/src/triage/words.ts';

type Lang = 'en' | 'ko';

/** Words of these pages, also for the site. */
export const triageWords = {
  en: {
    made: 'Made by `npm run docs`. Do not edit.',
    title: 'Flow charts of the help desk',
    intro:
      'What `ipsec-doctor triage` goes by. Figures 7.1 to 7.3 are those of Microsoft’s guide to server and domain isolation; the others are their counterparts for today. A chart can be changed: write it to a file with `ipsec-doctor triage --chart NAME --draw json`, raise its version, check it with `--check`, and use it with `--chart FILE`.',
    other: 'Korean',
    states: 'States',
    columns: ['State', 'Says', 'Leads to', 'Sources'],
    own: 'Answers that outputs give by themselves',
    ownColumns: ['State', 'Answer', 'Because'],
    fresh: 'only if given for this state',
    tier: 'for tier',
    classes: 'Classes of calls',
    classColumns: ['Class', 'How it is told', 'Source'],
    families: 'Families',
    exits: 'Exits',
    readers: 'Beside [everything that `diagnose` reads](../formats.md), these outputs are read for questions only',
    guarded: 'What tier 1 does not see, and does not tell',
    guardedIntro:
      'Facts an attacker would ask the help desk for. Lines of evidence that show one are left out of what tier 1 gets; words of a caller that ask for one, or ask somebody to connect to the address of the caller (SOC-09), raise an alarm, which is kept with the call.',
    heldOut:
      'The words of a caller are classed by phrases (`cues.ts`), as a first guess that tests come after. Of {all} calls that were written when the phrases were done, in both languages, {right} land in the class they belong to, {none} in none, {wrong} in another one; a call that lands in none is asked about by the chart.',
    call: 'How outputs answer',
    callIntro:
      'An output answers a state only where a reader knows it, it is about the computer in question, and nothing was done since that it is older than. `--evidence FILE` gives it; `caller=FILE` and `target=FILE` tell whose it is where it does not say so itself, `STATE=FILE` which question it is for. Files named as the collection names them (`PC-17_server1_ping.txt`) tell it by their name. What does not answer is listed with the reason.',
  },
  ko: {
    made: '`npm run docs`로 만들었습니다. 직접 편집하지 마십시오.',
    title: '지원 센터 순서도',
    intro:
      '`ipsec-doctor triage`가 따르는 순서도입니다. 그림 7.1~7.3은 Microsoft 서버 및 도메인 격리 가이드의 것이고 나머지는 오늘날의 대응 순서도입니다. 순서도는 바꿀 수 있습니다. `ipsec-doctor triage --chart 이름 --draw json`으로 파일에 쓰고, 버전을 올리고, `--check`로 검사한 뒤 `--chart 파일`로 사용하십시오.',
    other: 'English',
    states: '상태',
    columns: ['상태', '내용', '이어지는 곳', '출처'],
    own: '출력이 스스로 답하는 질문',
    ownColumns: ['상태', '답', '근거'],
    fresh: '이 상태에 대해 준 출력만',
    tier: '단계',
    classes: '통화 분류',
    classColumns: ['분류', '구별 방법', '출처'],
    families: '유형',
    exits: '종료 상태',
    readers: '[`diagnose`가 읽는 모든 것](../../formats.md) 외에 다음 출력은 질문에만 사용됩니다',
    guarded: '1단계가 보지 않고 말하지 않는 것',
    guardedIntro:
      '공격자가 지원 센터에 물을 만한 정보입니다. 이런 정보를 보여 주는 증거의 줄은 1단계 출력에서 빠집니다. 호출자가 이를 묻거나 자기 주소로 연결해 달라고 하면(SOC-09) 경보가 나오고 통화 기록에 남습니다.',
    heldOut:
      '호출자의 말은 문구(`cues.ts`)로 분류하며, 테스트에 앞선 첫 추측입니다. 문구를 완성한 뒤에 두 언어로 쓴 통화 {all}건 가운데 {right}건이 맞는 분류에 들어가고, {none}건은 분류되지 않으며, {wrong}건은 다른 분류에 들어갑니다. 분류되지 않은 통화는 순서도가 물어봅니다.',
    call: '출력이 답하는 방법',
    callIntro:
      '판독기가 아는 출력이고, 해당 컴퓨터에 관한 것이며, 그 뒤에 조치가 없었던 경우에만 출력이 상태에 답합니다. `--evidence 파일`로 줍니다. 출력에 적혀 있지 않으면 `caller=파일`, `target=파일`로 어느 컴퓨터의 것인지, `상태=파일`로 어느 질문에 대한 것인지 알려 줍니다. 수집 도구의 이름 규칙을 따르는 파일(`PC-17_server1_ping.txt`)은 이름으로 알 수 있습니다. 답하지 않는 것은 이유와 함께 나열됩니다.',
  },
} as const;

/** Signs that Markdown would take for its own, and would end a cell, are escaped. */
const prose = (text: string): string => text.replaceAll(/[\\*_<>|`[\]]/g, (sign) => `\\${sign}`);

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
  '',
];

const code = (text: string): string =>
  `<code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('|', '&#124;').replaceAll('\\', '&#92;')}</code>`;

function says(state: State, lang: Lang): string {
  const parts = [prose(state.say[lang])];
  if (state.kind === 'ask') parts.push(prose(state.how[lang]));
  if ('run' in state && state.run !== undefined)
    for (const [system, command] of Object.entries(state.run)) parts.push(`${system}: ${code(command)}`);
  return parts.join('<br>');
}

function leads(state: State, lang: Lang): string {
  if (state.kind === 'ask')
    return Object.entries(state.on)
      .map(([answer, list]) => {
        const label = answerLabel(state, answer)[lang];
        return `${prose(label === answer ? answer : `${answer}: ${label}`)} → ${list.map(transitionText).join(', ')}`;
      })
      .join('<br>');
  if (state.kind === 'link') return `[${state.chart}](${state.chart}.md)`;
  if (state.kind !== 'exit') return state.next;
  const to =
    state.escalate === null
      ? ''
      : `; ${escalationTargets[state.escalate.to][lang]}: ${state.escalate.items.join(', ')}`;
  const of = state.class === null ? '' : `; ${callClasses[state.class][lang]}`;
  return `**${exitStatuses[state.status][lang]}**${of}${to}`;
}

function chartPage(chart: Chart, lang: Lang): string {
  const w = triageWords[lang];
  const ids = inOrder(chart);
  const stateOf = (id: string): State | undefined => chart.states[id];
  const rules = ids.flatMap((id) => {
    const state = stateOf(id);
    return state?.kind !== 'ask'
      ? []
      : (state.read ?? []).map(({ answer, because, fresh }) => [
          id,
          answer,
          `${prose(because[lang])}${fresh === true ? ` (${w.fresh})` : ''}`,
        ]);
  });
  return `${[
    `<!-- ${w.made} -->`,
    '',
    `# ${prose(chart.title[lang])}`,
    '',
    `\`${chart.id}\`, ${say.version[lang]} ${chart.version}, ${w.tier} ${chart.tier}. ${w.other}: [${chart.id}](${lang === 'en' ? '../ko/triage' : '../../triage'}/${chart.id}.md).`,
    '',
    `${say.assumes[lang]}: ${prose(chart.assumes[lang])}`,
    '',
    ...(chart.caution === undefined ? [] : [`**${say.caution[lang]}:** ${prose(chart.caution[lang])}`, '']),
    `![${prose(chart.title[lang])}](${chart.id}.svg)`,
    '',
    `## ${w.states}`,
    '',
    ...table(
      w.columns,
      ids.flatMap((id) => {
        const state = stateOf(id);
        return state === undefined
          ? []
          : [[`**${id}**`, says(state, lang), leads(state, lang), prose(state.sources.join(', '))]];
      }),
    ),
    ...(rules.length === 0 ? [] : [`## ${w.own}`, '', ...table(w.ownColumns, rules)]),
    `## ${say.history[lang]}`,
    '',
    ...chart.history.map(({ version, change }) => `- ${version}: ${prose(change[lang])}`),
    '',
    `${say.sources[lang]}: ${prose(chart.sources.join(', '))}.`,
  ].join('\n')}\n`;
}

/** How well the words of callers are classed that no phrase was made for. */
export function heldOutText(lang: Lang): string {
  const [right, none, wrong] = heldOutScore(laterCalls);
  return triageWords[lang].heldOut
    .replace('{all}', String(laterCalls.length))
    .replace('{right}', String(right))
    .replace('{none}', String(none))
    .replace('{wrong}', String(wrong));
}

function indexPage(lang: Lang): string {
  const w = triageWords[lang];
  return `${[
    `<!-- ${w.made} -->`,
    '',
    `# ${w.title}`,
    '',
    w.intro,
    '',
    ...charts.map(({ id, title, tier }) => `- [${prose(title[lang])}](${id}.md) (\`${id}\`, ${w.tier} ${tier})`),
    '',
    `## ${w.call}`,
    '',
    w.callIntro,
    '',
    `${w.readers}:`,
    '',
    ...triageFormats.map(({ format, basis }) => `- \`${format}\` (${prose(basis?.source ?? '')})`),
    '',
    `## ${w.guarded}`,
    '',
    w.guardedIntro,
    '',
    ...Object.values(guardedKinds).map((kind) => `- ${prose(kind[lang])} (${kind.source})`),
    '',
    `## ${w.classes}`,
    '',
    heldOutText(lang),
    '',
    ...table(
      w.classColumns,
      Object.entries(callClasses).map(([id, { test, source, ...text }]) => [
        `\`${id}\` ${prose(text[lang])}`,
        prose(test[lang]),
        source,
      ]),
    ),
    `## ${w.families}`,
    '',
    ...Object.entries(callFamilies).map(([id, { source, ...text }]) => `- \`${id}\`: ${prose(text[lang])} (${source})`),
    '',
    `## ${w.exits}`,
    '',
    ...Object.entries(exitStatuses).map(([id, { source, ...text }]) => `- \`${id}\`: ${prose(text[lang])} (${source})`),
  ].join('\n')}\n`;
}

/** Pages and pictures by their path below `docs`. */
export function triagePages(): readonly (readonly [path: string, text: string])[] {
  return (['en', 'ko'] as const).flatMap((lang) => {
    const at = lang === 'en' ? 'triage/' : 'ko/triage/';
    return [
      [`${at}README.md`, indexPage(lang)] as const,
      ...charts.flatMap((chart) => [
        [`${at}${chart.id}.md`, chartPage(chart, lang)] as const,
        [`${at}${chart.id}.svg`, drawChartSvg(chart, lang)] as const,
      ]),
    ];
  });
}
