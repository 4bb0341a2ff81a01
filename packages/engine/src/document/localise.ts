import { catalogueVersion } from '../version.ts';
import { formatMessage, hasMessage } from './message.ts';
import type { Diagnosis, Lang, MessageRef } from './types.ts';

function words(lang: Lang, ref: MessageRef, fallback: string, suffix = ''): string {
  const id = `${ref.id}${suffix}`;
  return hasMessage(id) ? formatMessage(lang, id, ref.args) : fallback;
}

/**
 * The same result with its prose in another language, made anew from ids and arguments. Where a message is not known (a result
 * of another version) the prose stays as it is. What the evidence says is never translated.
 */
export function localise(doc: Diagnosis, lang: Lang): Diagnosis {
  if (doc.lang === lang) return doc;
  return {
    ...doc,
    lang,
    catalogue: catalogueVersion,
    summary: words(lang, doc.message, doc.summary),
    findings: doc.findings.map((finding) => ({
      ...finding,
      title: words(lang, finding.message, finding.title, '.title'),
      explanation: words(lang, finding.message, finding.explanation, '.explanation'),
      nextSteps: finding.nextSteps.map((step) => ({ ...step, text: words(lang, step.message, step.text) })),
    })),
    fixes: doc.fixes.map((fix) => ({ ...fix, text: words(lang, fix.message, fix.text) })),
    rivals: doc.rivals.map((rival) => ({ ...rival, separatedBy: words(lang, rival.message, rival.separatedBy) })),
    missingEvidence: doc.missingEvidence.map((item) => ({
      ...item,
      what: words(lang, item.message.what, item.what),
      why: words(lang, item.message.why, item.why),
    })),
    timeline: doc.timeline.map((entry) => ({ ...entry, text: words(lang, entry.message, entry.text) })),
    baseline:
      doc.baseline === null
        ? null
        : {
            ...doc.baseline,
            text: words(lang, doc.baseline.message, doc.baseline.text),
            divergence:
              doc.baseline.divergence === null
                ? null
                : {
                    ...doc.baseline.divergence,
                    text: words(lang, doc.baseline.divergence.message, doc.baseline.divergence.text),
                  },
          },
    verification: doc.verification?.map((item) => ({ ...item, text: words(lang, item.message, item.text) })) ?? null,
    artifacts: doc.artifacts.map((artifact) =>
      artifact.message === null || artifact.note === null
        ? artifact
        : { ...artifact, note: words(lang, artifact.message, artifact.note) },
    ),
  };
}
