import { factEntry } from '../observations/index.ts';
import { type Refusal, addressNotifies, after, answeredLater, childNotifies, isFirstExchange } from './refusals.ts';
import { type BreakPoint, type Fact, type LedgerRow, type Manner, type Phase, type Role, otherRole } from './types.ts';

export function lateFailure(
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
  const user = facts.filter((fact) => factEntry(fact.code).ends === 'user' && fact.role !== null).at(-1);
  if (user !== undefined && user.role !== null && (lastChild === undefined || user.seq > lastChild.seq)) {
    const gateway = user.code === 'auth.eap-failed' || user.code === 'auth.user-rejected' ? 'responder' : user.role;
    return made('user', 'refused', gateway, null, otherRole(gateway), null);
  }
  const childFails = facts.filter(
    (fact) =>
      (factEntry(fact.code).ends === 'child' ||
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
  // CHILD_SA_NOT_FOUND answers the replacement of a child and nothing else (RFC 7296 2.25).
  const rekeying = children.length > 0 || refusals.some((refusal) => refusal.notify === 'CHILD_SA_NOT_FOUND');
  const decided = childFails.find((fact) => fact.role !== null && fact.code !== 'child.failed');
  // Without the address it asked for a client's selectors fit nothing either: the first of the two is the reason.
  const refusal = childRefusals.find(({ notify }) => addressNotifies.has(notify)) ?? childRefusals.at(-1) ?? null;
  if (refusal !== null || decided !== undefined) {
    const phase: Phase =
      refusal !== null && addressNotifies.has(refusal.notify) ? 'user' : rekeying ? 'rekey' : 'child';
    // That it failed is said by the end that was refused as well.
    const told = decided?.code.endsWith('-failed') === true ? (refusal?.sender ?? decided.role) : decided?.role;
    const decider: Role | 'unknown' = told ?? refusal?.sender ?? 'unknown';
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
  // By its size alone: a CREATE_CHILD_SA answer that has no room for SA, nonce and selectors is an error notify.
  const denied = rows.find(
    (row) =>
      row.exchange === 'CREATE_CHILD_SA' &&
      row.kind === 'response' &&
      row.sightings.every((sighting) => sighting.from === 'wire') &&
      (row.bytes ?? 1000) <= 100,
  );
  if (denied !== undefined) {
    // Whether it asked for a new child or for a replacement is inside the ciphertext; replacing is what goes on by itself.
    return made('rekey', 'refused', denied.sender, null, otherRole(denied.sender), 'child answer');
  }
  // An exchange that nobody answered although the IKE SA stands.
  // A child that stands was answered, whatever the log says of the messages (RFC 2409 5.5).
  const quickDone = (sender: Role): boolean => {
    const asked = rows.filter((row) => row.step === 'Quick Mode message 1' && row.sender === sender);
    return children.filter((fact) => fact.role === sender).length >= asked.length;
  };
  const unanswered = rows.filter(
    (row) =>
      !(row.exchange === 'Quick Mode' && quickDone(row.sender)) &&
      (row.exchange === 'CREATE_CHILD_SA' || row.exchange === 'Quick Mode') &&
      row.kind !== 'response' &&
      // The last message of quick mode is not answered (RFC 2409 5.5).
      row.step !== 'Quick Mode message 3' &&
      row.answered !== 'yes' &&
      row.copies > 1,
  );
  const late = rows.filter(
    (row) => row.exchange === 'CREATE_CHILD_SA' && row.kind === 'request' && row.copies >= 3 && answeredLate(row, rows),
  );
  const open = unanswered.at(-1) ?? late.at(-1);
  const gaveUp = facts.find((fact) => fact.code === 'message.gave-up' || fact.code === 'ike.peer-dead');
  if (open !== undefined && (gaveUp !== undefined || open.copies >= 3)) {
    return made(
      rekeying || open.exchange === 'CREATE_CHILD_SA' ? 'rekey' : 'child',
      'silent',
      'unknown',
      null,
      open.sender,
      `${open.exchange} answer`,
    );
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
  // Nobody shows the messages, and a record says that it was given up in quick mode.
  const gaveQuick = facts.find(
    (fact) =>
      fact.code === 'message.gave-up' &&
      fact.args['hint'] === 'quick-mode' &&
      (lastChild === undefined || after(fact, lastChild)),
  );
  if (gaveQuick !== undefined && quickRows.length === 0)
    return made(rekeying ? 'rekey' : 'child', 'silent', 'unknown', null, gaveQuick.role, 'Quick Mode answer');
  const third = quickRows.find((row) => row.step === 'Quick Mode message 3');
  const hosts = new Set(children.map((fact) => fact.role));
  if (
    version === 1 &&
    third !== undefined &&
    third.processed !== 'yes' &&
    (third.seenArriving === 'no' || quickRows.some((row) => row.sender !== third.sender && row.copies > 2)) &&
    ((hosts.size === 1 && hosts.has(third.sender)) || (children.length === 0 && third.copies > 2))
  ) {
    return made('child', 'silent', 'path', null, third.sender, third.step);
  }
  if (version === 1 && rekeying === false && (established.initiator || established.responder)) {
    const quick = rows.filter((row) => row.exchange === 'Quick Mode');
    const lastQuick = quick.at(-1);
    if (lastQuick !== undefined && quick.length < 3)
      return made('child', 'silent', 'unknown', null, lastQuick.sender, 'Quick Mode answer');
  }
  const waiting = peerLost(rows, facts);
  return waiting === null ? null : made('established', 'silent', 'unknown', null, waiting, 'INFORMATIONAL answer');
}

/** The end that asked for a sign of life (RFC 7296 2.4, RFC 3706) and gave up waiting for it. Who deletes the SA does not mind. */
function peerLost(rows: readonly LedgerRow[], facts: readonly Fact[]): Role | null {
  const leaving = (fact: Fact): boolean =>
    facts.some(
      (other) => (other.code === 'delete.sent' || other.code === 'operator.terminate') && other.role === fact.role,
    );
  const asks = rows.some(
    (row) =>
      row.exchange.toUpperCase() === 'INFORMATIONAL' &&
      row.kind !== 'response' &&
      row.answered !== 'yes' &&
      row.copies > 1 &&
      !row.payloads.includes('D'),
  );
  const lost = facts.find(
    (fact) => (fact.code === 'ike.peer-dead' || (asks && fact.code === 'message.gave-up')) && !leaving(fact),
  );
  return lost?.role ?? null;
}

/** The answer came more than a second after the last repetition: the asker had given up by then. */
function answeredLate(row: LedgerRow, rows: readonly LedgerRow[]): boolean {
  const answer = rows.find(
    (other) => other.exchange === row.exchange && other.messageId === row.messageId && other.kind === 'response',
  );
  if (answer === undefined) return true;
  if (row.at === null || answer.at === null) return false;
  let last = row.at;
  for (const { ns, lastNs } of row.sightings) {
    if (ns !== null && lastNs !== null && row.at + (lastNs - ns) > last) last = row.at + (lastNs - ns);
  }
  return answer.at - last > 1_000_000_000n;
}
