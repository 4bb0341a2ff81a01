/** Pages of what is known about IPsec on Windows: one per group and language, out of the same data as `explain`. */
import { factsOf, kindOf } from '../../packages/engine/src/explain/windows.ts';
import {
  type Entry,
  entryById,
  type Group,
  groups,
  noAnswerDue,
  windowsEntries,
} from '../../packages/engine/src/knowledge/windows/index.ts';
import { withoutSample } from '../../packages/engine/src/knowledge/windows/samples/policy.ts';

type Lang = 'en' | 'ko';

const words = {
  en: {
    made: 'Made by `npm run docs`. Do not edit.',
    title: 'IPsec on Windows',
    intro:
      'What `ipsec-doctor explain` knows about IPsec on Windows. Numbers, names and the words of Windows come from the sources named with each entry; everything else is in our own words. What no published source confirms is marked as unconfirmed.',
    other: 'Korean',
    usually: 'Usually',
    steps: 'What to do',
    causes: 'Causes',
    see: 'See',
    sources: 'Sources',
    unconfirmed: 'Unconfirmed.',
    none: 'Notes on the printed guide',
    noneIntro:
      'Rows of the list of the guide’s knowledge that `explain` does not answer: errors of a printed translation. The fact itself stands under the row named beside it.',
    withoutSample: 'Tools without a sample',
    columns: ['Code', 'Name', 'Windows says', 'Meaning'],
    entries: 'entries',
  },
  ko: {
    made: '`npm run docs`로 만들었습니다. 직접 편집하지 마십시오.',
    title: 'Windows의 IPsec',
    intro:
      '`ipsec-doctor explain`이 Windows의 IPsec에 관해 아는 내용입니다. 번호, 이름, Windows의 문구는 각 항목에 적힌 출처에서 왔고 나머지는 직접 쓴 설명입니다. 공개된 출처로 확인되지 않은 것은 미확인으로 표시합니다.',
    other: 'English',
    usually: '흔한 원인',
    steps: '조치',
    causes: '원인',
    see: '함께 볼 항목',
    sources: '출처',
    unconfirmed: '미확인.',
    none: '인쇄된 가이드에 관한 메모',
    noneIntro:
      '`explain`이 답하지 않는 가이드 목록의 행입니다. 인쇄된 번역의 오류이며 사실 자체는 옆에 적힌 행에 있습니다.',
    withoutSample: '출력 예가 없는 도구',
    columns: ['코드', '이름', 'Windows 문구', '의미'],
    entries: '개 항목',
  },
} as const;

/** Signs that Markdown would take for its own are escaped. */
const prose = (text: string): string => text.replaceAll(/[\\*_<>|`[\]]/g, (sign) => `\\${sign}`);

const anchor = (id: string): string => id.toLowerCase();

const pageOf: ReadonlyMap<string, string> = new Map(
  groups.flatMap((group) =>
    group.sections.flatMap(([, entries]) => entries.map((one) => [one.id, group.key] as const)),
  ),
);

/** Where an entry stands, seen from a page beside those of Windows (`windows/`) or of causes (`causes/`). */
export function windowsLink(id: string, from: 'windows' | 'causes'): string | undefined {
  const one = entryById(id) ?? windowsEntries.find((other) => other.names.includes(id));
  const page = one === undefined ? undefined : pageOf.get(one.id);
  if (one === undefined || page === undefined) return undefined;
  return `${from === 'windows' ? '' : '../windows/'}${page}.md#${anchor(one.id)}`;
}

const linked = (id: string): string => {
  const to = windowsLink(id, 'windows');
  const shown = entryById(id)?.title ?? id;
  return to === undefined ? prose(id) : `[${prose(shown)}](${to})`;
};

function entryLines(one: Entry, lang: Lang, known: ReadonlySet<string>): string[] {
  const w = words[lang];
  const lines = [`### <a id="${anchor(one.id)}"></a>${prose(one.title)}`, ''];
  const rows = one.names.filter((name) => /^[A-Z][A-Z0-9]*(?:-[A-Z])?-\d+$/.test(name) && name !== one.id);
  lines.push(
    `${prose(kindOf(one, lang))}${one.number === null || one.title.includes(String(one.number)) ? '' : ` ${one.number}`}${rows.length === 0 ? '' : ` (${rows.join(', ')})`}. ${one.unconfirmed ? `**${w.unconfirmed}** ` : ''}${prose(one.meaning?.[lang] ?? '')}`,
    '',
  );
  if (one.kind === 'sample') lines.push('```text', one.text ?? '', '```', '');
  for (const { label, value } of factsOf(one, lang)) lines.push(`- ${label}: ${prose(value)}`);
  if (one.causes !== null) lines.push(`- ${w.usually}: ${prose(one.causes[lang])}`);
  if (one.action !== null) lines.push(`- ${w.steps}: ${prose(one.action[lang])}`);
  if (one.related.length > 0)
    lines.push(
      `- ${w.causes}: ${one.related.map((id) => (known.has(id) ? `[\`${id}\`](../causes/${id}.md)` : `\`${id}\``)).join(', ')}`,
    );
  if (one.see.length > 0) lines.push(`- ${w.see}: ${one.see.map(linked).join(', ')}`);
  lines.push(`- ${w.sources}: ${prose(one.sources.join('; '))}`, '');
  return lines;
}

function tableLines(entries: readonly Entry[], lang: Lang, known: ReadonlySet<string>): string[] {
  const w = words[lang];
  return [
    `| ${w.columns.join(' | ')} |`,
    '| --- | --- | --- | --- |',
    ...entries.map((one) => {
      const parts = [one.meaning?.[lang], one.action === null ? undefined : `${w.steps}: ${one.action[lang]}`].filter(
        (part) => part !== undefined,
      );
      const ids = one.related.map((id) => (known.has(id) ? `[\`${id}\`](../causes/${id}.md)` : `\`${id}\``));
      const shown = one.id.startsWith('code-') ? one.id.slice('code-'.length) : one.title;
      return `| <a id="${anchor(one.id)}"></a>\`${shown}\` | \`${one.title}\` | ${prose(one.text ?? '')} | ${prose(parts.join(' '))}${ids.length === 0 ? '' : ` ${ids.join(', ')}`} |`;
    }),
    '',
  ];
}

/** Groups whose entries say little each. */
const asTable: ReadonlySet<string> = new Set(['codes', 'states']);

function groupPage(group: Group, lang: Lang, known: ReadonlySet<string>): string {
  const w = words[lang];
  const lines = [
    `<!-- ${w.made} -->`,
    '',
    `# ${group.title[lang]}`,
    '',
    `[${w.title}](README.md). ${w.other}: [${group.title[lang === 'en' ? 'ko' : 'en']}](${lang === 'en' ? '../ko/windows' : '../../windows'}/${group.key}.md).`,
    '',
  ];
  for (const [title, entries] of group.sections) {
    lines.push(`## ${title[lang]}`, '');
    if (asTable.has(group.key)) lines.push(...tableLines(entries, lang, known));
    else for (const one of entries) lines.push(...entryLines(one, lang, known));
  }
  if (group.key === 'samples') {
    lines.push(`## ${words[lang].withoutSample}`, '');
    for (const [id, en, ko] of withoutSample) lines.push(`- ${linked(id)}: ${prose(lang === 'en' ? en : ko)}`);
    lines.push('');
  }
  return tidy(lines);
}

function indexPage(lang: Lang): string {
  const w = words[lang];
  const lines = [`<!-- ${w.made} -->`, '', `# ${w.title}`, '', w.intro, ''];
  for (const group of groups) {
    const count = group.sections.reduce((sum, [, entries]) => sum + entries.length, 0);
    lines.push(`- [${group.title[lang]}](${group.key}.md): ${count}${lang === 'en' ? ' ' : ''}${w.entries}`);
  }
  lines.push('', `## ${w.none}`, '', w.noneIntro, '');
  for (const { id, reason, instead } of noAnswerDue)
    lines.push(`- ${id}: ${lang === 'en' ? `${prose(reason)} ` : ''}${instead.map(linked).join(', ')}`);
  return tidy(lines);
}

const tidy = (lines: readonly string[]): string =>
  `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;

/** Paths below `docs/` with their pages. `known` are the causes that have a page. */
export function windowsPages(known: ReadonlySet<string>): [path: string, text: string][] {
  return (['en', 'ko'] as const).flatMap((lang) => {
    const at = lang === 'en' ? 'windows/' : 'ko/windows/';
    return [
      [`${at}README.md`, indexPage(lang)] as [string, string],
      ...groups.map((group): [string, string] => [`${at}${group.key}.md`, groupPage(group, lang, known)]),
    ];
  });
}
