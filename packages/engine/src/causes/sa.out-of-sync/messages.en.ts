import type { CauseMessages } from '../api.ts';

export default {
  title: 'One end uses an SA the other no longer has',
  explanation:
    '{from} still sends on the SA with SPI {spi}, and {to} has no such SA and drops the packets. The receiver restarted, or a delete was lost on the way; nothing passes until the sender notices or rekeys.',
  meaning:
    'Packets arrive and the receiver has no such SA: it restarted, or a delete was lost, or a computer was undocked.',
  proof:
    "The sender lists the SA and counts packets, and the receiver's list does not hold the SPI, its log reports an unknown SPI, or it restarted after the SA was made. Within a minute of a rekey a few unknown SPIs are normal.",
  separatedBy: 'the SA lists of both ends at the same time: the same SPIs or not',
  steps: {
    ask: 'Ask whether one side was restarted, or a laptop was undocked or asleep, shortly before; starting the connection again on both sides usually helps at once.',
    list: 'List the SAs on both ends and compare the SPIs (Windows: Get-NetIPsecQuickModeSA). The inbound SPI of one must be an outbound SPI of the other.',
    fix: 'Take the connection down on the end that still believes in it and start it again (Libreswan: ipsec down NAME and ipsec up NAME). Turn on liveness checks at both ends (strongSwan: dpd_delay and dpd_action; Libreswan: dpddelay, dpdtimeout), so that it heals by itself next time.',
  },
} satisfies CauseMessages as CauseMessages;
