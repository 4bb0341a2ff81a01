import { defineCause } from '../api.ts';
import { argOrNull, firstArg, judgeStatements } from '../by-statement.ts';

/** Established, and rekeying fails for no narrower reason. */
export default defineCause({
  id: 'sa.rekey-failed',
  severity: 'high',
  references: ['PATH-13', 'LOSS-11', 'RFC 7296 2.8'],
  mistakenFor: ['proposal.pfs-mismatch', 'sa.out-of-sync'],
  explains: ['symptom.intermittent'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: null,
      text: 'force',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --rekey --ike NAME', args: [] },
    },
    { tier: 2, host: null, text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeStatements({
    phases: ['rekey'],
    proves: [],
    indicates: [
      {
        codes: ['ike.rekey-failed', 'child.rekey-failed', 'ike.reauth-failed'],
        weight: 50,
        // Unanswered is what the peer or the way did; only another failure is about the rekey itself.
        where: (fact, view) => view.breakPoint.manner !== 'silent' && !/not responding/.test(fact.src.quote),
      },
    ],
    args: (_, facts) => ({ what: firstArg(facts, 'what') }),
    details: (_, facts) => ({ what: argOrNull(facts, 'what') }),
  }),
});
