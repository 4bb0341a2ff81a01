/** Words of callers, made comparable. Nothing here backtracks: phrases are looked for as they are. */

/** Longest text that is looked at, in characters. */
export const maxSpoken = 4000;

/** One of these has to be said. With a blank in front a phrase begins a word, with one behind it ends one. */
export type Phrases = readonly string[];

/** Phrases out of texts that divide them by `|`. */
export function any(...texts: readonly string[]): Phrases {
  return texts.flatMap((text) => text.split('|'));
}

/** Lower case, apostrophes gone, everything but letters, digits and dots inside of words a blank; with a blank at both ends. */
export function spoken(words: string): string {
  const plain = words.slice(0, maxSpoken).normalize('NFC').toLowerCase().replaceAll(/['’`]/g, '');
  const bare = plain.replaceAll(/[^\p{L}\p{N}.]/gu, ' ').replaceAll(/\.(?=\s|$)/g, ' ');
  return ` ${bare
    .split(/\s+/u)
    .filter((word) => word !== '')
    .join(' ')} `;
}

/** Whether of each group something is said. */
export function saysAll(text: string, groups: readonly Phrases[]): boolean {
  return groups.every((group) => group.some((phrase) => text.includes(phrase)));
}
