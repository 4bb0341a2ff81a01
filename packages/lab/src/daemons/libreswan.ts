import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, sleep, until } from '../exec.ts';
import { dressLog } from '../log-container.ts';
import type { Daemon, DaemonContext, ExecOptions, ExecResult, HostConfig, HostDraw, Running } from '../types.ts';
import { connectionNames, libreswanName, renderIpsecConf, renderIpsecSecrets } from './libreswan-conf.ts';
import { keepLibreswan } from './libreswan-files.ts';
import { buildNssDatabase } from './libreswan-nss.ts';
import { ensureLibreswan, type LibreswanPlace } from './libreswan-setup.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const STAMP = /^([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d\.\d{6}): /;

/** One folder per daemon with a short name: the control socket's path must fit into 108 bytes. */
function socketFolder(context: DaemonContext): string {
  return `/run/ipsec-doctor-lab/${context.node.name}`;
}

/** pluto's log with its private folders named as an installation names them. */
function publicPaths(text: string, context: DaemonContext): string {
  return text
    .replaceAll(`${context.work}/nss`, '/var/lib/ipsec/nss')
    .replaceAll(`${context.work}/`, '/etc/')
    .replaceAll(socketFolder(context), '/run/pluto');
}

/** Wall clock in a zone as pluto writes it, microseconds from the line itself. */
function plutoTime(at: number, micros: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const get = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${get('month')} ${get('day').padStart(2, ' ')} ${get('hour')}:${get('minute')}:${get('second')}.${micros}`;
}

/**
 * pluto's log file (times in UTC) as a proof log: ISO time with microseconds in UTC. The year, which pluto does not
 * write, is that of `now` unless this would put the line into the future.
 */
export function plutoProof(log: string, now: number = Date.now()): string {
  const year = new Date(now).getUTCFullYear();
  return log
    .split('\n')
    .map((line) => {
      const match = STAMP.exec(line);
      const [whole, monthName, day, time] = match ?? [];
      if (whole === undefined || monthName === undefined || day === undefined || time === undefined) return line;
      const month = String(MONTHS.indexOf(monthName) + 1).padStart(2, '0');
      const stamp = (y: number): string => `${y}-${month}-${day.padStart(2, '0')}T${time}`;
      const own = Date.parse(`${stamp(year).slice(0, 23)}Z`) > now + 86_400_000 ? year - 1 : year;
      return `${stamp(own)} ${line.slice(whole.length)}`;
    })
    .join('\n');
}

/** A proof log as pluto's own log file looks with the drawn time setting and zone. */
export function plutoFileLog(proof: string, host: HostDraw): string {
  return proof
    .split('\n')
    .map((line) => {
      const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6}) /.exec(line);
      const [whole, second, micros] = match ?? [];
      if (whole === undefined || second === undefined || micros === undefined) return line;
      const rest = line.slice(whole.length);
      if (host.log.time === 'none') return rest;
      return `${plutoTime(Date.parse(`${second}Z`), micros, host.log.timeZone)}: ${rest}`;
    })
    .join('\n');
}

/** Lines of `config setup` for a draw. */
function setupLines(context: DaemonContext, config: HostConfig): string[] {
  const { host, draw } = context;
  const lines = [`logtime=${host.log.time === 'none' ? 'no' : 'yes'}`];
  if (host.log.container === 'file') lines.unshift('logfile=/var/log/pluto.log');
  // Full debugging is a hundred times the size: every third raised log has it, the others the base set.
  if (host.log.level === 2) lines.push(`plutodebug=${(draw.seed + host.name.length) % 3 === 0 ? 'all' : 'base'}`);
  const dated = config.daemon.libreswan?.some((line) => line.startsWith('ikev1-policy')) === true;
  if (!dated && (draw.ike === 1 || config.connections.some((connection) => connection.ike !== 2)))
    lines.push('ikev1-policy=accept');
  if (config.connections.some((connection) => connection.remote.revocation === 'strict')) lines.push('crl-strict=yes');
  const unique = config.connections.find((connection) => connection.unique !== undefined)?.unique;
  if (unique !== undefined) lines.push(`uniqueids=${unique === 'no' || unique === 'never' ? 'no' : 'yes'}`);
  return [...lines, ...(config.daemon.libreswan ?? [])];
}

/** Run pluto from its own folder in the mount namespace of the process: addconn and updown are found at fixed paths. */
function plutoCommand(place: LibreswanPlace, context: DaemonContext): string[] {
  const work = context.work;
  const shift = context.draw.fault[`clock-${context.host.role}`];
  const clock = shift === undefined ? '' : `faketime -f '${String(shift)}' `;
  const script = `mount -t tmpfs tmpfs /usr/libexec && mkdir /usr/libexec/ipsec && mount --bind "${place.libexec}" /usr/libexec/ipsec
mkdir -p /run/pluto
PATH="${place.sbin}:$PATH" exec ${clock}/usr/libexec/ipsec/pluto --config "${work}/ipsec.conf" --secretsfile "${work}/ipsec.secrets" \\
  --nssdir "${work}/nss" --ipsecdir "${work}/ipsec.d" --rundir "${socketFolder(context)}" --logfile "${work}/pluto.log" --nofork`;
  return ['unshare', '-m', 'sh', '-c', script];
}

interface State {
  place: LibreswanPlace | null;
  config: HostConfig | null;
  process: Running | null;
  pid: number;
  loaded: boolean;
}

async function passwordFile(context: DaemonContext, config: HostConfig): Promise<void> {
  const lines: string[] = [];
  for (const secret of config.secrets.filter((candidate) => candidate.kind === 'xauth')) {
    const hash = await run(['openssl', 'passwd', '-6', '-salt', 'labsalt', secret.secret]);
    lines.push(`${secret.ids[0] ?? ''}:${hash.stdout.trim()}\n`);
  }
  mkdirSync(join(context.work, 'ipsec.d'), { recursive: true });
  writeFileSync(join(context.work, 'ipsec.d', 'passwd'), lines.join(''));
}

/** pluto, run from a package that was unpacked aside. */
export function makeLibreswan(context: DaemonContext): Daemon {
  const state: State = { place: null, config: null, process: null, pid: 0, loaded: false };
  const file = (name: string): string => join(context.work, name);
  const tool = async (name: string, args: string[], options?: ExecOptions): Promise<ExecResult> => {
    state.place ??= await ensureLibreswan();
    const base = [join(state.place.libexec, name), '--ctlsocket', join(socketFolder(context), 'pluto.ctl')];
    return context.node.exec([...base, ...args], options);
  };
  const whack = (args: string[], options?: ExecOptions): Promise<ExecResult> =>
    tool('whack', args, { timeoutMs: 8000, ...options });
  const nameOf = (options: { connection?: string; child?: string } = {}): string => {
    const wanted = options.connection ?? context.draw.connection;
    const connection = state.config?.connections.find((candidate) => candidate.name === wanted);
    if (connection === undefined) return wanted;
    const children = connection.children;
    const child = children.find((candidate) => candidate.name === (options.child ?? context.draw.child)) ?? children[0];
    return libreswanName(connection, child);
  };
  const keepConsole = (command: string, result: ExecResult): ExecResult => {
    const prompt = `# ipsec ${command}\n`;
    const output = publicPaths(`${result.stdout}${result.stderr}`, context);
    appendFileSync(
      join(context.evidence, 'console.txt'),
      `${prompt}${output}${output.endsWith('\n') || output === '' ? '' : '\n'}`,
    );
    return result;
  };
  const listening = (): boolean =>
    existsSync(file('pluto.log')) && readFileSync(file('pluto.log'), 'latin1').includes('listening for IKE messages');

  return {
    kind: 'libreswan',
    places() {
      // `ipsec` of the package that was unpacked aside, which looks for its parts where a package is installed.
      const folder = file('bin');
      mkdirSync(folder, { recursive: true });
      const part = `#!/bin/sh\ncommand=$1\nshift\nexec "${state.place?.libexec ?? ''}/$command" "$@"\n`;
      writeFileSync(join(folder, 'ipsec'), part, { mode: 0o755 });
      return {
        options: [
          ...['--plan', 'libreswan', '--ctlsocket', join(socketFolder(context), 'pluto.ctl')],
          ...['--log', file('pluto.log'), '--config', file('ipsec.conf')],
        ],
        env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, TZ: 'UTC' },
      };
    },
    async configure(config) {
      state.config = config;
      mkdirSync(context.work, { recursive: true });
      const text = renderIpsecConf(config, context.draw, setupLines(context, config));
      const written = config.rewrite?.(text, 'libreswan') ?? text;
      // logfile and logtime are in the evidence only: pluto always logs to the private folder with times, and
      // finishLog gives the log the drawn form.
      writeFileSync(file('ipsec.conf'), written.replace(/^\t(logfile=.*|logtime=no)\n/gm, ''));
      writeFileSync(join(context.evidence, 'ipsec.conf'), written);
      writeFileSync(file('ipsec.secrets'), renderIpsecSecrets(config));
      await passwordFile(context, config);
      if (state.process?.alive() !== true) {
        const problems = await buildNssDatabase(file('nss'), config, context.work);
        if (problems.length > 0) writeFileSync(file('nss-problems.txt'), problems.join('\n'));
      }
    },
    async start() {
      state.place ??= await ensureLibreswan();
      if (context.draw.family === 6) {
        // pluto's own script cannot route IPv4 networks over an IPv6 tunnel: an administrator's route does it.
        await context.node.exec(['ip', 'route', 'add', 'default', 'dev', 'eth0']);
      }
      const folder = socketFolder(context);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      state.loaded = false;
      const earlier = existsSync(file('pluto.log')) ? readFileSync(file('pluto.log')).length : 0;
      state.process = await context.node.spawn(plutoCommand(state.place, context), file('pluto.out'), { TZ: 'UTC' });
      state.pid = state.process.pid;
      const up = await until(async () => {
        if (state.process?.alive() !== true) return true;
        const text = existsSync(file('pluto.log'))
          ? readFileSync(file('pluto.log')).subarray(earlier).toString('latin1')
          : '';
        return text.includes('listening for IKE messages') && (await whack(['--status'])).code === 0;
      }, 10_000);
      return up && state.process.alive();
    },
    async load() {
      if (state.config === null) return { code: 1, stdout: '', stderr: 'no configuration' };
      const total: ExecResult = { code: 0, stdout: '', stderr: '' };
      const add = (result: ExecResult): void => {
        total.code ||= result.code;
        total.stdout += result.stdout;
        total.stderr += result.stderr;
      };
      if (state.loaded) add(await whack(['--rereadsecrets']));
      for (const { name } of connectionNames(state.config))
        add(await tool('addconn', ['--config', file('ipsec.conf'), name]));
      if (!listening()) add(await whack(['--listen']));
      state.loaded = true;
      for (const { name, child } of connectionNames(state.config)) {
        if (child?.start === 'trap') add(await whack(['--route', '--name', name]));
        if (child?.start === 'start') add(await whack(['--initiate', '--asynchronous', '--name', name]));
      }
      const said = publicPaths(`${total.stdout}${total.stderr}`, context);
      if (total.code !== 0) writeFileSync(join(context.evidence, 'load.txt'), said);
      return total;
    },
    async initiate(options = {}) {
      const name = nameOf(options);
      if (options.background === true) {
        return keepConsole(
          `auto --asynchronous --up ${name}`,
          await whack(['--initiate', '--asynchronous', '--name', name]),
        );
      }
      const result = await whack(['--initiate', '--name', name], { timeoutMs: options.waitMs ?? 10_000 });
      return keepConsole(`auto --up ${name}`, result);
    },
    async terminate(options = {}) {
      const name = nameOf(options);
      return keepConsole(`auto --down ${name}`, await whack(['--terminate', '--name', name]));
    },
    async rekey(what, options = {}) {
      const name = nameOf(options);
      return keepConsole(
        `whack --rekey-${what === 'ike' ? 'ike' : 'ipsec'} --name ${name}`,
        await whack([`--rekey-${what === 'ike' ? 'ike' : 'ipsec'}`, '--name', name]),
      );
    },
    async stop() {
      const process_ = state.process;
      if (process_ === null) return;
      if (process_.alive()) {
        await whack(['--shutdown'], { timeoutMs: 4000 });
        await Promise.race([process_.exited, sleep(4000)]);
      }
      await process_.stop();
      rmSync(socketFolder(context), { recursive: true, force: true });
    },
    async kill() {
      await state.process?.stop('SIGKILL');
    },
    async freeze(on) {
      if (state.process?.alive() === true) process.kill(-state.process.pid, on ? 'SIGSTOP' : 'SIGCONT');
    },
    running: () => state.process?.alive() === true,
    async dump(folder) {
      if (state.process?.alive() !== true) return;
      const status = await whack(['--status'], { timeoutMs: 4000 });
      if (status.stdout !== '') writeFileSync(join(folder, 'status.txt'), publicPaths(status.stdout, context));
    },
    async sas() {
      return (await whack(['--status'], { timeoutMs: 4000 })).stdout;
    },
    async keepConfiguration(folder) {
      if (state.config === null) return;
      const alive = state.process?.alive() === true;
      const ask = alive ? (args: string[]) => whack(args, { timeoutMs: 4000 }) : null;
      const named = (text: string): string => publicPaths(text, context);
      await keepLibreswan(context.work, context.evidence, state.config, state.place, folder, ask, named);
    },
    async finishLog() {
      // A pluto that cannot read its configuration says so where it was started and opens no log.
      if (!existsSync(file('pluto.log'))) {
        if (!existsSync(file('pluto.out'))) return;
        const said = publicPaths(readFileSync(file('pluto.out'), 'utf8'), context);
        writeFileSync(context.proofLog, said);
        writeFileSync(join(context.evidence, 'pluto.log'), said);
        return;
      }
      const proof = publicPaths(plutoProof(readFileSync(file('pluto.log'), 'utf8')), context);
      writeFileSync(context.proofLog, proof);
      const { container } = context.host.log;
      if (container === 'file') writeFileSync(join(context.evidence, 'pluto.log'), plutoFileLog(proof, context.host));
      else
        writeFileSync(
          join(context.evidence, 'pluto.log'),
          dressLog(proof, container, context.host, 'pluto', state.pid),
        );
    },
  };
}

/** True when Libreswan runs on this machine, fetched first where necessary; says on standard error why not. */
export async function haveLibreswan(): Promise<boolean> {
  try {
    await ensureLibreswan();
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}
