import { windowsNeedCommand } from '../document/commands.ts';
import { formatter, type Formatter } from '../document/formatter.ts';
import { localise } from '../document/localise.ts';
import { formatMessage } from '../document/message.ts';
import { forTerminalDeep } from '../document/neutralise.ts';
import type { Diagnosis, Finding, Lang, MessageArgs, MissingEvidence } from '../document/types.ts';
import { duration } from './duration.ts';
import { addressee, aheadOf, differences, isPrivate, type LetterCase, letterCase } from './letter-case.ts';
import { evidenceCommands } from './letter-commands.ts';
import { type DecisiveLine, decisiveLines, type Product } from './letter-lines.ts';
import { LetterTimes } from './letter-times.ts';
import { type LetterTextId, letterTextsEn } from './letter.en.ts';
import { letterTextsKo } from './letter.ko.ts';
import { protocolName } from './look-up.ts';
import { textWidth, wrap } from './width.ts';

export { addressee, hostNamed } from './letter-case.ts';

export interface LetterOptions {
  readonly lang: Lang;
  /** Label of the host that is written to; without it the end that `addressee` gives. */
  readonly to?: string;
}

const width = 72;
const caps = { lines: 24, candidates: 8, attempts: 3, offers: 6 } as const;
const words: Formatter = formatter({ en: letterTextsEn, ko: letterTextsKo });

/** Details of a finding that travelled between the ends: the other end has them already. */
const shown = ['sent', 'received', 'proposedLocal', 'proposedRemote'] as const;

/**
 * A mail to the other end: what failed and when by its own clock, what of it would settle the case, and which lines decide; or,
 * where that is proven, what has to change there. Holds nothing of the writer's configuration but what the negotiation showed the
 * other end, and no quote of the writer's files. Null when nothing fails or nobody is there to be written to.
 */
export function drawLetter(diagnosis: Diagnosis, options: LetterOptions): string | null {
  const doc = forTerminalDeep(localise(diagnosis, options.lang));
  if (doc.verdict === 'healthy' || doc.verdict === 'no-ipsec') return null;
  const to = options.to ?? addressee(doc);
  const about = to === null ? null : letterCase(doc, to);
  return about === null ? null : new Letter(doc, about, options.lang).text();
}

class Letter {
  readonly #lines: string[] = [];
  readonly #doc: Diagnosis;
  readonly #case: LetterCase;
  readonly #lang: Lang;
  readonly #times: LetterTimes;
  /** What the two ends are called in the letter: addresses where they are known. */
  readonly #theirs: string;
  readonly #ours: string;

  constructor(doc: Diagnosis, about: LetterCase, lang: Lang) {
    this.#doc = doc;
    this.#case = about;
    this.#lang = lang;
    this.#times = new LetterTimes(doc, about, (id, args = {}) => this.#say(id, args));
    this.#theirs = about.theirs.find((address) => !isPrivate(address)) ?? about.theirs[0] ?? about.to;
    this.#ours = about.hidden ? this.#say('ours.nat') : (about.ours[0] ?? about.from);
  }

  text(): string {
    const { causes } = this.#case;
    const proven = causes.filter((finding) => finding.confidence === 'certain');
    const needs = this.#doc.missingEvidence.filter((item) => item.host === this.#case.to);
    const names = { theirs: this.#theirs, ours: this.#ours };
    const when = this.#times.when();
    this.#lines.push(
      when === null ? this.#say('subject.no-time', names) : this.#say('subject', { ...names, when }),
      '',
      this.#say('hello'),
      '',
    );
    this.#block('', this.#say(this.#intro(proven), names));
    this.#attempt(when);
    this.#far();
    for (const finding of proven) this.#proven(finding);
    if (needs.length > 0) this.#needs(needs);
    if (proven.length === 0) {
      this.#logLines();
      if (!this.#heard()) this.#section('heading.if-nothing', () => this.#block('', this.#say('if-nothing')));
    }
    this.#lines.push('');
    this.#block('', this.#say('secrets'));
    this.#lines.push('', this.#say('thanks'));
    return `${this.#lines.join('\n')}\n`;
  }

  #intro(proven: readonly Finding[]): LetterTextId {
    if (proven.length === 0) return 'intro.ask';
    if (proven.some(({ id }) => differences.has(id))) return 'intro.tell-both';
    return proven.some((finding) => this.#stepsOf(finding).length > 0) ? 'intro.tell' : 'intro.ours';
  }

  #say(id: LetterTextId, args: MessageArgs = {}): string {
    return words.format(this.#lang, id, args);
  }

  #block(first: string, text: string): void {
    const indent = ' '.repeat(textWidth(first));
    wrap(text, width - indent.length).forEach((line, i) => this.#lines.push(`${i === 0 ? first : indent}${line}`));
  }

  #section(id: LetterTextId, draw: () => void): void {
    this.#lines.push('', this.#say(id), '-'.repeat(textWidth(this.#say(id))));
    draw();
  }

  #list(id: LetterTextId, list: readonly string[]): void {
    if (list.length > 0) this.#block('  ', this.#say(id, { list: list.slice(0, caps.offers).join(', ') }));
  }

  /** Steps of a cause that are to be done at the other end, or at either. */
  #stepsOf(finding: Finding): Finding['nextSteps'] {
    const { to } = this.#case;
    const all = finding.nextSteps.filter((step) => step.tier > 1);
    if (differences.has(finding.id)) return all;
    const either = all.every((step) => step.host === null);
    return all.filter((step) => step.host === to || either);
  }

  /** Whether anything shows that the other end took in what was sent. */
  #heard(): boolean {
    return this.#case.negotiations.some((item) => item.messages.some((message) => message.from === this.#case.to));
  }

  #attempt(when: string | null): void {
    const { incident, negotiations, theirs, ours, hidden } = this.#case;
    this.#section('heading.attempt', () => {
      if (when === null) this.#block('  ', this.#say('time.unknown'));
      else if (this.#times.known) {
        const ahead = aheadOf(this.#doc, this.#case.to, this.#case.from);
        const way =
          ahead > -1_000_000_000n && ahead < 1_000_000_000n
            ? 'clock.same'
            : ahead > 0n
              ? 'clock.ahead'
              : 'clock.behind';
        this.#block(
          '  ',
          this.#say('time.theirs', { when, clock: this.#say(way, { amount: duration(String(ahead)) }) }),
        );
      } else this.#block('  ', this.#say(this.#times.textId(), { when }));
      if (incident !== null) this.#block('  ', this.#say('attempts', { count: incident.count }));
      this.#list('address.yours', theirs);
      if (hidden) this.#block('  ', this.#say('address.nat'));
      else this.#list('address.ours', ours);
      const last = negotiations.at(-1);
      if (last === undefined) return;
      const who = this.#say(last.initiator === this.#case.to ? 'who.you' : 'who.we');
      this.#block('  ', this.#say('protocol', { protocol: protocolName(last), who }));
      const cookies = negotiations.filter((item) => item.initiatorSpi !== null).slice(-caps.attempts);
      if (cookies.length > 0) this.#block('  ', this.#say('cookies'));
      for (const { initiatorSpi, responderSpi } of cookies)
        this.#lines.push(`    ${initiatorSpi ?? ''} ${responderSpi ?? '-'}`);
      this.#list('spis.child', [...new Set(last.children.flatMap((child) => child.spis))]);
      this.#list(last.initiator === this.#case.to ? 'offers.yours' : 'offers.ours', this.#offers());
    });
  }

  /** What the initiator offered, as far as packets show it. */
  #offers(): readonly string[] {
    const last = this.#case.negotiations.at(-1);
    return [...new Set(last?.messages.flatMap((message) => (message.from === last.initiator ? message.offers : [])))];
  }

  #far(): void {
    const point = this.#case.incident?.breakPoint;
    if (point === undefined || point.manner === 'none') return;
    this.#section('heading.far', () => {
      if (point.lastCommonStep !== null) this.#block('  ', this.#say('far.last', { step: point.lastCommonStep }));
      const sender = point.direction?.split('->')[0];
      const who = this.#who(sender);
      if (point.nextExpected !== null)
        this.#block('  ', this.#say(who === null ? 'far.next-nobody' : 'far.next', { step: point.nextExpected, who }));
      const decider = this.#who(point.decidedBy);
      if (decider !== null || (point.manner !== 'refused' && point.manner !== 'aborted-locally'))
        this.#block('  ', this.#say(`manner.${point.manner}` as LetterTextId, { who: decider }));
    });
  }

  #who(label: string | undefined): string | null {
    if (label === this.#case.to) return this.#say('who.you');
    if (label === this.#case.from) return this.#say('who.we');
    return label === 'path' ? this.#say('who.path') : null;
  }

  /** A proven cause: what it is, what the other end itself wrote, and its steps. Texts of the case are left empty: they may be the writer's. */
  #proven(finding: Finding): void {
    this.#section('heading.proven', () => {
      this.#block('  ', `${this.#told(finding, 'title')} (${finding.id})`);
      this.#block('  ', this.#told(finding, 'explanation'));
      for (const key of shown) this.#list(`shown.${key}`, texts(finding.details[key]));
      const own = finding.evidence.filter((item) => this.#hostOf(item.source) === this.#case.to && item.quote !== '');
      if (own.length > 0) this.#block('  ', this.#say('proven.own'));
      for (const item of own.slice(0, 4)) this.#block('    ', item.quote);
    });
    const steps = this.#stepsOf(finding);
    if (steps.length === 0) return;
    this.#section('heading.change', () => {
      for (const step of steps) {
        this.#block('  - ', step.text);
        // What a case filled into a command may be the writer's own.
        if (step.command !== null && step.command.args.length === 0) this.#lines.push(`      ${step.command.text}`);
      }
    });
  }

  /** A text of a cause with nothing of the case in it but who is who. */
  #told(finding: Finding, part: 'title' | 'explanation'): string {
    const names: Readonly<Record<string, string>> = { [this.#case.to]: this.#theirs, [this.#case.from]: this.#ours };
    const args = Object.entries(finding.message.args).map(([key, value]): [string, string] => [
      key,
      typeof value === 'string' && Object.hasOwn(names, value) ? (names[value] ?? '') : '',
    ]);
    return formatMessage(this.#lang, `${finding.id}.${part}`, Object.fromEntries(args)).replace(/ {2,}/g, ' ');
  }

  #hostOf(source: string): string | null {
    const artifact = this.#doc.sources.find((item) => item.id === source)?.artifact;
    return this.#doc.artifacts.find((item) => item.id === artifact)?.host ?? null;
  }

  #needs(needs: readonly MissingEvidence[]): void {
    this.#section('heading.need', () => {
      needs.forEach((item, i) => {
        const args = { host: this.#theirs };
        this.#block(`  ${i + 1}. `, formatMessage(this.#lang, item.message.what.id, args));
        this.#block('     ', this.#say('need.why', { why: formatMessage(this.#lang, item.message.why.id, args) }));
        const commands = this.#commandsFor(item.message.what.id.replace(/^missing\.|\.windows$/g, ''));
        for (const [text, products] of commands) {
          if (this.#case.products.length > 1)
            this.#lines.push(`     ${this.#say('need.on', { product: products.join(', ') })}`);
          this.#lines.push(`       ${text}`);
        }
      });
    });
  }

  /** Commands for a piece of evidence, each with the products it is of. */
  #commandsFor(what: string): ReadonlyMap<string, readonly Product[]> {
    const { products, windows } = this.#case;
    const found = new Map<string, Product[]>();
    const add = (text: string | null, product: Product): void => {
      if (text !== null) found.set(text, [...(found.get(text) ?? []), product]);
    };
    for (const row of evidenceCommands[what] ?? [])
      if (products.includes(row.product)) add(this.#command(row.template), row.product);
    if (products.includes('Windows')) add(windowsNeedCommand(what, windows, ...this.#times.around()), 'Windows');
    return found;
  }

  /** A command with the minutes around the attempt, by the common time line where it takes UTC, and the writer's address put in. */
  #command(template: string): string {
    const { first, last } = this.#times.span();
    const from = this.#times.moment(first, -300_000, 0);
    const to = this.#times.moment(last, 300_000, 0);
    const address = this.#case.ours.find((item) => !isPrivate(item) && /^[0-9a-fA-F.:]+$/.test(item));
    return template
      .replace(/ ?--since '\{from\} UTC' --until '\{to\} UTC'/, () =>
        from === null || to === null ? '' : this.#times.since(from, to),
      )
      .replace(/host \{address\} and \\\( (.*?) \\\)/, (_, rest: string) =>
        address === undefined ? rest : `host ${address} and \\( ${rest} \\)`,
      );
  }

  /** Ids of what it may be: the causes with their rivals, or what the evidence leaves open. */
  #candidates(): readonly string[] {
    const { causes, incident } = this.#case;
    const refs = new Set(causes.map((finding) => finding.ref));
    const ids = [
      ...causes.map((finding) => finding.id),
      ...this.#doc.rivals.filter((rival) => refs.has(rival.of)).map((rival) => rival.id),
    ];
    const open = this.#doc.considered.filter((item) => item.result === 'cannot-tell' && item.incident === incident?.id);
    return [...new Set(ids.length > 0 ? ids : open.map((item) => item.id))].slice(0, caps.candidates);
  }

  /** In which event of the Security log that text of Windows stands: before Vista 547 has them all (EVT-K-38). */
  #event({ product, source }: DecisiveLine): string {
    const id = this.#case.windows === 'windows' ? (/^event (\d+)/.exec(source)?.[1] ?? '') : '547';
    return product === 'Windows' && id !== '' ? ` (${this.#say('lines.event', { id })})` : '';
  }

  #logLines(): void {
    const { products, unknownProduct } = this.#case;
    const candidates = this.#candidates();
    if (candidates.length === 0) return;
    this.#section('heading.lines', () => {
      if (unknownProduct !== null) {
        this.#block('', this.#say('lines.other', { product: unknownProduct }));
        return;
      }
      this.#block('', this.#say('lines.intro'));
      const without: string[] = [];
      let left: number = caps.lines;
      for (const id of candidates) {
        const title = formatMessage(this.#lang, `${id}.title`).replace(/ {2,}/g, ' ');
        const mine = decisiveLines.filter((row) => row.causes.includes(id) && products.includes(row.product));
        if (mine.length === 0) {
          without.push(title);
          continue;
        }
        this.#block('  - ', `${title}:`);
        for (const row of mine.slice(0, Math.max(left, 1))) {
          left -= 1;
          this.#block('      ', `${row.product}${this.#event(row)}: ${row.says}`);
        }
      }
      for (const title of without) this.#block('  - ', title);
      if (without.length > 0) this.#block('      ', this.#say('lines.none'));
    });
  }
}

function texts(value: Finding['details'][string] | undefined): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
