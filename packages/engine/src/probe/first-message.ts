/** First messages of IKE: what an initiator sends before anything is known of the peer. */
import type { Proposal } from '../observations/configuration.ts';
import { natDetectionHash } from '../protocol/ike/nat-detection.ts';
import {
  ascii,
  buildMessage,
  type BuildPayload,
  bytesOf,
  flag,
  idV1,
  keV2,
  notifyPayloadV2,
  plain,
  saV1,
  saV2,
} from '../protocol/ike/build.ts';
import { md5 } from '../protocol/digest.ts';
import { groupNumber, type methodsV1, OfferError, wireV1, wireV2 } from './offers.ts';

/** Length of a public value in bytes by group: RFC 2409, 3526 (modp), 5903 (ecp: x and y), 8031 (curves). */
export const publicValueLength: ReadonlyMap<number, number> = new Map([
  [1, 96],
  [2, 128],
  [5, 192],
  [14, 256],
  [15, 384],
  [16, 512],
  [17, 768],
  [18, 1024],
  [19, 64],
  [20, 96],
  [21, 132],
  [31, 32],
  [32, 56],
]);

/** An end of the datagrams. */
export interface ProbeEnd {
  readonly address: string;
  readonly port: number;
}

/** What the caller draws at random, and what is said of the sender. */
export interface Draw {
  /** 16 hex digits, not all zero. */
  readonly initiatorSpi: string;
  /** 16 to 256 bytes (RFC 7296 section 2.10). */
  readonly nonce: Uint8Array;
  /** Public value for a group; undefined: the caller cannot make one. */
  readonly publicValue: (group: number) => Uint8Array | undefined;
}

/** How the request of the probe looked, to hold answers against. */
export interface ProbeRequest {
  readonly version: 1 | 2;
  readonly exchange: 'IKE_SA_INIT' | 'main' | 'aggressive';
  readonly initiatorSpi: string;
  readonly local: ProbeEnd;
  readonly remote: ProbeEnd;
}

/** Four zero octets before IKE on port 4500 and in TCP (RFC 3948 section 2.2). */
export const nonEspMarker = new Uint8Array(4);

/** The stream prefix that begins a TCP connection (RFC 9329 section 4). */
export const tcpPrefix = ascii('IKETCP');

/** Groups of an offer, in order, without doubles. */
export function offeredGroups(proposals: readonly Proposal[]): readonly number[] {
  const ids = proposals.flatMap(({ groups }) => groups.map((name) => groupNumber(name) ?? -1));
  return [...new Set(ids)].filter((id) => id >= 0);
}

function publicValue(group: number, draw: Draw): Uint8Array {
  const value = draw.publicValue(group);
  if (value === undefined || (publicValueLength.get(group) ?? value.length) !== value.length)
    throw new OfferError(`group ${group}`);
  return value;
}

export interface SaInitOptions {
  readonly proposals: readonly Proposal[];
  readonly local: ProbeEnd;
  readonly remote: ProbeEnd;
  /** Group whose public value is sent; must be among the offered ones. */
  readonly group: number;
  /** Cookie of the peer's last answer (RFC 7296 section 2.6), hex. */
  readonly cookie?: string;
  /** The message is filled up with vendor IDs nobody knows to this many bytes. */
  readonly fillTo?: number;
}

/** IKE_SA_INIT request (RFC 7296 section 1.2) with NAT detection. Throws OfferError where it cannot be made. */
export function saInit(options: SaInitOptions, draw: Draw): Uint8Array {
  const { initiatorSpi } = draw;
  const zero = '0000000000000000';
  const hash = (end: ProbeEnd): Uint8Array =>
    bytesOf(natDetectionHash({ initiatorSpi, responderSpi: zero, ...end }) ?? '');
  const payloads: BuildPayload[] = [
    ...(options.cookie === undefined ? [] : [notifyPayloadV2(16390, bytesOf(options.cookie))]),
    saV2(wireV2(options.proposals)),
    keV2(options.group, publicValue(options.group, draw)),
    plain(40, draw.nonce),
    notifyPayloadV2(16388, hash(options.local)),
    notifyPayloadV2(16389, hash(options.remote)),
  ];
  const make = (): Uint8Array =>
    buildMessage({ exchange: 34, flags: flag.initiator, initiatorSpi, payloads: [...payloads] });
  const message = make();
  const missing = (options.fillTo ?? 0) - message.length;
  if (missing <= 0) return message;
  payloads.push(...fillers(missing));
  return make();
}

/** Vendor IDs of altogether `bytes` with their headers, none shorter than its digest; unknown ones are ignored (RFC 7296 section 3.12). */
function fillers(bytes: number): BuildPayload[] {
  const made: BuildPayload[] = [];
  const smallest = 20;
  const largest = 1000;
  for (let left = bytes; left > 0; ) {
    const size = left <= largest ? Math.max(left, smallest) : Math.min(largest, left - smallest);
    const body = new Uint8Array(size - 4);
    body.set(md5(ascii(`ipsec-doctor probe filler ${made.length}`)));
    made.push(plain(43, body));
    left -= size;
  }
  return made;
}

export interface MainModeOptions {
  readonly proposals: readonly Proposal[];
  readonly methods: readonly (keyof typeof methodsV1)[];
}

/** Lifetime that is offered, in seconds: eight hours, the default of many. */
const lifeSeconds = 28_800;

/** Vendor IDs that ask an IKEv1 peer to show what it can: NAT traversal (RFC 3947), Dead Peer Detection (RFC 3706). */
export const askingVendorIds = ['4a131c81070358455c5728f20e95452f', 'afcad71368a1f1c96b8696fc77570100'] as const;

const asking: readonly BuildPayload[] = askingVendorIds.map((id) => plain(13, bytesOf(id)));

/** First message of main mode (RFC 2409 section 5). Throws OfferError for what IKEv1 does not have. */
export function mainMode(options: MainModeOptions, draw: Draw): Uint8Array {
  const offer = wireV1(options.proposals, options.methods, { lifeSeconds });
  return buildMessage({ major: 1, exchange: 2, initiatorSpi: draw.initiatorSpi, payloads: [saV1([offer]), ...asking] });
}

export interface AggressiveModeOptions extends MainModeOptions {
  /** A single group: its public value is part of the message. */
  readonly group: number;
  /** Identity that is shown, a name (ID_FQDN). */
  readonly identity: string;
}

/** First message of aggressive mode (RFC 2409 section 5). Throws OfferError where it cannot be made. */
export function aggressiveMode(options: AggressiveModeOptions, draw: Draw): Uint8Array {
  const offer = wireV1(options.proposals, options.methods, { lifeSeconds, group: options.group });
  return buildMessage({
    major: 1,
    exchange: 4,
    initiatorSpi: draw.initiatorSpi,
    payloads: [
      saV1([offer]),
      plain(4, publicValue(options.group, draw)),
      plain(10, draw.nonce),
      idV1(2, ascii(options.identity)),
      ...asking,
    ],
  });
}
