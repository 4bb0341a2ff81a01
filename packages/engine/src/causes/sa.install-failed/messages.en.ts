import type { CauseMessages } from '../api.ts';

export default {
  title: 'The kernel refused the negotiated SA or policy',
  explanation:
    'The two ends agreed, and then the kernel or driver of one of them refused to install the SA or its policy. The other end may be told something quite different, such as TS_UNACCEPTABLE or NO_PROPOSAL_CHOSEN, so its log leads astray.',
  meaning: 'The SA was negotiated, and the kernel or driver refuses the SA or its policy.',
  proof:
    'The daemon reports that adding the SA, the policy or the SPI failed, mostly with an error number of the kernel.',
  separatedBy: 'the log of the end that installs: its error number says what the kernel missed',
  steps: {
    ask: 'Ask whether the operating system of that computer was updated, or whether it is a container or a small virtual machine.',
    check:
      'Read the error: "protocol not supported" or "function not implemented" means a kernel module or algorithm is missing; "file exists" means that a policy or SA of another connection or product is in the way; "no such file" an algorithm; "permission denied" a container without NET_ADMIN.',
    fix: 'Load or install the module, choose an algorithm the kernel has, or remove the policy that is in the way; then start the connection again. On Windows under load, event 547 with error 13860 asks for less load rather than another setting.',
  },
} satisfies CauseMessages as CauseMessages;
