import { formatter, type Formatter } from '../document/formatter.ts';
import { localise } from '../document/localise.ts';
import { forTerminalDeep } from '../document/neutralise.ts';
import type { Diagnosis, Evidence, Finding, Incident, Lang, MessageArgs, NextStep } from '../document/types.ts';
import { clockTime, dateTime, duration } from './duration.ts';
import { drawLadder } from './ladder.ts';
import { paint as makePaint, type Paint } from './paint.ts';
import { reportTextsEn, type ReportTextId } from './texts.en.ts';
import { reportTextsKo } from './texts.ko.ts';
import { padEnd, textWidth, truncate, wrap } from './width.ts';

export interface TerminalOptions {
  readonly lang: Lang;
  /** Columns of the screen. */
  readonly width: number;
  readonly color: boolean;
  /** Lists without a cap. */
  readonly full: boolean;
}

const words: Formatter = formatter({ en: reportTextsEn, ko: reportTextsKo });

const caps = { evidence: 5, against: 3, rivals: 5, notes: 8, incidents: 3, ladder: 24, sas: 8, files: 24, limits: 10 };

/** Beyond this a clock is not wrong: its times lack the year, or the whole date. */
const undatedNs = 300 * 86_400 * 1e9;

/** Notes that say no more than the status does. */
const plainNotes = new Set(['ingest.text-unknown', 'ingest.binary-unknown', 'ingest.empty']);

/** A sheet being written: lines, how wide it is, and how to say things. */
class Sheet {
  readonly lines: string[] = [];
  readonly paint: Paint;
  readonly #lang: Lang;
  readonly #width: number;
  readonly full: boolean;

  constructor(options: TerminalOptions) {
    this.#lang = options.lang;
    this.#width = Math.min(Math.max(options.width, 60), 120);
    this.full = options.full;
    this.paint = makePaint(options.color);
  }

  get width(): number {
    return this.#width;
  }

  say(id: ReportTextId, args: MessageArgs = {}): string {
    return words.format(this.#lang, id, args);
  }

  line(text = ''): void {
    this.lines.push(text);
  }

  heading(id: ReportTextId): void {
    this.line();
    this.line(this.paint.bold(this.say(id)));
  }

  /** Wrapped text behind `first`, later lines behind blanks of the same width. */
  block(first: string, text: string, tint: (text: string) => string = (same) => same): void {
    const indent = ' '.repeat(textWidth(first));
    wrap(text, this.#width - indent.length).forEach((line, i) => this.line(`${i === 0 ? first : indent}${tint(line)}`));
  }

  /** The first `cap` items, and a line telling how many are left out. */
  some<T>(
    items: readonly T[],
    cap: number,
    more: ReportTextId,
    indent: string,
    draw: (item: T, i: number) => void,
  ): void {
    const shown = this.full ? items : items.slice(0, cap);
    shown.forEach(draw);
    const rest = items.length - shown.length;
    if (rest > 0) this.line(this.paint.dim(`${indent}… ${this.say(more, { count: rest })} (${this.say('hint.full')})`));
  }
}

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
  const hosts = doc.hosts.map((host) => host.label).join(', ');
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
  drawEvidence(sheet, doc, 'heading.proof', finding.evidence, caps.evidence);
  drawEvidence(sheet, doc, 'heading.against', finding.against, caps.against);
  const explained = doc.findings.filter((other) => finding.explains.includes(other.ref));
  if (explained.length > 0) {
    sheet.line();
    sheet.line(`  ${paint.bold(sheet.say('heading.explains'))}`);
    for (const other of explained) sheet.block('    • ', `${other.title} (${other.id})`);
  }
  drawSteps(sheet, finding.nextSteps);
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
    const common = item.at === null ? null : clockTime(item.at);
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

function prompt(shell: 'sh' | 'powershell' | 'cmd'): string {
  return shell === 'sh' ? '# ' : shell === 'powershell' ? 'PS> ' : 'C:\\> ';
}

function drawMissing(sheet: Sheet, doc: Diagnosis): void {
  if (doc.missingEvidence.length === 0) return;
  sheet.heading('heading.missing');
  for (const item of doc.missingEvidence) {
    sheet.block('  • ', item.what);
    if (item.why !== '') sheet.block('    ', item.why, sheet.paint.dim);
    if (item.command !== null) sheet.line(`    ${sheet.paint.cyan(prompt(item.command.shell))}${item.command.text}`);
  }
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
  const count = { count: incident.count, first: dateTime(incident.first), last: dateTime(incident.last) };
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
    sheet.line(`  ${sheet.say('incident.manner', { manner: sheet.say(`manner.${breakPoint.manner}`), who })}`);
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

function drawAssociations(sheet: Sheet, doc: Diagnosis): void {
  if (doc.securityAssociations.length === 0) return;
  sheet.heading('heading.sas');
  sheet.some(doc.securityAssociations, caps.sas, 'sa.more', '  ', (sa) => {
    const { sentSeen, arrivedSeen } = sa.counters;
    const counted = [
      sentSeen === undefined ? null : sheet.say('sa.sent', { n: sentSeen }),
      arrivedSeen === undefined ? null : sheet.say('sa.arrived', { n: arrivedSeen }),
    ].filter((part) => part !== null);
    const kind = [sa.mode, sa.encapsulation === 'none' ? null : `in ${sa.encapsulation.toUpperCase()}`].filter(
      (part) => part !== null,
    );
    sheet.line(
      `  ${sa.protocol} ${sheet.paint.cyan(sa.spi)}  ${sa.from ?? '?'} → ${sa.to ?? '?'}  ${kind.join(' ')}  ${counted.join(', ')}`.trimEnd(),
    );
  });
}

function drawHosts(sheet: Sheet, doc: Diagnosis): void {
  if (doc.hosts.length > 0) {
    sheet.heading('heading.hosts');
    for (const host of doc.hosts) {
      const parts = [
        host.addresses.slice(0, 4).join(', '),
        host.product ?? '',
        host.observed ? sheet.say('host.files', { count: host.coverage.length }) : sheet.say('host.unobserved'),
      ].filter((part) => part !== '');
      sheet.line(`  ${sheet.paint.bold(padEnd(host.label, 12))} ${parts.join('; ')}`);
    }
  }
  const clocks = doc.clocks.filter((clock) => clock.host !== null);
  if (clocks.length === 0) return;
  sheet.heading('heading.clocks');
  for (const clock of clocks) {
    const host = clock.host ?? '?';
    const files = clock.artifacts.map((id) => doc.artifacts.find((artifact) => artifact.id === id)?.path ?? id);
    const of = sheet.paint.dim(` (${truncate(files.join(', '), 60)})`);
    const offset = clock.offsetNs;
    const error = clock.errorNs === null ? '' : `, ${sheet.say('clock.error', { amount: duration(clock.errorNs) })}`;
    const id =
      offset === null
        ? 'clock.unknown'
        : Math.abs(Number(offset)) > undatedNs
          ? 'clock.undated'
          : Number(offset) === 0
            ? 'clock.same'
            : offset.startsWith('-')
              ? 'clock.ahead'
              : 'clock.behind';
    sheet.line(`  ${sheet.say(id, { host, amount: duration(offset ?? '0') })}${offset === null ? '' : error}${of}`);
  }
}

function drawFiles(sheet: Sheet, doc: Diagnosis): void {
  const { paint } = sheet;
  if (doc.artifacts.length > 0) {
    sheet.heading('heading.files');
    // What could not be read comes first when the list is cut: it is what the reader must know.
    const ordered = [...doc.artifacts].sort((a, b) => Number(a.status === 'read') - Number(b.status === 'read'));
    const files = sheet.full || doc.artifacts.length <= caps.files ? doc.artifacts : ordered;
    const pathWidth = Math.min(Math.max(...files.map(({ path }) => textWidth(path))), 44);
    const formatWidth = Math.min(Math.max(...files.map(({ format }) => textWidth(format))), 20);
    const hostWidth = Math.min(Math.max(...files.map(({ host }) => textWidth(host ?? '-'))), 16);
    sheet.some(files, caps.files, 'file.more', '  ', (file) => {
      const status = sheet.say(`file.status.${file.status}`);
      const tint = file.status === 'read' ? paint.green : file.status === 'unsupported' ? paint.dim : paint.yellow;
      sheet.line(
        `  ${padEnd(truncate(file.path, pathWidth), pathWidth)}  ${padEnd(file.host ?? '-', hostWidth)}  ${padEnd(file.format, formatWidth)}  ${tint(status)}  ${paint.dim(sheet.say('file.records', { count: file.records }))}`,
      );
      if (file.note !== null && !plainNotes.has(file.message?.id ?? '')) sheet.block('      ', file.note, paint.dim);
    });
  }
  if (doc.limits.length === 0) return;
  sheet.heading('heading.limits');
  sheet.some(doc.limits, caps.limits, 'evidence.more', '  ', (limit) =>
    sheet.line(`  ${sheet.say('limit.line', { what: limit.what, kept: limit.kept, seen: limit.seen })}`),
  );
}
