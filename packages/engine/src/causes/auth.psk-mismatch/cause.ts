import type { SecretConfig } from '../../observations/index.ts';
import { sameSecret } from '../../observations/secret.ts';
import {
  defineCause,
  type CaseView,
  type Fact,
  fromFact,
  fromFacts,
  fromRow,
  fromSource,
  type Evidence,
  type Opinion,
} from '../api.ts';
import { decided, fatalDifferences } from '../differences.ts';

/** Both ends have a pre-shared key for each other and the two differ. */
export default defineCause({
  id: 'auth.psk-mismatch',
  severity: 'high',
  references: ['IKE-23', 'EVT-K-29', 'RFC 7296 2.15', 'RFC 2409 5.4'],
  mistakenFor: ['auth.identity-mismatch', 'auth.secret-missing', 'path.nat-t-blocked'],
  explains: ['ike.peer-failed', 'ike.timeout', 'path.packet-altered', 'ike.protocol-violation'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'compare', privilege: 'admin', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'reload',
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
  judge(view): Opinion | null {
    if (['established', 'child', 'rekey'].includes(view.breakPoint.phase)) return null;
    const statements = view.facts('auth.psk-mac-mismatch', 'auth.hash-mismatch');
    const different = fatalDifferences(view, ['secret']);
    const configured: Evidence[] = different.flatMap((difference) =>
      difference.sources.map((source) => fromSource(source, 'configuration')),
    );
    const first = statements[0];
    const equal = equalSecrets(view);
    if (first !== undefined) {
      return {
        stand: statements.some((fact) => settles(fact, view)) || configured.length > 0 ? 'proves' : 'indicates',
        weight: 80,
        for: [...fromFacts(statements), ...configured],
        // The files agree: they were changed since, or are not what is loaded.
        against: equal,
        at: first.host,
        args: {
          localId: String(first.args['localId'] ?? ''),
          remoteId: String(first.args['remoteId'] ?? ''),
          host: first.host,
        },
        details: {
          localId: textOrNull(first.args['localId']),
          remoteId: textOrNull(first.args['remoteId']),
          verifiedBy: first.host,
          keysCompared: configured.length > 0 || equal.length > 0,
        },
      };
    }
    if (configured.length > 0 && view.negotiations.length === 0) {
      return {
        stand: 'indicates',
        for: configured,
        against: [],
        weight: 85,
        details: { keysCompared: true },
        args: { localId: '', remoteId: '', host: '' },
      };
    }
    // What comes under the keys of phase 1 and does not parse, with nothing else in sight: as well garbage as another's fault.
    const garbled =
      view.version === 1 && view.breakPoint.phase === 'config'
        ? view.facts('message.malformed').filter((fact) => fact.args['exchange'] === 'Informational')
        : [];
    if (garbled.length > 0)
      return {
        stand: 'indicates',
        for: fromFacts(garbled.slice(0, 3)),
        against: [],
        weight: 60,
        at: garbled[0]?.host ?? null,
        details: { keysCompared: false },
        args: { localId: '', remoteId: '', host: garbled[0]?.host ?? '' },
        needs: [{ host: null, what: 'secrets' }],
      };
    if (view.breakPoint.phase !== 'auth' && view.breakPoint.phase !== 'keys') return null;
    const garbage = view.version === 1 ? view.facts('message.undecryptable') : [];
    const evidence = [...garbage.map((fact) => fromFact(fact)), ...configured];
    // RFC 2409 5.4: an answer that decrypts proves that both ends derived the same keys from the same secret.
    const good = view.facts('auth.peer-ok').filter((fact) => String(fact.args['method'] ?? '').includes('pre-shared'));
    if (view.version === 1 && good.length > 0) return { stand: 'excluded', for: [], against: fromFacts(good) };
    if (configured.length > 0 && (garbage.length > 0 || view.breakPoint.manner !== 'aborted-locally')) {
      return {
        stand: decided(view) && different.every((difference) => !difference.contested) ? 'proves' : 'indicates',
        for: [...evidence, ...refusal(view)],
        against: [],
        details: { keysCompared: true },
        args: { localId: '', remoteId: '', host: '' },
      };
    }
    if (garbage.length > 0)
      return {
        stand: 'indicates',
        for: evidence,
        against: [],
        weight: 80,
        at: garbage[0]?.host ?? null,
        details: { keysCompared: false },
        args: { localId: '', remoteId: '', host: garbage[0]?.host ?? '' },
        needs: [{ host: null, what: 'secrets' }],
      };
    // The same key in both files leaves only that they are not what is loaded.
    return equal.length === 0 ? null : { stand: 'allows', for: [], against: equal, weight: 5 };
  },
});

/** The places where both ends' configurations hold one and the same pre-shared key; empty when they do not, or are not both known. */
function equalSecrets(view: CaseView): readonly Evidence[] {
  const of = (host: string): readonly SecretConfig[] =>
    view.dump(host, 'secret').filter((secret) => secret.type === 'psk' && secret.redacted !== true);
  const theirs = of(view.responder.label);
  for (const own of of(view.initiator.label)) {
    const twin = theirs.find((other) => sameSecret(own.digest, other.digest));
    if (twin !== undefined) return [own, twin].map((secret) => fromSource(secret.src, 'configuration'));
  }
  return [];
}

/**
 * The HASH of IKEv1 covers more than the key: whether it came in a message that decrypted has to be in sight. Nor does a proof settle it
 * that its end does not call one of a key (`what`).
 */
function settles(fact: Fact, view: CaseView): boolean {
  if (fact.code === 'auth.psk-mac-mismatch')
    return (
      textOrNull(fact.args['what']) === null && !(textOrNull(fact.args['localId']) === null && namedByAddress(view))
    );
  return view.rows.length > 0;
}

/**
 * The initiator has no identity of its own and uses its address, which a NAT makes another than the one it is called by. Where the end
 * that checks does not say for which two identities it took the key, it may have taken that of somebody else.
 */
function namedByAddress(view: CaseView): boolean {
  return view.differences === null && view.facts('ike.identity-sent').some((fact) => fact.args['what'] === 'IDi');
}

function refusal(view: Parameters<Parameters<typeof defineCause>[0]['judge']>[0]): readonly Evidence[] {
  return view.rows
    .filter((row) => row.notifies.some((notify) => notify.error))
    .flatMap((row) => fromRow(row, 'clear-testimony'));
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
