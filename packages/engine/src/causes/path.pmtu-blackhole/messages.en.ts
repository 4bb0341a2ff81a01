import type { CauseMessages } from '../api.ts';

export default {
  title: 'Large protected packets disappear (path MTU)',
  explanation:
    'Protected traffic passes while it is small and fails when it is large: ping and logon work, file copies and web pages hang. Somewhere the MTU is smaller than the packet with its IPsec overhead, and the message "fragmentation needed" does not reach or does not move the sender.',
  meaning: 'Protected traffic passes small and fails large, because nobody lowers the packet size to the path MTU.',
  proof:
    'Of one SA the large packets leave and only the smaller ones arrive, in captures that cover the same time at both ends.',
  separatedBy:
    'the largest packet that arrives next to the largest that leaves: nothing of any size arriving is path.esp-blocked',
  steps: {
    ask: 'Ask whether small things work (ping, logon, short pages) while large ones hang (file copy, pictures, attachments).',
    measure:
      'Ping through the tunnel with "do not fragment" and growing size to find the largest that passes (Linux: ping -M do -s SIZE; Windows: ping -f -l SIZE). Look whether ICMP "fragmentation needed" or "packet too big" comes back, and whether a firewall drops it.',
    fix: 'Let ICMP type 3 code 4 (IPv6: type 2) pass, clamp the TCP MSS on the gateway, or lower the MTU of the tunnel interface or route (Libreswan: mtu=; strongSwan: charon.plugins.kernel-netlink.mtu and mss). Windows needs EnablePMTUDiscovery not to be 0.',
  },
} satisfies CauseMessages as CauseMessages;
