import type { CauseMessages } from '../api.ts';

export default {
  title: 'The responder is overloaded',
  explanation:
    '{host} gets more honest negotiations than it can take, and refuses or delays some of them. That happens when many peers come back at the same time, for example after a restart or a broken line.',
  meaning: 'More honest negotiations arrive than the responder can take; it refuses or delays.',
  proof:
    'The responder reports its limit or that it is overloaded, and most of its peers do answer, so it is no flood of forged starts.',
  separatedBy: 'the load of the responder and the share of peers that answer',
  steps: {
    ask: 'Ask whether many users are affected at once, whether something was restarted just before, and whether it gets better after a while.',
    check:
      'Look at processor, memory, the queue of the daemon (strongSwan: swanctl --stats shows busy workers and queued jobs) and at what it waits for: RADIUS, certificate lists, DNS.',
    fix: "Raise the limits and worker threads with the hardware in mind, spread the peers' retries and rekeys over time, use faster groups (elliptic curves), or add a second gateway. Restarting it makes all peers come at once again.",
  },
} satisfies CauseMessages as CauseMessages;
