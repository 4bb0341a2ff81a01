/**
 * Writes the pages of the documentation that say what the code knows: causes in English and Korean, what is known about
 * Windows, formats, and the words of log statements. `--check` fails when a page is not up to date.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Cause, CauseMessages, StepTemplate } from '../packages/engine/src/causes/api.ts';
import { detailMeanings } from '../packages/engine/src/causes/details.ts';
import { notesEn } from '../packages/engine/src/causes/notes.en.ts';
import { notesKo } from '../packages/engine/src/causes/notes.ko.ts';
import { causeMessages, causes } from '../packages/engine/src/causes/registry.ts';
import { windowsStepsEn } from '../packages/engine/src/causes/windows-steps.en.ts';
import { windowsStepsKo } from '../packages/engine/src/causes/windows-steps.ko.ts';
import { windowsCommand } from '../packages/engine/src/knowledge/windows-commands.ts';
import { type FactEntry, facts } from '../packages/engine/src/observations/facts/index.ts';
import { detailKeys } from './docs/details.ts';
import { collectPages } from './docs/collect.ts';
import { formatPages } from './docs/formats.ts';
import { hostPages } from './docs/on-the-host.ts';
import { families, words } from './docs/texts.ts';
import { triagePages } from './docs/triage.ts';
import { windowsLink, windowsPages } from './docs/windows.ts';

type Lang = 'en' | 'ko';

const docs = new URL('../docs/', import.meta.url);
const folder = new URL('../packages/engine/src/causes/', import.meta.url);
const byId: ReadonlyMap<string, Cause> = new Map(causes.map((cause) => [cause.id, cause]));
const notes = { en: notesEn, ko: notesKo };

function texts(id: string, lang: Lang): CauseMessages {
  const messages = causeMessages(id, lang);
  if (messages === undefined) throw new Error(`${id} has no texts`);
  return messages;
}

/** What a case fills in stands as an ellipsis; signs that Markdown would take for its own are escaped. */
function prose(text: string): string {
  return text.replaceAll(/\{[A-Za-z0-9_]+\}/g, '…').replaceAll(/[*_<>|]/g, (sign) => `\\${sign}`);
}

/** Id with title, linked when it has a page. */
function named(id: string, lang: Lang): string {
  if (byId.has(id)) return `[\`${id}\`](${id}.md): ${prose(texts(id, lang).title)}`;
  const note = notes[lang][id];
  return note === undefined ? `\`${id}\`` : `\`${id}\`: ${prose(note[0])}`;
}

function reference(text: string): string {
  const rfc = /^RFC ([0-9]+)(?: ([0-9A-Z][0-9.A-Z]*))?$/.exec(text);
  if (rfc === null) {
    const fact = windowsLink(text, 'causes');
    return fact === undefined ? text : `[${text}](${fact})`;
  }
  const section = rfc[2] === undefined ? '' : `#section-${rfc[2]}`;
  return `[${text}](https://www.rfc-editor.org/rfc/rfc${rfc[1]}${section})`;
}

function stepLines(id: string, step: StepTemplate, text: string, lang: Lang): string[] {
  const w = words[lang];
  const asides = [
    ...(step.host === null ? [] : [w.on[step.host]]),
    ...(step.privilege === 'admin' ? [w.admin] : []),
    ...(step.risk === 'disrupts' ? [w.disrupts] : []),
  ];
  const lines = [`- ${prose(text)}${asides.length === 0 ? '' : ` (${asides.join(', ')})`}`];
  if (step.command !== undefined)
    lines.push('', `  \`\`\`${step.command.shell}`, `  ${step.command.template}`, '  ```', '');
  return [...lines, ...onWindows(id, step, lang)];
}

/** The same step on Vista and later, where its words or its command differ there. */
function onWindows(id: string, { text, command }: StepTemplate, lang: Lang): string[] {
  const words = (lang === 'ko' ? windowsStepsKo : windowsStepsEn)[`${id}.${text}`];
  const found = command?.task === undefined ? null : windowsCommand(command.task, 'windows');
  const template = found === null || found.template === command?.template ? null : found.template;
  if (words === undefined && template === null) return [];
  return [
    `  Windows: ${words === undefined ? '' : prose(words)}`.trimEnd(),
    ...(template === null ? [] : ['', '  ```bat', `  ${template}`, '  ```']),
    '',
  ];
}

function stepsOf(cause: Cause, messages: CauseMessages, lang: Lang): string[] {
  return ([1, 2, 3] as const).flatMap((tier) => {
    const steps = cause.steps.filter((step) => step.tier === tier);
    if (steps.length === 0) return [];
    return [
      `### ${words[lang].tier[tier]}`,
      '',
      ...steps.flatMap((step) => stepLines(cause.id, step, messages.steps[step.text] ?? '', lang)),
      '',
    ];
  });
}

function causePage(cause: Cause, lang: Lang): string {
  const w = words[lang];
  const messages = texts(cause.id, lang);
  const keys = detailKeys(cause.id, (path) => readFileSync(new URL(path, folder), 'utf8'));
  const unknown = keys.filter((key) => detailMeanings[key] === undefined);
  if (unknown.length > 0)
    throw new Error(`${cause.id}: say what ${unknown.join(', ')} means in packages/engine/src/causes/details.ts`);
  const lines = [
    `<!-- ${w.made} -->`,
    '',
    `# ${cause.id}`,
    '',
    `**${prose(messages.title)}**`,
    '',
    `${w.severity}: ${w.severities[cause.severity]}. ${w.other}: [${cause.id}](${lang === 'en' ? '../ko/causes' : '../../causes'}/${cause.id}.md).`,
    '',
    `## ${w.meaning}`,
    '',
    prose(messages.meaning),
    '',
    `## ${w.seen}`,
    '',
    prose(messages.explanation),
    '',
    `## ${w.proof}`,
    '',
    prose(messages.proof),
    '',
    `## ${w.mistaken}`,
    '',
    ...cause.mistakenFor.map(
      (id) => `- ${named(id, lang)}. ${w.apart}: ${byId.has(id) ? prose(texts(id, lang).separatedBy) : w.unlisted}.`,
    ),
    ...(cause.mistakenFor.length === 0 ? [] : ['']),
    `${w.self}: ${prose(messages.separatedBy)}.`,
    '',
  ];
  if (cause.explains.length > 0)
    lines.push(`## ${w.explains}`, '', w.explainsIntro, '', ...cause.explains.map((id) => `- ${named(id, lang)}`), '');
  lines.push(`## ${w.steps}`, '', ...stepsOf(cause, messages, lang));
  if (keys.length > 0)
    lines.push(
      `## ${w.details}`,
      '',
      w.detailsIntro,
      '',
      ...keys.map((key) => `- \`${key}\`: ${prose(detailMeanings[key]?.[lang === 'en' ? 0 : 1] ?? '')}`),
      '',
    );
  if (cause.references.length > 0)
    lines.push(`## ${w.references}`, '', `${cause.references.map(reference).join(', ')}.`, '');
  if (cause.references.some((text) => /^[A-Z][A-Z0-9]*(?:-[A-Z])?-?\d+$/.test(text))) lines.push(w.referencesNote, '');
  return tidy(lines);
}

/** One blank line at most, one line end at the end. */
function tidy(lines: readonly string[]): string {
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function indexPage(lang: Lang): string {
  const w = words[lang];
  const lines = [`<!-- ${w.made} -->`, '', `# ${w.causes}`, '', w.causesIntro, ''];
  for (const family of families) {
    const members = causes.filter((cause) => cause.id.startsWith(`${family}.`));
    if (members.length === 0) continue;
    lines.push(`## ${w.families[family]}`, '', `| ${w.id} | ${w.title} |`, '| --- | --- |');
    for (const { id } of members) lines.push(`| [\`${id}\`](${id}.md) | ${prose(texts(id, lang).title)} |`);
    lines.push('');
  }
  lines.push(`## ${w.symptoms}`, '', w.symptomsIntro, '');
  for (const [id, [title, explanation]] of Object.entries(notes[lang]))
    lines.push(`- \`${id}\`: ${prose(title)}. ${prose(explanation)}`);
  return tidy(lines);
}

function factsPage(): string {
  const lines = [
    `<!-- ${words.en.made} -->`,
    '',
    '# Words of log statements',
    '',
    'A log reader turns the lines of its product into these codes; causes see nothing else of a log. “Decides” marks what only the component that made the decision can say; anything else is what somebody was told. “Ends” names the part of the negotiation that breaks by it.',
    '',
    '| Code | Meaning | Arguments | Decides | Ends |',
    '| --- | --- | --- | --- | --- |',
  ];
  const entries: readonly (readonly [string, FactEntry])[] = Object.entries(facts);
  for (const [code, entry] of entries)
    lines.push(
      `| \`${code}\` | ${prose(entry.meaning)} | ${entry.args.map((name) => `\`${name}\``).join(', ')} | ${entry.decides === true ? 'yes' : ''} | ${entry.ends ?? ''} |`,
    );
  return tidy(lines);
}

const pages = new Map<string, string>([
  ['facts.md', factsPage()],
  ...formatPages(words.en.made),
  ...collectPages(),
  ...hostPages({ en: words.en.made, ko: words.ko.made }),
  ...windowsPages(new Set(byId.keys())),
  ...triagePages(),
]);
for (const [lang, at] of [
  ['en', 'causes/'],
  ['ko', 'ko/causes/'],
] as const) {
  pages.set(`${at}README.md`, indexPage(lang));
  for (const cause of causes) pages.set(`${at}${cause.id}.md`, causePage(cause, lang));
}

const stale = ['causes/', 'ko/causes/', 'windows/', 'ko/windows/', 'triage/', 'ko/triage/'].flatMap((at) =>
  existsSync(new URL(at, docs))
    ? readdirSync(new URL(at, docs))
        .map((name) => `${at}${name}`)
        .filter((path) => !pages.has(path))
    : [],
);
const changed = [...pages].filter(([path, text]) => {
  const file = new URL(path, docs);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
});

if (process.argv.includes('--check')) {
  for (const path of [...stale, ...changed.map(([name]) => name)]) console.error(`docs/${path} is not up to date`);
  if (stale.length + changed.length > 0) {
    console.error('Run `npm run docs`.');
    process.exit(1);
  }
} else {
  for (const path of stale) rmSync(new URL(path, docs));
  for (const [path, text] of changed) {
    const file = new URL(path, docs);
    mkdirSync(new URL('./', file), { recursive: true });
    writeFileSync(file, text);
  }
}
console.log(`${pages.size} pages`);
