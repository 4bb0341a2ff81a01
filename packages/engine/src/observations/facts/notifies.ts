import type { FactEntry } from './entry.ts';

/** Facts: notifies. */
export const notifyFacts = {
  'notify.received': {
    meaning: 'A notify of the peer. `error` true for error types. `encrypted` when known.',
    args: ['notify', 'error', 'encrypted', 'exchange'],
  },
  'notify.sent': { meaning: 'A notify we send.', args: ['notify', 'error', 'encrypted', 'exchange'] },
  'delete.received': { meaning: 'The peer deletes an SA. `protocol`: IKE, ESP, AH.', args: ['protocol', 'spis'] },
  'delete.sent': { meaning: 'We delete an SA.', args: ['protocol', 'spis'] },
} satisfies Record<string, FactEntry>;
