import type { CauseMessages } from '../api.ts';

export default {
  title: 'sa.lookup-failed',
  explanation: 'sa.lookup-failed',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
