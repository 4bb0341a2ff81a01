import { otherRole, type LedgerRow, type Manner, type Phase, type Role } from './types.ts';

/** What an Informational at the wrong moment tells by its shape alone. */
export interface Aside {
  readonly phase: Phase;
  readonly manner: Manner;
  readonly decidedBy: Role;
  readonly next: string;
}

const turns = new Set(['Main Mode', 'Aggressive Mode', 'Quick Mode', 'Transaction']);

/**
 * IKEv1 by its shape: an encrypted Informational where the next message of the exchange was due is a refusal. An end that can
 * read it stops; one that goes on repeating cannot, because the keys of the two differ (RFC 2409 5.4). XAUTH that ends
 * after its status message was refused.
 */
export function answeredAside(rows: readonly LedgerRow[]): Aside | null {
  const main = rows.filter((row) => turns.has(row.exchange));
  const last = main.at(-1);
  if (last === undefined) return null;
  if (last.exchange === 'Transaction') {
    const own = main.filter((row) => row.exchange === 'Transaction');
    const opener = own[0]?.sender;
    const exchanges = new Set(own.map((row) => row.messageId)).size;
    if (exchanges < 2 || opener === undefined) return null;
    return { phase: 'user', manner: 'refused', decidedBy: opener, next: 'Quick Mode message 1' };
  }
  const decider = otherRole(last.sender);
  const all = rows.filter(
    (row) => row.exchange === 'Informational' && row.encrypted === true && row.sender === decider,
  );
  const prompt = all.some(
    (row) => row.at === null || last.at === null || (row.at >= last.at && row.at - last.at < 500_000_000n),
  );
  if (!prompt) return null;
  if (last.exchange === 'Quick Mode') {
    if (last.step !== 'Quick Mode message 1') return null;
    return { phase: 'child', manner: 'refused', decidedBy: decider, next: 'Quick Mode message 2' };
  }
  const second = last.exchange === 'Aggressive Mode' && last.sender === 'responder';
  if (last.encrypted !== true && !second) return null;
  if (last.exchange === 'Main Mode' && last.sender === 'responder') return null;
  const deaf = last.exchange === 'Main Mode' && last.copies > 1 && all.length > 1;
  return {
    phase: 'auth',
    manner: deaf ? 'undecryptable' : 'refused',
    decidedBy: decider,
    next: deaf ? last.step : 'authentication',
  };
}
