import { localise } from '../document/localise.ts';
import { forMarkdown, forMarkdownCell, forMarkdownCode, forTerminal } from '../document/neutralise.ts';
import type { Command, Diagnosis, Evidence, Finding, Lang, Negotiation, YesNoUnknown } from '../document/types.ts';
import { detailParts } from './details.ts';
import { clockTime } from './duration.ts';
import {
  assumptions,
  attemptsLine,
  breakLines,
  citationOf,
  clockLine,
  commandsOf,
  drawnIncidents,
  fileStatus,
  isCause,
  type LookUp,
  lookUp,
  negotiationLine,
  stepGroups,
  stepRemarks,
  whereOf,
} from './look-up.ts';
import type { ReportTextId } from './texts.en.ts';
import { type Say, words } from './words.ts';

export interface MarkdownOptions {
  readonly lang: Lang;
  /** Lists without a cap. */
  readonly full: boolean;
}

const caps = { evidence: 6, rivals: 6, notes: 12, incidents: 3, ladder: 40, missing: 12, files: 40, limits: 20 };
const marks: Readonly<Record<YesNoUnknown, string>> = { yes: '✓', no: '✗', unknown: '?' };
const shells: Readonly<Record<Command['shell'], string>> = { sh: 'sh', powershell: 'powershell', cmd: 'bat' };

/**
 * The result as Markdown (CommonMark with the tables of GFM) for a ticket. Of the evidence nothing becomes markup: quotes, paths
 * and values are code, prose is escaped, and there is no link, image or HTML in it at all.
 */
export function drawMarkdown(diagnosis: Diagnosis, options: MarkdownOptions): string {
  const doc = localise(diagnosis, options.lang);
  const page = new Page(lookUp(doc), options);
  page.verdict();
  const causes = doc.findings.filter(isCause);
  causes.forEach((finding, i) => page.finding(finding, i + 1, causes.length));
  page.missing();
  page.notes();
  page.incidents();
  page.hosts();
  page.files();
  return `${page.lines.join('\n').trimEnd()}\n`;
}

class Page {
  readonly lines: string[] = [];
  readonly #at: LookUp;
  readonly #say: Say;
  readonly #options: MarkdownOptions;

  constructor(at: LookUp, options: MarkdownOptions) {
    this.#at = at;
    this.#say = words(options.lang);
    this.#options = options;
  }

  /** A block with a blank line behind it. */
  #block(...lines: readonly string[]): void {
    this.lines.push(...lines, '');
  }

  #heading(level: number, text: string): void {
    this.#block(`${'#'.repeat(level)} ${text}`);
  }

  /** The first `cap` items; how many are left out stands below. */
  #some<T>(items: readonly T[], cap: number, draw: (item: T) => readonly string[], more: ReportTextId): void {
    const shown = this.#options.full ? items : items.slice(0, cap);
    const lines = shown.flatMap(draw);
    const rest = items.length - shown.length;
    if (rest > 0) lines.push(`- … ${forMarkdown(this.#say(more, { count: rest }))}`);
    this.#block(...lines);
  }

  #table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    this.#block(line(head), line(head.map(() => '---')), ...rows.map(line));
  }

  verdict(): void {
    const { doc } = this.#at;
    const say = this.#say;
    this.#heading(1, `${say(`verdict.${doc.verdict}`)}: ${forMarkdown(doc.summary)}`);
    const hosts = doc.hosts.map((host) => forMarkdownCode(host.label));
    const made = say('report.made', { name: doc.tool.name, version: doc.tool.version, count: doc.artifacts.length });
    const shown = hosts.length > 8 && !this.#options.full ? [...hosts.slice(0, 8), '…'] : hosts;
    const assumed = assumptions(doc, say).map((text) => `${forMarkdown(text)}  `);
    this.#block(`${say(`assurance.${doc.assurance}`)}; ${shown.join(', ')}  `, ...assumed, forMarkdown(made));
  }

  finding(finding: Finding, n: number, of: number): void {
    const say = this.#say;
    const head = finding.role === 'cause' && of > 1 ? say('cause.numbered', { n, of }) : say(`role.${finding.role}`);
    this.#heading(2, `${head}: ${forMarkdown(finding.title)}`);
    const where = whereOf(finding);
    this.#block(
      `**${say(`confidence.${finding.confidence}`)}**, ${forMarkdownCode(finding.id)}${where === '' ? '' : `, ${forMarkdownCode(where)}`}`,
    );
    this.#block(forMarkdown(finding.explanation));
    this.#details(finding);
    this.#evidence('heading.proof', finding.evidence);
    this.#evidence('heading.against', finding.against);
    this.#steps(finding);
    const explained = finding.explains.flatMap((ref) => this.#at.findings.get(ref) ?? []);
    if (explained.length > 0) {
      this.#heading(3, say('heading.explains'));
      this.#block(...explained.map((other) => `- ${forMarkdown(other.title)} (${forMarkdownCode(other.id)})`));
    }
    const rivals = this.#at.rivals.get(finding.ref) ?? [];
    if (rivals.length === 0) return;
    this.#heading(3, say('heading.rivals'));
    this.#some(
      rivals,
      caps.rivals,
      (rival) => [
        `- ${forMarkdownCode(rival.id)}: ${forMarkdown(say('rival.separated', { text: rival.separatedBy }))}`,
      ],
      'evidence.more',
    );
  }

  #details(finding: Finding): void {
    const parts = detailParts({ lang: this.#options.lang, say: this.#say, full: this.#options.full }, finding);
    if (parts.length === 0) return;
    this.#heading(3, this.#say('heading.details'));
    const lines = parts.flatMap((part) => (part.kind === 'line' ? [part] : []));
    if (lines.length > 0)
      this.#block(
        ...lines.map(({ label, values }) => `- ${forMarkdown(label)}: ${values.map(forMarkdownCode).join(', ')}`),
      );
    for (const part of parts) {
      if (part.kind !== 'table') continue;
      const used = part.head
        .map((_, i) => i)
        .filter((i) => i === 0 || part.rows.some((row) => (row[i] ?? []).some((text) => text !== '')));
      // Labels and remarks are words of the tool; what the two sides have is evidence.
      const cell = (texts: readonly string[], i: number): string =>
        i === 0 || i === 3
          ? texts.map((text) => forMarkdown(text).replaceAll('|', '│')).join(', ')
          : texts.map(forMarkdownCell).join(', ');
      this.#table(
        used.map((i) => cell([part.head[i] ?? ''], i)),
        part.rows.map((row) => used.map((i) => cell(row[i] ?? [], i))),
      );
    }
  }

  #evidence(heading: ReportTextId, items: readonly Evidence[]): void {
    if (items.length === 0) return;
    this.#heading(3, this.#say(heading));
    this.#some(
      items,
      caps.evidence,
      (item) => {
        const { cited, host, time } = citationOf(this.#at, this.#say, item);
        const parts = [forMarkdownCode(cited)];
        if (host !== null && host !== '') parts.push(forMarkdownCode(host));
        if (time !== null && time !== '') parts.push(forMarkdown(time));
        const first = `- ${parts.join(', ')} (${this.#say(`class.${item.class}`)})`;
        return item.quote === '' ? [first] : [`${first}  `, `  ${forMarkdownCode(item.quote)}`];
      },
      'evidence.more',
    );
  }

  #steps(finding: Finding): void {
    if (finding.nextSteps.length === 0) return;
    this.#heading(3, this.#say('heading.steps'));
    for (const group of stepGroups(this.#say, finding.nextSteps)) {
      this.#block(`**${forMarkdown(group.head)}**`);
      for (const step of group.steps) {
        const remarks = stepRemarks(this.#say, step);
        const text = forMarkdown(step.text);
        this.lines.push(`- ${remarks.length === 0 ? text : `${text} (${remarks.join('; ')})`}`);
        for (const command of commandsOf(step)) this.#command(command);
      }
      this.lines.push('');
    }
  }

  /** A command as a fenced block within a list, which nothing in it can close. */
  #command(command: Command): void {
    const text = forTerminal(command.text);
    let fence = '```';
    while (text.includes(fence)) fence += '`';
    this.lines.push('', `  ${fence}${shells[command.shell]}`, `  ${text}`, `  ${fence}`, '');
  }

  missing(): void {
    const { missingEvidence } = this.#at.doc;
    if (missingEvidence.length === 0) return;
    this.#heading(2, this.#say('heading.missing'));
    for (const item of this.#options.full ? missingEvidence : missingEvidence.slice(0, caps.missing)) {
      this.lines.push(
        `- ${forMarkdown(item.what)}${item.why === '' ? '' : `. ${forMarkdown(item.why)}`}`.replace('..', '.'),
      );
      for (const command of commandsOf(item)) this.#command(command);
    }
    this.lines.push('');
  }

  notes(): void {
    const notes = this.#at.doc.findings.filter((finding) => !isCause(finding));
    if (notes.length === 0) return;
    this.#heading(2, this.#say('heading.also'));
    this.#some(
      notes,
      caps.notes,
      (finding) => {
        const first = finding.evidence[0];
        const line = `- ${this.#say(`role.${finding.role}`)}: ${forMarkdown(finding.title)} (${forMarkdownCode(finding.id)})`;
        return first === undefined || first.quote === '' ? [line] : [`${line}  `, `  ${forMarkdownCode(first.quote)}`];
      },
      'evidence.more',
    );
  }

  incidents(): void {
    const drawn = drawnIncidents(this.#at);
    if (drawn.length === 0) return;
    this.#heading(2, this.#say('heading.ladder'));
    for (const { incident, negotiation } of this.#options.full ? drawn : drawn.slice(0, caps.incidents)) {
      this.#heading(3, forMarkdown(negotiationLine(this.#say, negotiation)));
      this.#ladder(negotiation);
      if (incident === null) continue;
      const lines = [attemptsLine(this.#say, incident), ...breakLines(this.#say, incident)];
      this.#block(...lines.map((line) => `- ${forMarkdown(line)}`));
    }
  }

  #ladder(negotiation: Negotiation): void {
    const say = this.#say;
    const shown = this.#options.full ? negotiation.messages : negotiation.messages.slice(0, caps.ladder);
    if (shown.length === 0) return;
    this.#table(
      [
        say('column.time'),
        say('column.message'),
        say('column.from-to'),
        say('ledger.sent'),
        say('ledger.seen-leaving'),
        say('ledger.seen-arriving'),
        say('ledger.received'),
        say('ledger.processed'),
        say('ledger.answered'),
      ],
      shown.map((message) => [
        forMarkdown(clockTime(message.at ?? message.partial)),
        forMarkdownCell(message.copies > 1 ? `${message.step} ×${message.copies}` : message.step),
        forMarkdownCell(`${message.from} → ${message.to}`),
        ...[
          message.sentByLog,
          message.seenLeaving,
          message.seenArriving,
          message.receivedByLog,
          message.processed,
          message.answered,
        ].map((value) => marks[value]),
      ]),
    );
    const rest = negotiation.messages.length - shown.length;
    if (rest > 0) this.#block(`… ${say('ladder.more', { count: rest })}`);
    this.#block(`✓ ${say('mark.yes')}, ✗ ${say('mark.no')}, ? ${say('mark.unknown')}`);
  }

  hosts(): void {
    const { hosts, clocks } = this.#at.doc;
    if (hosts.length > 0) {
      this.#heading(2, this.#say('heading.hosts'));
      this.#some(
        hosts,
        caps.files,
        (host) => {
          const parts = host.addresses.slice(0, 4).map(forMarkdownCode);
          if (host.product !== null) parts.push(forMarkdown(host.product));
          if (!host.observed) parts.push(this.#say('host.unobserved'));
          return [`- ${forMarkdownCode(host.label)}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`];
        },
        'evidence.more',
      );
    }
    const told = clocks.filter((clock) => clock.host !== null);
    if (told.length === 0) return;
    this.#heading(2, this.#say('heading.clocks'));
    this.#some(
      told,
      caps.files,
      (clock) => {
        const files = clock.artifacts.map((id) => forMarkdownCode(this.#at.artifacts.get(id)?.path ?? id));
        return [
          `- ${[forMarkdownCode(clock.host ?? '?'), ...files].join(', ')}: ${forMarkdown(clockLine(this.#say, clock, clocks))}`,
        ];
      },
      'evidence.more',
    );
  }

  files(): void {
    const { artifacts, limits } = this.#at.doc;
    const say = this.#say;
    if (artifacts.length > 0) {
      this.#heading(2, say('heading.files'));
      const shown = this.#options.full ? artifacts : artifacts.slice(0, caps.files);
      this.#table(
        [say('column.file'), say('column.host'), say('column.format'), say('column.status'), say('column.records')],
        shown.map((file) => [
          forMarkdownCell(file.path),
          forMarkdownCell(file.host ?? ''),
          forMarkdownCell(file.format),
          fileStatus(say, file).status,
          String(file.records),
        ]),
      );
      if (artifacts.length > shown.length)
        this.#block(`… ${say('file.more', { count: artifacts.length - shown.length })}`);
      const noted = shown.flatMap((file) => {
        const { note } = fileStatus(say, file);
        return note === null ? [] : [`- ${forMarkdownCode(file.path)}: ${forMarkdown(note)}`];
      });
      if (noted.length > 0) this.#block(...noted);
    }
    if (limits.length === 0) return;
    this.#heading(2, say('heading.limits'));
    this.#some(
      limits,
      caps.limits,
      ({ what, kept, seen }) => [`- ${forMarkdown(say('limit.line', { what, kept, seen }))}`],
      'evidence.more',
    );
  }
}
