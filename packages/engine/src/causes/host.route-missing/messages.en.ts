import type { CauseMessages } from '../api.ts';

export default {
  title: 'The host has no route to the other end',
  explanation:
    '{host} itself has no route to {peer}, so its packets do not even leave. The path beyond has not been tried.',
  meaning: 'The host itself has no route to the peer or to the protected network.',
  proof:
    'Sending fails with "network is unreachable" or the daemon says that it finds no route, or the host\'s own routing table has none that covers the address.',
  separatedBy: 'the routing table of the host, asked for this address',
  steps: {
    ask: 'Ask whether that computer reaches anything at all beyond its own network.',
    check:
      'Ask the host for the route to the address of the other end (Linux: ip route get ADDRESS; Windows: Find-NetRoute or route print), and look at the policy rules and extra tables too (strongSwan uses table 220).',
    fix: 'Add the route or the default gateway, or bring up the interface it hangs on, and start the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
