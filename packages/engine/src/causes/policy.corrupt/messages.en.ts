import type { CauseMessages } from '../api.ts';

export default {
  title: 'The IPsec policy cannot be used',
  explanation:
    '{host} found a policy, and what is in it cannot be used ({what}): data that nobody can read, references to objects that are not there, or rules without any offer.',
  meaning: 'A policy was found and is unreadable or incomplete.',
  proof: 'The policy agent says what it could not use and throws it away; no policy is applied after it.',
  separatedBy: 'the policy’s objects, in the directory and in the local store',
  steps: {
    ask: 'Ask whether the policy was changed, imported or restored lately.',
    check: 'List the policy with all its rules, and look for those that cannot be opened.',
    fix: 'Make the damaged part anew, or import a good copy of the policy.',
  },
} satisfies CauseMessages as CauseMessages;
