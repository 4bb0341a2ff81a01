import type { Source } from '../observations/index.ts';
import type { Account } from './account.ts';
import { otherRole, type Attempt, type Fact, type NatView, type Negotiation, type Role } from './types.ts';

/** Which ends are behind a NAT, by what they say of it and by addresses that change on the way. */
export function natOf(main: Negotiation | null, facts: readonly Fact[], account: Account): NatView {
  const sources: Source[] = [];
  let initiator = false;
  let responder = false;
  let told = false;
  for (const fact of facts) {
    if (fact.code !== 'ike.nat-detected' || fact.role === null) continue;
    const where = String(fact.args['where'] ?? '');
    if (where === 'faked') continue;
    told = true;
    const own = fact.role;
    const behind =
      where === 'both'
        ? ['initiator', 'responder']
        : where === 'local'
          ? [own]
          : where === 'remote'
            ? [otherRole(own)]
            : [];
    if (behind.includes('initiator')) initiator = true;
    if (behind.includes('responder')) responder = true;
    if (behind.length > 0) sources.push(fact.src);
  }
  if (main !== null) {
    for (const role of ['initiator', 'responder'] as const) {
      const addresses = new Set(
        main.attempts
          .map((attempt) => attempt[role]?.address)
          .filter((address) => address !== undefined && address !== '0.0.0.0' && address !== '::'),
      );
      if (addresses.size > 1 || main.attempts.some((attempt) => seenTranslated(attempt, role, account))) {
        told = true;
        if (role === 'initiator') initiator = true;
        else responder = true;
      }
    }
  }
  const behind =
    initiator && responder ? 'both' : initiator ? 'initiator' : responder ? 'responder' : told ? 'none' : 'unknown';
  return { behind, sources };
}

/** The capture of an attempt shows this end under two addresses. */
function seenTranslated(attempt: Attempt, role: Role, account: Account): boolean {
  const address = attempt[role]?.address;
  const wire = account.artifacts.find(({ id }) => id === attempt.artifact)?.wire;
  return (
    wire?.translations?.some(({ inside, outside }) => [inside.address, outside.address].includes(address ?? '')) ===
    true
  );
}
