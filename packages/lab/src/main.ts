import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { detectCapabilities } from './capabilities.ts';
import { loadDaemons } from './daemons/index.ts';
import { drawScenario } from './draw.ts';
import { stopEverything } from './exec.ts';
import { runScenario } from './run.ts';
import { listScenarios } from './scenarios.ts';
import { recordInUml } from './uml/index.ts';
import type { Capabilities, DaemonKind, Need, Scenario, ScenarioFile } from './types.ts';

interface Options {
  seed: number;
  only: string[];
  out: string;
  jobs: number;
  list: boolean;
  inside: boolean;
  recordOnly: boolean;
}

const HELP = `Record IPsec failures of real daemons, and score the diagnosis of the recordings.

  npm run lab -- [--seed N] [--only id,pattern*] [--out DIR] [--jobs 4] [--list] [--record-only]
  npm run lab -- --score DIR …   score earlier recordings (see --score x --help)
  npm run lab -- --collect [--seed N] [--only id,pattern*] [--out DIR]   collect on both hosts of broken pairs and diagnose that; restore-*, refresh-*: restoring, and detect-policy and refresh-policy
  npm run lab -- --redact DIR …  redact earlier recordings: they have to be diagnosed as before, with nothing left of names and secrets
  npm run lab -- --kernel-policies [--seed N] [--rounds 6]   hold \`policy simulate\` against the kernel's own policies
  npm run lab -- --probe [--only id,pattern*] [--jobs 3]      hold \`probe\` against ike-scan, on real daemons

Example: npm run lab -- --seed 7 --only 'auth-*'
`;

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      out: { type: 'string' },
      jobs: { type: 'string', default: '4' },
      list: { type: 'boolean', default: false },
      'record-only': { type: 'boolean', default: false },
      'inside-uml': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return null;
  }
  const seed = Number(values.seed);
  return {
    seed,
    only: values.only.split(',').filter((part) => part !== ''),
    out: resolve(values.out ?? join('.lab', `seed-${seed}`)),
    jobs: Math.max(1, Number(values.jobs)),
    list: values.list,
    inside: values['inside-uml'],
    recordOnly: values['record-only'],
  };
}

/** Does an id match one of the wanted ids or `*` patterns? An empty list wants everything. */
export function wanted(id: string, only: string[]): boolean {
  if (only.length === 0) return true;
  return only.some((pattern) => {
    const parts = pattern.split('*');
    if (parts.length === 1) return id === pattern;
    let at = 0;
    for (const [index, part] of parts.entries()) {
      const found = index === 0 ? (id.startsWith(part) ? 0 : -1) : id.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return parts[parts.length - 1] === '' || id.endsWith(parts[parts.length - 1] ?? '');
  });
}

function missing(scenario: Scenario, capabilities: Capabilities): Need[] {
  return (scenario.needs ?? []).filter((need) => !capabilities[need]);
}

async function record(
  scenario: Scenario,
  options: Options,
  capabilities: Capabilities,
  daemons: DaemonKind[],
): Promise<ScenarioFile | null> {
  const began = Date.now();
  const draw = drawScenario(scenario, options.seed, capabilities, daemons);
  const folder = join(options.out, scenario.id);
  const seconds = (): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  try {
    const where = options.inside ? 'user-mode-linux' : 'kernel';
    const result = await runScenario(scenario, draw, folder, capabilities, where);
    process.stdout.write(`${result.proven ? 'proven  ' : 'UNPROVEN'} ${scenario.id}  ${seconds()}\n`);
    for (const check of [...result.checks, ...result.complete]) {
      if (!check.ok) process.stdout.write(`    ${check.what}: ${check.by}\n`);
    }
    if (result.checks.length === 0) process.stdout.write('    nothing was checked\n');
    return result;
  } catch (error) {
    process.stdout.write(
      `BROKEN   ${scenario.id}  ${seconds()}  ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return null;
  }
}

/** Scenarios that need more than this kernel has run inside user-mode-linux; without it they are named as skipped. */
async function recordElsewhere(
  scenarios: Scenario[],
  options: Options,
  capabilities: Capabilities,
): Promise<(ScenarioFile | null)[]> {
  const skip = (reason: string): null[] =>
    scenarios.map((scenario) => {
      const needs = missing(scenario, capabilities).join(', ');
      process.stdout.write(`skipped  ${scenario.id}: this kernel has no ${needs}${reason}\n`);
      return null;
    });
  if (options.inside) return skip('');
  try {
    return await recordInUml(
      scenarios.map(({ id }) => id),
      { seed: options.seed, out: options.out, write: (line) => process.stdout.write(line) },
    );
  } catch (error) {
    return skip(`, and user-mode-linux cannot be had: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Loaded only when asked for: recording needs none of the engine. */
async function redacted(args: string[]): Promise<number> {
  const { redactCommand } = await import('./redact.ts');
  return redactCommand(args, wanted, (text) => process.stdout.write(text));
}

async function score(args: string[]): Promise<number> {
  const { scoreCommand } = await import('./score/command.ts');
  return scoreCommand(args, wanted, (text) => process.stdout.write(text));
}

/** Random policies in namespaces: does the kernel do what is said of it? The last line is the total. */
async function kernelPolicies(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      'kernel-policies': { type: 'boolean' },
      seed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '6' },
    },
  });
  if (process.getuid?.() !== 0) {
    process.stderr.write('The lab makes network namespaces and needs root.\n');
    return 2;
  }
  const { kernelAgreement } = await import('./score/kernel/agreement.ts');
  const rounds = await kernelAgreement(Number(values.seed), Math.max(1, Number(values.rounds)), (line) => {
    process.stdout.write(`${line}\n`);
  });
  const failed = rounds.filter(({ wrong }) => wrong.length > 0).length;
  process.stdout.write(`${rounds.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** Collect on real hosts, by the command and by the emitted script. The last line is the total. */
async function collectOnHosts(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      collect: { type: 'boolean' },
      seed: { type: 'string', default: '7' },
      only: { type: 'string', default: '' },
      out: { type: 'string' },
    },
  });
  if (process.getuid?.() !== 0) {
    process.stderr.write('The lab makes network namespaces and needs root.\n');
    return 2;
  }
  const { collectSuite } = await import('./collect/suite.ts');
  const only = values.only.split(',').filter((part) => part !== '');
  const { passed, failed } = await collectSuite(
    { seed: Number(values.seed), wanted: (id) => wanted(id, only), out: resolve(values.out ?? '.lab/collect') },
    (line) => process.stdout.write(`${line}\n`),
  );
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** Real daemons asked by `probe` and by ike-scan. The last line is the total. */
async function probes(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      probe: { type: 'boolean' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      jobs: { type: 'string', default: '3' },
    },
  });
  if (process.getuid?.() !== 0) {
    process.stderr.write('The lab makes network namespaces and needs root.\n');
    return 2;
  }
  const { probeAgreement } = await import('./score/probe/agreement.ts');
  const only = values.only.split(',').filter((part) => part !== '');
  const played = await probeAgreement(
    Number(values.seed),
    (id) => wanted(id, only),
    Math.max(1, Number(values.jobs)),
    (line) => {
      process.stdout.write(`${line}\n`);
    },
  );
  const failed = played.filter(({ wrong }) => wrong.length > 0).length;
  process.stdout.write(`${played.length - failed} passed, ${failed} failed\n`);
  return failed === 0 && played.length > 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) return 0;
  const scenarios = (await listScenarios()).filter((scenario) => wanted(scenario.id, options.only));
  if (options.list) {
    for (const scenario of scenarios) {
      const truth = scenario.truth.map(({ cause }) => cause).join(' + ') || 'healthy';
      process.stdout.write(
        `${scenario.id}  [${truth}]  ${scenario.title}${scenario.needs ? `  needs ${scenario.needs.join(', ')}` : ''}\n`,
      );
    }
    return 0;
  }
  if (process.getuid?.() !== 0) {
    process.stderr.write('The lab makes network namespaces and needs root.\n');
    return 2;
  }
  const capabilities = await detectCapabilities();
  const daemons = await loadDaemons();
  mkdirSync(options.out, { recursive: true });
  const here = scenarios.filter((scenario) => missing(scenario, capabilities).length === 0);
  const elsewhere = scenarios.filter((scenario) => missing(scenario, capabilities).length > 0);
  const results: (ScenarioFile | null)[] = [];
  const queue = [...here];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results.push(await record(next, options, capabilities, daemons));
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, worker));
  if (elsewhere.length > 0) results.push(...(await recordElsewhere(elsewhere, options, capabilities)));
  const good = results.filter((result) => result?.proven === true).length;
  process.stdout.write(`${good} of ${scenarios.length} recorded and proven in ${options.out}\n`);
  if (options.inside) return good === scenarios.length ? 0 : 1;
  writeFileSync(
    join(options.out, 'run.json'),
    `${JSON.stringify({ seed: options.seed, capabilities, daemons, elsewhere: elsewhere.map(({ id }) => id) }, null, 2)}\n`,
  );
  if (options.recordOnly) return good === scenarios.length ? 0 : 1;
  const only = options.only.length === 0 ? [] : ['--only', options.only.join(',')];
  const scored = await score(['--score', options.out, ...only]);
  return good === scenarios.length ? scored : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopEverything();
    process.exit(130);
  });
}
const given = process.argv.slice(2);
process.exitCode = given.includes('--redact')
  ? await redacted(given)
  : given.includes('--score')
    ? await score(given)
    : given.includes('--kernel-policies')
      ? await kernelPolicies(given)
      : given.includes('--collect')
        ? await collectOnHosts(given)
        : given.includes('--probe')
          ? await probes(given)
          : await main();
