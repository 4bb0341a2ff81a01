import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labCache } from './daemons/libreswan-setup.ts';
import { unpackPackage } from './packages.ts';
import type { AddressFamily, Node, World } from './types.ts';

interface Place {
  folder: string;
  env: Record<string, string>;
}

/** Debian's iptables with its libraries, unpacked into the lab's cache. */
export async function ensureXtables(): Promise<Place> {
  const root = join(labCache(), 'iptables');
  const folder = join(root, 'usr/sbin');
  if (!existsSync(join(folder, 'xtables-legacy-multi'))) {
    for (const name of [
      'libip4tc2',
      'libip6tc2',
      'libxtables12',
      'libnetfilter-conntrack3',
      'libnfnetlink0',
      'iptables',
    ]) {
      await unpackPackage(name, root);
    }
  }
  const architecture = readdirSync(join(root, 'usr/lib')).find((name) => name.includes('-linux-')) ?? '';
  const libraries = join(root, 'usr/lib', architecture);
  return {
    folder,
    env: {
      LD_LIBRARY_PATH: libraries,
      XTABLES_LIBDIR: join(libraries, 'xtables'),
      XTABLES_LOCKFILE: '/run/xtables.lock',
    },
  };
}

/**
 * Filter and NAT rules for kernels that may have the older packet filter only, as user-mode-linux has: each rule is the
 * words of one iptables command. The nft flavour of iptables is used where the older tables do not exist.
 */
export async function iptables(node: Node, family: AddressFamily, rules: string[][]): Promise<void> {
  const place = await ensureXtables();
  const tool = family === 6 ? 'ip6tables' : 'iptables';
  for (const rule of rules) {
    let last = '';
    let done = false;
    for (const flavour of ['legacy', 'nft']) {
      const program = join(place.folder, `xtables-${flavour}-multi`);
      const result = await node.exec([program, tool, ...rule], { env: place.env });
      done = result.code === 0;
      if (done) break;
      last ||= result.stderr;
    }
    if (!done) throw new Error(`${tool} ${rule.join(' ')}: ${last.trim()}`);
  }
}

/** Keep the filter rules of a host in its evidence, as an administrator would send them. */
export async function keepRules(world: World, role: 'initiator' | 'responder'): Promise<void> {
  const place = await ensureXtables();
  const { node, draw, evidence } = world[role];
  for (const tool of draw.address.includes(':') ? ['iptables-save', 'ip6tables-save'] : ['iptables-save']) {
    const result = await node.exec([join(place.folder, 'xtables-legacy-multi'), tool], { env: place.env });
    if (result.code === 0) writeFileSync(join(evidence, `${tool}.txt`), result.stdout);
  }
}

/**
 * Change four bytes inside the ESP packets that leave through an interface, sparing every fourth packet: behind the
 * header, the sequence number and the initialisation vector, so that only the integrity check can notice.
 */
export async function spoilEsp(node: Node, device: string, family: AddressFamily): Promise<void> {
  const at = (family === 6 ? 40 : 20) + 40;
  const match =
    family === 6
      ? ['protocol', 'ipv6', 'u32', 'match', 'ip6', 'protocol']
      : ['protocol', 'ip', 'u32', 'match', 'ip', 'protocol'];
  await node.must(['tc', 'qdisc', 'add', 'dev', device, 'root', 'handle', '1:', 'prio']);
  await node.must([
    ...['tc', 'filter', 'add', 'dev', device, 'parent', '1:', 'prio', '1', ...match, '50', '0xff'],
    ...['action', 'gact', 'pipe', 'random', 'determ', 'pass', '4'],
    ...['action', 'pedit', 'munge', 'offset', String(at), 'u32', 'set', '0x5a5aa5a5'],
  ]);
}
