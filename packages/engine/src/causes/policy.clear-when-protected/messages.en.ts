import type { CauseMessages } from '../api.ts';

export default {
  title: 'Traffic arrives in clear that should be protected',
  explanation:
    'The receiver has an SA for this traffic, but packets arrive outside of it and are dropped as a protection against injection. Usually a more specific permit rule on the sending side lets part of the conversation out in clear, or the sender has lost its policy.',
  meaning: 'One side sends in clear what the other expects inside an SA, and no narrower reason is shown.',
  proof:
    'A capture shows the sender letting packets of its own out in clear and unanswered that the kernel policies of the receiver protect, a policy of the sender lets just these pass, and the receiver counts them (Linux XfrmInTmplMismatch or XfrmInNoPols; Windows event 4284 or 4963). Without the counter or the policy of the sender it is likely at most. A capture also holds the inside of packets the host decrypted, so clear packets seen at the receiver alone prove nothing while the SA is in use.',
  separatedBy: 'the policy of the sender for just this traffic: permit rules and exemptions, most specific first',
  steps: {
    ask: "Ask which program and which direction is affected, and whether only one side's rules were changed lately.",
    compare:
      'Compare the two policies for this address pair, protocol and port; look for a permit or passthrough rule on the sender, or a NAT rule that changes the packet before IPsec. Do not restart the IPsec service as the Windows event advises: it does not mend this and drops every SA.',
    fix: 'Make the two policies mirror each other: drop the permit rule on the sender, or exempt the same traffic on the receiver.',
    escalate:
      'If the rules look right and clear packets keep coming, give the case to the designer of the policy and to security: injected packets look the same.',
  },
} satisfies CauseMessages as CauseMessages;
