import type { CauseMessages } from '../api.ts';

export default {
  title: 'The computer’s ticket is older than its membership',
  explanation:
    'The computer is in the group that may connect, and the ticket it shows was issued before it was put there. A ticket holds the groups of its moment; a restart or an emptied ticket cache brings new ones.',
  meaning: 'An authenticated peer is refused because its Kerberos ticket does not yet name the right group.',
  proof:
    'Only the directory tells since when the membership holds, and the ticket when it was issued: both are needed.',
  separatedBy: 'the time of issue of the computer’s tickets, and the time of its membership in the directory',
  steps: {
    ask: 'Ask when the computer was put into the group and whether it was restarted since.',
    check: 'List the tickets of the computer itself with their times.',
    fix: 'Empty the ticket cache of the computer, or restart it.',
  },
} satisfies CauseMessages as CauseMessages;
