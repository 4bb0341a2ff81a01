import type { CauseMessages } from '../api.ts';

export default {
  title: 'The signature is refused: algorithm or check',
  explanation:
    'The certificate or key of the peer was found, but the proof made with it is not accepted: its signature or hash algorithm is not allowed here, or the signature does not verify. Identity and trust are a different matter and may be in order.',
  meaning:
    'The proof of the peer uses a signature or hash algorithm that policy does not allow, or the signature does not fit the key.',
  proof:
    'The end that verifies names the algorithm it refuses, or says that the signature is invalid. With an invalid signature a private key that does not belong to the certificate is the other explanation.',
  separatedBy:
    'the algorithms each end allows for signatures, and whether the private key belongs to the certificate sent',
  steps: {
    ask: 'Ask whether the software, its security settings or the certificate of one side was renewed lately.',
    check:
      'Compare the signature algorithms. strongSwan: auth of the remote section can demand schemes such as pubkey-sha256 or ike:rsa/pss-sha256; Libreswan: authby can demand rsa-sha2, ecdsa or rsa-sha1; a system-wide crypto policy can forbid SHA-1 and short RSA keys for both. Make sure that the private key of the sender belongs to the certificate it sends.',
    fix: 'Let both ends use a signature both allow, best RSA-PSS or ECDSA with SHA-256 or better by RFC 7427; do not reopen SHA-1 for good. Then load connection and credentials again.',
  },
} satisfies CauseMessages as CauseMessages;
