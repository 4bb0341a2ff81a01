/** What is still open in a case, for whoever takes it over: rivals, what would tell them apart, and what is missing of the bundle. */
import { forMarkdown } from '../document/neutralise.ts';
import type { Diagnosis } from '../document/types.ts';
import type { BundleCheck } from './check.ts';
import { requirements } from './requirements.ts';

const texts = {
  title: { en: 'Questions still open', ko: '남은 질문' },
  verdict: { en: 'Verdict', ko: '판정' },
  rivals: { en: 'What else it may be', ko: '다른 가능성' },
  evidence: { en: 'Evidence that would tell', ko: '구별해 줄 증거' },
  missing: { en: 'Missing of what the next tier needs', ko: '다음 단계에 필요하지만 없는 것' },
  none: { en: 'Nothing.', ko: '없음.' },
} as const;

/** The questions as Markdown. */
export function writeQuestions(doc: Diagnosis, check: BundleCheck): string {
  const { lang } = doc;
  const out = [`# ${texts.title[lang]}`, '', `${texts.verdict[lang]}: ${doc.verdict}. ${forMarkdown(doc.summary)}`, ''];
  const list = (title: string, items: readonly string[]): void => {
    out.push(`## ${title}`, '', ...(items.length === 0 ? [texts.none[lang]] : items.map((item) => `- ${item}`)), '');
  };
  list(
    texts.rivals[lang],
    doc.findings
      .filter(({ role, confidence }) => role === 'cause' && confidence !== 'certain')
      .map(({ id, title, confidence }) => `${id} (${confidence}): ${forMarkdown(title)}`),
  );
  list(
    texts.evidence[lang],
    doc.missingEvidence.map(
      ({ host, what, why, command }) =>
        `${host === null ? '' : `${forMarkdown(host)}: `}${forMarkdown(what)} — ${forMarkdown(why)}${command === null ? '' : ` (${forMarkdown(command.text)})`}`,
    ),
  );
  list(
    texts.missing[lang],
    check.items
      .filter(({ state }) => state !== 'present')
      .map(({ id, host, state, get }) => {
        const what = requirements.find((one) => one.id === id)?.what[lang] ?? id;
        return `${host === null ? '' : `${forMarkdown(host)}: `}${what} (${state})${get === null ? '' : `: ${forMarkdown(get)}`}`;
      }),
  );
  return `${out.join('\n')}\n`;
}
