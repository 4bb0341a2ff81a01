import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { emitShell } from '@ipsec-doctor/engine/collection/emit/sh';
import { type CollectionManifest, readManifest } from '@ipsec-doctor/engine/collection/manifest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/ipsec-doctor.js', import.meta.url));
const root = process.getuid?.() === 0;
let top = '';
let script = '';

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'collect-'));
  script = join(top, 'collect.sh');
  writeFileSync(script, emitShell('0.1.0'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** Programs that are not there: they answer, count how often they were asked, and may kill who asks or refuse. */
const fake = (state: string): string => `#!/bin/sh
n=$(($(cat ${state}/calls 2>/dev/null || echo 0) + 1)); echo $n >${state}/calls
if [ "$n" = "$(cat ${state}/fail 2>/dev/null)" ]; then echo refused; exit 1; fi
case "$(basename "$0") $*" in
  'swanctl --reload-settings'*) ls ${state}/drop-in >${state}/loaded ;;
  'ipsec whack'*'--debug none') : >${state}/debug ;;
  'ipsec whack'*'--debug '*) for last; do :; done; printf %s "$last" >>${state}/debug ;;
  'ipsec whack'*'--status') printf '000 using kernel interface: xfrm\\n000 debug: %s\\n000 connections\\n' "$(cat ${state}/debug)" ;;
  *) echo "output of $(basename "$0") $*" ;;
esac
if [ "$n" = "$(cat ${state}/die 2>/dev/null)" ]; then kill -9 "$(cat ${state}/pid)"; fi
exit 0
`;

interface Place {
  readonly folder: string;
  readonly state: string;
  readonly env: NodeJS.ProcessEnv;
}

let count = 0;
function place(): Place {
  const folder = join(top, `case-${++count}`);
  const state = join(folder, 'state');
  const programs = join(folder, 'bin');
  mkdirSync(join(state, 'drop-in'), { recursive: true });
  mkdirSync(programs);
  writeFileSync(join(state, 'loaded'), '');
  writeFileSync(join(state, 'debug'), 'cpu-usage');
  for (const name of 'swanctl ipsec pluto ip ss nft iptables-save ip6tables-save nstat sysctl journalctl'.split(' ')) {
    writeFileSync(join(programs, name), fake(state));
    chmodSync(join(programs, name), 0o755);
  }
  return { folder, state, env: { ...process.env, PATH: `${programs}:${process.env['PATH'] ?? ''}` } };
}

type Runner = 'command' | 'sh';
const words = (runner: Runner): string[] =>
  runner === 'command' ? [process.execPath, bin, 'collect'] : ['dash', script];

function start(
  runner: Runner,
  at: Place,
  options: readonly string[],
): Promise<{ status: number | null; said: string }> {
  // The shell notes its number and becomes the collector.
  const child = spawn('sh', ['-c', `echo $$ >'${at.state}/pid'; exec "$@"`, 'sh', ...words(runner), ...options], {
    cwd: at.folder,
    env: at.env,
  });
  let said = '';
  const add = (block: Buffer): void => {
    said += block.toString('utf8');
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return new Promise((resolve) => child.on('exit', (status) => resolve({ status, said })));
}

const before = (at: Place): string =>
  JSON.stringify([
    readdirSync(join(at.state, 'drop-in')),
    readFileSync(join(at.state, 'loaded'), 'utf8').trim(),
    readFileSync(join(at.state, 'debug'), 'utf8'),
  ]);

function manifest(out: string): CollectionManifest {
  const read = readManifest(readFileSync(join(out, 'manifest.json'), 'utf8'));
  expect(read.faults).toEqual([]);
  if (read.manifest === null) throw new Error('no manifest');
  return read.manifest;
}

const options = (at: Place, plan: string): string[] => [
  ...['--plan', plan, '--out', join(at.folder, 'out'), '--name', 'east', '--raise-logging'],
  ...[
    '--drop-in',
    join(at.state, 'drop-in'),
    '--log',
    join(at.folder, 'daemon.log'),
    '--config',
    join(at.folder, 'daemon.conf'),
  ],
];

describe.each(['command', 'sh'] as const)('collecting by %s', (runner) => {
  test('names files for the host, gives their digests, and takes secrets out', async () => {
    const at = place();
    writeFileSync(
      join(at.folder, 'daemon.log'),
      '12[IKE] Sk_ei secret => 4 bytes @ 0x1\n12[IKE]    0: AA BB CC DD  ....\n12[IKE] a line\n',
    );
    writeFileSync(join(at.folder, 'daemon.conf'), 'connections { }\nsecrets {\n ike { secret = planted }\n}\n');
    const { status, said } = await start(runner, at, [
      '--plan',
      'strongswan',
      '--out',
      'out',
      '--name',
      'east',
      '--log',
      'daemon.log',
      '--config',
      'daemon.conf',
    ]);
    expect(status).toBe(0);
    expect(said).toContain("the kernel's SAs, without their keys");
    const out = join(at.folder, 'out');
    const found = manifest(out);
    expect(found.outcome).toBe('complete');
    expect(found.host.name).toBe('east');
    const names = found.files.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'east_OSInfo.txt',
        'east_list-sas.txt',
        'east_daemon.log',
        'east_daemon.conf',
        'east_ip-addr.txt',
      ]),
    );
    for (const { name, sha256, bytes } of found.files) {
      const content = readFileSync(join(out, name));
      expect(content.length).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    const all = readdirSync(out)
      .map((name) => readFileSync(join(out, name), 'latin1'))
      .join('\n');
    expect(all).not.toMatch(/planted|AA BB CC DD/);
    expect(all).toContain('12[IKE] a line');
    expect(found.changes).toEqual([]);
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('packed, it is read by diagnose as the one host that its manifest names', async () => {
    const at = place();
    writeFileSync(
      join(at.folder, 'bin/ip'),
      '#!/bin/sh\nprintf "2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000\\n    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff\\n    inet 192.0.2.1/24 brd 192.0.2.255 scope global eth0\\n"\n',
    );
    expect((await start(runner, at, ['--plan', 'libreswan', '--out', 'out', '--name', 'gate-7', '--tar'])).status).toBe(
      0,
    );
    const said = spawnSync(process.execPath, [bin, 'diagnose', join(at.folder, 'out.tar.gz'), '--format', 'json'], {
      encoding: 'utf8',
    });
    const { hosts, artifacts } = JSON.parse(said.stdout) as {
      hosts: { label: string; observed: boolean }[];
      artifacts: { path: string; format: string; host: string | null; note: string | null }[];
    };
    expect(hosts.filter(({ observed }) => observed).map(({ label }) => label)).toEqual(['gate-7']);
    expect(artifacts.find(({ format }) => format === 'collection-manifest')?.note).toBeNull();
    expect(artifacts.find(({ format }) => format === 'ip-addr')?.host).toBe('gate-7');
  });

  test('a link is not followed, a folder that is there is not used, a program that is not there is said', async () => {
    const at = place();
    symlinkSync('/etc/passwd', join(at.folder, 'daemon.log'));
    rmSync(join(at.folder, 'bin/nft'));
    const linked = at.env['PATH'] ?? '';
    const few = { ...at, env: { ...at.env, PATH: linked.split(':').slice(0, 1).concat('/usr/bin', '/bin').join(':') } };
    mkdirSync(join(at.folder, 'there'));
    expect((await start(runner, few, ['--plan', 'strongswan', '--out', 'there'])).status).toBe(2);
    expect(readdirSync(join(at.folder, 'there'))).toEqual([]);
    await start(runner, few, ['--plan', 'strongswan', '--out', 'out', '--log', 'daemon.log']);
    const found = manifest(join(at.folder, 'out'));
    expect(found.steps.find(({ id }) => id === 'log')).toMatchObject({ outcome: 'skipped', reason: 'link' });
    const all = readdirSync(join(at.folder, 'out')).map((name) => readFileSync(join(at.folder, 'out', name), 'latin1'));
    expect(all.join('')).not.toContain('root:x:');
    if (!existsSync('/usr/bin/nft'))
      expect(found.steps.find(({ id }) => id === 'nft')).toMatchObject({ reason: 'missing-command' });
  });

  test.runIf(root)('without privileges it says what it could not read, and changes nothing', async () => {
    const at = place();
    chmodSync(top, 0o755);
    spawnSync('chmod', ['-R', 'a+rwX', at.folder]);
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...words(runner)];
    const done = spawnSync(nobody[0] ?? '', [...nobody.slice(1), ...options(at, 'libreswan')], {
      cwd: at.folder,
      env: at.env,
      encoding: 'utf8',
    });
    expect(done.status).toBe(0);
    const found = manifest(join(at.folder, 'out'));
    expect(found.steps.find(({ id }) => id === 'raise-logging')).toMatchObject({ reason: 'missing-privilege' });
    expect(readFileSync(join(at.state, 'debug'), 'utf8')).toBe('cpu-usage');
    expect(found.files.length).toBeGreaterThan(3);
  });

  test.runIf(root && spawnSync('unshare', ['-m', 'true']).status === 0)(
    'a full disk: said, and what was collected stays, with its manifest',
    async () => {
      const at = place();
      writeFileSync(join(at.folder, 'daemon.log'), 'x'.repeat(80).concat('\n').repeat(400_000));
      const disk = join(at.folder, 'disk');
      mkdirSync(disk);
      const keep = join(at.folder, 'kept');
      const inner = `mount -t tmpfs -o size=20m tmpfs '${disk}' && ${words(runner)
        .map((one) => `'${one}'`)
        .join(
          ' ',
        )} --plan strongswan --name east --out '${disk}/out' --log '${at.folder}/daemon.log'; cp -r '${disk}/out' '${keep}'`;
      spawnSync('unshare', ['-m', 'sh', '-c', inner], { env: at.env, cwd: at.folder });
      const found = manifest(keep);
      expect(found.steps.find(({ id }) => id === 'log')).toMatchObject({ reason: 'no-room' });
      expect(found.files.map(({ name }) => name)).toContain('east_list-sas.txt');
      expect(existsSync(join(keep, 'east_list-sas.txt'))).toBe(true);
    },
  );

  test.runIf(root)('a journal that others can write to is not acted on', async () => {
    const at = place();
    const out = join(at.folder, 'forged');
    mkdirSync(out);
    writeFileSync(
      join(out, 'journal.tsv'),
      `plan\tlinux-strongswan\nplace\tdrop-in\t${at.state}/drop-in\nchange\t1\traise-logging\tabsent\n`,
    );
    chmodSync(out, 0o777);
    writeFileSync(join(at.state, 'drop-in/ipsec-doctor-collect.conf'), 'not mine');
    expect((await start(runner, at, ['restore', out])).status).toBe(2);
    expect(readdirSync(join(at.state, 'drop-in'))).toEqual(['ipsec-doctor-collect.conf']);
  });

  describe.runIf(root).each(['strongswan', 'libreswan'] as const)('raised logging of %s', (plan) => {
    /** Calls of the programs in a run that goes well. */
    async function calls(): Promise<number> {
      const at = place();
      const start_ = before(at);
      const { status } = await start(runner, at, options(at, plan));
      expect(status).toBe(0);
      expect(before(at)).toBe(start_);
      const found = manifest(join(at.folder, 'out'));
      expect(found.steps.find(({ id }) => id === 'raise-logging')).toMatchObject({ outcome: 'done' });
      expect(found.changes).toHaveLength(1);
      expect(found.changes[0]?.restored).toBe(true);
      return Number(readFileSync(join(at.state, 'calls'), 'utf8'));
    }

    test('is put back after a failure of any program asked, and after a kill, from the journal', async () => {
      const last = await calls();
      expect(last).toBeGreaterThan(12);
      let changed = 0;
      for (const way of ['fail', 'die'] as const)
        for (const at of [1, 2, 3, ...[2, 3, 4, 5].map((sixths) => Math.floor((last * sixths) / 6)), last]) {
          const here = place();
          const start_ = before(here);
          writeFileSync(join(here.state, way), String(at));
          await start(runner, here, options(here, plan));
          if (before(here) !== start_) changed += 1;
          rmSync(join(here.state, way));
          const out = join(here.folder, 'out');
          const restored = await start(runner, here, ['restore', out]);
          expect(restored.status, `${way} ${at}: ${restored.said}`).toBe(0);
          expect(before(here), `${way} ${at}`).toBe(start_);
          // What was collected before is there with its manifest.
          if (at > 3) expect(manifest(out).files.length, `${way} ${at}`).toBeGreaterThan(0);
        }
      expect(changed).toBeGreaterThan(1);
    }, 240_000);
  });
});
