import type { CauseMessages } from '../api.ts';

export default {
  title: 'The network card spoils protected packets',
  explanation:
    'On {host} the network card or its driver is to encrypt, check or sum packets, and what comes out fails at the other end. The path is not to blame if the packet is wrong already when it leaves.',
  meaning: 'The network card or its driver spoils packets that it is to encrypt, check or sum.',
  proof:
    'The SA is offloaded and none of its packets passes the check of the other end, or the fault is gone with offload turned off.',
  separatedBy: 'the same test with offload turned off',
  steps: {
    ask: 'Ask whether the computer got a new network card or driver lately, or was moved to other virtual hardware.',
    check:
      'See whether SAs are offloaded (Linux: "crypto offload parameters" in ip xfrm state, and ethtool -k; Windows: Get-NetAdapterIPsecOffload).',
    fix: 'Turn the offload off for a test (strongSwan: hw_offload = no; Libreswan: nic-offload=no; Linux: ethtool -K; Windows: Disable-NetAdapterIPsecOffload, on old systems EnableOffload = 0 and a restart). Then, in this order and one at a time: the other offloads and advanced features of the driver, teaming or clustering of cards, and the newest signed driver and firmware.',
  },
} satisfies CauseMessages as CauseMessages;
