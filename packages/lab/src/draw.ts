import { makeRng, type Rng } from './rng.ts';
import type {
  AddressFamily,
  AlgorithmDraw,
  Capabilities,
  CaptureDraw,
  DaemonKind,
  Draw,
  HostDraw,
  IkeVersion,
  Label,
  LogDraw,
  NatPlace,
  Scenario,
} from './types.ts';

const PUBLIC_4 = ['192.0.2', '198.51.100', '203.0.113'];
const NAMES = [
  'seoul',
  'busan',
  'gw-east',
  'gw-west',
  'vpn1',
  'edge7',
  'fw01',
  'hq',
  'branch',
  'dc2',
  'relay',
  'atlas',
];
const DOMAINS = ['example.com', 'example.org', 'corp.example', 'lab.example.net'];

/** Algorithms that both daemons support and that keep key generation fast. */
function drawAlgorithms(rng: Rng, ike: IkeVersion, libreswan: boolean): AlgorithmDraw {
  const encryption = rng.pick(['aes128', 'aes192', 'aes256']);
  const integrity = rng.pick(['sha256', 'sha384', 'sha512', 'sha1']);
  const group = rng.pick(
    ike === 1 || libreswan ? ['modp2048', 'ecp256', 'modp1536'] : ['modp2048', 'ecp256', 'ecp384', 'curve25519'],
  );
  const childIntegrity = rng.pick(['sha256', 'sha512', 'sha1']);
  const child = { encryption: rng.pick(['aes128', 'aes256']), integrity: childIntegrity };
  return { ike: { encryption, integrity, group: libreswan && group === 'modp1536' ? 'modp2048' : group }, child };
}

function drawLog(rng: Rng, scenario: Scenario): LogDraw {
  const times = scenario.allow?.logTime;
  const time = times ? rng.pick(times) : rng.pick(['clock', 'clock', 'iso', 'dash', 'none'] as const);
  const container =
    time === 'none' ? 'file' : rng.pick(['file', 'file', 'file', 'syslog', 'journal-text', 'journal-json'] as const);
  return {
    container,
    time,
    milliseconds: rng.chance(0.3),
    ikeName: rng.chance(0.5),
    level: rng.pick(scenario.allow?.level ?? [1, 1, 2]),
    timeZone: rng.pick(['UTC', 'UTC', 'UTC', 'Asia/Seoul', 'America/New_York', 'Europe/Berlin']),
  };
}

function drawCapture(rng: Rng): CaptureDraw {
  return {
    format: rng.pick(['pcap', 'pcap', 'pcap', 'pcapng', 'pcap-nano', 'pcap-gzip']),
    interface: rng.chance(0.15) ? 'any' : 'eth0',
  };
}

function drawIdentity(rng: Rng, name: string, domain: string): string {
  return rng.chance(0.7) ? `${name}.${domain}` : `${name}@${domain}`;
}

interface HostPlace {
  address: string;
  prefix: number;
  gateway: string;
  publicAddress: string;
}

function place(rng: Rng, family: AddressFamily, net: number, nat: boolean): HostPlace {
  const low = 2 + rng.int(200);
  if (family === 6) {
    const prefix = `2001:db8:${(0x10 + net).toString(16)}`;
    const address = `${prefix}::${(0x10 + low).toString(16)}`;
    return { address, prefix: 64, gateway: `${prefix}::1`, publicAddress: address };
  }
  const outer = `${PUBLIC_4[net] ?? '192.0.2'}.${low}`;
  if (!nat) return { address: outer, prefix: 24, gateway: `${PUBLIC_4[net] ?? '192.0.2'}.1`, publicAddress: outer };
  const inside = rng.pick(['192.168.1', '192.168.178', '172.16.5', '10.0.0']);
  return { address: `${inside}.${10 + rng.int(200)}`, prefix: 24, gateway: `${inside}.1`, publicAddress: outer };
}

function drawDaemons(rng: Rng, scenario: Scenario, only: DaemonKind[]): [DaemonKind, DaemonKind] {
  const all: [DaemonKind, DaemonKind][] = [
    ['strongswan', 'strongswan'],
    ['strongswan', 'libreswan'],
    ['libreswan', 'strongswan'],
    ['libreswan', 'libreswan'],
  ];
  const wanted = (scenario.allow?.daemons ?? [['strongswan', 'strongswan']]).filter(
    ([i, r]) => only.includes(i) && only.includes(r) && all.some((pair) => pair[0] === i && pair[1] === r),
  );
  return rng.pick(wanted.length > 0 ? wanted : [['strongswan', 'strongswan']]);
}

/** Everything that the seed decides for a scenario, before the scenario's own `tune`. */
export function drawScenario(
  scenario: Scenario,
  seed: number,
  capabilities: Capabilities,
  daemons: DaemonKind[] = ['strongswan', 'libreswan'],
): Draw {
  const rng = makeRng(seed, scenario.id);
  const ike = rng.pick(scenario.ike);
  const nats: NatPlace[] = scenario.allow?.nat ?? ['none', 'none', 'initiator', 'responder', 'both'];
  let nat = rng.pick(nats);
  const families: AddressFamily[] = scenario.allow?.family ?? [4, 4, 4, 6];
  const family = rng.pick(families);
  if (family === 6) nat = nats.includes('none') ? 'none' : nat;
  const [initiatorDaemon, responderDaemon] = drawDaemons(rng, scenario, daemons);
  const labels: [Label, Label] = rng.chance(0.5) ? ['a', 'b'] : ['b', 'a'];
  const algorithms = drawAlgorithms(rng, ike, initiatorDaemon === 'libreswan' || responderDaemon === 'libreswan');
  const start = rng.int(NAMES.length);
  const domain = rng.pick(DOMAINS);
  const planes = scenario.allow?.dataPlane ?? ['userland'];
  const hosts: Partial<Record<Label, HostDraw>> = {};
  const used = new Set<string>();
  const subnetStyle = rng.int(2);
  const roles = ['initiator', 'responder', 'third'] as const;
  for (let index = 0; index < (scenario.hosts ?? 2); index++) {
    const role = roles[index] ?? 'third';
    const label: Label = index === 2 ? 'c' : (labels[index] ?? 'a');
    const shared = role === 'third' && scenario.sharedNat === true ? hosts[labels[0]] : undefined;
    const natted = family === 4 && (nat === 'both' || nat === role || shared?.nat === true);
    let spot = place(rng, family, index, natted);
    // Two private networks with the same numbers would make the protected hosts unreachable for each other.
    while (used.has(spot.gateway)) spot = place(rng, family, index, natted);
    used.add(spot.gateway);
    if (shared?.nat === true) spot.publicAddress = shared.publicAddress;
    const third =
      subnetStyle === 0
        ? `10.${20 + index * 40 + rng.int(30)}.${rng.int(250)}`
        : `172.${20 + index * 3}.${rng.int(250)}`;
    const name = NAMES[(start + index) % NAMES.length] ?? 'gw';
    hosts[label] = {
      label,
      role,
      daemon: role === 'initiator' ? initiatorDaemon : role === 'responder' ? responderDaemon : 'strongswan',
      name,
      ...spot,
      nat: natted,
      subnet: `${third}.0/24`,
      inner: `${third}.1`,
      identity: drawIdentity(rng, name, domain),
      log: drawLog(rng, scenario),
      capture: drawCapture(rng),
    };
  }
  const draw: Draw = {
    seed,
    scenario: scenario.id,
    ike,
    family,
    nat,
    hosts,
    initiator: labels[0],
    responder: labels[1],
    third: (scenario.hosts ?? 2) === 3 ? 'c' : null,
    algorithms,
    connection: rng.pick(['site', 'tunnel1', 'to-branch', 'hq-vpn', 'net2net']),
    child: rng.pick(['net', 'lan', 'child1', 'office']),
    secret: `${rng.word(10)}-${rng.word(12)}`,
    dataPlane: capabilities.esp ? rng.pick(['kernel', 'userland'] as const) : rng.pick(planes),
    retransmit: rng.pick(scenario.allow?.retransmit ?? ['short']),
    ending: rng.pick(['snapshot', 'snapshot', 'stopped']),
    fault: {},
  };
  scenario.tune?.(draw, rng);
  return draw;
}

/** The drawn host of a role; throws when the scenario has no such host. */
export function hostOf(draw: Draw, role: 'initiator' | 'responder' | 'third'): HostDraw {
  const label = draw[role];
  const host = label === null ? undefined : draw.hosts[label];
  if (host === undefined) throw new Error(`scenario ${draw.scenario} has no ${role}`);
  return host;
}
