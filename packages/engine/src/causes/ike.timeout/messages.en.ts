import type { CauseMessages } from '../api.ts';

export default {
  title: 'ike.timeout',
  explanation: 'ike.timeout',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
