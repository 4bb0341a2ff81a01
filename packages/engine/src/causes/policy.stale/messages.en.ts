import type { CauseMessages } from '../api.ts';

export default {
  title: 'A host uses an old version of its IPsec policy',
  explanation:
    '{host} still works with an older version of the policy that is assigned to it, and nothing says that it cannot read the directory. Changes reach computers step by step: replication, the refresh of group policy and the polling of the IPsec service each take their time.',
  meaning: 'The policy in use is an earlier version of the one in the directory, although it could be read.',
  proof:
    'The check of the policy version says so, or the stored copy on the host was changed earlier than the object in the directory. Two versions in the names of the policies of both ends point to it only: the name that tools print is not always kept in step.',
  separatedBy: 'the time of the last change of the stored copy next to that of the policy in the directory',
  steps: {
    ask: 'Ask whether the IPsec policy, a group or a GPO was changed lately, and whether other computers of the same place fail in the same way.',
    check:
      'Compare policy name, version and time of the last change on both ends and in the directory (netsh ipsec static show gpoassignedpolicy, XP: ipseccmd show gpo), and see when group policy was applied last (gpresult).',
    fix: 'Refresh group policy, wait for the polling interval of the IPsec policy, and compare again. SAs are made anew when the policy changes.',
    escalate:
      'If the version stays old, see which domain controller the host reads from and whether the policy has been replicated to it.',
  },
} satisfies CauseMessages as CauseMessages;
