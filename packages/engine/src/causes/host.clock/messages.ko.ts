import type { CauseMessages } from '../api.ts';

export default {
  title: 'host.clock',
  explanation: 'host.clock',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
