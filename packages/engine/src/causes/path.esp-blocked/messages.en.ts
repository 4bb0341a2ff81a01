import type { CauseMessages } from '../api.ts';

export default {
  title: 'ESP packets are blocked on the way',
  explanation:
    'IKE succeeded and the SAs stand, but ESP packets that {from} sends do not arrive at {to}, whatever their size. A device on the way lets UDP 500 pass and drops IP protocol 50, or UDP 4500 once it carries ESP.',
  meaning: 'IKE succeeds, and ESP, plain or in UDP, leaves one end and never arrives at the other.',
  proof:
    'The SA of the sender counts packets and they are seen leaving; no packet of that SPI arrives at the other end, which has the SA.',
  separatedBy:
    'captures and SA counters at both ends: never leaving is the host, arriving and dropped is the SA or the receiver',
  steps: {
    ask: 'Ask whether the connection shows as up while nothing at all gets through, and whether it works from another network.',
    capture: 'Capture at both ends while you ping through the tunnel, and compare the SPIs.',
    counters:
      'Compare the packet counters of the SAs at both ends (strongSwan: swanctl --list-sas; Libreswan: ipsec trafficstatus; Windows: Get-NetIPsecQuickModeSA and IPsec performance counters).',
    fix: 'Let the firewall or provider pass IP protocol 50 and its fragments. Where that cannot be had, put ESP into UDP 4500 (strongSwan: encap = yes; Libreswan: encapsulation=yes).',
  },
} satisfies CauseMessages as CauseMessages;
