import { localise } from '../document/localise.ts';
import { forTerminalDeep } from '../document/neutralise.ts';
import type { Diagnosis, Evidence, Finding, Incident, NextStep } from '../document/types.ts';
import { drawDetails } from './details.ts';
import { unifiedDiff } from './diff.ts';
import { clockTime, dateTime } from './duration.ts';
import { drawLadder } from './ladder.ts';
import { drawAssociations, drawFiles, drawHosts } from './lists.ts';
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
  drawVerdict(sheet, doc);
  const causes = doc.findings.filter((finding) => finding.role === 'cause' || finding.role === 'contributing');
  causes.forEach((finding, i) => drawFinding(sheet, doc, finding, i + 1, causes.length));
  drawMissing(sheet, doc);
  drawNotes(sheet, doc);
  drawVerification(sheet, doc);
  drawBaseline(sheet, doc);
  drawIncidents(sheet, doc);
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
}

function drawFinding(sheet: Sheet, doc: Diagnosis, finding: Finding, n: number, of: number): void {
  const { paint } = sheet;
  sheet.line();
  const head =
    finding.role === 'cause' && of > 1 ? sheet.say('cause.numbered', { n, of }) : sheet.say(`role.${finding.role}`);
  const where = finding.scope.direction?.replace('->', ' → ') ?? finding.scope.hosts.join(' – ');
  sheet.line(
    [
      paint.bold(head),
      confidenceTint(paint, finding)(`[${sheet.say(`confidence.${finding.confidence}`)}]`),
      paint.cyan(finding.id),
      paint.dim(where),
    ].join('  '),
  );
  sheet.block('  ', finding.title, paint.bold);
  sheet.block('  ', finding.explanation);
  drawDetails(sheet, finding);
  drawEvidence(sheet, doc, 'heading.proof', finding.evidence, caps.evidence);
  drawEvidence(sheet, doc, 'heading.against', finding.against, caps.against);
  const explained = doc.findings.filter((other) => finding.explains.includes(other.ref));
  if (explained.length > 0) {
    sheet.line();
    sheet.line(`  ${paint.bold(sheet.say('heading.explains'))}`);
    for (const other of explained) sheet.block('    • ', `${other.title} (${other.id})`);
  }
  drawSteps(sheet, finding.nextSteps);
  drawFixes(sheet, doc, finding);
  const rivals = doc.rivals.filter((rival) => rival.of === finding.ref);
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

function drawEvidence(
  sheet: Sheet,
  doc: Diagnosis,
  heading: ReportTextId,
  items: readonly Evidence[],
  cap: number,
): void {
  if (items.length === 0) return;
  const { paint } = sheet;
  sheet.line();
  sheet.line(`  ${paint.bold(sheet.say(heading))}`);
  sheet.some(items, cap, 'evidence.more', '    ', (item) => {
    const source = doc.sources.find(({ id }) => id === item.source);
    const artifact = doc.artifacts.find(({ id }) => id === source?.artifact);
    const host = artifact?.host ?? null;
    const shifted = doc.clocks.some((clock) => clock.id === artifact?.clock && (clock.offsetNs ?? '0') !== '0');
    const common = item.at === null && item.partial === null ? null : clockTime(item.at ?? item.partial);
    // A capture's time is already in the form of the common time line; a log's is shown as the log wrote it.
    const written = item.time !== null && /^\d{4}-\d\d-\d\dT/.test(item.time) ? clockTime(item.time) : item.time;
    const time =
      written === null || written === common
        ? common
        : shifted && common !== null
          ? `${written} (${sheet.say('time.common', { time: common })})`
          : written;
    const place = placeOf(sheet, source?.at ?? []);
    const path = artifact?.path ?? '?';
    // `path:line` can be clicked or pasted; a packet is named.
    const line = (source?.at ?? []).find((step) => 'line' in step);
    const cited = line !== undefined && 'line' in line ? `${path}:${line.line}` : `${path} ${place}`.trim();
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

function placeOf(sheet: Sheet, steps: Diagnosis['sources'][number]['at']): string {
  const packets = steps.flatMap((step) => ('packet' in step ? [step.packet] : []));
  if (packets.length > 0)
    return sheet.say('place.packet', { n: packets.slice(0, 4).join(', ') + (packets.length > 4 ? ' …' : '') });
  for (const step of steps) {
    if ('line' in step) return sheet.say('place.line', { n: String(step.line) });
    if ('record' in step) return sheet.say('place.record', { n: String(step.record) });
    if ('path' in step) return step.path;
    if ('field' in step) return step.field;
    if ('member' in step) return step.member;
  }
  return '';
}

function drawSteps(sheet: Sheet, steps: readonly NextStep[]): void {
  if (steps.length === 0) return;
  const { paint } = sheet;
  sheet.line();
  sheet.line(`  ${paint.bold(sheet.say('heading.steps'))}`);
  let last = '';
  for (const step of [...steps].sort((a, b) => a.tier - b.tier)) {
    const head =
      step.host === null
        ? sheet.say('step.tier', { tier: step.tier })
        : sheet.say('step.tier-host', { tier: step.tier, host: step.host });
    if (head !== last) sheet.line(`    ${paint.dim(head)}`);
    last = head;
    const remarks = [
      step.privilege === 'admin' && step.command !== null ? sheet.say('step.admin') : null,
      step.risk === 'disrupts' ? sheet.say('step.disrupts') : null,
    ].filter((remark) => remark !== null);
    sheet.block('      • ', remarks.length === 0 ? step.text : `${step.text} (${remarks.join('; ')})`);
    if (step.command !== null) sheet.line(`        ${paint.cyan(prompt(step.command.shell))}${step.command.text}`);
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

function prompt(shell: 'sh' | 'powershell' | 'cmd'): string {
  return shell === 'sh' ? '# ' : shell === 'powershell' ? 'PS> ' : 'C:\\> ';
}

function drawMissing(sheet: Sheet, doc: Diagnosis): void {
  if (doc.missingEvidence.length === 0) return;
  sheet.heading('heading.missing');
  sheet.some(doc.missingEvidence, caps.missing, 'evidence.more', '  ', (item) => {
    sheet.block('  • ', item.what);
    if (item.why !== '') sheet.block('    ', item.why, sheet.paint.dim);
    if (item.command !== null) sheet.line(`    ${sheet.paint.cyan(prompt(item.command.shell))}${item.command.text}`);
  });
}

function drawNotes(sheet: Sheet, doc: Diagnosis): void {
  const notes = doc.findings.filter((finding) => finding.role !== 'cause' && finding.role !== 'contributing');
  if (notes.length === 0) return;
  sheet.heading('heading.also');
  sheet.some(notes, caps.notes, 'evidence.more', '  ', (finding) => {
    sheet.block('  • ', `${sheet.say(`role.${finding.role}`)}: ${finding.title} (${finding.id})`);
    const first = finding.evidence[0];
    if (first !== undefined && first.quote !== '')
      sheet.line(sheet.paint.dim(`    ${truncate(first.quote, sheet.width - 4)}`));
  });
}

function drawBaseline(sheet: Sheet, doc: Diagnosis): void {
  const { baseline } = doc;
  if (baseline === null) return;
  sheet.heading('heading.baseline');
  sheet.block('  ', baseline.text);
  if (baseline.divergence === null) return;
  sheet.block('  • ', baseline.divergence.text);
  for (const id of baseline.divergence.sources.slice(0, 2)) {
    const source = doc.sources.find((item) => item.id === id);
    const artifact = doc.artifacts.find((item) => item.id === source?.artifact);
    sheet.line(`    ${sheet.paint.cyan(`${artifact?.path ?? '?'} ${placeOf(sheet, source?.at ?? [])}`.trim())}`);
  }
}

function drawVerification(sheet: Sheet, doc: Diagnosis): void {
  if (doc.verification === null) return;
  sheet.heading('heading.verification');
  for (const item of doc.verification) sheet.block('  • ', item.text);
}

function drawIncidents(sheet: Sheet, doc: Diagnosis): void {
  const incidents = doc.incidents.filter((incident) =>
    incident.examples.some((id) => doc.negotiations.some((negotiation) => negotiation.id === id)),
  );
  const alone = incidents.length === 0 ? doc.negotiations.slice(0, 1) : [];
  if (incidents.length === 0 && alone.length === 0) return;
  sheet.heading('heading.ladder');
  sheet.some(incidents, caps.incidents, 'evidence.more', '  ', (incident, i) => {
    if (i > 0) sheet.line();
    drawIncident(sheet, doc, incident);
  });
  for (const negotiation of alone) drawNegotiation(sheet, doc, negotiation.id);
  sheet.line(sheet.paint.dim(`  ${sheet.say('ladder.legend')}`));
}

function drawIncident(sheet: Sheet, doc: Diagnosis, incident: Incident): void {
  const { paint } = sheet;
  const { breakPoint } = incident;
  const example = incident.examples.at(-1);
  const first = dateTime(incident.first ?? incident.partial.first);
  const count = { count: incident.count, first, last: dateTime(incident.last ?? incident.partial.last) };
  if (example !== undefined) drawNegotiation(sheet, doc, example);
  sheet.line(paint.dim(`  ${sheet.say(incident.count === 1 ? 'incident.count-one' : 'incident.count', count)}`));
  if (breakPoint.manner !== 'none') {
    if (breakPoint.lastCommonStep !== null)
      sheet.line(`  ${sheet.say('incident.last', { step: breakPoint.lastCommonStep })}`);
    if (breakPoint.nextExpected !== null)
      sheet.line(
        `  ${sheet.say('incident.next', { step: breakPoint.nextExpected })}${breakPoint.direction === null ? '' : ` (${breakPoint.direction.replace('->', ' → ')})`}`,
      );
    const who =
      breakPoint.decidedBy === 'path' || breakPoint.decidedBy === 'unknown'
        ? sheet.say(`who.${breakPoint.decidedBy}`)
        : breakPoint.decidedBy;
    const how = breakPoint.decidedBy === 'unknown' ? 'incident.manner.undecided' : 'incident.manner';
    sheet.line(`  ${sheet.say(how, { manner: sheet.say(`manner.${breakPoint.manner}`), who })}`);
  }
  if (incident.healed) sheet.line(`  ${sheet.say('incident.healed')}`);
}

function drawNegotiation(sheet: Sheet, doc: Diagnosis, id: string): void {
  const negotiation = doc.negotiations.find((item) => item.id === id);
  if (negotiation === undefined) return;
  sheet.line(
    `  ${sheet.say('incident.line', {
      protocol: negotiation.protocol,
      a: negotiation.initiator ?? '?',
      b: negotiation.responder ?? '?',
      outcome: sheet.say(`outcome.${negotiation.ike.outcome}`),
    })}`,
  );
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
