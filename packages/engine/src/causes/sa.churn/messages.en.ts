import type { CauseMessages } from '../api.ts';

export default {
  title: 'SAs are replaced again and again',
  explanation:
    'The same SA was replaced {count} times long before its lifetime ended. Each time traffic stalls for a moment. Usually two hosts claim the same identity and push each other out, or both ends start the connection at once.',
  meaning:
    'SAs of one selector pair are replaced three times or more, each before half its lifetime, without a change of policy.',
  proof:
    'A log shows three or more deletions of the SA as duplicate or superseded, and as many new ones for the same pair.',
  separatedBy: 'the reason each SA was deleted, and the addresses that use the identity',
  steps: {
    ask: 'Ask whether two devices use the same account, name or copied settings, for example a replaced computer that still runs.',
    check: 'See from which addresses the same identity comes, and which end starts the connection.',
    fix: 'Give each host an identity of its own, or allow several SAs per identity (strongSwan: unique = no or keep; Libreswan: uniqueids=no); let only one end start the connection and only one react to a closed one (start_action, close_action; Libreswan auto=).',
  },
} satisfies CauseMessages as CauseMessages;
