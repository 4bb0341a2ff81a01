import { hostTeller } from './host-events.ts';
import { isRas } from './ras.ts';
import { negotiationTeller } from './tellers.ts';

/**
 * Whether a record of this provider, channel and id says anything of IPsec, of the services and the domain it needs, or of the host
 * around it. What is not wanted need not be read. Providers are compared without regard to case; a legacy log has its channel's name.
 */
export function wantedEvent(provider: string | null, channel: string | null, id: number): boolean {
  return (
    negotiationTeller(provider, channel, id) !== null ||
    isRas(provider, id) ||
    hostTeller(provider, channel, id) !== null
  );
}
