import type { CauseMessages } from '../api.ts';

export default {
  title: 'The identity one end sends is not the one the other expects',
  explanation:
    'The end that checks found the other end under another name than its configuration allows, or the certificate does not carry the name that was claimed. Key and certificate may be perfectly right; they are only looked up by this name. Behind a NAT an address used as identity changes on the way.',
  meaning:
    'The identity (ID payload) that one end sends is not the one the other end has configured for it, or is not among the names in its certificate.',
  proof:
    'The end that checks says which identity it got and that none of its connections accepts it, or that the certificate does not confirm it; or both configurations show that what one sends is not what the other expects.',
  separatedBy: 'the identity line in the log of the end that refused, with the identity it got and the one it wanted',
  steps: {
    ask: 'Ask whether a host name, an internet address or a certificate of one side changed lately, or whether one side now sits behind another router.',
    compare:
      'Hold the identity sent beside the identity expected, letter for letter and type for type: an address, a name with or without a leading @, an e-mail address, or a whole certificate subject are different identities. strongSwan: local and remote id of the connection; Libreswan: leftid and rightid; Windows: the name in the certificate and the endpoint of the rule.',
    fix: 'Set the identity explicitly on both ends instead of leaving it to the address, above all behind a NAT. With certificates take a name that stands in the certificate (subject or subjectAltName); then load the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
