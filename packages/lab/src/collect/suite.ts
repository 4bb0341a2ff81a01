import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { detectCapabilities } from '../capabilities.ts';
import { loadDaemons } from '../daemons/index.ts';
import { drawScenario } from '../draw.ts';
import { run } from '../exec.ts';
import { runScenario } from '../run.ts';
import { listScenarios } from '../scenarios.ts';
import type { Scenario, World } from '../types.ts';
import {
  type Collecting,
  commandPath,
  ended,
  manifestOf,
  type Runner,
  startCollecting,
  writeScript,
} from './collector.ts';
import { checkPolicy } from './policy.ts';
import { checkRestore } from './restore.ts';

/** Faults whose cause has to be named from what is collected on both hosts, by either runner. */
export const collectedFaults = [
  'auth-psk-mismatch',
  'auth-psk-mismatch-main',
  'auth-identity-mismatch-idi',
  'auth-identity-mismatch-idr',
  'auth-certificate-expired',
  'auth-certificate-expired-libreswan',
  'auth-certificate-untrusted',
  'auth-certificate-untrusted-libreswan',
  'auth-method-mismatch-psk',
  'auth-secret-missing-responder',
  'proposal-ike-mismatch-cipher',
  'proposal-ike-mismatch-group',
  'proposal-esp-mismatch',
  'policy-selector-mismatch',
  'policy-no-ike-config',
  'path-ike-blocked-request',
  'path-ike-blocked-reply',
  'path-fragments-dropped',
  'service-not-listening',
  'ike-version-mismatch-v2',
  'ike-exchange-mismatch-libreswan',
  'ike-version-mismatch-v1-dropped',
];

export interface SuiteOptions {
  readonly seed: number;
  readonly wanted: (id: string) => boolean;
  readonly out: string;
}

interface Named {
  readonly verdict: string;
  readonly causes: readonly string[];
}

async function diagnoseFolder(folder: string): Promise<Named> {
  const { stdout, stderr } = await run([process.execPath, commandPath(), 'diagnose', folder, '--format', 'json'], {
    timeoutMs: 120_000,
  });
  try {
    const document = JSON.parse(stdout) as { verdict: string; findings: { id: string; role: string }[] };
    return {
      verdict: document.verdict,
      causes: document.findings.filter(({ role }) => role === 'cause').map(({ id }) => id),
    };
  } catch {
    return { verdict: `no result: ${stderr.slice(-300)}`, causes: [] };
  }
}

/** The way of the evidence to somebody outside: one bundle of both hosts, redacted, and diagnosed there. */
async function diagnoseHandedOn(evidence: string): Promise<Named> {
  const [bundle, redacted] = [`${evidence}.zip`, `${evidence}-redacted.zip`];
  for (const words of [
    ['bundle', 'create', evidence, '--out', bundle],
    ['bundle', 'redact', bundle, '--out', redacted, '--key', `${evidence}.key.json`],
  ]) {
    const { code, stderr } = await run([process.execPath, commandPath(), ...words], { timeoutMs: 120_000 });
    if (code !== 0) return { verdict: `bundle ${words[1]} ended with ${code}: ${stderr.slice(-300)}`, causes: [] };
  }
  return diagnoseFolder(redacted);
}

/** What is planted where a collection must not have it: the secrets of the scenario, and private keys. */
function leaks(world: World, folder: string): string[] {
  const planted = world.hosts
    .flatMap(({ config }) => config.secrets.map(({ secret }) => secret))
    .filter((one) => one.length > 5);
  const found: string[] = [];
  for (const name of readdirSync(folder)) {
    if (name === '.work') continue;
    const text = readFileSync(join(folder, name), 'latin1');
    if (planted.some((secret) => text.includes(secret)) || /PRIVATE KEY-----\n/.test(text)) found.push(name);
    if (/ip-xfrm-state/.test(name) && /0x[0-9a-f]{32}/.test(text)) found.push(name);
  }
  return found;
}

async function oneFault(scenario: Scenario, options: SuiteOptions, say: (line: string) => void): Promise<string[]> {
  const capabilities = await detectCapabilities();
  const draw = drawScenario(scenario, options.seed, capabilities, await loadDaemons());
  const folder = join(options.out, scenario.id);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const script = writeScript(folder);
  const runners: readonly Runner[] = ['command', 'sh'];
  const wrong: string[] = [];
  let collecting: Collecting[] = [];
  const recording = join(folder, 'recording');
  const result = await runScenario(scenario, draw, recording, capabilities, 'kernel', {
    async before(world) {
      for (const runner of runners) mkdirSync(join(folder, runner), { recursive: true });
      collecting = await Promise.all(
        runners.flatMap((runner) =>
          world.hosts.map((host) => startCollecting(host, runner, script, join(folder, runner, host.draw.label))),
        ),
      );
    },
    async after(world) {
      for (const one of collecting) one.go();
      await Promise.all(
        collecting.map(async (one) => {
          const status = await ended(one);
          const manifest = manifestOf(one.folder);
          const who = `${one.host.draw.label} by ${one.runner}`;
          if (status !== 0) wrong.push(`${who}: ended with ${status}`);
          if (manifest?.outcome !== 'complete')
            wrong.push(`${who}: its manifest is ${manifest?.outcome ?? 'not there'}`);
          if (manifest?.captures[0]?.markers.filter(({ seen }) => seen).length !== 2)
            wrong.push(`${who}: the capture does not hold both markers`);
          for (const name of leaks(world, one.folder)) wrong.push(`${who}: ${name} holds a secret`);
        }),
      );
    },
  });
  if (!result.proven)
    wrong.push(
      `the fault itself is not proven: ${result.checks
        .filter(({ ok }) => !ok)
        .map(({ what }) => what)
        .join(', ')}`,
    );
  const expected = scenario.truth.map(({ cause }) => cause);
  const daemons = Object.values(draw.hosts).map(({ daemon }) => daemon);
  for (const runner of runners) {
    // The folder of a runner holds a folder for each host, and what was said beside them.
    const evidence = join(folder, `${runner}-evidence`);
    mkdirSync(evidence, { recursive: true });
    for (const name of readdirSync(join(folder, runner)))
      if (existsSync(join(folder, runner, name, 'manifest.json')))
        cpSync(join(folder, runner, name), join(evidence, name), { recursive: true });
    const named = [
      [runner, await diagnoseFolder(evidence)],
      [`${runner}, bundled and redacted`, await diagnoseHandedOn(evidence)],
    ] as const;
    for (const [how, { verdict, causes }] of named)
      if (!expected.some((cause) => causes[0] === cause))
        wrong.push(`by ${how}: ${verdict}, ${causes.join(' ') || 'no cause'}; it is ${expected.join(' ')}`);
  }
  say(`${wrong.length === 0 ? 'named   ' : 'WRONG   '} ${scenario.id}  ${daemons.join(' > ')}  ${expected.join(' ')}`);
  for (const line of wrong) say(`    ${line}`);
  return wrong;
}

/** Runs `collect` and the emitted script on both hosts of each fault while it shows, and has `diagnose` name the cause; then restoring. */
export async function collectSuite(
  options: SuiteOptions,
  say: (line: string) => void,
): Promise<{ passed: number; failed: number }> {
  if (!existsSync(join(commandPath(), '../../dist')))
    throw new Error('the command is not built: npm run build, or node scripts/build.mjs --bundles');
  const all = await listScenarios();
  let passed = 0;
  let failed = 0;
  for (const id of collectedFaults.filter((one) => options.wanted(one))) {
    const scenario = all.find((one) => one.id === id);
    if (scenario === undefined) throw new Error(`there is no scenario ${id}`);
    let wrong: string[];
    try {
      wrong = await oneFault(scenario, options, say);
    } catch (error) {
      wrong = [error instanceof Error ? error.message : String(error)];
      say(`BROKEN   ${id}  ${wrong.join()}`);
    }
    if (wrong.length === 0) passed += 1;
    else failed += 1;
  }
  for (const daemon of ['strongswan', 'libreswan'] as const) {
    if (!options.wanted(`restore-${daemon}`)) continue;
    const checks = await checkRestore(daemon, options, say);
    passed += checks.filter((ok) => ok).length;
    failed += checks.filter((ok) => !ok).length;
  }
  for (const daemon of ['strongswan', 'libreswan'] as const) {
    if (!options.wanted(`refresh-${daemon}`)) continue;
    const checks = await checkPolicy(daemon, options, say);
    passed += checks.filter((ok) => ok).length;
    failed += checks.filter((ok) => !ok).length;
  }
  return { passed, failed };
}
