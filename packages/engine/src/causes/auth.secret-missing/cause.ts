import { defineCause, fromSource } from '../api.ts';
import { argOrNull, argText, firstArg, judgeStatements } from '../by-statement.ts';
import { fatalDifferences } from '../differences.ts';
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

/** The file in which this end's secrets stand was read: what it lacks is not there. */
function secretsKnown(fact: Fact, view: CaseView): boolean {
  return (
    view.dump(fact.host, 'secret').length > 0 ||
    view.dump(fact.host, 'listing').some((listing) => listing.of === 'secrets') ||
    view
      .end(fact.host)
      .host.state.some((item) => item.kind === 'connection' && !item.loaded && item.settings['dialect'] !== 'libreswan')
  );
}

/** Secrets for other identities stand at this end: the one that is meant may be among them, as long as nobody holds it against the peer's. */
function otherSecrets(host: string, view: CaseView): boolean {
  const peer = host === view.initiator.label ? view.responder : view.initiator;
  const psk = (label: string): boolean => view.dump(label, 'secret').some((secret) => secret.type === 'psk');
  return psk(host) && !psk(peer.label);
}

/**
 * Whether the identity the peer used is the one that is expected here, so that the secret really is not there: by this end's own
 * connection, or by both ends' configurations. The daemon's word alone fits a secret that stands under another identity as well.
 */
function identitiesAgree(fact: Fact, view: CaseView): boolean {
  if (view.differences !== null && fatalDifferences(view, ['identity']).length === 0) return true;
  const remote = argText(fact, 'remoteId').toLowerCase();
  return (
    remote !== '' &&
    view
      .end(fact.host)
      .connections.some((connection) => connection.remote.some((round) => round.id?.toLowerCase() === remote))
  );
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
      command: {
        shell: 'sh',
        template: 'swanctl --load-creds || ipsec rereadsecrets',
        args: [],
        task: 'refresh-policy',
      },
    },
  ],
  judge: judgeStatements({
    phases: ['auth', 'user', 'keys', 'first'],
    proves: [
      {
        codes: ['auth.psk-missing'],
        where: (fact, view) =>
          !identityExplains(fact, view) &&
          !namedOtherwise(fact.host, view) &&
          pskConfigured(fact, view) &&
          identitiesAgree(fact, view) &&
          secretsKnown(fact, view) &&
          !otherSecrets(fact.host, view),
      },
    ],
    indicates: [
      {
        codes: ['auth.psk-missing'],
        weight: 80,
        leaves: ['auth.identity-mismatch', 'auth.method-mismatch', 'policy.wrong-connection'],
      },
    ],
    configuration: {
      kinds: ['secret-missing'],
      phases: ['auth', 'keys'],
      where: (difference, view) =>
        difference.host === null
          ? [view.initiator, view.responder].every((end) => !namedOtherwise(end.label, view))
          : !namedOtherwise(difference.host, view) && !otherSecrets(difference.host, view),
    },
    // It is not missing: it stands under another name.
    excludedBy: (view) =>
      view
        .facts('auth.psk-missing')
        .filter((fact) => namedOtherwise(fact.host, view))
        .flatMap((fact) => view.dump(fact.host, 'secret').slice(0, 2))
        .map((secret) => fromSource(secret.src, 'configuration')),
    args: (_, facts) => ({ localId: firstArg(facts, 'localId'), remoteId: firstArg(facts, 'remoteId') }),
    details: (_, facts) => ({ localId: argOrNull(facts, 'localId'), remoteId: argOrNull(facts, 'remoteId') }),
  }),
});
