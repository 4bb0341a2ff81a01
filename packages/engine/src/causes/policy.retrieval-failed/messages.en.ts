import type { CauseMessages } from '../api.ts';

export default {
  title: 'The IPsec policy cannot be read from the directory',
  explanation:
    '{host} has a policy assigned in the directory and could not read it there, and no copy of it was applied either. Without it the host negotiates nothing, or what an older policy tells it.',
  meaning: 'An assigned policy cannot be retrieved.',
  proof:
    'The policy agent says that it could not apply the policy of the directory, nor the copy it keeps. That only the directory failed happens to every computer away from its network, and is no fault while the copy is applied.',
  separatedBy: 'the log of the policy agent, Group Policy processing, and access to a domain controller',
  steps: {
    ask: 'Ask whether the computer is in the network of its domain.',
    check: 'Have Group Policy processed again and see whether a domain controller is found.',
    fix: 'Restore access to the directory, or the permission of the computer to read its policy.',
  },
} satisfies CauseMessages as CauseMessages;
