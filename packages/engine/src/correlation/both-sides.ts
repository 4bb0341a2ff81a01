import type { WireTranslation } from '../protocol/wire-reading.ts';
import type { EvidenceArtifact } from './hosts.ts';
import type { SharedAddresses } from './shared-addresses.ts';

/**
 * What captures tell that stood on both sides of a NAT: the same bytes under two addresses are of one end. It owns both; behind an address
 * that several ends go by, the port tells them apart.
 */
export function translatedOwners(
  artifacts: readonly EvidenceArtifact[],
  owners: Map<string, string>,
  shared: SharedAddresses,
): SharedAddresses {
  const byOutside = new Map<string, WireTranslation[]>();
  for (const { wire } of artifacts)
    for (const item of wire?.translations ?? []) {
      const known = byOutside.get(item.outside.address);
      if (known === undefined) byOutside.set(item.outside.address, [item]);
      else known.push(item);
    }
  const ports = new Map(shared);
  for (const [outside, items] of byOutside) {
    const names = new Set(items.map(({ inside }) => inside.address));
    const [only] = names;
    const owner = owners.get(outside);
    if (names.size > 1) {
      const own = new Map(shared.get(outside));
      for (const { inside, outside: seen } of items)
        if (seen.port !== 0 && !own.has(seen.port)) own.set(seen.port, owners.get(inside.address) ?? inside.address);
      ports.set(outside, own);
    } else if (only !== undefined && owner === undefined) owners.set(outside, owners.get(only) ?? only);
    else if (only !== undefined && owner !== undefined && !owners.has(only)) owners.set(only, owner);
  }
  return ports;
}
