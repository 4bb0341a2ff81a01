import type { CauseMessages } from '../api.ts';

export default {
  title: 'The other end cannot be reached at all',
  explanation:
    'Nothing of any kind comes back from {peer}: no IKE, no ping, no clear traffic; or a router says that network or host is unreachable. Keys, proposals and policies are not in question.',
  meaning:
    'Nothing of any kind comes from the peer: no route on the way, the host is down, or a router answers net or host unreachable.',
  proof:
    'Repeated requests leave and an ICMP net or host unreachable comes back, or the next hop does not answer address resolution, and there is no sign of life of the peer anywhere. One sign of life rules it out.',
  separatedBy: 'any sign of life of the other end (ping, another service, its own log) at that time',
  steps: {
    ask: 'Ask whether the other computer or its site is switched on and online, and whether anything else reaches it, such as ping or its web page.',
    trace:
      'Follow the way with traceroute (Windows: tracert, pathping) to the address IKE uses and to another address of the same site; see where it ends. Silence to ping alone proves nothing: many sites filter it.',
    capture:
      'Capture at the other end during an attempt: a request that arrives there moves the fault to that host or to the way back.',
    fix: 'Bring the host or its line up again, or correct the address or route that leads to it. The network team owns what lies between.',
  },
} satisfies CauseMessages as CauseMessages;
