import { blockedIds, isBlocked } from './blocked.ts';
import { hostIds, hostTeller } from './host-events.ts';
import { isRas } from './ras.ts';
import { negotiationIds, negotiationTeller } from './tellers.ts';
import { isWfpFailure } from './wfp-events.ts';

/** Numbers that are wanted of some provider: nearly all records of a log have none of them, and names need not be looked at. */
const ids = new Set<number>([
  ...hostIds,
  ...negotiationIds,
  ...blockedIds,
  1005,
  1007,
  1009,
  20255,
  20271,
  20272,
  20276,
  ...Array.from({ length: 10 }, (_, at) => 20220 + at),
]);

/**
 * Whether a record of this provider, channel and id says anything of IPsec, of the services and the domain it needs, or of the host
 * around it. What is not wanted need not be read. Providers are compared without regard to case; a legacy log has its channel's name.
 */
export function wantedEvent(provider: string | null, channel: string | null, id: number): boolean {
  if (!ids.has(id)) return false;
  return (
    negotiationTeller(provider, channel, id) !== null ||
    isWfpFailure(provider, id) ||
    isRas(provider, id) ||
    isBlocked(provider, channel, id) ||
    hostTeller(provider, channel, id) !== null
  );
}
