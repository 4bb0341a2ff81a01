import { notifyName, isErrorNotify } from './log-attempts.ts';
import { firstExchanges } from './steps.ts';
import { otherRole, type BreakPoint, type Fact, type LedgerRow, type Manner, type Phase, type Role } from './types.ts';
import type { FactCode } from '../observations/index.ts';

/** An error one end told the other, from whatever source shows it. */
export interface Refusal {
  readonly notify: string;
  readonly sender: Role;
  readonly exchange: string;
  readonly encrypted: boolean | null;
  readonly messageId: number | null;
  readonly row: LedgerRow | null;
  readonly fact: Fact | null;
}

/** Notifies that are part of a healthy negotiation unless nothing follows them. */
const retries = new Set(['INVALID_KE_PAYLOAD', 'COOKIE']);

/** Which facts of an end mean that it gave the exchange up by its own decision, and in which phase. */
const localDecisions: Readonly<Partial<Record<FactCode, Phase>>> = {
  'auth.identity-not-matched': 'auth',
  'auth.identity-not-in-certificate': 'auth',
  'auth.psk-missing': 'auth',
  'auth.psk-mac-mismatch': 'auth',
  'auth.hash-mismatch': 'auth',
  'auth.private-key-missing': 'auth',
  'auth.own-failed': 'auth',
  'auth.method-refused': 'auth',
  'auth.signature-invalid': 'auth',
  'auth.signature-refused': 'auth',
  'auth.certificate-expired': 'auth',
  'auth.certificate-not-yet-valid': 'auth',
  'auth.certificate-invalid-time': 'auth',
  'auth.certificate-untrusted': 'auth',
  'auth.certificate-revoked': 'auth',
  'auth.certificate-unsuitable': 'auth',
  'auth.certificate-missing': 'auth',
  'auth.certificate-refused': 'auth',
  'auth.no-trusted-key': 'auth',
  'policy.no-peer-config': 'auth',
  'policy.config-unacceptable': 'auth',
  'auth.eap-failed': 'user',
  'auth.eap-nak': 'user',
  'auth.user-rejected': 'user',
  'ike.virtual-ip-none': 'user',
  'ike.virtual-ip-refused': 'user',
  'policy.selectors-unacceptable': 'child',
  'policy.selectors-invalid-answer': 'child',
  'policy.mode-refused': 'child',
  'proposal.pfs-refused': 'child',
  'kernel.sa-refused': 'child',
  'kernel.policy-refused': 'child',
  'kernel.spi-refused': 'child',
  'child.failed': 'child',
};

/** Decisions a daemon only reports while it looks for something else that fits (another connection, another certificate). */
const weakDecisions: ReadonlySet<FactCode> = new Set<FactCode>([
  'auth.identity-not-matched',
  'auth.identity-not-in-certificate',
  'auth.certificate-untrusted',
  'auth.certificate-refused',
  'auth.certificate-unsuitable',
  'auth.psk-missing',
  'auth.revocation-unreachable',
  'policy.config-unacceptable',
]);

/** Everything the exchange says about its own end: established facts, refusals, decisions. */
export interface Progress {
  readonly ikeEstablished: { readonly initiator: boolean; readonly responder: boolean };
  readonly childEstablished: boolean;
  readonly refusals: readonly Refusal[];
  readonly breakPoint: BreakPoint;
}

function isFirst(row: LedgerRow): boolean {
  return firstExchanges.has(row.exchange);
}

function collectRefusals(rows: readonly LedgerRow[], facts: readonly Fact[]): Refusal[] {
  const refusals: Refusal[] = [];
  for (const row of rows) {
    for (const notify of row.notifies) {
      if (!notify.error) continue;
      refusals.push({
        notify: notify.name,
        sender: row.sender,
        exchange: row.exchange,
        encrypted: row.encrypted ?? notify.encrypted,
        messageId: row.messageId,
        row,
        fact: null,
      });
    }
  }
  for (const fact of facts) {
    if (fact.role === null || (fact.code !== 'notify.received' && fact.code !== 'notify.sent')) continue;
    const name = notifyName(String(fact.args['notify'] ?? ''));
    if (fact.args['error'] !== true && !isErrorNotify(name)) continue;
    const sender = fact.code === 'notify.sent' ? fact.role : otherRole(fact.role);
    if (refusals.some((known) => known.notify === name && known.sender === sender)) continue;
    const exchange = typeof fact.args['exchange'] === 'string' ? fact.args['exchange'] : '';
    refusals.push({
      notify: name,
      sender,
      exchange,
      encrypted: typeof fact.args['encrypted'] === 'boolean' ? fact.args['encrypted'] : null,
      messageId: null,
      row: null,
      fact,
    });
  }
  return refusals;
}

const childNotifies = new Set([
  'NO_PROPOSAL_CHOSEN',
  'TS_UNACCEPTABLE',
  'SINGLE_PAIR_REQUIRED',
  'INVALID_ID_INFORMATION',
  'NO_ADDITIONAL_SAS',
  'INVALID_KE_PAYLOAD',
  'INVALID_SYNTAX',
  'INVALID_SELECTORS',
]);
const addressNotifies = new Set(['INTERNAL_ADDRESS_FAILURE', 'FAILED_CP_REQUIRED']);
const keyNotifies = new Set([
  'PAYLOAD_MALFORMED',
  'INVALID_SYNTAX',
  'INVALID_HASH_INFORMATION',
  'INVALID_PAYLOAD_TYPE',
  'UNEQUAL_PAYLOAD_LENGTHS',
  'INVALID_EXCHANGE_TYPE',
  'INVALID_KEY_INFORMATION',
  'INVALID_COOKIE',
]);

/** Works out how far a negotiation came, from the ledger and the facts of both ends. */
export function findBreakPoint(
  version: 1 | 2 | null,
  rows: readonly LedgerRow[],
  facts: readonly Fact[],
  hasLog: { readonly initiator: boolean; readonly responder: boolean },
): Progress {
  const said = (role: Role, ...codes: FactCode[]): Fact | undefined =>
    facts.find((fact) => fact.role === role && codes.includes(fact.code));
  const established = {
    initiator: said('initiator', 'ike.established') !== undefined,
    responder: said('responder', 'ike.established') !== undefined,
  };
  const childFacts = facts.filter((fact) => fact.code === 'child.established');
  const refusals = collectRefusals(rows, facts);
  const wireUp = upByWire(version, rows);
  const result = (breakPoint: BreakPoint): Progress => ({
    ikeEstablished: established,
    childEstablished: childFacts.length > 0,
    refusals,
    breakPoint,
  });

  const up =
    established.initiator ||
    (established.responder && !hasLog.initiator && !abortedAfterAuth(refusals)) ||
    (!hasLog.initiator && !hasLog.responder && wireUp);
  if (up) {
    const late = lateFailure(version, rows, facts, refusals, childFacts, established);
    if (late !== null) return result(late);
    const last = rows[rows.length - 1];
    return result({
      phase: 'established',
      manner: 'none',
      lastCommonStep: last?.step ?? null,
      nextExpected: null,
      waitingFor: null,
      failedSender: null,
      decidedBy: 'unknown',
      notify: null,
      notifyEncrypted: null,
    });
  }
  return result(earlyFailure(version, rows, facts, refusals, established));
}

function abortedAfterAuth(refusals: readonly Refusal[]): boolean {
  return refusals.some((refusal) => refusal.sender === 'initiator' && refusal.notify === 'AUTHENTICATION_FAILED');
}

/** By packets alone: something after authentication that only an established IKE SA carries. */
function upByWire(version: 1 | 2 | null, rows: readonly LedgerRow[]): boolean {
  if (version === 1) {
    const quick = rows.filter((row) => row.exchange === 'Quick Mode');
    return quick.some((row) => row.sender === 'responder') && quick.some((row) => row.sender === 'initiator');
  }
  const answer = rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'response').at(-1);
  if (answer === undefined) return rows.some((row) => row.exchange === 'CREATE_CHILD_SA' && row.kind === 'response');
  if (smallAnswer(rows)) return false;
  return !promptGoodbye(rows);
}

/**
 * An IKE_AUTH answer too small for IDr, AUTH: only a notify fits (RFC 7296 2.21.2: SK{N(AUTHENTICATION_FAILED)} is 65 to 92
 * bytes whatever the cipher). EAP answers are small too, but another IKE_AUTH request follows them.
 */
export function smallAnswer(rows: readonly LedgerRow[]): boolean {
  const auth = rows.filter((row) => row.exchange === 'IKE_AUTH');
  const last = auth.filter((row) => row.kind === 'response').at(-1);
  if (last === undefined || last.bytes === null) return false;
  const later = auth.some((row) => row.kind === 'request' && (row.messageId ?? 0) > (last.messageId ?? 0));
  return !later && last.bytes <= 100 && (last.messageId ?? 1) === 1;
}

/** The initiator speaks again right after the IKE_AUTH answer, in an INFORMATIONAL of its own: it refuses or deletes. */
export function promptGoodbye(rows: readonly LedgerRow[]): boolean {
  const answer = rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'response').at(-1);
  if (answer === undefined) return false;
  const next = rows.find(
    (row) => row.exchange === 'INFORMATIONAL' && row.kind === 'request' && row.sender === 'initiator',
  );
  if (next === undefined || next.at === null || answer.at === null) return false;
  return next.messageId === (answer.messageId ?? 0) + 1 && next.at - answer.at < 300_000_000n;
}

function lateFailure(
  version: 1 | 2 | null,
  rows: readonly LedgerRow[],
  facts: readonly Fact[],
  refusals: readonly Refusal[],
  children: readonly Fact[],
  established: { initiator: boolean; responder: boolean },
): BreakPoint | null {
  const lastStep = rows.filter((row) => row.answered === 'yes' || row.kind === 'response').at(-1)?.step ?? null;
  const made = (
    phase: Phase,
    manner: Manner,
    decidedBy: Role | 'path' | 'unknown',
    refusal: Refusal | null,
    sender: Role | null,
    next: string | null,
  ): BreakPoint => ({
    phase,
    manner,
    lastCommonStep: lastStep,
    nextExpected: next,
    waitingFor: sender === null ? null : otherRole(sender),
    failedSender: sender,
    decidedBy,
    notify: refusal?.notify ?? null,
    notifyEncrypted: refusal?.encrypted ?? null,
  });
  const lastChild = children.at(-1);
  // XAUTH, EAP and mode config follow on an IKE SA that stands already (IKEv1).
  const user = facts.filter((fact) => localDecisions[fact.code] === 'user' && fact.role !== null).at(-1);
  if (user !== undefined && user.role !== null && (lastChild === undefined || user.seq > lastChild.seq)) {
    return made('user', 'refused', user.role, null, otherRole(user.role), null);
  }
  const childFails = facts.filter(
    (fact) =>
      (localDecisions[fact.code] === 'child' ||
        fact.code === 'child.rekey-failed' ||
        fact.code === 'ike.rekey-failed' ||
        fact.code === 'ike.reauth-failed' ||
        fact.code === 'proposal.none-chosen') &&
      (lastChild === undefined || after(fact, lastChild)),
  );
  const childRefusals = refusals.filter((refusal) => {
    if (addressNotifies.has(refusal.notify)) return true;
    if (!childNotifies.has(refusal.notify)) return false;
    if (isFirstExchange(refusal.exchange)) return false;
    return !answeredLater(refusal, rows, children);
  });
  const rekeying = children.length > 0;
  const decided = childFails.find((fact) => fact.role !== null && fact.code !== 'child.failed');
  const refusal = childRefusals.at(-1) ?? null;
  if (refusal !== null || decided !== undefined) {
    const phase: Phase =
      refusal !== null && addressNotifies.has(refusal.notify) ? 'user' : rekeying ? 'rekey' : 'child';
    const decider: Role | 'unknown' = decided?.role ?? refusal?.sender ?? 'unknown';
    const tired = facts.some((fact) => fact.code === 'message.gave-up' || fact.code === 'ike.peer-dead');
    if (refusal === null && tired && decided !== undefined && decided.code.endsWith('-failed')) {
      return made(phase, 'silent', 'unknown', null, decided.role, 'rekey answer');
    }
    const manner: Manner = refusal === null ? 'aborted-locally' : 'refused';
    return made(
      phase,
      manner,
      decider,
      refusal,
      refusal === null ? (decided?.role ?? null) : otherRole(refusal.sender),
      rekeying ? 'rekey answer' : 'child answer',
    );
  }
  // An exchange that nobody answered although the IKE SA stands.
  const unanswered = rows.filter(
    (row) =>
      (row.exchange === 'CREATE_CHILD_SA' || row.exchange === 'Quick Mode') &&
      row.kind !== 'response' &&
      row.answered !== 'yes' &&
      row.copies > 1,
  );
  const open = unanswered.at(-1);
  const gaveUp = facts.find((fact) => fact.code === 'message.gave-up' || fact.code === 'ike.peer-dead');
  if (open !== undefined && gaveUp !== undefined) {
    return made(rekeying ? 'rekey' : 'child', 'silent', 'unknown', null, open.sender, `${open.exchange} answer`);
  }
  if (childFails.length > 0 && children.length === 0)
    return made(
      'child',
      'aborted-locally',
      childFails[0]?.role ?? 'unknown',
      null,
      childFails[0]?.role ?? null,
      'child',
    );
  // IKEv1: phase 1 stands, quick mode never finishes; IKEv2: only one end believes that it stands.
  const quickRows = rows.filter((row) => row.exchange === 'Quick Mode');
  const third = quickRows.find((row) => row.step === 'Quick Mode message 3');
  const hosts = new Set(children.map((fact) => fact.role));
  if (
    version === 1 &&
    third !== undefined &&
    third.processed !== 'yes' &&
    (third.seenArriving === 'no' || quickRows.some((row) => row.sender !== third.sender && row.copies > 2)) &&
    hosts.size === 1 &&
    hosts.has(third.sender)
  ) {
    return made('child', 'silent', 'path', null, third.sender, third.step);
  }
  if (version === 1 && rekeying === false && (established.initiator || established.responder)) {
    const quick = rows.filter((row) => row.exchange === 'Quick Mode');
    const lastQuick = quick.at(-1);
    if (lastQuick !== undefined && quick.length < 3)
      return made('child', 'silent', 'unknown', null, lastQuick.sender, 'Quick Mode answer');
  }
  return null;
}

function isFirstExchange(exchange: string): boolean {
  return firstExchanges.has(exchange);
}

function after(fact: Fact, other: Fact): boolean {
  if (fact.host === other.host && fact.src.artifact === other.src.artifact) return fact.seq > other.seq;
  return true;
}

/** INVALID_KE_PAYLOAD and the like are healthy when a later message of the same exchange kind succeeds. */
function answeredLater(refusal: Refusal, rows: readonly LedgerRow[], children: readonly Fact[]): boolean {
  if (!retries.has(refusal.notify)) return false;
  const index = refusal.row === null ? -1 : rows.indexOf(refusal.row);
  const later = rows
    .slice(index + 1)
    .filter(
      (row) =>
        row.exchange === refusal.exchange &&
        row.sender === refusal.sender &&
        row.notifies.every((notify) => !notify.error),
    );
  return later.length > 0 || (refusal.fact !== null && children.some((child) => after(child, refusal.fact as Fact)));
}

function earlyFailure(
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

  const undecryptable = facts.find(
    (fact) => fact.code === 'message.undecryptable' || fact.code === 'message.integrity-failed',
  );
  // A refusal of authentication by the peer makes what became of the child beside the point.
  const refusedAuth = refusals.some((refusal) => refusal.notify === 'AUTHENTICATION_FAILED');
  const strong = strongest(facts);
  const decided = strong !== null && refusedAuth && localDecisions[strong.code] === 'child' ? null : strong;
  const final = refusals
    .filter(
      (refusal) =>
        !retries.has(refusal.notify) ||
        !rows.some(
          (row) => isFirst(row) && row.sender === refusal.sender && row.notifies.length === 0 && row.kind !== 'request',
        ),
    )
    .at(-1);

  if (decided !== null) {
    const phase = localDecisions[decided.code] ?? 'auth';
    const refused = refusals.find((refusal) => refusal.sender === decided.role);
    return base(phase, refused === undefined ? 'aborted-locally' : 'refused', {
      decidedBy: decided.role ?? 'unknown',
      failedSender: decided.role === null ? null : otherRole(decided.role),
      waitingFor: decided.role,
      notify: refused?.notify ?? null,
      notifyEncrypted: refused?.encrypted ?? null,
      nextExpected: authRows.length > 0 ? 'authentication' : null,
    });
  }
  if (undecryptable !== undefined && undecryptable.role !== null) {
    return base(authRows.length > 0 || first.some((row) => row.encrypted === true) ? 'auth' : 'keys', 'undecryptable', {
      decidedBy: undecryptable.role,
      failedSender: otherRole(undecryptable.role),
      waitingFor: undecryptable.role,
      notify: final?.notify ?? null,
      notifyEncrypted: final?.encrypted ?? null,
    });
  }
  if (final !== undefined) {
    const phase = phaseOfRefusal(version, final, rows, authRows.length > 0);
    return base(phase, 'refused', {
      decidedBy: final.sender,
      failedSender: otherRole(final.sender),
      waitingFor: final.sender,
      notify: final.notify,
      notifyEncrypted: final.encrypted,
    });
  }
  if (smallAnswer(rows)) {
    return base('auth', 'refused', {
      decidedBy: 'responder',
      failedSender: 'initiator',
      waitingFor: 'responder',
      notify: null,
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

  const last = rows.filter((row) => row.exchange !== 'INFORMATIONAL' && row.exchange !== 'Informational').at(-1);
  if (last === undefined) {
    const gave = facts.find(
      (fact) =>
        fact.code === 'message.gave-up' ||
        fact.code === 'host.icmp-received' ||
        fact.code === 'host.send-failed' ||
        fact.code === 'host.no-route',
    );
    if (
      gave === undefined &&
      facts.some(
        (fact) =>
          fact.code === 'policy.no-ike-config' ||
          fact.code === 'ike.version-refused' ||
          fact.code === 'proposal.none-chosen',
      )
    ) {
      return base('first', 'refused', {
        decidedBy: facts.find((fact) => fact.code === 'policy.no-ike-config')?.role ?? 'responder',
        failedSender: 'initiator',
        waitingFor: 'responder',
      });
    }
    return base(gave === undefined ? 'config' : 'first', gave === undefined ? 'none' : 'silent', {
      failedSender: gave?.role ?? null,
      waitingFor: gave?.role == null ? null : otherRole(gave.role),
    });
  }
  const none = facts.find(
    (fact) =>
      fact.code === 'proposal.none-chosen' ||
      fact.code === 'policy.no-ike-config' ||
      fact.code === 'ike.version-refused' ||
      fact.code === 'ike.version-by-policy',
  );
  const stop = whereSilent(version, last, rows);
  return base(stop.phase, 'silent', {
    failedSender: stop.delivered ? otherRole(last.sender) : last.sender,
    waitingFor: otherRole(last.sender),
    decidedBy: none?.role ?? 'unknown',
    nextExpected: stop.delivered ? nextStep(last, rows) : last.step,
  });
}

/**
 * Phase of a silence, and whether the last message reached its receiver. A reply whose request goes on being repeated did not
 * arrive; a reply after which the request is not repeated did, and what the initiator sent next is what is missing.
 */
function whereSilent(
  version: 1 | 2 | null,
  last: LedgerRow,
  rows: readonly LedgerRow[],
): { readonly phase: Phase; readonly delivered: boolean } {
  const own: Phase = phaseOfRow(version, last, rows);
  const lost =
    last.seenArriving === 'no' ||
    last.receivedByLog === 'no' ||
    (last.sentByLog === 'yes' && last.seenLeaving === 'no');
  const got = last.processed === 'yes' || (last.seenArriving === 'yes' && last.receivedByLog !== 'no');
  const reply = last.kind === 'response' || (version === 1 && last.sender === 'responder');
  if (!reply) return { phase: own, delivered: got && !lost };
  const request = rows.filter((row) => row.sender !== last.sender && row.exchange === last.exchange).at(-1);
  const repeated = request !== undefined && request.copies > 1;
  if (lost || (last.processed !== 'yes' && repeated)) return { phase: own, delivered: false };
  return { phase: phaseAfter(version, last, rows), delivered: true };
}

function phaseOfRow(version: 1 | 2 | null, row: LedgerRow, rows: readonly LedgerRow[]): Phase {
  if (row.exchange === 'IKE_INTERMEDIATE') return 'keys';
  if (row.exchange === 'IKE_AUTH') return phaseOfAuth(rows);
  if (row.exchange === 'Transaction') return 'user';
  if (row.exchange === 'Main Mode') {
    const turn = rows.filter((other) => other.exchange === 'Main Mode').indexOf(row) + 1;
    if (row.encrypted === true || turn >= 5) return 'auth';
    return turn >= 3 ? 'keys' : 'first';
  }
  if (row.exchange === 'Aggressive Mode')
    return rows.filter((other) => other.exchange === 'Aggressive Mode').length >= 3 ? 'auth' : 'first';
  if (row.exchange === 'Quick Mode' || row.exchange === 'CREATE_CHILD_SA') return 'child';
  return version === 2 && row.kind === 'response' && row.exchange === 'IKE_SA_INIT' ? 'first' : 'first';
}

/** The phase of what should follow a message that arrived. */
function phaseAfter(version: 1 | 2 | null, row: LedgerRow, rows: readonly LedgerRow[]): Phase {
  if (row.notifies.some((notify) => retries.has(notify.name))) return 'first';
  if (row.exchange === 'Main Mode') {
    const turn = rows.filter((other) => other.exchange === 'Main Mode').length;
    return turn <= 2 ? 'keys' : 'auth';
  }
  if (row.exchange === 'IKE_SA_INIT' || row.exchange === 'IKE_INTERMEDIATE' || row.exchange === 'Aggressive Mode')
    return 'auth';
  return phaseOfRow(version, row, rows);
}

/** The last decision that ends the exchange; weak ones only when no strong one is there. */
function strongest(facts: readonly Fact[]): Fact | null {
  let weak: Fact | null = null;
  let strong: Fact | null = null;
  let child: Fact | null = null;
  for (const fact of facts) {
    if (localDecisions[fact.code] === undefined || fact.role === null) continue;
    if (weakDecisions.has(fact.code)) weak = fact;
    else if (fact.code === 'child.failed') continue;
    else if (localDecisions[fact.code] === 'child') child = fact;
    else strong = fact;
  }
  // Authentication comes before the child: who refuses it also makes the other end's child moot.
  return strong ?? weak ?? child;
}

function phaseOfRefusal(version: 1 | 2 | null, refusal: Refusal, rows: readonly LedgerRow[], auth: boolean): Phase {
  if (isFirstExchange(refusal.exchange) && version === 2) return 'first';
  if (addressNotifies.has(refusal.notify)) return 'user';
  if (refusal.notify === 'AUTHENTICATION_FAILED')
    return auth || refusal.encrypted === true ? 'auth' : rows.length > 2 ? 'auth' : 'first';
  if (version === 1) {
    const quick = rows.some((row) => row.exchange === 'Quick Mode');
    if (quick) return 'child';
    if (auth || keyNotifies.has(refusal.notify)) return auth ? 'auth' : rows.length > 2 ? 'keys' : 'first';
    if (refusal.notify === 'INVALID_ID_INFORMATION') return 'auth';
    return rows.filter((row) => row.exchange === 'Main Mode' && row.sender === 'responder').length > 0 &&
      rows.length > 3
      ? 'keys'
      : 'first';
  }
  if (auth) return childNotifies.has(refusal.notify) && refusal.notify !== 'INVALID_SYNTAX' ? 'child' : 'auth';
  return 'first';
}

function phaseOfAuth(rows: readonly LedgerRow[]): Phase {
  const transaction = rows.some((row) => row.exchange === 'Transaction');
  const eap = rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'response').length > 1;
  return transaction || eap ? 'user' : 'auth';
}

/** What the exchange wants next after a message (expectation tables of RFC 7296 section 1.2 and RFC 2409 section 5). */
function nextStep(last: LedgerRow, rows: readonly LedgerRow[]): string {
  switch (last.exchange) {
    case 'Main Mode': {
      const count = rows.filter((row) => row.exchange === 'Main Mode').length;
      return `Main Mode message ${Math.min(count + 1, 6)}`;
    }
    case 'Aggressive Mode':
      return `Aggressive Mode message ${Math.min(rows.filter((row) => row.exchange === 'Aggressive Mode').length + 1, 3)}`;
    case 'Quick Mode':
      return `Quick Mode message ${Math.min(rows.filter((row) => row.exchange === 'Quick Mode').length + 1, 3)}`;
    case 'IKE_SA_INIT':
      return last.kind === 'request' ? 'IKE_SA_INIT response' : 'IKE_AUTH request';
    default:
      return last.kind === 'request' ? `${last.exchange} response` : `next ${last.exchange} request`;
  }
}
