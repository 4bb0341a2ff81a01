import { nextStep, phaseAfter, phaseOfAuth, phaseOfRefusal, phaseOfRow } from './phases.ts';
import { decidedFirst, endsOf, type Refusal, addressNotifies, isFirst, retries, strongest } from './refusals.ts';
import { answeredAside } from './asides.ts';
import { promptGoodbye, smallAnswer } from './small-answers.ts';
import { type BreakPoint, type Fact, type LedgerRow, type Manner, type Phase, otherRole } from './types.ts';

export function earlyFailure(
  version: 1 | 2 | null,
  rows: readonly LedgerRow[],
  facts: readonly Fact[],
  refusals: readonly Refusal[],
  established: { initiator: boolean; responder: boolean },
): BreakPoint {
  const first = rows.filter(isFirst);
  const authRows = rows.filter(
    (row) =>
      row.exchange === 'IKE_AUTH' ||
      (row.exchange === 'Main Mode' && row.encrypted === true) ||
      (row.exchange === 'Aggressive Mode' && row.sender === 'initiator' && row.sightings[0]?.round === 1),
  );
  const common =
    rows
      .filter(
        (row) =>
          row.processed === 'yes' ||
          row.answered === 'yes' ||
          row.kind === 'response' ||
          (row.seenArriving === 'yes' && row.receivedByLog !== 'no'),
      )
      .at(-1) ?? null;
  const base = (phase: Phase, manner: Manner, extra: Partial<BreakPoint>): BreakPoint => ({
    phase,
    manner,
    lastCommonStep: common?.step ?? null,
    nextExpected: null,
    waitingFor: null,
    failedSender: null,
    decidedBy: 'unknown',
    notify: null,
    notifyEncrypted: null,
    ...extra,
  });

  // The first encrypted message of IKEv1 is the initiator's (RFC 2409 5): where both ends complain, the responder did so first.
  const garbled = facts.filter(
    (fact) => fact.code === 'message.undecryptable' || fact.code === 'message.integrity-failed',
  );
  const undecryptable = garbled.find((fact) => version === 1 && fact.role === 'responder') ?? garbled[0];
  // A refusal of authentication by the peer makes what became of the child beside the point.
  const refusedAuth = refusals.some((refusal) => refusal.notify === 'AUTHENTICATION_FAILED');
  const strong = strongest(facts);
  // So does an initiator that leaves at once after an answer that refuses nothing.
  const left = promptGoodbye(rows) && strong?.role === 'responder' && refusals.length === 0 && !smallAnswer(rows);
  // And so does a refusal of the address: without one a client's selectors fit nothing.
  const address = refusals.find(({ notify }) => addressNotifies.has(notify));
  const moot = strong !== null && endsOf(strong) === 'child' && (refusedAuth || left || address !== undefined);
  const decided = moot ? null : strong;
  const told = refusals
    .filter(
      (refusal) =>
        !retries.has(refusal.notify) ||
        !rows.some(
          (row) =>
            isFirst(row) &&
            row.sender === refusal.sender &&
            row.kind !== 'request' &&
            row.notifies.every((notify) => !notify.error && !retries.has(notify.name)),
        ),
    )
    .at(-1);
  const final = refusedAuth ? told : (address ?? told);

  if (decided !== null) {
    const phase = endsOf(decided) ?? 'auth';
    // Who authenticates users is the responder, whichever end's log tells of the refusal (RFC 7296 2.16).
    const decider =
      decided.code === 'auth.eap-failed' || decided.code === 'auth.user-rejected' ? 'responder' : decided.role;
    const refused = refusals.find((refusal) => refusal.sender === decider);
    return base(phase, refused === undefined ? 'aborted-locally' : 'refused', {
      decidedBy: decider ?? 'unknown',
      failedSender: decider === null ? null : otherRole(decider),
      waitingFor: decider,
      notify: refused?.notify ?? null,
      notifyEncrypted: refused?.encrypted ?? null,
      nextExpected: authRows.length > 0 ? 'authentication' : null,
    });
  }
  if (undecryptable !== undefined && undecryptable.role !== null) {
    // Before anything else is known: the first messages that are encrypted are those of authentication.
    const auth = rows.length === 0 || authRows.length > 0 || first.some((row) => row.encrypted === true);
    return base(auth ? 'auth' : 'keys', 'undecryptable', {
      decidedBy: undecryptable.role,
      failedSender: otherRole(undecryptable.role),
      waitingFor: undecryptable.role,
      notify: final?.notify ?? null,
      notifyEncrypted: final?.encrypted ?? null,
    });
  }
  // What an end recorded of its own decision stands above what the other one was told of it.
  const own = final?.fact == null || rows.length > 0 ? undefined : facts.findLast(decidedFirst);
  if (own !== undefined && own.role === final?.sender) {
    return base('first', 'refused', {
      decidedBy: final.sender,
      failedSender: otherRole(final.sender),
      waitingFor: final.sender,
    });
  }
  if (final !== undefined) {
    const phase = ofChildProposal(final, facts, first.length > 0)
      ? 'child'
      : phaseOfRefusal(version, final, rows, authRows.length > 0);
    return base(phase, 'refused', {
      decidedBy: final.sender,
      failedSender: otherRole(final.sender),
      waitingFor: final.sender,
      notify: final.notify,
      notifyEncrypted: final.encrypted,
    });
  }
  if (smallAnswer(rows)) {
    return base(phaseOfAuth(rows), 'refused', {
      decidedBy: 'responder',
      failedSender: 'initiator',
      waitingFor: 'responder',
      notify: null,
      notifyEncrypted: true,
    });
  }
  // An initiator that leaves in the middle of EAP was told there that the user is refused (RFC 7296 2.16).
  if (promptGoodbye(rows) && phaseOfAuth(rows) === 'user') {
    return base('user', 'refused', {
      decidedBy: 'responder',
      failedSender: 'initiator',
      waitingFor: 'responder',
      notifyEncrypted: true,
    });
  }
  if (
    promptGoodbye(rows) ||
    (established.responder &&
      !established.initiator &&
      rows.some((row) => row.exchange === 'IKE_AUTH' && row.kind === 'response' && row.processed === 'yes'))
  ) {
    return base('auth', 'aborted-locally', {
      decidedBy: 'initiator',
      failedSender: 'responder',
      waitingFor: 'initiator',
    });
  }

  const aside = version === 1 ? answeredAside(rows) : null;
  if (aside !== null) {
    return base(aside.phase, aside.manner, {
      decidedBy: aside.decidedBy,
      failedSender: otherRole(aside.decidedBy),
      waitingFor: aside.decidedBy,
      notifyEncrypted: true,
      nextExpected: aside.next,
    });
  }

  // "Authentication failed" and nothing narrower: the end that says so decided.
  const failed = facts.find((fact) => fact.code === 'auth.failed');
  if (failed !== undefined && rows.every((row) => !isFirst(row) && row.exchange !== 'IKE_AUTH')) {
    return base('auth', 'refused', {
      decidedBy: failed.role ?? 'unknown',
      failedSender: failed.role === null ? null : otherRole(failed.role),
      waitingFor: failed.role,
    });
  }

  const last = rows.filter((row) => row.exchange !== 'INFORMATIONAL' && row.exchange !== 'Informational').at(-1);
  if (last === undefined) {
    const gave = facts.find(
      (fact) =>
        fact.code === 'message.gave-up' ||
        fact.code === 'host.icmp-received' ||
        fact.code === 'host.send-failed' ||
        fact.code === 'host.no-route' ||
        (fact.code === 'ike.failed' && fact.args['what'] === 'peer not responding'),
    );
    // What an end recorded of its own decision says why the other one waited in vain (inventory IKE-23).
    const recorded = facts.some((fact) => fact.args['final'] === true && fact.host !== gave?.host);
    if (
      (gave === undefined || recorded) &&
      facts.some(
        (fact) =>
          fact.code === 'policy.no-ike-config' ||
          fact.code === 'ike.version-refused' ||
          fact.code === 'proposal.none-chosen',
      )
    ) {
      const ike = facts.some(
        (fact) =>
          fact.code === 'policy.no-ike-config' ||
          fact.code === 'ike.version-refused' ||
          (fact.code === 'proposal.none-chosen' && fact.args['protocol'] === 'IKE'),
      );
      return base(ike ? 'first' : 'child', 'refused', {
        decidedBy: facts.find((fact) => fact.code === 'policy.no-ike-config')?.role ?? 'responder',
        failedSender: 'initiator',
        waitingFor: 'responder',
      });
    }
    // That it failed, in general words: broken off by somebody, and how far it came only where the words say so.
    const general = gave === undefined ? facts.findLast((fact) => fact.code === 'ike.ended-unexplained') : undefined;
    if (general !== undefined)
      return base(stageOf(general) ?? 'first', 'aborted-locally', {
        failedSender: general.role === null ? null : otherRole(general.role),
        waitingFor: general.role,
      });
    return base(gave === undefined ? 'config' : (stageOf(gave) ?? 'first'), gave === undefined ? 'none' : 'silent', {
      failedSender: gave?.role ?? null,
      waitingFor: gave?.role == null ? null : otherRole(gave.role),
    });
  }
  // The initiator records that it did not take a proof, and the last thing that is told of is the responder's.
  const refused = facts.find((fact) => fact.code === 'auth.refused-generally' && fact.role === 'initiator');
  if (refused !== undefined && version === 2 && last.exchange === 'IKE_AUTH' && last.kind === 'response') {
    return base('auth', 'aborted-locally', {
      failedSender: 'responder',
      waitingFor: 'initiator',
      decidedBy: 'initiator',
      nextExpected: nextStep(last, rows),
    });
  }
  const none = facts.find(
    (fact) =>
      fact.code === 'proposal.none-chosen' ||
      fact.code === 'policy.no-ike-config' ||
      fact.code === 'ike.version-refused' ||
      fact.code === 'ike.version-by-policy',
  );
  const stop = furthest(facts, whereSilent(version, last, rows));
  const reply = last.kind === 'response' && last.notifies.every((notify) => !retries.has(notify.name));
  const waited = facts.some(
    (fact) => fact.role === 'initiator' && (fact.code === 'message.gave-up' || fact.code === 'message.retransmitted'),
  );
  if (reply && stop.delivered && last.seenArriving === 'yes' && stop.phase === 'auth' && !waited) {
    // The answer reached the initiator, and it neither went on, nor asked again, nor waited in vain: it stopped by itself.
    return base('auth', 'aborted-locally', {
      failedSender: last.sender,
      waitingFor: 'initiator',
      decidedBy: 'initiator',
      nextExpected: nextStep(last, rows),
    });
  }
  return base(stop.phase, 'silent', {
    failedSender: stop.delivered ? otherRole(last.sender) : last.sender,
    waitingFor: otherRole(last.sender),
    decidedBy: none?.role ?? (leftUnanswered(last) ? otherRole(last.sender) : 'unknown'),
    nextExpected: stop.delivered ? nextStep(last, rows) : last.step,
  });
}

const order: readonly Phase[] = ['first', 'keys', 'auth', 'user', 'child'];

/** An end that gives up names its state: where that is further than the messages in sight, they are not all there. */
function furthest(facts: readonly Fact[], stop: Silence): Silence {
  const stages = facts.flatMap((fact) => (fact.code === 'message.gave-up' ? [stageOf(fact)] : []));
  const stage = stages.findLast((phase) => phase !== null);
  return stage == null || order.indexOf(stage) <= order.indexOf(stop.phase) ? stop : { ...stop, phase: stage };
}

/** Who refuses says that it compared proposals of a child, or proposals of a child are all that is told of. */
function ofChildProposal(refusal: Refusal, facts: readonly Fact[], firstSeen: boolean): boolean {
  if (refusal.notify !== 'NO_PROPOSAL_CHOSEN') return false;
  const ofChild = (fact: Fact): boolean => fact.args['protocol'] === 'ESP' || fact.args['protocol'] === 'AH';
  const lists = facts.filter((fact) => fact.code === 'proposal.configured' || fact.code === 'proposal.received');
  return (
    facts.some((fact) => fact.code === 'proposal.none-chosen' && fact.role === refusal.sender && ofChild(fact)) ||
    (!firstSeen && refusal.exchange !== 'IKE_SA_INIT' && lists.length > 0 && lists.every(ofChild))
  );
}

/** It reached its receiver's host more than once, and a live capture there shows no answer: the host or its daemon dropped it. */
function leftUnanswered(row: LedgerRow): boolean {
  return row.seenArriving === 'yes' && row.answered === 'no' && row.copies > 1;
}

interface Silence {
  readonly phase: Phase;
  readonly delivered: boolean;
}

/**
 * Phase of a silence, and whether the last message reached its receiver. A reply whose request goes on being repeated did not
 * arrive; a reply after which the request is not repeated did, and what the initiator sent next is what is missing.
 */
function whereSilent(version: 1 | 2 | null, last: LedgerRow, rows: readonly LedgerRow[]): Silence {
  const own: Phase = phaseOfRow(version, last, rows);
  const lost =
    last.seenArriving === 'no' ||
    last.receivedByLog === 'no' ||
    (last.sentByLog === 'yes' && last.seenLeaving === 'no');
  const got = last.processed === 'yes' || (last.seenArriving === 'yes' && last.receivedByLog !== 'no');
  const reply = last.kind === 'response' || (version === 1 && last.sender === 'responder');
  if (!reply) return { phase: own, delivered: got && !lost };
  const request = rows.filter((row) => row.sender !== last.sender && row.exchange === last.exchange).at(-1);
  // A responder repeats its answer only when it is asked again (RFC 7296 2.1).
  // Message 2 of aggressive mode carries a proof (RFC 2409 5.1): who refuses that may ask again as if nothing had come.
  const answers = last.exchange === 'Aggressive Mode' ? 1 : last.copies;
  const repeated =
    request === undefined
      ? last.copies > 1
      : askedAfter(request, last) || ((request.copies > 1 || answers > 1) && !satisfied(request, last));
  if (lost || (last.processed !== 'yes' && repeated)) return { phase: own, delivered: false };
  return { phase: phaseAfter(version, last, rows), delivered: true };
}

/** A capture shows a copy of the request behind the reply. */
function askedAfter(request: LedgerRow, reply: LedgerRow): boolean {
  return reply.sightings.some(
    (came) =>
      came.from === 'wire' &&
      came.ns !== null &&
      request.sightings.some(
        ({ artifact, ns, lastNs }) => artifact === came.artifact && (lastNs ?? ns ?? 0n) > (came.ns ?? 0n),
      ),
  );
}

/** In captures that show both, the request was never repeated once the reply, sent once, was there. */
export function satisfied(request: LedgerRow, reply: LedgerRow): boolean {
  const both = reply.sightings.flatMap((came) => {
    const asked = request.sightings.find(({ artifact }) => artifact === came.artifact);
    return came.from === 'wire' && asked !== undefined ? [{ came, asked }] : [];
  });
  return (
    both.length > 0 &&
    both.every(({ came, asked }) => came.copies === 1 && (asked.lastNs ?? asked.ns ?? 0n) < (came.ns ?? 0n))
  );
}

/** The phase in which an end gave up by its own words (pluto's states and guesses); null when they leave it open. */
export function stageOf(fact: Fact): Phase | null {
  const state = String(fact.args['state'] ?? '').replace(/^STATE_/, '');
  const hint = fact.args['hint'];
  if (hint === 'quick-mode' || state.startsWith('QUICK_')) return 'child';
  if (/^V2_(CREATE|REKEY|NEW)_/.test(state)) return 'rekey';
  if (hint === 'authentication' || /^(MAIN_[IR]3|AGGR_[IR]2|(V2_)?PARENT_[IR]2|V2_IKE_AUTH)/.test(state)) return 'auth';
  if (/^MAIN_[IR]2/.test(state)) return 'keys';
  if (hint === 'first-message' || /^(MAIN_[IR][01]|AGGR_[IR][01]|(V2_)?PARENT_[IR][01]|V2_IKE_SA_INIT)/.test(state))
    return 'first';
  return null;
}
