import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rng } from './rng.ts';
import { fact, says, CHILD_UP } from './steps.ts';
import { hostOf } from './draw.ts';
import { iptables } from './xtables.ts';
import type {
  Check,
  ChildSpec,
  ConnectionSpec,
  DaemonKind,
  Draw,
  Honest,
  Host,
  HostRecording,
  Recording,
  Role,
  Scenario,
  Sighting,
  World,
} from './types.ts';

/** Every pair of daemons, each with itself and with the other. */
export const EVERY_PAIR: [DaemonKind, DaemonKind][] = [
  ['strongswan', 'strongswan'],
  ['strongswan', 'libreswan'],
  ['libreswan', 'strongswan'],
  ['libreswan', 'libreswan'],
];

/** Limits on the draw of scenarios whose SAs live in the kernel; long retransmission because such a kernel may be slow. */
export function kernelDraw(more: Scenario['allow'] = {}): NonNullable<Scenario['allow']> {
  return { daemons: EVERY_PAIR, nat: ['none'], retransmit: ['default'], dataPlane: ['kernel'], ...more };
}

/** A `tune` that puts the SAs into the kernel and then does more. */
export function inKernel(more?: (draw: Draw, rng: Rng) => void): (draw: Draw, rng: Rng) => void {
  return (draw, rng) => {
    draw.dataPlane = 'kernel';
    more?.(draw, rng);
  };
}

/** The first connection of a host. */
export function connectionOf(host: Host): ConnectionSpec {
  const connection = host.config.connections[0];
  if (connection === undefined) throw new Error(`${host.role} has no connection`);
  return connection;
}

/** The first child of a host's first connection. */
export function childOf(host: Host): ChildSpec {
  const child = connectionOf(host).children[0];
  if (child === undefined) throw new Error(`${host.role} has no child`);
  return child;
}

/** Make both ends protect only what the two hosts say to each other, in transport mode. */
export function useTransport(world: World): void {
  for (const host of [world.initiator, world.responder]) {
    const child = childOf(host);
    child.mode = 'transport';
    child.localSubnets = [];
    child.remoteSubnets = [];
  }
}

/** Make both ends use AH with an integrity algorithm. */
export function useAh(world: World, integrity = 'sha256'): void {
  for (const host of [world.initiator, world.responder]) {
    const child = childOf(host);
    child.protocol = 'ah';
    child.proposals = [{ integrity }];
  }
}

/** Address that stands for the initiator outside: another one of the same network. */
export function natAddress(draw: Draw): string {
  return hostOf(draw, 'initiator').address.replace(/\d+$/, '240');
}

/** A one-to-one NAT on the router between the initiator and the rest; `more` are further rules of that device. */
export async function translate(world: World, ...more: string[][]): Promise<void> {
  const outside = natAddress(world.draw);
  const inside = world.initiator.draw.address;
  await iptables(world.router, 4, [
    ['-t', 'nat', '-A', 'PREROUTING', '-d', outside, '-j', 'DNAT', '--to-destination', inside],
    ['-t', 'nat', '-A', 'POSTROUTING', '-s', inside, '-j', 'SNAT', '--to-source', outside],
    ...more,
  ]);
}

/** Neither end does NAT traversal, and the responder knows the initiator by its outside address. */
export function withoutNatTraversal(world: World): void {
  for (const host of [world.initiator, world.responder])
    connectionOf(host).extra = { libreswan: ['nat-ikev1-method=none'] };
  connectionOf(world.responder).remote.addresses = [natAddress(world.draw)];
}

export interface PingOptions {
  count?: number;
  size?: number;
  /** From outer address to outer address (transport mode) instead of between the protected networks. */
  outer?: boolean;
  intervalMs?: number;
  /** Key under which the number of answers is noted. */
  key?: string;
}

/** Ping from one role to the other and note the number of answers as `pings-<role>` or under `key`. */
export async function pingFrom(
  world: World,
  role: 'initiator' | 'responder',
  options: PingOptions = {},
): Promise<number> {
  const host = world[role];
  const peer = role === 'initiator' ? world.responder : world.initiator;
  const more = {
    ...(options.size === undefined ? {} : { size: options.size }),
    ...(options.intervalMs === undefined ? {} : { intervalMs: options.intervalMs }),
  };
  const to = options.outer === true ? peer.draw.publicAddress : peer.draw.inner;
  const answers = await host.ping(to, options.count ?? 3, {
    from: options.outer === true ? host.draw.address : host.draw.inner,
    ...more,
  });
  world.note(options.key ?? `pings-${role}`, answers);
  return answers;
}

/**
 * Note the kernel's IPsec error counters that are not zero as `<counter>-<role>` and keep the whole table in the
 * evidence as xfrm-stat.txt.
 */
export async function keepCounters(world: World): Promise<void> {
  for (const host of world.hosts) {
    const table = await host.node.exec(['cat', '/proc/net/xfrm_stat']);
    if (table.code !== 0) continue;
    writeFileSync(join(host.evidence, 'xfrm-stat.txt'), table.stdout);
    for (const line of table.stdout.split('\n')) {
      const [name, value] = line.trim().split(/\s+/);
      if (name !== undefined && value !== undefined && Number(value) > 0)
        world.note(`${name}-${host.role}`, Number(value));
    }
  }
}

/** An IPv6 address with all its groups, as the lab's capture reader writes it; others as they are. */
export function plainAddress(address: string): string {
  if (!address.includes(':')) return address;
  const [left = '', right = ''] = address.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === '' ? [] : right.split(':');
  const gap = Array.from({ length: address.includes('::') ? 8 - head.length - tail.length : 0 }, () => '0');
  return [...head, ...gap, ...tail].join(':');
}

/** Did a host send this packet? */
export function sentBy(packet: Sighting, host: HostRecording): boolean {
  return plainAddress(packet.from) === plainAddress(host.draw.address);
}

/** Datagrams of an IP protocol (50 ESP, 51 AH) that a host's capture holds in one direction. */
export function protocolPackets(host: HostRecording, protocol: number, direction: 'out' | 'in'): number {
  return host.packets.filter((packet) => packet.protocol === protocol && sentBy(packet, host) === (direction === 'out'))
    .length;
}

/** Check that plain ESP (50) or AH (51) left one host and how much of it arrived at the other. */
export function crossing(
  recording: Recording,
  from: 'initiator' | 'responder',
  protocol: 50 | 51,
  arrives: 'all' | 'some' | 'none',
): Check[] {
  const sender = recording[from];
  const receiver = recording[from === 'initiator' ? 'responder' : 'initiator'];
  const sent = protocolPackets(sender, protocol, 'out');
  const got = protocolPackets(receiver, protocol, 'in');
  const name = protocol === 50 ? 'ESP' : 'AH';
  const ok = arrives === 'none' ? got === 0 : arrives === 'all' ? got === sent : got > 0 && got < sent;
  return [
    { what: `${name} left the ${from}`, ok: sent > 0, by: `${sent} packets` },
    { what: `${arrives} of it arrived`, ok, by: `${got} of ${sent} packets` },
  ];
}

/** Check on the error counter of a host's kernel. */
export function counter(recording: Recording, role: Role, name: string): Check {
  return fact(recording, `${name}-${role}`, (value) => value > 0, `the kernel of the ${role} counted ${name}`);
}

/** Check that both daemons hold the child. */
export function bothUp(recording: Recording): Check[] {
  return [says(recording.initiator, CHILD_UP), says(recording.responder, CHILD_UP)];
}

/** Check on the answers to the pings of a role (or those noted under another key). */
export function answers(recording: Recording, key: string, test: (count: number) => boolean, what: string): Check {
  return fact(recording, key === 'initiator' || key === 'responder' ? `pings-${key}` : key, test, what);
}

/** One state of `ip xfrm state`, as far as putting it back differently needs it. */
export interface KernelState {
  src: string;
  dst: string;
  spi: string;
  /** The words of the other lines that `ip xfrm state add` understands again. */
  words: string[];
}

/** States of `ip xfrm state` that carry keys. */
export function readStates(text: string): KernelState[] {
  const states: KernelState[] = [];
  for (const block of text.split(/^(?=src )/m)) {
    const head = /^src (\S+) dst (\S+)\n\s+proto (\S+) spi (0x[0-9a-f]+) reqid (\d+) mode (\S+)/.exec(block);
    if (head === null) continue;
    const [, src = '', dst = '', proto = '', spi = '', reqid = '', mode = ''] = head;
    const words = ['proto', proto, 'spi', spi, 'reqid', reqid, 'mode', mode];
    for (const line of block.split('\n')) {
      const key = /^\s+(auth-trunc|enc|aead|auth) (.*)$/.exec(line);
      if (key !== null) words.push(key[1] ?? '', ...(key[2] ?? '').trim().split(/\s+/));
    }
    states.push({ src, dst, spi, words });
  }
  return states;
}

const UNKNOWABLE: Partial<Honest> = {
  best: null,
  truthInSet: false,
  notCertain: ['*'],
  verdicts: ['inconclusive', 'failing', 'degraded', 'healthy'],
};

/** Expectations for a fault that both captures prove together and nothing less: logs end with the SAs being there. */
export function provenByCaptures(): NonNullable<Scenario['honest']> {
  return {
    logs: UNKNOWABLE,
    initiator: UNKNOWABLE,
    responder: UNKNOWABLE,
    'capture-initiator': UNKNOWABLE,
    'capture-responder': UNKNOWABLE,
    'log-initiator': UNKNOWABLE,
    'log-responder': UNKNOWABLE,
  };
}

/** Expectations for a fault inside a host: only its own tables, read together with what is on the wire, prove it. */
export function provenByHost(): NonNullable<Scenario['honest']> {
  return { ...provenByCaptures(), captures: UNKNOWABLE };
}
