import type { CauseMessages } from '../api.ts';

export default {
  title: 'sa.out-of-sync',
  explanation: 'sa.out-of-sync',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
