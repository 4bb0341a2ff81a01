import type { Lang } from '@ipsec-doctor/engine';
import { type HowtoStep, howtosFor, type PolicyHowto, policyHowtos } from '@ipsec-doctor/engine/knowledge/policy-howto';
import { paint } from '@ipsec-doctor/engine/report/paint';
import { wrap } from '@ipsec-doctor/engine/report/width';
import { UsageError } from '../evidence.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';

export interface HowtoFlags {
  readonly format: 'text' | 'json';
  readonly lang: Lang;
  readonly color: boolean;
}

const words: Readonly<
  Record<Lang, Readonly<Record<HowtoStep['task'] | PolicyHowto['cost'] | 'keys' | 'cost' | 'see', string>>>
> = {
  en: {
    show: 'show',
    delete: 'delete',
    reload: 'load anew',
    note: 'note',
    keys: 'Kept in',
    cost: 'Cost',
    none: 'no SA is lost',
    'all-sas': 'loading anew deletes all IPsec and IKE SAs of the host',
    'some-sas': 'loading anew deletes the SAs of what changed',
    see: 'See',
  },
  ko: {
    show: '보기',
    delete: '삭제',
    reload: '다시 로드',
    note: '참고',
    keys: '위치',
    cost: '영향',
    none: 'SA가 삭제되지 않습니다',
    'all-sas': '다시 로드하면 호스트의 모든 IPsec 및 IKE SA가 삭제됩니다',
    'some-sas': '다시 로드하면 바뀐 것의 SA가 삭제됩니다',
    see: '참고 항목',
  },
};

/** Runs `policy howto`; gives the exit status 0. */
export async function runPolicyHowto(
  store: string | undefined,
  system: string | undefined,
  flags: HowtoFlags,
): Promise<number> {
  const rows = howtosFor(store ?? null, system ?? null);
  if (rows.length === 0) throw new UsageError(`${[store, system].join(' ')}: nothing is known (${known()})`);
  const output = openOutput(undefined);
  if (flags.format === 'json')
    await output.write(`${JSON.stringify({ store: store ?? null, system: system ?? null, howtos: rows }, null, 1)}\n`);
  else await output.write(rows.map((row) => drawn(row, flags)).join('\n'));
  await output.end();
  return 0;
}

function known(): string {
  return [...new Set(policyHowtos.flatMap(({ store, systems }) => systems.map((system) => `${store} ${system}`)))].join(
    ', ',
  );
}

function drawn(row: PolicyHowto, { lang, color }: HowtoFlags): string {
  const say = words[lang];
  const tint = paint(wantsColor(!color, undefined));
  const width = Math.min(screenWidth(), 100) - 6;
  const lines = [tint.bold(`${row.store}  ${row.systems.join(', ')}`)];
  if (row.keys.length > 0) lines.push(`  ${say.keys}: ${row.keys.join(', ')}`);
  for (const step of row.steps) {
    lines.push(`  ${say[step.task]}${step.command === null ? '' : `: ${tint.cyan(step.command)}`}`);
    for (const line of wrap(lang === 'ko' ? step.ko : step.en, width)) lines.push(`      ${line}`);
  }
  lines.push(`  ${say.cost}: ${say[row.cost]}`, tint.dim(`  ${say.see}: ${row.sources.join(', ')}`));
  return `${lines.join('\n')}\n`;
}
