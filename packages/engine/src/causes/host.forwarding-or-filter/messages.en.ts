import type { CauseMessages } from '../api.ts';

export default {
  title: 'The host does not pass decrypted traffic on',
  explanation:
    'Protected packets arrive at {host} and are decrypted, and nothing goes back. The tunnel works; behind it forwarding is off, reverse path filtering drops the packets, a firewall blocks them, or the computer behind does not answer.',
  meaning:
    'The host does not forward decrypted traffic, or its firewall or reverse path filter drops it or the traffic to be protected.',
  proof:
    "The inbound SA counts packets and the outbound one of the same host counts none, and the host's own settings show forwarding off, a dropping firewall rule or strict reverse path filtering.",
  separatedBy: 'the settings and firewall of the host, and a capture on its inner interface',
  steps: {
    ask: 'Ask whether the far gateway itself answers while the computers behind it do not.',
    check:
      'Look at forwarding, reverse path filtering and the forward chain of the firewall; capture on the inner interface to see whether decrypted packets leave there and answers return.',
    fix: 'Turn forwarding on, set rp_filter to 2 or 0 on the interfaces involved, and allow traffic that came through IPsec (nftables: meta ipsec exists; iptables: -m policy --dir in --pol ipsec). Hosts behind need a route back.',
  },
} satisfies CauseMessages as CauseMessages;
