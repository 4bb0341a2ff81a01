import type { EventDesk } from './desk.ts';
import type { WindowsEvent } from './event.ts';
import { legacyAuthFailed, legacyEstablished, legacyFailed, legacyProposalRefused } from './legacy.ts';
import { mainEnded, mainEstablished, mainFailed, quickEnded, quickEstablished, quickFailed } from './negotiation.ts';
import { address, field } from './fields.ts';
import { versionOf } from './words.ts';

type Teller = (desk: EventDesk, event: WindowsEvent) => void;

/** 4976 to 4978: a message of a negotiation that is none. */
const invalidMessage: Teller = (desk, event) => {
  const local = address(field(event, 'LocalAddress'));
  const peer = address(field(event, 'RemoteAddress'));
  const session = desk.goesOn({
    version: versionOf(field(event, 'KeyModName')),
    local: local === null ? null : { address: local, port: 0 },
    peer: peer === null ? null : { address: peer, port: 0 },
  });
  desk.say(
    session,
    'message.ignored',
    { exchange: event.id === 4977 ? 'Quick Mode' : 'Main Mode', what: 'invalid negotiation packet' },
    event,
  );
};

const tellers: Readonly<Record<number, Teller>> = {
  541: legacyEstablished,
  542: quickEnded,
  543: mainEnded,
  544: legacyAuthFailed,
  545: legacyAuthFailed,
  546: legacyProposalRefused,
  547: legacyFailed,
  4650: mainEstablished,
  4651: mainEstablished,
  4652: mainFailed,
  4653: mainFailed,
  4654: quickFailed,
  4655: mainEnded,
  4976: invalidMessage,
  4977: invalidMessage,
  4978: invalidMessage,
  4979: mainEstablished,
  4980: mainEstablished,
  4981: mainEstablished,
  4982: mainEstablished,
  4983: mainFailed,
  4984: mainFailed,
  5451: quickEstablished,
  5452: quickEnded,
};

/** Numbers of records of a negotiation. */
export const negotiationIds: readonly number[] = Object.keys(tellers).map(Number);

/** Who tells of a negotiation: records of the Security log only, as other sources use the same numbers for other things. */
export function negotiationTeller(provider: string | null, channel: string | null, id: number): Teller | null {
  const name = (provider ?? channel ?? '').toLowerCase();
  return name === 'security' || name === 'microsoft-windows-security-auditing' ? (tellers[id] ?? null) : null;
}
