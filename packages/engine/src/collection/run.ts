import { Changes, NotChanged } from './change.ts';
import { copySources, fillCommand, fillText, inFileName, type Places } from './fill.ts';
import type { Bounds, CollectionHost, Outcome } from './host.ts';
import { journalLine, readJournal } from './journal.ts';
import {
  type CaptureRecord,
  type CollectedFile,
  type CollectionManifest,
  manifestName,
  manifestSchema,
  type SkipReason,
  type StepResult,
  writeManifest,
} from './manifest.ts';
import { type Plan, type Request, type Step, changes } from './types.ts';

export interface CollectOptions {
  readonly tier: 1 | 2 | 3;
  readonly asked: ReadonlySet<Request>;
  readonly servers: readonly string[];
  readonly places: Omit<Places, 'host'>;
  readonly tool: CollectionManifest['tool'];
  readonly lang: 'en' | 'ko';
  /** Bytes of all files together. */
  readonly maxBytes?: number;
  /** Only these steps; for recording alone. */
  readonly only?: (step: Step) => boolean;
}

export const defaultMaxBytes = 1024 * 2 ** 20;
/** Files of one copy step. */
const maxCopies = 40;

interface Run {
  readonly plan: Plan;
  readonly host: CollectionHost;
  readonly options: CollectOptions;
  readonly places: Places;
  readonly edition: string;
  readonly changes: Changes;
  readonly steps: StepResult[];
  readonly files: Map<string, CollectedFile>;
  readonly captures: CaptureRecord[];
  bytes: number;
}

/**
 * Runs a plan on a host: reads what it names, makes only the changes that were asked for, each of them journalled before, and puts
 * them back, also when a step fails or a signal came. The manifest is written after every step, so that what was collected keeps its
 * digests whatever happens next. Rejects only when the host cannot even be asked who it is.
 */
export async function collect(plan: Plan, host: CollectionHost, options: CollectOptions): Promise<CollectionManifest> {
  const { edition, ...identity } = await host.identity();
  const places = { ...options.places, host: identity.name };
  const run: Run = {
    plan,
    host,
    options,
    places,
    edition,
    changes: new Changes(host, plan, places),
    steps: [],
    files: new Map(),
    captures: [],
    bytes: 0,
  };
  const started = await host.clock();
  await host.note(journalLine('plan', plan.id));
  for (const [name, value] of Object.entries({
    uri: places.uri,
    ctl: places.ctl,
    'drop-in': places.dropIn,
    host: places.host,
  }))
    if (value !== null) await host.note(journalLine('place', name, value));
  const manifest = (
    outcome: CollectionManifest['outcome'],
    finished: CollectionManifest['finished'],
  ): CollectionManifest => ({
    schema: manifestSchema,
    tool: options.tool,
    plan: plan.id,
    tier: options.tier,
    host: identity,
    servers: [...options.servers],
    started,
    finished,
    outcome,
    steps: [...run.steps],
    files: [...run.files.values()],
    changes: run.changes.record,
    captures: [...run.captures],
  });
  let interrupted = false;
  for (const step of plan.steps) {
    if (options.only?.(step) === false) continue;
    if (host.interrupted && !isEnd(step)) {
      interrupted = true;
      run.steps.push({ id: step.id, outcome: 'skipped', reason: 'interrupted', detail: null });
      continue;
    }
    await oneStep(run, step);
    await host.write(manifestName, writeManifest(manifest('running', null))).catch(() => {});
  }
  for (const failed of await run.changes.restoreAll())
    run.steps.push({ id: 'restore', outcome: 'failed', reason: 'failed', detail: failed.slice(0, 500) });
  const done = manifest(interrupted ? 'interrupted' : 'complete', await host.clock().catch(() => null));
  await host.write(manifestName, writeManifest(done));
  return done;
}

/** What still has to be done when the collector was told to end. */
function isEnd(step: Step): boolean {
  return step.action.kind === 'restore' || (step.action.kind === 'capture' && step.action.at === 'stop');
}

async function oneStep(run: Run, step: Step): Promise<void> {
  const { host, options } = run;
  const reason = await whyNot(run, step);
  if (reason !== null) {
    run.steps.push({ id: step.id, outcome: 'skipped', reason: reason[0], detail: reason[1] });
    return;
  }
  host.say(step.what[options.lang]);
  try {
    run.steps.push(await perform(run, step));
  } catch (error) {
    const noRoom = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    const outcome = error instanceof NotChanged ? error.outcome : 'failed';
    const detail = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    run.steps.push({
      id: step.id,
      outcome,
      reason: noRoom ? 'no-room' : outcome === 'skipped' ? 'absent' : 'failed',
      detail,
    });
  }
}

async function whyNot(run: Run, step: Step): Promise<readonly [SkipReason, string | null] | null> {
  const { options, host, plan } = run;
  const wanted = plan.system === 'linux' ? 'linux' : run.edition;
  if (step.editions !== undefined && !step.editions.some((edition) => edition === wanted))
    return ['not-this-system', run.edition];
  if (step.asked !== undefined && !options.asked.has(step.asked)) return ['not-asked', null];
  if (step.tier > options.tier) return ['deeper-tier', null];
  if (step.perServer === true && options.servers.length === 0) return ['not-asked', 'no server was named'];
  for (const program of step.commands ?? []) if (!(await host.hasProgram(program))) return ['missing-command', program];
  if (step.exists !== undefined && !(await host.exists(step.exists))) return ['absent', step.exists];
  if (changes(step) !== null && !host.privileged) return ['missing-privilege', null];
  if (step.action.kind === 'capture' && !host.privileged) return ['missing-privilege', null];
  if (step.file !== null && run.bytes >= (options.maxBytes ?? defaultMaxBytes))
    return ['too-large', 'the collection has reached its cap'];
  return null;
}

async function perform(run: Run, step: Step): Promise<StepResult> {
  const { action } = step;
  const done: StepResult = { id: step.id, outcome: 'done', reason: null, detail: null };
  switch (action.kind) {
    case 'run':
      return runStep(run, step, action.commands);
    case 'copy':
      return copyStep(run, step);
    case 'change': {
      const { change } = action;
      if (change.kind === 'renew') {
        const entry = await run.changes.begin(
          step,
          change.run.map((one) => one.join(' ')).join('; '),
          'renews itself',
          'renewed',
        );
        const result = await runStep(run, step, change.run);
        await run.changes.end(entry);
        return result;
      }
      const detail = await run.changes.make(step);
      await tellDefaults(run);
      return { ...done, detail };
    }
    case 'restore': {
      const was = await run.changes.restore(action.of);
      return was === null
        ? { ...done, outcome: 'skipped', reason: 'not-asked', detail: 'nothing was changed' }
        : { ...done, detail: `put back to ${was}` };
    }
    case 'capture':
      return captureStep(run, step, action.at);
    case 'reproduce': {
      const into = nameOf(run, step);
      return settle(run, step, into, await run.host.reproduce(into, boundsOf(run, step)));
    }
  }
}

const nameOf = (run: Run, step: Step, more: Readonly<Record<string, string>> = {}): string =>
  `${run.places.host}_${fillText(step.file ?? '', more)}`;

function boundsOf(run: Run, step: Step): Bounds {
  const left = (run.options.maxBytes ?? defaultMaxBytes) - run.bytes;
  return {
    seconds: step.seconds,
    bytes: Math.min(step.bytes, Math.max(left, 0)),
    keep: step.action.kind === 'copy' ? step.action.keep : 'head',
    removes: step.removes ?? null,
  };
}

async function runStep(run: Run, step: Step, commands: readonly (readonly string[])[]): Promise<StepResult> {
  const servers = step.perServer === true ? run.options.servers : [null];
  let worst: StepResult | null = null;
  for (const server of servers) {
    const into = nameOf(run, step, server === null ? {} : { server: inFileName(server) });
    const between = run.plan.system === 'windows' ? '\\' : '/';
    const values = { ...(server === null ? {} : { server }), file: `${run.places.out}${between}${into}` };
    const filled = commands.map((command) => fillCommand(command, run.places, values));
    const result = await settle(run, step, into, await run.host.run(filled, into, boundsOf(run, step)));
    if (worst === null || worst.outcome === 'done') worst = result;
  }
  return worst ?? { id: step.id, outcome: 'skipped', reason: 'absent', detail: null };
}

async function copyStep(run: Run, step: Step): Promise<StepResult> {
  const found = [];
  for (const path of copySources(step, run.places)) found.push(...(await run.host.find(path)));
  const files = found.filter(({ kind }) => kind === 'file').slice(0, maxCopies);
  const links = found.filter(({ kind }) => kind === 'link').map(({ path }) => path);
  if (files.length === 0) {
    const link = links.length > 0;
    return {
      id: step.id,
      outcome: 'skipped',
      reason: link ? 'link' : 'absent',
      detail: link ? links.join(' ').slice(0, 500) : null,
    };
  }
  let worst: StepResult | null = null;
  const taken = new Set<string>();
  for (const { path } of files) {
    const last = inFileName(path.split(/[\\/]/).at(-1) ?? '').replace(/^[.-]+/, '');
    let name = nameOf(run, step, { name: last === '' ? 'file' : last });
    for (let n = 2; taken.has(name) || run.files.has(name); n++) name = nameOf(run, step, { name: `${n}-${last}` });
    taken.add(name);
    const result = await settle(run, step, name, await run.host.copy(path, name, boundsOf(run, step)));
    if (worst === null || worst.outcome === 'done') worst = result;
  }
  if (worst?.outcome === 'done' && links.length > 0)
    return { ...worst, outcome: 'partial', reason: 'link', detail: links.join(' ').slice(0, 500) };
  return worst ?? { id: step.id, outcome: 'skipped', reason: 'absent', detail: null };
}

/** Takes a file that was written into the manifest, and says how its step ended. */
async function settle(run: Run, step: Step, name: string, outcome: Outcome): Promise<StepResult> {
  const bytes = (await run.host.size(name)) ?? 0;
  if (bytes > 0) {
    const sha256 = await run.host.digest(name).catch(() => null);
    run.files.set(name, {
      name,
      step: step.id,
      bytes,
      sha256,
      truncated: outcome.truncated || outcome.timedOut,
      removed: outcome.removed,
    });
    run.bytes += bytes;
  }
  const partial = (reason: SkipReason): StepResult => ({
    id: step.id,
    outcome: bytes > 0 ? 'partial' : 'failed',
    reason,
    detail: outcome.detail,
  });
  if (outcome.noRoom) return partial('no-room');
  if (outcome.timedOut) return partial('timed-out');
  if (outcome.truncated) return partial('too-large');
  // A command that says no has said something: its words are evidence too.
  if (outcome.code !== 0 && outcome.code !== null) {
    const denied = !run.host.privileged && step.privilege === 'admin';
    return partial(denied ? 'missing-privilege' : 'failed');
  }
  return { id: step.id, outcome: 'done', reason: null, detail: outcome.detail };
}

async function captureStep(run: Run, step: Step, at: 'start' | 'stop'): Promise<StepResult> {
  const port = run.host.capture;
  if (port === null)
    return { id: step.id, outcome: 'skipped', reason: 'missing-command', detail: 'tcpdump or dumpcap' };
  if (at === 'start') {
    // Before it starts: a collector that dies right after leaves a capture that `collect restore` ends.
    const entry = await run.changes.begin(step, 'capture', 'not running', 'running');
    const problem = await port.start(nameOf(run, step), step.bytes);
    if (problem === null) return { id: step.id, outcome: 'done', reason: null, detail: null };
    await run.changes.end(entry);
    return { id: step.id, outcome: 'failed', reason: 'failed', detail: problem.slice(0, 500) };
  }
  const record = await port.stop();
  const entry = run.changes.open.find(
    ({ step: id }) => run.plan.steps.find((one) => one.id === id)?.action.kind === 'capture',
  );
  if (record === null) return { id: step.id, outcome: 'skipped', reason: 'absent', detail: 'no capture runs' };
  if (entry !== undefined) await run.changes.end(entry);
  run.captures.push(record);
  for (const name of record.files) {
    const bytes = (await run.host.size(name)) ?? 0;
    const sha256 = await run.host.digest(name).catch(() => null);
    run.files.set(name, { name, step: 'capture-start', bytes, sha256, truncated: record.wrapped === true, removed: 0 });
  }
  return { id: step.id, outcome: 'done', reason: null, detail: null };
}

/** `RegDefault.txt`, for putting values back by hand (FILE-14). */
async function tellDefaults(run: Run): Promise<void> {
  if (run.plan.system !== 'windows') return;
  const name = `${run.places.host}_RegDefault.txt`;
  const lines = run.changes.record.map(({ what, was }) => `${what} = ${was ?? ''}\r\n`);
  await run.host.write(name, lines.join(''));
  const bytes = (await run.host.size(name)) ?? 0;
  const sha256 = await run.host.digest(name).catch(() => null);
  run.files.set(name, { name, step: 'journal', bytes, sha256, truncated: false, removed: 0 });
}

/** What `collect restore` did. */
export interface Restored {
  readonly restored: readonly string[];
  readonly failed: readonly string[];
}

/**
 * Puts back what the journal of a collector that died leaves open. May be run as often as one likes: what is put back is noted, and
 * putting back twice does no harm.
 */
export async function restoreFrom(plan: Plan, host: CollectionHost, places: Places): Promise<Restored> {
  const text = await host.journal();
  const known = new Changes(host, plan, places);
  known.resume(text);
  const before = readJournal(text).open.map(({ step }) => step);
  const failed = await known.restoreAll();
  const still = new Set(known.open.map(({ step }) => step));
  return { restored: before.filter((step) => !still.has(step)), failed };
}
