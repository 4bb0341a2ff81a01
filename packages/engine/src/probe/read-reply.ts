/** Answers to a first message. They are hostile: anybody can send one, so an answer that does not fit its request is no answer. */
import type { ProbeReply, ProbeVendor, ReplyKind } from '../document/probe-types.ts';
import { hex } from '../protocol/bytes.ts';
import { decodeIke, headerLength } from '../protocol/ike/decode.ts';
import { firstPayload, type IkeMessage, payloadsOf } from '../protocol/ike/message.ts';
import { natSighting } from '../protocol/ike/nat-detection.ts';
import { proposalsOfSa } from '../policy/wire-proposals.ts';
import type { ProbeRequest } from './first-message.ts';

/** Lists of an answer are cut here. */
const limits = { notifies: 32, vendors: 64, faults: 8, proposals: 4, hex: 128 } as const;

const COOKIE = 16390;
const INVALID_KE_PAYLOAD = 17;

const exchangeNumbers = { IKE_SA_INIT: 34, main: 2, aggressive: 4 } as const;
const INFORMATIONAL_V1 = 5;

/** Whether a message can be the answer: the request's SPI, a version and an exchange that answer it, not the request itself. */
function answers(message: IkeMessage, request: ProbeRequest): boolean {
  if (message.initiatorSpi !== request.initiatorSpi) return false;
  const exchange = message.exchangeType.id;
  if (request.version === 2) {
    // A peer of the old version alone refuses in its own words (RFC 7296 section 2.5).
    if (message.protocol !== 'IKEv2') return exchange === INFORMATIONAL_V1;
    return message.flags.response && exchange === exchangeNumbers.IKE_SA_INIT;
  }
  if (message.protocol === 'IKEv2') return message.flags.response;
  if (exchange === INFORMATIONAL_V1) return true;
  return exchange === exchangeNumbers[request.exchange] && !/^0+$/.test(message.responderSpi);
}

function vendorsOf(message: IkeMessage): readonly ProbeVendor[] {
  return payloadsOf(message.payloads, 'vendor')
    .slice(0, limits.vendors)
    .map(({ data, name, suffix }) => ({ hex: hex(data, 0, Math.min(data.length, limits.hex)), name, suffix }));
}

/** The proposal that an SA payload of an answer accepts, in words; IKEv1 adds how both prove themselves. */
function acceptedOf(message: IkeMessage): string | null {
  const sa = firstPayload(message.payloads, 'sa');
  if (sa === undefined) return null;
  const words = proposalsOfSa(sa.proposals)
    .slice(0, limits.proposals)
    .map(({ text }) => text);
  if (words.length === 0) return null;
  const method = sa.proposals[0]?.transforms[0]?.suite?.authentication?.name;
  return words.join(', ') + (method === undefined ? '' : ` (${method})`);
}

/**
 * Reads one datagram that came back. `atMs` is when, since the first copy of the request; `marked` says that four zero octets stand before
 * IKE (port 4500). Never throws; what is no IKE message is `malformed`, an IKE message that answers something else is `stray`.
 */
export function readReply(datagram: Uint8Array, request: ProbeRequest, atMs: number, marked = false): ProbeReply {
  const start = marked ? 4 : 0;
  const noMarker = marked && (datagram.length < 4 || datagram.subarray(0, 4).some((byte) => byte !== 0));
  const message = decodeIke(datagram.slice(noMarker ? 0 : start));
  const common = {
    atMs,
    bytes: datagram.length,
    protocol: message.protocol,
    exchange: message.exchangeType.name,
    faults: message.faults.slice(0, limits.faults).map((fault) => fault.message),
  };
  const nothing = {
    accepted: null,
    notifies: [],
    wantedGroup: null,
    cookie: null,
    vendors: [],
    natHere: null,
    natPeer: null,
  };
  if (message.available < headerLength || noMarker || (message.version.major !== 1 && message.version.major !== 2))
    return { kind: 'malformed', ...common, ...nothing };
  if (!answers(message, request)) return { kind: 'stray', ...common, ...nothing };
  const notifies = payloadsOf(message.payloads, 'notify').slice(0, limits.notifies);
  const ordered = [...notifies.filter(({ error }) => error), ...notifies.filter(({ error }) => !error)];
  const cookie = notifies.find(({ notify }) => notify.id === COOKIE);
  const group = notifies.find(({ notify }) => notify.id === INVALID_KE_PAYLOAD);
  const v2 = message.protocol === 'IKEv2';
  const accepted = acceptedOf(message);
  const { sender, receiver } = natSighting(message, request.remote, request.local);
  const kind: ReplyKind =
    v2 && cookie !== undefined && accepted === null
      ? 'cookie'
      : v2 && group !== undefined
        ? 'invalid-ke'
        : notifies.some(({ error }) => error)
          ? 'refused'
          : accepted !== null
            ? 'accepted'
            : 'other';
  return {
    kind,
    ...common,
    accepted: kind === 'accepted' ? accepted : null,
    notifies: ordered.map(({ notify }) => notify.name),
    wantedGroup: group?.detail.is === 'group' ? group.detail.group.id : null,
    cookie:
      cookie?.detail.is === 'cookie' && cookie.data.length > 0 && cookie.data.length <= 64
        ? hex(cookie.data, 0, cookie.data.length)
        : null,
    vendors: vendorsOf(message),
    natHere: receiver,
    natPeer: sender,
  };
}

/** The notify by which a peer says that no offer suits it (RFC 7296 section 3.10.1, RFC 2408 section 3.14.1). */
export const noProposalNames = new Set(['NO_PROPOSAL_CHOSEN', 'NO-PROPOSAL-CHOSEN']);
