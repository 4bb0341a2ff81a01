import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sleep, until } from '../exec.ts';
import { dressLog } from '../log-container.ts';
import type { Daemon, DaemonContext, Draw, ExecResult, HostConfig, LogDraw, Running } from '../types.ts';
import { keepStrongswan } from './strongswan-files.ts';
import { renderSwanctl } from './swanctl-conf.ts';

const PLUGINS =
  'random nonce openssl pem x509 revocation constraints pubkey pkcs1 pkcs8 pkcs12 kdf gmp curve25519 aes sha1 sha2 md5 hmac gcm ccm chapoly ' +
  'PLANE socket-default vici updown eap-identity eap-md5 eap-mschapv2 eap-tls xauth-generic attr counters';

const KEY_FOLDERS = 'x509 x509ca x509ocsp x509aa x509ac x509crl pubkey private rsa ecdsa bliss pkcs8 pkcs12'.split(' ');

const TIME_FORMATS: Record<LogDraw['time'], string | null> = {
  none: null,
  clock: '%b %e %T',
  iso: '%Y-%m-%dT%H:%M:%S%z',
  dash: '%Y-%m-%d %H:%M:%S',
};

function levels(log: LogDraw): string[] {
  return log.level === 2 ? ['default = 1', 'ike = 2', 'cfg = 2', 'chd = 2', 'knl = 2', 'net = 2'] : ['default = 1'];
}

function filelog(name: string, path: string, lines: string[]): string {
  return `    ${name} {\n${[`path = ${path}`, 'flush_line = yes', 'append = yes', ...lines].map((line) => `      ${line}\n`).join('')}    }\n`;
}

/** Data plane of this host: a fault may give one end another than the draw says. */
function planeOf(context: DaemonContext): Draw['dataPlane'] {
  const own = context.draw.fault[`plane-${context.host.role}`];
  return own === 'kernel' || own === 'userland' ? own : context.draw.dataPlane;
}

function strongswanConf(
  context: DaemonContext,
  config: HostConfig,
  own: string,
  proof: string,
  keys: string,
  socket: string,
): string {
  const { log } = context.host;
  const format = TIME_FORMATS[log.time];
  const drawn = levels(log);
  if (format !== null) {
    drawn.push(`time_format = ${format}`);
    if (log.milliseconds) drawn.push('time_add_ms = yes');
  }
  if (log.ikeName) drawn.push('ike_name = yes');
  const plane = planeOf(context) === 'userland' ? 'kernel-libipsec kernel-netlink' : 'kernel-netlink';
  const lines = [
    'charon-systemd {',
    `  load = ${PLUGINS.replace('PLANE', plane)}`,
    ...(context.draw.retransmit === 'short'
      ? ['  retransmit_timeout = 1', '  retransmit_base = 1.3', '  retransmit_tries = 3']
      : []),
    ...(config.daemon.strongswan ?? []).map((line) => `  ${line}`),
    '  filelog {',
    filelog('main', own, drawn) +
      filelog('second', proof, [
        ...levels(log),
        'time_format = %Y-%m-%dT%H:%M:%S',
        'time_add_ms = yes',
        'ike_name = yes',
      ]) +
      // charon of Debian has no save-keys plugin: it tells its keys at level 4 alone.
      filelog('keys', keys, ['default = -1', 'ike = 4']) +
      '  }',
    `  plugins {\n    vici { socket = unix://${socket} }\n  }`,
    '}',
    `include ${context.work}/strongswan.d/*.conf`,
    '',
  ];
  return lines.join('\n');
}

/** A log that charon wrote with local time, as a proof log: ISO time in UTC. charon's own `%z` is always +0000. */
function utcProof(log: string, timeZone: string): string {
  const zone = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsets = new Map<string, number>();
  const offsetAt = (wall: string): number => {
    const known = offsets.get(wall.slice(0, 13));
    if (known !== undefined) return known;
    const text = zone.formatToParts(Date.parse(`${wall}Z`)).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
    const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60_000 : 60_000);
    offsets.set(wall.slice(0, 13), offset);
    return offset;
  };
  return log.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{3}) /gm, (_, wall: string, fraction: string) => {
    return `${new Date(Date.parse(`${wall}.${fraction}Z`) - offsetAt(wall)).toISOString().slice(0, 23)} `;
  });
}

/**
 * The lines of keys alone, beside the evidence: `keys/<host>/charon-keys.log`. Everything else that level 4 says would be a second
 * log of the daemon.
 */
function saveKeys(from: string, proofLog: string): void {
  if (!existsSync(from)) return;
  const kept: string[] = [];
  let dump = false;
  for (const line of readFileSync(from, 'utf8').split('\n')) {
    dump = / Sk_(?:ai|ar|ei|er|pi|pr) secret => /.test(line) || (dump && /\] {2,4}\d{1,3}: [0-9A-F]{2} /.test(line));
    if (dump) kept.push(line);
  }
  if (kept.length === 0) return;
  const folder = join(dirname(dirname(proofLog)), 'keys', basename(proofLog, '.log'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'charon-keys.log'), `${kept.join('\n')}\n`);
}

/** strongSwan's charon-systemd on one host, driven over its own vici socket. */
export function makeStrongswan(context: DaemonContext): Daemon {
  const { work, evidence, node, draw } = context;
  const conf = join(work, 'strongswan.conf');
  const directory = join(work, 'swanctl');
  const own = join(work, 'charon.log');
  const proof = join(work, 'proof.log');
  const keys = join(work, 'keys.log');
  const socket = join(work, 'charon.vici');
  const uri = `unix://${socket}`;
  let config: HostConfig | null = null;
  let daemon: Running | null = null;

  const swanctl = (args: string[], timeoutMs = 15_000): Promise<ExecResult> =>
    node.exec(['swanctl', ...args, '--uri', uri], {
      timeoutMs,
      env: { SWANCTL_DIR: directory, STRONGSWAN_CONF: conf },
    });

  const placeKeys = (next: HostConfig): void => {
    if (next.keys === null) return;
    const keys = next.keys;
    const put = (file: string, kind: string): void => {
      const from = join(keys, file);
      if (existsSync(from)) copyFileSync(from, join(directory, kind, basename(file)));
    };
    for (const { local } of next.connections) {
      if (local.certificate === undefined) continue;
      put(local.certificate.certificate, 'x509');
      put(local.certificate.key, 'private');
      for (const file of local.certificate.intermediates) put(file, 'x509ca');
    }
    for (const file of next.authorities) put(file, 'x509ca');
    for (const file of next.revocationLists) put(file, 'x509crl');
  };

  const selection = (options: { connection?: string; child?: string }, childToo: boolean): string[] => {
    const args: string[] = [];
    if (options.connection !== undefined || !childToo) args.push('--ike', options.connection ?? draw.connection);
    if (childToo && (options.child !== undefined || options.connection === undefined)) {
      args.push('--child', options.child ?? draw.child);
    }
    return args;
  };

  return {
    kind: 'strongswan',
    places: () => ({
      options: [
        ...['--plan', 'strongswan', '--vici', uri, '--log', own, '--config', join(directory, 'swanctl.conf')],
        ...['--drop-in', join(work, 'strongswan.d')],
      ],
      env: { STRONGSWAN_CONF: conf, SWANCTL_DIR: directory, TZ: context.host.log.timeZone },
    }),
    configure(next: HostConfig): Promise<void> {
      config = next;
      rmSync(directory, { recursive: true, force: true });
      for (const kind of KEY_FOLDERS) mkdirSync(join(directory, kind), { recursive: true });
      placeKeys(next);
      const text = renderSwanctl(next);
      const written = next.rewrite === undefined ? text : next.rewrite(text, 'strongswan');
      mkdirSync(join(work, 'strongswan.d'), { recursive: true });
      writeFileSync(join(directory, 'swanctl.conf'), written);
      writeFileSync(join(evidence, 'swanctl.conf'), written);
      writeFileSync(conf, strongswanConf(context, next, own, proof, keys, socket));
      return Promise.resolve();
    },
    async start(): Promise<boolean> {
      if (config === null) throw new Error('start before configure');
      rmSync(socket, { force: true });
      const env: Record<string, string> = {
        STRONGSWAN_CONF: conf,
        SWANCTL_DIR: directory,
        TZ: context.host.log.timeZone,
      };
      const shift = draw.fault[`clock-${context.host.role}`];
      const binary = shift === undefined ? '' : `faketime -f '${String(shift)}' `;
      const command = `mount -t tmpfs tmpfs /run; exec ${binary}/usr/sbin/charon-systemd`;
      daemon = await node.spawn(['unshare', '-m', 'sh', '-c', command], join(work, 'charon.out'), env);
      const started = daemon;
      const up = await until(async () => !started.alive() || (await swanctl(['--stats'], 3000)).code === 0, 8000);
      return up && started.alive();
    },
    async load(): Promise<ExecResult> {
      const result = await swanctl(['--load-all', '--noprompt']);
      const clean = (text: string): string => text.replaceAll(directory, '/etc/swanctl');
      return { code: result.code, stdout: clean(result.stdout), stderr: clean(result.stderr) };
    },
    async initiate(options = {}): Promise<ExecResult> {
      const seconds = Math.ceil((options.waitMs ?? 12_000) / 1000);
      const args = ['--initiate', ...selection(options, true), '--timeout', String(seconds)];
      if (options.background === true) {
        void swanctl(args, (seconds + 3) * 1000);
        await sleep(100);
        return { code: 0, stdout: '', stderr: '' };
      }
      return swanctl(args, (seconds + 3) * 1000);
    },
    terminate: (options = {}) =>
      swanctl([
        '--terminate',
        ...selection(options, options.child !== undefined),
        '--timeout',
        '5',
        ...(options.force === true ? ['--force'] : []),
      ]),
    rekey: (what, options = {}) =>
      swanctl([
        '--rekey',
        ...selection(
          what === 'ike' ? { ...options, connection: options.connection ?? draw.connection } : options,
          what === 'child',
        ),
        ...(options.reauth === true ? ['--reauth'] : []),
      ]),
    async stop(): Promise<void> {
      await daemon?.stop('SIGTERM', 8000);
      daemon = null;
    },
    async kill(): Promise<void> {
      await daemon?.stop('SIGKILL', 2000);
      daemon = null;
    },
    freeze(on: boolean): Promise<void> {
      if (daemon !== null) process.kill(-daemon.pid, on ? 'SIGSTOP' : 'SIGCONT');
      return Promise.resolve();
    },
    running: () => daemon?.alive() ?? false,
    async dump(folder: string): Promise<void> {
      if (daemon === null || !daemon.alive()) return;
      const [conns, sas] = await Promise.all([swanctl(['--list-conns'], 4000), swanctl(['--list-sas'], 4000)]);
      if (conns.code === 0) writeFileSync(join(folder, 'list-conns.txt'), conns.stdout);
      if (sas.code === 0) writeFileSync(join(folder, 'list-sas.txt'), sas.stdout);
    },
    sas: async () => (await swanctl(['--list-sas'], 4000)).stdout,
    async keepConfiguration(folder: string): Promise<void> {
      const ask = daemon?.alive() === true ? (args: string[]) => swanctl(args, 4000) : null;
      await keepStrongswan({ work, directory, conf }, folder, ask);
    },
    finishLog(): Promise<void> {
      if (!existsSync(proof)) return Promise.resolve();
      const iso = utcProof(readFileSync(proof, 'utf8'), context.host.log.timeZone);
      writeFileSync(context.proofLog, iso);
      saveKeys(keys, context.proofLog);
      const { container } = context.host.log;
      const target = join(evidence, 'charon.log');
      if (container === 'file') copyFileSync(own, target);
      else writeFileSync(target, dressLog(iso, container, context.host, 'charon-systemd', daemon?.pid ?? 731));
      return Promise.resolve();
    },
  };
}
