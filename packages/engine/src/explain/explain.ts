import { causes } from '../causes/registry.ts';
import { documentCatalogue, formatMessage, hasMessage } from '../document/message.ts';
import type { Lang } from '../document/types.ts';
import { explainDaemonMessage as explainCharon } from '../formats/charon-log/index.ts';
import { explainDaemonMessage as explainPluto } from '../formats/pluto-log/index.ts';
import { explainRegistry } from '../knowledge/registries/index.ts';
import { xfrmCounters } from '../knowledge/xfrm-counters.ts';

/** What `explain` says of one thing. */
export interface Explanation {
  readonly kind: 'cause' | 'finding' | 'number' | 'vendor' | 'counter' | 'daemon-message';
  /** Id, name or wording. */
  readonly title: string;
  /** Where the name stands: the registry, the daemon. */
  readonly of: string | null;
  readonly number: number | null;
  readonly meaning: string | null;
  /** What proves a cause. */
  readonly proof: string | null;
  readonly nextSteps: readonly string[];
  /** Causes it is mistaken for, or may stand for. */
  readonly related: readonly string[];
  readonly references: readonly string[];
}

/** Most entries given for one word. */
export const maxExplanations = 40;

function fill(text: string): string {
  // A text of a cause names what a case fills in; here it stands as an ellipsis.
  return text.replaceAll(/\{[A-Za-z0-9_]+\}/g, '…');
}

function ofCauses(word: string, lang: Lang): Explanation[] {
  const wanted = word.toLowerCase();
  const found: Explanation[] = [];
  for (const cause of causes) {
    if (cause.id !== wanted && cause.id.split('.')[0] !== wanted && cause.id.split('.')[1] !== wanted) continue;
    const say = (part: string): string => fill(formatMessage(lang, `${cause.id}.${part}`));
    found.push({
      kind: 'cause',
      title: cause.id,
      of: say('title'),
      number: null,
      meaning: say('meaning'),
      proof: say('proof'),
      nextSteps: [...new Set(cause.steps.map((step) => say(`step.${step.text}`)))],
      related: cause.mistakenFor,
      references: cause.references,
    });
  }
  if (found.length > 0 || !hasMessage(`${wanted}.title`)) return found;
  return [
    {
      kind: 'finding',
      title: wanted,
      of: formatMessage(lang, `${wanted}.title`),
      number: null,
      meaning: fill(documentCatalogue()[lang][`${wanted}.explanation`] ?? ''),
      proof: null,
      nextSteps: [],
      related: [],
      references: [],
    },
  ];
}

function ofRegistries(word: string, lang: Lang): Explanation[] {
  return explainRegistry(word).map((found): Explanation => {
    if (found.kind === 'vendor')
      return {
        kind: 'vendor',
        title: found.vendor.name,
        of: 'Vendor ID',
        number: null,
        meaning: found.vendor.means ?? null,
        proof: null,
        nextSteps: [],
        related: [],
        references: [found.vendor.ref],
      };
    const { registry, entry } = found;
    return {
      kind: 'number',
      title: entry.name,
      of: registry.title,
      number: entry.id,
      meaning: entry.meaning?.[lang] ?? null,
      proof: null,
      nextSteps: entry.nextStep === undefined ? [] : [entry.nextStep[lang]],
      related: [],
      references: [entry.ref],
    };
  });
}

function ofCounters(word: string, lang: Lang): Explanation[] {
  const wanted = word.toLowerCase();
  return xfrmCounters
    .filter((counter) => counter.name.toLowerCase() === wanted)
    .map((counter) => ({
      kind: 'counter',
      title: counter.name,
      of: '/proc/net/xfrm_stat',
      number: null,
      meaning: counter[lang],
      proof: null,
      nextSteps: [],
      related: counter.points,
      references: ['Linux Documentation/networking/xfrm_proc.rst'],
    }));
}

function ofMessages(text: string, lang: Lang): Explanation[] {
  return [...explainCharon(text), ...explainPluto(text)].map((message) => ({
    kind: 'daemon-message',
    title: message.wordings[0] ?? message.id,
    of: message.daemon,
    number: null,
    meaning: message[lang],
    proof: null,
    nextSteps: [],
    related: message.ambiguousWith,
    references: [],
  }));
}

/**
 * What a word, a number or a line of a log means: causes, findings, registry entries, vendor IDs, kernel counters, messages of
 * daemons. All words together are tried as one text first, then one by one. Empty when nothing is known.
 */
export function explain(words: readonly string[], lang: Lang): Explanation[] {
  const whole = words.join(' ').trim().slice(0, 4096);
  const one = (text: string): Explanation[] => [
    ...ofCauses(text, lang),
    ...ofRegistries(text, lang),
    ...ofCounters(text, lang),
  ];
  const tries: (() => Explanation[])[] = [() => one(whole)];
  if (words.length > 1) tries.push(() => words.flatMap((word) => one(word.trim())));
  const messages = whole.length >= 5 && /[a-z] ?[a-z]/i.test(whole) ? ofMessages(whole, lang) : [];
  // A whole log line is a message first; its single words would only be noise.
  if (words.length > 1 || whole.includes(' ')) {
    if (messages.length > 0) return messages.slice(0, maxExplanations);
    for (const attempt of tries) {
      const found = attempt();
      if (found.length > 0) return found.slice(0, maxExplanations);
    }
    return [];
  }
  return [...one(whole), ...messages].slice(0, maxExplanations);
}
