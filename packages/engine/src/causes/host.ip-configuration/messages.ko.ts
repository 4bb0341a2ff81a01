import type { CauseMessages } from '../api.ts';

export default {
  title: 'host.ip-configuration',
  explanation: 'host.ip-configuration',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
