import type { CauseMessages } from '../api.ts';

export default {
  title: 'A certificate has been revoked',
  explanation:
    'The authority that issued the certificate, or one above it, has withdrawn it, and the end that checks found that out from a revocation list or an OCSP answer. No setting of the two ends is wrong; the certificate may no longer be used.',
  meaning: 'The certificate of the peer, or one of its issuers, is on a revocation list or revoked by OCSP.',
  proof:
    'The end that checks names the certificate and says that it was revoked, with the time or reason if the list gives one.',
  separatedBy: 'the serial number of the certificate, looked up in a fresh revocation list',
  steps: {
    ask: 'Ask whether the device was reported lost or stolen, replaced, or taken out of service: then the refusal is intended and must not be worked around.',
    check:
      'Look the serial number up in a fresh revocation list of the authority; rule out a stale list in the cache of the checking end (strongSwan: swanctl --flush-certs for the cached lists; Libreswan: ipsec listall shows them).',
    fix: 'If the host is still entitled, have a new certificate issued with a new key, load it and start the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
