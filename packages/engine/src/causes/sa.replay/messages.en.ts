import type { CauseMessages } from '../api.ts';

export default {
  title: 'Packets are dropped as replays',
  explanation:
    'Packets from {from} reach {to} on a known SPI with a sequence number that is too old or was already seen, and are dropped. Either packets are delivered twice or far out of order on the way, or the window is too small for the speed.',
  meaning: 'Packets on a known SPI carry an old sequence number and are dropped by the replay check.',
  proof:
    'The receiver counts replay or sequence errors on an SA that works otherwise, and its capture shows duplicates or gaps.',
  separatedBy: 'the sequence numbers in a capture at the receiver: duplicates, disorder, or a restart from one',
  steps: {
    ask: 'Ask whether it is slow or stutters at high load only, and whether there are two lines or providers.',
    check:
      'Watch XfrmInStateSeqError and the replay counters of the SA, and look in a capture for duplicated or reordered sequence numbers (QoS classes, several lines, several processors).',
    fix: 'Enlarge the replay window (strongSwan: replay_window of the child; Libreswan: replay-window=), keep one SA in one queue and on one line, and stop the device that duplicates packets. Do not turn the check off.',
  },
} satisfies CauseMessages as CauseMessages;
