import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProbeDocument } from '@ipsec-doctor/engine/document/probe-types';
import { makeDaemon } from '../../daemons/index.ts';
import { repositoryRoot } from '../../daemons/libreswan-setup.ts';
import { workingConfig } from '../../defaults.ts';
import { drawScenario, hostOf } from '../../draw.ts';
import { buildNetwork, type Network } from '../../network.ts';
import type {
  Capabilities,
  Daemon,
  DaemonKind,
  ExecResult,
  HostConfig,
  IkeVersion,
  NatPlace,
  Node,
  Scenario,
} from '../../types.ts';

/** What this machine and this run have. */
export interface Means {
  seed: number;
  capabilities: Capabilities;
  daemons: DaemonKind[];
}

/** A prober, a router and a peer with a daemon that is not started yet. */
export interface Stage {
  network: Network;
  prober: Node;
  peer: Node;
  daemon: Daemon;
  config: HostConfig;
  /** Where the peer is found. */
  address: string;
  /** Name of the router's interface towards the peer. */
  towardsPeer: string;
  /** Private folder of the daemon. */
  work: string;
  /** Writes the configuration, starts the daemon and loads it; throws when it does not come up. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

function scenarioOf(id: string, ike: IkeVersion, daemon: DaemonKind, nat: NatPlace): Scenario {
  return {
    id: `probe-${id}`,
    title: id,
    truth: [],
    verdict: 'healthy',
    breaks: 'none',
    ike: [ike],
    // strongSwan's own ESP pretends a NAT; nothing here needs any ESP.
    allow: {
      dataPlane: ['kernel'],
      nat: [nat],
      family: [4],
      daemons: [['strongswan', daemon]],
      logTime: ['iso'],
      level: [1],
    },
    act: () => Promise.resolve(),
    prove: () => [],
  };
}

/** Builds the hosts of one case. */
export async function setStage(
  id: string,
  ike: IkeVersion,
  kind: DaemonKind,
  means: Means,
  nat: NatPlace = 'none',
): Promise<Stage> {
  const { seed, capabilities, daemons } = means;
  const draw = drawScenario(scenarioOf(id, ike, kind, nat), seed, capabilities, daemons);
  const work = mkdtempSync(join(tmpdir(), 'lab-'));
  const network = await buildNetwork(draw, `l${work.slice(work.lastIndexOf('-') + 1)}`);
  const responder = hostOf(draw, 'responder');
  const prober = network.hosts[draw.initiator];
  const peer = network.hosts[draw.responder];
  if (peer === undefined || prober === undefined) throw new Error('no namespaces');
  const evidence = join(work, 'evidence');
  const own = join(work, responder.label);
  for (const folder of [evidence, own]) mkdirSync(folder, { recursive: true });
  const proofLog = join(work, 'proof.log');
  const daemon = makeDaemon({ host: responder, draw, node: peer, work: own, evidence, proofLog, capabilities });
  const config = workingConfig(draw, 'responder');
  return {
    network,
    prober,
    peer,
    daemon,
    config,
    address: responder.publicAddress,
    towardsPeer: `to-${responder.label}`,
    work: own,
    async start() {
      await daemon.configure(config);
      if (!(await daemon.start())) throw new Error('the daemon did not start');
      const loaded = await daemon.load();
      if (loaded.code !== 0) throw new Error(`the configuration was not loaded: ${loaded.stdout}${loaded.stderr}`);
    },
    async remove() {
      await daemon.kill();
      await network.remove();
      rmSync(work, { recursive: true, force: true });
    },
  };
}

/** The command as it is built, in a namespace. */
export function command(node: Node, args: string[], env: Record<string, string> = {}): Promise<ExecResult> {
  const bin = join(repositoryRoot(), 'packages/cli/bin/ipsec-doctor.js');
  return node.exec([process.execPath, bin, ...args], { timeoutMs: 60_000, env });
}

/** `probe` in a namespace. */
export async function probe(node: Node, address: string, args: string[]): Promise<ProbeDocument> {
  const { stdout, stderr, code } = await command(node, ['probe', address, '--format', 'json', ...args]);
  if (code === 2) throw new Error(stderr.trim());
  return JSON.parse(stdout) as ProbeDocument;
}
