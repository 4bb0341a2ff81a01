import { defineCause, type CaseView, type Fact } from '../api.ts';
import { judgeStatements } from '../by-statement.ts';
import { fatalDifferences } from '../differences.ts';
import { certificateWords } from '../certificate-words.ts';

function noneCame(fact: Fact, view: CaseView): boolean {
  const received = view
    .facts('message.parsed')
    .filter((item) => item.host === fact.host && item.seq <= fact.seq && Array.isArray(item.args['payloads']));
  const withAuth = received.filter((item) =>
    (item.args['payloads'] as readonly string[]).some((payload) => payload === 'AUTH' || payload === 'SIG'),
  );
  const came = received.some((item) =>
    (item.args['payloads'] as readonly string[]).some((payload) => payload === 'CERT' || payload.startsWith('CERT(')),
  );
  // One that did not come is at hand all the same where the log speaks of it.
  const spokenOf = view.facts(...ofCertificate).some((item) => item.host === fact.host && item.seq <= fact.seq);
  return withAuth.length > 0 && !came && !spokenOf;
}

/** Words about a certificate of the peer. */
const ofCertificate = [
  'auth.certificate-received',
  'auth.certificate-found',
  'auth.certificate-expired',
  'auth.certificate-not-yet-valid',
  'auth.certificate-invalid-time',
  'auth.certificate-untrusted',
  'auth.certificate-issuer-missing',
  'auth.certificate-revoked',
  'auth.certificate-unsuitable',
  'auth.signature-invalid',
] as const;

/** The host is configured to prove itself by a signature, so that a key was due. */
function provesBySignature(fact: Fact, view: CaseView): boolean {
  return view
    .end(fact.host)
    .connections.some((connection) => connection.local.some((round) => round.method === 'pubkey'));
}

/** A certificate or its private key is not there: none was sent and none is at hand. */
export default defineCause({
  id: 'auth.certificate-missing',
  severity: 'high',
  references: ['EVT-K-32', 'RRAS-05', 'RFC 7296 3.6', 'RFC 4945 3.3'],
  mistakenFor: ['auth.certificate-untrusted', 'auth.identity-mismatch', 'auth.psk-mismatch'],
  explains: ['auth.no-trusted-key', 'auth.identity-mismatch', 'auth.method-mismatch'],
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
  judge: judgeStatements({
    phases: ['auth', 'user', 'keys'],
    proves: [
      // The peer proved itself with a signature, sent no certificate, and none is at hand for its identity.
      { codes: ['auth.no-trusted-key'], at: 'peer', where: (fact, view) => noneCame(fact, view) },
      {
        codes: ['auth.certificate-missing', 'auth.private-key-missing'],
        where: (fact, view) =>
          fact.code !== 'auth.private-key-missing' ||
          // The key is looked up by identity and method: a configuration has to show that both are meant so.
          (fatalDifferences(view, ['identity']).length === 0 && provesBySignature(fact, view)),
      },
    ],
    ...certificateWords,
    indicates: [
      // None there, or none of use: the words are the same.
      {
        codes: ['auth.certificate-none-suitable'],
        weight: 75,
        leaves: [
          'auth.certificate-unsuitable',
          'auth.certificate-expired',
          'auth.certificate-untrusted',
          'auth.method-mismatch',
          'policy.rras-l2tp-conflict',
        ],
      },
      {
        codes: ['auth.private-key-missing'],
        weight: 80,
        leaves: ['auth.identity-mismatch', 'auth.method-mismatch'],
      },
    ],
  }),
});
