import type { CauseMessages } from '../api.ts';

export default {
  title: 'The IPsec driver blocks all traffic',
  explanation:
    'The IPsec driver of {host} went into {mode} mode: after an error in its policy it lets nothing through but what startup exemptions permit. To its peers the host looks dead.',
  meaning: 'The driver is in block or fail-safe mode, or stays in its mode of the start.',
  proof: 'The driver records its mode; the last record counts.',
  separatedBy: 'the current mode of the driver and the errors before it changed',
  steps: {
    ask: 'Ask whether the host can be reached at all, also without IPsec.',
    check: 'Show the mode of the driver, and read the errors of the policy before it.',
    fix: 'Mend the policy that could not be applied; to get traffic without protection back, disable the service and restart.',
  },
} satisfies CauseMessages as CauseMessages;
