import { issuerNotListed } from '../certificate-files.ts';
import { defineCause, type CaseView, type Fact } from '../api.ts';
import { issuerStory } from '../issuer-story.ts';
import { judgeStatements } from '../by-statement.ts';
import { certificateWords, issuerWords } from '../certificate-words.ts';

function is(fact: Fact, view: CaseView, founded: 'settled' | 'hinted'): boolean {
  const story = issuerStory(view, fact);
  return story.story === 'missing-link' && story.founded === founded;
}

const judge = judgeStatements({
  phases: ['auth', 'user', 'keys'],
  proves: [
    {
      codes: ['auth.certificate-issuer-missing', 'auth.certificate-untrusted'],
      at: 'peer',
      where: (fact, view) => is(fact, view, 'settled'),
    },
  ],
  indicates: [
    {
      codes: ['auth.certificate-issuer-missing', 'auth.certificate-untrusted'],
      at: 'peer',
      weight: 65,
      leaves: issuerWords,
      where: (fact, view) => is(fact, view, 'hinted'),
    },
    // Nothing tells which of the two it is: an authority that this end lacks, or a link to one that it has.
    {
      codes: ['auth.certificate-issuer-missing'],
      at: 'peer',
      weight: 60,
      leaves: issuerWords,
      where: (fact, view) => issuerStory(view, fact).story === 'unknown',
    },
  ],
  ...certificateWords,
});

/** The peer does not send the intermediate certificates that lead to a root the other end trusts. */
export default defineCause({
  id: 'auth.certificate-chain-incomplete',
  severity: 'high',
  references: ['EVT-K-04', 'RFC 7296 3.6', 'RFC 5280 6.1', 'RFC 4945 3.3'],
  mistakenFor: ['auth.certificate-untrusted', 'auth.identity-mismatch', 'auth.psk-mismatch'],
  explains: ['auth.certificate-untrusted', 'auth.no-trusted-key'],
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
  judge: (view) => judge(view) ?? issuerNotListed(view, 'chain-incomplete'),
});
