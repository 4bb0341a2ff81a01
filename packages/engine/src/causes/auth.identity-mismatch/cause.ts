import { nameIsThere, nameNotInCertificate } from '../certificate-files.ts';
import { byCharon, keyWords, noneFound } from '../no-trusted-key.ts';
import { defineCause } from '../api.ts';
import { argText, firstArg, judgeStatements } from '../by-statement.ts';
import { fatalDifferences } from '../differences.ts';
import type { AuthRound, FactCode } from '../../observations/index.ts';
import { sameSecret } from '../../observations/secret.ts';
import type { CaseView, Fact } from '../api.ts';

/** The host has the very secret the peer uses, under another identity. */
export function namedOtherwise(host: string, view: CaseView): boolean {
  const peer = host === view.initiator.label ? view.responder.label : view.initiator.label;
  const theirs = view.dump(peer, 'secret').filter((secret) => secret.type === 'psk');
  const own = view.dump(host, 'secret').filter((secret) => secret.type === 'psk' && secret.ids.length > 0);
  return own.some((secret) => theirs.some((other) => sameSecret(secret.digest, other.digest)));
}

function certificateCame(fact: Fact, view: CaseView): boolean {
  return view.facts('auth.certificate-received').some((item) => item.host === fact.host);
}

const refusals: readonly FactCode[] = [
  'auth.certificate-untrusted',
  'auth.certificate-issuer-missing',
  'auth.certificate-expired',
  'auth.certificate-not-yet-valid',
  'auth.certificate-invalid-time',
  'auth.certificate-revoked',
  'auth.certificate-unsuitable',
  'auth.certificate-refused',
  'auth.revocation-unreachable',
  'auth.signature-invalid',
  'auth.signature-refused',
];

/** A connection of this host expects the very identity that was sent: what did not fit is its address (policy.wrong-connection). */
export function expectedElsewhere(fact: Fact, view: CaseView): boolean {
  const sent = argText(fact, 'remoteId').toLowerCase();
  const wanted = argText(fact, 'localId').toLowerCase();
  const named = (rounds: readonly AuthRound[], id: string): boolean =>
    rounds.some((round) => round.id?.toLowerCase() === id);
  // The peer may also have asked for an identity that is not this host's.
  const own = (rounds: readonly AuthRound[]): boolean => wanted === '' || wanted === '%any' || named(rounds, wanted);
  return (
    sent !== '' &&
    view.dump(fact.host, 'connection').some((connection) => named(connection.remote, sent) && own(connection.local))
  );
}

/** A check failed and the end says which. */
function checkFailed(fact: Fact, view: CaseView): boolean {
  return view.facts(...refusals).some((item) => item.host === fact.host && item.code !== 'auth.certificate-refused');
}

/** A certificate came and no check of it failed, so far as this log tells; that it carries the name its file may show. */
function nameless(fact: Fact, view: CaseView): boolean {
  const found = view.facts('auth.certificate-found').some((item) => item.host === fact.host);
  return certificateCame(fact, view) && !found && !certificateRefused(fact, view) && !nameIsThere(view);
}

function certificateRefused(fact: Fact, view: CaseView): boolean {
  return view.facts(...refusals).some((item) => item.host === fact.host);
}

function methodDiffers(view: CaseView): boolean {
  return fatalDifferences(view, ['auth-method']).length > 0 && fatalDifferences(view, ['identity']).length === 0;
}

function identityDetail(view: CaseView, name: 'sent' | 'expected'): string {
  const value = fatalDifferences(view, ['identity'])[0]?.details[name];
  return typeof value === 'string' ? value : '';
}

function sentId(view: CaseView, facts: readonly Fact[]): string {
  return (
    firstArg(facts, 'sent') || firstArg(facts, 'remoteId') || firstArg(facts, 'id') || identityDetail(view, 'sent')
  );
}

function expectedId(view: CaseView, facts: readonly Fact[]): string {
  return firstArg(facts, 'expected') || identityDetail(view, 'expected') || firstArg(facts, 'localId');
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}

/** Of a key that none trusts, and nothing beside it tells why. */
const vagueWeight = 35;

const judge = judgeStatements({
  phases: ['auth', 'user', 'keys', 'first'],
  proves: [
    { codes: ['auth.identity-not-matched', 'auth.identity-not-in-certificate'] },
    {
      codes: ['policy.no-peer-config'],
      // Without the identities it looked for, its words may also be about the method or the exchange.
      where: (fact, view) =>
        !methodDiffers(view) &&
        argText(fact, 'what') !== 'no alternative' &&
        (argText(fact, 'remoteId') !== '' || fatalDifferences(view, ['identity']).length > 0) &&
        view.dump(fact.host, 'connection').length > 0 &&
        !expectedElsewhere(fact, view),
    },
    {
      codes: ['auth.psk-missing', 'auth.no-trusted-key', 'auth.private-key-missing'],
      where: (_, view) => fatalDifferences(view, ['identity']).length > 0,
    },
  ],
  indicates: [
    // A certificate came, no check of it failed, and none fits the identity: the name is not in it. That a check failed may have
    // stood on a line that is gone: the checks before this one are not excluded.
    {
      codes: ['auth.no-trusted-key'],
      weight: 88,
      where: (fact, view) => nameless(fact, view) && noneFound(fact, view),
      leaves: [],
    },
    {
      codes: ['auth.no-trusted-key'],
      weight: 85,
      where: (fact, view) => nameless(fact, view) && byCharon(fact) && !noneFound(fact, view),
      leaves: keyWords,
    },
    {
      codes: ['auth.no-trusted-key'],
      weight: vagueWeight,
      where: (fact, view) => !checkFailed(fact, view) && !nameless(fact, view) && byCharon(fact),
      leaves: keyWords,
    },
    { codes: ['auth.no-trusted-key'], weight: 85, where: (fact, view) => nameless(fact, view) && !byCharon(fact) },
    // A secret that is not found may stand under another name; a key that none trusts may be of another one.
    {
      codes: ['auth.psk-missing'],
      weight: 55,
      leaves: ['auth.secret-missing', 'auth.method-mismatch', 'policy.wrong-connection'],
    },
    {
      codes: ['auth.no-trusted-key'],
      weight: vagueWeight,
      where: (fact, view) => !checkFailed(fact, view) && !nameless(fact, view) && !byCharon(fact),
    },
    {
      codes: ['auth.psk-missing'],
      weight: 90,
      where: (fact, view) => namedOtherwise(fact.host, view),
      leaves: ['auth.secret-missing', 'auth.method-mismatch', 'policy.wrong-connection'],
    },
    {
      codes: ['policy.no-peer-config'],
      weight: 70,
      where: (fact, view) => argText(fact, 'what') !== 'no alternative' && !expectedElsewhere(fact, view),
      leaves: ['auth.method-mismatch', 'ike.exchange-mismatch', 'policy.no-ike-config', 'policy.wrong-connection'],
    },
    {
      codes: ['policy.no-peer-config'],
      weight: 25,
      where: (fact, view) => argText(fact, 'what') === 'no alternative' || expectedElsewhere(fact, view),
    },
  ],
  configuration: {
    kinds: ['identity'],
    phases: ['auth', 'keys'],
    seenAs: ['AUTHENTICATION_FAILED', 'INVALID_ID_INFORMATION'],
  },
  args: (view, facts) => ({ sent: sentId(view, facts), expected: expectedId(view, facts) }),
  details: (view, facts, differences) => ({
    sent: textOrNull(sentId(view, facts)),
    expected: textOrNull(expectedId(view, facts)),
    nat: view.nat.behind !== 'none' && view.nat.behind !== 'unknown',
    differences: differences.map((difference) => difference.details),
  }),
});

/** The identity sent is not the one expected, or the name is not in the certificate. */
export default defineCause({
  id: 'auth.identity-mismatch',
  severity: 'high',
  references: ['EVT-K-10', 'RFC 7296 2.15', 'RFC 7296 3.5', 'RFC 4945 3.1'],
  mistakenFor: ['auth.psk-mismatch', 'auth.certificate-untrusted', 'policy.no-ike-config'],
  explains: [
    'auth.secret-missing',
    'auth.psk-mismatch',
    'auth.no-trusted-key',
    'auth.certificate-untrusted',
    'auth.certificate-missing',
    'ike.peer-failed',
    'auth.method-mismatch',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [], task: 'configuration' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view) {
    const told = judge(view);
    // Of words that leave everything open the certificate itself tells more.
    const vague = told === null || (told.stand === 'indicates' && (told.weight ?? 60) <= vagueWeight);
    return vague ? (nameNotInCertificate(view) ?? told) : told;
  },
});
