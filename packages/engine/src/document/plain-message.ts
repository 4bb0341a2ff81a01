import type { Lang, MessageArgs } from './types.ts';

/** A value as words of a message. */
export function word(value: MessageArgs[string] | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

interface Place {
  readonly text: string;
  at: number;
}

/**
 * A message whose arguments are words, or choose between texts by a whole number or a word: ICU `plural` and `select`. Done without the
 * library, whose first use costs some 20 ms and is the same in its result. Null when the text needs more.
 */
export function plainMessage(lang: Lang, text: string, args: MessageArgs): string | null {
  if (text.includes("'{") || text.includes("'}") || text.includes("''") || text.includes("'#")) return null;
  return textAt({ text, at: 0 }, lang, args, null);
}

/** What stands from a place up to the end; with `count`, for which `#` stands there, up to the brace that closes it. */
function textAt(place: Place, lang: Lang, args: MessageArgs, count: string | null): string | null {
  const { text } = place;
  let out = '';
  let from = place.at;
  for (; place.at < text.length; place.at++) {
    const letter = text[place.at];
    if (letter === '#' && count !== null) {
      out += text.slice(from, place.at) + count;
      from = place.at + 1;
    } else if (letter === '}' && count !== null) break;
    else if (letter === '{') {
      out += text.slice(from, place.at);
      const put = argumentAt(place, lang, args);
      if (put === null) return null;
      out += put;
      from = place.at + 1;
    }
  }
  return out + text.slice(from, place.at);
}

/** An argument, from the brace that opens it; the place is then at the brace that closes it. */
function argumentAt(place: Place, lang: Lang, args: MessageArgs): string | null {
  const { text } = place;
  const head = /^\{\s{0,8}([A-Za-z0-9_]{1,64})\s{0,8}(?:(\})|,\s{0,8}(plural|select)\s{0,8},)/.exec(
    text.slice(place.at, place.at + 128),
  );
  const name = head?.[1];
  if (head === null || name === undefined) return null;
  place.at += head[0].length;
  if (head[2] !== undefined) {
    place.at--;
    return word(args[name]);
  }
  const value = args[name];
  if (head[3] === 'select') return chosenAt(place, lang, args, [word(value), 'other'], '#');
  // Other numbers are for the library: their forms and digits differ by language.
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return null;
  const form = lang === 'en' && value === 1 ? 'one' : 'other';
  const digits = String(value).replace(/\B(?=(?:\d{3}){1,5}$)/g, ',');
  return chosenAt(place, lang, args, [`=${value}`, form, 'other'], digits);
}

/** Of the texts `KEY {TEXT}` up to the closing brace, the one whose key comes first in `wanted`. */
function chosenAt(
  place: Place,
  lang: Lang,
  args: MessageArgs,
  wanted: readonly string[],
  count: string,
): string | null {
  const { text } = place;
  const found = new Map<string, string>();
  for (;;) {
    const head = /^\s{0,40}(?:(=?[A-Za-z0-9_-]{1,40})\s{0,8}\{|(\}))/.exec(text.slice(place.at, place.at + 128));
    if (head === null) return null;
    place.at += head[0].length;
    const key = head[1];
    if (key === undefined) break;
    const inside = textAt(place, lang, args, count);
    if (inside === null || text[place.at] !== '}') return null;
    place.at++;
    if (!found.has(key)) found.set(key, inside);
  }
  place.at--;
  if (!found.has('other')) return null;
  for (const key of wanted) {
    const chosen = found.get(key);
    if (chosen !== undefined) return chosen;
  }
  return null;
}
