import { defineCause } from '../api.ts';
import { argOrNull, firstArg, judgeStatements } from '../by-statement.ts';
import type { CaseView, Fact } from '../api.ts';

/** A child that stands although the kernel refused something before: no fault of the connection. */
function laterChild(fact: Fact, view: CaseView): boolean {
  return view.facts('child.established').some((child) => child.host === fact.host && child.seq > fact.seq);
}

/** The SA was negotiated, and the kernel or driver refuses it or its policy. */
export default defineCause({
  id: 'sa.install-failed',
  severity: 'high',
  references: ['EVT-K-21', 'EVT-K-23', 'RFC 4301 4.4'],
  mistakenFor: ['policy.selector-mismatch', 'proposal.esp-mismatch'],
  explains: [
    'policy.selector-mismatch',
    'proposal.esp-mismatch',
    'ike.peer-failed',
    'ike.protocol-violation',
    'sa.rekey-failed',
    'policy.mode-mismatch',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: "dmesg | tail -n 50; lsmod | grep -E 'esp|xfrm|ah'; ip xfrm policy",
        args: [],
        task: 'kernel-state',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeStatements({
    phases: ['auth', 'child', 'rekey', 'established'],
    proves: [
      {
        codes: ['kernel.sa-refused', 'kernel.policy-refused', 'kernel.spi-refused'],
        where: (fact, view) =>
          view.breakPoint.phase !== 'auth' && (view.breakPoint.phase !== 'established' || !laterChild(fact, view)),
      },
    ],
    indicates: [
      // The initiator left at once by itself: it had a reason of its own, before this one could show.
      {
        codes: ['kernel.sa-refused', 'kernel.policy-refused', 'kernel.spi-refused'],
        where: (_, view) => view.breakPoint.phase === 'auth' && view.breakPoint.decidedBy === 'initiator',
        weight: 60,
      },
      { codes: ['kernel.policy-taken'], weight: 50 },
    ],
    args: (_, facts) => ({ errno: firstArg(facts, 'errno'), what: firstArg(facts, 'what') }),
    details: (_, facts) => ({
      errno: argOrNull(facts, 'errno'),
      spi: argOrNull(facts, 'spi'),
      what: argOrNull(facts, 'what'),
      toldPeer: null,
    }),
  }),
});
