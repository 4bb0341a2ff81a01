import { causes } from '../causes/registry.ts';
import { documentCatalogue, formatMessage, hasMessage } from '../document/message.ts';
import type { Lang } from '../document/types.ts';
import { explainDaemonMessage as explainCharon } from '../formats/charon-log/index.ts';
import { explainDeviceMessage } from '../formats/device-dialects.ts';
import { explainDaemonMessage as explainPluto } from '../formats/pluto-log/index.ts';
import { ikeState } from '../knowledge/ike-states.ts';
import { explainRegistry } from '../knowledge/registries/index.ts';
import { shortNotifies } from '../knowledge/short-notifies.ts';
import type { EntryKind, WindowsOs } from '../knowledge/windows/types.ts';
import { xfrmCounters } from '../knowledge/xfrm-counters.ts';
export type { WindowsOs } from '../knowledge/windows/types.ts';
import { ofWindows, ofWindowsText, ofWindowsTextWithin, searchedInWindows } from './windows.ts';

/** What `explain` says of one thing. */
export interface Explanation {
  readonly kind: 'cause' | 'finding' | 'number' | 'vendor' | 'counter' | 'daemon-message' | EntryKind;
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
  /** What it usually comes from. */
  readonly usualCauses: string | null;
  /** What stands beside the meaning: the words of Windows, the log, editions, commands per edition. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What a tool prints when all is well. */
  readonly sample: string | null;
  /** What else to ask `explain` for. */
  readonly see: readonly string[];
  /** No published source confirms it. */
  readonly unconfirmed: boolean;
}

/** What is neither from Windows nor has more to it. */
const plainly = { usualCauses: null, facts: [], sample: null, see: [], unconfirmed: false } as const;

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
      ...plainly,
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
      ...plainly,
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
        ...plainly,
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
      ...plainly,
    };
  });
}

function ofCounters(word: string, lang: Lang): Explanation[] {
  const wanted = word.toLowerCase();
  const counters = xfrmCounters
    .filter((counter) => counter.name.toLowerCase() === wanted)
    .map(
      (counter): Explanation => ({
        kind: 'counter',
        title: counter.name,
        of: '/proc/net/xfrm_stat',
        number: null,
        meaning: counter[lang],
        proof: null,
        nextSteps: [],
        related: counter.points,
        references: ['Linux Documentation/networking/xfrm_proc.rst'],
        ...plainly,
      }),
    );
  return [...counters, ...ofStates(word, lang)];
}

/** The name of a state of a negotiation: `STATE_MAIN_I1`, `MM_NO_STATE`. */
function ofStates(word: string, lang: Lang): Explanation[] {
  const state = ikeState(word);
  return state === null
    ? []
    : [
        {
          kind: 'daemon-message',
          title: state.name,
          of: state.of,
          number: null,
          meaning: state[lang],
          proof: null,
          nextSteps: [],
          related: state.points,
          references: [state.source],
          ...plainly,
        },
      ];
}

function ofMessages(text: string, lang: Lang): Explanation[] {
  const daemons = [...explainCharon(text), ...explainPluto(text)];
  // The words of devices are asked for where no daemon says them.
  return (daemons.length > 0 ? daemons : explainDeviceMessage(text)).map((message) => ({
    kind: 'daemon-message',
    title: message.wordings[0] ?? message.id,
    of: message.daemon,
    number: null,
    meaning: message[lang],
    proof: null,
    nextSteps: [],
    related: message.ambiguousWith,
    references: [],
    ...plainly,
  }));
}

/** The word people mean: without quotes and punctuation around it, `N(NO_PROP)` and `NO_PROP` as the name they stand for. */
function bare(word: string): string {
  const plain = word.replace(/^["'`([{<]{1,4}/, '').replace(/["'`)\]}>,;:.!?]{1,4}$/, '');
  const inside = /^N\(([A-Z0-9_]{2,40})$/.exec(plain)?.[1] ?? plain;
  return shortNotifies[inside] ?? inside;
}

/** Words that tell which registry a number beside them is of. */
const kinds: readonly (readonly [word: RegExp, registry: RegExp])[] = [
  [/^(?:notify|notification|error|알림|오류)$/i, /notify/i],
  [/^(?:group|dh|그룹)$/i, /key exchange|group/i],
  [/^(?:payload|페이로드)$/i, /payload/i],
  [/^(?:exchange|교환)$/i, /exchange types/i],
  [/^(?:encryption|cipher|암호화)$/i, /encryption/i],
];

/** A number with a word that tells what it counts: `notify 24`, `DH group 14`. */
function ofNumber(words: readonly string[], lang: Lang): Explanation[] {
  const number = words.find((word) => /^(?:\d{1,5}|0x[0-9a-f]{1,4})$/i.test(word));
  const registry = kinds.find(([kind]) => words.some((word) => kind.test(word)))?.[1];
  if (number === undefined || registry === undefined) return [];
  return ofRegistries(number, lang).filter((found) => found.kind === 'number' && registry.test(found.of ?? ''));
}

/** Below it, a number more often is one of IKE's registries than an event or code of Windows. */
const firstOfWindows = 500;

/** Words that tell that a number beside them is of Windows. */
const ofWindowsWords = /^(?:event|eventid|id|error|code|status|hresult|win32|ras|이벤트|오류|코드)[:#]?$/i;

/** A number of Windows with a word that tells what it is: `event 547`, `error 809`. */
function ofWindowsNumber(words: readonly string[], lang: Lang, os: WindowsOs | undefined): Explanation[] {
  const number = words.find((word) => /^(?:-?\d{1,10}|0x[0-9a-f]{1,8})$/i.test(word));
  if (number === undefined || words.length > 4) return [];
  // A large number among two or three words is what is asked for: `VPN 809`.
  const bySize = words.length <= 3 && (Number(number) >= firstOfWindows || number.startsWith('-'));
  if (!bySize && !words.some((word) => ofWindowsWords.test(word))) return [];
  const found = ofWindows(number, lang, os);
  const wanted = words.some((word) => /^(?:event|eventid|이벤트)/i.test(word)) ? 'event' : null;
  const fit =
    wanted === null ? found.filter((item) => item.kind !== 'event') : found.filter((item) => item.kind === wanted);
  return fit.length > 0 ? fit : found;
}

/** Causes that have all these words in their id or title, in either language; else those that have them in their meaning. */
function searched(words: readonly string[], lang: Lang): Explanation[] {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  // Words of a letter or two stand in every text.
  const short = wanted.length > 1 && wanted.every((word) => /^[a-z0-9]{1,2}$/.test(word));
  if (wanted.length === 0 || wanted.length > 8 || short || wanted.join('').length < 2) return [];
  const text = (id: string, parts: readonly string[]): string =>
    parts.flatMap((part) => (['en', 'ko'] as const).map((one) => formatMessage(one, `${id}.${part}`))).join('\n');
  const having = (parts: readonly string[]): string[] =>
    causes
      .map((cause) => cause.id)
      .filter((id) => {
        const all = `${id}\n${text(id, parts)}`.toLowerCase();
        return wanted.every((word) => holds(all, word));
      });
  const titled = having(['title']);
  // Three words of a message nobody knows stand in some long text by chance.
  const found = titled.length > 0 || wanted.length > 2 ? titled : having(['title', 'meaning']);
  return found.slice(0, maxSearched).flatMap((id) => ofCauses(id, lang));
}

const maxSearched = 6;

/** Whether a text has a word that begins so; Korean words have endings, and stand within others. */
function holds(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[a-z0-9]/.test(text.charAt(at - 1)) || !/^[a-z0-9]/.test(word)) return true;
  return false;
}

/** Whether it is what the word names, not what has the word in its name. */
function isNamed(found: Explanation, word: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return found.kind !== 'number' || plain(found.title) === plain(word);
}

/** Notifies that a log line names: their meaning stands beside that of the line. */
function namedIn(line: string, lang: Lang): Explanation[] {
  const names = line.match(/\b(?:N\([A-Z0-9_]{2,40}\)|[A-Z]{2,20}(?:[_-][A-Z0-9]{1,20}){1,6})/g) ?? [];
  return [...new Set(names.slice(0, 16).map(bare))].flatMap((name) =>
    ofRegistries(name, lang).filter(
      (found) =>
        /notify/i.test(found.of ?? '') &&
        found.meaning !== null &&
        found.title.replaceAll('-', '_') === name.replaceAll('-', '_'),
    ),
  );
}

/** What is asked for by a value set to something, a path, or the file of a computer: `NoDefaultExempt=1`, `…\\IPSec\\Policy\\Cache`, `HOST1_netdiag.txt`. */
function partsOf(word: string): readonly string[] {
  const name = word.slice(0, 300).replace(/=[0-9a-fx]{1,10}$/i, '');
  const last = name.slice(name.lastIndexOf('\\') + 1);
  const parts = last.split('_').slice(0, 6);
  const stem = (text: string): string => text.replace(/\.[a-z]{2,4}$/i, '');
  const tails = parts.map((_, at) => parts.slice(at).join('_'));
  return [name, last, ...tails.flatMap((tail) => [tail, stem(tail)])].filter(
    (part) => part.length > 2 && part !== word && !/^[0-9]+$/.test(part),
  );
}

/** What the first of some words that is known means. */
function firstOf(words: readonly string[], known: (word: string) => Explanation[]): Explanation[] {
  for (const word of words) {
    const found = known(word);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * What a word, a number or a line of a log means: causes, findings, registry entries, vendor IDs, kernel counters, messages of
 * daemons, codes, events, settings and tools of Windows, facts of Microsoft's guide; else what speaks of it. All words together are
 * tried as one text first, then one by one. With `os`, what is said of tools is said of that edition of Windows. Empty when nothing
 * is known.
 */
export function explain(words: readonly string[], lang: Lang, os?: WindowsOs): Explanation[] {
  const whole = words.join(' ').trim().slice(0, 4096);
  const pieces = whole.split(/\s+/).map(bare);
  const windows = (text: string): Explanation[] => ofWindows(text, lang, os);
  const one = (text: string): Explanation[] => {
    const numbers = [...ofCauses(text, lang), ...ofRegistries(text, lang), ...ofCounters(text, lang)];
    // What several things may mean begins with the likeliest.
    return /^\d+$/.test(text) && Number(text) >= firstOfWindows
      ? [...windows(text), ...numbers]
      : [...numbers, ...windows(text)];
  };
  const messages = (text: string): Explanation[] =>
    text.length >= 5 && /[a-z] ?[a-z]/i.test(text) ? ofMessages(text, lang) : [];
  const single = pieces.length === 1;
  const tries: (() => Explanation[])[] = single
    ? [
        () => {
          const [word = ''] = pieces;
          // A word that Windows or its guide means exactly is no part of a daemon's line; some have signs around them.
          const meant = windows(word).length > 0 || windows(whole).length > 0;
          const named = [...one(word), ...(word === whole ? [] : windows(whole))];
          const known = meant ? named : [...named, ...messages(word)];
          const isCause = known.some((found) => found.kind === 'cause' || found.kind === 'finding');
          // A number is of registries alone.
          return isCause || meant || /^\d+$/.test(word) || word.length < 3
            ? known
            : [...known, ...searched([word], lang)];
        },
        () => (/^[\w-]{4,}$/.test(pieces[0] ?? '') ? searchedInWindows(pieces, lang, os) : []),
        () => firstOf(partsOf(whole), windows),
      ]
    : [
        // A whole log line is a message first; its single words would only be noise.
        () => {
          const told = messages(whole);
          // A sentence that Windows prints in just these words is meant first.
          const named = windows(whole);
          const said = named.length > 0 ? named : ofWindowsText(whole, lang, os);
          return told.length === 0 && said.length === 0 ? [] : [...said, ...told, ...namedIn(whole, lang)];
        },
        () => one(whole),
        () => ofWindowsTextWithin(whole, lang, os),
        () => ofNumber(pieces, lang),
        () => ofWindowsNumber(pieces, lang, os),
        // `XfrmInNoStates 12`, as the kernel prints it.
        () => pieces.flatMap((word) => ofCounters(word, lang)),
        () => searched(pieces, lang),
        () => searchedInWindows(pieces, lang, os),
        // The single words of a sentence would only be noise.
        () =>
          pieces
            .filter((word) =>
              pieces.length <= 3 ? /\D/.test(word) && word.length > 2 : /^[A-Z0-9]{2,}(?:[_-][A-Z0-9]+)+$/.test(word),
            )
            // A word like "policy" in a sentence does not ask for the causes of that family.
            .flatMap((word) =>
              one(word).filter((found) => (found.kind === 'cause' ? word.includes('.') : isNamed(found, word))),
            ),
      ];
  for (const attempt of tries) {
    const found = attempt();
    if (found.length > 0) return found.slice(0, maxExplanations);
  }
  return [];
}
