import { type DefaultExemption, defaultExemption } from './default-exemptions.ts';
import type { SpecificFilter } from './expand.ts';
import type { PacketKey } from './filter-table.ts';
import type { PreparedHost } from './host-state.ts';

/** What a host's driver does with one packet before any SA exists. */
export interface PacketFate {
  /** `negotiate`: held until IKE has made an SA; `expect-sa`: dropped unless it comes inside one; `drop`: no SA can carry it. */
  readonly fate: 'permit' | 'block' | 'negotiate' | 'expect-sa' | 'let-in' | 'drop' | 'unknown';
  /** The exemption that let it by the filters; null: none did. */
  readonly exemption: DefaultExemption | null;
  readonly filter: SpecificFilter | null;
}

/**
 * The driver and one packet: default exemptions, then the first filter that takes it, else it passes (C32, GD-25). What negotiates and goes to a
 * group or to everybody is dropped, for no SA can carry it (PATH-21).
 */
export function packetFate(host: PreparedHost, direction: 'inbound' | 'outbound', packet: PacketKey): PacketFate {
  const exemption = defaultExemption(packet, host.state);
  if (exemption !== null) return { fate: 'permit', exemption, filter: null };
  const filter = (direction === 'outbound' ? host.out : host.into).find(packet);
  if (filter === null) return { fate: 'permit', exemption, filter };
  if (filter.action !== 'negotiate') return { fate: filter.action, exemption, filter };
  const { destination } = packet;
  // Groups and everybody of IPv4, groups of IPv6 (RFC 4291 section 2.7).
  const many = typeof destination === 'bigint' ? destination >> 120n === 0xffn : destination >= 0xe000_0000;
  if (many) return { fate: 'drop', exemption, filter };
  if (direction === 'outbound') return { fate: 'negotiate', exemption, filter };
  return { fate: filter.rule.inboundPassThrough ? 'let-in' : 'expect-sa', exemption, filter };
}
