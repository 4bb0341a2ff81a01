/** Counting signs of a format in the first lines. */

/** What an empty file may be, by its name only: a listing of nothing is evidence. */
export function emptyListing(head: readonly string[], name: string, ...words: readonly string[]): number {
  if (head.some((line) => line.trim() !== '')) return 0;
  const lower = name.toLowerCase().replaceAll(/[_. ]/g, '-');
  return words.some((word) => lower.includes(word)) ? 30 : 0;
}
