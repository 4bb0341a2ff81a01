import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { completeness } from './complete.ts';
import { keepConfigurations } from './configuration.ts';
import { makeDaemon } from './daemons/index.ts';
import { workingConfig } from './defaults.ts';
import { hostOf } from './draw.ts';
import { must, sleep, until } from './exec.ts';
import { honestFor } from './honest.ts';
import { buildNetwork, routerInterface, type Network } from './network.ts';
import { makeAuthority } from './pki.ts';
import { loadRecording } from './recording.ts';
import type {
  Capabilities,
  Draw,
  Host,
  HostDraw,
  Node,
  Role,
  Running,
  Scenario,
  ScenarioFile,
  World,
} from './types.ts';

interface Capture {
  running: Running;
  raw: string;
  host: Host;
}

async function startCapture(host: Host, work: string): Promise<Capture> {
  const { format, interface: device } = host.draw.capture;
  const raw = join(work, format === 'pcapng' ? 'capture.pcapng' : 'capture.pcap');
  const command =
    format === 'pcapng'
      ? ['dumpcap', '-q', '-i', device, '-w', raw]
      : [
          'tcpdump',
          '-Z',
          'root',
          '-U',
          '--immediate-mode',
          '-B',
          '32768',
          '-n',
          '-i',
          device,
          ...(format === 'pcap-nano' ? ['--nano'] : []),
          '-w',
          raw,
        ];
  const running = await host.node.spawn(command, join(work, 'capture.out'));
  return { running, raw, host };
}

/** A host whose clock is wrong stamps its capture wrongly too; the kernel that captured did not know. */
async function shiftClock(capture: Capture, days: number): Promise<void> {
  const { format } = capture.host.draw.capture;
  const type = format === 'pcapng' ? 'pcapng' : format === 'pcap-nano' ? 'nsecpcap' : 'pcap';
  const shifted = `${capture.raw}.shifted`;
  await must(['editcap', '-F', type, '-t', String(days * 86_400), capture.raw, shifted]);
  renameSync(shifted, capture.raw);
}

async function finishCapture(capture: Capture, draw: Draw): Promise<void> {
  await capture.running.stop('SIGINT', 4000);
  const { host, raw } = capture;
  if (!existsSync(raw)) return;
  if (draw.fault[`clock-${host.role}`] !== undefined) await shiftClock(capture, Number(draw.fault['clock-days']));
  if (host.draw.capture.format === 'pcap-gzip') {
    writeFileSync(join(host.evidence, 'capture.pcap.gz'), gzipSync(readFileSync(raw)));
  } else {
    cpSync(raw, join(host.evidence, host.draw.capture.format === 'pcapng' ? 'capture.pcapng' : 'capture.pcap'));
  }
}

async function dumpHost(host: Host): Promise<void> {
  await host.daemon.dump(host.evidence);
  const commands: [string, string[]][] = [
    ['ip-addr.txt', ['ip', 'addr']],
    ['ip-route.txt', ['ip', 'route', 'show', 'table', 'all']],
    ['ip-xfrm-state.txt', ['ip', '-s', 'xfrm', 'state']],
    ['ip-xfrm-policy.txt', ['ip', 'xfrm', 'policy']],
    ['nft-ruleset.txt', ['nft', 'list', 'ruleset']],
    [
      'sysctl.txt',
      [
        'sysctl',
        'net.ipv4.ip_forward',
        'net.ipv4.conf.all.rp_filter',
        'net.ipv4.conf.eth0.rp_filter',
        'net.ipv6.conf.all.forwarding',
      ],
    ],
  ];
  await Promise.all(
    commands.map(async ([file, command]) => {
      const result = await host.node.exec(command);
      writeFileSync(join(host.evidence, file), result.stdout);
    }),
  );
}

function makeHost(
  draw: HostDraw,
  whole: Draw,
  network: Network,
  folder: string,
  work: string,
  capabilities: Capabilities,
): Host {
  const node = network.hosts[draw.label];
  if (node === undefined) throw new Error(`no namespace for ${draw.label}`);
  const evidence = join(folder, 'evidence', draw.label);
  const own = join(work, draw.label);
  mkdirSync(evidence, { recursive: true });
  mkdirSync(own, { recursive: true });
  const proofLog = join(folder, 'proof', `${draw.label}.log`);
  const daemon = makeDaemon({ host: draw, draw: whole, node, work: own, evidence, proofLog, capabilities });
  return {
    label: draw.label,
    role: draw.role,
    draw,
    node,
    daemon,
    evidence,
    config: workingConfig(whole, draw.role),
    async ping(to, count = 3, options = {}): Promise<number> {
      const size = options.size === undefined ? [] : ['-s', String(options.size)];
      const result = await node.exec(
        [
          'ping',
          '-n',
          '-c',
          String(count),
          '-i',
          String((options.intervalMs ?? 200) / 1000),
          '-W',
          '1',
          ...size,
          '-I',
          options.from ?? draw.inner,
          to,
        ],
        { timeoutMs: 4000 + count * 1300 },
      );
      return Number(/(\d+) received/.exec(result.stdout)?.[1] ?? 0);
    },
  };
}

/** What else is done with the hosts of a scenario while they stand: before the fault shows, and after it has. */
export interface Visit {
  before?(world: World): Promise<void>;
  after?(world: World): Promise<void>;
}

/** Run one scenario to its recording. The folder is made anew. */
export async function runScenario(
  scenario: Scenario,
  draw: Draw,
  folder: string,
  capabilities: Capabilities,
  ranOn: ScenarioFile['ranOn'],
  visit: Visit = {},
): Promise<ScenarioFile> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'proof'), { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'lab-'));
  const prefix = work.slice(work.lastIndexOf('-') + 1);
  const facts: ScenarioFile['facts'] = {};
  const network = await buildNetwork(draw, `l${prefix}`);
  const captures: Capture[] = [];
  try {
    const hosts = Object.values(draw.hosts).map((host) => makeHost(host, draw, network, folder, work, capabilities));
    const world = makeWorld(draw, hosts, network, work, capabilities, facts);
    await scenario.configure?.(world);
    for (const host of hosts) captures.push(await startCapture(host, join(work, host.label)));
    await scenario.prepare?.(world);
    await sleep(500);
    await startDaemons(scenario, hosts, facts);
    await visit.before?.(world);
    await scenario.act(world);
    await sleep(300);
    await visit.after?.(world);
    await Promise.all(hosts.map(dumpHost));
    await finish(draw, hosts, captures, () => keepConfigurations(draw, hosts, network, folder));
  } finally {
    for (const capture of captures) await capture.running.stop('SIGKILL', 500);
    await network.remove();
    rmSync(work, { recursive: true, force: true });
  }
  for (const role of scenario.hidden ?? [])
    for (const part of ['evidence', 'configuration'])
      rmSync(join(folder, part, hostOf(draw, role).label), { recursive: true, force: true });
  return writeResult(scenario, draw, folder, facts, capabilities, ranOn);
}

/** Daemons start together; the initiator's configuration is loaded last, so that nothing is started towards a peer that is not ready. */
async function startDaemons(scenario: Scenario, hosts: Host[], facts: ScenarioFile['facts']): Promise<void> {
  const roles = scenario.start ?? ['initiator', 'responder', 'third'];
  const wanted = hosts.filter((host) => roles.includes(host.role));
  await Promise.all(hosts.map((host) => host.daemon.configure(host.config)));
  await Promise.all(
    wanted.map(async (host) => {
      facts[`started-${host.role}`] = await host.daemon.start();
    }),
  );
  for (const role of ['responder', 'third', 'initiator']) {
    const host = wanted.find((one) => one.role === role);
    if (host === undefined || !host.daemon.running()) continue;
    const loaded = await host.daemon.load();
    facts[`load-${host.role}`] = loaded.code;
    facts[`load-text-${host.role}`] = (loaded.stdout + loaded.stderr).slice(-400);
    if (loaded.code !== 0) writeFileSync(join(host.evidence, 'load.txt'), loaded.stdout + loaded.stderr);
  }
}

/**
 * Ends the recording. What the daemons were given is kept while they still answer: behind the last line of logs and captures where they
 * are not stopped.
 */
async function finish(draw: Draw, hosts: Host[], captures: Capture[], keep: () => Promise<void>): Promise<void> {
  if (draw.ending === 'stopped') {
    await keep();
    for (const host of hosts) await host.daemon.stop();
    await sleep(1000);
    await Promise.all(captures.map((capture) => finishCapture(capture, draw)));
    for (const host of hosts) await host.daemon.finishLog();
    return;
  }
  for (const host of hosts) await host.daemon.finishLog();
  await sleep(1000);
  await Promise.all(captures.map((capture) => finishCapture(capture, draw)));
  await keep();
  await Promise.all(hosts.map((host) => host.daemon.kill()));
}

function makeWorld(
  draw: Draw,
  hosts: Host[],
  network: Network,
  work: string,
  capabilities: Capabilities,
  facts: ScenarioFile['facts'],
): World {
  const get = (role: Role): Host => {
    const host = hosts.find((one) => one.role === role);
    if (host === undefined) throw new Error(`no ${role} in ${draw.scenario}`);
    return host;
  };
  const lanOf = (role: Role): Node => {
    const node = network.lans[hostOf(draw, role).label];
    if (node === undefined) throw new Error(`no network behind ${role}`);
    return node;
  };
  return {
    draw,
    initiator: get('initiator'),
    responder: get('responder'),
    third: draw.third === null ? null : get('third'),
    hosts,
    router: network.router,
    natOf: (role) => network.nats[hostOf(draw, role).label] ?? null,
    lanOf,
    capabilities,
    keys: makeAuthority(join(work, 'keys')),
    sleep,
    until,
    note(key, value): void {
      facts[key] = value;
    },
    routerInterface: (role) => routerInterface(draw, role),
  };
}

function writeResult(
  scenario: Scenario,
  draw: Draw,
  folder: string,
  facts: ScenarioFile['facts'],
  capabilities: Capabilities,
  ranOn: ScenarioFile['ranOn'],
): ScenarioFile {
  const recording = loadRecording(folder, draw, facts);
  const checks = scenario.prove(recording);
  const complete = completeness(recording, scenario.unseen ?? [], scenario.hidden ?? []);
  const result: ScenarioFile = {
    schema: 'ipsec-doctor/lab-scenario@1',
    id: scenario.id,
    title: scenario.title,
    truth: scenario.truth,
    verdict: scenario.verdict,
    history: scenario.history ?? [],
    notes: scenario.notes ?? [],
    breaks: scenario.breaks,
    draw,
    facts,
    checks,
    complete,
    proven: checks.length > 0 && [...checks, ...complete].every((check) => check.ok),
    ranOn,
    capabilities,
    honest: honestFor(scenario),
  };
  const path = join(folder, 'scenario.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(result, null, 2)}\n`);
  renameSync(`${path}.new`, path);
  return result;
}
