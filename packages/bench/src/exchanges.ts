import { addressBytes } from '@ipsec-doctor/engine/protocol/address';
import { concatBytes, fromHex } from '@ipsec-doctor/engine/protocol/bytes';
import { digest } from '@ipsec-doctor/engine/protocol/digest';
import {
  ascii,
  be16,
  type BuildPayload,
  type BuildProposal,
  type BuildTransform,
  flag,
  keV2,
  notifyPayloadV2,
  plain,
  saV1,
  saV2,
  skf,
} from '@ipsec-doctor/engine/protocol/ike/build';
import { flagsOf, type From, type Peer, type Timed } from './peer.ts';

/** What is sent again and how often: the request is repeated because it, or its answer, was lost on the way. */
export interface Turn {
  readonly request: Uint8Array | readonly Uint8Array[];
  readonly answer: Uint8Array | readonly Uint8Array[] | null;
  readonly from: From;
  /** Requests seen; a healthy exchange has one, seldom two. */
  readonly copies?: number;
}

const second = 1_000_000;

const other = (from: From): From => (from === 'peer' ? 'gateway' : 'peer');
const many = (bytes: Uint8Array | readonly Uint8Array[]): readonly Uint8Array[] =>
  bytes instanceof Uint8Array ? [bytes] : bytes;

/**
 * One request and its answer as the gateway's capture shows them. An answer of the peer is seen a round trip later, one of the
 * gateway after it was worked out. What the peer repeats was lost on the way: the answer that was lost left here before.
 */
export function* turn(peer: Peer, { request, answer, from, copies = 1 }: Turn): Generator<Timed> {
  for (let copy = 0; copy < copies; copy++) {
    if (copy > 0) peer.at += Math.round(1.8 * second * 1.8 ** (copy - 1));
    for (const part of many(request)) {
      yield peer.ike(from, part);
      peer.at += 40;
    }
    const last = copy === copies - 1;
    // What the gateway asks again was not answered, or its answer was lost; what the peer asks again was answered each time.
    if (answer !== null && (last || from === 'peer')) {
      peer.at += from === 'peer' ? 900 + peer.rng.int(3000) : peer.rtt + peer.rng.int(2000);
      for (const part of many(answer)) {
        yield peer.ike(other(from), part);
        peer.at += 40;
      }
    }
  }
  peer.at += from === 'peer' ? peer.rtt : 500;
}

/** How often a request of a healthy exchange is seen. */
export function copiesOf(peer: Peer): number {
  return peer.rng.chance(0.08) ? 2 : 1;
}

const attribute = (bits: number): Pick<BuildTransform, 'attributes'> => ({ attributes: [[14, bits]] });

/** Transforms of IKEv2 by what they do (RFC 7296 3.3.2 and the registry). */
const offers: readonly BuildProposal[] = [
  {
    protocol: 1,
    transforms: [
      { first: 1, id: 12, ...attribute(256) },
      { first: 1, id: 12, ...attribute(128) },
      { first: 3, id: 12 },
      { first: 2, id: 5 },
      { first: 4, id: 31 },
      { first: 4, id: 19 },
      { first: 4, id: 14 },
    ],
  },
  {
    protocol: 1,
    transforms: [
      { first: 1, id: 20, ...attribute(256) },
      { first: 2, id: 6 },
      { first: 2, id: 5 },
      { first: 4, id: 31 },
      { first: 4, id: 19 },
      { first: 4, id: 14 },
    ],
  },
];

const chosen: BuildProposal = {
  protocol: 1,
  transforms: [
    { first: 1, id: 12, ...attribute(256) },
    { first: 3, id: 12 },
    { first: 2, id: 5 },
    { first: 4, id: 31 },
  ],
};

/** Groups and bytes of their public values: 3DES and the 768-bit group are what nobody should offer any more. */
const weak: readonly BuildProposal[] = [
  {
    protocol: 1,
    transforms: [
      { first: 1, id: 3 },
      { first: 3, id: 1 },
      { first: 2, id: 1 },
      { first: 4, id: 1 },
    ],
  },
];

function natHash(peer: Peer, responderSpi: string, address: string, port: number): Uint8Array {
  return digest(
    'sha1',
    concatBytes(
      fromHex(peer.initiatorSpi) ?? new Uint8Array(8),
      fromHex(responderSpi) ?? new Uint8Array(8),
      addressBytes(address) ?? new Uint8Array(4),
      be16(port),
    ),
  );
}

const zero = '0000000000000000';

/** Addresses and ports as the sender knows its own: behind a NAT a private address (RFC 7296 2.23). */
function natDetection(peer: Peer, from: From, responderSpi: string): BuildPayload[] {
  const seen = from === 'peer' ? peer.address : peer.gateway;
  const own = from === 'peer' && peer.behindNat ? '10.0.0.2' : seen;
  const to = from === 'peer' ? peer.gateway : peer.address;
  const ownPort = from === 'peer' && peer.behindNat ? 500 : peer.portOf(from);
  return [
    notifyPayloadV2(16388, natHash(peer, responderSpi, own, ownPort)),
    notifyPayloadV2(16389, natHash(peer, responderSpi, to, peer.portOf(other(from)))),
  ];
}

const fragmentation = notifyPayloadV2(16430);
const hashes = notifyPayloadV2(16431, Uint8Array.of(0, 2, 0, 3, 0, 4));

export interface InitOptions {
  /** An offer nobody takes. */
  readonly weak?: boolean;
  readonly cookie?: Uint8Array;
  /** The group of the key that is sent; the responder wants x25519 (31). */
  readonly group?: 14 | 19 | 31;
}

const keyLengths = { 1: 96, 14: 256, 19: 64, 31: 32 } as const;

/** The first request of IKEv2. */
export function initRequest(peer: Peer, from: From, options: InitOptions = {}): Uint8Array {
  const { group = 31, cookie } = options;
  const offered = options.weak === true ? 1 : group;
  return peer.message({
    responderSpi: zero,
    exchange: 34,
    flags: flagsOf(true, false),
    payloads: [
      ...(cookie === undefined ? [] : [notifyPayloadV2(16390, cookie)]),
      saV2(options.weak === true ? weak : offers),
      keV2(offered, peer.rng.bytes(keyLengths[offered])),
      peer.nonce(),
      ...natDetection(peer, from, zero),
      fragmentation,
      hashes,
    ],
  });
}

/** The answer that accepts it. */
export function initAnswer(peer: Peer, from: From): Uint8Array {
  return peer.message({
    exchange: 34,
    flags: flagsOf(false, true),
    payloads: [
      saV2([chosen]),
      keV2(31, peer.rng.bytes(32)),
      peer.nonce(),
      ...natDetection(peer, from, peer.responderSpi),
      fragmentation,
      hashes,
    ],
  });
}

/** An answer of one notify in clear: a refusal, a cookie, another group. The responder keeps no state: its SPI is zero. */
export function initNotify(peer: Peer, type: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  return peer.message({
    responderSpi: zero,
    exchange: 34,
    flags: flagsOf(false, true),
    payloads: [notifyPayloadV2(type, data)],
  });
}

/** IKE_SA_INIT as it goes well, now and then with a cookie or another group first. */
export function* saInit(peer: Peer, from: From): Generator<Timed> {
  const { rng } = peer;
  const luck = rng.next();
  let cookie: Uint8Array | undefined;
  if (luck < 0.03) {
    cookie = rng.bytes(24);
    yield* turn(peer, { from, request: initRequest(peer, from), answer: initNotify(peer, 16390, cookie) });
  } else if (luck < 0.06) {
    const request = initRequest(peer, from, { group: 14 });
    yield* turn(peer, { from, request, answer: initNotify(peer, 17, be16(31)) });
  }
  const request = initRequest(peer, from, cookie === undefined ? {} : { cookie });
  yield* turn(peer, { from, request, answer: initAnswer(peer, other(from)), copies: copiesOf(peer) });
  peer.float();
}

/** How the two prove themselves. */
export type Proof = 'psk' | 'certificate' | 'eap';

/** A long IKE_AUTH message in fragments of its own (RFC 7383): `total` of them, the last one shorter. */
function fragmented(
  peer: Peer,
  from: From,
  initiator: From,
  messageId: number,
  inner: number,
  total: number,
): Uint8Array[] {
  return Array.from({ length: total }, (_, i) =>
    peer.message({
      exchange: 35,
      flags: flagsOf(from === initiator, from !== initiator),
      messageId,
      payloads: [skf(i === 0 ? inner : 0, i + 1, total, peer.rng.bytes(i + 1 === total ? 380 : 1200))],
    }),
  );
}

/** IKE_AUTH as it goes well. Gives the message id the next request has. */
export function* authenticate(peer: Peer, from: From, proof: Proof): Generator<Timed, number> {
  const { rng } = peer;
  const ask = flagsOf(true, false);
  const tell = flagsOf(false, true);
  if (proof === 'certificate') {
    const request = fragmented(peer, from, from, 1, 35, 2);
    yield* turn(peer, { from, request, answer: fragmented(peer, other(from), from, 1, 36, 2) });
    return 2;
  }
  if (proof === 'psk') {
    const request = peer.sealed(35, ask, 1, 35, 272 + 16 * rng.int(8));
    const answer = peer.sealed(35, tell, 1, 36, 208 + 16 * rng.int(6));
    yield* turn(peer, { from, request, answer, copies: copiesOf(peer) });
    return 2;
  }
  // EAP: the responder's certificate first, then identity and rounds of the method, then AUTH of both (RFC 7296 2.16).
  const sizes: readonly (readonly [number, number])[] = [
    [304, 1180],
    [80, 112],
    [144, 144],
    [80, 80],
    [112, 240],
  ];
  let id = 1;
  for (const [up, down] of sizes) {
    const request = peer.sealed(35, ask, id, id === 1 ? 35 : id === 5 ? 39 : 48, up);
    yield* turn(peer, { from, request, answer: peer.sealed(35, tell, id, id === 1 ? 36 : id === 5 ? 39 : 48, down) });
    peer.at += 20_000 + rng.int(200_000);
    id++;
  }
  return id;
}

/** Message ids of one IKE SA: each end counts its own requests (RFC 7296 2.2). */
export interface Ids {
  initiator: number;
  responder: number;
}

/** An exchange after the set-up: sign of life (all empty), delete, or a replacement. */
export function* later(
  peer: Peer,
  initiator: From,
  from: From,
  ids: Ids,
  exchange: 36 | 37,
  inner: number,
  sizes: readonly [number, number],
): Generator<Timed> {
  const id = from === initiator ? ids.initiator++ : ids.responder++;
  const own = from === initiator;
  const request = peer.sealed(exchange, flagsOf(own, false), id, inner, sizes[0]);
  const answer = peer.sealed(exchange, flagsOf(!own, true), id, exchange === 36 ? 33 : inner, sizes[1]);
  yield* turn(peer, { from, request, answer, copies: copiesOf(peer) });
}

const offerV1 = (transforms: readonly (readonly [number, number])[]): BuildPayload =>
  saV1([
    {
      protocol: 1,
      transforms: transforms.map(([bits, group], i) => ({
        first: i + 1,
        id: 1,
        attributes: [
          [1, 7],
          [14, bits],
          [2, 4],
          [3, 1],
          [4, group],
          [11, 1],
          [12, 28_800],
        ],
      })),
    },
  ]);

/** Dead peer detection and NAT traversal as vendor IDs (RFC 3706 5.1, RFC 3947 3.1). */
const vendors: readonly BuildPayload[] = ['afcad71368a1f1c96b8696fc77570100', '4a131c81070358455c5728f20e95452f'].map(
  (id) => plain(13, fromHex(id) ?? ascii(id)),
);

const v1 = (
  peer: Peer,
  exchange: number,
  messageId: number,
  payloads: readonly BuildPayload[],
  first = false,
): Uint8Array =>
  peer.message({
    major: 1,
    exchange,
    messageId,
    payloads,
    ...(first ? { responderSpi: zero } : {}),
  });

/** An encrypted message of IKEv1; `next` is the type of its first payload. */
export function sealedV1(peer: Peer, exchange: number, messageId: number, next: number, bytes: number): Uint8Array {
  return peer.message({
    major: 1,
    exchange,
    messageId,
    flags: flag.encrypted,
    next,
    raw: peer.rng.bytes(bytes - 28),
  });
}

/** Main mode with a pre-shared key as it goes well (RFC 2409 5.4). */
export function* mainMode(peer: Peer, from: From): Generator<Timed> {
  const { rng } = peer;
  const hash = (): BuildPayload => plain(20, rng.bytes(32));
  const keys = (): BuildPayload[] => [plain(4, rng.bytes(256)), plain(10, rng.bytes(32)), hash(), hash()];
  const offer = v1(
    peer,
    2,
    0,
    [
      offerV1([
        [256, 14],
        [128, 14],
      ]),
      ...vendors,
    ],
    true,
  );
  yield* turn(peer, { from, request: offer, answer: v1(peer, 2, 0, [offerV1([[256, 14]]), ...vendors]) });
  yield* turn(peer, { from, request: v1(peer, 2, 0, keys()), answer: v1(peer, 2, 0, keys()) });
  peer.float();
  yield* turn(peer, { from, request: sealedV1(peer, 2, 0, 5, 108), answer: sealedV1(peer, 2, 0, 5, 92) });
}

/** Quick mode as it goes well: three messages under one message id (RFC 2409 5.5). */
export function* quickMode(peer: Peer, from: From): Generator<Timed> {
  const { rng } = peer;
  const id = 1 + rng.int(0xfffffffe);
  yield* turn(peer, { from, request: sealedV1(peer, 32, id, 8, 188), answer: sealedV1(peer, 32, id, 8, 188) });
  yield peer.ike(from, sealedV1(peer, 32, id, 8, 60));
  peer.at += peer.rtt;
}

/** A sign of life of IKEv1: R-U-THERE and its ACK are two messages, each under an id of its own (RFC 3706 5.4). */
export function* lifeV1(peer: Peer, from: From): Generator<Timed> {
  const { rng } = peer;
  const id = (): number => 1 + rng.int(0xfffffffe);
  yield* turn(peer, { from, request: sealedV1(peer, 5, id(), 8, 92), answer: sealedV1(peer, 5, id(), 8, 92) });
}

/** The first message of main mode, offering what nobody takes. */
export function weakMainMode(peer: Peer): Uint8Array {
  return v1(peer, 2, 0, [offerV1([[128, 1]]), ...vendors], true);
}

/** A notify in clear that refuses the first exchange of IKEv1. */
export function refusalV1(peer: Peer, type: number): Uint8Array {
  return v1(peer, 5, 1 + peer.rng.int(0xfffffffe), [
    { type: 11, body: concatBytes(Uint8Array.of(0, 0, 0, 1, 1, 0), be16(type)) },
  ]);
}
