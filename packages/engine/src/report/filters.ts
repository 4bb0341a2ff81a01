import type { Evidence, Finding, Negotiation } from '../document/types.ts';
import { type LookUp, packetsOf } from './look-up.ts';

/** Display filters of Wireshark at most, for one piece of evidence. */
const most = 4;

/**
 * Display filters of Wireshark that lead to a piece of evidence: the packet itself (in its own capture), the negotiation by the
 * initiator's SPI, the SAs a finding is about. Only digits of ids get into them, never text of the evidence.
 */
export function filtersOf(at: LookUp, finding: Finding, item: Evidence): string[] {
  // What a configuration says is on no wire.
  if (item.class === 'configuration') return [];
  const filters: string[] = [];
  const packets = packetsOf(at.sources.get(item.source)?.at ?? []);
  if (packets.length > 0) filters.push(packetFilter(packets));
  const negotiations = finding.scope.negotiations.flatMap((id) => at.negotiations.get(id) ?? []);
  // Where one of several shows this very packet, the others are not meant.
  const own = negotiations.filter(({ messages }) => messages.some(({ sources }) => sources.includes(item.source)));
  for (const negotiation of own.length > 0 ? own : negotiations) {
    const filter = negotiationFilter(negotiation);
    if (filter !== null) filters.push(filter);
  }
  for (const spi of spisIn(finding.details)) filters.push(`esp.spi == 0x${spi}`);
  return [...new Set(filters)].slice(0, most);
}

/** Packets of one capture by their numbers. */
export function packetFilter(packets: readonly number[]): string {
  return packets.length === 1
    ? `frame.number == ${packets[0]}`
    : `frame.number in {${packets.slice(0, 20).join(', ')}}`;
}

/** A negotiation by the initiator's SPI (cookie); null where it is not known. */
export function negotiationFilter({ initiatorSpi }: Negotiation): string | null {
  return initiatorSpi !== null && /^[0-9a-f]{16}$/.test(initiatorSpi) ? `isakmp.ispi == ${initiatorSpi}` : null;
}

function spisIn(details: Finding['details']): string[] {
  const found: string[] = [];
  for (const key of ['spi', 'spis']) {
    const value = details[key];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const spi of list) if (typeof spi === 'string' && /^[0-9a-f]{8}$/.test(spi)) found.push(spi);
  }
  return found;
}
