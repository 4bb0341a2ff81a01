import type { CauseMessages } from '../api.ts';

export default {
  title: 'A host has another IPsec policy than the one meant for it',
  explanation:
    '{host} works by an IPsec policy that does not fit the one of the other end: the group policy object that carries it was filtered out, a local policy stands in its place, or another one won. Both ends then ask for different things, and which of them is right only the design of the network tells.',
  meaning:
    'Of several IPsec policies another one than intended is in force on a host: by precedence, permissions, or the place of its account.',
  proof:
    'The host was refused the group policy object that gives the other end its policy, or works by a local policy where the other end has one of the domain. Two different policies of the domain alone prove nothing: groups of hosts may have policies of their own.',
  separatedBy:
    'the group of the computer account, the order and the permissions of the group policy objects, next to what the design asks for',
  steps: {
    ask: 'Ask whether the computer was moved, renamed or put into another group lately, and to which group of the isolation design it belongs.',
    check:
      'See which group policy objects the computer got and which were filtered out and why (gpresult), and which IPsec policy is assigned on both ends (netsh ipsec static show gpoassignedpolicy; newer: netsh advfirewall monitor show consec).',
    fix: 'Put the computer account into the right group or organizational unit, or correct the permissions and the order of the group policy objects; then restart the computer, so that its ticket has the new groups.',
    escalate:
      'If groups and permissions are right, hand on gpresult of both ends with the list of the GPOs that carry IPsec.',
  },
} satisfies CauseMessages as CauseMessages;
