import type { CauseMessages } from '../api.ts';

export default {
  title: 'A device forgets the connection after an idle time',
  explanation:
    'Traffic from {from} to {to} passed, then there was a pause of {seconds} s, and what was sent after it leaves and no longer arrives. A firewall or NAT on the way keeps state by activity and dropped it during the pause.',
  meaning: 'A device on the way ages out its state for an idle flow and then drops the packets of the flow.',
  proof:
    'A packet is seen leaving and not arriving right after an idle gap, on a path on which earlier packets of the same SA arrived, in captures that cover the time at both ends.',
  separatedBy: 'whether it is traffic after a pause that fails, and whether traffic from the other side revives it',
  steps: {
    ask: 'Ask whether the connection works at first and hangs after a break, such as lunch, and recovers when it is started anew.',
    measure:
      'Find the idle time after which it breaks by pausing longer and longer, and compare it with the UDP and ESP time-outs of the firewalls and NAT devices on the way.',
    fix: 'Send something more often than the time-out: NAT keepalives (strongSwan: charon.keep_alive; Libreswan: keep-alive and nat-keepalive=yes) and liveness checks (strongSwan: dpd_delay; Libreswan: dpddelay). Better, exempt UDP 500, UDP 4500 and ESP from stateful ageing or raise the time-out.',
  },
} satisfies CauseMessages as CauseMessages;
