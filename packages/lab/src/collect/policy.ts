import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { detectCapabilities } from '../capabilities.ts';
import { loadDaemons } from '../daemons/index.ts';
import { ensureLibreswan } from '../daemons/libreswan-setup.ts';
import { drawScenario } from '../draw.ts';
import { runScenario } from '../run.ts';
import { listScenarios } from '../scenarios.ts';
import type { DaemonKind, ExecResult, Host } from '../types.ts';
import { commandPath } from './collector.ts';
import type { SuiteOptions } from './suite.ts';

/** Runs a command where Libreswan's package seems to be installed: its parts, its socket and its files at their places. */
async function installed(host: Host, argv: readonly string[]): Promise<readonly string[]> {
  const { options } = host.daemon.places();
  const value = (name: string): string => options[options.indexOf(name) + 1] ?? '';
  const place = await ensureLibreswan();
  const work = dirname(value('--config'));
  const script = `mount -t tmpfs tmpfs /usr/libexec && mkdir /usr/libexec/ipsec && mount --bind '${place.libexec}' /usr/libexec/ipsec
mkdir -p /run/pluto && mount --bind '${dirname(value('--ctlsocket'))}' /run/pluto
mount -t tmpfs tmpfs /mnt && cp -a /etc /mnt/etc && cp '${work}/ipsec.conf' '${work}/ipsec.secrets' /mnt/etc/ && mount --bind /mnt/etc /etc
PATH='${place.sbin}':"$PATH" exec "$@"`;
  return ['unshare', '-m', 'sh', '-c', script, 'sh', ...argv];
}

/** The configuration of a host, and where it lies. */
function configuration(host: Host): string {
  const { options } = host.daemon.places();
  return options[options.indexOf('--config') + 1] ?? '';
}

/** The same with one connection more, and one that says something else. */
export function edited(kind: DaemonKind, text: string): string {
  if (kind === 'libreswan') {
    const conn = /^conn (?!%default)(\S+)\n(?:[ \t]+.*\n)+/m.exec(text);
    const whole = conn?.[0] ?? '';
    const more = whole
      .replace(/^conn \S+/, 'conn added-since')
      .replace(/^([ \t]+)rightsubnet=.*$/m, '$1rightsubnet=198.18.77.0/24');
    const changed = whole.replace(/^([ \t]+)rightsubnet=.*$/m, '$1rightsubnet=198.18.78.0/24').trimEnd();
    return `${text.replace(whole, `${changed}\n`).trimEnd()}\n\n${more.replace(/^[ \t]+auto=.*\n/m, '').trimEnd()}\n\tauto=add\n`;
  }
  return text.replace(
    /^connections\s*\{/m,
    (open) =>
      `${open}\n  added-since {\n    remote_addrs = 198.18.77.1\n    local {\n      auth = psk\n    }\n    remote {\n      auth = psk\n    }\n    children {\n      c {\n        remote_ts = 198.18.77.0/24\n      }\n    }\n  }`,
  );
}

/** Where both are the same the command says so in these words (SCR-10). */
const upToDate = 'IPsec policy is up-to-date';

/**
 * `detect-policy` and `refresh-policy` on a host whose daemon runs and holds SAs: in step, after its files were changed, and after they were
 * loaded, without and with `--replace`. Gives whether each of the checks held.
 */
export async function checkPolicy(
  kind: DaemonKind,
  options: SuiteOptions,
  say: (line: string) => void,
): Promise<boolean[]> {
  const results: boolean[] = [];
  const check = (what: string, ok: boolean, { stdout, stderr, code }: ExecResult): void => {
    results.push(ok);
    say(
      `${ok ? 'policy  ' : 'WRONG   '} ${kind}  ${what}${ok ? '' : `: ${code} ${stdout.slice(-1200)} ${stderr.slice(-600)}`}`,
    );
  };
  const base = (await listScenarios()).find(({ id }) => id === 'healthy-psk');
  if (base === undefined) throw new Error('there is no scenario healthy-psk');
  const scenario = { ...base, allow: { ...base.allow, daemons: [[kind, kind] as [DaemonKind, DaemonKind]] } };
  const capabilities = await detectCapabilities();
  const draw = drawScenario(scenario, options.seed, capabilities, await loadDaemons());
  const folder = join(options.out, `refresh-${kind}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await runScenario(scenario, draw, join(folder, 'recording'), capabilities, 'kernel', {
    async after(world) {
      const host = world.initiator;
      const { options: places, env } = host.daemon.places();
      const uri = places[places.indexOf('--vici') + 1] ?? '';
      const ask = async (...words: readonly string[]): Promise<ExecResult> => {
        const argv = [process.execPath, commandPath(), ...words, '--system', kind];
        const own =
          kind === 'libreswan' ? await installed(host, argv) : [...argv, '--uri', uri, '--conf', configuration(host)];
        return host.node.exec([...own], { env, timeoutMs: 90_000 });
      };
      const sas = async (): Promise<string> =>
        /authenticated\([1-9]|#[0-9]+, ESTABLISHED/.exec(await host.daemon.sas())?.[0] ?? '0';
      await host.daemon.initiate();

      const same = await ask('detect-policy');
      check('in step: it says so', same.code === 0 && same.stdout.includes(upToDate), same);
      const before = await sas();
      const file = configuration(host);
      const was = readFileSync(file, 'utf8');
      writeFileSync(file, edited(kind, was));
      const differs = await ask('detect-policy');
      check(
        'a file that changed: it names what is not loaded',
        differs.code === 1 && differs.stdout.includes('added-since') && !differs.stdout.includes(upToDate),
        differs,
      );
      const planned = await ask('refresh-policy', '--dry-run');
      check(
        '--dry-run prints what it would run',
        planned.code === 0 && planned.stdout.includes(kind === 'libreswan' ? 'ipsec auto' : 'swanctl --load-all'),
        planned,
      );
      const still = await ask('detect-policy');
      check('and runs nothing', still.code === 1 && still.stdout.includes('added-since'), still);
      const loaded = await ask('refresh-policy', '--yes');
      check(
        'what was added is loaded',
        (kind === 'libreswan' || loaded.code === 0) && !/failed|실패/.test(loaded.stdout),
        loaded,
      );
      check('no SA is lost by it', (await sas()) === before && before !== '0', {
        ...loaded,
        stdout: `${before} ${await sas()}`,
      });
      if (kind === 'libreswan') {
        const left = await ask('detect-policy');
        check(
          'the connection that changed is left for --replace',
          left.code === 1 && left.stdout.includes('198.18.78.0/24') && !left.stdout.includes('✗ added-since'),
          left,
        );
        const replaced = await ask('refresh-policy', '--yes', '--replace');
        check('--replace loads it', replaced.code === 0, replaced);
      }
      const last = await ask('detect-policy');
      check('in step again: it says so', last.code === 0 && last.stdout.includes(upToDate), last);
      writeFileSync(file, was);
    },
  });
  return results;
}
