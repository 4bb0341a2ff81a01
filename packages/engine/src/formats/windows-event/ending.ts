import type { ArgValue } from '../../observations/index.ts';
import { mismatchFact, mismatchIn, mismatchWords, type Mismatch } from './attributes.ts';
import { outcomeByNumber, outcomeByText, type OutcomeCode, type Said } from './codes.ts';
import type { EventDesk, EventSession } from './desk.ts';
import type { WindowsEvent } from './event.ts';
import type { Role } from './words.ts';

/** Where in a negotiation an outcome belongs. */
export type Part = 'main' | 'quick' | 'extended';
/** What an outcome is told with: where it was seen, how far it came, who it is. */
export interface Ending {
  readonly part: Part;
  readonly reason: string | null;
  readonly point: 'local' | 'remote' | null;
  readonly role: Role | null;
  readonly version: 1 | 2 | null;
  readonly state: string | null;
  readonly method: string | null;
  /** A code behind the reason, of SSPI as a rule, that says more than it. */
  readonly behind?: number | null;
  /** Whether the peer's cookie is known, and with it that it answered; null: not told. */
  readonly answered?: boolean | null;
  /** A quick mode of no main mode: whether it failed with the main mode that it waited for, the record does not tell. */
  readonly unbound?: boolean;
}
/** An attribute on which the two differ: a refusal of the proposals, or what it means by itself. */
export function tellMismatch(
  desk: EventDesk,
  session: EventSession,
  event: WindowsEvent,
  mismatch: Mismatch,
  quick: boolean,
): void {
  const { code, protocol, args } = mismatchFact(mismatch, quick);
  if (code !== null) {
    desk.say(session, code, args, event);
    return;
  }
  desk.say(session, 'proposal.none-chosen', { protocol, what: mismatchWords(mismatch), final: true }, event);
  desk.say(session, 'proposal.attribute-differs', args, event);
}

/** Says how it ended: as this end decided, or as the peer told it. */
export function tellEnding(desk: EventDesk, session: EventSession, event: WindowsEvent, ending: Ending): void {
  if (ending.method !== null) desk.say(session, 'auth.own-method', { method: ending.method }, event);
  const outcome = (ending.behind == null ? null : outcomeByNumber(ending.behind)) ?? outcomeByText(ending.reason ?? '');
  const what = ending.reason;
  // What the peer sent in the end is an answer, whatever the cookie.
  if (outcome?.code === 13807 && ending.answered === false) {
    tellEnding(desk, session, event, { ...ending, answered: true });
    return;
  }
  // A code of authentication may be that of the main mode which the quick mode waited for.
  if (ending.part === 'quick' && outcome?.quick.some(({ code }) => code.startsWith('auth.')) !== true)
    session.ofChild = true;
  const mismatch = outcome === null ? mismatchIn(ending.reason ?? '') : null;
  if (mismatch !== null) {
    tellMismatch(desk, session, event, mismatch, ending.part === 'quick');
    return;
  }
  if (outcome === null) {
    // Words nobody knows, of another language perhaps: that it failed, and how far it came.
    unknownReason(desk, session, event, ending, true);
    return;
  }
  if (ending.unbound === true && !outcome.quick.some(({ code }) => code.startsWith('auth.'))) {
    if (outcome.quick.every(({ code }) => code === 'message.gave-up')) {
      session.ofChild = false;
      desk.say(session, 'message.gave-up', {}, event);
    } else desk.say(session, 'child.failed', { what, unbound: true }, event);
    return;
  }
  if (ending.point === 'remote' && toldByPeer(desk, session, event, outcome, ending)) return;
  const said = ending.part === 'quick' ? outcome.quick : outcome.main;
  for (const one of said) sayOne(desk, session, event, one, ending, what);
}

/** Codes that tell how it ended here, whoever decided. */
const ownEnd: ReadonlySet<string> = new Set([
  'message.gave-up',
  'ike.ended-unexplained',
  'child.failed',
  'delete.received',
  'ike.deleted',
]);

/** What the peer said of its own decision is its testimony and no statement of this end. */
function toldByPeer(
  desk: EventDesk,
  session: EventSession,
  event: WindowsEvent,
  outcome: OutcomeCode,
  ending: Ending,
): boolean {
  const quick = ending.part === 'quick';
  const said = quick ? outcome.quick : outcome.main;
  if (said.every(({ code }) => ownEnd.has(code))) return false;
  const of = (family: string): boolean => said.some(({ code }) => code.startsWith(family));
  const selectors = quick && of('policy.');
  const notify = selectors
    ? ending.version === 2
      ? 'TS_UNACCEPTABLE'
      : 'INVALID_ID_INFORMATION'
    : (outcome.notify ??
      (of('proposal.') || of('policy.') ? 'NO_PROPOSAL_CHOSEN' : of('auth.') ? 'AUTHENTICATION_FAILED' : null));
  // Its load, its messages, its own state: why it broke off, and no notify stands for it.
  if (notify === null) unknownReason(desk, session, event, ending);
  else
    desk.say(
      session,
      'notify.received',
      {
        notify,
        error: true,
        exchange:
          quick && notify !== 'AUTHENTICATION_FAILED'
            ? ending.version === 2
              ? 'CREATE_CHILD_SA'
              : 'Quick Mode'
            : ending.version === 2
              ? 'IKE_AUTH'
              : 'Main Mode',
      },
      event,
    );
  return true;
}

function sayOne(
  desk: EventDesk,
  session: EventSession,
  event: WindowsEvent,
  { code, args }: Said,
  ending: Ending,
  what: string | null,
): void {
  const more: Record<string, ArgValue> = { ...args };
  if (code === 'message.gave-up') {
    if (ending.part === 'quick') more['hint'] = 'quick-mode';
    else {
      const state = stateOf(ending);
      if (state !== null) more['state'] ??= state;
      if (ending.answered != null) more['answered'] = ending.answered;
    }
  } else if (code === 'ike.ended-unexplained') {
    more['what'] = what;
    Object.assign(more, progressOf(ending));
  } else if (code === 'proposal.none-chosen' || code === 'policy.no-ike-config') {
    if (code === 'policy.no-ike-config') more['remote'] = session.peer?.address ?? null;
  } else if (code.startsWith('auth.') && more['what'] === undefined) more['what'] = what;
  else if (code.startsWith('kernel.') || code.startsWith('policy.') || code === 'child.failed') more['what'] ??= what;
  if (code === 'message.undecryptable') {
    more['exchange'] = 'Main Mode';
    more['what'] = what;
  }
  desk.say(session, code, more, event);
}

/** How far it came: where the record does not say so, a peer that never answered leaves the first message. */
function stateOf(ending: Ending): string | null {
  if (ending.state !== null && !ending.state.endsWith('0')) return ending.state;
  if (ending.answered !== false || ending.state !== null) return ending.state;
  return ending.version === 2 ? 'PARENT_I1' : 'MAIN_I1';
}

function progressOf(ending: Ending): Record<string, ArgValue> {
  const state = stateOf(ending);
  return {
    ...(state === null ? {} : { state }),
    ...(ending.answered == null ? {} : { answered: ending.answered }),
  };
}

/** That it failed, and how far it came. `unread`: in words that no table has. */
function unknownReason(
  desk: EventDesk,
  session: EventSession,
  event: WindowsEvent,
  ending: Ending,
  unread = false,
): void {
  if (ending.part === 'quick') desk.say(session, 'child.failed', { what: ending.reason }, event);
  else
    desk.say(
      session,
      'ike.ended-unexplained',
      { what: ending.reason, ...(unread ? { unread: true } : {}), ...progressOf(ending) },
      event,
    );
}
