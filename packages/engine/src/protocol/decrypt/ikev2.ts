/** Protected IKEv2 messages opened with the keys of their SA (RFC 7296 sections 2.14 and 3.14, RFC 7383). */
import type { IkeKeys } from '../../observations/keys.ts';
import { decodePayloads } from '../ike/decode.ts';
import { firstPayload, type IkeMessage, type IkePayload } from '../ike/message.ts';
import type { WireIke } from '../wire-reading.ts';
import type { Negotiated } from './negotiated.ts';
import { type Closed, type DirectionKeys, openSealed } from './open-payload.ts';

/** What became of one message: its inner payloads, nothing yet (a fragment of several), or why it stayed closed. */
export type Inner =
  | { readonly payloads: readonly IkePayload[] }
  | { readonly closed: Closed }
  | { readonly part: true };

const maxFragments = 1024;

/** Opens messages one after the other; fragments are put together as they come. One opener for each IKE SA of a capture. */
export function ikev2Opener(keys: IkeKeys, negotiated: Negotiated): (ike: WireIke) => Inner | null {
  const fragments = new Map<string, Map<number, Uint8Array>>();
  return (ike) => {
    const { message, octets } = ike;
    const sk = firstPayload(message.payloads, 'sk');
    const skf = firstPayload(message.payloads, 'skf');
    const body = sk ?? skf;
    if (body === undefined) return null;
    const direction = directionOf(keys, negotiated, message);
    if (direction === null) return { closed: 'unknown-algorithm' };
    const end = body.ciphertextOffset + body.ciphertextLength;
    if (message.length > octets.length || end !== message.length) return { closed: 'too-short' };
    const opened = openSealed(
      octets,
      0,
      body.ciphertextOffset,
      end,
      octets.subarray(0, body.ciphertextOffset),
      direction,
    );
    if ('closed' in opened) return opened;
    const clear = withoutPadding(opened.clear);
    if (clear === null) return { closed: 'garbage' };
    if (skf === undefined) return decoded(clear, body.firstPayload.id, message);
    const key = `${message.messageId}|${message.flags.raw}|${skf.total}`;
    const parts = fragments.get(key) ?? new Map<number, Uint8Array>();
    fragments.set(key, parts);
    if (skf.number > maxFragments || skf.total > maxFragments) return { closed: 'garbage' };
    if (!parts.has(0) && skf.number === 1) first.set(parts, body.firstPayload.id);
    parts.set(skf.number, clear);
    if (parts.size < skf.total) return { part: true };
    const whole = joinParts(parts, skf.total);
    return whole === null ? { part: true } : decoded(whole, first.get(parts) ?? 0, message);
  };
}

/** The first payload is named in the first fragment alone (RFC 7383 section 2.5). */
const first = new WeakMap<ReadonlyMap<number, Uint8Array>, number>();

function joinParts(parts: ReadonlyMap<number, Uint8Array>, total: number): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  for (let number = 1; number <= total; number++) {
    const piece = parts.get(number);
    if (piece === undefined) return null;
    pieces.push(piece);
  }
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function directionOf(keys: IkeKeys, negotiated: Negotiated, message: IkeMessage): DirectionKeys | null {
  const encryption = keys.encryption ?? negotiated.encryption;
  if (encryption === null) return null;
  const role = message.flags.initiator ? 'initiator' : 'responder';
  return {
    encryption,
    encryptionKey: keys.encryptionKeys[role],
    integrity: keys.encryption === null ? negotiated.integrity : keys.integrity,
    integrityKey: keys.integrityKeys?.[role] ?? null,
  };
}

/** The last octet counts the padding before it. */
function withoutPadding(clear: Uint8Array): Uint8Array | null {
  const pad = clear[clear.length - 1];
  if (pad === undefined || pad + 1 > clear.length) return null;
  return clear.subarray(0, clear.length - 1 - pad);
}

function decoded(clear: Uint8Array, firstPayload: number, message: IkeMessage): Inner {
  const { payloads, faults } = decodePayloads(clear.slice(), firstPayload, 'IKEv2', {
    exchangeType: message.exchangeType.id,
  });
  return faults.length > 0 && payloads.length === 0 && clear.length > 0 ? { closed: 'garbage' } : { payloads };
}
