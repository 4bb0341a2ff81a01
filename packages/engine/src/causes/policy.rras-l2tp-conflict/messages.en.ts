import type { CauseMessages } from '../api.ts';

export default {
  title: 'The L2TP policy of a VPN server catches the traffic',
  explanation:
    '{host} is also a VPN server. The policy that it makes by itself for L2TP has filters for each of its addresses, and they ask for certificates; for its internal address they are more specific than those of the isolation policy, so that a computer of the domain is asked for a certificate it does not have.',
  meaning: 'The automatic L2TP policy of a VPN server catches isolation traffic.',
  proof:
    'A negotiation with a VPN server fails for want of a certificate; that the two proved themselves by Kerberos before makes it the first thing to look at. The main mode filters of the server tell which policy it was.',
  separatedBy: 'the main mode filters of the VPN server, with their authentication methods',
  steps: {
    ask: 'Ask whether only this server is affected, and whether it also takes VPN connections.',
    check:
      'List the specific main mode filters of the server and look for those that ask for certificates on its internal address.',
    fix: 'Exempt the internal address of the VPN server from isolation, or turn its automatic policy off (ProhibitIpSec) and make one by hand.',
  },
} satisfies CauseMessages as CauseMessages;
