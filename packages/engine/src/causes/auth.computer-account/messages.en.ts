import type { CauseMessages } from '../api.ts';

export default {
  title: 'The computer’s account in its domain is broken',
  explanation:
    '{host} cannot prove itself: its account is missing, disabled or has another password than the computer, so that the secure channel to its domain does not stand. Kerberos then refuses it everywhere.',
  meaning: 'The account or the secure channel of a computer in its domain is broken.',
  proof:
    'Netlogon or Kerberos on the computer reports the broken channel or key, beside a refused logon in the record of IKE’s failure.',
  separatedBy: 'the state of the secure channel on both computers',
  steps: {
    ask: 'Ask whether the computer was restored from an image or a backup, renamed, or put into the domain again.',
    check: 'Query the secure channel of the computer.',
    fix: 'Reset the secure channel; where that does not help, put the computer into the domain anew.',
  },
} satisfies CauseMessages as CauseMessages;
