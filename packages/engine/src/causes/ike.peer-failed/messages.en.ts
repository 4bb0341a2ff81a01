import type { CauseMessages } from '../api.ts';

export default {
  title: 'The other end took our message and then failed',
  explanation:
    'The message reached {peer}, and then came silence, a bare delete or an error without a reason. The path is fine in that direction; why {peer} stopped stands only in its own log.',
  meaning: 'There is proof that the peer got our message; then it fell silent, sent a bare delete or an empty error.',
  proof:
    "The peer's log or an answer to a copy shows that the message was taken, and nothing was sent in reply. A narrower cause in its log replaces this one.",
  separatedBy: 'the log of the other end for the minute before the time-out, at a raised level',
  steps: {
    ask: "Ask the other side's administrator to look at their system at the time of the failure; have the exact time and both addresses ready.",
    log: 'Read the log of that end for the minute before the time-out; raise the level and repeat if it says nothing (strongSwan: ike, cfg and net at 2; Libreswan: plutodebug=base; Windows: audits 4652 to 4654 and a wfp capture).',
    fix: 'Mend what the log names. If the daemon hangs or is busy, look at its load, at helpers it waits for (RADIUS, certificate lists, DNS), and restart it only after the log has been saved.',
  },
} satisfies CauseMessages as CauseMessages;
