import type { CauseMessages } from '../api.ts';

export default {
  title: 'IKE packets (UDP 500) are blocked',
  explanation:
    'IKE packets from {from} to {to} do not get through, although the hosts can be reached otherwise. A firewall, a router filter or the provider drops UDP 500, on the way or on one of the hosts.',
  meaning: 'UDP port 500 is filtered in one direction or both, on the way or by a firewall of one of the hosts.',
  proof:
    'The packet is seen leaving one end and, in a capture that is live before and after, not arriving at the other; or it arrives on the wire and the daemon that listens never gets it; or an ICMP "administratively prohibited" quotes it.',
  separatedBy:
    'captures at both ends: leaving and not arriving is the path, arriving and not answered is the host or its daemon',
  steps: {
    ask: "Ask whether a firewall, router or internet line was changed lately, and whether it works from another place (for example a mobile phone's network).",
    capture:
      'Capture at both ends at the same time during one attempt. The last place where the packet is seen bounds the fault; look for ICMP errors and who sends them. Windows: pktmon start --capture, or netsh trace start capture=yes.',
    check:
      "If the packet arrives at the interface and the daemon does not get it, read the host's firewall (nft list ruleset, iptables-save; Windows: Get-NetFirewallRule and the firewall log).",
    fix: 'Open UDP 500 and UDP 4500 in both directions, fragments included, and IP protocols 50 and 51 where they are used. Stateful rules must also let the other end begin, since it may rekey or delete.',
  },
} satisfies CauseMessages as CauseMessages;
