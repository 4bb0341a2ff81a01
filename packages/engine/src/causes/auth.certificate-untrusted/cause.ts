import { issuerNotListed } from '../certificate-files.ts';
import { defineCause, type CaseView, type Fact } from '../api.ts';
import { issuerStory } from '../issuer-story.ts';
import { judgeStatements } from '../by-statement.ts';
import { noneFound } from '../no-trusted-key.ts';
import { certificateWords, issuerWords } from '../certificate-words.ts';

/** The same end says that a certificate is outside its validity: that is why no key is trusted. */
function timeRefused(fact: Fact, view: CaseView): boolean {
  return view
    .facts('auth.certificate-expired', 'auth.certificate-not-yet-valid', 'auth.certificate-invalid-time')
    .some((item) => item.host === fact.host);
}

/** The same end says that the issuer is not at hand, which is why no key is trusted. */
function issuerMissing(fact: Fact, view: CaseView): boolean {
  return view
    .facts('auth.certificate-untrusted', 'auth.certificate-issuer-missing')
    .some((item) => item.host === fact.host);
}

const judge = judgeStatements({
  phases: ['auth', 'user', 'keys'],
  proves: [
    {
      codes: ['auth.certificate-untrusted', 'auth.certificate-issuer-missing'],
      where: (fact, view) =>
        issuerStory(view, fact).story === 'peer-root' && issuerStory(view, fact).founded === 'settled',
    },
  ],
  indicates: [
    {
      codes: ['auth.certificate-untrusted', 'auth.certificate-issuer-missing'],
      where: (fact, view) => issuerStory(view, fact).story !== 'missing-link',
      weight: 75,
      leaves: issuerWords,
    },
    { codes: ['auth.certificate-untrusted', 'auth.certificate-issuer-missing'], weight: 55, leaves: issuerWords },
    {
      codes: ['auth.no-trusted-key'],
      weight: 45,
      where: (fact, view) => !timeRefused(fact, view) && !issuerMissing(fact, view) && !noneFound(fact, view),
    },
  ],
  ...certificateWords,
});

/** No chain leads from the certificate to a root this end trusts. */
export default defineCause({
  id: 'auth.certificate-untrusted',
  severity: 'high',
  references: ['EVT-K-04', 'RFC 5280 6.1', 'RFC 4945 3.3'],
  mistakenFor: ['auth.identity-mismatch', 'auth.psk-mismatch'],
  explains: ['auth.no-trusted-key', 'auth.certificate-refused'],
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
  judge: (view) => judge(view) ?? issuerNotListed(view, 'untrusted'),
});
