import type { CauseMessages } from '../api.ts';

export default {
  title: 'The host does not have the address it needs',
  explanation:
    '{host} lacks the address that it should be reached by. Either it got none from the network (an address that begins with 169.254 is one that the host gave itself because no DHCP server answered), or its IPsec configuration names a local address that is not on it: the address changed, or the interface is down. Nothing of use can leave from there.',
  meaning:
    'The host got no address from the network and gave itself one (169.254.0.0/16, RFC 3927), or a local address that the IPsec configuration uses is not on it.',
  proof:
    'The host\'s own list of addresses holds nothing but 169.254 addresses, or a renewal of the lease failed; or it does not hold the configured one, or sending or binding with it fails with "cannot assign requested address" or "invalid argument".',
  separatedBy: 'the address list of the host, next to what DHCP gave it and to the local address of its connection',
  steps: {
    ask: 'Ask whether the computer got a new address, line or network card lately; an address that begins with 169.254 means that it got none.',
    check:
      'List the addresses (Linux: ip addr; Windows: ipconfig /all) and compare them with the local address of the connection. If DHCP failed, see that the IPsec policy exempts DHCP.',
    fix: 'Give the host its address back, or set the local address of the connection to the right one or to "any" (strongSwan: local_addrs = %any; Libreswan: left=%defaultroute), and load the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
