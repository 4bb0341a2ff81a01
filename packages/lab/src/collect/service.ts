import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep, until } from '../exec.ts';
import type { Host } from '../types.ts';
import { collector, type Runner } from './collector.ts';

/**
 * A `systemctl` for a host of the lab, which has no systemd: what it is asked is done to the real daemon by the loop below. It waits
 * as the real one does.
 */
const systemctl = (state: string): string => `#!/bin/sh
case $1 in
  is-active) if [ -e '${state}/running' ]; then echo active; else echo inactive; exit 3; fi ;;
  stop) : >'${state}/stop'; while [ -e '${state}/running' ]; do sleep 0.1; done ;;
  start) : >'${state}/start'; while [ ! -e '${state}/running' ]; do sleep 0.1; done ;;
esac
`;

/** Runs a command where /run says that systemd is there, and still has the sockets of the lab. */
const withSystemd = (command: readonly string[]): string[] => [
  'unshare',
  '-m',
  'sh',
  '-c',
  'mount -n -t tmpfs tmpfs /mnt && mkdir -p /mnt/systemd/system /mnt/ipsec-doctor-lab && ' +
    'if [ -d /run/ipsec-doctor-lab ]; then mount -n --rbind /run/ipsec-doctor-lab /mnt/ipsec-doctor-lab; fi && mount -n --move /mnt /run && exec "$@"',
  'sh',
  ...command,
];

/** The restart of the service: without consent, with it, and with a kill between stop and start. */
export async function checkService(
  host: Host,
  runner: Runner,
  script: string,
  folder: string,
  check: (what: string, ok: boolean, detail: string) => void,
): Promise<void> {
  const state = join(folder, `service-${runner}`);
  const programs = join(state, 'bin');
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, 'systemctl'), systemctl(state), { mode: 0o755 });
  writeFileSync(join(state, 'running'), '');
  const { options, env } = host.daemon.places();
  const path = { ...env, PATH: `${programs}:${env['PATH'] ?? process.env['PATH'] ?? ''}` };
  const watching = new AbortController();
  /** A start that is asked for is not carried out: whoever asks will be killed. */
  let refusing = false;
  let stops = 0;
  const loop = (async (): Promise<void> => {
    while (!watching.signal.aborted) {
      if (existsSync(join(state, 'stop'))) {
        rmSync(join(state, 'stop'));
        stops += 1;
        await host.daemon.stop();
        rmSync(join(state, 'running'), { force: true });
      }
      if (existsSync(join(state, 'start')) && !refusing) {
        rmSync(join(state, 'start'));
        await host.daemon.start();
        await host.daemon.load();
        writeFileSync(join(state, 'running'), '');
      }
      await sleep(50);
    }
  })();
  const words = (name: string, consent: string): string[] =>
    withSystemd([
      ...collector(runner, script),
      ...options,
      ...['--name', host.draw.label, '--out', join(folder, `${runner}-${name}`), '--restart-service', consent],
    ]);
  try {
    await host.node.exec(words('no-consent', 'somebody'), { env: path, timeoutMs: 60_000 });
    check(`${runner}, restart without consent: not done`, stops === 0 && host.daemon.running(), `${stops} stops`);
    const done = await host.node.exec(words('consent', host.draw.label), { env: path, timeoutMs: 60_000 });
    check(
      `${runner}, restart with consent: done, and it runs`,
      stops === 1 && host.daemon.running(),
      done.stderr.slice(-300),
    );
    refusing = true;
    const dying = await host.node.spawn(words('killed', host.draw.label), join(state, 'said'), path);
    await until(async () => existsSync(join(state, 'start')), 30_000);
    await dying.stop('SIGKILL', 1000);
    check(
      `${runner}, killed between stop and start: it does not run`,
      stops === 2 && !host.daemon.running(),
      `${stops} stops`,
    );
    rmSync(join(state, 'start'), { force: true });
    refusing = false;
    const restore =
      runner === 'command'
        ? [...collector(runner, script), 'restore', join(folder, `${runner}-killed`)]
        : ['dash', script, 'restore', join(folder, `${runner}-killed`)];
    const restored = await host.node.exec(withSystemd(restore), { env: path, timeoutMs: 60_000 });
    check(`${runner}, restore: it runs`, restored.code === 0 && host.daemon.running(), restored.stderr.slice(-300));
  } finally {
    watching.abort();
    await loop;
  }
}
