import { carries } from './pcap.ts';
import type { Check, DaemonKind, HostRecording, Recording, World } from './types.ts';

/** Ping through the tunnel in both directions; notes how many answers came. */
export async function pingBoth(world: World, count = 3): Promise<number> {
  const there = await world.initiator.ping(world.responder.draw.inner, count);
  const back = await world.responder.ping(world.initiator.draw.inner, count);
  world.note('pings-initiator', there);
  world.note('pings-responder', back);
  return there + back;
}

/** Bring up the default child from the initiator and note the exit of the tool. */
export async function bringUp(world: World, waitMs = 12_000): Promise<boolean> {
  const result = await world.initiator.daemon.initiate({ waitMs });
  world.note('initiate', result.code);
  return result.code === 0;
}

/** The usual course of a failing scenario: initiate once and give up when the daemon does. */
export async function tryOnce(world: World): Promise<void> {
  await bringUp(world);
  await world.sleep(300);
}

/** A log pattern per vendor. */
export type Says = { strongswan: RegExp; libreswan?: RegExp } | RegExp;

/** Line of a host's own log that matches, or null. */
function lineOf(host: HostRecording, pattern: Says): string | null {
  const expression =
    pattern instanceof RegExp ? pattern : host.daemon === 'libreswan' ? pattern.libreswan : pattern.strongswan;
  if (expression === undefined) return null;
  const lines = host.log.split('\n');
  // Libreswan marks debugging lines with a bar; they name states that were never reached.
  return lines.find((line) => expression.test(line) && !/^\S+ \| /.test(line)) ?? null;
}

/** Check that a host's own log says something. */
export function says(host: HostRecording, pattern: Says, what = `${host.role}'s log says so`): Check {
  const line = lineOf(host, pattern);
  return {
    what: `${what}: ${String(pattern instanceof RegExp ? pattern : (pattern[host.daemon] ?? 'no pattern'))}`,
    ok: line !== null,
    by: line ?? 'no such line',
  };
}

/** Check that a host's own log does not say something. */
export function silent(host: HostRecording, pattern: Says, what = `${host.role}'s log does not say`): Check {
  const line = lineOf(host, pattern);
  return {
    what: `${what}: ${String(pattern instanceof RegExp ? pattern : (pattern[host.daemon] ?? ''))}`,
    ok: line === null,
    by: line ?? 'no such line',
  };
}

/** Check on a noted fact. */
export function fact(recording: Recording, key: string, test: (value: number) => boolean, what: string): Check {
  const value = recording.facts[key];
  return { what, ok: typeof value === 'number' && test(value), by: `${key} = ${String(value)}` };
}

export const ESTABLISHED: Says = {
  strongswan: /IKE_SA \S+ established between/,
  libreswan:
    /established (IKE|ISAKMP) SA|(ISAKMP|IKE) SA established|initiator established IKE SA|responder established IKE SA/,
};
export const CHILD_UP: Says = {
  strongswan: /CHILD_SA \S+ established with SPIs/,
  libreswan: /established Child SA|IPsec SA established/,
};

/** Both ends hold the child and pings passed both ways. */
export function works(recording: Recording): Check[] {
  return [
    says(recording.initiator, CHILD_UP),
    says(recording.responder, CHILD_UP),
    fact(recording, 'pings-initiator', (n) => n > 0, 'pings from the initiator were answered'),
    fact(recording, 'pings-responder', (n) => n > 0, 'pings from the responder were answered'),
  ];
}

/** All four daemon pairs, for faults that come before a CHILD_SA is installed. */
export const PAIRS: [DaemonKind, DaemonKind][] = [
  ['strongswan', 'strongswan'],
  ['strongswan', 'strongswan'],
  ['strongswan', 'libreswan'],
  ['libreswan', 'strongswan'],
  ['libreswan', 'libreswan'],
];

/**
 * Pairs for faults that the initiator finds after the responder agreed: where the kernel has no ESP, Libreswan (and
 * strongSwan without its own ESP) would fail to install the SA by then, which is a second fault.
 */
export const STRONGSWAN_ANSWERS: [DaemonKind, DaemonKind][] = [
  ['strongswan', 'strongswan'],
  ['libreswan', 'strongswan'],
];

/** Ping the outer addresses, as people do first: a sign of life outside IPsec. Notes the answers. */
export async function outerPing(world: World): Promise<void> {
  const answers = await world.initiator.ping(world.responder.draw.publicAddress, 2, {
    from: world.initiator.draw.address,
  });
  world.note('outer-pings', answers);
}

/** Initiate several times, as a daemon with several keying tries or a person does. */
export async function attempt(world: World, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await tryOnce(world);
}

/** Number of IKE messages that a host's capture holds in one direction, optionally of one exchange type. */
export function countIke(host: HostRecording, direction: 'in' | 'out', type?: number): number {
  const own = host.draw.address;
  return host.packets.filter((packet) => {
    if (carries(packet) !== 'ike') return false;
    const marker = packet.sourcePort === 500 || packet.destinationPort === 500 ? 0 : 4;
    if (type !== undefined && packet.payload[marker + 18] !== type) return false;
    return same(direction === 'out' ? packet.from : packet.to, own);
  }).length;
}

/** Number of ESP packets (in UDP or plain) that a host's capture holds in one direction. */
export function countEsp(host: HostRecording, direction: 'in' | 'out'): number {
  const own = host.draw.address;
  return host.packets.filter((packet) => {
    if (carries(packet) !== 'esp' && packet.protocol !== 50) return false;
    return same(direction === 'out' ? packet.from : packet.to, own);
  }).length;
}

function same(left: string, right: string): boolean {
  const expand = (text: string): string =>
    text.includes('::') ? text.replace('::', ':0'.repeat(9 - text.split(':').length) + ':') : text;
  return expand(left) === expand(right);
}

/** Check on a number that was counted. */
export function counted(what: string, value: number, test: (value: number) => boolean): Check {
  return { what, ok: test(value), by: String(value) };
}
