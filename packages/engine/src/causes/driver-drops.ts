import type { FactCode } from '../observations/index.ts';
import { fromFacts, type CaseView, type Fact, type Opinion } from './api.ts';
import { peerOf } from './ends.ts';

const minute = 60_000_000_000n;

/** Packets of a peer that a host's driver dropped for one reason, by its own records. */
export interface Drops {
  readonly host: string;
  readonly facts: readonly Fact[];
  readonly packets: number;
  /** All of them within a minute of a child that was made or replaced on that host (inventory LOSS-11). */
  readonly aroundRekey: boolean;
}

function packetsOf(fact: Fact): number {
  const count = fact.args['count'];
  return typeof count === 'number' ? count : 1;
}

/** What the records of drops say, for the end that has most of them; null where there are none. */
export function dropsOf(view: CaseView, code: FactCode): Drops | null {
  let most: Drops | null = null;
  for (const host of [view.initiator.label, view.responder.label]) {
    const facts = view.hostFacts(host, code).filter((fact) => typeof fact.args['count'] === 'number');
    if (facts.length === 0) continue;
    const made = view.hostFacts(host, 'child.established', 'child.rekeyed');
    const packets = facts.reduce((sum, fact) => sum + packetsOf(fact), 0);
    const aroundRekey =
      made.length > 0 &&
      facts.every((fact) =>
        made.some((child) => {
          if (fact.ns === null || child.ns === null) return false;
          const apart = fact.ns > child.ns ? fact.ns - child.ns : child.ns - fact.ns;
          return apart <= minute;
        }),
      );
    if (most === null || packets > most.packets) most = { host, facts, packets, aroundRekey };
  }
  return most;
}

/** A few packets need no study (inventory LOSS-05); a record for each of several moments, or a count, does. */
export function manyDrops(drops: Drops): boolean {
  return drops.facts.length >= 3 || drops.packets >= 10;
}

/** Whether the case has a view of its packets: then they tell more than records of drops. */
export function seenOnTheWire(view: CaseView): boolean {
  return view.sas.some((sa) => sa.leaving !== null || sa.arriving !== null);
}

/** What a cause thinks of many drops: it fits, and something else may do the same. */
export function judgeDrops(view: CaseView, code: FactCode, weight: number, at: 'host' | 'peer'): Opinion | null {
  const { phase } = view.breakPoint;
  if ((phase !== 'established' && phase !== 'config') || seenOnTheWire(view)) return null;
  const drops = dropsOf(view, code);
  if (drops === null || !manyDrops(drops) || drops.aroundRekey) return null;
  const peer = peerOf(view, drops.host);
  return {
    stand: 'indicates',
    for: fromFacts(drops.facts.slice(0, 6)),
    against: [],
    weight,
    at: at === 'host' ? drops.host : peer,
    direction: { from: peer, to: drops.host },
    args: { host: drops.host, peer, from: peer, to: drops.host },
    details: { host: drops.host, packets: drops.packets },
    needs: [
      { host: drops.host, what: 'capture' },
      { host: peer, what: 'capture' },
    ],
  };
}
