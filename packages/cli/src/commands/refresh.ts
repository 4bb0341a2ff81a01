import { createInterface } from 'node:readline/promises';
import type { Lang } from '@ipsec-doctor/engine';
import { detectPolicy } from '@ipsec-doctor/engine/detect-policy';
import type { RefreshDocument, RefreshStep } from '@ipsec-doctor/engine/document/refresh-types';
import { refreshSteps, type RefreshSystem } from '@ipsec-doctor/engine/knowledge/refresh-steps';
import { type PlannedStep, planRefresh, refreshChanges } from '@ipsec-doctor/engine/refresh-policy';
import { drawRefresh } from '@ipsec-doctor/engine/report/detect-sheet';
import { words } from '@ipsec-doctor/engine/report/words';
import { UsageError } from '../evidence.ts';
import { type LivePlaces, type LiveState, policyStateHere, systemHere } from '../live/policy-state.ts';
import { runProgram } from '../live/run.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';
import { sha256 } from '../sha256.ts';

export interface RefreshFlags {
  readonly format: 'text' | 'json';
  readonly lang: Lang;
  readonly color: boolean;
  readonly system?: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly replace: boolean;
  readonly uri?: string;
  readonly conf?: string;
}

const here = ['windows', 'strongswan', 'libreswan'] as const;
type Here = (typeof here)[number];

function isHere(system: RefreshSystem): system is Here {
  return (here as readonly string[]).includes(system);
}

async function systemOf(flags: RefreshFlags): Promise<RefreshSystem> {
  const { system } = flags;
  if (system !== undefined && !Object.hasOwn(refreshSteps, system))
    throw new UsageError(`--system ${system}: one of ${Object.keys(refreshSteps).join(', ')} is wanted`);
  return (system as RefreshSystem | undefined) ?? systemHere(undefined);
}

/** Arguments of a step for the places of this host. */
function argvOf(step: PlannedStep, system: RefreshSystem, places: LivePlaces): readonly string[] {
  if (system !== 'strongswan') return step.argv;
  return [
    ...step.argv,
    ...(places.uri === undefined ? [] : ['--uri', places.uri]),
    ...(places.conf === undefined ? [] : ['--file', places.conf]),
  ];
}

const shown = (argv: readonly string[]): string =>
  argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');

async function agreed(flags: RefreshFlags): Promise<boolean> {
  if (flags.yes) return true;
  if (!process.stdin.isTTY) throw new UsageError('nothing was run: say --yes, or --dry-run');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(?:y|yes|예|네)$/i.test((await asking.question(words(flags.lang)('refresh.question'))).trim());
  } finally {
    asking.close();
  }
}

/** The first lines that are not empty. */
function linesOf(output: string): string[] {
  const lines = output.split('\n').map((line) => line.trimEnd().slice(0, 200));
  return lines.filter((line) => line !== '').slice(0, 40);
}

interface Taken {
  readonly steps: readonly RefreshStep[];
  readonly failed: boolean;
}

/** Runs the steps in order; what stands behind one that failed is skipped. */
async function take(plan: readonly (readonly [argv: readonly string[], step: PlannedStep])[]): Promise<Taken> {
  const steps: RefreshStep[] = [];
  let failed = false;
  for (const [argv, { row }] of plan) {
    const common = { command: shown(argv), en: row.en, ko: row.ko };
    if (failed) {
      steps.push({ ...common, state: 'skipped', code: null, output: [] });
      continue;
    }
    const { code, stdout, stderr } = await runProgram(argv, 120_000);
    failed = code !== 0;
    steps.push({
      ...common,
      state: failed ? 'failed' : 'done',
      code,
      output: linesOf(stdout + stderr),
    });
  }
  return { steps, failed };
}

async function write(document: RefreshDocument, flags: RefreshFlags): Promise<void> {
  const output = openOutput(undefined);
  await output.write(
    flags.format === 'json'
      ? `${JSON.stringify(document, null, 1)}\n`
      : drawRefresh(document, {
          lang: flags.lang,
          width: screenWidth(),
          color: wantsColor(!flags.color, undefined),
          full: false,
        }),
  );
  await output.end();
}

/** Runs `refresh-policy`; gives the exit status: 0 done (or planned), 1 a step failed or the policy is still not up to date, 3 nothing was agreed to. */
export async function runRefresh(flags: RefreshFlags): Promise<number> {
  const system = await systemOf(flags);
  const places: LivePlaces = {
    ...(flags.uri === undefined ? {} : { uri: flags.uri }),
    ...(flags.conf === undefined ? {} : { conf: flags.conf }),
  };
  const detect = (state: LiveState): ReturnType<typeof detectPolicy> =>
    detectPolicy(state.inputs, { createHash: sha256, answered: state.answered });
  const state =
    isHere(system) && (system === 'windows') === (process.platform === 'win32')
      ? await policyStateHere(system, places)
      : null;
  const before = state === null || state.inputs.length === 0 ? null : await detect(state);
  const { steps, left, cost } = planRefresh(system, before, flags.replace);
  const plan = steps.map((step) => [argvOf(step, system, places), step] as const);
  const common = { schema: 'ipsec-doctor/refresh-policy@1', system, cost } as const;
  const planned = (
    list: readonly (readonly [readonly string[], PlannedStep])[],
    as: RefreshStep['state'],
  ): RefreshStep[] =>
    list.map(([argv, { row }]) => ({
      command: shown(argv),
      en: row.en,
      ko: row.ko,
      state: as,
      code: null,
      output: [],
    }));
  const skipped = planned(
    left.map((step) => [argvOf(step, system, places), step] as const),
    'skipped',
  );
  if (flags.dryRun) {
    await write({ ...common, steps: [...planned(plan, 'planned'), ...skipped], changes: null }, flags);
    return 0;
  }
  if (state === null) throw new UsageError(`${system} is not the system of this host: --dry-run prints what it takes`);
  if (!state.answered)
    throw new UsageError(
      `nothing was run: ${state.failures.join('; ').replaceAll(/\p{Cc}/gu, '?') || 'the daemon does not answer'}`,
    );
  // Before anything is done: what it costs.
  process.stderr.write(
    drawRefresh(
      { ...common, steps: [...planned(plan, 'planned'), ...skipped], changes: null },
      { lang: flags.lang, width: screenWidth(), color: false, full: false },
    ),
  );
  if (!(await agreed(flags))) return 3;
  const taken = await take(plan);
  const later = isHere(system) ? await policyStateHere(system, places) : state;
  const after = await detect(later);
  const sas = state.sas === null || later.sas === null ? null : { before: state.sas, after: later.sas };
  const changes = before === null ? null : refreshChanges(before, after, sas);
  await write({ ...common, steps: [...taken.steps, ...skipped], changes }, flags);
  return taken.failed || after.result === 'not-up-to-date' ? 1 : 0;
}
