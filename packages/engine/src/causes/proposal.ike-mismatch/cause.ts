import { defineCause, type CaseView, type Fact } from '../api.ts';
import { argText, firstArg, judgeStatements } from '../by-statement.ts';
import { fatalDifferences } from '../differences.ts';
import { proposalDetails } from '../proposal-details.ts';

function ofIke(fact: Fact): boolean {
  return !/ESP|AH/.test(argText(fact, 'protocol'));
}

/**
 * IKEv1 daemons say in the same words that a transform is refused because no secret is there for the peer, or because of its way of
 * authentication (RFC 2409 5: the method is part of the proposal). Both lists, or both configurations, tell what it was.
 */
function bareWord(fact: Fact, view: CaseView): boolean {
  if (view.version !== 1 || argText(fact, 'what') !== '') return false;
  if (view.facts('proposal.attribute-differs').some((item) => item.host === fact.host && ofIke(item))) return false;
  const listed = ['proposal.received', 'proposal.configured'] as const;
  const lists = listed.map((code) =>
    view
      .facts(code)
      .filter((item) => item.host === fact.host && ofIke(item))
      .flatMap((item) => item.args['proposals'] ?? []),
  );
  const [received = [], configured = []] = lists;
  // Lists with a proposal in common refute what the words say.
  if (received.length > 0 && configured.length > 0) return received.some((one) => configured.includes(one));
  return fatalDifferences(view, ['ike-proposal']).length === 0;
}

/** About the IKE SA, by its own word or by the exchange it belongs to. */
function aboutIke(fact: Fact, view: CaseView): boolean {
  return view.breakPoint.phase !== 'child' && ofIke(fact);
}

/** The line is all there is: neither its exchange nor its proposals are at hand. */
function outOfSight(fact: Fact, view: CaseView): boolean {
  return argText(fact, 'protocol') === '' && view.rows.length === 0;
}

/**
 * A responder that asks for another group is asked again with it as a rule (RFC 7296 1.2): its word is a refusal where its records go on
 * long enough for that, and nothing came. Records that end with it say nothing of what followed.
 */
function refusedForGood(fact: Fact, view: CaseView): boolean {
  const { ns } = fact;
  if (ns === null) return false;
  const later = [...view.end(fact.host).host.facts, ...view.negotiations.flatMap(({ facts }) => facts)];
  return later.some(
    (other) =>
      other.host === fact.host &&
      other.src.artifact === fact.src.artifact &&
      other.ns !== null &&
      other.ns - ns > retry,
  );
}

/** An initiator asks again at once; seconds make up for a slow one (nanoseconds). */
const retry = 5_000_000_000n;

/** No common proposal for the IKE SA or main mode. */
export default defineCause({
  id: 'proposal.ike-mismatch',
  severity: 'high',
  references: ['EVT-K-06', 'EVT-K-15', 'GD-10', 'RFC 7296 2.7', 'RFC 7296 3.3'],
  mistakenFor: ['policy.no-ike-config', 'ike.version-mismatch'],
  explains: ['ike.timeout', 'ike.peer-failed', 'path.ike-blocked'],
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
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-conns', args: [], task: 'refresh-policy' },
    },
  ],
  judge: judgeStatements({
    phases: ['first', 'keys', 'child'],
    proves: [
      {
        codes: ['proposal.none-chosen'],
        where: (fact, view) => aboutIke(fact, view) && !bareWord(fact, view) && !outOfSight(fact, view),
      },
      // The particulars of a refusal, where the end that refused tells of both.
      {
        codes: ['proposal.attribute-differs'],
        where: (fact, view) =>
          aboutIke(fact, view) && view.facts('proposal.none-chosen').some((item) => item.host === fact.host),
      },
    ],
    indicates: [
      {
        codes: ['proposal.none-chosen'],
        where: (fact, view) => aboutIke(fact, view) && (bareWord(fact, view) || outOfSight(fact, view)),
        weight: 60,
        leaves: [
          'auth.secret-missing',
          'auth.identity-mismatch',
          'auth.method-mismatch',
          'ike.exchange-mismatch',
          'policy.wrong-assignment',
          'policy.stale',
        ],
      },
      {
        codes: ['proposal.none-chosen'],
        weight: 40,
        where: (fact, view) => view.breakPoint.phase === 'child' && outOfSight(fact, view),
      },
      {
        codes: ['proposal.ke-unacceptable'],
        weight: 65,
        where: (fact, view) =>
          view.breakPoint.phase !== 'child' &&
          view.breakPoint.notify === 'INVALID_KE_PAYLOAD' &&
          (fact.role === 'initiator' || refusedForGood(fact, view)),
      },
    ],
    configuration: {
      kinds: ['ike-proposal'],
      phases: ['first'],
      // Proposals are compared with those of a connection, which the version and the exchange choose.
      where: (_, view) =>
        (view.breakPoint.manner === 'refused' || view.breakPoint.manner === 'silent') &&
        view.facts('policy.no-ike-config').length === 0 &&
        fatalDifferences(view, ['version', 'exchange']).length === 0,
    },
    notifies: ['NO_PROPOSAL_CHOSEN', 'INVALID_KE_PAYLOAD'],
    args: (_, facts) => ({ what: firstArg(facts, 'what') }),
    details: (view) => proposalDetails(view, 'IKE'),
  }),
});
