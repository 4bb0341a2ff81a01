import type { CauseMessages } from '../api.ts';

export default {
  title: 'The pre-shared keys of the two ends differ',
  explanation:
    'Each end holds a pre-shared key for the other, and a proof made with one does not verify with the other. The exchange before it worked, so path, ports and proposals are fine.',
  meaning: 'Both ends have a pre-shared key for each other and the keys are not the same.',
  proof:
    'The end that verifies says that a key was found and its MAC or hash does not match (IKEv2 AUTH, IKEv1 HASH), or both configurations hold different keys for these identities. In IKEv1 main mode the fifth message then decrypts to garbage.',
  separatedBy:
    'the log of the end that refused: "MAC mismatched", "no shared key found" and an identity line are three different causes',
  steps: {
    ask: 'Ask the administrators of both sides whether the shared password of this connection was changed lately, and whether both changed it.',
    compare:
      'Type the key anew on both ends from one source. Look for a trailing blank or line end, for quotes, and for a 0s or 0x prefix that one product decodes and another takes literally; make sure that no second, more specific entry for the same identities wins.',
    reload:
      'Load the secrets again (strongSwan: swanctl --load-creds; Libreswan: ipsec rereadsecrets, or ipsec auto --rereadsecrets in older versions) and start the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
