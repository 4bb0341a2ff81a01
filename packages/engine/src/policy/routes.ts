import { addressBytes } from '../protocol/address.ts';
import type { RouteState } from '../observations/index.ts';

/** Whether a routing table has a unicast route (default included) for an address. Unparsable entries count for nothing. */
export function hasRoute(routes: readonly RouteState[], address: string): boolean {
  const target = addressBytes(address);
  if (target === undefined) return true;
  return routes.some((route) => {
    if (route.type !== 'unicast' && route.type !== 'local') return false;
    if (route.destination === 'default') return route.via === null || route.via.includes(':') === address.includes(':');
    const base = addressBytes(route.destination);
    if (base === undefined || base.length !== target.length) return false;
    for (let bit = 0; bit < route.prefix; bit++) {
      const byte = bit >> 3;
      const mask = 0x80 >> (bit & 7);
      if (((base[byte] ?? 0) & mask) !== ((target[byte] ?? 0) & mask)) return false;
    }
    return true;
  });
}
