import type { CauseMessages } from '../api.ts';

export default {
  title: 'sa.install-failed',
  explanation: 'sa.install-failed',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
