import type { CauseMessages } from '../api.ts';

export default {
  title: 'No common proposal for the protected traffic',
  explanation:
    'IKE itself succeeded and both ends have authenticated; what fails is the agreement on ESP or AH for the traffic. The two lists have no complete set of encryption, integrity and ESN in common, or one wants ESP and the other AH.',
  meaning: 'The two ends have no proposal for quick mode or the CHILD_SA in common.',
  proof:
    'The responder lists the ESP or AH proposals it received and has configured and chooses none, or both configurations show that none fits.',
  separatedBy:
    'the received and the configured ESP proposals in the log of the end that refused; if only the group differs it is PFS',
  steps: {
    ask: 'Ask whether one side was updated or its security settings were changed lately.',
    compare:
      'Put both ESP proposals side by side: encryption with key length, integrity, extended sequence numbers, group. strongSwan: esp_proposals or ah_proposals of the child; Libreswan: esp= (or phase2alg=) and phase2=; Windows: quick mode cryptographic set (Get-NetIPsecQuickModeCryptoSet).',
    fix: 'Add one ESP proposal both ends support, load the connection again (strongSwan: swanctl --load-conns; Libreswan: ipsec add NAME) and start it.',
  },
} satisfies CauseMessages as CauseMessages;
