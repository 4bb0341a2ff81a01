import type { CauseMessages } from '../api.ts';

export default {
  title: 'No address could be given to the client',
  explanation:
    'The client authenticated and asked for an inner address, and the gateway had none to give: the pool is empty, exhausted, missing, or belongs to another connection. Everything before that is in order.',
  meaning: 'The configuration payload asks for an address and the gateway has none to give.',
  proof: 'The gateway says that it found or could assign no virtual address, or the client reports that it got none.',
  separatedBy: 'the log of the gateway, and the number of leases next to the size of the pool',
  steps: {
    ask: 'Ask whether others can connect at this moment, and whether it fails at busy hours only.',
    check:
      'Compare the leases with the size of the pool, and see that the connection names the pool and the right address family (strongSwan: pools; Libreswan: rightaddresspool).',
    fix: 'Enlarge the pool, name it in the connection, or free leases of dead clients with a shorter liveness check. If the client needs no inner address, let it ask for none.',
  },
} satisfies CauseMessages as CauseMessages;
