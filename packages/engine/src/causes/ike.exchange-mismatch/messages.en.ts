import type { CauseMessages } from '../api.ts';

export default {
  title: 'ike.exchange-mismatch',
  explanation: 'ike.exchange-mismatch',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
