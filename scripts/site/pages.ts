import { causes } from '../../packages/engine/src/causes/registry.ts';
import { charonMessages } from '../../packages/engine/src/formats/charon-log/index.ts';
import { plutoMessages } from '../../packages/engine/src/formats/pluto-log/explain.ts';
import {
  registries,
  type Registry,
  registryTitle,
  vendorIds,
} from '../../packages/engine/src/knowledge/registries/index.ts';
import { xfrmCounters } from '../../packages/engine/src/knowledge/xfrm-counters.ts';
import { formats } from '../docs/formats.ts';
import { causePage, causesList, linked, reference, symptomsPage, textsOf } from './cause.ts';
import { anchor, anchorOf, framed, type Lang, linkTo, type Page, row, table } from './frame.ts';
import { type Html, html, joined, withCode } from './html.ts';
import { triageWords } from '../docs/triage.ts';
import { triageNames, triagePictures, triageSitePages } from './triage.ts';
import { windowsNames, windowsSitePages } from './windows.ts';
import { siteWords, style } from './words.ts';

const messages = [...charonMessages, ...plutoMessages];
const registryPath = (registry: Registry): string => `registries/${registry.key}.html`;

function registryPage(registry: Registry, lang: Lang): Page {
  const w = siteWords[lang];
  const rows = registry.entries.map((entry) =>
    row(
      [
        entry.id,
        html`<code>${entry.name}</code>${entry.aliases === undefined ? '' : html`<br><span class="dim">${entry.aliases.join(', ')}</span>`}`,
        html`${entry.meaning?.[lang] ?? ''}${entry.nextStep === undefined ? '' : html`<br><span class="dim">${w.next}: ${entry.nextStep[lang]}</span>`}`,
        reference(entry.ref),
      ],
      anchorOf(entry.name),
    ),
  );
  const title = registryTitle(registry, lang);
  return {
    path: registryPath(registry),
    title,
    body: html`<h1>${title}</h1>
<p>${w.reference}: ${registry.ref}</p>
${table([w.number, w.title, w.meaning, w.reference], rows)}`,
  };
}

function registriesPage(lang: Lang): Page {
  const w = siteWords[lang];
  const path = 'registries/index.html';
  return {
    path,
    title: w.registries,
    body: html`<h1>${w.registries}</h1>
<p>${w.registriesIntro}</p>
<ul>
${registries.map(
  (
    registry,
  ) => html`<li>${anchor(linkTo(path, registryPath(registry)), registryTitle(registry, lang))} <span class="dim">${registry.entries.length}</span></li>
`,
)}<li>${anchor(linkTo(path, 'vendor-ids.html'), w.vendors)} <span class="dim">${vendorIds.length}</span></li>
</ul>
`,
  };
}

function vendorsPage(lang: Lang): Page {
  const w = siteWords[lang];
  const rows = vendorIds.map((vendor) =>
    row(
      [
        vendor.name,
        html`<code>${vendor.hex}${vendor.match === 'prefix' ? '…' : ''}</code>`,
        vendor.means ?? '',
        reference(vendor.ref),
      ],
      anchorOf(vendor.hex),
    ),
  );
  return {
    path: 'vendor-ids.html',
    title: w.vendors,
    body: html`<h1>${w.vendors}</h1>
<p>${w.vendorsIntro}</p>
${table([w.title, w.hex, w.means, w.reference], rows)}`,
  };
}

function countersPage(lang: Lang): Page {
  const w = siteWords[lang];
  const path = 'counters.html';
  const rows = xfrmCounters.map((counter) =>
    row([html`<code>${counter.name}</code>`, counter[lang], linked(counter.points, path)], anchorOf(counter.name)),
  );
  return {
    path,
    title: w.counters,
    body: html`<h1>${w.counters}</h1>
<p>${w.countersIntro}</p>
${table([w.title, w.meaning, w.points], rows)}`,
  };
}

function messagesPage(lang: Lang): Page {
  const w = siteWords[lang];
  const path = 'messages.html';
  const of = (title: string, list: typeof messages): Html => html`<h2 id="${anchorOf(title)}">${title}</h2>
${table(
  [w.wording, w.meaning, w.may],
  list.map((message) =>
    row(
      [
        joined(
          message.wordings.map((wording) => html`<code>${wording}</code>`),
          html`<br>`,
        ),
        html`${message[lang]}${message.code === null ? '' : html` <span class="dim">${message.code}</span>`}`,
        linked(message.ambiguousWith, path),
      ],
      anchorOf(message.id),
    ),
  ),
)}`;
  return {
    path,
    title: w.messages,
    body: html`<h1>${w.messages}</h1>
<p>${w.messagesIntro}</p>
${of('strongSwan charon', [...charonMessages])}${of('Libreswan pluto', [...plutoMessages])}`,
  };
}

function formatsPage(lang: Lang): Page {
  const w = siteWords[lang];
  const rows = formats.map(([format, from, english, korean]) =>
    row([html`<code>${format}</code>`, withCode(from), withCode(lang === 'en' ? english : korean)], anchorOf(format)),
  );
  return {
    path: 'formats.html',
    title: w.formats,
    body: html`<h1>${w.formats}</h1>
${table([w.format, w.from, w.tells], rows)}`,
  };
}

interface Name {
  readonly text: string;
  readonly to: string;
  readonly of: string;
}

/** Everything that has a place on the site, by name. */
function names(lang: Lang): readonly Name[] {
  const w = siteWords[lang];
  return [
    ...causes.flatMap(({ id }) => {
      const to = `causes/${id}.html`;
      return [
        { text: id, to, of: w.causes },
        { text: textsOf(id, lang).title.replaceAll(/\{[A-Za-z0-9_]+\}/g, '…'), to, of: id },
      ];
    }),
    ...registries.flatMap((registry) =>
      registry.entries.map((entry) => ({
        text: entry.name,
        to: `${registryPath(registry)}#${anchorOf(entry.name)}`,
        of: `${registryTitle(registry, lang)} ${entry.id}`,
      })),
    ),
    ...vendorIds.map((vendor) => ({ text: vendor.name, to: `vendor-ids.html#${anchorOf(vendor.hex)}`, of: w.vendors })),
    ...xfrmCounters.map(({ name }) => ({ text: name, to: `counters.html#${anchorOf(name)}`, of: w.counters })),
    ...messages.map((message) => ({
      text: message.wordings[0] ?? message.id,
      to: `messages.html#${anchorOf(message.id)}`,
      of: message.daemon,
    })),
    ...formats.map(([format]) => ({ text: format, to: `formats.html#${anchorOf(format)}`, of: w.formats })),
    ...windowsNames(lang),
    ...triageNames(lang),
  ];
}

const initial = (text: string): string => {
  const first = text.charAt(0).toUpperCase();
  return /[A-Z0-9]/.test(first) ? first : /[가-힣]/.test(first) ? '가' : '';
};

function searchPage(lang: Lang): Page {
  const w = siteWords[lang];
  const path = 'search.html';
  const key = ({ text, to }: Name): string => `${text.toLowerCase()}\u0000${to}`;
  const sorted = [...names(lang)].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const letters = [...new Set(sorted.map(({ text }) => initial(text)))].sort();
  const label = (letter: string): string => (letter === '' ? w.others : letter);
  const id = (letter: string): string => `at-${letter === '' ? 'other' : anchorOf(letter)}`;
  return {
    path,
    title: w.search,
    body: html`<h1>${w.search}</h1>
<p>${w.searchIntro}</p>
<p>${joined(
      letters.map((letter) => anchor(`#${id(letter)}`, label(letter))),
      ' ',
    )}</p>
${letters.map(
  (letter) => html`<h2 id="${id(letter)}">${label(letter)}</h2>
<ul class="columns">
${sorted
  .filter(({ text }) => initial(text) === letter)
  .map(
    ({ text, to, of }) => html`<li>${anchor(linkTo(path, to), text)} <span class="dim">${of}</span></li>
`,
  )}</ul>
`,
)}`,
  };
}

function homePage(lang: Lang): Page {
  const w = siteWords[lang];
  const path = 'index.html';
  const parts: readonly (readonly [to: string, text: string])[] = [
    ['search.html', w.search],
    ['symptoms.html', w.symptoms],
    ['registries/index.html', w.registries],
    ['vendor-ids.html', w.vendors],
    ['counters.html', w.counters],
    ['messages.html', w.messages],
    ['windows/index.html', w.windows],
    ['triage/index.html', triageWords[lang].title],
    ['formats.html', w.formats],
  ];
  return {
    path,
    title: w.home,
    body: html`<h1>${w.name}</h1>
<p class="lead">${w.intro}</p>
<ul>
${parts.map(
  ([to, text]) => html`<li>${anchor(to, text)}</li>
`,
)}</ul>
<h2 id="causes">${w.causes}</h2>
${causesList(lang, path)}`,
  };
}

/** The page that only leads to the two languages. */
const entrance = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ipsec-doctor</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<main>
<h1>ipsec-doctor</h1>
<ul>
<li>${anchor('en/index.html', 'English')}</li>
<li lang="ko">${anchor('ko/index.html', '한국어')}</li>
</ul>
</main>
</body>
</html>
`.text;

/** Pages of one language. */
export function pagesOf(lang: Lang): readonly Page[] {
  return [
    homePage(lang),
    searchPage(lang),
    symptomsPage(lang),
    registriesPage(lang),
    ...registries.map((registry) => registryPage(registry, lang)),
    vendorsPage(lang),
    countersPage(lang),
    messagesPage(lang),
    ...windowsSitePages(lang),
    ...triageSitePages(lang),
    formatsPage(lang),
    ...causes.map((cause) => causePage(cause, lang)),
  ];
}

/** Every file of the site by its path. Links are relative: it works from a folder as from a server. */
export function siteFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['index.html', entrance],
    ['style.css', style],
    ...(['en', 'ko'] as const).flatMap((lang) =>
      pagesOf(lang).map((page): [string, string] => [`${lang}/${page.path}`, framed(page, lang)]),
    ),
    ...(['en', 'ko'] as const).flatMap((lang) =>
      triagePictures(lang).map(([path, svg]): [string, string] => [`${lang}/${path}`, svg]),
    ),
  ]);
}
