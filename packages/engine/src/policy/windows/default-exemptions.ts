import { icmpKey } from '../packet-box.ts';
import type { PacketKey } from './filter-table.ts';
import type { PolicyHostState } from './host-state.ts';

/** Traffic that bypasses the filters by itself, by stable name. */
export type DefaultExemption = 'ike' | 'kerberos' | 'rsvp' | 'multicast' | 'broadcast' | 'dhcp' | 'neighbor-discovery';

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
 * the edition is not told IKE alone is. Connection security rules of later systems let DHCP and neighbor discovery by as well (`netsh
 * advfirewall set global ipsec defaultexemptions`: by default neighbor discovery and DHCP).
 */
export function defaultExemption(
  packet: PacketKey,
  { edition, noDefaultExempt, policies }: Pick<PolicyHostState, 'edition' | 'noDefaultExempt' | 'policies'>,
): DefaultExemption | null {
  if (packet.protocol === 17 && (packet.destinationPort === 500 || packet.destinationPort === 4500)) return 'ike';
  if (policies.length > 0 && policies.every(({ modern }) => modern === true))
    return isDhcp(packet) ? 'dhcp' : isNeighborDiscovery(packet) ? 'neighbor-discovery' : null;
  const kind = kindOf(packet);
  if (kind === null) return null;
  const level = noDefaultExempt ?? (edition === 'windows-2000' ? 0 : 3);
  return (left[level] ?? []).includes(kind) ? kind : null;
}

/** UDP between ports 67 and 68 (RFC 2131 section 4.1), of IPv6 546 and 547 (RFC 8415 section 7.2). */
function isDhcp({ protocol, sourcePort, destinationPort, destination }: PacketKey): boolean {
  const [one, other] = typeof destination === 'bigint' ? [546, 547] : [67, 68];
  const known = (port: number): boolean => port === one || port === other;
  return protocol === 17 && known(sourcePort) && known(destinationPort);
}

/**
 * Neighbor solicitation and advertisement (RFC 4861 sections 4.3 and 4.4). Router discovery is an exemption of its own, which is not set by
 * default (MS-FASP 2.2.39).
 */
function isNeighborDiscovery({ protocol, sourcePort }: PacketKey): boolean {
  return protocol === 58 && (sourcePort === icmpKey(135, 0) || sourcePort === icmpKey(136, 0));
}

function kindOf({ protocol, sourcePort, destinationPort, destination }: PacketKey): DefaultExemption | null {
  const first = typeof destination === 'bigint' ? 0 : Math.floor(destination / 2 ** 24);
  if (first >= 224 && first <= 239) return 'multicast';
  if (destination === 0xffff_ffff) return 'broadcast';
  if ((protocol === 6 || protocol === 17) && (sourcePort === 88 || destinationPort === 88)) return 'kerberos';
  return protocol === 46 ? 'rsvp' : null;
}
