import { defineCause } from '../api.ts';
import { keySize } from '../auth.certificate-unsuitable/cause.ts';
import { argOrNull, argText, firstArg, judgeStatements } from '../by-statement.ts';

/** Policy refuses the signature or hash algorithm, or the signature does not verify. */
export default defineCause({
  id: 'auth.signature-rejected',
  severity: 'high',
  references: ['EVT-K-29', 'RFC 7427', 'RFC 8247'],
  mistakenFor: ['auth.certificate-untrusted', 'auth.method-mismatch'],
  explains: ['auth.certificate-untrusted', 'auth.no-trusted-key', 'auth.certificate-unsuitable'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'check', privilege: 'admin', risk: 'reads' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeStatements({
    phases: ['auth', 'keys'],
    proves: [{ codes: ['auth.signature-refused'], where: (fact) => !keySize(fact) }],
    indicates: [
      { codes: ['auth.signature-invalid'], weight: 70 },
      { codes: ['auth.own-failed'], weight: 55, where: (fact) => /signature/i.test(argText(fact, 'method')) },
    ],
    args: (_, facts) => ({ what: firstArg(facts, 'what') }),
    details: (_, facts) => ({ what: argOrNull(facts, 'what'), id: argOrNull(facts, 'id') }),
  }),
});
