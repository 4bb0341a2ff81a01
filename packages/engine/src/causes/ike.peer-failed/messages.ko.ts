import type { CauseMessages } from '../api.ts';

export default {
  title: 'ike.peer-failed',
  explanation: 'ike.peer-failed',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
