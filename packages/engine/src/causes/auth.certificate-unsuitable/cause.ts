import { unsuitable } from '../certificate-files.ts';
import { defineCause, type Fact } from '../api.ts';
import { argText, judgeStatements } from '../by-statement.ts';
import { certificateWords } from '../certificate-words.ts';

const keyStrength = /^(RSA|ECDSA|EC|DSA|BLISS)-[0-9]+$/;

/** The refusal names a key with its size, not an algorithm. */
export function keySize(fact: Fact): boolean {
  return keyStrength.test(argText(fact, 'what'));
}

const judge = judgeStatements({
  phases: ['auth', 'user', 'keys'],
  proves: [
    { codes: ['auth.certificate-unsuitable'], at: 'peer' },
    // A demand on the key's size (RSA-2048 signatures where 3072 bits are wanted) is a property of the certificate.
    { codes: ['auth.signature-refused'], where: keySize, at: 'peer' },
  ],
  indicates: [
    {
      codes: ['auth.certificate-none-suitable'],
      weight: 60,
      leaves: [
        'auth.certificate-missing',
        'auth.certificate-expired',
        'auth.certificate-untrusted',
        'auth.method-mismatch',
      ],
    },
  ],
  ...certificateWords,
});

/** Key usage, extended key usage, or key size forbids the use of the certificate. */
export default defineCause({
  id: 'auth.certificate-unsuitable',
  severity: 'high',
  references: ['EVT-K-04', 'RFC 4945 5.1.3', 'RFC 5280 4.2.1.3', 'RFC 5280 4.2.1.12'],
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
    { tier: 2, host: 'fault', text: 'check', privilege: 'admin', risk: 'reads' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => judge(view) ?? unsuitable(view),
});
