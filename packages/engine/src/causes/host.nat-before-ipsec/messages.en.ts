import type { CauseMessages } from '../api.ts';

export default {
  title: 'The host translates addresses before IPsec sees the traffic',
  explanation:
    'A NAT rule on {host} rewrites the source address of traffic that should go through the tunnel. After that no IPsec policy matches, so the packets leave in clear or are lost, although the SAs stand.',
  meaning: 'The host translates addresses of traffic before IPsec sees it, so no policy matches.',
  proof:
    'The host has a NAT rule that covers the protected traffic, its SA counts no packet, and the traffic is seen leaving in clear with the translated address.',
  separatedBy: 'the NAT rules of the host and a capture of what leaves its outer interface',
  steps: {
    ask: 'Ask whether internet access works from that network while the tunnel does not, and whether the router or firewall was set up anew.',
    check: 'Read the NAT rules (masquerade, SNAT) that apply to the source network, with their counters.',
    fix: 'Put an exception before the NAT rule for traffic that IPsec will protect (iptables: -m policy --dir out --pol ipsec -j ACCEPT in POSTROUTING; nftables: the remote network returned before masquerade). Then flush the connection tracking of old flows.',
  },
} satisfies CauseMessages as CauseMessages;
