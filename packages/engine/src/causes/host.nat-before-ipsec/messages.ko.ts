import type { CauseMessages } from '../api.ts';

export default {
  title: 'host.nat-before-ipsec',
  explanation: 'host.nat-before-ipsec',
  meaning: '',
  proof: '',
  separatedBy: '',
  steps: {},
} satisfies CauseMessages as CauseMessages;
