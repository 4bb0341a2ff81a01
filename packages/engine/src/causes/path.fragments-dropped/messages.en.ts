import type { CauseMessages } from '../api.ts';

export default {
  title: 'Large IKE messages are lost as IP fragments',
  explanation:
    'Small IKE messages cross; a large one leaves in IP fragments and never arrives whole. Certificates, many proposals or Kerberos tickets make messages that large. A device on the way drops fragments, which ping with small packets does not show.',
  meaning: 'Large IKE messages leave in IP fragments and never arrive whole.',
  proof:
    'The receiving capture holds some fragments of the message and not the others, or the whole message is seen leaving in fragments and not arriving while smaller ones in the same direction arrive.',
  separatedBy: 'the sizes that arrive and those that do not, from captures at both ends',
  steps: {
    ask: 'Ask whether it fails on one internet line or place only, and whether certificates came into use lately.',
    capture:
      'Capture at both ends during one attempt, with a filter that also takes later fragments, since they carry no ports.',
    fix: 'Turn IKE fragmentation on at both ends so that IP need not fragment (strongSwan: fragmentation = yes, and a smaller charon.fragment_size if needed; Libreswan: fragmentation=yes; Windows does it with IKEv2). Or make the message smaller: fewer proposals, ECDSA certificates, no root in the chain.',
    network:
      'Have the firewall or provider pass IP fragments of UDP 500 and 4500. Kerberos authentication in IKEv1 has no other way.',
  },
} satisfies CauseMessages as CauseMessages;
