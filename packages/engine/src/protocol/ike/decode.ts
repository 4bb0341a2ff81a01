/**
 * IKE messages from bytes: IKEv1 (RFC 2408, 2409), IKEv2 (RFC 7296) and AuthIP (MS-AIPS). The reader is lax: it gives what it
 * could read and says where the message did not hold. It never throws, and its work is linear in the length of the message.
 */
import { exchangeTypesV1, exchangeTypesV2 } from '../../knowledge/registries/exchanges.ts';
import { payloadTypesV1, payloadTypesV2 } from '../../knowledge/registries/isakmp.ts';
import { allZero, hex, u16, u32 } from '../bytes.ts';
import { type DecodeContext, fault, has, limits, named, newContext, shortFault } from './context.ts';
import type { DecodeFault, IkeFlags, IkeMessage, IkePayload, IkeProtocol } from './message.ts';
import { decodeBodyV1, decodeBodyV2, payloadType } from './payloads.ts';

/** Bytes of an IKE header, all versions. */
export const headerLength = 28;

const CRYPTO = 133;
const FRAGMENT = 132;
const SK = 46;
const SKF = 53;

/** AuthIP is ISAKMP with exchange types of its own (MS-AIPS 2.2.1). */
export function ikeProtocol(major: number, exchange: number): IkeProtocol {
  if (major >= 2) return 'IKEv2';
  return exchange >= 243 && exchange <= 246 ? 'AuthIP' : 'IKEv1';
}

/**
 * Decodes one IKE message: the UDP payload without non-ESP marker. Payloads keep views into `bytes`, so hand in bytes that
 * will not be written again, or set `copy`. Offsets count from the first header byte. A header that is cut off gives zeros
 * where nothing was, and a fault.
 */
export function decodeIke(bytes: Uint8Array, options: { readonly copy?: boolean } = {}): IkeMessage {
  const data = options.copy === true ? bytes.slice() : bytes;
  const version = data[17] ?? 0;
  const major = version >> 4;
  const exchange = data[18] ?? 0;
  const rawFlags = data[19] ?? 0;
  const protocol = ikeProtocol(major, exchange);
  const ctx = newContext(data, protocol, exchange);
  const length = u32(data, 24) ?? 0;
  const next = data[16] ?? 0;
  const flags = headerFlags(protocol, rawFlags);
  const end = messageEnd(ctx, length, major);
  const payloads: IkePayload[] = [];
  let ciphertextLength: number | null = null;
  if (end > headerLength && (major === 1 || major === 2)) {
    if (protocol !== 'IKEv2' && flags.encrypted && !isClearFragment(data, next, end)) {
      ciphertextLength =
        protocol === 'AuthIP' && next === CRYPTO ? encryptedCrypto(ctx, payloads, end) : end - headerLength;
    } else {
      decodeChain(ctx, payloads, headerLength, end, next, true);
      ciphertextLength = clearCiphertext(payloads);
    }
  }
  return {
    protocol,
    version: { major, minor: version & 15 },
    initiatorSpi: hex(data, 0, 8).padEnd(16, '0'),
    responderSpi: hex(data, 8, 8).padEnd(16, '0'),
    nextPayload: named(protocol === 'IKEv2' ? payloadTypesV2 : payloadTypesV1, next),
    exchangeType: named(protocol === 'IKEv2' ? exchangeTypesV2 : exchangeTypesV1, exchange),
    flags,
    messageId: u32(data, 20) ?? 0,
    length,
    available: data.length,
    encrypted: ciphertextLength !== null,
    ciphertextLength,
    payloads,
    faults: ctx.faults,
  };
}

function headerFlags(protocol: IkeProtocol, raw: number): IkeFlags {
  const v2 = protocol === 'IKEv2';
  return {
    raw,
    initiator: v2 && (raw & 0x08) !== 0,
    higherVersion: v2 && (raw & 0x10) !== 0,
    response: v2 && (raw & 0x20) !== 0,
    encrypted: !v2 && (raw & 0x01) !== 0,
    commit: !v2 && (raw & 0x02) !== 0,
    authenticationOnly: !v2 && (raw & 0x04) !== 0,
  };
}

/** Where the message ends: as the header says, or where the bytes end. Faults where the two disagree. */
function messageEnd(ctx: DecodeContext, length: number, major: number): number {
  const { bytes } = ctx;
  if (!has(ctx, 'IKE header', 0, headerLength, bytes.length)) return 0;
  if (major !== 1 && major !== 2) fault(ctx, 'unsupported', 17, `IKE major version ${major}`);
  if (length < headerLength) {
    fault(ctx, 'bad-length', 24, `message length ${length} is less than the header`);
    return bytes.length;
  }
  if (length > bytes.length) shortFault(ctx, 'IKE message', 0, length, bytes.length, 'header length');
  else if (length < bytes.length)
    fault(ctx, 'trailing-bytes', length, `${bytes.length - length} bytes after the end the header claims`);
  return Math.min(length, bytes.length);
}

/** Some senders set the encryption flag on IKEv1 fragments, whose own header is always clear (MS-IKEE 2.2.3.1). */
function isClearFragment(bytes: Uint8Array, next: number, end: number): boolean {
  return next === FRAGMENT && bytes[headerLength] === 0 && u16(bytes, headerLength + 2) === end - headerLength;
}

function clearCiphertext(payloads: readonly IkePayload[]): number | null {
  const last = payloads.at(-1);
  return last?.kind === 'sk' || last?.kind === 'skf' ? last.ciphertextLength : null;
}

/** The Crypto payload of an encrypted AuthIP message: header and sequence number are clear (MS-AIPS 2.2.3.2.1). */
function encryptedCrypto(ctx: DecodeContext, payloads: IkePayload[], end: number): number {
  if (!has(ctx, 'Crypto payload', headerLength, 8, end)) return end - headerLength;
  payloads.push({
    kind: 'authip-crypto',
    type: payloadType(ctx, CRYPTO),
    offset: headerLength,
    length: end - headerLength,
    critical: false,
    sequence: u32(ctx.bytes, headerLength + 4) ?? 0,
    encrypted: true,
    ciphertextLength: end - headerLength - 8,
  });
  return end - headerLength - 8;
}

/** Follows next-payload fields from `start`. `exact` notes bytes left over after the last payload. */
function decodeChain(
  ctx: DecodeContext,
  payloads: IkePayload[],
  start: number,
  end: number,
  first: number,
  exact: boolean,
): void {
  const { bytes } = ctx;
  const v2 = ctx.protocol === 'IKEv2';
  let at = start;
  let type = first;
  while (type !== 0) {
    if (++ctx.payloads > limits.payloads) {
      fault(ctx, 'limit', at, `more than ${limits.payloads} payloads`);
      return;
    }
    const name = payloadType(ctx, type);
    if (!has(ctx, `${name.name} payload`, at, 4, end, 'next payload field')) return;
    const next = bytes[at] ?? 0;
    const length = u16(bytes, at + 2) ?? 0;
    if (length < 4) {
      fault(ctx, 'bad-length', at + 2, `${name.name} payload length ${length} is less than its header`);
      return;
    }
    has(ctx, `${name.name} payload`, at, length, end, 'payload length');
    const stop = Math.min(at + length, end);
    const critical = v2 && ((bytes[at + 1] ?? 0) & 0x80) !== 0;
    const base = { type: name, offset: at, length: stop - at, critical };
    payloads.push(v2 ? decodeBodyV2(ctx, base, at + 4, stop, next) : decodeBodyV1(ctx, base, at + 4, stop));
    if (at + length > end) return;
    at = stop;
    // The next field of an encrypted payload names the first payload inside it (RFC 7296 section 3.14).
    if (v2 && (type === SK || type === SKF)) break;
    type = next;
  }
  // Up to three zero bytes pad a clear IKEv1 message to a multiple of four.
  if (exact && at < end && !(end - at < 4 && allZero(bytes, at, end - at)))
    fault(ctx, 'trailing-bytes', at, `${end - at} bytes after the last payload`);
}

/** What `decodePayloads` needs to know of the message the payloads come from. */
export interface InnerContext {
  readonly exchangeType: number;
  /** First byte of the chain in `bytes`; 0 when left out. */
  readonly offset?: number;
  /** End of the chain; all of `bytes` when left out. */
  readonly end?: number;
}

/**
 * Decodes a payload chain on its own: what decryption gives. `nextPayload` is the type of the first payload (IKEv1: from the
 * header; IKEv2: from the SK payload, or the first fragment). Bytes after the last payload are padding and no fault.
 */
export function decodePayloads(
  bytes: Uint8Array,
  nextPayload: number,
  protocol: IkeProtocol,
  context: InnerContext,
): { readonly payloads: readonly IkePayload[]; readonly faults: readonly DecodeFault[] } {
  const ctx = newContext(bytes, protocol, context.exchangeType);
  const payloads: IkePayload[] = [];
  const end = Math.min(context.end ?? bytes.length, bytes.length);
  decodeChain(ctx, payloads, context.offset ?? 0, end, nextPayload, false);
  return { payloads, faults: ctx.faults };
}

/**
 * Whether bytes look like an IKE message (for odd ports): version 1.x or 2.x, an initiator SPI, an exchange and first payload
 * of that version, and a length that fits. Not a proof.
 */
export function looksLikeIke(bytes: Uint8Array): boolean {
  if (bytes.length < headerLength || allZero(bytes, 0, 8)) return false;
  const version = bytes[17] ?? 0;
  const exchange = bytes[18] ?? 0;
  const next = bytes[16] ?? 0;
  const length = u32(bytes, 24) ?? 0;
  if (length < headerLength || length > bytes.length || (version & 15) > 1) return false;
  if (version >> 4 === 2) return exchangeTypesV2.byId.has(exchange) && (next === 0 || payloadTypesV2.byId.has(next));
  return version >> 4 === 1 && exchange > 0 && exchangeTypesV1.byId.has(exchange) && payloadTypesV1.byId.has(next);
}
