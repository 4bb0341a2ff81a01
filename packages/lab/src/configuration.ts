import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './exec.ts';
import type { Network } from './network.ts';
import type { Draw, Host, Label, Node } from './types.ts';

/** Listings that the evidence holds as well: how the host stands in its network, and what its packet filter lets pass. */
const LISTINGS = [
  'ip-addr.txt',
  'ip-route.txt',
  'nft-ruleset.txt',
  'iptables-save.txt',
  'ip6tables-save.txt',
  'sysctl.txt',
];

const ON_BOXES: readonly (readonly [string, string[]])[] = [
  ['ip-addr.txt', ['ip', 'addr']],
  ['ip-route.txt', ['ip', 'route', 'show', 'table', 'all']],
  ['nft-ruleset.txt', ['nft', 'list', 'ruleset']],
];

/** What the host's clock shows, in UTC: certificates are held against it. */
async function clockOf({ role }: Host, draw: Draw): Promise<string> {
  const shift = draw.fault[`clock-${role}`];
  const date = ['date', '-u', '+%Y-%m-%dT%H:%M:%SZ'];
  return (await run(shift === undefined ? date : ['faketime', '-f', String(shift), ...date])).stdout;
}

async function keepHost(host: Host, draw: Draw, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of LISTINGS) {
    const from = join(host.evidence, name);
    if (existsSync(from)) copyFileSync(from, join(folder, name));
  }
  writeFileSync(join(folder, 'date.txt'), await clockOf(host, draw));
  await host.daemon.keepConfiguration(folder);
}

async function keepBox(node: Node, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, command] of ON_BOXES) writeFileSync(join(folder, name), (await node.exec(command)).stdout);
}

/**
 * Keep what every host was given, beside the evidence and never part of it: `configuration/<label>/`, with secrets, certificates and the
 * kinds of private keys, and `configuration/nat-<label>/` of the NAT box in front of a host. What cannot be had is told in
 * `problems.txt` there; a recording never fails by it.
 */
export async function keepConfigurations(
  draw: Draw,
  hosts: readonly Host[],
  network: Pick<Network, 'nats'>,
  scenarioFolder: string,
): Promise<void> {
  const root = join(scenarioFolder, 'configuration');
  const keep = async (name: string, work: (folder: string) => Promise<void>): Promise<void> => {
    const folder = join(root, name);
    try {
      await work(folder);
    } catch (error) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'problems.txt'), `${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
  await Promise.all([
    ...hosts.map((host) => keep(host.label, (folder) => keepHost(host, draw, folder))),
    ...(Object.keys(network.nats) as Label[]).map((label) =>
      keep(`nat-${label}`, async (folder) => {
        const nat = network.nats[label];
        if (nat !== undefined) await keepBox(nat, folder);
      }),
    ),
  ]);
}
