import type { CauseMessages } from '../api.ts';

export default {
  title: 'The two ends want to authenticate in different ways',
  explanation:
    'One end proves itself with another method than the other accepts: pre-shared key against certificate, or an EAP method the other does not offer. A right key or a valid certificate does not help, because it is never looked at.',
  meaning:
    'One end authenticates in a way (pre-shared key, certificate, EAP method, XAUTH) that the other does not accept from it.',
  proof:
    'The end that checks says that it does not accept the method it got, an EAP method is answered with a NAK, or both configurations name methods that have nothing in common.',
  separatedBy: 'the method each end is configured for, in both directions',
  steps: {
    ask: 'Ask whether one side moved lately from a shared password to certificates or to user accounts, and whether the other side did the same.',
    compare:
      'Compare the method for each direction. strongSwan: auth of the local and of the remote section (psk, pubkey, eap-…, xauth-…); Libreswan: authby, or leftauth and rightauth; Windows: the authentication set of the connection security rule. What one end has as local the other must have as remote.',
    fix: 'Agree on one method and set it on both ends. If several connections exist between the same addresses, make sure that the one with this method is found first: when the chosen method fails, IKE tries no other.',
  },
} satisfies CauseMessages as CauseMessages;
