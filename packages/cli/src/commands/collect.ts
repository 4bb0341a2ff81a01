import { closeSync, openSync, readdirSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { emitShell } from '@ipsec-doctor/engine/collection/emit/sh';
import { emitPowershell } from '@ipsec-doctor/engine/collection/emit/powershell';
import type { Places } from '@ipsec-doctor/engine/collection/fill';
import { consents, stopImpact } from '@ipsec-doctor/engine/collection/gate';
import type { CollectionHost } from '@ipsec-doctor/engine/collection/host';
import { readJournal } from '@ipsec-doctor/engine/collection/journal';
import type { CollectionManifest } from '@ipsec-doctor/engine/collection/manifest';
import { planOf, plans } from '@ipsec-doctor/engine/collection/plans/index';
import { collect, restoreFrom } from '@ipsec-doctor/engine/collection/run';
import type { Plan, Request, Step } from '@ipsec-doctor/engine/collection/types';
import { toolVersion } from '@ipsec-doctor/engine/version';
import { runBounded } from '../collect/bounded.ts';
import { linuxCapture } from '../collect/capture.ts';
import { CollectionFolder } from '../collect/folder.ts';
import { hasProgram, hostLabel, linuxHost } from '../collect/linux-host.ts';
import { UsageError } from '../evidence.ts';
import { openOutput } from '../output.ts';

export interface CollectFlags {
  readonly out?: string;
  readonly name?: string;
  readonly tier: '1' | '2' | '3';
  readonly server: readonly string[];
  readonly log: readonly string[];
  readonly config: readonly string[];
  readonly plan?: string;
  readonly vici?: string;
  readonly ctlsocket?: string;
  readonly dropIn: string;
  readonly raiseLogging: boolean;
  readonly restartService?: string;
  readonly capture?: string;
  readonly tar: boolean;
  readonly interface: string;
  readonly startAt?: string;
  readonly reproduce?: string;
  readonly list: boolean;
  readonly emit?: 'sh' | 'powershell';
  readonly format: 'text' | 'json';
  readonly lang: 'en' | 'ko';
}

const texts = {
  en: {
    unchanged: 'Nothing is changed.',
    changed: (asked: string) =>
      `Asked for: ${asked}. What is changed is noted before in journal.tsv and put back at the end.`,
    notRoot: 'Not root: much cannot be read.',
    heading: (host: string, plan: string, tier: string) => `On this host (${host}), ${plan}, tier ${tier}:`,
    done: (folder: string) => `collected in ${folder}`,
    restored: (step: string) => `put back: ${step}`,
    notRestored: (what: string) => `NOT put back: ${what}`,
    nothing: 'nothing is left changed',
    only: 'only with',
    from: 'from tier',
    interrupted: 'interrupted: putting back what was changed',
  },
  ko: {
    unchanged: '아무것도 변경하지 않습니다.',
    changed: (asked: string) => `요청: ${asked}. 변경할 내용은 먼저 journal.tsv에 기록하고 끝나면 되돌립니다.`,
    notRoot: 'root가 아니므로 읽지 못하는 항목이 많습니다.',
    heading: (host: string, plan: string, tier: string) => `이 호스트(${host}), ${plan}, 단계 ${tier}:`,
    done: (folder: string) => `수집한 위치: ${folder}`,
    restored: (step: string) => `되돌림: ${step}`,
    notRestored: (what: string) => `되돌리지 못함: ${what}`,
    nothing: '변경된 채로 남은 것이 없습니다',
    only: '다음 옵션으로만:',
    from: '단계',
    interrupted: '중단됨: 변경한 내용을 되돌리는 중',
  },
} as const;

const say = (text: string): void => {
  process.stderr.write(`${text.replaceAll(/\p{Cc}/gu, '?')}\n`);
};

async function findPlan(given: string | undefined): Promise<Plan> {
  if (given !== undefined) {
    const plan = planOf(`linux-${given}`);
    if (plan === undefined) throw new UsageError('--plan is strongswan or libreswan');
    return plan;
  }
  for (const plan of plans) for (const program of plan.shownBy) if (await hasProgram(program)) return plan;
  throw new UsageError(
    'neither strongSwan nor Libreswan was found here; --plan strongswan or --plan libreswan collects what there is',
  );
}

/** `HH:MM[:SS]` of today by the clock of this host, or an ISO time; within the next hour. */
export function startMoment(text: string, now: number): number {
  const clock = /^([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?$/.exec(text);
  let moment = Date.parse(text);
  if (clock !== null) {
    const day = new Date(now);
    day.setHours(Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0), 0);
    moment = day.getTime();
  }
  if (Number.isNaN(moment)) throw new UsageError('--start-at wants HH:MM:SS, or a time as 2026-11-29T08:00:00Z');
  if (moment < now || moment > now + 3_600_000) throw new UsageError('--start-at wants a time within the next hour');
  return moment;
}

function wholeNumber(text: string, option: string, most: number): number {
  if (!/^[0-9]{1,6}$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw new UsageError(`${option} wants seconds, 1 to ${most}`);
  return Number(text);
}

function checkWords(flags: CollectFlags): void {
  for (const server of flags.server)
    if (!/^[A-Za-z0-9][A-Za-z0-9.:-]{0,252}$/.test(server)) throw new UsageError('--server is an address or a name');
  if (!/^[A-Za-z0-9][A-Za-z0-9.@_-]{0,30}$/.test(flags.interface)) throw new UsageError('--interface is a name');
}

function describe(plan: Plan, flags: CollectFlags, wanted: (step: Step) => boolean): void {
  const words = texts[flags.lang];
  say(words.heading(hostLabel(flags.name ?? null), plan.title[flags.lang], flags.tier));
  for (const step of plan.steps.filter(wanted)) {
    const notes = [
      ...(step.asked === undefined ? [] : [`${words.only} --${step.asked}`]),
      ...(step.tier > 1 ? [`${words.from} ${step.tier}`] : []),
    ];
    say(`  ${step.what[flags.lang]}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`);
  }
}

/** Shows what a restart costs; whether there is consent. */
async function gate(host: CollectionHost, plan: Plan, places: Places, flags: CollectFlags): Promise<boolean> {
  const own = new Set((await host.identity()).addresses);
  const states = await host.ask(['ip', 'xfrm', 'state'], 10);
  const listed =
    plan.id === 'linux-strongswan'
      ? await host.ask(['swanctl', '--list-sas', ...(places.uri === null ? [] : ['--uri', places.uri])], 10)
      : { text: '' };
  const found = new Set<string>();
  for (const match of states.text.matchAll(/^src ([0-9a-fA-F.:]{2,45}) dst ([0-9a-fA-F.:]{2,45})/gm))
    for (const address of [match[1], match[2]]) if (address !== undefined && !own.has(address)) found.add(address);
  for (const match of listed.text.matchAll(/^ {2}remote [^\n]{0,300} @ ([0-9a-fA-F.:]{2,45})\[/gm))
    found.add(match[1] ?? '');
  const session = process.env['SSH_CONNECTION']?.split(' ')[0] ?? null;
  const name = hostLabel(flags.name ?? null);
  const impact = stopImpact({
    system: 'linux',
    host: name,
    peers: [...found].sort().map((address) => ({ address, fallback: 'unknown' })),
    session,
  });
  for (const { address, text } of impact.peers) say(`    ${address}: ${text[flags.lang]}`);
  if (impact.session !== null) say(`    ${impact.session[flags.lang]}`);
  for (const condition of impact.conditions) say(`    ${condition[flags.lang]}`);
  if (consents(flags.restartService ?? null, name)) return true;
  say(`    ${impact.consent[flags.lang]}`);
  return false;
}

/** `ipsec-doctor collect`, and `record`, which is its capture alone. */
export async function runCollect(flags: CollectFlags, only: 'everything' | 'capture' = 'everything'): Promise<number> {
  if (flags.emit !== undefined) {
    const text = flags.emit === 'sh' ? emitShell(toolVersion) : emitPowershell(toolVersion);
    const output = openOutput(flags.out);
    await output.write(text);
    await output.end();
    return 0;
  }
  if (process.platform !== 'linux')
    throw new UsageError('on this system: ipsec-doctor collect --emit powershell (or sh), and run what it writes');
  checkWords(flags);
  const words = texts[flags.lang];
  const plan = await findPlan(flags.plan);
  const asked = new Set<Request>();
  if (flags.raiseLogging) asked.add('raise-logging');
  if (flags.restartService !== undefined) asked.add('restart-service');
  if (flags.capture !== undefined) asked.add('capture');
  if (flags.reproduce !== undefined) asked.add('reproduce');
  const wanted = (step: Step): boolean =>
    only === 'everything' ||
    step.id === 'os-info' ||
    step.action.kind === 'capture' ||
    step.action.kind === 'reproduce';
  const seconds = wholeNumber(flags.capture ?? '60', '--capture', 86_400);
  const startAt = flags.startAt === undefined ? null : startMoment(flags.startAt, Date.now());
  describe(plan, flags, wanted);
  say(asked.size === 0 ? words.unchanged : words.changed([...asked].join(', ')));
  if (process.getuid?.() !== 0) say(words.notRoot);
  if (flags.list) return 0;

  let interrupted = false;
  const stop = (): void => {
    if (!interrupted) say(words.interrupted);
    interrupted = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const folder = CollectionFolder.make(resolve(flags.out ?? `${hostLabel(flags.name ?? null)}_ipsec-doctor_${stamp}`));
  const capture = linuxCapture(folder, {
    interface: flags.interface,
    seconds,
    startAt,
    servers: flags.server,
    reproduced: flags.reproduce !== undefined,
    interrupted: () => interrupted,
    has: hasProgram,
    say,
  });
  const host = linuxHost(folder, {
    name: flags.name ?? null,
    capture,
    reproduction: flags.reproduce ?? null,
    say,
    interrupted: () => interrupted,
  });
  const places = {
    out: folder.path,
    uri: flags.vici ?? null,
    ctl: flags.ctlsocket ?? null,
    dropIn: flags.dropIn,
    system: '',
    logs: flags.log,
    configs: flags.config,
  };
  if (asked.has('restart-service') && !(await gate(host, plan, { ...places, host: '' }, flags)))
    asked.delete('restart-service');
  try {
    const manifest = await collect(plan, host, {
      tier: Number(flags.tier) as 1 | 2 | 3,
      asked,
      servers: flags.server,
      places,
      tool: { name: 'ipsec-doctor', version: toolVersion, runner: 'command' },
      lang: flags.lang,
      only: wanted,
    });
    report(manifest, flags);
    folder.tidy();
    const packed = flags.tar ? await pack(folder.path) : null;
    if (packed !== null) say(words.done(packed));
    say(words.done(folder.path));
    if (flags.format === 'json') process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
    else process.stdout.write(`${folder.path}\n`);
    return manifest.files.length > 0 && manifest.changes.every(({ restored }) => restored) ? 0 : 2;
  } finally {
    folder.tidy();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
}

export type RecordFlags = Omit<
  CollectFlags,
  'tier' | 'log' | 'config' | 'dropIn' | 'raiseLogging' | 'capture' | 'tar' | 'emit'
> & { readonly seconds: string };

/** `ipsec-doctor record`: the capture of `collect` alone. */
export function runRecord({ seconds, ...flags }: RecordFlags): Promise<number> {
  return runCollect(
    { ...flags, tier: '1', log: [], config: [], dropIn: '', raiseLogging: false, capture: seconds, tar: false },
    'capture',
  );
}

/** Packs the folder beside itself; null where that cannot be done: the folder is there either way. */
async function pack(folder: string): Promise<string | null> {
  const file = `${folder}.tar.gz`;
  // Where something lies already, nothing is written over.
  const fd = openSync(file, 'wx', 0o600);
  const fail = (): null => {
    rmSync(file, { force: true });
    say(`    tar: ${file}`);
    return null;
  };
  try {
    let room = true;
    const { code } = await runBounded(
      ['tar', '-C', dirname(folder), '-czf', '-', '--', basename(folder)],
      600,
      (block) => {
        try {
          for (let at = 0; at < block.length; ) at += writeSync(fd, block, at);
        } catch {
          room = false;
        }
      },
      () => !room,
    );
    return code === 0 && room ? file : fail();
  } finally {
    closeSync(fd);
  }
}

/** What did not go as planned, for people. */
function report(manifest: CollectionManifest, { lang }: CollectFlags): void {
  const plan = planOf(manifest.plan);
  for (const { id, outcome, reason, detail } of manifest.steps) {
    if (outcome === 'done' || reason === 'not-asked' || reason === 'deeper-tier') continue;
    const what = plan?.steps.find((step) => step.id === id)?.what[lang] ?? id;
    say(`    ${what}: ${outcome}, ${reason ?? ''}${detail === null ? '' : ` (${detail})`}`);
  }
}

/** `ipsec-doctor collect restore [DIR]`: puts back what the journal of a collector that was killed leaves open. */
export async function runRestore(given: string | undefined, lang: 'en' | 'ko'): Promise<number> {
  const words = texts[lang];
  const folders = given === undefined ? candidates() : [given];
  if (folders.length === 0) throw new UsageError('no journal in a folder here; give the folder of the collection');
  let status = 0;
  for (const path of folders) {
    const folder = CollectionFolder.trusted(path);
    const { plan: id, places, open } = readJournal(folder.journal());
    const plan = planOf(id ?? '');
    if (plan === undefined) throw new UsageError(`the journal in ${path} is of a plan that is not known`);
    if (open.length === 0) {
      say(words.nothing);
      continue;
    }
    const capture = linuxCapture(folder, {
      interface: 'any',
      seconds: 0,
      startAt: null,
      servers: [],
      reproduced: true,
      interrupted: () => false,
      has: hasProgram,
      say,
    });
    const host = linuxHost(folder, { name: null, capture, reproduction: null, say, interrupted: () => false });
    const value = (name: string): string | null => places.get(name) || null;
    const { restored, failed } = await restoreFrom(plan, host, {
      host: value('host') ?? '',
      out: realpathSync(path),
      uri: value('uri'),
      ctl: value('ctl'),
      dropIn: value('drop-in') ?? '/etc/strongswan.d',
      system: '',
      logs: [],
      configs: [],
    });
    for (const step of restored) say(words.restored(step));
    for (const what of failed) say(words.notRestored(what));
    if (failed.length > 0) status = 2;
  }
  return status;
}

/** Folders here whose journal leaves something open. */
function candidates(): string[] {
  return readdirSync('.', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => {
      try {
        return readJournal(CollectionFolder.trusted(name).journal()).open.length > 0;
      } catch {
        return false;
      }
    });
}
