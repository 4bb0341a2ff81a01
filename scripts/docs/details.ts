/** Finds the keys of `details` that a cause gives, by reading its source. */
import { facts } from '../../packages/engine/src/observations/facts/index.ts';

/** Helpers that fill `details` for several causes, and the file they stand in. */
const helpers: readonly (readonly [call: string, file: string])[] = [
  ['judgeBlocked(', 'traffic.ts'],
  ['proposalDetails(', 'proposal-details.ts'],
  ['certificateWords', 'certificate-words.ts'],
];

const argumentsOf: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(facts).map(([code, entry]) => [code, entry.args]),
);

/** `judgeHost` hands on the arguments of the statement it found. */
function keysOfStatements(source: string): string[] {
  const codes = /judgeHost\(\s*\[([^\]]*)\]/.exec(source)?.[1];
  if (codes === undefined) return [];
  return ['host', ...[...codes.matchAll(/'([^']+)'/g)].flatMap((match) => argumentsOf.get(match[1] ?? '') ?? [])];
}

/** The text from the bracket at `start` to the one that closes it. */
function balanced(text: string, start: number): string {
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    const char = text.charAt(i);
    if ('{[('.includes(char)) depth += 1;
    else if ('}])'.includes(char)) {
      depth -= 1;
      if (depth === 0) return text.slice(start, i + 1);
    }
  }
  return text.slice(start);
}

function topLevelKeys(literal: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of `${literal.slice(1, -1)},`) {
    if ('{[('.includes(char)) depth += 1;
    else if ('}])'.includes(char)) depth -= 1;
    if (char !== ',' || depth > 0) {
      part += char;
      continue;
    }
    const key = /^\s*(?:\/\/[^\n]*\n\s*)*([A-Za-z0-9_]+)\s*(?::|$)/.exec(part)?.[1];
    if (key !== undefined) keys.push(key);
    part = '';
  }
  return keys;
}

function keysOf(source: string): string[] {
  const keys: string[] = [];
  const starts =
    /(?<!readonly )\bdetails(?::| =)\s*(?:\([^)]*\)\s*(?::[^=]*)?=>\s*\()?\s*\{|Details\([^)]*\): [^\n]*\{[\s\S]{1,900}?return \{/g;
  for (const match of source.matchAll(starts))
    keys.push(...topLevelKeys(balanced(source, match.index + match[0].length - 1)));
  return keys;
}

/** Keys of a cause's `details`, sorted, without doubles. `read` gives the text of a file in the folder of causes. */
export function detailKeys(id: string, read: (path: string) => string): string[] {
  const source = read(`${id}/cause.ts`);
  const keys = [...keysOf(source), ...keysOfStatements(source)];
  for (const [call, file] of helpers) if (source.includes(call)) keys.push(...keysOf(read(file)));
  return [...new Set(keys)].sort();
}
