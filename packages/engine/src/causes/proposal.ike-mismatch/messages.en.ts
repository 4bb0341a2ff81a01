import type { CauseMessages } from '../api.ts';

export default {
  title: 'No common IKE proposal',
  explanation:
    'The algorithms one end offers for the IKE SA (main mode) and those the other end accepts have no full set in common. One missing piece is enough: cipher, integrity, PRF and key exchange group all have to match within one proposal. Packets pass in both directions, so the path is fine.',
  meaning:
    'The two ends have no proposal for the IKE SA or main mode in common, or no common key exchange group is left after a retry.',
  proof:
    'The responder lists what it received and what it has configured and chooses none, or both configurations show that no proposal fits. NO_PROPOSAL_CHOSEN seen by the initiator alone also comes from a responder without a fitting connection.',
  separatedBy: 'the log or configuration of the responder: received and configured proposals side by side',
  steps: {
    ask: 'Ask whether one side was updated or its security settings were tightened lately.',
    compare:
      'Put both IKE proposals side by side, piece by piece: encryption with key length, integrity or AEAD, PRF, group. strongSwan: proposals; Libreswan: ike=; Windows: main mode cryptographic set (Get-NetIPsecMainModeCryptoSet), or for VPN connections the IKEv2 policy. Mind that updates drop old groups such as modp1024 from the defaults.',
    fix: 'Add one proposal both ends support to the weaker-equipped end, best AES-GCM or AES-CBC with SHA-256 and group 14, 19 or better; load the connection again (strongSwan: swanctl --load-conns; Libreswan: ipsec add NAME) and initiate it. Do not widen both ends to everything.',
  },
} satisfies CauseMessages as CauseMessages;
