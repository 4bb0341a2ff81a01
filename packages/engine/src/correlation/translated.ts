import { isPrivate } from '../protocol/address.ts';
import type { Attempt, Role } from './types.ts';

/** Nothing says that the peer of both is not the same host, and this end goes by a private address at one of them: a NAT stands before it. */
export function translated(a: Attempt, b: Attempt, role: Role): boolean {
  const peer = role === 'initiator' ? 'responder' : 'initiator';
  const [mine, theirs] = [a[role]?.address ?? '', b[role]?.address ?? ''];
  const [here, there] = [a[peer]?.address, b[peer]?.address];
  const differ = here !== undefined && there !== undefined && here !== there;
  return !differ && isPrivate(mine) !== isPrivate(theirs);
}

/** Each of the two records has a private address for its own end and a public one for the other: both ends stand behind a NAT. */
export function eachBehindNat(a: Attempt, b: Attempt): boolean {
  return (['initiator', 'responder'] as const).every((role) => {
    const peer = role === 'initiator' ? 'responder' : 'initiator';
    const [mine, theirs] = [a[role]?.address ?? '', b[role]?.address ?? ''];
    const far = a[peer]?.address ?? '';
    return mine !== '' && theirs !== '' && isPrivate(mine) !== isPrivate(theirs) && isPrivate(mine) !== isPrivate(far);
  });
}
