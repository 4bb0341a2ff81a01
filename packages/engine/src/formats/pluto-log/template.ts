/**
 * Message templates: literal text with holes, `literal {{name:type}} literal`. A template is anchored at the start of a
 * message; without a final `$` anything may follow. Matching is linear: every hole ends at the next literal, found once,
 * and nothing is tried twice. Types of holes:
 *   (none)  up to the first occurrence of the next literal, or to the end of the message
 *   q       up to the last occurrence of the next literal: for text a peer chose, which may hold anything
 *   w       one or more characters without space
 *   n       decimal digits
 *   x       hexadecimal digits, with or without 0x
 *   e       nothing: a `q` before it ends at the last occurrence of the literal up to here, whatever follows. Where a peer's text is
 *           followed by one of several endings, it may hold another of them.
 */

type HoleType = 'lazy' | 'q' | 'w' | 'n' | 'x' | 'e';

interface Hole {
  readonly name: string;
  readonly type: HoleType;
}

export interface Template {
  readonly source: string;
  /** Literal before each hole, one more than holes. */
  readonly literals: readonly string[];
  readonly holes: readonly Hole[];
  /** Whether the message must end where the template ends. */
  readonly exact: boolean;
}

export type Captures = Readonly<Record<string, string>>;

const holeTypes: readonly string[] = ['q', 'w', 'n', 'x', 'e'];

function isHoleType(text: string): text is HoleType {
  return holeTypes.includes(text);
}

/** Takes a template apart. The text is the project's own; a hole that is not closed counts as literal. */
export function compileTemplate(source: string): Template {
  const exact = source.endsWith('$');
  let rest = exact ? source.slice(0, -1) : source;
  const literals: string[] = [];
  const holes: Hole[] = [];
  let literal = '';
  while (rest !== '') {
    const open = rest.indexOf('{{');
    const close = open < 0 ? -1 : rest.indexOf('}}', open);
    if (open < 0 || close < 0) {
      literal += rest;
      break;
    }
    literals.push(literal + rest.slice(0, open));
    literal = '';
    const [name = '', type = ''] = rest.slice(open + 2, close).split(':');
    holes.push({ name, type: isHoleType(type) ? type : 'lazy' });
    rest = rest.slice(close + 2);
  }
  literals.push(literal);
  return { source, literals, holes, exact };
}

function isHex(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

/** End of a run of characters of a typed hole that starts at `from`. */
function runEnd(text: string, from: number, type: HoleType): number {
  let end = from;
  if (type === 'x' && text.startsWith('0x', from)) end += 2;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (type === 'n' && !(code >= 0x30 && code <= 0x39)) break;
    if (type === 'x' && !isHex(code)) break;
    if (type === 'w' && (code === 0x20 || code === 0x09)) break;
  }
  return end;
}

/** Matches a message from its start; null when it does not match. Captured text is verbatim. */
export function matchTemplate(template: Template, text: string): Captures | null {
  const first = template.literals[0] ?? '';
  if (!text.startsWith(first)) return null;
  let at = first.length;
  const captures: Record<string, string> = {};
  for (let i = 0; i < template.holes.length; i++) {
    const hole = template.holes[i];
    const next = template.literals[i + 1] ?? '';
    if (hole === undefined) return null;
    const last = i === template.holes.length - 1;
    let end: number;
    if (hole.type === 'e') {
      if (!text.startsWith(next, at)) return null;
      at += next.length;
      if (last && template.exact && at !== text.length) return null;
      continue;
    }
    if (hole.type === 'n' || hole.type === 'x') {
      end = runEnd(text, at, hole.type);
      if (end === at) return null;
    } else if (hole.type === 'w') {
      const limit = runEnd(text, at, 'w');
      end = next === '' ? limit : text.indexOf(next, at);
      if (end <= at || end > limit) return null;
    } else if (next === '') {
      end = text.length;
    } else {
      end = hole.type === 'q' ? text.lastIndexOf(next) : text.indexOf(next, at);
      if (end < at) return null;
    }
    if (!text.startsWith(next, end)) return null;
    captures[hole.name] = text.slice(at, end);
    at = end + next.length;
    if (last && template.exact && at !== text.length) return null;
  }
  if (template.holes.length === 0 && template.exact && at !== text.length) return null;
  return captures;
}
