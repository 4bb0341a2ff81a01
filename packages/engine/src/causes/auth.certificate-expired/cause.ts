import { listedOutside, outsideValidity } from '../certificate-files.ts';
import { defineCause, fromFacts, type CaseView, type Opinion } from '../api.ts';
import { sentOutsideValidity } from '../opened-certificates.ts';
import { certificateWords, timeWords } from '../certificate-words.ts';
import { clockWasReset, outsideByAllClocks, validByOtherClock } from '../validity.ts';
import { argOrNull, firstArg, judgeStatements } from '../by-statement.ts';

const byStatement = judgeStatements({
  phases: ['auth', 'user', 'keys'],
  proves: [{ codes: ['auth.certificate-expired'], at: 'peer', where: (fact, view) => outsideByAllClocks(fact, view) }],
  indicates: [
    {
      codes: ['auth.certificate-expired'],
      at: 'peer',
      weight: 85,
      leaves: timeWords,
      where: (fact, view) => !validByOtherClock(fact, view) && !clockWasReset(fact, view),
    },
    { codes: ['auth.certificate-expired'], at: 'peer', weight: 60, leaves: timeWords },
    {
      codes: ['auth.certificate-invalid-time'],
      at: 'peer',
      weight: 92,
      leaves: timeWords,
      where: (fact, view) => listedOutside(fact, view, 'expired'),
    },
    { codes: ['auth.certificate-invalid-time'], at: 'peer', weight: 70, leaves: timeWords },
  ],
  ...certificateWords,
});

/** The daemon refuses to load its own certificate: it starts nothing with this connection. */
function ownCertificate(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'config' && view.breakPoint.phase !== 'first') return null;
  for (const end of [view.initiator, view.responder]) {
    const facts = view
      .hostFacts(end.label, 'auth.certificate-expired', 'auth.certificate-invalid-time')
      .filter((fact) => fact.session === null);
    const first = facts[0];
    if (first === undefined) continue;
    const subject = firstArg(facts, 'subject');
    return {
      stand: 'indicates',
      for: fromFacts(facts.slice(0, 3)),
      against: [],
      at: end.label,
      weight: 75,
      args: { subject, issuer: '', notBefore: '', notAfter: '' },
      details: {
        subject,
        issuer: null,
        notBefore: null,
        notAfter: null,
        what: argOrNull(facts, 'what'),
        checkedBy: end.label,
      },
    };
  }
  return null;
}

/** A certificate is past its end. */
export default defineCause({
  id: 'auth.certificate-expired',
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
  judge: (view) =>
    byStatement(view) ?? sentOutsideValidity(view, 'after') ?? ownCertificate(view) ?? outsideValidity(view, 'expired'),
});
