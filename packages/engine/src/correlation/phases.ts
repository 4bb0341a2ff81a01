import { type Refusal, addressNotifies, childNotifies, isFirstExchange, keyNotifies, retries } from './refusals.ts';
import { turnNumber } from './steps.ts';
import type { LedgerRow, Phase } from './types.ts';

/** 1 to 6, also where records of those before it are gone. */
function mainModeNumber({ sender, sightings }: LedgerRow): number {
  return turnNumber(sender, sightings[0]?.round ?? 0, 'initiator');
}

export function phaseOfRow(version: 1 | 2 | null, row: LedgerRow, rows: readonly LedgerRow[]): Phase {
  if (row.exchange === 'IKE_INTERMEDIATE') return 'keys';
  if (row.exchange === 'IKE_AUTH') return phaseOfAuth(rows);
  if (row.exchange === 'Transaction') return 'user';
  if (row.exchange === 'Main Mode') {
    const turn = mainModeNumber(row);
    if (row.encrypted === true || turn >= 5) return 'auth';
    return turn >= 3 ? 'keys' : 'first';
  }
  if (row.exchange === 'Aggressive Mode')
    return rows.filter((other) => other.exchange === 'Aggressive Mode').length >= 3 ? 'auth' : 'first';
  if (row.exchange === 'Quick Mode' || row.exchange === 'CREATE_CHILD_SA') return 'child';
  return version === 2 && row.kind === 'response' && row.exchange === 'IKE_SA_INIT' ? 'first' : 'first';
}

/** The phase of what should follow a message that arrived. */
export function phaseAfter(version: 1 | 2 | null, row: LedgerRow, rows: readonly LedgerRow[]): Phase {
  if (row.notifies.some((notify) => retries.has(notify.name))) return 'first';
  if (row.exchange === 'Main Mode') {
    const turn = mainModeNumber(row);
    return turn <= 2 ? 'keys' : 'auth';
  }
  if (row.exchange === 'IKE_SA_INIT' || row.exchange === 'IKE_INTERMEDIATE' || row.exchange === 'Aggressive Mode')
    return 'auth';
  return phaseOfRow(version, row, rows);
}

export function phaseOfRefusal(
  version: 1 | 2 | null,
  refusal: Refusal,
  rows: readonly LedgerRow[],
  auth: boolean,
): Phase {
  if (isFirstExchange(refusal.exchange) && version === 2) return 'first';
  // It answers the replacement of a child and nothing else (RFC 7296 2.25).
  if (refusal.notify === 'CHILD_SA_NOT_FOUND') return 'rekey';
  if (addressNotifies.has(refusal.notify)) return 'user';
  if (
    refusal.exchange === 'CREATE_CHILD_SA' ||
    refusal.exchange === 'Quick Mode' ||
    refusal.notify === 'TS_UNACCEPTABLE' ||
    refusal.notify === 'SINGLE_PAIR_REQUIRED'
  )
    return 'child';
  // Under the keys of phase 1, with nothing of phase 1 around it: what is refused is of quick mode (RFC 2409 5.5).
  const informed = rows.every((row) => row.exchange === 'Informational');
  if (informed && version !== 2 && refusal.encrypted === true && refusal.notify === 'NO_PROPOSAL_CHOSEN')
    return 'child';
  // Alone: an identity is refused with the selectors of quick mode, a payload of garbage is the first one that is encrypted.
  if (informed && version !== 2 && (refusal.exchange === '' || rows.length > 0)) {
    if (refusal.notify === 'INVALID_ID_INFORMATION') return 'child';
    if (refusal.notify === 'PAYLOAD_MALFORMED' || refusal.notify === 'INVALID_HASH_INFORMATION') return 'auth';
  }
  if (refusal.notify === 'AUTHENTICATION_FAILED')
    // Alone, without any message around it, it is about authentication: that is what the notify is for. IKEv2 says so of nothing else
    // (RFC 7296 2.21.2), also where a log has lost the message.
    return version === 2 || auth || refusal.encrypted === true || rows.length === 0 || rows.length > 2
      ? 'auth'
      : 'first';
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
  if (auth || refusal.exchange === 'IKE_AUTH')
    return childNotifies.has(refusal.notify) && refusal.notify !== 'INVALID_SYNTAX' ? 'child' : 'auth';
  return 'first';
}

/** Authentication of the computers, or of the user (EAP rounds, XAUTH). */
export function phaseOfAuth(rows: readonly LedgerRow[]): Phase {
  const transaction = rows.some((row) => row.exchange === 'Transaction');
  const eap = rows.filter((row) => row.exchange === 'IKE_AUTH' && row.kind === 'response').length > 1;
  return transaction || eap ? 'user' : 'auth';
}

/** What the exchange wants next after a message (expectation tables of RFC 7296 section 1.2 and RFC 2409 section 5). */
export function nextStep(last: LedgerRow, rows: readonly LedgerRow[]): string {
  switch (last.exchange) {
    case 'Main Mode': {
      return `Main Mode message ${Math.min(mainModeNumber(last) + 1, 6)}`;
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
