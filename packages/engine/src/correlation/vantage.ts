import type { WireFlow } from '../protocol/wire-reading.ts';
import { isPrivate } from '../protocol/address.ts';
import type { HostDraft } from './hosts.ts';
import { translated } from './translated.ts';
import { otherRole, type Attempt, type Role, type Sighting } from './types.ts';

/**
 * Which end of a negotiation two captures were taken at where nothing else tells, as between hosts of one network, whose packets keep
 * their hop limit. An answer comes later after its question where it was asked than where it was given: the difference is the way there and
 * back, whatever the two clocks show. And what was repeated in vain, and is in one capture only, was sent there.
 */
export function byOrder(
  groups: readonly (readonly Attempt[])[],
  hostOf: ReadonlyMap<string, string | null>,
  owners: Map<string, string>,
): void {
  for (const group of groups) {
    const wires = group.filter(({ from, artifact }) => from === 'wire' && (hostOf.get(artifact) ?? null) !== null);
    for (const one of wires)
      for (const other of wires.slice(wires.indexOf(one) + 1)) {
        const [here, there] = [hostOf.get(one.artifact), hostOf.get(other.artifact)];
        if (here == null || there == null || here === there) continue;
        byPrivateAddress(one, other, hostOf, owners);
        if (!sameEnds(one, other)) continue;
        const [initiator, responder] = [one.initiator?.address ?? '', one.responder?.address ?? ''];
        if (owners.has(initiator) || owners.has(responder) || knows(owners, here) || knows(owners, there)) continue;
        const role = roleByOrder(one, other);
        if (role === null) continue;
        owners.set(role === 'initiator' ? initiator : responder, here);
        owners.set(role === 'initiator' ? responder : initiator, there);
      }
  }
}

/** An end goes by a private address in one of the two captures: that one was taken there, the other one at its peer. */
function byPrivateAddress(
  one: Attempt,
  other: Attempt,
  hostOf: ReadonlyMap<string, string | null>,
  owners: Map<string, string>,
): void {
  const [behind, ...more] = (['initiator', 'responder'] as const).filter((role) => translated(one, other, role));
  if (behind === undefined || more.length > 0) return;
  const [inside, outside] = isPrivate(one[behind]?.address ?? '') ? [one, other] : [other, one];
  const [near, far] = [hostOf.get(inside.artifact), hostOf.get(outside.artifact)];
  if (near == null || far == null) return;
  const ends = [
    [inside[behind]?.address, near],
    [outside[behind]?.address, near],
    [inside[otherRole(behind)]?.address, far],
  ] as const;
  if (ends.some(([address, host]) => (owners.get(address ?? '') ?? host) !== host)) return;
  for (const [address, host] of ends) if (address !== undefined) owners.set(address, host);
}

function knows(owners: ReadonlyMap<string, string>, label: string): boolean {
  return [...owners.values()].includes(label);
}

function sameEnds(a: Attempt, b: Attempt): boolean {
  return (['initiator', 'responder'] as const).every(
    (role) => a[role] !== null && a[role]?.address === b[role]?.address,
  );
}

/** The role of the host of the first capture; null where the messages do not tell or contradict each other. */
function roleByOrder(one: Attempt, other: Attempt): Role | null {
  const there = new Map(other.sightings.map((sighting) => [keyOf(sighting), sighting] as const));
  const votes = { initiator: 0, responder: 0 };
  let asked: Sighting | null = null;
  for (const sighting of one.sightings) {
    const twin = there.get(keyOf(sighting));
    const before = asked === null ? undefined : there.get(keyOf(asked));
    if (asked !== null && asked.sender !== sighting.sender && twin !== undefined && before !== undefined) {
      const gap = between(asked, sighting);
      const gapThere = between(before, twin);
      if (gap !== null && gapThere !== null && gap !== gapThere)
        votes[gap > gapThere ? asked.sender : otherRole(asked.sender)]++;
    }
    asked = sighting;
  }
  const inVain = (mine: Attempt, theirs: ReadonlySet<string>, live: Attempt): Role | null => {
    const lost = mine.sightings.find((sighting) => sighting.copies > 1 && !theirs.has(keyOf(sighting)));
    const watched = live.sightings.some(({ sender, copies }) => copies > 1 && sender !== lost?.sender);
    return lost === undefined || !watched ? null : lost.sender;
  };
  const here = inVain(one, new Set(there.keys()), other);
  if (here !== null) votes[here]++;
  const elsewhere = inVain(other, new Set(one.sightings.map(keyOf)), one);
  if (elsewhere !== null) votes[otherRole(elsewhere)]++;
  if (votes.initiator === votes.responder) return null;
  const [role, less] =
    votes.initiator > votes.responder
      ? (['initiator', votes.responder] as const)
      : (['responder', votes.initiator] as const);
  return less * 3 <= votes[role] ? role : null;
}

function keyOf({ sender, exchange, kind, messageId, round }: Sighting): string {
  return `${sender} ${exchange} ${kind} ${messageId} ${round}`;
}

function between(a: Sighting, b: Sighting): bigint | null {
  return a.ns === null || b.ns === null ? null : b.ns - a.ns;
}

/** Beyond this the clocks of two hosts may drift apart by more than the way between them takes (ns). */
const near = 1_000_000_000n;

/** The same by ESP or AH alone: of the two directions the one that is seen first here, by what the other capture shows of both, begins here. */
export function byFlows(hosts: readonly HostDraft[], owners: Map<string, string>): void {
  const lost = hosts.filter(
    ({ label, artifacts }) => artifacts.some(({ wire }) => (wire?.flows.length ?? 0) > 0) && !knows(owners, label),
  );
  const [one, other, ...more] = lost;
  if (one === undefined || other === undefined || more.length > 0) return;
  const flows = (host: HostDraft): readonly WireFlow[] =>
    host.artifacts.flatMap(({ wire }) => wire?.flows ?? []).slice(0, 100);
  const there = flows(other);
  const pairs = flows(one).flatMap((flow) => {
    const twin = there.find(
      ({ spi, src, dst, packets }) =>
        spi === flow.spi && src === flow.src && dst === flow.dst && packets === flow.packets,
    );
    return twin === undefined ? [] : [{ flow, late: twin.first - flow.first }];
  });
  for (const a of pairs)
    for (const b of pairs) {
      const apart = a.flow.first > b.flow.first ? a.flow.first - b.flow.first : b.flow.first - a.flow.first;
      if (a.flow.src !== b.flow.dst || a.flow.dst !== b.flow.src || a.late <= b.late || apart > near) continue;
      if (owners.has(a.flow.src) || owners.has(a.flow.dst)) return;
      owners.set(a.flow.src, one.label);
      owners.set(a.flow.dst, other.label);
      return;
    }
}
