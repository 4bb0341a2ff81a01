import type { CauseMessages } from '../api.ts';

export default {
  title: 'Another connection caught the negotiation',
  explanation:
    'Host {host} chose the connection "{chosen}" for this negotiation although "{better}" is the one that fits the other end. What failed after that (identity, key, proposal or selectors) only fails because the wrong set of rules was applied.',
  meaning: 'An earlier or more general connection or rule catches the negotiation that is meant for another one.',
  proof:
    'The log names the connection that was chosen, and the configuration of the same host holds another one that fits the addresses, identities, proposals or selectors of the peer, while the chosen one does not.',
  separatedBy: 'the name of the connection the responder chose, next to the list of all its connections',
  steps: {
    ask: 'Ask whether another connection was added on that side lately, above all one for any partner or for travelling users.',
    compare:
      'List the connections with addresses, identities and authentication, and find out why the general one is taken first: equal addresses, %any as remote, no identity set, or its place in the list.',
    fix: 'Make the connections distinguishable: set the remote address or identity of each, put the same IKE proposal and authentication on connections that share addresses, or move the general one to an address of its own. Then load them again (strongSwan: swanctl --load-conns; Libreswan: ipsec add NAME).',
  },
} satisfies CauseMessages as CauseMessages;
