import type { FactCode } from '../observations/index.ts';
import { isPrivate } from '../protocol/address.ts';
import type { Attempt, Role, Sighting } from './types.ts';

const second = 1_000_000_000n;

export interface Group {
  attempts: Attempt[];
  /** Start on the common time line. */
  start: bigint | null;
  /** Length of the first attempt. */
  lasted: bigint;
}

const manyOf: ReadonlySet<string> = new Set(['CREATE_CHILD_SA', 'INFORMATIONAL', 'Quick Mode']);

/** Key of a message inside an attempt, equal in every artifact that shows it. */
export function rowKey({ exchange, sender, kind, round, messageId }: Sighting): string {
  // EAP takes several rounds of IKE_AUTH, each of another message id; the first has 1, which not every log tells (RFC 7296 2.16).
  const told = manyOf.has(exchange) || (exchange === 'IKE_AUTH' && messageId !== null && messageId > 1);
  return `${exchange}|${sender}|${kind}|${round}|${told ? (messageId ?? '') : ''}`;
}

/** How well two attempts fit together as two views of one negotiation; negative = they cannot be. */
function fit(a: Attempt, b: Attempt, sameHost: boolean): number {
  if (a.version !== null && b.version !== null && a.version !== b.version) return -1;
  if (a.initiatorSpi !== null && b.initiatorSpi !== null) {
    if (a.initiatorSpi !== b.initiatorSpi) return -1;
    const both = a.responderSpi !== null && b.responderSpi !== null && a.responderSpi !== b.responderSpi;
    if (
      both &&
      a.sightings.some((item) => item.encrypted === true) &&
      b.sightings.some((item) => item.encrypted === true)
    )
      return -1;
    return 1000;
  }
  if (a.from === 'log' && b.from === 'log' && a.ownRole !== null && b.ownRole !== null) {
    if (sameHost !== (a.ownRole === b.ownRole)) return -1;
  }
  let score = 0;
  if (a.childSpis.length > 0 && b.childSpis.length > 0) {
    const shared = a.childSpis.filter((spi) => b.childSpis.includes(spi)).length;
    if (shared > 0) return 500 + shared;
    if (a.from === 'log' && b.from === 'log' && !sameHost) return -1;
  }
  const place = addressFit(a, b);
  if (place < 0 || acquainted(a, b) === false) return -1;
  score += place;
  if (sameHost) score += numberFit(a, b);
  // Two logs of one host that record the end of an attempt, of which one does not tell of the peer: a dial-up and the audit of its IKE.
  if (sameHost && place === 0 && a.atEnd === true && b.atEnd === true) score += 2;
  const rows = new Map<string, Sighting>();
  for (const sighting of a.sightings) rows.set(rowKey(sighting), sighting);
  let shared = 0;
  for (const sighting of b.sightings) {
    const other = rows.get(rowKey(sighting));
    if (other === undefined) continue;
    shared++;
    if (sighting.bytes !== null && other.bytes !== null) {
      const whole = sighting.ikeFragments === null && other.ikeFragments === null;
      if (sighting.bytes === other.bytes) score += 4;
      else if (whole) score -= 6;
    }
    if (sighting.messageId !== null && other.messageId !== null)
      score += sighting.messageId === other.messageId ? 1 : -4;
  }
  score += Math.min(shared, 8);
  if (a.sightings.length > 0 && b.sightings.length > 0 && shared === 0 && !a.midway && !b.midway) return -1;
  return score;
}

/** 4 or 6, by the address of either end; null where none is told. Both ends of an IKE SA speak the same. */
function familyOf({ initiator, responder }: Attempt): 4 | 6 | null {
  const address = initiator?.address ?? responder?.address;
  if (address === undefined || !/^[0-9a-fA-F.:]+$/.test(address)) return null;
  return address.includes(':') ? 6 : 4;
}

/** Two records of one daemon that number the IKE SAs of a connection: the same number is the same IKE SA, until the daemon starts anew. */
function numberFit(a: Attempt, b: Attempt): number {
  if (a.connection === null || a.connection !== b.connection) return 0;
  const [one, other] = [a.session?.serial, b.session?.serial];
  return one !== undefined && one === other ? 3 : 0;
}

function addressFit(a: Attempt, b: Attempt): number {
  const [one, other] = [familyOf(a), familyOf(b)];
  if (one !== null && other !== null && one !== other) return -1;
  if (a.initiator === null || b.initiator === null || a.responder === null || b.responder === null) return farFit(a, b);
  const initiator = a.initiator.address === b.initiator.address;
  const responder = a.responder.address === b.responder.address;
  if (initiator && responder) return 6;
  // The same two hosts with their roles exchanged is another negotiation.
  if (a.initiator.address === b.responder.address || a.responder.address === b.initiator.address) return -1;
  return initiator || responder ? 2 : 0;
}

/** The same where one of the views does not tell both ends. */
function farFit(a: Attempt, b: Attempt): number {
  const same = (['initiator', 'responder'] as const).some(
    (role) => a[role] !== null && b[role] !== null && a[role].address === b[role].address,
  );
  return same ? 2 : 0;
}

/** The views give an end two addresses, and no NAT can stand between them. */
function apart(a: Attempt, b: Attempt): boolean {
  if (acquainted(a, b) === true) return false;
  return (['initiator', 'responder'] as const).some((role) => {
    const [one, other] = [a[role], b[role]];
    return one !== null && other !== null && one.address !== other.address && !translated(a, b, role);
  });
}

/** Whether a NAT may stand between the two views of an end: one of its addresses is private, or somebody says that there is one. */
function translated(a: Attempt, b: Attempt, role: Role): boolean {
  const addresses = [a[role]?.address ?? '', b[role]?.address ?? ''];
  const told = [a, b].some((attempt) =>
    attempt.facts.some((fact) => fact.code === 'ike.nat-detected' && fact.args['where'] !== 'faked'),
  );
  if (told) return true;
  // Neighbours in one network are two hosts: nobody translates one of them into the other.
  if (neighbours(addresses[0] ?? '', addresses[1] ?? '')) return false;
  return addresses.some((address) => isPrivate(address) || address === '0.0.0.0' || address === '::');
}

/** Two IPv4 addresses of one network of 256 addresses, the smallest that networks of hosts usually are. */
function neighbours(a: string, b: string): boolean {
  const net = (address: string): string => address.slice(0, address.lastIndexOf('.') + 1);
  return net(a).length > 5 && net(a) === net(b);
}

/**
 * Whether the identity one log says its host proves itself with is the one the other log got: null when either does not say. Names
 * of certificates are written in as many ways as there are products, and are not compared.
 */
function acquainted(a: Attempt, b: Attempt): boolean | null {
  const told = (attempt: Attempt, code: FactCode): string[] =>
    attempt.facts.flatMap((fact) => {
      const id = fact.code === code ? fact.args['id'] : undefined;
      return typeof id === 'string' && /^@?[\w.@-]+$/.test(id) ? [id.replace(/^@/, '').toLowerCase()] : [];
    });
  const agree = (own: readonly string[], got: readonly string[]): boolean | null =>
    own.length === 0 || got.length === 0 ? null : own.some((id) => got.includes(id));
  const answers = [
    agree(told(a, 'auth.own-method'), told(b, 'ike.peer-identity')),
    agree(told(b, 'auth.own-method'), told(a, 'ike.peer-identity')),
  ];
  if (answers.includes(false)) return false;
  return answers.includes(true) ? true : null;
}

/** Whether a host other than the one in question shows the address as its own. */
export type Others = (address: string) => boolean;

/** The host that an address belongs to, where one alone shows it as its own. */
export type Owner = (address: string) => string | null;

/** The views name addresses of two hosts for one end: no NAT makes the one out of the other. */
function ofTwoHosts(a: Attempt, b: Attempt, owner: Owner): boolean {
  return (['initiator', 'responder'] as const).some((role) => {
    const [one, other] = [a[role]?.address, b[role]?.address];
    if (one === undefined || other === undefined || one === other) return false;
    const [mine, theirs] = [owner(one), owner(other)];
    return mine !== null && theirs !== null && mine !== theirs;
  });
}

/**
 * A log without addresses, of a host whose own are known: not the end of a negotiation from an address that another host shows as its own,
 * nor, if it has a public one, of one from another public address.
 */
export function elsewhere(
  attempt: Attempt,
  group: Group,
  own: ReadonlySet<string> | undefined,
  others: Others,
): boolean {
  const role = attempt.ownRole;
  if (role === null || attempt[role] !== null || own === undefined || own.size === 0) return false;
  const shown = group.attempts.flatMap((member) => member[role]?.address ?? []);
  // One view of it from there is enough: the others may be from behind a NAT.
  if (shown.length === 0 || shown.some((address) => own.has(address))) return false;
  if (shown.some(others)) return true;
  const alike = (address: string, mine: string): boolean =>
    mine.includes(':') === address.includes(':') && !isPrivate(mine);
  return !shown.some(isPrivate) && shown.some((address) => [...own].some((mine) => alike(address, mine)));
}

/** A log says only that something was repeated in vain, and the capture shows an exchange in which nothing was. */
function smooth(log: Attempt, wire: Attempt): boolean {
  if (log.from !== 'log' || wire.from !== 'wire' || log.sightings.length > 0 || wire.sightings.length < 3) return false;
  const vain = log.facts.some((fact) => fact.code === 'message.gave-up' || fact.code === 'message.retransmitted');
  return vain && wire.sightings.every((sighting) => sighting.copies === 1);
}

/** The one does not tell its own address, and the other shows an address of its host in its place. */
function seenFrom(mute: Attempt, host: string | null, other: Attempt, owner: Owner): boolean {
  if (host === null || mute.ownRole === null || mute[mute.ownRole] !== null) return false;
  const address = other[mute.ownRole]?.address;
  return address !== undefined && owner(address) === host;
}

export function bestFit(
  attempt: Attempt,
  group: Group,
  hostOf: (artifact: string) => string | null,
  own: ReadonlySet<string> | undefined,
  others: Others,
  owner: Owner,
): number {
  if (elsewhere(attempt, group, own, others)) return -1;
  let best = -1;
  for (const member of group.attempts) {
    if (member.artifact === attempt.artifact || smooth(attempt, member)) return -1;
    const hostA = hostOf(attempt.artifact);
    const hostB = hostOf(member.artifact);
    const fitting = fit(attempt, member, hostA !== null && hostA === hostB);
    const score =
      fitting >= 0 && (seenFrom(attempt, hostA, member, owner) || seenFrom(member, hostB, attempt, owner))
        ? fitting + 2
        : fitting;
    if (score < 0 || (score < 500 && ofTwoHosts(attempt, member, owner))) return -1;
    best = Math.max(best, score);
  }
  // One view with the same addresses, or with a NAT between, is enough: the others were joined by it.
  return best < 500 && group.attempts.every((member) => apart(attempt, member)) ? -1 : best;
}

/**
 * A responder may make a new state of its own for each copy of the first message: a session of its log that begins while the
 * captured exchange goes on, beside another session of the same log, is the same negotiation.
 */
export function answersAgain(
  attempt: Attempt,
  group: Group,
  offset: bigint,
  hostOf: (artifact: string) => string | null,
): boolean {
  if (attempt.from !== 'log' || attempt.ownRole !== 'responder' || attempt.start === null) return false;
  const wire = group.attempts.find(
    (member) =>
      member.from === 'wire' && member.sightings.some((item) => item.sender === 'responder' && item.anew === true),
  );
  if (wire === undefined || !group.attempts.some((member) => member.artifact === attempt.artifact)) return false;
  const others = group.attempts.filter((member) => member.artifact !== attempt.artifact);
  const host = hostOf(attempt.artifact);
  if (others.some((member) => fit(attempt, member, host !== null && host === hostOf(member.artifact)) < 0))
    return false;
  const at = attempt.start + offset;
  const end =
    wire.end === null || wire.start === null || group.start === null ? null : group.start + wire.end - wire.start;
  return group.start !== null && end !== null && at >= group.start - 2n * second && at <= end + 2n * second;
}
