import type { CauseMessages } from '../api.ts';

export default {
  title: 'The sequence numbers of an SA are used up',
  explanation:
    '{host} has sent as many packets on one SA as its counter can number, and may not send another. It should have been rekeyed long before; the rekey failed or no limit by packets or bytes is set.',
  meaning: 'The sequence counter of an SA is used up, and the sender may not send on it any more.',
  proof:
    "The SA's counter stands at the end of its range, or the kernel counts packets it could not send for that reason. A capture indicates it where the last packet of the SA has the last number there is (4294967295) and the sender uses no other SA after it.",
  separatedBy: 'the outbound sequence number of the SA at the sender',
  steps: {
    ask: 'Ask whether the connection carries very much traffic and stops after days of good work.',
    check: 'Read oseq of the SA and XfrmOutStateSeqError, and why the last rekey did not happen.',
    fix: 'Start the connection again now; then use extended sequence numbers on both ends, or rekey by packets or bytes well before 2^32 packets (strongSwan: rekey_packets, rekey_bytes; Libreswan: ipsec-max-packets, ipsec-max-bytes).',
  },
} satisfies CauseMessages as CauseMessages;
