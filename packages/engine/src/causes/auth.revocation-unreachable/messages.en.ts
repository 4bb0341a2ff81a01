import type { CauseMessages } from '../api.ts';

export default {
  title: 'Revocation of the certificate cannot be checked',
  explanation:
    'Policy demands a fresh revocation list or an OCSP answer, and the end that checks cannot get one. The certificate itself may be good. Under a lax policy the same failed fetch would only be a warning.',
  meaning: 'Revocation has to be checked and neither CRL nor OCSP can be reached, or the list at hand is too old.',
  proof:
    'The end that checks says that fetching the list or the OCSP answer failed and that strict policy therefore refuses the certificate.',
  separatedBy: 'whether the checking end reaches the address of the revocation list, and whether its policy is strict',
  steps: {
    ask: 'Ask whether the internet or web access of the checking computer is disturbed or was restricted lately.',
    check:
      'From the end that checks, fetch the address of the revocation list or the OCSP service that stands in the certificate. Mind the loop: the server must be reachable without the very connection that is being set up.',
    fix: 'Open the way to the list (name resolution, proxy, firewall), publish a fresh list, or load one by hand (strongSwan: the x509crl directory; Libreswan: crlutil into NSS). Relax the policy (strongSwan: revocation = ifuri; Libreswan: crl-strict=no; Windows: StrongCRLCheck) only if the security owner agrees.',
  },
} satisfies CauseMessages as CauseMessages;
