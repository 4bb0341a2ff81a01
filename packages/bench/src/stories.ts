import { be16 } from '@ipsec-doctor/engine/protocol/ike/build';
import {
  authenticate,
  initAnswer,
  initNotify,
  initRequest,
  type Ids,
  later,
  lifeV1,
  mainMode,
  type Proof,
  quickMode,
  refusalV1,
  saInit,
  sealedV1,
  turn,
  weakMainMode,
} from './exchanges.ts';
import { flagsOf, type From, type Peer, type Timed } from './peer.ts';

const second = 1_000_000;

const other = (from: From): From => (from === 'peer' ? 'gateway' : 'peer');

/** A pair of ESP SAs: each direction under the SPI its receiver chose. */
export class Tunnel {
  private readonly peer: Peer;
  private readonly spis: Readonly<Record<From, number>>;
  private readonly sequences: Record<From, number> = { peer: 0, gateway: 0 };

  constructor(peer: Peer) {
    this.peer = peer;
    const spi = (): number => 0xc0000000 + peer.rng.int(0x0fffffff);
    this.spis = { peer: spi(), gateway: spi() };
  }

  /** SPIs of what the gateway takes in, and of what the peer does. */
  get spiTexts(): readonly [string, string] {
    return [this.spis.gateway.toString(16), this.spis.peer.toString(16)];
  }

  send(from: From, length: number): Timed {
    return this.peer.esp(from, this.spis[other(from)], ++this.sequences[from], length);
  }
}

/** Bytes of ciphertext by the mix of sizes that routers are measured with: seven small, four middle, one large of twelve. */
export function mixedLength(peer: Peer): number {
  const at = peer.rng.int(12);
  return at < 7 ? 72 + 16 * peer.rng.int(3) : at < 11 ? 536 + 16 * peer.rng.int(6) : 1336 + 16 * peer.rng.int(4);
}

/** Asks and answers through a tunnel: `rounds` times a packet each way. */
export function* traffic(
  peer: Peer,
  tunnel: Tunnel,
  rounds: number,
  gap: number,
  length: (peer: Peer) => number,
): Generator<Timed> {
  for (let i = 0; i < rounds; i++) {
    const from: From = peer.rng.chance(0.5) ? 'peer' : 'gateway';
    yield tunnel.send(from, length(peer));
    peer.at += from === 'gateway' ? peer.rtt : 300 + peer.rng.int(900);
    yield tunnel.send(other(from), length(peer));
    peer.at += Math.round(gap * (0.5 + peer.rng.next()));
  }
}

export interface Habits {
  /** Signs of life, and replacements of the child, over the life of the IKE SA. */
  readonly lives: number;
  readonly rekeys: number;
  /** Rounds of traffic after each child. */
  readonly rounds: number;
  /** Microseconds between signs of life, and between rounds of traffic. */
  readonly lifeGap: number;
  readonly gap: number;
  readonly length: (peer: Peer) => number;
}

/** A tunnel that comes up, is used, is replaced and is closed. */
export function* healthy(peer: Peer, habits: Habits): Generator<Timed> {
  const { rng } = peer;
  const from: From = rng.chance(0.8) && !peer.behindNat ? rng.pick(['peer', 'gateway']) : 'peer';
  const old = rng.chance(0.2);
  let tunnel = new Tunnel(peer);
  const ids: Ids = { initiator: 0, responder: 0 };
  if (old) {
    yield* mainMode(peer, from);
    yield* quickMode(peer, from);
  } else {
    yield* saInit(peer, from);
    const proof: Proof = rng.chance(0.1) && from === 'peer' ? 'eap' : rng.chance(0.2) ? 'certificate' : 'psk';
    ids.initiator = yield* authenticate(peer, from, proof);
  }
  peer.at += 300_000 + rng.int(second);
  yield* traffic(peer, tunnel, habits.rounds, habits.gap, habits.length);
  const every = Math.max(1, Math.round(habits.lives / (habits.rekeys + 1)));
  for (let i = 1; i <= habits.lives; i++) {
    peer.at += Math.round(habits.lifeGap * (0.9 + 0.2 * rng.next()));
    const side = rng.pick<From>(['peer', 'gateway']);
    if (old) yield* lifeV1(peer, side);
    else yield* later(peer, from, side, ids, 37, 0, [80, 80]);
    if (i % every !== 0 || i / every > habits.rekeys) continue;
    peer.at += 50_000;
    tunnel = new Tunnel(peer);
    if (old) yield* quickMode(peer, from);
    else {
      yield* later(peer, from, side, ids, 36, 33, [320 + 16 * rng.int(4), 288 + 16 * rng.int(3)]);
      yield* later(peer, from, side, ids, 37, 42, [80, 80]);
    }
    peer.at += 50_000;
    yield* traffic(peer, tunnel, habits.rounds, habits.gap, habits.length);
  }
  if (rng.chance(0.5)) {
    peer.at += 2 * second;
    if (old) yield peer.ike(from, sealedV1(peer, 5, 1 + rng.int(0xfffffffe), 8, 92));
    else yield* later(peer, from, from, ids, 37, 42, [80, 80]);
  }
}

/** What can be hidden in a capture, and which causes name it rightly when nothing but that capture is known. */
export const faultKinds = {
  'proposal-refused': ['proposal.ike-mismatch'],
  'proposal-refused-v1': ['proposal.ike-mismatch'],
  'group-refused': ['proposal.ike-mismatch'],
  'peer-silent': ['path.ike-blocked', 'path.peer-unreachable', 'service.not-listening'],
  'port-closed': ['service.not-listening'],
  'authentication-unanswered': ['path.nat-t-blocked', 'path.fragments-dropped', 'ike.peer-failed', 'path.ike-blocked'],
  'authentication-refused': [
    'auth.psk-mismatch',
    'auth.identity-mismatch',
    'auth.method-mismatch',
    'auth.signature-rejected',
    'policy.wrong-connection',
  ],
  'child-refused': ['policy.selector-mismatch', 'proposal.esp-mismatch', 'proposal.pfs-mismatch', 'sa.rekey-failed'],
  'one-way': ['path.esp-blocked', 'ike.lost-final-message', 'host.forwarding-or-filter', 'sa.out-of-sync'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FaultKind = keyof typeof faultKinds;

/** Somebody who asks and gives up, and asks again after a while, as daemons do. */
function* attempts(peer: Peer, one: () => Generator<Timed>): Generator<Timed> {
  const count = 1 + peer.rng.int(3);
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      peer.at += 20 * second + peer.rng.int(20 * second);
      peer.newAttempt();
    }
    yield* one();
  }
}

/** The gateway asks a host on which nothing listens: each request is met by an ICMP error that quotes its beginning. */
function* closedPort(peer: Peer): Generator<Timed> {
  const request = initRequest(peer, 'gateway');
  for (let copy = 0; copy < 4; copy++) {
    if (copy > 0) peer.at += Math.round(1.8 * second * 1.8 ** (copy - 1));
    const asked = peer.ike('gateway', request);
    yield asked;
    peer.at += peer.rtt;
    yield peer.closed(asked.frame);
  }
}

/** A negotiation with this fault. */
export function* faulty(peer: Peer, kind: FaultKind): Generator<Timed> {
  const tell = flagsOf(false, true);
  switch (kind) {
    case 'proposal-refused':
      return yield* attempts(peer, () =>
        turn(peer, { from: 'peer', request: initRequest(peer, 'peer', { weak: true }), answer: initNotify(peer, 14) }),
      );
    case 'proposal-refused-v1':
      return yield* attempts(peer, () =>
        turn(peer, { from: 'peer', request: weakMainMode(peer), answer: refusalV1(peer, 14) }),
      );
    case 'group-refused':
      return yield* attempts(peer, () =>
        turn(peer, {
          from: 'peer',
          request: initRequest(peer, 'peer', { group: 14 }),
          answer: initNotify(peer, 17, be16(31)),
        }),
      );
    case 'peer-silent':
      return yield* attempts(peer, () =>
        turn(peer, { from: 'gateway', request: initRequest(peer, 'gateway'), answer: null, copies: 5 }),
      );
    case 'port-closed':
      return yield* attempts(peer, () => closedPort(peer));
    case 'authentication-unanswered':
      return yield* attempts(peer, function* () {
        yield* turn(peer, { from: 'peer', request: initRequest(peer, 'peer'), answer: initAnswer(peer, 'gateway') });
        peer.float();
        const request = peer.sealed(35, flagsOf(true, false), 1, 35, 304);
        yield* turn(peer, { from: 'peer', request, answer: null, copies: 5 });
      });
    case 'authentication-refused':
      return yield* attempts(peer, function* () {
        yield* saInit(peer, 'peer');
        const request = peer.sealed(35, flagsOf(true, false), 1, 35, 304);
        yield* turn(peer, { from: 'peer', request, answer: peer.sealed(35, tell, 1, 41, 80) });
      });
    case 'child-refused': {
      yield* saInit(peer, 'peer');
      const ids: Ids = { initiator: yield* authenticate(peer, 'peer', 'psk'), responder: 0 };
      const tunnel = new Tunnel(peer);
      yield* traffic(peer, tunnel, 3, 20_000, () => 104);
      peer.at += 3 * second;
      for (let i = 0; i < 3; i++) {
        yield* later(peer, 'peer', 'peer', ids, 36, 33, [336, 80]);
        peer.at += 8 * second;
      }
      return;
    }
    case 'one-way': {
      yield* saInit(peer, 'peer');
      yield* authenticate(peer, 'peer', 'psk');
      const tunnel = new Tunnel(peer);
      peer.at += second;
      for (let i = 0; i < 12; i++) {
        yield tunnel.send('gateway', 104);
        peer.at += second;
      }
      return;
    }
  }
}
