import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { Lang } from '@ipsec-doctor/engine';
import type { Platform } from '@ipsec-doctor/engine/knowledge/windows-commands';
import type { Evidence } from '@ipsec-doctor/engine/triage/answer';
import { type Call, callFor, emptyCall, readCall, writeCall } from '@ipsec-doctor/engine/triage/call';
import { charts as shipped } from '@ipsec-doctor/engine/triage/charts/index';
import { classify } from '@ipsec-doctor/engine/triage/classify';
import { drawChartSvg } from '@ipsec-doctor/engine/triage/draw-svg';
import { drawChartText } from '@ipsec-doctor/engine/triage/draw-text';
import { alarmsOf } from '@ipsec-doctor/engine/triage/guard';
import {
  answerBy,
  answerByEvidence,
  beginSession,
  choicesOf,
  positionOf,
  readingOf,
  type Session,
  withEvidence,
} from '@ipsec-doctor/engine/triage/session';
import {
  drawAlarms,
  drawAnswers,
  drawClassified,
  drawFaults,
  drawPosition,
  drawSilence,
  drawTally,
  type SheetOptions,
} from '@ipsec-doctor/engine/triage/sheet';
import { tally } from '@ipsec-doctor/engine/triage/tally';
import type { CallClass, CallFamily, CallScope, CallSeverity } from '@ipsec-doctor/engine/triage/taxonomy';
import type { Chart } from '@ipsec-doctor/engine/triage/types';
import { WalkFault } from '@ipsec-doctor/engine/triage/walk';
import { say, walkWords } from '@ipsec-doctor/engine/triage/words';
import { chartSet, type Given, readTriageEvidence } from '@ipsec-doctor/engine/triages';
import { gatherEvidence, UsageError } from '../evidence.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';
import { sha256 } from '../sha256.ts';
import { converse } from './triage-dialogue.ts';

export interface TriageFlags {
  readonly chart: readonly string[];
  readonly list: boolean;
  readonly draw?: 'text' | 'svg' | 'json';
  readonly check?: string;
  readonly call?: string;
  readonly out?: string;
  readonly answer: readonly string[];
  readonly evidence: readonly string[];
  readonly caller?: string;
  readonly callerName?: string;
  readonly contact?: string;
  readonly callerAddress: readonly string[];
  readonly target?: string;
  readonly targetAddress: readonly string[];
  readonly targetIsolated: boolean;
  readonly testServer: readonly string[];
  readonly words?: string;
  readonly number?: string;
  readonly opened?: string;
  readonly class?: CallClass;
  readonly family?: CallFamily;
  readonly who?: CallScope;
  readonly count?: string;
  readonly where?: string;
  readonly severity?: CallSeverity;
  readonly tier: string;
  readonly os?: Platform;
  readonly ask: boolean;
  readonly format: 'text' | 'json';
  readonly lang: Lang;
  readonly color: boolean;
}

export type ReportFlags = Pick<TriageFlags, 'format' | 'lang' | 'color'>;

const maxFile = 4_000_000;

function textOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`${path}: no such file`);
  if (!stats.isFile() || stats.size > maxFile) throw new UsageError(`${path}: no file that may be read`);
  return readFileSync(path, 'utf8');
}

function optionsOf(flags: Pick<TriageFlags, 'lang' | 'color' | 'os' | 'testServer' | 'tier' | 'out'>): SheetOptions {
  return {
    lang: flags.lang,
    tier: flags.tier === '3' ? 3 : flags.tier === '2' ? 2 : 1,
    width: columns(),
    color: wantsColor(!flags.color, flags.out),
    os: flags.os ?? null,
    testServers: flags.testServer,
  };
}

/** Terminals that do not tell their width say 0. */
const columns = (): number => Math.max(Math.min(screenWidth(), 100), 40);

/** Runs `triage`; gives the exit status: 0 fixed (or listed, drawn, valid), 1 not fixed (or a chart with faults), 3 the call is still open. */
export async function runTriage(flags: TriageFlags): Promise<number> {
  if (flags.list) return await listCharts(flags);
  if (flags.check !== undefined) return await checkChart(flags.check, flags);
  const { charts, start } = loadCharts(flags);
  const chart = charts.get(start);
  if (chart === undefined) throw new UsageError(`${start}: ${say.chart[flags.lang]}?`);
  if (flags.draw !== undefined) return await drawOne(chart, flags.draw, flags);
  const options = optionsOf(flags);
  if (chart.tier > options.tier) throw new UsageError(say.tier2Only[flags.lang]);
  const call = openCall(flags, options);
  try {
    return await workOn(beginSession(charts, firstChart(flags, call, start), call), flags, options);
  } catch (error) {
    if (error instanceof WalkFault) throw new UsageError(`${walkWords[error.code][flags.lang]}: ${error.about}`);
    throw error;
  }
}

/** Charts that ship and those given by file; the first one that is named is where it starts. */
function loadCharts(flags: Pick<TriageFlags, 'chart' | 'lang'>): {
  readonly charts: ReadonlyMap<string, Chart>;
  readonly start: string;
} {
  const isShipped = (name: string): boolean => shipped.some(({ id }) => id === name);
  const files = flags.chart.filter((name) => !isShipped(name));
  const { charts, own, faults } = chartSet(files.map(textOf));
  if (faults.length > 0) throw new UsageError(`${files.join(', ')}:\n${drawFaults(faults, flags.lang).trimEnd()}`);
  const [first] = flags.chart;
  const start = first === undefined ? 'figure-7.1' : isShipped(first) ? first : (own[0] ?? '');
  return { charts, start };
}

function firstChart(flags: TriageFlags, call: Call, start: string): string {
  return flags.chart.length === 0 ? (call.charts[0]?.id ?? start) : start;
}

async function listCharts(flags: TriageFlags): Promise<number> {
  const { charts } = loadCharts(flags);
  const rows = [...charts.values()].map(({ id, version, tier, title, history }) => ({
    id,
    version,
    tier,
    title,
    history,
  }));
  const output = openOutput(flags.out);
  if (flags.format === 'json') await output.write(`${JSON.stringify({ charts: rows }, null, 1)}\n`);
  else
    await output.write(
      rows
        .map(({ id, version, tier, title }) => `${id.padEnd(16)} ${version.padEnd(8)} ${tier}  ${title[flags.lang]}\n`)
        .join(''),
    );
  await output.end();
  return 0;
}

async function checkChart(path: string, flags: TriageFlags): Promise<number> {
  const { charts, own, faults } = chartSet([textOf(path)]);
  const chart = charts.get(own[0] ?? '');
  const output = openOutput(flags.out);
  if (flags.format === 'json')
    await output.write(
      `${JSON.stringify({ chart: chart === undefined ? null : { id: chart.id, version: chart.version }, faults }, null, 1)}\n`,
    );
  else if (faults.length > 0) await output.write(drawFaults(faults, flags.lang));
  else await output.write(`${say.valid[flags.lang]}: ${chart?.id ?? ''} ${chart?.version ?? ''}\n`);
  await output.end();
  return faults.length > 0 ? 1 : 0;
}

async function drawOne(chart: Chart, form: 'text' | 'svg' | 'json', flags: TriageFlags): Promise<number> {
  const output = openOutput(flags.out);
  if (form === 'svg') await output.write(drawChartSvg(chart, flags.lang));
  else if (form === 'json') await output.write(`${JSON.stringify(chart, null, 1)}\n`);
  else await output.write(drawChartText(chart, flags.lang, columns()));
  await output.end();
  return 0;
}

/** The call of the file, or a new one, with what the command line says of it. */
function openCall(flags: TriageFlags, options: SheetOptions): Call {
  const { call: path } = flags;
  let call: Call = emptyCall;
  if (path !== undefined && existsSync(path)) {
    const read = readCall(textOf(path));
    if (read.call === null) throw new UsageError(`${path}:\n${drawFaults(read.faults, flags.lang).trimEnd()}`);
    call = read.call;
  }
  const { caller, target, scope } = call;
  const words = clipped(flags.words, 4000);
  const found = words === null ? null : classify(words);
  const count = flags.count === undefined ? scope.count : Number(flags.count);
  if (count !== null && (!Number.isSafeInteger(count) || count < 0)) throw new UsageError(`--count ${flags.count}`);
  if (found !== null && flags.format === 'text')
    process.stderr.write(drawClassified(found, { ...options, color: false }));
  return {
    ...call,
    number: clipped(flags.number) ?? call.number,
    opened: clipped(flags.opened) ?? call.opened,
    caller: {
      name: clipped(flags.callerName) ?? caller.name,
      contact: clipped(flags.contact) ?? caller.contact,
      computer: clipped(flags.caller) ?? caller.computer,
      addresses: more(caller.addresses, flags.callerAddress),
    },
    target: {
      computer: clipped(flags.target) ?? target.computer,
      addresses: more(target.addresses, flags.targetAddress),
      serverIsolation: flags.targetIsolated ? true : target.serverIsolation,
    },
    words: words ?? call.words,
    class: flags.class ?? found?.class ?? call.class,
    family: flags.family ?? found?.family ?? call.family,
    scope: { who: flags.who ?? found?.scope ?? scope.who, count, where: clipped(flags.where) ?? scope.where },
    severity: flags.severity ?? found?.severity ?? call.severity,
    alarms: [...call.alarms, ...(words === null ? [] : alarmsOf(words))].slice(0, 100),
  };
}

const more = (known: readonly string[], added: readonly string[]): readonly string[] =>
  [...new Set([...known, ...added.map((one) => one.slice(0, 300))])].slice(0, 20);

/** What a call's file takes of a text. */
const clipped = (text: string | undefined, most = 300): string | null => text?.slice(0, most) ?? null;

/** Outputs and answers of the command line first; what is left is asked for where somebody is there to answer. */
async function workOn(begun: Session, flags: TriageFlags, options: SheetOptions): Promise<number> {
  let session = withEvidence(begun, await readAll(begun, flags));
  const asked = flags.answer.map(answerOf);
  for (let steps = 0; steps < 1000; steps++) {
    const { at } = positionOf(session);
    // What somebody says of a state counts more than what is read of an output.
    const said = at.kind === 'ask' ? asked.findIndex(({ state }) => state === at.id) : -1;
    const [given] = said < 0 ? [] : asked.splice(said, 1);
    if (given !== undefined) session = answerBy(session, given.answer);
    else {
      const after = answerByEvidence(
        session,
        asked.map(({ state }) => state),
      );
      if (after.call.answers.length === session.call.answers.length) break;
      session = after;
    }
  }
  if (asked.length > 0)
    throw new UsageError(`--answer ${asked.map(({ state, answer }) => `${state}=${answer}`).join(' ')}: not reached`);
  // Who may not see guarded facts does not get them by the file either.
  const save = (now: Session): void => saveCall(flags.call, callFor(options.tier, now.call));
  save(session);
  if (flags.ask && flags.format === 'text') {
    session = await converse(session, options, save);
    save(session);
  }
  return await show(session, flags, options);
}

function answerOf(pair: string): { readonly state: string; readonly answer: string } {
  const at = pair.indexOf('=');
  if (at < 1 || at === pair.length - 1) throw new UsageError(`--answer wants STATE=ANSWER, not ${pair}`);
  return { state: pair.slice(0, at), answer: pair.slice(at + 1) };
}

async function readAll(session: Session, flags: TriageFlags): Promise<readonly Evidence[]> {
  const states = new Set([...session.charts.values()].flatMap((chart) => Object.keys(chart.states)));
  const found: Evidence[] = [];
  for (const pair of flags.evidence) {
    const { path, given } = evidenceOf(pair, states);
    found.push(...(await readTriageEvidence(gatherEvidence([path], []), given, { createHash: sha256 })));
  }
  return found;
}

/** `[caller=|target=|STATE=]FILE`. */
function evidenceOf(pair: string, states: ReadonlySet<string>): { readonly path: string; readonly given: Given } {
  const at = pair.indexOf('=');
  const who = pair.slice(0, Math.max(at, 0));
  const path = pair.slice(at + 1);
  if (who === 'caller' || who === 'target') return { path, given: { from: who, state: null } };
  if (states.has(who)) return { path, given: { from: null, state: who } };
  return { path: pair, given: { from: null, state: null } };
}

function saveCall(path: string | undefined, call: Call): void {
  if (path === undefined) return;
  // Whole or not at all: a call that was cut off could not be gone on with.
  const part = `${path}.part`;
  writeFileSync(part, writeCall(call), { mode: 0o600 });
  renameSync(part, path);
}

async function show(session: Session, flags: TriageFlags, options: SheetOptions): Promise<number> {
  const position = positionOf(session);
  const reading = readingOf(session);
  const { call } = session;
  const output = openOutput(flags.out);
  if (flags.format === 'json') {
    const question =
      position.at.kind === 'ask'
        ? {
            chart: position.at.chart.id,
            state: position.at.id,
            say: position.at.state.say[flags.lang],
            how: position.at.state.how[flags.lang],
            answers: choicesOf(position.at.state).map(({ answer, label }) => ({ answer, label: label[flags.lang] })),
            before: position.lately.map(({ id, state }) => ({ state: id, say: state.say[flags.lang] })),
          }
        : null;
    await output.write(
      `${JSON.stringify({ call: callFor(options.tier, call), question, silent: reading?.silent ?? [] }, null, 1)}\n`,
    );
  } else {
    await output.write(drawAlarms(call.alarms, options));
    await output.write(drawAnswers(call, options));
    await output.write(drawPosition(position, call, options));
    if (reading !== null) await output.write(drawSilence(reading, options));
  }
  await output.end();
  return call.exit === null ? 3 : call.exit.status === 'not-fixed' ? 1 : 0;
}

/** Runs `triage report`; gives the exit status: 0 all files are counted, 1 one is not, 3 there is no call. */
export async function runTriageReport(paths: readonly string[], flags: ReportFlags): Promise<number> {
  const calls: Call[] = [];
  let bad = 0;
  for (const path of paths) {
    const read = readCall(textOf(path));
    if (read.call !== null) calls.push(read.call);
    else {
      bad++;
      process.stderr.write(
        `ipsec-doctor: ${path.replaceAll(/\p{Cc}/gu, '?')}: ${drawFaults(read.faults.slice(0, 3), flags.lang)}`,
      );
    }
  }
  const counted = tally(calls);
  const output = openOutput(undefined);
  if (flags.format === 'json') await output.write(`${JSON.stringify(counted, null, 1)}\n`);
  else if (calls.length > 0)
    await output.write(drawTally(counted, optionsOf({ ...flags, tier: '1' as const, testServer: [] })));
  await output.end();
  return calls.length === 0 ? 3 : bad > 0 ? 1 : 0;
}
