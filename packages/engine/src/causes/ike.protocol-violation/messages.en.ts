import type { CauseMessages } from '../api.ts';

export default {
  title: 'A message breaks the protocol',
  explanation:
    'One end cannot make sense of what the other sends: a malformed message, a payload out of place, or an extension the two products understand differently. A wrong pre-shared key in IKEv1 looks the same, because the message then decrypts to garbage.',
  meaning: 'An implementation breaks the protocol, or two implementations do not understand each other.',
  proof:
    'An end reports a protocol error or a malformed message that no wrong key, damage on the way or missing fragment accounts for.',
  separatedBy: 'a capture of the message with both logs at a raised level, and a test with equal keys',
  steps: {
    ask: 'Ask which products and versions are in use on both sides and which was updated last.',
    fix: 'Turn off what the two may understand differently, one by one (IKE fragmentation, MOBIKE, childless start, additional key exchanges, vendor extensions), and note which one matters; update the older product.',
    escalate:
      'Give both vendors the versions, the capture and both logs at a raised level (strongSwan: ike and enc at 2; Libreswan: plutodebug=all) of the same attempt.',
  },
} satisfies CauseMessages as CauseMessages;
