import type { CauseMessages } from '../api.ts';

export default {
  title: 'ike.protocol-violation',
  explanation: 'ike.protocol-violation',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
