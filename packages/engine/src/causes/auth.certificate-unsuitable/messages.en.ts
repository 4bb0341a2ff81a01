import type { CauseMessages } from '../api.ts';

export default {
  title: 'The certificate may not be used for this purpose',
  explanation:
    'The certificate is valid and trusted, but its key usage, its extended key usage or the size of its key does not meet what the checking end demands. The name and the dates are not in question.',
  meaning:
    'Key usage, extended key usage, basic constraints or key size of a certificate forbid the use that is made of it.',
  proof:
    'The end that checks names the certificate and the property that rules it out, for example a missing serverAuth usage or a key shorter than demanded.',
  separatedBy:
    'the key usage, extended key usage and key size of the certificate, next to what the checking end demands',
  steps: {
    ask: 'Ask whether the certificate was made for something else, such as a web site or e-mail, or by a new template.',
    check:
      'Read key usage (digitalSignature or nonRepudiation), extended key usage (serverAuth for a gateway that Windows and other clients call; ipsecIKE or none at all elsewhere), basic constraints and key size of the certificate, for example with openssl x509 -text.',
    fix: 'Issue a certificate with the right usages and a key of at least 2048 bits RSA or 256 bits ECDSA (or what the checking end demands), load it and start the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
