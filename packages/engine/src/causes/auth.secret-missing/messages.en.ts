import type { CauseMessages } from '../api.ts';

export default {
  title: 'One end has no usable secret for the other',
  explanation:
    'The end that has to prove itself or check the other finds no secret for this pair of identities, or cannot read the one it has. The two got as far as authentication, so path, ports and proposals are fine.',
  meaning:
    'No pre-shared key or other secret is stored for these two identities, or the file with the secrets cannot be read.',
  proof:
    'The daemon says that it found no key for the identities it names, or the configuration of that end was read whole and has none. When a key is stored under another identity, the identity is the cause, not the key.',
  separatedBy: 'the list of identities for which each end has secrets, next to the identities that are sent',
  steps: {
    ask: 'Ask whether this connection is new or one side was reinstalled lately: the shared password may never have been entered there.',
    check:
      'Look for the secret among those the daemon has loaded, not only in the file: the log says for each secret which identities it belongs to. strongSwan reads the secrets section of the swanctl configuration, Libreswan the ipsec.secrets file; it must be readable for the daemon and must contain both identities, or the addresses, as the log spells them.',
    fix: 'Enter the same key on this end as on the other one, load the secrets again and start the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
