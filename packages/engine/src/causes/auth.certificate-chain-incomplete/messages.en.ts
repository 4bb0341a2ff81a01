import type { CauseMessages } from '../api.ts';

export default {
  title: 'An intermediate certificate is missing',
  explanation:
    'The root is trusted, but the certificate between it and the one of the peer was not sent and is not stored at the end that checks. So the chain cannot be closed, although every certificate in it may be good.',
  meaning: 'The peer does not send the intermediate certificates that lead to a root the other end trusts.',
  proof:
    'The end that checks names an issuer it does not have, and that issuer is not a root but is itself issued by one it trusts, or by one the sender has.',
  separatedBy: 'the number of certificates sent, next to the chain up to the trusted root',
  steps: {
    ask: 'Ask whether the certificate of one side was renewed lately: new ones often come from a new intermediate authority.',
    check:
      'See whether the sender has the intermediate itself; its log names each certificate it sends ("sending issuer cert").',
    fix: 'Install the intermediate at the sender, so that it sends it along (strongSwan: the x509ca directory; Libreswan: import into NSS and leftsendcert=always, send-ca settings), or at the receiver; then load the credentials again.',
  },
} satisfies CauseMessages as CauseMessages;
