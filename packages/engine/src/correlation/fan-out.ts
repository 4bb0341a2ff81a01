import type { Account } from './account.ts';
import { negotiationsWith } from './account-index.ts';
import type { Negotiation } from './types.ts';

/** One host that asked many others at once, and got no SA with them. */
export interface FanOut {
  /** Different peers that it asked within a minute, at most. */
  readonly peers: number;
  /** The first negotiation of that minute. */
  readonly first: Negotiation;
}

const minute = 60_000_000_000n;
const found = new WeakMap<Account, Map<string, FanOut | null>>();

/**
 * How many different peers a host started IKE with in vain within one minute, where it was most; null where there was none. A gateway that
 * brings up its tunnels is none of it. Inventory APP-06.
 */
export function fanOutOf(account: Account, initiator: string): FanOut | null {
  let known = found.get(account);
  if (known === undefined) {
    known = new Map();
    found.set(account, known);
  }
  const before = known.get(initiator);
  if (before !== undefined) return before;
  const result = count(account, initiator);
  known.set(initiator, result);
  return result;
}

interface Start {
  readonly at: bigint;
  readonly peer: string;
  readonly negotiation: Negotiation;
}

function startOf(negotiation: Negotiation): Start | null {
  const at = negotiation.start ?? negotiation.facts.find((fact) => fact.ns !== null)?.ns ?? null;
  const peer = negotiation.responderEndpoint?.address ?? negotiation.responder;
  return at === null || peer === null ? null : { at, peer, negotiation };
}

function count(account: Account, initiator: string): FanOut | null {
  const starts = negotiationsWith(account, initiator)
    .flatMap((negotiation) =>
      negotiation.initiator === initiator && negotiation.outcome !== 'established' ? [startOf(negotiation)] : [],
    )
    .filter((start) => start !== null)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let best: FanOut | null = null;
  const inside = new Map<string, number>();
  let from = 0;
  for (const start of starts) {
    inside.set(start.peer, (inside.get(start.peer) ?? 0) + 1);
    for (let oldest = starts[from]; oldest !== undefined && start.at - oldest.at > minute; oldest = starts[from]) {
      const left = (inside.get(oldest.peer) ?? 1) - 1;
      if (left === 0) inside.delete(oldest.peer);
      else inside.set(oldest.peer, left);
      from++;
    }
    const first = starts[from]?.negotiation;
    if (first !== undefined && inside.size > (best?.peers ?? 0)) best = { peers: inside.size, first };
  }
  return best;
}
