import type { CauseMessages } from '../api.ts';

export default {
  title: 'A NAT is on the way and NAT traversal is not in use',
  explanation:
    'Addresses are rewritten between the two ends, but an end does not use NAT traversal: its protected packets go out as plain ESP, or an end takes what comes on UDP 4500 for something else. A NAT has no ports to go by in plain ESP, so it drops or misdirects it.',
  meaning:
    'There is a NAT on the path and one end has no NAT traversal, has it turned off, or (Windows) may not use it toward a server behind a NAT.',
  proof:
    'Address rewriting is shown (NAT detection, or the same packet in both captures) while the SAs use plain ESP, or an end reports datagrams on UDP 4500 that it cannot place.',
  separatedBy: 'whether a NAT was detected, and whether the SAs use UDP encapsulation',
  steps: {
    ask: 'Ask whether one of the computers sits behind a home or hotel router, and whether the other is behind one as well.',
    check:
      'Look at the SAs for UDP encapsulation, and at both configurations for a switch that turns it off (Libreswan: nat-ikev1-method and encapsulation; strongSwan IKEv1 always offers it; Windows: AssumeUDPEncapsulationContextOnSendRule).',
    fix: 'Turn NAT traversal on at the end that lacks it and open UDP 4500. On Windows, for a server behind a NAT, set AssumeUDPEncapsulationContextOnSendRule to 1 or 2 and restart. Some NAT devices have an "IPsec passthrough" that gets in the way: turn it off.',
  },
} satisfies CauseMessages as CauseMessages;
