/** Counting signs of a format in the first lines. */

/** What an empty file may be, by its name only: a listing of nothing is evidence. */
export function emptyListing(head: readonly string[], name: string, ...words: readonly string[]): number {
  if (head.some((line) => line.trim() !== '')) return 0;
  const lower = name.toLowerCase().replaceAll(/[_. ]/g, '-');
  return words.some((word) => lower.includes(word)) ? 30 : 0;
}

/** Score of up to 97: `each` for every line that matches one of the patterns. */
export function countMatches(head: readonly string[], each: number, ...patterns: readonly RegExp[]): number {
  let score = 0;
  for (const line of head) {
    if (patterns.some((pattern) => pattern.test(line))) score += each;
    if (score >= 97) return 97;
  }
  return score;
}
