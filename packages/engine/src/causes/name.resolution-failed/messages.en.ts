import type { CauseMessages } from '../api.ts';

export default {
  title: 'The name of the other end does not resolve',
  explanation:
    '{host} looks the other end up by name and gets no address, so it has nowhere to send IKE packets to. The path to the other end was not even tried.',
  meaning: 'The name of the peer in the configuration does not resolve to an address.',
  proof: 'The daemon says that it could not resolve the name, and it did not begin an exchange later.',
  separatedBy: "what the host's own resolver answers for the name",
  steps: {
    ask: 'Ask whether other names, such as web pages, work on that computer.',
    check:
      'Look the name up on that host as the daemon does (Linux: getent ahosts NAME, resolvectl query NAME; Windows: Resolve-DnsName, nslookup) and compare its DNS servers; mind names that only resolve inside the tunnel.',
    fix: 'Correct the name, the record or the DNS servers. Exempt DNS from IPsec, or let the daemon start after the network is up; otherwise set an address instead of the name.',
  },
} satisfies CauseMessages as CauseMessages;
