import type { CauseMessages } from '../api.ts';

export default {
  title: 'service.port-conflict',
  explanation: 'service.port-conflict',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
