import { readFileSync } from 'node:fs';
import type { Cause, CauseMessages, StepTemplate } from '../../packages/engine/src/causes/api.ts';
import { detailMeanings } from '../../packages/engine/src/causes/details.ts';
import { notesEn } from '../../packages/engine/src/causes/notes.en.ts';
import { notesKo } from '../../packages/engine/src/causes/notes.ko.ts';
import { causeMessages, causes } from '../../packages/engine/src/causes/registry.ts';
import { charonMessages } from '../../packages/engine/src/formats/charon-log/index.ts';
import { plutoMessages } from '../../packages/engine/src/formats/pluto-log/explain.ts';
import { xfrmCounters } from '../../packages/engine/src/knowledge/xfrm-counters.ts';
import { decisiveLines } from '../../packages/engine/src/report/letter-lines.ts';
import { detailKeys } from '../docs/details.ts';
import { families, words } from '../docs/texts.ts';
import { anchor, anchorOf, type Lang, linkTo, type Page, row, table } from './frame.ts';
import { type Html, html, joined, type Piece, withCode } from './html.ts';
import { siteWords } from './words.ts';

const folder = new URL('../../packages/engine/src/causes/', import.meta.url);
const byId: ReadonlyMap<string, Cause> = new Map(causes.map((cause) => [cause.id, cause]));
const notes: Readonly<Record<Lang, Readonly<Record<string, readonly [title: string, explanation: string]>>>> = {
  en: notesEn,
  ko: notesKo,
};

/** The texts of a cause. Throws where there are none. */
export function textsOf(id: string, lang: Lang): CauseMessages {
  const messages = causeMessages(id, lang);
  if (messages === undefined) throw new Error(`${id} has no texts`);
  return messages;
}

/** What a case fills in stands as an ellipsis. */
function prose(text: string): Html {
  return withCode(text.replaceAll(/\{[A-Za-z0-9_]+\}/g, '…'));
}

/** A cause or note by id, linked. */
export function named(id: string, lang: Lang, from: string): Html {
  if (byId.has(id))
    return html`${anchor(linkTo(from, `causes/${id}.html`), html`<code>${id}</code>`)}: ${prose(textsOf(id, lang).title)}`;
  const note = notes[lang][id];
  if (note === undefined) return html`<code>${id}</code>`;
  return html`${anchor(linkTo(from, `symptoms.html#${anchorOf(id)}`), html`<code>${id}</code>`)}: ${prose(note[0])}`;
}

/** Causes by id alone, linked, with commas. */
export function linked(ids: readonly string[], from: string): Html {
  const known = ids.filter((id) => byId.has(id));
  return joined(
    known.map((id) => anchor(linkTo(from, `causes/${id}.html`), html`<code>${id}</code>`)),
    ', ',
  );
}

/** An entry such as EVT-K-16, which is no document by itself. */
function isFact(text: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:-[A-Z])?-?\d+$/.test(text);
}

/** A reference, linked where it is an RFC. */
export function reference(text: string): Piece {
  const rfc = /^RFC ([0-9]+)(?: (?:section )?([0-9A-Z][0-9.A-Z]*))?$/.exec(text);
  if (rfc === null) return text;
  const section = rfc[2] === undefined ? '' : `#section-${rfc[2]}`;
  return anchor(`https://www.rfc-editor.org/rfc/rfc${rfc[1]}${section}`, text);
}

const list = (items: readonly Piece[]): Html =>
  html`<ul>
${items.map(
  (item) => html`<li>${item}</li>
`,
)}</ul>
`;

function step(template: StepTemplate, text: string, lang: Lang): Html {
  const w = words[lang];
  const asides = [
    ...(template.host === null ? [] : [w.on[template.host]]),
    ...(template.privilege === 'admin' ? [w.admin] : []),
    ...(template.risk === 'disrupts' ? [w.disrupts] : []),
  ];
  const aside = asides.length === 0 ? '' : html` <span class="dim">(${asides.join(', ')})</span>`;
  const command = template.command === undefined ? '' : html`<pre><code>${template.command.template}</code></pre>`;
  return html`${prose(text)}${aside}${command}`;
}

function steps(cause: Cause, messages: CauseMessages, lang: Lang): Html[] {
  return ([1, 2, 3] as const).flatMap((tier) => {
    const own = cause.steps.filter((item) => item.tier === tier);
    if (own.length === 0) return [];
    return [
      html`<h3>${words[lang].tier[tier]}</h3>
${list(own.map((item) => step(item, messages.steps[item.text] ?? '', lang)))}`,
    ];
  });
}

/** Lines of logs, and counters, that go with a cause. */
function signs(cause: Cause, lang: Lang, path: string): Html[] {
  const w = siteWords[lang];
  const decisive = decisiveLines.filter((line) => line.causes.includes(cause.id));
  const ambiguous = [...charonMessages, ...plutoMessages].filter(
    (message) => message.ambiguousWith.includes(cause.id) && !decisive.some((line) => line.source === message.id),
  );
  const counters = xfrmCounters.filter((counter) => counter.points.includes(cause.id));
  return [
    ...(decisive.length === 0
      ? []
      : [
          html`<h2 id="lines">${w.logLines}</h2>
<p>${w.logIntro}</p>
${list(decisive.map((line) => html`${line.product}: <code>${line.says}</code> <span class="dim">${line.source}</span>`))}`,
        ]),
    ...(ambiguous.length === 0
      ? []
      : [
          html`<h2 id="also">${w.alsoSaid}</h2>
${list(
  ambiguous.map(
    (message) =>
      html`${message.daemon}: ${anchor(linkTo(path, `messages.html#${anchorOf(message.id)}`), html`<code>${message.wordings[0] ?? message.id}</code>`)}`,
  ),
)}`,
        ]),
    ...(counters.length === 0
      ? []
      : [
          html`<h2 id="counters">${w.growing}</h2>
${list(counters.map((counter) => html`${anchor(linkTo(path, `counters.html#${anchorOf(counter.name)}`), html`<code>${counter.name}</code>`)}: ${counter[lang]}`))}`,
        ]),
  ];
}

/** The page of a cause. */
export function causePage(cause: Cause, lang: Lang): Page {
  const w = words[lang];
  const messages = textsOf(cause.id, lang);
  const path = `causes/${cause.id}.html`;
  const keys = detailKeys(cause.id, (file) => readFileSync(new URL(file, folder), 'utf8'));
  const section = (id: string, title: string, body: Piece): Html => html`<h2 id="${id}">${title}</h2>
${body}`;
  const body = html`<h1>${cause.id}</h1>
<p class="lead"><b>${prose(messages.title)}</b></p>
<p>${w.severity}: ${w.severities[cause.severity]}</p>
${section(
  'meaning',
  w.meaning,
  html`<p>${prose(messages.meaning)}</p>
`,
)}${section(
  'seen',
  w.seen,
  html`<p>${prose(messages.explanation)}</p>
`,
)}${section(
  'proof',
  w.proof,
  html`<p>${prose(messages.proof)}</p>
`,
)}${signs(cause, lang, path)}${section(
  'mistaken',
  w.mistaken,
  html`${list(
    cause.mistakenFor.map(
      (id) =>
        html`${named(id, lang, path)}. ${w.apart}: ${byId.has(id) ? prose(textsOf(id, lang).separatedBy) : w.unlisted}.`,
    ),
  )}<p>${w.self}: ${prose(messages.separatedBy)}.</p>
`,
)}${
  cause.explains.length === 0
    ? ''
    : section(
        'explains',
        w.explains,
        html`<p>${w.explainsIntro}</p>
${list(cause.explains.map((id) => named(id, lang, path)))}`,
      )
}${section('steps', w.steps, steps(cause, messages, lang))}${
  keys.length === 0
    ? ''
    : section(
        'details',
        w.details,
        html`<p>${withCode(w.detailsIntro)}</p>
${list(keys.map((key) => html`<code>${key}</code>: ${withCode(detailMeanings[key]?.[lang === 'en' ? 0 : 1] ?? '')}`))}`,
      )
}${
  cause.references.length === 0
    ? ''
    : section(
        'references',
        w.references,
        html`<p>${joined(cause.references.map(reference), ', ')}.</p>
${
  cause.references.some(isFact)
    ? html`<p class="dim">${w.referencesNote}</p>
`
    : ''
}`,
      )
}`;
  return { path, title: `${cause.id}: ${messages.title.replaceAll(/\{[A-Za-z0-9_]+\}/g, '…')}`, body };
}

/** Every cause, by family. */
export function causesList(lang: Lang, path: string): Html {
  const w = words[lang];
  return html`${families.map((family) => {
    const members = causes.filter((cause) => cause.id.startsWith(`${family}.`));
    if (members.length === 0) return '';
    return html`<h3 id="${family}">${w.families[family]}</h3>
${list(members.map(({ id }) => named(id, lang, path)))}`;
  })}`;
}

/** Symptoms and notes. */
export function symptomsPage(lang: Lang): Page {
  const w = words[lang];
  const rows = Object.entries(notes[lang]).map(([id, [title, explanation]]) =>
    row([html`<code>${id}</code>`, html`<b>${prose(title)}</b><br>${prose(explanation)}`], anchorOf(id)),
  );
  return {
    path: 'symptoms.html',
    title: w.symptoms,
    body: html`<h1>${w.symptoms}</h1>
<p>${w.symptomsIntro}</p>
${table([w.id, siteWords[lang].meaning], rows)}`,
  };
}
