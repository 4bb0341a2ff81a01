import type { CauseMessages } from '../api.ts';

export default {
  title: 'No IKE configuration fits the two addresses',
  explanation:
    'IKE runs, but one host (the responder as a rule, the initiator where its own record says so) has no connection that is meant for this pair of addresses, so it breaks off before it looks at any proposal. Many products answer NO_PROPOSAL_CHOSEN all the same, which leads to a search in the wrong place.',
  meaning:
    'One of the two, the responder as a rule, has no connection, filter or rule for the addresses of the two hosts.',
  proof:
    'The host itself says that it found no IKE configuration for these addresses, and its configuration has no connection for them in this IKE version.',
  separatedBy: 'the list of connections loaded on the host that breaks off, with their addresses and IKE versions',
  steps: {
    ask: 'Ask whether one side got a new internet address or provider lately, or sits behind a different router.',
    check:
      'List the connections that are loaded, not those in the file, and look for one whose local and remote addresses fit the packet as it arrives (after NAT). A file that was edited and not loaded, or a connection that was refused while loading, looks the same.',
    fix: 'Correct the address of the connection (strongSwan: local_addrs, remote_addrs; Libreswan: left, right; Windows: endpoints of the rule), or allow any address where the peer has no fixed one; then load it (strongSwan: swanctl --load-conns; Libreswan: ipsec add NAME).',
  },
} satisfies CauseMessages as CauseMessages;
