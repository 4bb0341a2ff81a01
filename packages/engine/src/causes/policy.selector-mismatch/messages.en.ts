import type { CauseMessages } from '../api.ts';

export default {
  title: 'The traffic selectors of the two ends do not agree',
  explanation:
    'IKE succeeded; what fails is which traffic is to be protected. The networks, protocols or ports one end proposes do not fit those the other end has for this connection. With IKEv1 they must be equal, mirrored; with IKEv2 they may be narrowed, but must overlap.',
  meaning: 'The filters or traffic selectors of the two hosts for the protected traffic do not agree.',
  proof:
    'The end that decides says that it finds no child or quick mode policy for the selectors proposed, or both configurations show selectors that do not overlap (IKEv2) or are not equal (IKEv1). TS_UNACCEPTABLE alone is only what the peer was told; a kernel that refused the SA can lie behind it.',
  separatedBy: 'both selector lists side by side, and the log of the end that refused',
  steps: {
    ask: 'Ask which networks or computers are to be reached, and whether a network was added or renumbered on one side lately.',
    compare:
      "Put the selectors side by side: what is local here must be remote there, with the same prefix length, protocol and ports. strongSwan: local_ts and remote_ts of the child; Libreswan: leftsubnet(s), rightsubnet(s), leftprotoport; Windows: endpoints, protocol and ports of the rule. Behind a NAT a host's own address as default selector is the private one.",
    fix: 'Correct the side that is wrong so that the two are mirror images, and load the connection again (strongSwan: swanctl --load-conns; Libreswan: ipsec add NAME). With IKEv1 and several networks make one child per pair.',
  },
} satisfies CauseMessages as CauseMessages;
