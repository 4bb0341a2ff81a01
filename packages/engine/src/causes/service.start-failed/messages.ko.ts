import type { CauseMessages } from '../api.ts';

export default {
  title: 'service.start-failed',
  explanation: 'service.start-failed',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
