import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { detectCapabilities } from '../capabilities.ts';
import { loadDaemons } from '../daemons/index.ts';
import { drawScenario } from '../draw.ts';
import { run, sleep } from '../exec.ts';
import { runScenario } from '../run.ts';
import { listScenarios } from '../scenarios.ts';
import type { DaemonKind, Host } from '../types.ts';
import { checkService } from './service.ts';
import { collector, ended, manifestOf, type Runner, startCollecting, writeScript } from './collector.ts';
import type { SuiteOptions } from './suite.ts';

/** What a collector may change on a host, as it is now. */
async function stateOf(host: Host): Promise<string> {
  const { options, env } = host.daemon.places();
  const value = (name: string): string => options[options.indexOf(name) + 1] ?? '';
  if (host.daemon.kind === 'strongswan') {
    const files = readdirSync(value('--drop-in')).sort().join(' ');
    return `drop-in: ${files}`;
  }
  const status = await host.node.exec(['ipsec', 'whack', '--ctlsocket', value('--ctlsocket'), '--status'], { env });
  return (/^000 debug:.*$/m.exec(status.stdout)?.[0] ?? 'no status').trim();
}

/** Captures of a folder that still run. */
async function captures(folder: string): Promise<number> {
  const { stdout } = await run(['sh', '-c', 'cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\000" " "']);
  return stdout.split(`-w ${folder}/`).length - 1;
}

/**
 * With raised logging and a running capture: a collector that ends by itself, that a signal ends, and that is killed, by either
 * runner. Afterwards, or after `restore`, everything is as it was.
 */
export async function checkRestore(
  kind: DaemonKind,
  options: SuiteOptions,
  say: (line: string) => void,
): Promise<boolean[]> {
  const results: boolean[] = [];
  const check = (what: string, ok: boolean, detail: string): void => {
    results.push(ok);
    say(`${ok ? 'restored' : 'WRONG   '} ${kind}  ${what}${ok ? '' : `: ${detail}`}`);
  };
  const base = (await listScenarios()).find(({ id }) => id === 'healthy-psk');
  if (base === undefined) throw new Error('there is no scenario healthy-psk');
  const scenario = { ...base, allow: { ...base.allow, daemons: [[kind, kind] as [DaemonKind, DaemonKind]] } };
  const capabilities = await detectCapabilities();
  const draw = drawScenario(scenario, options.seed, capabilities, await loadDaemons());
  const folder = join(options.out, `restore-${kind}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const script = writeScript(folder);
  await runScenario(scenario, draw, join(folder, 'recording'), capabilities, 'kernel', {
    async after(world) {
      const host = world.initiator;
      const before = await stateOf(host);
      for (const runner of ['command', 'sh'] as readonly Runner[])
        for (const way of ['end', 'SIGTERM', 'SIGKILL'] as const) {
          const out = join(folder, `${runner}-${way}`);
          const collecting = await startCollecting(host, runner, script, out, ['--raise-logging']);
          const during = await stateOf(host);
          if (way !== 'end') process.kill(collecting.running.pid, way);
          if (way === 'end') collecting.go();
          await ended(collecting, 60_000);
          collecting.go();
          if (way === 'SIGKILL') {
            const left = await stateOf(host);
            check(`${runner}, ${way}: leaves what its journal says`, left !== before && manifestOf(out) !== null, left);
            const { env } = host.daemon.places();
            const words =
              runner === 'command' ? [...collector(runner, script), 'restore', out] : ['dash', script, 'restore', out];
            const restored = await host.node.exec(words, { env });
            await sleep(700);
            check(`${runner}, ${way}: restore ends well`, restored.code === 0, restored.stderr.slice(-300));
          }
          const after = await stateOf(host);
          const running = await captures(out);
          check(`${runner}, ${way}: changed meanwhile`, during !== before, during);
          check(
            `${runner}, ${way}: as it was`,
            after === before && running === 0,
            `${before} | ${after} | ${running} captures`,
          );
        }
      for (const runner of ['command', 'sh'] as readonly Runner[])
        await checkService(host, runner, script, folder, check);
    },
  });
  return results;
}
