import type { WireReading } from '../protocol/wire-reading.ts';
import type { Account } from './account.ts';

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
  if (kind === 'IKE') return wire.ike.length > 0 || wire.ordinary.size > 0;
  return (
    wire.keepalives > 0 ||
    wire.ordinary.size > 0 ||
    wire.flows.some(({ encapsulation }) => encapsulation === 'udp') ||
    wire.ike.some(({ src, dst }) => src.port === 4500 || dst.port === 4500)
  );
}
