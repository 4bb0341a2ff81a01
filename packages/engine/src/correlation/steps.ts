import type { Role } from './types.ts';

/**
 * Names of exchanges as different sources write them, on one spelling (RFC 7296 section 3.1 and the names of RFC 2409).
 */
const exchangeNames: Readonly<Record<string, string>> = {
  IKE_SA_INIT: 'IKE_SA_INIT',
  IKE_INTERMEDIATE: 'IKE_INTERMEDIATE',
  IKE_AUTH: 'IKE_AUTH',
  CREATE_CHILD_SA: 'CREATE_CHILD_SA',
  INFORMATIONAL: 'INFORMATIONAL',
  IKE_SESSION_RESUME: 'IKE_SESSION_RESUME',
  IKE_FOLLOWUP_KE: 'IKE_FOLLOWUP_KE',
  ID_PROT: 'Main Mode',
  MAIN_MODE: 'Main Mode',
  'IDENTITY PROTECTION (MAIN MODE)': 'Main Mode',
  'IDENTITY PROTECTION': 'Main Mode',
  'MAIN MODE': 'Main Mode',
  AGGRESSIVE: 'Aggressive Mode',
  'AGGRESSIVE MODE': 'Aggressive Mode',
  QUICK_MODE: 'Quick Mode',
  'QUICK MODE': 'Quick Mode',
  INFORMATIONAL_V1: 'Informational',
  TRANSACTION: 'Transaction',
  'TRANSACTION (CONFIG MODE)': 'Transaction',
  'MODE CONFIG': 'Transaction',
  NEW_GROUP_MODE: 'New Group Mode',
  'NEW GROUP MODE': 'New Group Mode',
  BASE: 'Base',
};

/** The one spelling of an exchange name; unknown names stay as they are. IKEv1 INFORMATIONAL is told from IKEv2 by the version. */
export function exchangeName(name: string, version: 1 | 2 | null): string {
  const found = exchangeNames[name.toUpperCase()] ?? name;
  return found === 'INFORMATIONAL' && version === 1 ? 'Informational' : found;
}

/** Exchanges that set the IKE SA up, in order, per version. */
export const firstExchanges: ReadonlySet<string> = new Set([
  'IKE_SA_INIT',
  'IKE_SESSION_RESUME',
  'Main Mode',
  'Aggressive Mode',
  'Base',
]);

/** Number of a main mode (1–6), aggressive mode (1–3) or quick mode (1–3) message out of its sender and turn (0 = that sender's first). */
export function turnNumber(sender: Role, round: number, opener: Role): number {
  return sender === opener ? round * 2 + 1 : round * 2 + 2;
}

/** What people call a message. `opener` is the role that opened the exchange. */
export function stepLabel(
  exchange: string,
  kind: 'request' | 'response' | 'message',
  sender: Role,
  round: number,
  opener: Role,
): string {
  if (exchange === 'Main Mode' || exchange === 'Aggressive Mode' || exchange === 'Quick Mode') {
    return `${exchange} message ${turnNumber(sender, round, opener)}`;
  }
  if (kind === 'message') return exchange;
  const again = round > 0 ? ` (${round + 1})` : '';
  return `${exchange} ${kind}${again}`;
}

/** Each end's turn in main mode (0 to 2) by what the message carries: the record may begin after those before it (RFC 2409 5). */
export function mainModeRound(payloads: readonly string[]): number {
  if (payloads.includes('KE')) return 1;
  return payloads.includes('ID') ? 2 : 0;
}
