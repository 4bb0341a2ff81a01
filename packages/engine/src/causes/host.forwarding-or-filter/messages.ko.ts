import type { CauseMessages } from '../api.ts';

export default {
  title: 'host.forwarding-or-filter',
  explanation: 'host.forwarding-or-filter',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
