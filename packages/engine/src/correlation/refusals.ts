import { factEntry, type FactEntry } from '../observations/index.ts';
import { isErrorNotify, notifyName } from './notify-names.ts';
import { firstExchanges } from './steps.ts';
import { type Fact, type LedgerRow, type Role, otherRole } from './types.ts';

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
export const retries = new Set(['INVALID_KE_PAYLOAD', 'COOKIE']);

export function isFirst(row: LedgerRow): boolean {
  return firstExchanges.has(row.exchange);
}

export function collectRefusals(rows: readonly LedgerRow[], facts: readonly Fact[]): Refusal[] {
  const refusals: Refusal[] = [];
  for (const row of rows) {
    for (const notify of row.notifies) {
      if (!notify.error) continue;
      refusals.push({
        notify: notify.name,
        sender: row.sender,
        exchange: row.exchange,
        // Whether an Informational of IKEv1 was under keys its line may leave open.
        encrypted: row.encrypted ?? (row.exchange === 'Informational' && !notify.encrypted ? null : notify.encrypted),
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
    const same = refusals.findIndex((known) => known.notify === name && known.sender === sender);
    if (same >= 0) {
      const known = refusals[same];
      if (known !== undefined && known.encrypted === null && fact.args['encrypted'] === true)
        refusals[same] = { ...known, encrypted: true };
      continue;
    }
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

export const childNotifies = new Set([
  'NO_PROPOSAL_CHOSEN',
  'TS_UNACCEPTABLE',
  'SINGLE_PAIR_REQUIRED',
  'INVALID_ID_INFORMATION',
  'NO_ADDITIONAL_SAS',
  'INVALID_KE_PAYLOAD',
  'INVALID_SYNTAX',
  'INVALID_SELECTORS',
]);

export const addressNotifies = new Set(['INTERNAL_ADDRESS_FAILURE', 'FAILED_CP_REQUIRED']);

export const keyNotifies = new Set([
  'PAYLOAD_MALFORMED',
  'INVALID_SYNTAX',
  'INVALID_HASH_INFORMATION',
  'INVALID_PAYLOAD_TYPE',
  'UNEQUAL_PAYLOAD_LENGTHS',
  'INVALID_EXCHANGE_TYPE',
  'INVALID_KEY_INFORMATION',
  'INVALID_COOKIE',
]);

export function isFirstExchange(exchange: string): boolean {
  return firstExchanges.has(exchange);
}

export function after(fact: Fact, other: Fact): boolean {
  if (fact.host === other.host && fact.src.artifact === other.src.artifact) return fact.seq > other.seq;
  return true;
}

/** INVALID_KE_PAYLOAD and the like are healthy when a later message of the same exchange kind succeeds. */
export function answeredLater(refusal: Refusal, rows: readonly LedgerRow[], children: readonly Fact[]): boolean {
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

/** The part of a negotiation that a fact ends. A list of revoked certificates that cannot be had ends it only where the policy insists. */
export function endsOf(fact: Fact): FactEntry['ends'] {
  const entry: FactEntry = factEntry(fact.code);
  return fact.code === 'auth.revocation-unreachable' && fact.args['strict'] === true ? 'auth' : entry.ends;
}

/** An end recorded in the end (`final`) that it found no policy, version or proposal for the first exchange. */
export function decidedFirst(fact: Fact): boolean {
  return fact.args['final'] === true && fact.args['protocol'] !== 'ESP' && fact.args['protocol'] !== 'AH';
}

/** The last decision that ends the exchange; weak ones only when no strong one is there. */
export function strongest(facts: readonly Fact[]): Fact | null {
  let weak: Fact | null = null;
  let strong: Fact | null = null;
  let child: Fact | null = null;
  for (const fact of facts) {
    if (endsOf(fact) === undefined || fact.role === null) continue;
    if (factEntry(fact.code).weak === true) weak = fact;
    else if (fact.code === 'child.failed') continue;
    else if (endsOf(fact) === 'child') child = fact;
    // A code that says no more than that somebody refused stands behind what names the reason.
    else if (fact.code === 'auth.refused-generally' && strong !== null) continue;
    else strong = fact;
  }
  // Authentication comes before the child: who refuses it also makes the other end's child moot.
  return strong ?? weak ?? child;
}
