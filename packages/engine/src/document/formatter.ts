import { IntlMessageFormat } from 'intl-messageformat';
import type { Lang, MessageArgs } from './types.ts';

/** Messages of one language by id: ICU MessageFormat without tags. */
export type Messages = Readonly<Record<string, string>>;

/** The same messages in every language. */
export type Catalogue = Readonly<Record<Lang, Messages>>;

/** Puts messages into words. */
export interface Formatter {
  readonly has: (id: string) => boolean;
  /**
   * The message in that language with its arguments; a missing argument shows as nothing (a saved result of an older version
   * still draws), an unknown id as itself. A text argument `@ID` stands for the message ID (a cause's title inside a summary)
   * with the same arguments. Never throws.
   */
  readonly format: (lang: Lang, id: string, args?: MessageArgs) => string;
}

/** Joins catalogues; an id told twice is an error of the program. */
export function mergeCatalogues(parts: readonly Catalogue[]): Catalogue {
  const en: Record<string, string> = Object.create(null) as Record<string, string>;
  const ko: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of parts) {
    for (const [id, text] of Object.entries(part.en)) {
      if (id in en) throw new Error(`message ${id} is defined twice`);
      en[id] = text;
    }
    Object.assign(ko, part.ko);
  }
  return { en, ko };
}

/** A formatter over a catalogue. Compiled messages are kept. */
export function formatter(catalogue: Catalogue): Formatter {
  const compiled = new Map<string, IntlMessageFormat | null>();

  const compile = (lang: Lang, id: string, text: string): IntlMessageFormat | null => {
    const key = `${lang} ${id}`;
    let found = compiled.get(key);
    if (found === undefined) {
      try {
        found = new IntlMessageFormat(text, lang, undefined, { ignoreTag: true });
      } catch {
        found = null;
      }
      compiled.set(key, found);
    }
    return found;
  };

  const resolve = (lang: Lang, args: MessageArgs, depth: number): MessageArgs => {
    let out: Record<string, MessageArgs[string]> | null = null;
    for (const [name, value] of Object.entries(args))
      if (typeof value === 'string' && value.startsWith('@') && catalogue.en[value.slice(1)] !== undefined) {
        out ??= { ...args };
        out[name] = depth > 2 ? '' : format(lang, value.slice(1), { ...args, [name]: '' }, depth + 1);
      }
    return out ?? args;
  };

  const format = (lang: Lang, id: string, given: MessageArgs, depth: number): string => {
    const text = catalogue[lang][id] ?? catalogue.en[id];
    if (text === undefined) return id;
    const args = resolve(lang, given, depth);
    const simple = substitute(text, args);
    if (simple !== null) return simple;
    const message = compile(lang, id, text);
    if (message === null) return text;
    const values: Record<string, string | number> = {};
    for (const name of argumentNames(text)) values[name] = '';
    for (const [name, value] of Object.entries(args)) values[name] = typeof value === 'number' ? value : word(value);
    try {
      return String(message.format(values));
    } catch {
      return text;
    }
  };

  return {
    has: (id) => catalogue.en[id] !== undefined,
    format: (lang, id, args = {}) => format(lang, id, args, 0),
  };
}

function word(value: MessageArgs[string] | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** Most messages only put words in: done without the library, whose first use costs some 20 ms. Null when the text needs it. */
function substitute(text: string, args: MessageArgs): string | null {
  if (text.includes("'{") || text.includes("'}") || text.includes("''")) return null;
  let out = '';
  let at = 0;
  for (let open = text.indexOf('{'); open !== -1; open = text.indexOf('{', at)) {
    const close = text.indexOf('}', open);
    const name = close === -1 ? '' : text.slice(open + 1, close).trim();
    if (!/^[A-Za-z0-9_]+$/.test(name)) return null;
    out += text.slice(at, open) + word(args[name]);
    at = close + 1;
  }
  return out + text.slice(at);
}

/** Names of the arguments a message takes, in order of appearance. */
export function argumentNames(text: string): string[] {
  const names: string[] = [];
  for (const match of text.matchAll(/\{\s{0,4}([A-Za-z0-9_]{1,64})\s{0,4}[,}]/g)) {
    const name = match[1];
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
  return names;
}
