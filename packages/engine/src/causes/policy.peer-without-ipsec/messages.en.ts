import type { CauseMessages } from '../api.ts';

export default {
  title: 'The other end has no IPsec set up',
  explanation:
    'One end requires IPsec, and the other has no IPsec connection at all, so nobody answers. This end is not allowed to fall back to clear, and traffic stops. It may be just what the policy is meant to do with hosts outside.',
  meaning: 'One side requires IPsec, the other has none, and there is no fallback to clear.',
  proof: 'The listing of the other end shows that it has no connection and no daemon, while it is up and reachable.',
  separatedBy:
    'the list of connections and services of the other end: a service that should run and does not is service.not-listening',
  steps: {
    ask: 'Ask whether the other computer is meant to be part of the protected network at all, or only a printer, a guest or a new machine.',
    check:
      'See on the other end whether any connection or policy exists; Windows: Get-NetIPsecRule -PolicyStore ActiveStore and the effective Group Policy.',
    fix: 'Set IPsec up on the other end, or exempt it on this end if it is to be reached without protection. That is a decision of whoever owns the policy.',
  },
} satisfies CauseMessages as CauseMessages;
