import { localise } from '../document/localise.ts';
import { forTerminalDeep } from '../document/neutralise.ts';
import type { Diagnosis, Evidence, Finding, Negotiation, NextStep } from '../document/types.ts';
import { drawDetails } from './details.ts';
import { unifiedDiff } from './diff.ts';
import { drawLadder } from './ladder.ts';
import { drawAssociations, drawFiles, drawHosts } from './lists.ts';
import {
  assumptions,
  attemptsLine,
  breakLines,
  citationOf,
  commandsOf,
  drawnIncidents,
  isCause,
  type LookUp,
  lookUp,
  negotiationLine,
  placeOf,
  prompt,
  stepGroups,
  stepRemarks,
  whereOf,
} from './look-up.ts';
import type { Paint } from './paint.ts';
import { Sheet, type TerminalOptions } from './sheet.ts';
import type { ReportTextId } from './texts.en.ts';
import { textWidth, truncate, wrap } from './width.ts';

export type { TerminalOptions } from './sheet.ts';

const caps = { evidence: 5, against: 3, rivals: 5, notes: 8, incidents: 3, ladder: 24, missing: 8, labels: 8 };

/**
 * The result as text for a terminal: verdict, causes with proof and next steps, what is missing, then the ladder of both ends,
 * clocks and files. Drawn from the document alone; nothing out of the evidence reaches the screen unescaped.
 */
export function drawTerminal(diagnosis: Diagnosis, options: TerminalOptions): string {
  const doc = forTerminalDeep(localise(diagnosis, options.lang));
  const sheet = new Sheet(options);
  const at = lookUp(doc);
  drawVerdict(sheet, doc);
  const causes = doc.findings.filter(isCause);
  causes.forEach((finding, i) => drawFinding(sheet, at, finding, i + 1, causes.length));
  drawMissing(sheet, doc);
  drawNotes(sheet, doc);
  drawVerification(sheet, doc);
  drawBaseline(sheet, at);
  drawIncidents(sheet, at);
  drawAssociations(sheet, doc);
  drawHosts(sheet, doc);
  drawFiles(sheet, doc);
  return `${sheet.lines.join('\n')}\n`;
}

function drawVerdict(sheet: Sheet, doc: Diagnosis): void {
  const { paint } = sheet;
  const tint =
    doc.verdict === 'healthy'
      ? paint.green
      : doc.verdict === 'failing' || doc.verdict === 'degraded'
        ? paint.red
        : paint.yellow;
  const label = sheet.say(`verdict.${doc.verdict}`);
  const indent = ' '.repeat(textWidth(label) + 2);
  wrap(doc.summary, sheet.width - indent.length).forEach((line, i) =>
    sheet.line(i === 0 ? `${paint.bold(tint(label))}  ${paint.bold(line)}` : indent + paint.bold(line)),
  );
  const labels = doc.hosts.map((host) => host.label);
  const rest = sheet.full ? 0 : Math.max(0, labels.length - caps.labels);
  const hosts = [
    ...labels.slice(0, labels.length - rest),
    ...(rest > 0 ? [`… ${sheet.say('evidence.more', { count: rest })}`] : []),
  ].join(', ');
  sheet.line(
    indent + paint.dim([sheet.say(`assurance.${doc.assurance}`), hosts].filter((part) => part !== '').join('; ')),
  );
  for (const text of assumptions(doc, sheet.say)) sheet.block(indent, text, paint.dim);
}

function drawFinding(sheet: Sheet, at: LookUp, finding: Finding, n: number, of: number): void {
  const { paint } = sheet;
  sheet.line();
  const head =
    finding.role === 'cause' && of > 1 ? sheet.say('cause.numbered', { n, of }) : sheet.say(`role.${finding.role}`);
  sheet.line(
    [
      paint.bold(head.toUpperCase()),
      confidenceTint(paint, finding)(`[${sheet.say(`confidence.${finding.confidence}`)}]`),
      paint.cyan(finding.id),
      paint.dim(whereOf(finding)),
    ].join('  '),
  );
  sheet.block('  ', finding.title, paint.bold);
  sheet.block('  ', finding.explanation);
  drawDetails(sheet, finding);
  drawEvidence(sheet, at, 'heading.proof', finding.evidence, caps.evidence);
  drawEvidence(sheet, at, 'heading.against', finding.against, caps.against);
  const explained = finding.explains.flatMap((ref) => at.findings.get(ref) ?? []);
  if (explained.length > 0) {
    sheet.line();
    sheet.line(`  ${paint.bold(sheet.say('heading.explains'))}`);
    for (const other of explained) sheet.block('    • ', `${other.title} (${other.id})`);
  }
  drawSteps(sheet, finding.nextSteps);
  drawFixes(sheet, at.doc, finding);
  const rivals = at.rivals.get(finding.ref) ?? [];
  if (rivals.length === 0) return;
  sheet.line();
  sheet.line(`  ${paint.bold(sheet.say('heading.rivals'))}`);
  sheet.some(rivals, caps.rivals, 'evidence.more', '    ', (rival) => {
    sheet.line(`    • ${paint.cyan(rival.id)}`);
    sheet.block('      ', sheet.say('rival.separated', { text: rival.separatedBy }));
  });
}

function confidenceTint(paint: Paint, finding: Finding): (text: string) => string {
  return finding.confidence === 'certain' ? paint.red : finding.confidence === 'likely' ? paint.yellow : paint.dim;
}

function drawEvidence(sheet: Sheet, at: LookUp, heading: ReportTextId, items: readonly Evidence[], cap: number): void {
  if (items.length === 0) return;
  const { paint } = sheet;
  sheet.line();
  sheet.line(`  ${paint.bold(sheet.say(heading))}`);
  sheet.some(items, cap, 'evidence.more', '    ', (item) => {
    const { cited, host, time } = citationOf(at, sheet.say, item);
    const parts = [paint.cyan(cited), host === null || host === '' ? null : paint.bold(host), time].filter(
      (part) => part !== null && part !== '',
    );
    const kind = `(${sheet.say(`class.${item.class}`)})`;
    const fits = textWidth([cited, host, time, kind].join('  ')) + 4 <= sheet.width;
    sheet.line(`    ${parts.join('  ')}${fits ? `  ${paint.dim(kind)}` : ''}`);
    if (!fits) sheet.line(`      ${paint.dim(kind)}`);
    if (item.quote !== '') sheet.block('      ', item.quote);
  });
}

function drawSteps(sheet: Sheet, steps: readonly NextStep[]): void {
  if (steps.length === 0) return;
  const { paint } = sheet;
  sheet.line();
  sheet.line(`  ${paint.bold(sheet.say('heading.steps'))}`);
  for (const group of stepGroups(sheet.say, steps)) {
    sheet.line(`    ${paint.dim(group.head)}`);
    for (const step of group.steps) {
      const remarks = stepRemarks(sheet.say, step);
      sheet.block('      • ', remarks.length === 0 ? step.text : `${step.text} (${remarks.join('; ')})`);
      for (const command of commandsOf(step)) sheet.line(`        ${paint.cyan(prompt(command.shell))}${command.text}`);
    }
  }
}

function drawFixes(sheet: Sheet, doc: Diagnosis, finding: Finding): void {
  const fixes = doc.fixes.filter((fix) => fix.of === finding.ref);
  if (fixes.length === 0) return;
  const { paint } = sheet;
  const tints = { file: paint.dim, hunk: paint.cyan, gone: paint.red, new: paint.green };
  sheet.line();
  sheet.line(`  ${paint.bold(sheet.say(fixes.length === 1 ? 'heading.fix' : 'heading.fixes'))}`);
  for (const fix of fixes) {
    sheet.block('    • ', fix.text);
    for (const { kind, text } of unifiedDiff(doc, fix)) sheet.line(`      ${tints[kind](text)}`);
  }
}

function drawMissing(sheet: Sheet, doc: Diagnosis): void {
  if (doc.missingEvidence.length === 0) return;
  sheet.heading('heading.missing');
  sheet.some(doc.missingEvidence, caps.missing, 'evidence.more', '  ', (item) => {
    sheet.block('  • ', item.what);
    if (item.why !== '') sheet.block('    ', item.why, sheet.paint.dim);
    for (const command of commandsOf(item)) sheet.line(`    ${sheet.paint.cyan(prompt(command.shell))}${command.text}`);
  });
}

function drawNotes(sheet: Sheet, doc: Diagnosis): void {
  const notes = doc.findings.filter((finding) => !isCause(finding));
  if (notes.length === 0) return;
  sheet.heading('heading.also');
  sheet.some(notes, caps.notes, 'evidence.more', '  ', (finding) => {
    sheet.block('  • ', `${sheet.say(`role.${finding.role}`)}: ${finding.title} (${finding.id})`);
    const first = finding.evidence[0];
    if (first !== undefined && first.quote !== '')
      sheet.line(sheet.paint.dim(`    ${truncate(first.quote, sheet.width - 4)}`));
  });
}

function drawBaseline(sheet: Sheet, at: LookUp): void {
  const { baseline } = at.doc;
  if (baseline === null) return;
  sheet.heading('heading.baseline');
  sheet.block('  ', baseline.text);
  if (baseline.divergence === null) return;
  sheet.block('  • ', baseline.divergence.text);
  for (const id of baseline.divergence.sources.slice(0, 2))
    sheet.line(`    ${sheet.paint.cyan(placeOf(at, sheet.say, id).cited)}`);
}

function drawVerification(sheet: Sheet, doc: Diagnosis): void {
  if (doc.verification === null) return;
  sheet.heading('heading.verification');
  for (const item of doc.verification) sheet.block('  • ', item.text);
}

function drawIncidents(sheet: Sheet, at: LookUp): void {
  const drawn = drawnIncidents(at);
  if (drawn.length === 0) return;
  sheet.heading('heading.ladder');
  sheet.some(drawn, caps.incidents, 'evidence.more', '  ', ({ incident, negotiation }, i) => {
    if (i > 0) sheet.line();
    drawNegotiation(sheet, negotiation);
    if (incident === null) return;
    sheet.line(sheet.paint.dim(`  ${attemptsLine(sheet.say, incident)}`));
    for (const line of breakLines(sheet.say, incident)) sheet.line(`  ${line}`);
  });
  sheet.line(sheet.paint.dim(`  ${sheet.say('ladder.legend')}`));
}

function drawNegotiation(sheet: Sheet, negotiation: Negotiation): void {
  sheet.line(`  ${negotiationLine(sheet.say, negotiation)}`);
  const shown = sheet.full ? negotiation.messages : negotiation.messages.slice(0, caps.ladder);
  if (shown.length === 0) return;
  const ladder = drawLadder(
    negotiation,
    shown,
    {
      log: sheet.say('ladder.log'),
      capture: sheet.say('ladder.capture'),
      notProcessed: sheet.say('ladder.processed-no'),
      notAnswered: sheet.say('ladder.answered-no'),
    },
    sheet.width - 2,
    sheet.paint,
  );
  for (const line of ladder) sheet.line(`  ${line}`);
  const rest = negotiation.messages.length - shown.length;
  if (rest > 0)
    sheet.line(sheet.paint.dim(`  … ${sheet.say('ladder.more', { count: rest })} (${sheet.say('hint.full')})`));
}
