import type { CauseMessages } from '../api.ts';

export default {
  title: 'An address in the configuration is not on this host',
  explanation:
    'The IPsec configuration of {host} names a local address the host does not have, so nothing can leave from it. The address changed, the interface is down, or address assignment failed.',
  meaning: 'A local address that the configuration uses is not on the host.',
  proof:
    'The host\'s own list of addresses does not hold the configured one, or sending or binding with it fails with "cannot assign requested address" or "invalid argument".',
  separatedBy: 'the address list of the host next to the local address of its connection',
  steps: {
    ask: 'Ask whether the computer got a new address, line or network card lately; an address that begins with 169.254 means that it got none.',
    check:
      'List the addresses (Linux: ip addr; Windows: ipconfig /all) and compare them with the local address of the connection. If DHCP failed, see that the IPsec policy exempts DHCP.',
    fix: 'Give the host its address back, or set the local address of the connection to the right one or to "any" (strongSwan: local_addrs = %any; Libreswan: left=%defaultroute), and load the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
