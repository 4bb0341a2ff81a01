import type { CauseMessages } from '../api.ts';

export default {
  title: 'A certificate is not valid yet',
  explanation:
    'The end that checks refused a certificate of the other end because its validity has not begun, by the clock of the checking host. Most often the certificate was issued minutes ago by an authority whose clock is ahead, or the checking host is behind.',
  meaning: 'The certificate of the peer, or one of its issuers, is before the start of its validity.',
  proof:
    'The end that checks names the certificate and says that it is not valid yet, while its clock is not known to be wrong.',
  separatedBy: "the start of the certificate's validity, next to the right time",
  steps: {
    ask: 'Ask whether the certificate is brand new, and whether the date and time shown on both computers are right.',
    check:
      'Read the start of validity of the certificate and its issuers, and compare the clocks of both hosts and of the certificate authority with a reference.',
    fix: 'Correct the clock that is wrong. If all clocks are right, wait for the start of validity or issue the certificate again with a start in the past, and load it.',
  },
} satisfies CauseMessages as CauseMessages;
