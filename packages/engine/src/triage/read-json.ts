/** JSON that somebody wrote: bounded, checked for its shape, and never thrown at the reader. */
import * as z from 'zod';

/** Something that does not fit, by a code of `triageWords`. */
export interface TriageFault {
  readonly code: string;
  /** Place: path of keys, or name of the state. */
  readonly at: string;
  readonly about: string;
}

/** Longest text of a chart or a call, in characters. */
export const maxJson = 1_000_000;
const maxDepth = 24;
const maxFaults = 50;

/** The value of a JSON text, or the fault that keeps it from being read. Depth is bounded before anything is built. */
export function readJson(text: string): { readonly value: unknown } | { readonly fault: TriageFault } {
  if (text.length > maxJson) return { fault: { code: 'too-much', at: '', about: String(maxJson) } };
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (quoted) {
      if (char === 0x5c) i++;
      else if (char === 0x22) quoted = false;
    } else if (char === 0x22) quoted = true;
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > maxDepth) return { fault: { code: 'too-deep', at: '', about: String(maxDepth) } };
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
  try {
    const value: unknown = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
    return { value };
  } catch {
    return { fault: { code: 'no-json', at: '', about: '' } };
  }
}

/** Faults of a value against a schema: the path and what is wrong there, in words that are the same in every language. */
export function shapeFaults(error: z.ZodError): readonly TriageFault[] {
  return error.issues.slice(0, maxFaults).map((issue) => ({
    code: issue.code === 'unrecognized_keys' ? 'unknown-key' : 'shape',
    at: issue.path.map(String).join('.').slice(0, 200),
    about: (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : wanted(issue)).slice(0, 200),
  }));
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' | ');
  if (issue.code === 'too_big') return `<= ${issue.maximum}`;
  if (issue.code === 'too_small') return `>= ${issue.minimum}`;
  return issue.code;
}

/** A member of an object by a name that came from outside; undefined: it has none of its own. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
