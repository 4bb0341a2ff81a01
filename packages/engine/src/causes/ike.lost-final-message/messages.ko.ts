import type { CauseMessages } from '../api.ts';

export default {
  title: 'ike.lost-final-message',
  explanation: 'ike.lost-final-message',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
