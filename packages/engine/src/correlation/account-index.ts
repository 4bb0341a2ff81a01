import type { Account } from './account.ts';
import type { Host, Negotiation } from './types.ts';

/** What the cases of an account look up in it. A gateway may have thousands of peers, each of them a case with hosts of its own. */
interface AccountIndex {
  readonly hosts: ReadonlyMap<string, Host>;
  readonly negotiations: ReadonlyMap<string, readonly Negotiation[]>;
}

const indices = new WeakMap<Account, AccountIndex>();
const none: readonly Negotiation[] = [];

function indexOf(account: Account): AccountIndex {
  let index = indices.get(account);
  if (index === undefined) {
    index = {
      hosts: new Map(account.hosts.map((host) => [host.label, host])),
      negotiations: negotiationsByHost(account.negotiations),
    };
    indices.set(account, index);
  }
  return index;
}

function negotiationsByHost(negotiations: readonly Negotiation[]): ReadonlyMap<string, readonly Negotiation[]> {
  const found = new Map<string, Negotiation[]>();
  for (const negotiation of negotiations)
    for (const label of new Set([negotiation.initiator, negotiation.responder])) {
      if (label === null) continue;
      const known = found.get(label);
      if (known === undefined) found.set(label, [negotiation]);
      else known.push(negotiation);
    }
  return found;
}

/** The host of a label; undefined where the account has none. */
export function hostByLabel(account: Account, label: string): Host | undefined {
  return indexOf(account).hosts.get(label);
}

/** The negotiations a host takes part in, as either end, in the order of the account. */
export function negotiationsWith(account: Account, label: string): readonly Negotiation[] {
  return indexOf(account).negotiations.get(label) ?? none;
}
