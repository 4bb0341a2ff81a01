import type { Lang } from '@ipsec-doctor/engine';
import { forTerminal } from '@ipsec-doctor/engine/document/neutralise';
import { explain, type Explanation, type WindowsOs } from '@ipsec-doctor/engine/explain/explain';
import { paint } from '@ipsec-doctor/engine/report/paint';
import { wrap } from '@ipsec-doctor/engine/report/width';
import { openOutput, screenWidth, wantsColor } from '../output.ts';

export interface ExplainFlags {
  readonly format: 'text' | 'json';
  readonly lang: Lang;
  readonly color: boolean;
  /** Edition of Windows whose commands are asked for. */
  readonly os?: WindowsOs;
}

const words = {
  en: {
    proof: 'What proves it',
    steps: 'What to do',
    related: 'May also be, or stand for',
    references: 'See',
    causes: 'Usually',
    more: 'Ask also for',
    unconfirmed: 'Not confirmed by a published source.',
    unknown: 'Nothing is known about',
  },
  ko: {
    proof: '무엇으로 증명되는가',
    steps: '조치',
    related: '혼동되거나 관련된 원인',
    references: '참고',
    causes: '흔한 원인',
    more: '함께 볼 항목',
    unconfirmed: '공개된 출처로 확인되지 않았습니다.',
    unknown: '알려진 것이 없습니다:',
  },
} as const;

/** Runs `explain`: exit status 0 when something is known, 1 when nothing is. */
export async function runExplain(asked: readonly string[], flags: ExplainFlags): Promise<number> {
  const found = explain(asked, flags.lang, flags.os);
  const output = openOutput(undefined);
  if (flags.format === 'json') await output.write(`${JSON.stringify({ asked, explanations: found }, null, 2)}\n`);
  else if (found.length === 0)
    process.stderr.write(`ipsec-doctor: ${words[flags.lang].unknown} ${forTerminal(asked.join(' ')).slice(0, 200)}\n`);
  else await output.write(found.map((item) => drawn(item, flags)).join('\n'));
  await output.end();
  return found.length === 0 ? 1 : 0;
}

function drawn(item: Explanation, flags: ExplainFlags): string {
  const say = words[flags.lang];
  const color = paint(wantsColor(!flags.color, undefined));
  const width = Math.min(screenWidth(), 100) - 4;
  const lines: string[] = [];
  const number = item.number === null ? '' : ` (${item.number})`;
  const of = item.of === null ? '' : `  ${color.dim(item.of)}`;
  lines.push(`${color.bold(color.cyan(item.title))}${number}${of}`);
  const block = (text: string, first = '  '): void => {
    wrap(text, width).forEach((line, i) => lines.push(`${i === 0 ? first : ' '.repeat(first.length)}${line}`));
  };
  if (item.meaning !== null) block(item.meaning);
  if (item.unconfirmed) block(color.dim(say.unconfirmed));
  for (const { label, value } of item.facts) block(`${label}: ${value}`);
  for (const line of (item.sample ?? '').split('\n').filter(() => item.sample !== null)) lines.push(`    ${line}`);
  if (item.usualCauses !== null) block(`${say.causes}: ${item.usualCauses}`);
  if (item.proof !== null) block(`${say.proof}: ${item.proof}`);
  if (item.nextSteps.length > 0) {
    lines.push(`  ${say.steps}:`);
    for (const step of item.nextSteps) block(step, '    • ');
  }
  if (item.related.length > 0) block(`${say.related}: ${item.related.join(', ')}`);
  if (item.see.length > 0) block(`${say.more}: ${item.see.join(', ')}`);
  if (item.references.length > 0) lines.push(color.dim(`  ${say.references}: ${item.references.join('; ')}`));
  return `${lines.join('\n')}\n`;
}
