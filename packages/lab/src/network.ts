import { must, namespace, run } from './exec.ts';
import { hostOf } from './draw.ts';
import type { Draw, HostDraw, Label, Node, Role } from './types.ts';

/** The namespaces of one running scenario. */
export interface Network {
  router: Node;
  hosts: Partial<Record<Label, Node>>;
  /** One machine in each protected network, at `.100`. */
  lans: Partial<Record<Label, Node>>;
  nats: Partial<Record<Label, Node>>;
  remove(): Promise<void>;
}

const SYSCTLS = [
  'net.ipv6.conf.all.accept_dad=0',
  'net.ipv6.conf.default.accept_dad=0',
  'net.ipv4.conf.all.rp_filter=0',
  'net.ipv4.conf.default.rp_filter=0',
  'net.ipv4.conf.all.accept_redirects=0',
  'net.ipv4.conf.all.send_redirects=0',
  'net.ipv4.conf.default.send_redirects=0',
  'net.ipv4.icmp_ratelimit=0',
];

async function addNode(name: string, forward: boolean): Promise<Node> {
  await must(['ip', 'netns', 'add', name]);
  const node = namespace(name);
  const extra = forward ? ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'] : [];
  await node.exec(['sysctl', '-q', '-w', ...SYSCTLS, ...extra]);
  await node.must(['ip', 'link', 'set', 'lo', 'up']);
  return node;
}

/** Join two namespaces by a veth pair without any offload, so that captures hold what a wire would. */
async function join(left: Node, leftName: string, right: Node, rightName: string): Promise<void> {
  await must([
    'ip',
    'link',
    'add',
    leftName,
    'netns',
    left.name,
    'type',
    'veth',
    'peer',
    'name',
    rightName,
    'netns',
    right.name,
  ]);
  for (const [node, name] of [
    [left, leftName],
    [right, rightName],
  ] as const) {
    await node.exec(['ethtool', '-K', name, 'tx', 'off', 'rx', 'off', 'gso', 'off', 'gro', 'off', 'tso', 'off']);
    await node.must(['ip', 'link', 'set', name, 'up']);
  }
}

async function address(node: Node, value: string, device: string): Promise<void> {
  const extra = value.includes(':') ? ['nodad'] : [];
  await node.must(['ip', 'addr', 'add', value, 'dev', device, ...extra]);
}

async function defaultRoute(node: Node, via: string): Promise<void> {
  const family = via.includes(':') ? ['-6'] : [];
  await node.must(['ip', ...family, 'route', 'add', 'default', 'via', via]);
}

/** Everybody inside is hidden behind the box; a responder's IKE ports are forwarded to it. */
function natRules(host: HostDraw): string {
  const forward = host.role === 'responder' ? `iifname "out" udp dport { 500, 4500 } dnat to ${host.address}` : '';
  return `table ip nat {
  chain pre { type nat hook prerouting priority -100;
    ${forward}
  }
  chain post { type nat hook postrouting priority 100;
    oifname "out" masquerade
  }
}
`;
}

/** Address of the router on the network of a host (the public side of its NAT, if it has one). */
function routerAddress(host: HostDraw): string {
  if (host.publicAddress.includes(':')) return host.publicAddress.replace(/::[0-9a-f]+$/, '::1');
  return host.publicAddress.replace(/\.\d+$/, '.1');
}

/** Name of the router's interface towards a role. */
export function routerInterface(draw: Draw, role: Role): string {
  return `to-${hostOf(draw, role).label}`;
}

/** Build hosts, NAT boxes and router for a draw; `prefix` keeps names of scenarios running side by side apart. */
export async function buildNetwork(draw: Draw, prefix: string): Promise<Network> {
  const names: string[] = [];
  const add = (suffix: string, forward: boolean): Promise<Node> => {
    const name = `${prefix}-${suffix}`;
    names.push(name);
    return addNode(name, forward);
  };
  const remove = async (): Promise<void> => {
    for (const name of names) {
      const pids = await run(['ip', 'netns', 'pids', name]);
      for (const pid of pids.stdout.split('\n').filter((line) => /^\d+$/.test(line))) {
        await run(['kill', '-9', pid]);
      }
      await run(['ip', 'netns', 'del', name]);
    }
  };
  try {
    const router = await add('r', true);
    const network: Network = { router, hosts: {}, lans: {}, nats: {}, remove };
    for (const host of Object.values(draw.hosts)) {
      await addHost(network, host, besideOf(draw, host), add);
    }
    return network;
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The host drawn before this one that is reached by the same address: both sit behind one NAT box. */
function besideOf(draw: Draw, host: HostDraw): HostDraw | undefined {
  const earlier = Object.values(draw.hosts).slice(0, Object.values(draw.hosts).indexOf(host));
  return earlier.find((other) => other.nat && other.publicAddress === host.publicAddress);
}

/** `beside` is the host whose NAT box this one shares. */
async function addHost(
  network: Network,
  host: HostDraw,
  beside: HostDraw | undefined,
  add: (suffix: string, forward: boolean) => Promise<Node>,
): Promise<void> {
  const node = await add(host.label, true);
  const lan = await add(`${host.label}l`, false);
  network.hosts[host.label] = node;
  network.lans[host.label] = lan;
  const port = `to-${host.label}`;
  const gateway = routerAddress(host);
  const shared = beside === undefined ? undefined : network.nats[beside.label];
  if (shared !== undefined) {
    network.nats[host.label] = shared;
    await join(node, 'eth0', shared, port);
    await address(shared, `${host.gateway}/${host.prefix}`, port);
  } else if (host.nat) {
    const nat = await add(`${host.label}n`, true);
    network.nats[host.label] = nat;
    await join(nat, 'out', network.router, port);
    await join(node, 'eth0', nat, 'in');
    await address(nat, `${host.publicAddress}/24`, 'out');
    await address(nat, `${host.gateway}/${host.prefix}`, 'in');
    await defaultRoute(nat, gateway);
    await nat.nft(natRules(host));
  } else {
    await join(node, 'eth0', network.router, port);
  }
  if (shared === undefined)
    await address(network.router, `${gateway}/${host.publicAddress.includes(':') ? 64 : 24}`, port);
  await address(node, `${host.address}/${host.prefix}`, 'eth0');
  await defaultRoute(node, host.gateway);
  await join(node, 'eth1', lan, 'eth0');
  await address(node, `${host.inner}/24`, 'eth1');
  await address(lan, `${host.inner.replace(/\.\d+$/, '.100')}/24`, 'eth0');
  await defaultRoute(lan, host.inner);
}
