import type { CauseMessages } from '../api.ts';

export default {
  title: 'sa.replay',
  explanation: 'sa.replay',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
