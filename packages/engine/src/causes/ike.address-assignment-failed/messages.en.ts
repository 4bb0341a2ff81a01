import type { CauseMessages } from '../api.ts';

export default {
  title: 'ike.address-assignment-failed',
  explanation: 'ike.address-assignment-failed',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
