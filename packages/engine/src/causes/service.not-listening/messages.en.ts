import type { CauseMessages } from '../api.ts';

export default {
  title: 'No program takes IKE packets on the host that should answer',
  explanation:
    'On the host {peer} no program takes IKE packets: the daemon or service is stopped, or listens on another address. Where the host itself was heard, the path to it is fine.',
  meaning: 'The peer host is up, and nothing listens for IKE there.',
  proof:
    'An ICMP port unreachable for UDP 500 or 4500 comes from the peer itself and is best seen leaving its own interface, or its list of sockets holds neither port, or its daemon was stopped. A record that says why it is not running makes that reason the cause.',
  separatedBy: 'the list of UDP sockets and the state of the service on the other host',
  steps: {
    ask: 'Ask whether that computer was restarted or updated lately, and whether its VPN or IPsec service is running.',
    check:
      'See who listens on UDP 500 and 4500 and whether the service runs (Linux: ss -lunp, systemctl status strongswan or ipsec; Windows: Get-NetUDPEndpoint, services IKEEXT and PolicyAgent). If it runs and does not listen, read its log from the start.',
    fix: 'Start the service and let it start at boot (systemctl enable --now strongswan, or ipsec for Libreswan; Windows: Start-Service IKEEXT, PolicyAgent). If it stops again, keep its log: the reason stands there.',
  },
} satisfies CauseMessages as CauseMessages;
