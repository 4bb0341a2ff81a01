import { compileTemplate, matchTemplate, type Captures, type Template } from '../template.ts';
import { authenticationPatterns } from './authentication.ts';
import { certificatePatterns } from './certificates.ts';
import { childPatterns } from './child.ts';
import { daemonPatterns } from './daemon.ts';
import { ikePatterns } from './ike.ts';
import { messagePatterns } from './messages.ts';
import { noticePatterns } from './notices.ts';
import { proposalPatterns } from './proposals.ts';
import { selectionPatterns } from './selection.ts';
import type { CharonPattern } from './types.ts';

export type { Act, CharonPattern } from './types.ts';

/** All messages of charon this reader knows, in the order of the tables. */
export const charonPatterns: readonly CharonPattern[] = [
  ...messagePatterns,
  ...noticePatterns,
  ...ikePatterns,
  ...selectionPatterns,
  ...proposalPatterns,
  ...authenticationPatterns,
  ...certificatePatterns,
  ...childPatterns,
  ...daemonPatterns,
];

interface Compiled {
  readonly pattern: CharonPattern;
  readonly template: Template;
}

/** First word, with the space after it, of the fixed text a template starts with; null when that text does not hold a whole word. */
function firstWord(text: string): string | null {
  const space = text.indexOf(' ');
  return space > 0 ? text.slice(0, space) : null;
}

function buildIndex(): { words: Map<string, Compiled[]>; whole: Map<string, Compiled>; loose: Compiled[] } {
  const words = new Map<string, Compiled[]>();
  const whole = new Map<string, Compiled>();
  const loose: Compiled[] = [];
  for (const pattern of charonPatterns) {
    for (const line of pattern.lines) {
      const compiled = { pattern, template: compileTemplate(line, pattern.split ?? 'first') };
      const { parts, head } = compiled.template;
      if (parts.length === 1 && typeof parts[0] === 'string') {
        whole.set(head, compiled);
        continue;
      }
      const word = firstWord(head);
      if (word === null) {
        loose.push(compiled);
        continue;
      }
      const known = words.get(word);
      if (known === undefined) words.set(word, [compiled]);
      else known.push(compiled);
    }
  }
  return { words, whole, loose };
}

const index = buildIndex();

const looseByGroup = new Map<string, readonly Compiled[]>();

/** Patterns that start with a capture, of one subsystem: kept few by their `groups`. */
function looseOf(group: string): readonly Compiled[] {
  const known = looseByGroup.get(group);
  if (known !== undefined) return known;
  const found = index.loose.filter(({ pattern }) => accepts(pattern, group));
  // Only the fixed set of subsystem names is remembered.
  if (group.length <= 3) looseByGroup.set(group, found);
  return found;
}

export interface Match {
  readonly pattern: CharonPattern;
  readonly captures: Captures;
}

const nothing: Captures = {};

function accepts(pattern: CharonPattern, group: string): boolean {
  return pattern.groups === undefined || pattern.groups.includes(group);
}

/**
 * Finds the pattern of a message (without thread prefix and indentation). `group` is the subsystem (`IKE`) or the empty
 * string when the line does not tell it. Most lines are turned away by one look-up of their first word.
 */
export function matchMessage(message: string, group: string): Match | null {
  const space = message.indexOf(' ');
  if (space > 0) {
    const exact = index.whole.get(message);
    if (exact !== undefined && accepts(exact.pattern, group)) return { pattern: exact.pattern, captures: nothing };
    const known = index.words.get(message.slice(0, space));
    if (known !== undefined) {
      for (const { pattern, template } of known) {
        if (!accepts(pattern, group)) continue;
        const captures = matchTemplate(template, message);
        if (captures !== null) return { pattern, captures };
      }
    }
  }
  for (const { pattern, template } of looseOf(group)) {
    const captures = matchTemplate(template, message);
    if (captures !== null) return { pattern, captures };
  }
  return null;
}
