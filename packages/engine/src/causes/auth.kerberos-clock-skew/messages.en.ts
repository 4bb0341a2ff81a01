import type { CauseMessages } from '../api.ts';

export default {
  title: 'The clocks differ too much for Kerberos',
  explanation:
    'Kerberos refuses proofs that are older or newer than it allows, by default five minutes. One of the two computers, or its domain controller, has a wrong clock; both are configured rightly otherwise.',
  meaning: 'Kerberos authentication fails because clocks differ beyond the limit.',
  proof:
    'The record of the failure says that the clocks are skewed (0x80090324), or Kerberos reports KRB_AP_ERR_SKEW beside a Kerberos failure of IKE.',
  separatedBy: 'the time of both computers and of a domain controller, measured against each other',
  steps: {
    ask: 'Ask for the date, time and time zone that both computers show.',
    check: 'Measure the clock of the computer against a domain controller.',
    fix: 'Set the clock and make the computer follow the time of its domain.',
  },
} satisfies CauseMessages as CauseMessages;
