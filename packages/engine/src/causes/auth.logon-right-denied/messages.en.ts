import type { CauseMessages } from '../api.ts';

export default {
  title: 'The computer may not log on from the network',
  explanation:
    'The computer proved itself with Kerberos, and {host} does not grant it the right to log on from the network. IPsec tells both sides no more than that authentication failed.',
  meaning: 'An authenticated peer lacks the right “Access this computer from the network”, or is denied it.',
  proof:
    'The host that refuses records that the requested type of logon is not granted, at the time of the failure. The failure of IKE alone does not say so.',
  separatedBy: 'the log of logons of the computer that refuses, and its policy of user rights',
  steps: {
    ask: 'Ask whether the computer was lately put into or taken out of the group that may connect.',
    check:
      'Look at the user rights in force on the refusing computer: who may, and who must not, access it from the network.',
    fix: 'Put the computer’s group into the right, or take it out of the right that denies.',
  },
} satisfies CauseMessages as CauseMessages;
