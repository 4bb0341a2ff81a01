import type { ClearView, Evidence } from '../causes/api.ts';
import type { Account } from './account.ts';
import type { Host, IcmpView, Negotiation, Role, SaView } from './types.ts';

const fewSigns = 4;

/** A capture of the host that was running at a moment (common time line, clocks taken as they are where nothing joins them). */
function watchedAt(account: Account, host: Host, ns: bigint | null): boolean {
  return (
    ns !== null &&
    account.artifacts.some(({ id, wire }) => {
      if (wire?.first == null || wire.last === null || account.hostOf.get(id) !== host.label) return false;
      const offset = account.clocks.get(id)?.offset ?? 0n;
      return !account.unreliable.has(id) && wire.first + offset <= ns && wire.last + offset >= ns;
    })
  );
}

/**
 * What shows that a host lives: what others got from it. Anybody can send with its address: what its own capture would have
 * to hold, and does not, is no sign of it.
 */
export function lifeSigns(
  role: Role,
  negotiations: readonly Negotiation[],
  sas: readonly SaView[],
  icmp: readonly IcmpView[],
  clear: readonly ClearView[],
  host: Host,
  account: Account,
): Evidence[] {
  const found: Evidence[] = [];
  const own = (artifact: string): boolean => account.hostOf.get(artifact) === host.label;
  const forged = (ns: bigint | null, seenIn: readonly string[]): boolean =>
    !seenIn.some(own) && watchedAt(account, host, ns);
  for (const negotiation of negotiations) {
    for (const row of negotiation.rows) {
      if (row.sender !== role) continue;
      const heard = row.sightings.find(
        (sighting) =>
          (sighting.from === 'log' && sighting.act !== 'sent') ||
          (sighting.from === 'wire' && row.seenArriving === 'yes'),
      );
      const source = heard?.sources[0];
      const known = row.sightings.map((sighting) => sighting.artifact);
      if (heard !== undefined && source !== undefined && !forged(row.at, known))
        found.push({ source, class: heard.from === 'log' ? 'statement' : 'packet', ns: heard.ns });
    }
  }
  for (const sa of sas)
    if (sa.from === host.label && sa.arriving !== null && (sa.leaving !== null || !forged(sa.arriving.first, [])))
      found.push({ source: sa.arriving.source, class: 'packet', ns: sa.arriving.first });
  for (const item of icmp) {
    const source = item.sources[0];
    const seenIn = icmp
      .filter((other) => other.from === item.from && other.type === item.type && other.code === item.code)
      .map((other) => other.artifact);
    if (item.from === host.label && source !== undefined && !forged(item.ns, seenIn))
      found.push({ source, class: 'clear-testimony', ns: item.ns });
  }
  // There may be very much of it: the others are asked only where one alone would be no sign.
  for (const item of clear) {
    if (found.length >= fewSigns) break;
    const answers = host.addresses.includes(item.dst) && item.answers > 0;
    const asks = host.addresses.includes(item.src) && item.requests > 0 && !host.artifacts.includes(item.artifact);
    if (!answers && !asks) continue;
    const elsewhere = (other: ClearView): boolean =>
      own(other.artifact) &&
      other.protocol === item.protocol &&
      other.src === item.src &&
      other.dst === item.dst &&
      (answers ? other.answers : other.requests) > 0;
    if (own(item.artifact) || !watchedAt(account, host, item.first) || clear.some(elsewhere))
      found.push({ source: item.source, class: 'packet' });
  }
  return found.slice(0, fewSigns);
}
