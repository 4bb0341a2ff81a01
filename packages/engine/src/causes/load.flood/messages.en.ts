import type { CauseMessages } from '../api.ts';

export default {
  title: 'load.flood',
  explanation: 'load.flood',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
