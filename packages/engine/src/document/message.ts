import { IntlMessageFormat } from 'intl-messageformat';
import { causeMessages } from '../causes/registry.ts';
import { notesEn } from '../causes/notes.en.ts';
import { notesKo } from '../causes/notes.ko.ts';
import { textsEn } from './texts.en.ts';
import { textsKo } from './texts.ko.ts';
import type { Lang, MessageArgs } from './types.ts';

const compiled = new Map<string, IntlMessageFormat>();

/** The ICU template behind a message id, or undefined. Ids: `<cause>.title`, `.explanation`, `.separatedBy`, `.step.<name>`, notes, and the document's own texts. */
export function template(lang: Lang, id: string): string | undefined {
  const own = (lang === 'ko' ? textsKo : textsEn)[id];
  if (own !== undefined) return own;
  const dot = id.lastIndexOf('.');
  const head = id.slice(0, dot);
  const tail = id.slice(dot + 1);
  const note = (lang === 'ko' ? notesKo : notesEn)[head];
  if (note !== undefined) return tail === 'title' ? note[0] : note[1];
  const step = id.lastIndexOf('.step.');
  if (step > 0) return causeMessages(id.slice(0, step), lang)?.steps[id.slice(step + 6)];
  const messages = causeMessages(head, lang);
  if (messages === undefined) return undefined;
  if (tail === 'title' || tail === 'explanation' || tail === 'separatedBy' || tail === 'meaning' || tail === 'proof')
    return messages[tail];
  return undefined;
}

/**
 * A message in a language. Arguments that are missing show as an empty text, so that a saved result of an older version still
 * draws. Never throws: a template that does not parse is shown as it stands.
 */
export function formatMessage(lang: Lang, id: string, args: MessageArgs = {}): string {
  const found = template(lang, id) ?? template('en', id);
  if (found === undefined) return id;
  if (!found.includes('{') && !found.includes("'")) return found;
  try {
    const key = `${lang}\u0000${found}`;
    let format = compiled.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(found, lang);
      compiled.set(key, format);
    }
    const values: Record<string, string | number | boolean> = {};
    for (const [name, value] of Object.entries(args))
      values[name] = value === null ? '' : typeof value === 'object' ? value.join(', ') : value;
    for (const name of found.matchAll(/\{([a-zA-Z]+)/g)) {
      const wanted = name[1];
      if (wanted !== undefined && !(wanted in values)) values[wanted] = '';
    }
    return String(format.format(values));
  } catch {
    return found;
  }
}
