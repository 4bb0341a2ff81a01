import type { WindowsEvent } from './event.ts';
import { address, field } from './fields.ts';

/**
 * Audits of packets that the Windows Filtering Platform blocked: 5152 (a packet) and 5157 (a connection). Source: Microsoft, "5152(F): The Windows
 * Filtering Platform blocked a packet" and "5157(F): The Windows Filtering Platform has blocked a connection".
 */

/** A packet of IKE, ESP or AH that this host blocked. */
export interface Blocked {
  /** `udp/500` with the port of this host, or `protocol/50`. */
  readonly what: string;
  readonly own: string;
  readonly peer: string;
}

/** Numbers of these records. */
export const blockedIds: readonly number[] = [5152, 5157];

/** Whether this provider and id are of a packet that was blocked. */
export function isBlocked(provider: string | null, channel: string | null, id: number): boolean {
  const name = (provider ?? channel ?? '').toLowerCase();
  return (id === 5152 || id === 5157) && (name === 'security' || name === 'microsoft-windows-security-auditing');
}

const inbound = /^(?:%%14592|inbound|인바운드)$/iu;
const outbound = /^(?:%%14593|outbound|아웃바운드)$/iu;
const isIke = (port: string): boolean => port === '500' || port === '4500';

/** What a record says was blocked; null where it is no packet of IPsec, or its ends are not told. */
export function blockedPacket(event: WindowsEvent): Blocked | null {
  const way = field(event, 'Direction') ?? '';
  if (!inbound.test(way) && !outbound.test(way)) return null;
  const source = address(field(event, 'SourceAddress'));
  const destination = address(field(event, 'DestAddress'));
  if (source === null || destination === null) return null;
  // 5152 tells of the packet as it stands; 5157 has this host as the source, whichever way the packet went.
  const mine = event.id === 5157 || outbound.test(way);
  const [own, peer] = mine ? [source, destination] : [destination, source];
  const ports = [field(event, 'SourcePort') ?? '', field(event, 'DestPort') ?? ''];
  const protocol = field(event, 'Protocol') ?? '';
  if (protocol === '50' || protocol === '51') return { what: `protocol/${protocol}`, own, peer };
  return protocol === '17' && ports.some(isIke) ? { what: `udp/${ports[mine ? 0 : 1] ?? ''}`, own, peer } : null;
}
