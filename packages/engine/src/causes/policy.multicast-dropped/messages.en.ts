import type { CauseMessages } from '../api.ts';

export default {
  title: 'Multicast or broadcast is caught by an IPsec filter and dropped',
  explanation:
    'The policy of {host} asks for IPsec with {address}, which is a multicast or broadcast address. IPsec of Windows cannot protect such traffic: what a filter for a subnet or for any address catches on the way out is dropped.',
  meaning: 'A filter for a subnet or for any address catches multicast or broadcast, which IPsec cannot protect.',
  proof:
    'The host starts IKE with such an address, its driver drops packets to it, or ping to it prints "Negotiating IP Security.". A filter that would fit is no proof by itself.',
  separatedBy: 'the outbound filters of that host next to its default exemptions (NoDefaultExempt)',
  steps: {
    ask: 'Ask which application uses multicast or broadcast (conferences, media, discovery of devices), and whether it works without the policy.',
    check:
      'See the default exemptions (NoDefaultExempt in the registry; netsh ipsec dynamic show config) and the outbound filters that go from a subnet to any address.',
    fix: 'Set NoDefaultExempt to 1, so that multicast and broadcast bypass the filters (XP SP2 and Server 2003), or write the filters so that they name the unicast networks only; filters cannot name single multicast addresses. Restart the IPsec service for the setting.',
  },
} satisfies CauseMessages as CauseMessages;
