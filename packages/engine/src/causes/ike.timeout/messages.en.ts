import type { CauseMessages } from '../api.ts';

export default {
  title: 'The negotiation timed out, and nothing tells where',
  explanation:
    'One end gave up waiting. The evidence does not even show which message was lost or in which direction, so the path, the peer and its policy are all still possible.',
  meaning: 'IKE timed out, and not even the direction is known.',
  proof:
    'This is what remains when an end says that it gave up and no packet, ledger or log of the other end narrows it down.',
  separatedBy: 'the log of the other end, or captures at both ends, for the same minute',
  steps: {
    ask: 'Ask what else still works between the two places, whether others are affected, and whether a computer was undocked, asleep or unplugged at that time.',
    log: "Read the other end's log for the minute before the time-out: a time-out here is very often a failure there.",
    capture: 'Capture at both ends during one attempt and diagnose again with the captures.',
  },
} satisfies CauseMessages as CauseMessages;
