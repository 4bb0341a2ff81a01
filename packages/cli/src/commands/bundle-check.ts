import type { Lang } from '@ipsec-doctor/engine';
import {
  type BundleCheck,
  checkBundle,
  type CheckedItem,
  type ItemState,
  requirements,
} from '@ipsec-doctor/engine/bundle/index';
import { forTerminal } from '@ipsec-doctor/engine/document/neutralise';
import { caseOf } from '../case.ts';
import { openOutput } from '../output.ts';

export interface CheckFlags {
  readonly format: 'text' | 'json';
  readonly tier: '2' | '3';
  readonly host: readonly string[];
  readonly lang: Lang;
}

const states: Readonly<Record<ItemState, Readonly<Record<Lang, string>>>> = {
  present: { en: 'present', ko: '있음' },
  missing: { en: 'MISSING', ko: '없음' },
  stale: { en: 'STALE', ko: '오래됨' },
  'other-time': { en: 'OTHER TIME', ko: '다른 시간' },
  differs: { en: 'DIFFERS', ko: '다름' },
  unknown: { en: 'not told', ko: '알 수 없음' },
};
const texts = {
  complete: { en: 'Everything that is required is there.', ko: '필요한 것이 모두 있습니다.' },
  incomplete: { en: 'Something required is missing.', ko: '필요한 것 중 없는 것이 있습니다.' },
  get: { en: 'get it with', ko: '구하는 방법' },
  wanted: { en: 'not required', ko: '필수 아님' },
  apart: { en: '{n} s apart', ko: '{n}초 차이' },
} as const;

/** Runs `bundle check`; gives the exit status: 0 complete, 1 something required is missing or of another time. */
export async function runBundleCheck(path: string, flags: CheckFlags): Promise<number> {
  const { doc } = await caseOf({ paths: [path], hosts: flags.host, lang: flags.lang, full: true });
  const check = checkBundle(doc, flags.tier === '2' ? 2 : 3);
  const output = openOutput(undefined);
  await output.write(flags.format === 'json' ? `${JSON.stringify(check, null, 1)}\n` : drawn(check, flags.lang));
  await output.end();
  return check.complete ? 0 : 1;
}

function drawn(check: BundleCheck, lang: Lang): string {
  const lines = check.items.map((item) => line(item, lang));
  return `${lines.join('\n')}\n\n${texts[check.complete ? 'complete' : 'incomplete'][lang]}\n`;
}

function line({ id, inventory, host, state, level, seconds, get }: CheckedItem, lang: Lang): string {
  const what = requirements.find((one) => one.id === id)?.what[lang] ?? id;
  const where = host === null ? '' : ` (${forTerminal(host)})`;
  const apart = seconds === null ? '' : `, ${texts.apart[lang].replace('{n}', String(seconds))}`;
  const weak = state !== 'present' && level === 'wanted' ? `, ${texts.wanted[lang]}` : '';
  const how = get === null ? '' : `\n              ${texts.get[lang]}: ${get}`;
  return `${states[state][lang].padEnd(12)}  ${what}${where}${apart}${weak} [${inventory.join(', ')}]${how}`;
}
