import { listedOutside, outsideValidity } from '../certificate-files.ts';
import { defineCause } from '../api.ts';
import { clockWasReset, outsideByAllClocks, validByOtherClock } from '../validity.ts';
import { judgeStatements } from '../by-statement.ts';
import { sentOutsideValidity } from '../opened-certificates.ts';
import { certificateWords, timeWords } from '../certificate-words.ts';

const byStatement = judgeStatements({
  phases: ['auth', 'user', 'keys'],
  proves: [
    { codes: ['auth.certificate-not-yet-valid'], at: 'peer', where: (fact, view) => outsideByAllClocks(fact, view) },
  ],
  indicates: [
    {
      codes: ['auth.certificate-not-yet-valid'],
      at: 'peer',
      weight: 85,
      leaves: timeWords,
      where: (fact, view) => !validByOtherClock(fact, view) && !clockWasReset(fact, view),
    },
    { codes: ['auth.certificate-not-yet-valid'], at: 'peer', weight: 60, leaves: timeWords },
    {
      codes: ['auth.certificate-invalid-time'],
      at: 'peer',
      weight: 92,
      leaves: timeWords,
      where: (fact, view) => listedOutside(fact, view, 'not-yet-valid'),
    },
    { codes: ['auth.certificate-invalid-time'], at: 'peer', weight: 70, leaves: timeWords },
  ],
  ...certificateWords,
});

/** A certificate is before its start. */
export default defineCause({
  id: 'auth.certificate-not-yet-valid',
  severity: 'high',
  references: ['EVT-K-04', 'RFC 5280 6.1.3', 'RFC 4945 5.1'],
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
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-certs || ipsec listall', args: [], task: 'certificates' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => byStatement(view) ?? sentOutsideValidity(view, 'before') ?? outsideValidity(view, 'not-yet-valid'),
});
