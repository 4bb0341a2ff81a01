import type { Endpoint } from '../observations/index.ts';
import { isPrivate } from '../protocol/address.ts';
import { type Attempt, type Role, otherRole } from './types.ts';

/** Both ends of a negotiation. */
export interface Ends {
  readonly initiator: Endpoint;
  readonly responder: Endpoint;
}

/** The record of an end that does not name both ends, as those of a dial-up (RasClient): it says that it failed, and hardly with whom. */
export function namesNobody(attempt: Attempt): boolean {
  return attempt.atEnd === true && (attempt.initiator === null || attempt.responder === null);
}

/** The ends of a group of attempts by a view that names both; null where none does. */
function endsOf(group: readonly Attempt[]): Ends | null {
  for (const { initiator, responder } of group)
    if (initiator !== null && responder !== null) return { initiator, responder };
  return null;
}

/**
 * The one pair of hosts that the record of an end can be of, out of the negotiations that fit it: null where there are several, where the
 * addresses its host shows as its own (`own`) are others, or where another host of the evidence has the address. What it names of its ends
 * has to agree.
 */
export function onlyPair(
  attempt: Attempt,
  fitting: readonly (readonly Attempt[])[],
  own: ReadonlySet<string> | undefined,
  ownedByOthers: (address: string) => boolean,
): Ends | null {
  const role: Role | null = attempt.ownRole;
  if (role === null) return null;
  const pairs = new Map<string, Ends>();
  for (const group of fitting) {
    const ends = endsOf(group);
    if (ends === null) continue;
    const far = attempt[otherRole(role)];
    if (far !== null && far.address !== ends[otherRole(role)].address) continue;
    const near = ends[role].address;
    if (ownedByOthers(near)) continue;
    // Behind a NAT it may be called by another address, which is then a public one.
    if (own !== undefined && own.size > 0 && !own.has(near) && isPrivate(near)) continue;
    pairs.set(`${ends.initiator.address}|${ends.responder.address}`, ends);
  }
  const [only] = pairs.values();
  return pairs.size === 1 ? (only ?? null) : null;
}

/** Whether this group of attempts is of these two ends. */
export function isOf(group: readonly Attempt[], ends: Ends): boolean {
  const found = endsOf(group);
  return (
    found !== null &&
    found.initiator.address === ends.initiator.address &&
    found.responder.address === ends.responder.address
  );
}

/** The record with the ends it can only be of; its ports are not told. */
export function placedAt(attempt: Attempt, ends: Ends): Attempt {
  return {
    ...attempt,
    initiator: attempt.initiator ?? { address: ends.initiator.address, port: 0 },
    responder: attempt.responder ?? { address: ends.responder.address, port: 0 },
    placed: true,
  };
}
