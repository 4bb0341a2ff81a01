import type { CauseMessages } from '../api.ts';

export default {
  title: 'name.resolution-failed',
  explanation: 'name.resolution-failed',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
