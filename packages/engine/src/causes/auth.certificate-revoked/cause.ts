import { onRevocationList } from '../certificate-files.ts';
import { defineCause } from '../api.ts';
import { argText, judgeStatements } from '../by-statement.ts';
import { certificateWords } from '../certificate-words.ts';

const judge = judgeStatements({
  phases: ['auth', 'user', 'keys'],
  proves: [{ codes: ['auth.certificate-revoked'], at: 'peer' }],
  // That the check failed is said of a certificate that is revoked and of a list that is not to be had.
  indicates: [
    {
      codes: ['auth.certificate-refused'],
      where: (fact) => argText(fact, 'what').startsWith('revocation'),
      at: 'peer',
      weight: 55,
      leaves: ['auth.revocation-unreachable'],
    },
  ],
  ...certificateWords,
});

/** The certificate is revoked. */
export default defineCause({
  id: 'auth.certificate-revoked',
  severity: 'high',
  references: ['EVT-K-04', 'REG-16', 'RFC 5280 6.3'],
  mistakenFor: ['auth.certificate-untrusted', 'auth.identity-mismatch', 'auth.psk-mismatch'],
  explains: [
    'auth.certificate-untrusted',
    'auth.identity-mismatch',
    'auth.no-trusted-key',
    'auth.certificate-missing',
    'auth.certificate-chain-incomplete',
    'auth.signature-rejected',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'other', text: 'check', privilege: 'admin', risk: 'reads' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => judge(view) ?? onRevocationList(view),
});
