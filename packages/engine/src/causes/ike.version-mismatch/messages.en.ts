import type { CauseMessages } from '../api.ts';

export default {
  title: 'One end speaks IKEv1 and the other IKEv2',
  explanation:
    'The initiator starts with a version of IKE that the responder does not accept for this peer. Many responders then say NO_PROPOSAL_CHOSEN or nothing at all, although proposals are not the matter.',
  meaning: 'One end is configured for IKEv1 only, the other for IKEv2 only.',
  proof:
    'The responder says that policy refuses the version or answers INVALID_MAJOR_VERSION, or the configurations of both ends name versions that exclude each other.',
  separatedBy: 'the IKE version each end is configured for, next to the version of the first packet',
  steps: {
    ask: 'Ask whether one side was replaced or updated lately: newer products start with IKEv2.',
    compare:
      'Compare the versions. strongSwan: version (0 answers both, and starts IKEv2); Libreswan: ikev2= or keyexchange=, and ikev1-policy in config setup (newer versions drop IKEv1 unless it is set to accept); Windows: the KeyModule of the rule or the VPN type.',
    fix: 'Set both ends to IKEv2 if both can; otherwise both to IKEv1. Load the connection again (strongSwan: swanctl --load-conns; Libreswan: ipsec add NAME).',
  },
} satisfies CauseMessages as CauseMessages;
