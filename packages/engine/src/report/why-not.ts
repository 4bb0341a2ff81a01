import { localise } from '../document/localise.ts';
import { formatMessage, hasMessage } from '../document/message.ts';
import { forTerminalDeep } from '../document/neutralise.ts';
import type { Diagnosis } from '../document/types.ts';
import { Sheet, type TerminalOptions } from './sheet.ts';

/** Whether a cause id is one this version knows. */
export function knownCause(id: string): boolean {
  return hasMessage(`${id}.title`);
}

/**
 * Why a result does not name a cause, or how far it does: found, a rival, excluded and by what, not to be told and what is
 * missing, or not among what the break point leaves. Drawn from the document alone.
 */
export function drawWhyNot(diagnosis: Diagnosis, cause: string, options: TerminalOptions): string {
  const doc = forTerminalDeep(localise(diagnosis, options.lang));
  const sheet = new Sheet(options);
  sheet.line(`${sheet.paint.bold(formatMessage(options.lang, `${cause}.title`, {}))}  ${sheet.paint.cyan(cause)}`);
  const answers = [...found(sheet, doc, cause), ...rivals(sheet, doc, cause), ...considered(sheet, doc, cause)];
  if (answers.length === 0) {
    const open = doc.incidents.filter((incident) => !incident.healed && incident.breakPoint.manner !== 'none');
    sheet.block('  ', sheet.say(open.length === 0 ? 'why-not.nothing-fails' : 'why-not.other-place'));
    for (const incident of open.slice(0, 3))
      sheet.block(
        '  • ',
        sheet.say('why-not.break-point', {
          manner: sheet.say(`manner.${incident.breakPoint.manner}`),
          step: incident.breakPoint.nextExpected ?? incident.breakPoint.lastCommonStep ?? '-',
        }),
      );
  }
  for (const answer of answers) answer();
  return `${sheet.lines.join('\n')}\n`;
}

type Answer = () => void;

function found(sheet: Sheet, doc: Diagnosis, cause: string): Answer[] {
  return doc.findings
    .filter((finding) => finding.id === cause)
    .map((finding) => () => {
      const by = doc.findings.find((other) => other.explains.includes(finding.ref));
      const confidence = sheet.say(`confidence.${finding.confidence}`);
      const role = sheet.say(`role.${finding.role}`);
      sheet.block('  ', sheet.say('why-not.found', { role, confidence }));
      if (by !== undefined) sheet.block('  ', sheet.say('why-not.explained', { cause: `${by.title} (${by.id})` }));
      cite(
        sheet,
        doc,
        finding.evidence.map((item) => item.source),
      );
    });
}

function rivals(sheet: Sheet, doc: Diagnosis, cause: string): Answer[] {
  return doc.rivals
    .filter((rival) => rival.id === cause)
    .map((rival) => () => {
      const of = doc.findings.find((finding) => finding.ref === rival.of);
      sheet.block('  ', sheet.say('why-not.rival', { cause: `${of?.title ?? ''} (${of?.id ?? ''})` }));
      sheet.block('    ', sheet.say('rival.separated', { text: rival.separatedBy }));
      for (const item of doc.missingEvidence.filter((need) => need.for.includes(rival.of)).slice(0, 4))
        sheet.block('    • ', `${item.what}. ${item.why}`);
    });
}

function considered(sheet: Sheet, doc: Diagnosis, cause: string): Answer[] {
  return doc.considered
    .filter((item) => item.id === cause)
    .map((item) => () => {
      sheet.block('  ', sheet.say(item.result === 'excluded' ? 'why-not.excluded' : 'why-not.cannot-tell'));
      if (item.missing !== null) sheet.block('    • ', item.missing);
      cite(sheet, doc, item.by);
    });
}

function cite(sheet: Sheet, doc: Diagnosis, ids: readonly string[]): void {
  for (const id of ids.slice(0, 4)) {
    const source = doc.sources.find((item) => item.id === id);
    const artifact = doc.artifacts.find((item) => item.id === source?.artifact);
    const quote = doc.findings
      .flatMap((finding) => [...finding.evidence, ...finding.against])
      .find((item) => item.source === id)?.quote;
    const place = (source?.at ?? []).map((step) => Object.values(step).join(' ')).join(', ');
    sheet.line(`    ${sheet.paint.cyan(`${artifact?.path ?? '?'}:${place}`)}`);
    if (quote !== undefined && quote !== '') sheet.block('      ', quote);
  }
}
