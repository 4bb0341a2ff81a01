import type { CauseMessages } from '../api.ts';

export default {
  title: 'Rekeying fails',
  explanation:
    'The connection stood, and replacing its keys failed without a narrower reason in the evidence. Traffic goes on until the old SA ends, and then stops, often about the same time each day or hour.',
  meaning: 'An established SA cannot be replaced, and nothing narrower explains it.',
  proof:
    'An end reports that rekeying or reauthentication failed, and no mismatch of PFS group, proposal, certificate or path is shown.',
  separatedBy: 'the log of both ends at the moment of the rekey, and which end started it',
  steps: {
    ask: 'Ask after which time the connection breaks and whether that time is always the same.',
    force:
      'Force a rekey from each end in turn and read both logs (strongSwan: swanctl --rekey; Libreswan: ipsec rekey-ike NAME or ipsec rekey-child NAME). A rekey that works from one end only points to a firewall with state or to rules that differ by role.',
    fix: 'Compare lifetimes, groups and proposals of both ends for the rekey; let one end rekey clearly earlier than the other; keep reauthentication apart from rekeying (strongSwan: make-before-break; certificates must still be valid then).',
  },
} satisfies CauseMessages as CauseMessages;
