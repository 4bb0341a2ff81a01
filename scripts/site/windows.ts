/** Pages of the site about IPsec on Windows: one per group, out of the same data as `explain`. */
import { causes } from '../../packages/engine/src/causes/registry.ts';
import { factsOf, kindOf } from '../../packages/engine/src/explain/windows.ts';
import { type Entry, entryById, groups, type Group } from '../../packages/engine/src/knowledge/windows/index.ts';
import { anchor, anchorOf, type Lang, linkTo, type Page } from './frame.ts';
import { type Html, html, joined, type Piece } from './html.ts';
import { siteWords } from './words.ts';

const pathOf = (group: Group): string => `windows/${group.key}.html`;

const pages: ReadonlyMap<string, string> = new Map(
  groups.flatMap((group) =>
    group.sections.flatMap(([, entries]) => entries.map((one) => [one.id, pathOf(group)] as const)),
  ),
);

const known: ReadonlySet<string> = new Set(causes.map((cause) => cause.id));

/** Where an entry stands on the site. */
const placeOf = (one: Entry): string => `${pages.get(one.id) ?? ''}#${anchorOf(one.id)}`;

function related(one: Entry, lang: Lang, path: string): Html {
  const w = siteWords[lang];
  const item = (label: string, piece: Piece): Html => html`<li>${label}: ${piece}</li>
`;
  const causeLinks = one.related.map((id) => (known.has(id) ? anchor(linkTo(path, `causes/${id}.html`), id) : id));
  const see = one.see.flatMap((id) => {
    const other = entryById(id);
    return other === undefined ? [] : [anchor(linkTo(path, placeOf(other)), other.title)];
  });
  return html`<ul>
${factsOf(one, lang).map(({ label, value }) => item(label, value))}${one.causes === null ? '' : item(w.usually, one.causes[lang])}${one.action === null ? '' : item(w.next, one.action[lang])}${causeLinks.length === 0 ? '' : item(w.causes, joined(causeLinks, ', '))}${see.length === 0 ? '' : item(w.see, joined(see, ', '))}${item(w.reference, one.sources.join('; '))}</ul>
`;
}

function entryPart(one: Entry, lang: Lang, path: string): Html {
  const w = siteWords[lang];
  return html`<h3 id="${anchorOf(one.id)}">${one.title}</h3>
<p><span class="dim">${kindOf(one, lang)}${one.unconfirmed ? `, ${w.unconfirmed}` : ''}</span> ${one.meaning?.[lang] ?? ''}</p>
${one.kind === 'sample' ? html`<pre>${one.text ?? ''}</pre>\n` : ''}${related(one, lang, path)}`;
}

function groupPage(group: Group, lang: Lang): Page {
  const path = pathOf(group);
  return {
    path,
    title: group.title[lang],
    body: html`<h1>${group.title[lang]}</h1>
${group.sections.map(
  ([title, entries]) => html`<h2>${title[lang]}</h2>
${entries.map((one) => entryPart(one, lang, path))}`,
)}`,
  };
}

/** All pages about Windows, and the one that leads to them. */
export function windowsSitePages(lang: Lang): readonly Page[] {
  const w = siteWords[lang];
  const path = 'windows/index.html';
  const index: Page = {
    path,
    title: w.windows,
    body: html`<h1>${w.windows}</h1>
<p>${w.windowsIntro}</p>
<ul>
${groups.map(
  (
    group,
  ) => html`<li>${anchor(linkTo(path, pathOf(group)), group.title[lang])} <span class="dim">${group.sections.reduce((sum, [, entries]) => sum + entries.length, 0)}</span></li>
`,
)}</ul>
`,
  };
  return [index, ...groups.map((group) => groupPage(group, lang))];
}

/** Entries by name, for the list of all names. */
export const windowsNames = (lang: Lang): readonly { text: string; to: string; of: string }[] =>
  groups.flatMap((group) =>
    group.sections.flatMap(([, entries]) =>
      entries.map((one) => ({
        text: one.title,
        to: placeOf(one),
        of:
          one.number === null || one.title.includes(String(one.number))
            ? kindOf(one, lang)
            : `${kindOf(one, lang)} ${one.number}`,
      })),
    ),
  );
