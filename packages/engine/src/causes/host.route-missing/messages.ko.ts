import type { CauseMessages } from '../api.ts';

export default {
  title: 'host.route-missing',
  explanation: 'host.route-missing',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
