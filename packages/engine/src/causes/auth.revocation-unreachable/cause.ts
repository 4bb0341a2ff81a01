import { defineCause } from '../api.ts';
import { argText, judgeStatements } from '../by-statement.ts';
import { certificateWords } from '../certificate-words.ts';

/** CRL or OCSP is demanded and not reachable. */
export default defineCause({
  id: 'auth.revocation-unreachable',
  severity: 'high',
  references: ['REG-16', 'EVT-K-04', 'RFC 5280 6.3', 'RFC 6960'],
  mistakenFor: ['auth.certificate-untrusted', 'auth.identity-mismatch', 'auth.psk-mismatch'],
  explains: ['auth.certificate-untrusted', 'auth.no-trusted-key', 'auth.certificate-revoked'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'other', text: 'check', privilege: 'admin', risk: 'reads' },
    { tier: 2, host: 'other', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeStatements({
    phases: ['auth', 'user', 'keys'],
    proves: [{ codes: ['auth.revocation-unreachable'], where: (fact) => fact.args['strict'] === true }],
    indicates: [
      {
        codes: ['auth.certificate-refused'],
        where: (fact) => argText(fact, 'what').startsWith('revocation'),
        weight: 60,
        leaves: ['auth.certificate-revoked'],
      },
      {
        codes: ['auth.revocation-unreachable'],
        weight: 40,
        // Under a lax policy it is no cause; only a refusal beside it makes it a candidate.
        where: (fact, view) =>
          view
            .facts('auth.no-trusted-key', 'auth.failed', 'auth.certificate-refused')
            .some((refusal) => refusal.host === fact.host),
      },
    ],
    ...certificateWords,
  }),
});
