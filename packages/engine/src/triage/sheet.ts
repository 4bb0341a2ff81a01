/** Where a call stands, and what calls come to, as text for a terminal. Evidence and words of callers are made harmless first. */
import { forTerminal, forTerminalDeep } from '../document/neutralise.ts';
import type { Lang } from '../document/types.ts';
import { type Paint, paint } from '../report/paint.ts';
import { wrap } from '../report/width.ts';
import type { Platform } from '../knowledge/windows-commands.ts';
import type { Reading, Silence } from './answer.ts';
import { type Call, callFor } from './call.ts';
import type { Classified } from './classify.ts';
import { escalationItems, escalationTargets } from './escalation.ts';
import { alarmText, guardedKinds } from './guard.ts';
import { own, type TriageFault } from './read-json.ts';
import { choicesOf } from './session.ts';
import type { Count, Tally } from './tally.ts';
import { callClasses, callFamilies, callScopes, callSeverities, exitStatuses } from './taxonomy.ts';
import type { State, Text, Tier } from './types.ts';
import type { Passed, Position } from './walk.ts';
import { faultWords, say, silenceWords } from './words.ts';

export interface SheetOptions {
  readonly lang: Lang;
  readonly tier: Tier;
  readonly width: number;
  readonly color: boolean;
  /** Commands of this system only; null: of all. */
  readonly os: Platform | null;
  readonly testServers: readonly string[];
}

/** Text that is put together line by line. */
class Sheet {
  readonly lines: string[] = [];
  readonly tint: Paint;
  readonly options: SheetOptions;

  constructor(options: SheetOptions) {
    this.options = options;
    this.tint = paint(options.color);
  }

  block(text: string, indent = 0, tint: (line: string) => string = (line) => line): void {
    // Charts and calls may be anybody's; colours are put in behind.
    for (const [i, line] of wrap(forTerminal(text), this.options.width - indent).entries())
      this.lines.push(`${' '.repeat(i === 0 ? indent : indent + 2)}${tint(line)}`);
  }

  text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }
}

const by = { caller: say.callers, helpdesk: say.helpdesks, administrator: say.administrators } as const;

/** The state a position is at, with what is to be done before. */
export function drawPosition(position: Position, call: Call, options: SheetOptions): string {
  const sheet = new Sheet(options);
  const { lang } = options;
  const { at, lately } = position;
  let chart = '';
  const heading = (passed: Pick<Passed, 'chart'>): void => {
    if (passed.chart.id === chart) return;
    chart = passed.chart.id;
    const { title, version, caution } = passed.chart;
    sheet.lines.push(sheet.tint.bold(forTerminal(`${title[lang]} (${chart}, ${say.version[lang]} ${version})`)));
    if (caution !== undefined) sheet.block(`${say.caution[lang]}: ${caution[lang]}`, 2, sheet.tint.yellow);
  };
  for (const passed of lately) {
    heading(passed);
    const word = passed.state.kind === 'finding' || passed.state.kind === 'link' ? say.known : say.do;
    sheet.block(`${word[lang]} (${passed.id}): ${passed.state.say[lang]}`, 2);
    commands(sheet, passed.state, call);
  }
  heading(at);
  if (at.kind === 'ask') {
    sheet.block(`${say.ask[lang]} (${at.id}): ${at.state.say[lang]}`, 2, sheet.tint.bold);
    if (lately.every(({ state }) => !('run' in state))) commands(sheet, at.state, call);
    sheet.block(`${say.how[lang]}: ${at.state.how[lang]}`, 4);
    for (const { answer, label } of choicesOf(at.state))
      sheet.block(`${answer}${label[lang] === answer ? '' : `: ${label[lang]}`}`, 6);
    return sheet.text();
  }
  sheet.block(`${say.exit[lang]} (${at.id}): ${at.state.say[lang]}`, 2, sheet.tint.bold);
  return sheet.text() + drawEnd(call, options);
}

/** Why the sources of a state say so. */
export function drawSources(state: State, { lang }: SheetOptions): string {
  return `  ${say.sources[lang]}: ${forTerminalDeep(state.sources).join(', ')}\n`;
}

function commands(sheet: Sheet, state: State, call: Call): void {
  if (!('run' in state) || state.run === undefined) return;
  const { lang, os, testServers } = sheet.options;
  if (state.by !== undefined) sheet.lines.push(`      ${sheet.tint.dim(by[state.by][lang])}`);
  const shown = Object.entries(state.run).filter(
    ([system]) =>
      os === null ||
      system === os ||
      (os.startsWith('windows-') && system === 'windows-before-vista' && own(state.run ?? {}, os) === undefined),
  );
  for (const [system, command] of shown)
    sheet.lines.push(`      ${system}: ${sheet.tint.cyan(forTerminal(filled(command, call, testServers)))}`);
}

const plainName = /^[A-Za-z0-9:][A-Za-z0-9_.:-]{0,254}$/;

/** A command with the names of the call in it, as far as they are names and nothing else. */
export function filled(command: string, { caller, target }: Call, testServers: readonly string[]): string {
  const put = (word: string, names: readonly (string | null | undefined)[], text: string): string => {
    const name = names.find((one) => one !== null && one !== undefined && plainName.test(one));
    return text.replaceAll(`{${word}}`, () => name ?? word.toUpperCase());
  };
  return put(
    'caller',
    [caller.computer, ...caller.addresses],
    put('test-server', testServers, put('target', [target.computer, ...target.addresses], command)),
  );
}

/** Exit, class, and what goes along (ESC-01 to ESC-03, T3-02 to T3-10). */
export function drawEnd(given: Call, options: SheetOptions): string {
  const sheet = new Sheet(options);
  const { lang } = options;
  const call = forTerminalDeep(given);
  const named = (label: Text, table: Readonly<Record<string, Text>>, key: string | null): void => {
    const text = key === null ? undefined : own(table, key);
    if (text !== undefined) sheet.lines.push(`  ${label[lang]}: ${text[lang]}`);
  };
  named(say.exit, exitStatuses, call.exit?.status ?? null);
  named(say.class, callClasses, call.class);
  named(say.family, callFamilies, call.family);
  named(say.scope, callScopes, call.scope.who);
  named(say.severity, callSeverities, call.severity);
  for (const { say: found } of call.findings) sheet.block(`${say.known[lang]}: ${found[lang]}`, 2);
  if (call.escalation !== null) {
    sheet.lines.push(`  ${say.handOn[lang]}: ${escalationTargets[call.escalation.to][lang]}`);
    for (const { item, values } of call.escalation.items) {
      const { command, ...text } = escalationItems[item];
      const shown = values.length > 4 ? `${values.slice(0, 4).join(', ')}, … (${values.length})` : values.join(', ');
      sheet.block(
        values.length > 0
          ? `${item} ${text[lang]}: ${say.has[lang]} (${shown})`
          : `${item} ${text[lang]}: ${say.missing[lang]}${command === null ? '' : `; ${say.getBy[lang]}: ${command}`}`,
        4,
        values.length > 0 ? sheet.tint.green : sheet.tint.yellow,
      );
    }
  }
  return sheet.text();
}

/** Answers so far, each with its proof as the tier may see it. */
export function drawAnswers(given: Call, options: SheetOptions): string {
  const sheet = new Sheet(options);
  const { lang, tier } = options;
  for (const { state, answer, proof } of forTerminalDeep(callFor(tier, given)).answers) {
    sheet.lines.push(`  ${state} = ${sheet.tint.bold(answer)}`);
    const [first] = proof;
    if (first === undefined) continue;
    const place = `${first.path}${first.line === null ? '' : `:${first.line}`}`;
    const more = proof.length > 1 ? ` (+${proof.length - 1})` : '';
    sheet.block(`${say.because[lang]}: ${first.because[lang]} ${place}${more}`, 6);
    const quote =
      first.guarded !== null && first.quote === null
        ? `(${guardedKinds[first.guarded][lang]}: ${say.withheld[lang]}, ${guardedKinds[first.guarded].source})`
        : (first.quote ?? '');
    if (quote !== '') sheet.block(quote, 8, sheet.tint.dim);
    if (!first.confirmed) sheet.lines.push(`        ${sheet.tint.dim(`(${say.unconfirmed[lang]})`)}`);
  }
  return sheet.text();
}

/** Outputs that do not answer the question at hand, and why. */
export function drawSilence(reading: Reading, options: SheetOptions): string {
  const sheet = new Sheet(options);
  const silent = forTerminalDeep(reading.silent);
  const telling = silent.filter(({ why }) => why !== 'says-nothing');
  const line = (path: string, why: Silence): void =>
    sheet.block(`${say.notAnswered[options.lang]}: ${path}: ${silenceWords[why][options.lang]}`, 4, sheet.tint.dim);
  for (const { path, why } of telling.slice(0, 20)) line(path, why);
  if (telling.length > 20) sheet.lines.push(`    … (${telling.length - 20})`);
  const rest = silent.filter(({ why }) => why === 'says-nothing').map(({ path }) => path);
  if (rest.length > 0)
    line(rest.length > 3 ? `${rest.slice(0, 3).join(', ')}, … (${rest.length})` : rest.join(', '), 'says-nothing');
  return sheet.text();
}

/** What the guard has to say. */
export function drawAlarms(alarms: Call['alarms'], options: SheetOptions): string {
  const sheet = new Sheet(options);
  for (const alarm of alarms)
    sheet.block(`${say.alarm[options.lang]}: ${alarmText(alarm)[options.lang]}`, 2, sheet.tint.red);
  return sheet.text();
}

/** What the words of the caller point to. */
export function drawClassified(found: Classified, options: SheetOptions): string {
  const { lang } = options;
  const parts: string[] = [];
  if (found.class !== null)
    parts.push(`${say.class[lang]}: ${callClasses[found.class][lang]} (${callClasses[found.class].source})`);
  if (found.family !== null) parts.push(`${say.family[lang]}: ${callFamilies[found.family][lang]}`);
  if (found.scope !== null) parts.push(`${say.scope[lang]}: ${callScopes[found.scope][lang]}`);
  if (found.severity !== null) parts.push(`${say.severity[lang]}: ${callSeverities[found.severity][lang]}`);
  if (found.blamesIpsec) parts.push(say.blames[lang]);
  return parts.map((part) => `  ${part}\n`).join('');
}

/** Faults of a chart or a call, one line each. */
export function drawFaults(faults: readonly TriageFault[], lang: Lang): string {
  return forTerminalDeep(faults)
    .map(({ code, at, about }) => {
      const words = own(faultWords, code)?.[lang] ?? code;
      return `${at === '' ? '' : `${at}: `}${words}${about === '' ? '' : `: ${about}`}\n`;
    })
    .join('');
}

/** The report over calls. */
export function drawTally(tally: Tally, options: SheetOptions): string {
  const { lang } = options;
  const sheet = new Sheet(options);
  const nameOf = (table: Readonly<Record<string, Text>>, key: string): string =>
    own(table, key)?.[lang] ?? (key === 'none' ? say.none[lang] : key === 'open' ? say.open[lang] : key);
  const list = (title: Text, counts: readonly Count[], table: Readonly<Record<string, Text>>): void => {
    if (counts.length === 0) return;
    sheet.lines.push(sheet.tint.bold(title[lang]));
    for (const { key, calls } of counts) sheet.lines.push(`  ${String(calls).padStart(6)}  ${nameOf(table, key)}`);
  };
  sheet.lines.push(sheet.tint.bold(`${say.calls[lang]}: ${tally.calls}`));
  list(say.byClass, tally.byClass, callClasses);
  list(say.byExit, tally.byExit, exitStatuses);
  sheet.lines.push(sheet.tint.bold(say.byClassAndExit[lang]));
  for (const row of tally.byClassAndExit)
    sheet.lines.push(
      `  ${String(row.calls).padStart(6)}  ${nameOf(callClasses, row.class)}, ${nameOf(exitStatuses, row.exit)}`,
    );
  const { told, notIpsec, untold, percent } = tally.ipsec;
  sheet.lines.push(
    `${sheet.tint.bold(say.share[lang])}: ${notIpsec}/${told}${percent === null ? '' : ` (${percent}%)`} ${say.of[lang]}; ${say.untold[lang]}: ${untold}`,
  );
  list(say.byFamily, tally.byFamily, callFamilies);
  list(say.byScope, tally.byScope, callScopes);
  list(say.bySeverity, tally.bySeverity, callSeverities);
  list(say.byEscalation, tally.byEscalation, escalationTargets);
  list(say.byChart, forTerminalDeep(tally.byChart), {});
  list(say.alarms, forTerminalDeep(tally.alarms), {});
  return sheet.text();
}
