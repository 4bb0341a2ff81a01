import type { CauseMessages } from '../api.ts';

export default {
  title: 'sa.rekey-failed',
  explanation: 'sa.rekey-failed',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
