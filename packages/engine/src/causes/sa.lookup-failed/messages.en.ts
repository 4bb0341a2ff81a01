import type { CauseMessages } from '../api.ts';

export default {
  title: 'The kernel does not join packet, policy and SA',
  explanation:
    'On {host} policy and SA are there and packets come, but the kernel does not bring them together and counts {counter}. Something that has to match does not: a mark, an interface id, the template or its addresses, ports, or the network namespace.',
  meaning:
    'Packet, policy and SA exist and the kernel does not join them: mark, template, ports, interface id or namespace differ.',
  proof:
    'The SA is listed, packets for it arrive or should leave, none is delivered, and the kernel counter that belongs to this failure grows. A counter alone is only a symptom.',
  separatedBy: "the kernel's policies and SAs with marks and templates, and the counters before and after one packet",
  steps: {
    ask: 'Ask whether virtual interfaces, containers or another VPN were set up on that computer lately.',
    check:
      'Read the counters, send one packet, read them again; compare mark, if_id, reqid, template addresses and direction of policy and SA, in the namespace where the traffic is.',
    fix: 'Make marks and interface ids of connection, interface and firewall agree (strongSwan: mark_in, mark_out, if_id_in, if_id_out; Libreswan: mark=, ipsec-interface=), remove policies left behind by another product, and start the connection again.',
    escalate:
      'If everything matches and the counter grows, hand on ip -s xfrm state list nokeys, ip xfrm policy, ip rule, and the counters before and after.',
  },
} satisfies CauseMessages as CauseMessages;
