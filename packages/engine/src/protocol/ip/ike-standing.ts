import type { Standing } from './ike-groups.ts';
import type { MessageStore } from './message-store.ts';

/** Exchange types (RFC 7296 3.1, RFC 2408 3.1 and RFC 2409). */
const saInit = 34;
const ikeAuth = 35;
const createChild = 36;
const informational = 37;
const informationalV1 = 5;
const quickMode = 32;

const flagEncrypted = 1;
const flagInitiator = 8;
const flagResponse = 32;

/** An encrypted answer of at most so many bytes has room for a notify and nothing else (RFC 7296 2.21.2). */
const smallAnswer = 100;
/** Who speaks again so soon after its authentication was answered takes leave. */
const goodbyeNanoseconds = 60_000_000;
/** So many copies of one message are no accident. */
const manyCopies = 3;

/** IKEv2: the message is a whole encrypted one of a header that holds together. */
function exchangeOf(store: MessageStore, id: number): number {
  return store.byte(id, 18);
}

function nanosecondsBetween(store: MessageStore, from: number, to: number): number {
  const { seconds, nanoseconds } = store.column;
  return ((seconds[to] ?? 0) - (seconds[from] ?? 0)) * 1e9 + ((nanoseconds[to] ?? 0) - (nanoseconds[from] ?? 0));
}

/** An exchange of one of the two ends, by its type (below 256) and message id, as a number. */
function keyOf(ofResponder: boolean, exchange: number, messageId: number): number {
  return (messageId >>> 0) * 512 + exchange * 2 + (ofResponder ? 1 : 0);
}

/** What a group looks like by headers and sizes alone; `messages` are those of the group that are held, in order. */
export function standingOf(store: MessageStore, messages: readonly number[], settled: boolean): Standing {
  const first = messages[0];
  if (first === undefined) return 'half-open';
  const version = store.byte(first, 17) >> 4;
  for (const id of messages) {
    // Cut off, or of another version than the first.
    if (store.byte(id, 17) >> 4 !== version || !store.isWhole(id)) return 'telling';
    if (store.word(id, 24) !== (store.column.length[id] ?? 0)) return 'telling';
    if ((store.column.copies[id] ?? 1) >= manyCopies) return 'telling';
  }
  if (version === 2) return standingV2(store, messages, settled);
  if (version === 1) return standingV1(store, messages, settled);
  return 'telling';
}

function standingV2(store: MessageStore, messages: readonly number[], settled: boolean): Standing {
  if (!settled && messages.every((id) => exchangeOf(store, id) === saInit) && !refusedFirst(store, messages))
    return 'half-open';
  const open = new Set<number>();
  let authenticated = -1;
  let midway = true;
  for (const [i, id] of messages.entries()) {
    const exchange = exchangeOf(store, id);
    const flags = store.byte(id, 19);
    const answer = (flags & flagResponse) !== 0;
    const own = (flags & flagInitiator) !== 0;
    if (exchange === saInit) midway = false;
    if (exchange === ikeAuth && answer) authenticated = id;
    const length = store.column.length[id] ?? 0;
    if (answer && exchange === createChild && length <= smallAnswer) return 'telling';
    if (exchange !== saInit && exchange !== ikeAuth && exchange !== createChild && exchange !== informational)
      return 'telling';
    const key = keyOf(own === answer, exchange, store.word(id, 20));
    if (answer) open.delete(key);
    else open.add(key);
    if (
      exchange === informational &&
      !answer &&
      own &&
      authenticated >= 0 &&
      store.word(id, 20) === store.word(authenticated, 20) + 1 &&
      i >= messages.length - 2 &&
      nanosecondsBetween(store, authenticated, id) < goodbyeNanoseconds
    )
      return 'telling';
  }
  if (open.size > 0) return 'telling';
  if (authenticated < 0) return midway ? 'ordinary' : 'telling';
  return (store.column.length[authenticated] ?? 0) <= smallAnswer ? 'telling' : 'ordinary';
}

/** The first payload of an answer is a notify: a refusal, or a cookie or group that nothing followed. */
function refusedFirst(store: MessageStore, messages: readonly number[]): boolean {
  const last = messages.at(-1);
  return last !== undefined && (store.byte(last, 19) & flagResponse) !== 0 && store.byte(last, 16) === 41;
}

function standingV1(store: MessageStore, messages: readonly number[], settled: boolean): Standing {
  const encrypted = (id: number): boolean => (store.byte(id, 19) & flagEncrypted) !== 0;
  const clear = messages.some((id) => exchangeOf(store, id) === informationalV1 && !encrypted(id));
  if (clear) return 'telling';
  if (!settled) return 'half-open';
  const quick = new Map<number, number>();
  for (const id of messages) {
    const exchange = exchangeOf(store, id);
    if (exchange !== 2 && exchange !== 4 && exchange !== quickMode && exchange !== informationalV1) return 'telling';
    if (exchange !== quickMode) continue;
    const number = store.word(id, 20);
    quick.set(number, (quick.get(number) ?? 0) + 1);
  }
  return quick.size > 0 && [...quick.values()].every((count) => count === 3) ? 'ordinary' : 'telling';
}

/**
 * Messages of a group that say nothing any more: exchanges after the set-up that were answered, without a repetition to speak of and
 * without the size of a refusal. The set-up and the last messages are never among them.
 */
export function routineOf(store: MessageStore, messages: readonly number[], before: number): number[] {
  const routine: number[] = [];
  const asked = new Map<number, number>();
  const rest = messages.slice(0, -2);
  const quick = new Map<number, number[]>();
  for (const id of rest) {
    if ((store.column.copies[id] ?? 1) >= manyCopies || (store.column.lastSeconds[id] ?? 0) >= before) continue;
    const version = store.byte(id, 17) >> 4;
    const exchange = exchangeOf(store, id);
    const flags = store.byte(id, 19);
    if (version === 1) {
      if ((flags & flagEncrypted) === 0) continue;
      if (exchange === informationalV1) routine.push(id);
      else if (exchange === quickMode) {
        const number = store.word(id, 20);
        quick.set(number, [...(quick.get(number) ?? []), id]);
      }
      continue;
    }
    if (version !== 2 || (exchange !== createChild && exchange !== informational) || store.byte(id, 16) !== 46)
      continue;
    const answer = (flags & flagResponse) !== 0;
    const own = (flags & flagInitiator) !== 0;
    const key = keyOf(own === answer, exchange, store.word(id, 20));
    if (!answer) asked.set(key, id);
    else {
      const request = asked.get(key);
      const refused = exchange === createChild && (store.column.length[id] ?? 0) <= smallAnswer;
      if (request !== undefined && !refused) routine.push(request, id);
      asked.delete(key);
    }
  }
  // The first quick mode belongs to the set-up.
  for (const [i, ids] of [...quick.values()].entries()) if (i > 0 && ids.length === 3) routine.push(...ids);
  return routine;
}
