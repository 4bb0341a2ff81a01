import type { CauseMessages } from '../api.ts';

export default {
  title: 'ike.version-mismatch',
  explanation: 'ike.version-mismatch',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
