import type { CauseMessages } from '../api.ts';

export default {
  title: 'sa.transform-disagreement',
  explanation: 'sa.transform-disagreement',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
