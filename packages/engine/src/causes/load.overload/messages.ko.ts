import type { CauseMessages } from '../api.ts';

export default {
  title: 'load.overload',
  explanation: 'load.overload',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
