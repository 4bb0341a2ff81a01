import type { Account } from './account.ts';
import type { Negotiation, Phase } from './types.ts';

/** Failing (or working) negotiations of one pair that stop at the same place. */
export interface IncidentDraft {
  readonly id: string;
  readonly pair: string;
  /** Labels, sorted. */
  readonly hosts: readonly [string, string];
  readonly negotiations: readonly Negotiation[];
  /** A later negotiation of the pair did what this one could not. */
  readonly healed: boolean;
  /** Ends in an established state. */
  readonly working: boolean;
}

export interface PairDraft {
  readonly id: string;
  readonly hosts: readonly [string, string];
  readonly incidents: readonly IncidentDraft[];
}

function key(negotiation: Negotiation): string {
  const { phase, manner, notify } = negotiation.breakPoint;
  // A peer that fell silent later is another story than a negotiation that goes on to work.
  if (phase === 'established') return manner === 'silent' ? 'lost' : 'up';
  const how = manner === 'silent' || manner === 'icmp' ? 'silent' : 'ended';
  return `${negotiation.initiator}|${phase}|${how}|${notify ?? ''}`;
}

/** Sorts negotiations into pairs, and those of a pair into incidents by where they stop. */
export function findIncidents(account: Account): PairDraft[] {
  const pairs = new Map<string, Negotiation[]>();
  for (const negotiation of account.negotiations) {
    const [a, b] = [negotiation.initiator ?? 'peer', negotiation.responder ?? 'peer'].sort((x, y) => (x < y ? -1 : 1));
    const pairKey = `${a}\u0000${b}`;
    const known = pairs.get(pairKey);
    if (known === undefined) pairs.set(pairKey, [negotiation]);
    else known.push(negotiation);
  }
  const result: PairDraft[] = [];
  let pairNumber = 0;
  let incidentNumber = 0;
  for (const [pairKey, negotiations] of [...pairs].sort(([x], [y]) => (x < y ? -1 : 1))) {
    const [a = 'peer', b = 'peer'] = pairKey.split('\u0000');
    pairNumber++;
    const groups = new Map<string, Negotiation[]>();
    for (const negotiation of negotiations) {
      const name = key(negotiation);
      const known = groups.get(name);
      if (known === undefined) groups.set(name, [negotiation]);
      else known.push(negotiation);
    }
    const incidents: IncidentDraft[] = [];
    for (const [name, members] of groups) {
      incidentNumber++;
      const last = members[members.length - 1];
      const position = last === undefined ? -1 : negotiations.indexOf(last);
      const healed =
        name !== 'up' &&
        (negotiations.slice(position + 1).some((later) => worksBetter(later, last)) ||
          members.every((member) => negotiations.some((other) => besides(other, member))) ||
          members.every((member) => negotiations.some((other) => fellBack(other, member))) ||
          members.every((member) =>
            negotiations.some((other) => laterInLog(other, member) && worksBetter(other, member)),
          ) ||
          (last !== undefined && account.negotiations.some((later) => sameConnectionLater(later, last))));
      incidents.push({
        id: `i${incidentNumber}`,
        pair: `p${pairNumber}`,
        hosts: [a, b],
        negotiations: members,
        healed,
        working: name === 'up',
      });
    }
    result.push({ id: `p${pairNumber}`, hosts: [a, b], incidents });
  }
  return result;
}

/**
 * An attempt that ended before its peer was known (its name did not resolve, nothing was sent): the same connection of the same
 * host got further later, with whatever peer.
 */
function sameConnectionLater(later: Negotiation, earlier: Negotiation): boolean {
  if (earlier.responder !== null || earlier.initiator === null || later.initiator !== earlier.initiator) return false;
  if (later.start === null || earlier.start === null || later.start <= earlier.start) return false;
  const names = new Set(earlier.attempts.map((attempt) => attempt.connection));
  const shared = later.attempts.some((attempt) => attempt.connection !== null && names.has(attempt.connection));
  return shared && worksBetter(later, earlier);
}

/** A negotiation of the same moment and direction that got further: the two are views of one that could not be joined. */
function besides(other: Negotiation, member: Negotiation): boolean {
  if (other === member || other.initiator !== member.initiator || other.start === null || member.start === null)
    return false;
  const apart = other.start > member.start ? other.start - member.start : member.start - other.start;
  const sources = new Set(member.attempts.map((attempt) => attempt.artifact));
  if (other.attempts.some((attempt) => sources.has(attempt.artifact))) return false;
  return apart < 3_000_000_000n && stages.indexOf(other.breakPoint.phase) > stages.indexOf(member.breakPoint.phase);
}

/**
 * The end that asked goes on in clear, as its policy lets it where the peer does not answer: what it recorded before is what led there
 * (inventory IKE-17, EVT-K-12).
 */
function fellBack(other: Negotiation, member: Negotiation): boolean {
  if (other === member || other.end === null || member.end === null || member.breakPoint.manner !== 'silent')
    return false;
  const waited = new Set(member.facts.map(({ host }) => host));
  const soft = other.facts.some(({ code, host }) => code === 'child.soft' && waited.has(host));
  return soft && other.end >= member.end - 5_000_000_000n;
}

/** One log without times tells of both, of this one after the other. */
function laterInLog(later: Negotiation, earlier: Negotiation): boolean {
  return later.attempts.some((mine) =>
    earlier.attempts.some(
      (other) =>
        other.artifact === mine.artifact &&
        mine.from === 'log' &&
        other.start === null &&
        other.firstSeq < mine.firstSeq,
    ),
  );
}

/** Phases in the order in which a negotiation passes them. */
export const stages: readonly Phase[] = ['config', 'first', 'keys', 'auth', 'user', 'child', 'rekey', 'established'];

/** Whether a later negotiation got past the place where an earlier one stopped, however it went on. */
function worksBetter(later: Negotiation, earlier: Negotiation | undefined): boolean {
  if (earlier === undefined || later.midway) return false;
  const reached = later.breakPoint.phase;
  if (reached === 'established') {
    const needsChild = earlier.breakPoint.phase === 'child' || earlier.breakPoint.phase === 'rekey';
    return !needsChild || later.childOutcome === 'established';
  }
  if (later.initiator !== earlier.initiator || later.outcome === 'incomplete') return false;
  return stages.indexOf(reached) > stages.indexOf(earlier.breakPoint.phase);
}
