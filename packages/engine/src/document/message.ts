import type { CauseMessages } from '../causes/api.ts';
import { notesEn } from '../causes/notes.en.ts';
import { notesKo } from '../causes/notes.ko.ts';
import { causeMessages, causes } from '../causes/registry.ts';
import { windowsStepsEn } from '../causes/windows-steps.en.ts';
import { windowsStepsKo } from '../causes/windows-steps.ko.ts';
import { messagesEn as ingestEn } from '../ingest/messages.en.ts';
import { messagesKo as ingestKo } from '../ingest/messages.ko.ts';
import { type Catalogue, type Formatter, formatter, mergeCatalogues } from './formatter.ts';
import { textsEn } from './texts.en.ts';
import { textsKo } from './texts.ko.ts';
import type { Lang, MessageArgs } from './types.ts';

/** `ID.title`, `ID.explanation`, `ID.separatedBy`, `ID.meaning`, `ID.proof`, `ID.step.NAME` of every cause. */
function ofCauses(lang: Lang): Record<string, string> {
  const out: Record<string, string> = {};
  for (const { id } of causes) {
    const messages: CauseMessages | undefined = causeMessages(id, lang);
    if (messages === undefined) continue;
    const { steps, ...texts } = messages;
    for (const [name, text] of Object.entries(texts)) out[`${id}.${name}`] = text;
    for (const [name, text] of Object.entries(steps)) out[`${id}.step.${name}`] = text;
  }
  return out;
}

/** `ID.step.NAME.windows`: steps in the words for a host that runs Windows. */
function ofWindowsSteps(steps: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(steps).map(([name, text]) => {
      const at = name.lastIndexOf('.');
      return [`${name.slice(0, at)}.step.${name.slice(at + 1)}.windows`, text];
    }),
  );
}

/** `ID.title` and `ID.explanation` of notes and symptoms. */
function ofNotes(
  notes: Readonly<Record<string, readonly [title: string, explanation: string]>>,
): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [id, [title, explanation]] of Object.entries(notes)) {
    out[`${id}.title`] = title;
    out[`${id}.explanation`] = explanation;
  }
  return out;
}

/** Everything the document can say: the messages beside the things they describe, put together. */
export function documentCatalogue(): Catalogue {
  return mergeCatalogues([
    { en: ingestEn, ko: ingestKo },
    { en: textsEn, ko: textsKo },
    { en: ofNotes(notesEn), ko: ofNotes(notesKo) },
    { en: ofCauses('en'), ko: ofCauses('ko') },
    { en: ofWindowsSteps(windowsStepsEn), ko: ofWindowsSteps(windowsStepsKo) },
  ]);
}

let shared: Formatter | undefined;

function documentFormatter(): Formatter {
  shared ??= formatter(documentCatalogue());
  return shared;
}

/** A message of the document's catalogue in words; see `Formatter.format`. */
export function formatMessage(lang: Lang, id: string, args: MessageArgs = {}): string {
  return documentFormatter().format(lang, id, args);
}

/** Whether the catalogue knows a message. */
export function hasMessage(id: string): boolean {
  return documentFormatter().has(id);
}
