import type { PacketKey } from './filter-table.ts';
import type { WindowsEdition } from './host-state.ts';

/** Traffic that bypasses the filters by itself, by stable name. */
export type DefaultExemption = 'ike' | 'kerberos' | 'rsvp' | 'multicast' | 'broadcast';

/** What each value of NoDefaultExempt still lets by, IKE aside (KB 811832; GD-25, PATH-22, PATH-23). */
const left: Readonly<Record<number, readonly DefaultExemption[]>> = {
  0: ['kerberos', 'rsvp', 'multicast', 'broadcast'],
  1: ['multicast', 'broadcast'],
  2: ['kerberos', 'rsvp'],
  3: [],
};

/**
 * Which exemption lets a packet by the filters; null: none. `noDefaultExempt` as in the registry; absent, what the edition does by itself:
 * everything on Windows 2000, IKE alone on Server 2003 and on XP since its second service pack, which is what is taken for XP. Where
 * the edition is not told IKE alone is.
 */
export function defaultExemption(
  packet: PacketKey,
  edition: WindowsEdition | undefined,
  noDefaultExempt: number | undefined,
): DefaultExemption | null {
  if (packet.protocol === 17 && (packet.destinationPort === 500 || packet.destinationPort === 4500)) return 'ike';
  const kind = kindOf(packet);
  if (kind === null) return null;
  const level = noDefaultExempt ?? (edition === 'windows-2000' ? 0 : 3);
  return (left[level] ?? []).includes(kind) ? kind : null;
}

function kindOf({ protocol, sourcePort, destinationPort, destination }: PacketKey): DefaultExemption | null {
  const first = typeof destination === 'bigint' ? 0 : Math.floor(destination / 2 ** 24);
  if (first >= 224 && first <= 239) return 'multicast';
  if (destination === 0xffff_ffff) return 'broadcast';
  if ((protocol === 6 || protocol === 17) && (sourcePort === 88 || destinationPort === 88)) return 'kerberos';
  return protocol === 46 ? 'rsvp' : null;
}
