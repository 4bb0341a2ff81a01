import type { CauseMessages } from '../api.ts';

export default {
  title: 'sa.churn',
  explanation: 'sa.churn',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
