import { readdirSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { argumentNames } from '../document/formatter.ts';
import { textsEn } from '../document/texts.en.ts';
import { textsKo } from '../document/texts.ko.ts';
import { reportTextsEn } from '../report/texts.en.ts';
import { reportTextsKo } from '../report/texts.ko.ts';
import type { CauseMessages } from './api.ts';
import { notesEn } from './notes.en.ts';
import { notesKo } from './notes.ko.ts';
import { causeMessages, causes } from './registry.ts';

const languages = ['en', 'ko'] as const;
const fields = ['title', 'explanation', 'meaning', 'proof', 'separatedBy'] as const;

function textsOf(messages: CauseMessages): Map<string, string> {
  const texts = new Map<string, string>(fields.map((field) => [field, messages[field]]));
  for (const [name, text] of Object.entries(messages.steps)) texts.set(`step.${name}`, text);
  return texts;
}

function messagesOf(id: string, lang: 'en' | 'ko'): CauseMessages {
  const messages = causeMessages(id, lang);
  if (messages === undefined) throw new Error(`${id} has no ${lang} messages`);
  return messages;
}

/** Nothing filled in: an opinion may lack any argument. */
function withoutArguments(text: string, lang: string): string {
  const values = Object.fromEntries(argumentNames(text).map((name) => [name, '']));
  return String(new IntlMessageFormat(text, lang, undefined, { ignoreTag: true }).format(values));
}

const hangul = /[\uac00-\ud7a3]/;

describe.each(causes.map((cause) => [cause.id, cause] as const))('the texts of %s', (id, cause) => {
  it('are there in both languages', () => {
    for (const lang of languages) {
      for (const [name, text] of textsOf(messagesOf(id, lang))) {
        expect(text.trim(), `${lang} ${name}`).not.toBe('');
        expect(text, `${lang} ${name}`).toBe(text.trim());
        expect(text, `${lang} ${name}`).not.toMatch(/ {2}|\n/);
      }
      expect(messagesOf(id, lang).title).not.toContain(id);
    }
    for (const [name, text] of textsOf(messagesOf(id, 'ko'))) expect(text, name).toMatch(hangul);
    for (const [name, text] of textsOf(messagesOf(id, 'en'))) expect(text, name).not.toMatch(hangul);
  });

  it('match its steps one to one', () => {
    const wanted = [...new Set(cause.steps.map((step) => step.text))].sort();
    for (const lang of languages) expect(Object.keys(messagesOf(id, lang).steps).sort()).toEqual(wanted);
    expect(cause.steps.some((step) => step.tier === 1)).toBe(true);
  });

  it('take arguments only in title and explanation: the others also stand where there is no case', () => {
    for (const lang of languages)
      for (const [name, text] of textsOf(messagesOf(id, lang)))
        if (name === 'meaning' || name === 'proof') expect(argumentNames(text), `${lang} ${name}`).toEqual([]);
  });

  it('can be put into words with every argument empty, and take the same arguments in both languages', () => {
    const korean = textsOf(messagesOf(id, 'ko'));
    for (const [name, text] of textsOf(messagesOf(id, 'en'))) {
      const other = korean.get(name) ?? '';
      expect(withoutArguments(text, 'en'), name).not.toBe('');
      expect(withoutArguments(other, 'ko'), name).not.toBe('');
      expect(argumentNames(other).sort(), name).toEqual(argumentNames(text).sort());
    }
  });

  it('have a title that reads without arguments, and a way to tell it apart that fits into a sentence', () => {
    for (const lang of languages) {
      const { title, separatedBy } = messagesOf(id, lang);
      expect(argumentNames(title)).toEqual([]);
      expect(title).not.toMatch(/\.$/);
      expect(separatedBy).not.toMatch(/\.$/);
      expect(argumentNames(separatedBy)).toEqual([]);
    }
    expect(messagesOf(id, 'en').separatedBy).not.toMatch(/^[A-Z][a-z]/);
  });

  it('give commands that fit their step', () => {
    for (const step of cause.steps) {
      if (step.risk === 'disrupts') expect(step.privilege, step.text).toBe('admin');
      const used = [...(step.command?.template.matchAll(/\{([0-9])\}/g) ?? [])].map((match) => Number(match[1]));
      for (const index of used) expect(step.command?.args[index], step.text).toBeDefined();
    }
  });
});

describe('other catalogues', () => {
  const tables: readonly (readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>])[] = [
    ['document', textsEn, textsKo],
    ['report', reportTextsEn, reportTextsKo],
  ];

  it.each(tables)('of the %s say the same in both languages', (_, english, korean) => {
    expect(Object.keys(korean).sort()).toEqual(Object.keys(english).sort());
    for (const [name, text] of Object.entries(english)) {
      const other = korean[name] ?? '';
      expect(other.trim(), name).not.toBe('');
      expect(() => withoutArguments(text, 'en'), name).not.toThrow();
      expect(() => withoutArguments(other, 'ko'), name).not.toThrow();
      expect(argumentNames(other).sort(), name).toEqual(argumentNames(text).sort());
    }
  });

  it('know the same notes and symptoms', () => {
    expect(Object.keys(notesKo).sort()).toEqual(Object.keys(notesEn).sort());
    for (const notes of [notesEn, notesKo])
      for (const [id, texts] of Object.entries(notes)) for (const text of texts) expect(text.trim(), id).not.toBe('');
  });

  it('leave no two causes with one title', () => {
    for (const lang of languages) {
      const titles = causes.map((cause) => messagesOf(cause.id, lang).title);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it('hold messages in pairs for every folder', () => {
    const folder = new URL('./', import.meta.url);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (!entry.isDirectory() || !entry.name.includes('.')) continue;
      const files = readdirSync(new URL(`${entry.name}/`, folder));
      expect(files, entry.name).toContain('messages.en.ts');
      expect(files, entry.name).toContain('messages.ko.ts');
    }
  });
});
