import type { ConfigObservation } from '../observations/index.ts';
import type { EvidenceArtifact } from './hosts.ts';
import type { Negotiation, Role } from './types.ts';

/** Addresses by which a configuration, or a listing of SAs, says whose it is. Names, ranges and wildcards are none. */
function addressesIn(artifact: EvidenceArtifact): readonly string[] {
  const found = (artifact.text?.observations ?? []).flatMap((item): readonly (string | null)[] => {
    if (item.kind === 'connection') return [...item.localAddresses, ...item.remoteAddresses];
    return item.kind === 'ike-sa' ? [item.local, item.remote] : [];
  });
  return found.filter(
    (address): address is string =>
      address !== null && /^[0-9a-fA-F:.]+$/.test(address) && address !== '0.0.0.0' && address !== '::',
  );
}

/** Addresses that a host has: as it lists them, and as its own log and captures show it in the exchanges. */
function addressesOf(
  own: readonly EvidenceArtifact[],
  label: string,
  negotiations: readonly Negotiation[],
  hostOf: ReadonlyMap<string, string | null>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const artifact of own)
    for (const item of artifact.text?.observations ?? []) if (item.kind === 'address') found.add(item.address);
  for (const negotiation of negotiations)
    for (const role of ['initiator', 'responder'] as const satisfies readonly Role[]) {
      if (negotiation[role] !== label) continue;
      for (const attempt of negotiation.attempts)
        if (hostOf.get(attempt.artifact) === label && attempt[role] !== null) found.add(attempt[role].address);
    }
  return found;
}

/** What a configuration or a listing tells of a host. */
const ofConfiguration: ReadonlySet<ConfigObservation['kind']> = new Set([
  'connection',
  'secret',
  'ike-sa',
  'child-sa',
  'listing',
]);

/**
 * Configurations and listings among a host's files that are of another host, or of another time: they name no address that the host has,
 * and another one of its files does. Where all name foreign addresses, that is the fault of the host and not of the collection.
 */
export function misplaced(
  own: readonly EvidenceArtifact[],
  label: string,
  negotiations: readonly Negotiation[],
  hostOf: ReadonlyMap<string, string | null>,
): ReadonlySet<string> {
  const named = own.map((artifact) => ({ artifact, addresses: addressesIn(artifact) }));
  const telling = named.filter(({ addresses }) => addresses.length > 0);
  if (telling.length < 2) return new Set();
  const has = addressesOf(own, label, negotiations, hostOf);
  const fits = ({ addresses }: (typeof telling)[number]): boolean => addresses.some((address) => has.has(address));
  if (!telling.some(fits)) return new Set();
  return new Set(telling.filter((item) => !fits(item)).map(({ artifact }) => artifact.id));
}

/** Whether something that was read of a misplaced file says nothing of the host. */
export function leftOut(item: ConfigObservation, foreign: ReadonlySet<string>): boolean {
  return foreign.has(item.src.artifact) && ofConfiguration.has(item.kind);
}
