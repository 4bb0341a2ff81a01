import type { CauseMessages } from '../api.ts';

export default {
  title: 'host.offload',
  explanation: 'host.offload',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
