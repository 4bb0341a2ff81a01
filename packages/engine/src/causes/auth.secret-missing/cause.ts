import { defineCause } from '../api.ts';
import { argOrNull, fatalDifferences, firstArg, judgeStatements } from '../by-statement.ts';
import type { CaseView, Fact } from '../api.ts';
import { namedOtherwise } from '../auth.identity-mismatch/cause.ts';

/** The end is configured to prove or accept a pre-shared key here; without that, the method may be what differs. */
function pskConfigured(fact: Fact, view: CaseView): boolean {
  const connections = view.end(fact.host).connections;
  if (connections.length === 0) return view.version === 2;
  return connections.some((connection) =>
    [...connection.local, ...connection.remote].some((round) => round.method === 'psk'),
  );
}

/** The secret exists under another identity: that is auth.identity-mismatch. */
function identityExplains(fact: Fact, view: CaseView): boolean {
  const secrets = view.dump(fact.host, 'secret').filter((secret) => secret.type === 'psk');
  const mismatch = fatalDifferences(view, ['identity']).length > 0;
  return mismatch && secrets.length > 0;
}

/** No secret is found for these identities, or it cannot be read. */
export default defineCause({
  id: 'auth.secret-missing',
  severity: 'high',
  references: ['EVT-K-29', 'RFC 7296 2.15', 'RFC 2409 5.4'],
  mistakenFor: ['auth.psk-mismatch', 'auth.identity-mismatch'],
  explains: ['ike.timeout', 'ike.peer-failed', 'policy.no-ike-config'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'check', privilege: 'admin', risk: 'reads' },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-creds || ipsec rereadsecrets', args: [] },
    },
  ],
  judge: judgeStatements({
    phases: ['auth', 'user', 'keys', 'first'],
    proves: [
      {
        codes: ['auth.psk-missing'],
        where: (fact, view) =>
          !identityExplains(fact, view) && !namedOtherwise(fact, view) && pskConfigured(fact, view),
      },
    ],
    indicates: [{ codes: ['auth.psk-missing'], weight: 80 }],
    configuration: {
      kinds: ['secret-missing'],
      phases: ['auth', 'keys'],
      where: (_, view) => view.facts('auth.psk-missing').every((fact) => !namedOtherwise(fact, view)),
    },
    args: (_, facts) => ({ localId: firstArg(facts, 'localId'), remoteId: firstArg(facts, 'remoteId') }),
    details: (_, facts) => ({ localId: argOrNull(facts, 'localId'), remoteId: argOrNull(facts, 'remoteId') }),
  }),
});
