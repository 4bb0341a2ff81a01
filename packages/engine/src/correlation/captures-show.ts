import type { WireReading } from '../protocol/wire-reading.ts';
import type { Account } from './account.ts';
import type { AlignInput, ArtifactClock } from './align.ts';
import type { Window } from './time-line.ts';

/** What a capture may have been told to leave out. */
export type PacketKind = 'IKE' | 'UDP 4500' | 'ESP';

function capturesOf(account: Account, host: string): readonly WireReading[] {
  return account.artifacts.flatMap(({ id, wire }) =>
    wire !== undefined && wire.packets > 0 && account.hostOf.get(id) === host ? [wire] : [],
  );
}

/** The captures of a host show nothing but what it sends itself. */
export function hearsOnlyItself(account: Account, host: string): boolean {
  const captures = capturesOf(account, host);
  return (
    captures.length > 0 &&
    captures.every(({ onlySender }) => onlySender !== undefined && account.ownerOf(onlySender) === host)
  );
}

/** They do, and show more than the ports of IKE, or no datagram of anybody: where others are on the line some of them had to be heard. */
export function isOneSided(account: Account, host: string): boolean {
  const captures = capturesOf(account, host);
  return (
    captures.length > 0 &&
    captures.every((wire) => {
      const { only, onlySender, ike, flows, clear, icmp, ordinary } = wire;
      if (onlySender !== undefined) return only === undefined && account.ownerOf(onlySender) === host;
      if (ike.length + flows.length + icmp.length + ordinary.size > 0) return false;
      return clear.every(({ src, forward, backward }) =>
        account.ownerOf(src) === host ? backward === 0 : forward === 0,
      );
    })
  );
}

/** There are captures of a host, and none of them shows a packet of the kind, of whomever. */
export function showsNone(account: Account, host: string, kind: PacketKind): boolean {
  const captures = capturesOf(account, host);
  return captures.length > 0 && !captures.some((wire) => shows(wire, kind));
}

/** Whether a capture holds a packet of the kind, of whomever, or others by which it is known to show such packets. */
export function shows(wire: WireReading, kind: PacketKind): boolean {
  // Who lets TCP through was not told to keep the ports of IKE alone.
  if (kind === 'ESP')
    return (
      wire.flows.some(({ encapsulation }) => encapsulation === 'none') ||
      wire.clear.some(({ protocol }) => protocol === 'tcp' || protocol === 'other')
    );
  if (kind === 'IKE')
    return wire.ike.length > 0 || wire.ordinary.size > 0 || wire.incomplete.some(({ srcPort }) => srcPort === 500);
  return (
    wire.keepalives > 0 ||
    wire.ordinary.size > 0 ||
    wire.incomplete.some(({ srcPort, dstPort }) => srcPort === 4500 || dstPort === 4500) ||
    wire.flows.some(({ encapsulation }) => encapsulation === 'udp') ||
    wire.ike.some(({ src, dst }) => src.port === 4500 || dst.port === 4500)
  );
}

/**
 * Captures that leave out IKE, or what passes on UDP 4500: not a packet of it is in them, although a log of their host tells of messages
 * that came in meanwhile. By artifact.
 */
export function leavingOut(
  inputs: readonly AlignInput[],
  windows: ReadonlyMap<string, Window>,
  clocks: ReadonlyMap<string, ArtifactClock>,
): ReadonlyMap<string, ReadonlySet<PacketKind>> {
  const found = new Map<string, ReadonlySet<PacketKind>>();
  for (const { artifact, host, wire } of inputs) {
    const window = windows.get(artifact);
    if (wire === null || host === null || window === undefined) continue;
    const missing = (['IKE', 'UDP 4500'] as const).filter((kind) => !shows(wire, kind));
    if (missing.length === 0) continue;
    const came = (kind: PacketKind): boolean =>
      inputs.some((other) => {
        if (other.host !== host || other.wire !== null) return false;
        const offset = clocks.get(other.artifact)?.offset ?? 0n;
        return other.attempts.some(({ sightings }) =>
          sightings.some(
            ({ act, ns, srcPort, dstPort }) =>
              act !== 'sent' &&
              // A log without times may tell of the same while.
              (ns === null || (ns + offset >= window.from && ns + offset <= window.to)) &&
              (kind === 'IKE' || srcPort === 4500 || dstPort === 4500),
          ),
        );
      });
    const kinds = missing.filter(came);
    if (kinds.length > 0) found.set(artifact, new Set(kinds));
  }
  return found;
}
