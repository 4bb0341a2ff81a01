import type { ArgValue, FactCode } from '../../observations/index.ts';
import type { Pair, Serial, Session } from './state.ts';
import type { Step } from './types.ts';

/** A message to be told: `message.generated` or `message.parsed` with its arguments. */
export interface ToldMessage {
  readonly code: FactCode;
  readonly args: Record<string, ArgValue>;
}

function told(
  direction: string,
  exchange: string,
  kind: string,
  messageId: number | null,
  payloads: readonly string[],
): ToldMessage {
  return {
    code: direction === 'out' ? 'message.generated' : 'message.parsed',
    args: { exchange, role: kind, messageId, payloads: [...payloads] },
  };
}

function pairOf(session: Session, name: string): Pair {
  let pair = session.pairs.get(name);
  if (pair === undefined) {
    pair = { requests: 0, responses: 0, again: false };
    session.pairs.set(name, pair);
  }
  return pair;
}

function opposite(direction: string): string {
  return direction === 'out' ? 'in' : 'out';
}

/**
 * Which messages a step tells of, earlier ones of the same exchange included when the session's start was seen: that a
 * daemon answers message 2 proves that it took it in. Each message is told once.
 */
export function messagesOf(
  session: Session,
  serial: Serial | null,
  step: Step,
  payloads: readonly string[],
  messageId: number | null,
): ToldMessage[] {
  const words = step.split(' ');
  const direction = words[0] ?? 'in';
  const last = words[words.length - 1] ?? '';
  const exchange = words.slice(1, -1).join(' ');
  if (exchange === 'Transaction') return [told(direction, exchange, 'message', messageId, payloads)];
  if (/^[0-9]$/.test(last)) return numbered(session, serial, direction, exchange, Number(last), messageId);
  return paired(session, direction, exchange, last, payloads, messageId);
}

/** IKEv1: messages of an exchange go to and fro, so the direction of one fixes that of all. */
function numbered(
  session: Session,
  serial: Serial | null,
  direction: string,
  exchange: string,
  number: number,
  messageId: number | null,
): ToldMessage[] {
  const quick = exchange === 'Quick Mode';
  const done = quick ? serial?.quick : session.phase1;
  if (done === undefined || done.has(number)) return [];
  if (!quick && (exchange === 'Main Mode' || exchange === 'Aggressive Mode')) session.exchange = exchange;
  const found: ToldMessage[] = [];
  const complete = quick ? done.size > 0 || serial?.opened !== null : session.started || done.size > 0;
  for (let n = complete ? 1 : number; n <= number; n++) {
    if (done.has(n)) continue;
    done.add(n);
    const same = (number - n) % 2 === 0;
    found.push(told(same ? direction : opposite(direction), exchange, 'message', quick ? messageId : null, []));
  }
  return found;
}

/** IKEv2: requests are answered one by one (window of one). */
function paired(
  session: Session,
  direction: string,
  exchange: string,
  kind: string,
  payloads: readonly string[],
  messageId: number | null,
): ToldMessage[] {
  const own = (kind === 'request') === (direction === 'out');
  const name = `${own ? 'out' : 'in'} ${exchange}`;
  const pair = pairOf(session, name);
  const found: ToldMessage[] = [];
  const initial = exchange === 'IKE_SA_INIT' || exchange === 'IKE_AUTH' || exchange === 'IKE_INTERMEDIATE';
  const request = (): void => {
    pair.requests++;
    pair.again = false;
    let id: number | null = null;
    if (exchange === 'IKE_SA_INIT') id = 0;
    else if (initial) id = (own ? session.ownId : session.peerId) + 1;
    if (kind === 'request' && messageId !== null) id = messageId;
    if (initial && id !== null) {
      // Without the start of the session IKE_AUTH is message 1 unless IKE_INTERMEDIATE came between.
      if (id === 0 && exchange !== 'IKE_SA_INIT') id = 1;
      if (own) session.ownId = id;
      else session.peerId = id;
    }
    found.push(told(own ? 'out' : 'in', exchange, 'request', id, kind === 'request' ? payloads : []));
  };
  if (kind === 'request') {
    // The peer's first request may be told by several lines; a further one only after an answer, or when it shows its payloads.
    if (!own && pair.requests > pair.responses && (payloads.length === 0 || exchange === 'IKE_SA_INIT')) return [];
    if (own && exchange === 'IKE_SA_INIT' && pair.requests > pair.responses) return [];
    request();
    return found;
  }
  if (pair.responses >= pair.requests) {
    if (!(pair.again || (initial && pair.requests === 0 && session.started) || exchange === 'IKE_AUTH')) return [];
    if (pair.requests > 0 && !pair.again) return [];
    if (session.started || pair.again) request();
    else pair.requests++;
  }
  pair.responses = pair.requests;
  const current = own ? session.ownId : session.peerId;
  const id =
    messageId ??
    (exchange === 'IKE_SA_INIT' ? 0 : initial && current >= 0 ? current : exchange === 'IKE_AUTH' ? 1 : null);
  found.push(told(own ? 'in' : 'out', exchange, 'response', id, payloads));
  return found;
}
