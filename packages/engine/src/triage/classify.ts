/** Which class, family, scope and severity the words of a caller point to (T1-01, T1-07 to T1-22). A first guess, before any test. */
import { type Cue, classCues, familyCues, isolationCues, scopeCues, severityCues } from './cues.ts';
import { classHints } from './hints.ts';
import { saysAll, spoken } from './spoken.ts';
import type { CallClass, CallFamily, CallScope, CallSeverity } from './taxonomy.ts';

export interface Classified {
  /** Null: nothing points anywhere, or as much to one class as to another. */
  readonly class: CallClass | null;
  readonly family: CallFamily | null;
  readonly scope: CallScope | null;
  readonly severity: CallSeverity | null;
  /** The caller blames IPsec or the isolation: says nothing of whether it is so (T1-02). */
  readonly blamesIpsec: boolean;
}

/** Classes the words of a caller, English or Korean. */
export function classify(words: string): Classified {
  const text = spoken(words);
  const found = best(text, classCues) ?? hinted(text);
  return {
    class: found,
    family: best(text, familyCues),
    scope: best(text, scopeCues),
    severity:
      best(text, severityCues) ?? (found === null ? null : found === 'target-computer' ? 'single-server' : 'limited'),
    blamesIpsec: saysAll(text, [isolationCues]),
  };
}

/** One word may stand for anything: of calls that no hint was made for it classed as many wrongly as rightly. */
const leastHints = 2;

/** The class that most words go with; null where too few do, or with two as many. */
function hinted(text: string): CallClass | null {
  const counts = classHints.map(([what, words]) => [what, words.filter((word) => text.includes(word)).length] as const);
  const [first, second] = counts.sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] < leastHints || first[1] === second?.[1] ? null : first[0];
}

/** What most weight speaks for; null where nothing does, or two weigh the same. */
function best<T extends string>(text: string, cues: readonly Cue<T>[]): T | null {
  const weights = new Map<T, number>();
  for (const { for: what, weight, said } of cues)
    if (saysAll(text, said)) weights.set(what, (weights.get(what) ?? 0) + weight);
  const sorted = [...weights].sort(([, a], [, b]) => b - a);
  const [first, second] = sorted;
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}
