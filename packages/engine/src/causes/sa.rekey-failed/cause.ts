import { defineCause } from '../api.ts';
import { argOrNull, firstArg, judgeStatements } from '../by-statement.ts';

/** Established, and rekeying fails for no narrower reason. */
export default defineCause({
  id: 'sa.rekey-failed',
  severity: 'high',
  references: ['RFC 7296 2.8'],
  mistakenFor: ['proposal.pfs-mismatch', 'sa.out-of-sync'],
  explains: ['symptom.intermittent'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeStatements({
    phases: ['rekey'],
    proves: [],
    indicates: [{ codes: ['ike.rekey-failed', 'child.rekey-failed', 'ike.reauth-failed'], weight: 50 }],
    args: (_, facts) => ({ what: firstArg(facts, 'what') }),
    details: (_, facts) => ({ what: argOrNull(facts, 'what') }),
  }),
});
