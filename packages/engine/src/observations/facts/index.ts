import { authenticationFacts } from './authentication.ts';
import { childFacts } from './child.ts';
import { daemonFacts } from './daemon.ts';
import { hostFacts } from './host.ts';
import { ikeFacts } from './ike.ts';
import { messageFacts } from './messages.ts';
import { notifyFacts } from './notifies.ts';
import { policyFacts } from './policy.ts';
import { platformFacts } from './platform.ts';
import { proposalFacts } from './proposals.ts';
import type { FactEntry } from './entry.ts';

export type { FactEntry } from './entry.ts';

/**
 * The vocabulary of log statements: what a daemon can say, independent of vendor. A log reader maps its vendor's lines to
 * these codes; a cause only ever sees these codes.
 */
export const facts = {
  ...daemonFacts,
  ...messageFacts,
  ...ikeFacts,
  ...notifyFacts,
  ...policyFacts,
  ...proposalFacts,
  ...authenticationFacts,
  ...childFacts,
  ...hostFacts,
  ...platformFacts,
} satisfies Record<string, FactEntry>;

export type FactCode = keyof typeof facts;

/** The row of a code. */
export function factEntry(code: FactCode): FactEntry {
  return facts[code];
}

/** Whether the speaker of this code is the component that decided. */
export function decides(code: FactCode): boolean {
  return factEntry(code).decides === true;
}
