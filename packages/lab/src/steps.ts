import type { Check, HostRecording, Recording, World } from './types.ts';

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
export function lineOf(host: HostRecording, pattern: Says): string | null {
  const expression =
    pattern instanceof RegExp ? pattern : host.daemon === 'libreswan' ? pattern.libreswan : pattern.strongswan;
  if (expression === undefined) return null;
  return host.log.split('\n').find((line) => expression.test(line)) ?? null;
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
    /established (IKE|ISAKMP) SA|ISAKMP SA established|initiator established IKE SA|responder established IKE SA/,
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
