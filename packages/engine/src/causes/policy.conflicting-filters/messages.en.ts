import type { CauseMessages } from '../api.ts';

export default {
  title: 'Filters of one host contradict each other',
  explanation:
    'One host has two filters or policies for the same traffic with different actions. Which of them wins depends on specificity, priority and order, so the result can change with time and from host to host.',
  meaning: 'Two filters or policies of the same host cover the same traffic and ask for different things.',
  proof:
    'The kernel policies of the host hold one that lets pass or drops everything a protecting policy is for, with a better priority, and the SA counts no packet; or the daemon says that another of its connections has the policy or route already. An exemption that is narrower than the protecting policy is meant so and proves nothing.',
  separatedBy: 'the whole list of active filters of the host, sorted by priority',
  steps: {
    ask: 'Ask whether another VPN, security program or policy was installed on this computer lately.',
    list: 'List the active filters and look for the same addresses and ports twice. strongSwan and Libreswan: ip xfrm policy, with the priority of each; Windows: the quick mode filters in IP Security Monitor, or netsh wfp show filters.',
    fix: 'Remove one of the two or make it more specific, so that the order no longer decides.',
  },
} satisfies CauseMessages as CauseMessages;
