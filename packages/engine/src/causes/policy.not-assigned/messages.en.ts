import type { CauseMessages } from '../api.ts';

export default {
  title: 'No IPsec policy is assigned to the host',
  explanation:
    'The host runs without any IPsec policy although evidence shows that one is due. So it neither starts IKE nor answers as the other end expects, and the daemon or service itself is healthy.',
  meaning: 'No policy or connection is assigned on a host where evidence says that one was due.',
  proof:
    'The running daemon lists no connection at all, or its log goes from its start to its turning the peer away without loading one, and a file of the host that reads without a fault holds one for this peer. It stays likely: why nothing was loaded is not written anywhere. A fault in the file or a refusal in the log is policy.config-rejected, and without such a file it is policy.no-ike-config or policy.peer-without-ipsec.',
  separatedBy: 'the list of active policies of the host, next to what is assigned to it',
  steps: {
    ask: 'Ask whether the computer was set up anew, renamed or moved to another group or site lately.',
    check:
      'List what is active. strongSwan: swanctl --list-conns; Libreswan: ipsec status; Windows: gpresult /scope computer, Get-NetIPsecRule -PolicyStore ActiveStore, on old systems netsh ipsec static show gpoassignedpolicy.',
    fix: 'Assign or load the policy (Windows: put the computer into the right group, then gpupdate /force; strongSwan: swanctl --load-all; Libreswan: ipsec add NAME) and let the connection start at boot.',
    escalate:
      'If the policy does not arrive after a forced refresh, hand the case on with the assignment, the group membership and the policy log of that time.',
  },
} satisfies CauseMessages as CauseMessages;
