import type { CauseMessages } from '../api.ts';

export default {
  title: 'sa.sequence-exhausted',
  explanation: 'sa.sequence-exhausted',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
