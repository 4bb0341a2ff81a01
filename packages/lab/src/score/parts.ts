/** Parts of docs/accuracy.md: the page is written by several commands, each of which owns some of its second-level headings. */

interface Part {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** The lines of a page by their second-level headings; what stands in front of the first has an empty one. */
function partsOf(page: string): Part[] {
  const parts: { heading: string; lines: string[] }[] = [{ heading: '', lines: [] }];
  for (const line of page.split('\n')) {
    if (line.startsWith('## ')) parts.push({ heading: line.slice(3), lines: [] });
    parts.at(-1)?.lines.push(line);
  }
  return parts;
}

/** Headings of the parts that are not measured by recordings of the lab, in the order in which they stand behind those that are. */
export const headings = {
  real: 'Real cases',
  predictions: 'Predicted from configurations alone',
  stories: 'Stories of Windows hosts, generated from documented templates',
} as const;

function inOrder(parts: readonly Part[]): readonly Part[] {
  const order: readonly string[] = Object.values(headings);
  const rank = ({ heading }: Part): number => order.indexOf(heading);
  return [...parts].sort((a, b) => rank(a) - rank(b));
}

const joined = (parts: readonly Part[]): string =>
  `${inOrder(parts)
    .map(({ lines }) => lines.join('\n').trimEnd())
    .join('\n\n')
    .trimEnd()}\n`;

/** Puts a part (lines, the first of which is its heading) in the place of the one with the same heading, or at the end. */
export function withPart(page: string, lines: readonly string[]): string {
  const heading = (lines[0] ?? '').slice(3);
  const parts = partsOf(page);
  const at = parts.findIndex((part) => part.heading === heading);
  const part = { heading, lines };
  return joined(at < 0 ? [...parts, part] : [...parts.slice(0, at), part, ...parts.slice(at + 1)]);
}

/** A new page with the parts of an earlier one that it does not write itself. */
export function keepingParts(page: string, before: string, keep: readonly string[]): string {
  const fresh = new Set(partsOf(page).map(({ heading }) => heading));
  const kept = partsOf(before).filter(({ heading }) => keep.includes(heading) && !fresh.has(heading));
  return joined([...partsOf(page), ...kept]);
}
