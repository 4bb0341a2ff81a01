import { causes } from '../causes/registry.ts';
import { hasMessage } from '../document/message.ts';
import type { Lang } from '../document/types.ts';
import { koreanTextOf } from '../formats/windows-event/codes-ko.ts';
import {
  counterparts,
  type Entry,
  entryById,
  findEntries,
  findSaid,
  findSaidWithin,
  searchEntries,
  type WindowsOs,
} from '../knowledge/windows/index.ts';
import type { Explanation } from './explain.ts';

const words = {
  en: {
    kinds: {
      error: 'Win32 error',
      code: 'Code',
      event: 'Event',
      fact: 'Fact of Microsoft’s guide to IPsec isolation',
      setting: 'Registry value',
      service: 'Service',
      command: 'Command',
      tool: 'Tool',
      file: 'File of IPsec_Debug.vbs',
      figure: 'Figure',
      'known-issue': 'Known issue',
      state: 'Value in an audit',
      sample: 'Output of a healthy pair',
    },
    os: { '2000': 'Windows 2000', xp: 'Windows XP', '2003': 'Server 2003', modern: 'Vista, Server 2008 and later' },
    severities: { critical: 'critical', high: 'high', medium: 'medium', low: 'low', info: 'information' },
    says: 'Windows says',
    hex: 'Hexadecimal',
    log: 'Log',
    subcategory: 'Audit subcategory',
    fields: 'Values',
    on: 'On',
    severity: 'Severity',
    tier: 'Support tier',
    same: 'Same in other editions',
    none: 'not available',
  },
  ko: {
    kinds: {
      error: 'Win32 오류',
      code: '코드',
      event: '이벤트',
      fact: 'Microsoft IPsec 격리 가이드의 사실',
      setting: '레지스트리 값',
      service: '서비스',
      command: '명령',
      tool: '도구',
      file: 'IPsec_Debug.vbs의 파일',
      figure: '수치',
      'known-issue': '알려진 문제',
      state: '감사에 담기는 값',
      sample: '정상적인 쌍의 출력 예',
    },
    os: { '2000': 'Windows 2000', xp: 'Windows XP', '2003': 'Server 2003', modern: 'Vista, Server 2008 이후' },
    severities: { critical: '위험', high: '높음', medium: '중간', low: '낮음', info: '정보' },
    says: 'Windows 문구',
    korean: '한국어 Windows 문구',
    untranslated: '공개된 한국어 문구를 찾지 못했습니다. 뜻은 이 도구의 번역입니다.',
    published: 'Microsoft 격리 가이드 한국어판',
    hex: '16진수',
    log: '로그',
    subcategory: '감사 하위 범주',
    fields: '값',
    on: '해당 버전',
    severity: '심각도',
    tier: '지원 단계',
    same: '다른 버전의 같은 이벤트',
    none: '없음',
  },
} as const;

/** What the kind of an entry is called. */
export const kindOf = (one: Entry, lang: Lang): string => words[lang].kinds[one.kind];

const hex = (value: number): string => `0x${value.toString(16).toUpperCase()}`;

/** What stands beside the meaning of an entry, as label and value: the words of Windows, where it is written, editions, commands. */
export function factsOf(one: Entry, lang: Lang, os?: WindowsOs): readonly { label: string; value: string }[] {
  const w = words[lang];
  const facts: { label: string; value: string }[] = [];
  const add = (label: string, value: string): void => {
    facts.push({ label, value });
  };
  if (one.text !== null && one.kind !== 'sample') add(w.says, one.text.trim());
  // The words of a Korean system, where Microsoft published them; the meaning is in our own.
  if (lang === 'ko' && one.number !== null && one.text !== null && (one.kind === 'error' || one.kind === 'code')) {
    const published = koreanTextOf(one.number);
    if (published !== null) add(words.ko.korean, `${published} (${words.ko.published})`);
    else if (one.kind === 'error') add(words.ko.korean, words.ko.untranslated);
  }
  if (one.kind === 'error' && one.number !== null)
    add(w.hex, `${hex(one.number)}, HRESULT ${hex(0x80070000 + one.number)}`);
  if (one.kind === 'code' && one.number !== null && one.id !== `code-${one.number}`)
    add(w.hex, hex(one.number).replace('0X', '0x'));
  if (one.at !== null) {
    add(w.log, `${one.at.log}, ${one.at.provider}`);
    if (one.at.subcategory !== undefined) add(w.subcategory, one.at.subcategory);
    if ((one.at.fields ?? []).length > 0) add(w.fields, (one.at.fields ?? []).join(', '));
  }
  if (one.kind === 'event' && one.number !== null && one.id.startsWith('event-')) {
    const same = counterparts(one.number);
    if (same.length > 0) add(w.same, same.join(', '));
  }
  if (one.os.length > 0) add(w.on, one.os.map((name) => w.os[name]).join(', '));
  for (const on of one.per.filter((per) => os === undefined || per.os === os))
    add(
      w.os[on.os],
      [on.there ? (on.command ?? '') : w.none, on.note?.[lang] ?? ''].filter((part) => part !== '').join('. '),
    );
  if (one.severity !== null) add(w.severity, w.severities[one.severity]);
  if (one.tier !== null) add(w.tier, tierIn(one.tier, lang));
  return facts;
}

/** Tiers are written in English: numbers and four words. */
function tierIn(tier: string, lang: Lang): string {
  if (lang === 'en') return tier;
  return tier
    .replace(', then the designer of the policy', ', 다음 정책 설계자')
    .replace(', then the vendor', ', 다음 공급업체')
    .replace(', then ', ', 다음 ')
    .replace(' or ', ' 또는 ')
    .replaceAll(/\d/g, '$&단계');
}

const known: ReadonlySet<string> = new Set(causes.map((cause) => cause.id));

/** Cause ids that have something to be read: a table may name causes that are not there yet. */
const readable = (ids: readonly string[]): string[] => ids.filter((id) => known.has(id) || hasMessage(`${id}.title`));

/** What to ask `explain` for to read another entry: its number, its name, or its id. */
function askFor(id: string): string {
  const one = entryById(id);
  if (one === undefined) return id;
  if ((one.kind === 'event' && one.id.startsWith('event-')) || one.kind === 'error') return String(one.number);
  if (one.kind === 'code') return one.id.slice('code-'.length);
  if (one.kind === 'setting' || one.kind === 'service' || one.kind === 'tool' || one.kind === 'command')
    return one.names[0] ?? id;
  return id;
}

function explained(one: Entry, lang: Lang, os?: WindowsOs): Explanation {
  return {
    kind: one.kind,
    title: one.title,
    of: kindOf(one, lang),
    number: one.number,
    meaning: one.meaning?.[lang] ?? null,
    proof: null,
    nextSteps: one.action === null ? [] : [one.action[lang]],
    related: readable(one.related),
    references: one.sources,
    usualCauses: one.causes?.[lang] ?? null,
    facts: factsOf(one, lang, os),
    sample: one.kind === 'sample' ? one.text : null,
    see: one.see.map(askFor),
    unconfirmed: one.unconfirmed,
  };
}

/** What applies to an edition, where something does. */
function onOs(found: readonly Entry[], os: WindowsOs | undefined): readonly Entry[] {
  if (os === undefined) return found;
  const fit = found.filter((one) => one.os.length === 0 || one.os.includes(os));
  return fit.length > 0 ? fit : found;
}

/** Entries about Windows that a word or number names exactly. */
export const ofWindows = (word: string, lang: Lang, os?: WindowsOs): Explanation[] =>
  onOs(findEntries(word), os).map((one) => explained(one, lang, os));

/** Most entries for words that several texts of Windows hold. */
const maxSaid = 12;

const saidBy =
  (find: (text: string) => readonly Entry[]) =>
  (text: string, lang: Lang, os?: WindowsOs): Explanation[] =>
    onOs(find(text), os)
      .slice(0, maxSaid)
      .map((one) => explained(one, lang, os));

/** Entries whose whole text Windows prints so. */
export const ofWindowsText = saidBy(findSaid);

/** Entries that have a part of the text in theirs, or the other way round. */
export const ofWindowsTextWithin = saidBy(findSaidWithin);

/** Entries that hold all these words somewhere. */
export const searchedInWindows = (asked: readonly string[], lang: Lang, os?: WindowsOs): Explanation[] =>
  onOs(searchEntries(asked), os)
    .slice(0, maxSaid)
    .map((one) => explained(one, lang, os));
