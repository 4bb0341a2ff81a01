import type { CauseMessages } from '../api.ts';

export default {
  title: 'A server that must be reached without IPsec is not exempt',
  explanation:
    'The policy of {host} asks for IPsec with {address}, which its own settings name as a domain controller, DNS, DHCP or WINS server. Such servers are needed before IPsec can work, and usually answer no IKE; names, tickets and policy updates then fail or take very long.',
  meaning:
    'The IPsec policy catches traffic to a domain controller or to a DNS, DHCP or WINS server that has to stay outside of it.',
  proof:
    'The host starts IKE with an address that its own settings name as such a server, or ping to it prints "Negotiating IP Security.", and no rule exempts the address. Where records of the host alone tell of IKE in vain it is only possible, unless the server’s own record says that it has no policy for this host.',
  separatedBy: 'the filters or rules of that host next to its list of domain controllers, DNS, DHCP and WINS servers',
  steps: {
    ask: 'Ask whether logon, names or the network address also make trouble, and whether a domain controller or DNS server was added or moved lately.',
    check:
      'List every domain controller (nslookup DOMAIN) and the servers of ipconfig /all; for each there must be a permit filter or an exemption (Windows: netsh advfirewall consec show rule name=all; older: netsh ipsec static show all, ipseccmd show filters). Look for two filters that fit one address.',
    fix: 'Add the address to the exemptions of the policy at its source (group policy), refresh it with gpupdate /force, and see that ping to the server no longer negotiates.',
    escalate:
      'If the policy has the exemption and the host has not, hand on gpresult, the policy version and the active filters: an old policy is in use.',
  },
} satisfies CauseMessages as CauseMessages;
