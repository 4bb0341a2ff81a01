import type {
  ProbeDoor,
  ProbeExchange,
  ProbeRefusal,
  ProbeReply,
  ProbeTest,
} from '@ipsec-doctor/engine/document/probe-types';
import { nonEspMarker, type ProbeRequest } from '@ipsec-doctor/engine/probe/first-message';
import { readReply } from '@ipsec-doctor/engine/probe/read-reply';
import type { Door } from './sockets.ts';

/** How patiently a test is made. */
export interface Patience {
  /** Copies of a message nobody answers. */
  readonly tries: number;
  /** Milliseconds to the second copy; each next wait is twice as long, as RFC 7296 section 2.4 has it. */
  readonly firstWaitMs: number;
  /** Milliseconds to go on listening after an answer: what comes then was not asked for. */
  readonly listenMs: number;
}

export interface Test {
  readonly test: ProbeTest;
  readonly door: ProbeDoor;
  readonly port: number;
  readonly offered: readonly string[];
  readonly request: Omit<ProbeRequest, 'local' | 'initiatorSpi'> & { readonly initiatorSpi: string };
  /** The message; `after` is the answer that asked for another one (a cookie, another group), once each. Null: it cannot be made. */
  readonly message: (local: ProbeRequest['local'], after: readonly ProbeReply[]) => Uint8Array | null;
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000;

function marked(test: Test, message: Uint8Array): Uint8Array {
  if (test.door === 'udp-500') return message;
  const bytes = Buffer.concat([nonEspMarker, message]);
  if (test.door === 'udp-4500') return new Uint8Array(bytes);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length + 2);
  return new Uint8Array(Buffer.concat([length, bytes]));
}

/** Most second messages: one for a cookie, one for another group. */
export const secondMessages = 2;

interface Account {
  sent: number;
  bytes: number;
  replies: ProbeReply[];
  refusal: ProbeRefusal | null;
  roundTripMs: number | null;
  firstSentAt: number;
  answeredAt: number;
  lastBytes: Uint8Array | null;
  copies: number[];
}

/** Sends a first message through a door until it is answered, goes on as the answer asks, and listens on. Never sends more than planned. */
export async function runTest(test: Test, door: Door, patience: Patience): Promise<ProbeExchange> {
  const account: Account = {
    sent: 0,
    bytes: 0,
    replies: [],
    refusal: null,
    roundTripMs: null,
    firstSentAt: door.now(),
    answeredAt: 0,
    lastBytes: null,
    copies: [],
  };
  const asked: ProbeReply[] = [];
  for (let turn = 0; turn <= secondMessages; turn++) {
    const message = test.message(door.local, asked);
    if (message === null) break;
    const answer = await ask(test, marked(test, message), door, patience, account);
    if (answer === null) break;
    const again =
      (answer.kind === 'cookie' && answer.cookie !== null) ||
      (answer.kind === 'invalid-ke' && answer.wantedGroup !== null);
    if (!again || asked.some(({ kind }) => kind === answer.kind)) break;
    asked.push(answer);
  }
  const listened = account.replies.length > 0 ? await listen(test, door, patience.listenMs, account) : 0;
  door.close();
  return {
    test: test.test,
    door: test.door,
    port: test.port,
    bytes: account.bytes,
    offered: test.offered,
    sent: account.sent,
    outcome: outcomeOf(test, account),
    refusal: account.replies.some(({ kind }) => kind !== 'stray' && kind !== 'malformed') ? null : account.refusal,
    roundTripMs: account.roundTripMs,
    replies: account.replies,
    retransmissions: account.copies.map((ms) => Math.round(ms)),
    listenedMs: Math.round(listened),
  };
}

function outcomeOf(test: Test, account: Account): ProbeExchange['outcome'] {
  const kinds = new Set(account.replies.map(({ kind }) => kind));
  if (kinds.has('accepted')) return 'accepted';
  if (kinds.has('refused')) return 'refused';
  if (kinds.has('cookie') || kinds.has('invalid-ke') || kinds.has('other')) return 'answered';
  if (kinds.has('malformed') || kinds.has('stray')) return 'unintelligible';
  if (test.door === 'tcp-4500') return 'connected';
  return account.refusal === null ? 'silent' : 'unreachable';
}

/** One message and its copies, until an answer that fits; null when none came. */
async function ask(
  test: Test,
  bytes: Uint8Array,
  door: Door,
  patience: Patience,
  account: Account,
): Promise<ProbeReply | null> {
  let wait = patience.firstWaitMs;
  let copies = 0;
  account.bytes = Math.max(account.bytes, bytes.length);
  const tries = test.door === 'tcp-4500' ? 1 : patience.tries;
  for (let copy = 0; copy < tries; copy++) {
    const sentAt = door.now();
    if (account.sent === 0) account.firstSentAt = sentAt;
    const refused = await door.send(bytes);
    account.sent++;
    copies++;
    if (refused !== null) {
      account.refusal ??= refused;
      if (refused !== 'port-unreachable') return null;
    }
    const until = sentAt + wait;
    for (;;) {
      const left = until - door.now();
      if (left <= 0) break;
      const { datagram, refusal } = await door.hear(left);
      if (refusal !== null) {
        account.refusal ??= refusal;
        return null;
      }
      if (datagram === null) break;
      const reply = take(test, datagram.bytes, datagram.at, door, account);
      if (reply === null || reply.kind === 'stray' || reply.kind === 'malformed') continue;
      account.roundTripMs = copies === 1 ? round(datagram.at - sentAt) : null;
      account.answeredAt = datagram.at;
      account.lastBytes = datagram.bytes;
      return reply;
    }
    wait *= 2;
  }
  return null;
}

const maxReplies = 16;

function take(test: Test, bytes: Uint8Array, at: number, door: Door, account: Account): ProbeReply | null {
  const reply = readReply(
    bytes,
    { ...test.request, local: door.local },
    round(at - account.firstSentAt),
    test.door !== 'udp-500',
  );
  if (account.replies.length >= maxReplies) return null;
  account.replies.push(reply);
  return reply;
}

/** Copies of the answer that come by themselves: the peer retransmits. */
async function listen(test: Test, door: Door, ms: number, account: Account): Promise<number> {
  const began = door.now();
  let last = account.answeredAt;
  while (door.now() - began < ms) {
    const { datagram, refusal } = await door.hear(ms - (door.now() - began));
    if (datagram === null || refusal !== null) break;
    const same = account.lastBytes !== null && Buffer.compare(datagram.bytes, account.lastBytes) === 0;
    take(test, datagram.bytes, datagram.at, door, account);
    if (same) account.copies.push(datagram.at - last);
    if (same) last = datagram.at;
  }
  return door.now() - began;
}
