import type { Scan } from './ip/scan-types.ts';
import type { WireIke } from './wire-reading.ts';

/** What a capture is confined to, as far as its packets show. */
export type Confined = 'UDP 500' | 'UDP 4500' | 'IKE ports';

/**
 * Whether a capture holds nothing but what passes on UDP 500, on UDP 4500, or on both: as one does that was taken with a filter for these
 * ports, which then tells nothing of what passes elsewhere. Null where anything else is there, or where the filter that the file itself
 * names lets it through.
 */
export function confinedTo(scan: Scan, ike: readonly WireIke[], filter: string | null): Confined | null {
  const { counts } = scan;
  const of = (name: string): number => counts[name] ?? 0;
  const onPorts = of('ike') + of('notIke') + of('keepalives') + of('espInUdp') - of('reassembled') + of('fragments');
  const elsewhere = of('arp') + of('notIp') + of('unknownLink') + Math.max(0, of('ipv4') + of('ipv6') - onPorts);
  if (ike.length === 0 || elsewhere > 0) return null;
  if (filter !== null && /\besp\b|\bproto\b/.test(filter)) return null;
  const floats = (one: WireIke): boolean => one.src.port === 4500 || one.dst.port === 4500;
  const named = (port: string): boolean => filter?.split(/\D+/).includes(port) === true;
  const on4500 = of('keepalives') + of('espInUdp') > 0 || ike.some(floats) || named('4500');
  const on500 = ike.some((one) => !floats(one)) || named('500');
  return on500 && on4500 ? 'IKE ports' : on500 ? 'UDP 500' : 'UDP 4500';
}
