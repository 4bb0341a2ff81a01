import type { CauseMessages } from '../api.ts';

export default {
  title: 'service.not-listening',
  explanation: 'service.not-listening',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
