import type { CauseMessages } from '../api.ts';

export default {
  title: 'The last message was lost, and the ends disagree',
  explanation:
    '{from} believes that the exchange is complete, and {to} does not, because the last message ({step}) did not reach it. One end then sends protected traffic that the other cannot accept yet, or waits for an answer it has already been given.',
  meaning: 'The last message of the exchange is lost, and the ends disagree on whether it is complete.',
  proof:
    'The sender of the last message reports the SA as established, the other end does not, and the message is not seen arriving there while earlier ones in the same direction did.',
  separatedBy: 'a capture at the end that did not see it, and whether the message is sent again',
  steps: {
    ask: 'Ask whether a second attempt works, and whether the line loses packets at other times as well.',
    capture:
      'Capture at both ends during a new attempt and look for the last message and its repetitions; if it is the largest one, think of fragments.',
    fix: 'Take the connection down on the end that believes in it and start it again. If it comes back, cure the loss on the way, and move from IKEv1 to IKEv2, where every message is acknowledged.',
  },
} satisfies CauseMessages as CauseMessages;
