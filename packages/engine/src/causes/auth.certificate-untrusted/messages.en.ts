import type { CauseMessages } from '../api.ts';

export default {
  title: 'No trusted root vouches for the certificate',
  explanation:
    'The end that checks cannot build a chain from the certificate it got to an authority it trusts. Either it lacks the right root, or the other end uses a certificate from another authority than agreed. Validity and name come later and may be fine.',
  meaning: 'No chain leads from the certificate of the peer to a root this end trusts for this connection.',
  proof:
    'The end that checks says that the issuer is missing or not trusted, and the issuer named is a root (or the certificate signs itself). An intermediate that is missing is an incomplete chain instead.',
  separatedBy: 'the certificates sent by the peer, next to the authorities trusted by the end that refused',
  steps: {
    ask: 'Ask whether one side changed the authority that issues its certificates, or was set up anew.',
    check:
      'List the authorities the checking end trusts and compare them with the issuer of the certificate it got, by key identifier and not only by name: a renewed root often keeps its name. Windows: the computer store, not that of the user.',
    fix: 'Install the root on the checking end (strongSwan: the x509ca directory, then swanctl --load-creds; Libreswan: certutil -A with trust CT,, in its NSS database), or give the other end a certificate of the agreed authority.',
  },
} satisfies CauseMessages as CauseMessages;
