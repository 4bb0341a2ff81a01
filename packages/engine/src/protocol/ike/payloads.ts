/** One payload: its generic header is read by the chain, its body here, by type. */
import { authIpMethods, authIpNotifyScopes, ipProtocols } from '../../knowledge/registries/misc.ts';
import { keyExchangeGroups } from '../../knowledge/registries/groups.ts';
import { authMethods } from '../../knowledge/registries/ikev2.ts';
import {
  certificateEncodings,
  payloadTypesV1,
  payloadTypesV2,
  protocolsV1,
  protocolsV2,
} from '../../knowledge/registries/isakmp.ts';
import { notifyV1 } from '../../knowledge/registries/notify-v1.ts';
import { notifyV2 } from '../../knowledge/registries/notify-v2.ts';
import { vendorName } from '../../knowledge/registries/vendor-ids.ts';
import { addressText } from '../address.ts';
import { hex, u16, u32 } from '../bytes.ts';
import { readDer } from '../der.ts';
import { distinguishedName } from '../distinguished-name.ts';
import { latin1, utf16 } from '../text.ts';
import { readCertificate, signatureAlgorithmName } from '../x509.ts';
import { decodeCp, decodeEap, decodeModeConfig } from './configuration.ts';
import { type DecodeContext, fault, has, limits, named, view } from './context.ts';
import { decodeTrafficSelectors, identityText, identityType } from './identities.ts';
import type { IkePayload, Named } from './message.ts';
import { isErrorNotify, notifyDetail } from './notifies.ts';
import { decodeProposals, decodeSaV1 } from './proposals.ts';

type Base = Pick<IkePayload, 'type' | 'offset' | 'length' | 'critical'>;

/** Decodes the body (`start` to `end`) of an IKEv2 payload. `next` is the next payload field of its header. */
export function decodeBodyV2(ctx: DecodeContext, base: Base, start: number, end: number, next: number): IkePayload {
  const { bytes } = ctx;
  const rest = (skip: number): Uint8Array => view(ctx, start + skip, end);
  switch (base.type.id) {
    case 33:
      return { ...base, kind: 'sa', doi: null, situation: null, proposals: decodeProposals(ctx, start, end) };
    case 34:
      has(ctx, 'KE payload', start, 4, end);
      return {
        ...base,
        kind: 'ke',
        group: end - start >= 2 ? named(keyExchangeGroups, u16(bytes, start) ?? 0) : null,
        data: rest(4),
      };
    case 35:
    case 36: {
      has(ctx, 'ID payload', start, 4, end);
      const idType = identityType(end > start ? (bytes[start] ?? 0) : 0);
      const data = rest(4);
      const role = base.type.id === 35 ? 'initiator' : 'responder';
      return {
        ...base,
        kind: 'id',
        role,
        idType,
        protocol: null,
        port: null,
        text: identityText(idType.id, data),
        data,
      };
    }
    case 37:
      return certificate(ctx, base, start, end);
    case 38:
      return certificateRequest(ctx, base, start, end);
    case 39:
      return authentication(ctx, base, start, end);
    case 40:
      return nonce(ctx, base, start, end);
    case 41:
      return notification(ctx, base, start, end);
    case 42:
      return deletion(ctx, base, start, end);
    case 43:
      return vendor(ctx, base, start, end);
    case 44:
    case 45: {
      const role = base.type.id === 44 ? 'initiator' : 'responder';
      return { ...base, kind: 'ts', role, selectors: decodeTrafficSelectors(ctx, start, end) };
    }
    case 46:
      return {
        ...base,
        kind: 'sk',
        firstPayload: named(payloadTypesV2, next),
        ciphertextOffset: start,
        ciphertextLength: end - start,
      };
    case 47:
      return { ...base, kind: 'cp', ...decodeCp(ctx, start, end) };
    case 48:
      return { ...base, kind: 'eap', ...decodeEap(ctx, start, end) };
    case 49:
      return { ...base, kind: 'gspm', data: rest(0) };
    case 53:
      return encryptedFragment(ctx, base, start, end, next);
    default:
      return { ...base, kind: 'unknown', data: rest(0) };
  }
}

/** Decodes the body of an IKEv1 or AuthIP payload. */
export function decodeBodyV1(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  const data = (): Uint8Array => view(ctx, start, end);
  switch (base.type.id) {
    case 1:
      return { ...base, kind: 'sa', ...decodeSaV1(ctx, start, end) };
    case 4:
      return { ...base, kind: 'ke', group: null, data: data() };
    case 5:
      return identityV1(ctx, base, start, end);
    case 6:
      return certificate(ctx, base, start, end);
    case 7:
      return certificateRequest(ctx, base, start, end);
    case 8:
      return { ...base, kind: 'hash', data: data() };
    case 9:
      return { ...base, kind: 'sig', data: data() };
    case 10:
      return nonce(ctx, base, start, end);
    case 11:
      return notification(ctx, base, start, end);
    case 12:
      return deletion(ctx, base, start, end);
    case 13:
      return vendor(ctx, base, start, end);
    case 14:
      return { ...base, kind: 'attributes', ...decodeModeConfig(ctx, start, end) };
    case 15:
      // NAT-D of draft-ietf-ipsec-nat-t-ike-04 to -08; elsewhere the number belongs to GDOI.
      return isPhase1(ctx)
        ? { ...base, kind: 'natd', hash: hex(ctx.bytes, start, end - start) }
        : { ...base, kind: 'unknown', data: data() };
    case 20:
    case 130:
      return { ...base, kind: 'natd', hash: hex(ctx.bytes, start, end - start) };
    case 21:
    case 131:
      return originalAddress(ctx, base, start, end);
    case 129:
      return { ...base, kind: 'gss', data: data() };
    case 132:
      return fragment(ctx, base, start, end);
    default:
      return ctx.protocol === 'AuthIP'
        ? authIpPayload(ctx, base, start, end)
        : { ...base, kind: 'unknown', data: data() };
  }
}

/** Type name of a payload in the message's protocol. */
export function payloadType(ctx: DecodeContext, id: number): Named {
  return named(ctx.protocol === 'IKEv2' ? payloadTypesV2 : payloadTypesV1, id);
}

function isPhase1(ctx: DecodeContext): boolean {
  return ctx.exchange === 2 || ctx.exchange === 4;
}

function identityV1(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  const { bytes } = ctx;
  has(ctx, 'ID payload', start, 4, end);
  const idType = identityType(end > start ? (bytes[start] ?? 0) : 0);
  const data = view(ctx, start + 4, end);
  const order = ctx.identities++;
  const role = ctx.exchange !== 32 ? null : order === 0 ? 'initiator' : order === 1 ? 'responder' : null;
  const port = end - start >= 4 ? (u16(bytes, start + 2) ?? 0) : null;
  const protocol = named(ipProtocols, end - start >= 2 ? (bytes[start + 1] ?? 0) : 0);
  return { ...base, kind: 'id', role, idType, protocol, port, text: identityText(idType.id, data), data };
}

function certificate(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  has(ctx, 'CERT payload', start, 1, end);
  const encoding = named(certificateEncodings, end > start ? (ctx.bytes[start] ?? 0) : 0);
  const dataOffset = Math.min(start + 1, end);
  const data = view(ctx, dataOffset, end);
  const x509 = encoding.id === 4 || encoding.id === 5 ? readCertificate(data) : undefined;
  if (x509 === undefined && encoding.id === 4 && data.length > 0)
    fault(ctx, 'bad-value', dataOffset, 'certificate data is not an X.509 certificate');
  // Hash and URL: 20 bytes of SHA-1, then the URL (RFC 7296 section 3.6).
  const url = encoding.id === 12 || encoding.id === 13 ? latin1(data.subarray(20, 1044)) : null;
  return { ...base, kind: 'cert', encoding, dataOffset, data, certificate: x509 ?? null, url };
}

function certificateRequest(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  has(ctx, 'CERTREQ payload', start, 1, end);
  const encoding = named(certificateEncodings, end > start ? (ctx.bytes[start] ?? 0) : 0);
  const from = Math.min(start + 1, end);
  const authorities: string[] = [];
  if (ctx.protocol !== 'IKEv2') {
    if (end > from)
      authorities.push(distinguishedName(ctx.bytes, from, end) ?? hex(ctx.bytes, from, Math.min(end - from, 1024)));
  } else {
    if (encoding.id === 4 && (end - from) % 20 !== 0)
      fault(ctx, 'bad-length', from, `CERTREQ holds ${end - from} bytes, not a multiple of 20`);
    for (let at = from; at + 20 <= end && authorities.length < limits.items; at += 20)
      authorities.push(hex(ctx.bytes, at, 20));
  }
  return { ...base, kind: 'certreq', encoding, authorities };
}

/** AUTH (RFC 7296 section 3.8); method 14 names its algorithm in front of the signature (RFC 7427 section 3). */
function authentication(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  has(ctx, 'AUTH payload', start, 4, end);
  const method = named(authMethods, end > start ? (ctx.bytes[start] ?? 0) : 0);
  const data = view(ctx, start + 4, end);
  const size = data[0] ?? 0;
  const identifier = method.id === 14 && size < data.length ? readDer(data, 1, 1 + size) : undefined;
  return { ...base, kind: 'auth', method, algorithm: signatureAlgorithmName(data, identifier) ?? null, data };
}

function nonce(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  const size = end - start;
  const least = ctx.protocol === 'IKEv2' ? 16 : 8;
  if (size < least || size > 256) fault(ctx, 'bad-length', start, `nonce of ${size} bytes (${least} to 256 allowed)`);
  return { ...base, kind: 'nonce', data: view(ctx, start, end) };
}

function notification(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  const { bytes } = ctx;
  const v2 = ctx.protocol === 'IKEv2';
  const head = v2 ? start : start + 4;
  const registry = v2 ? notifyV2 : notifyV1;
  const whole = has(ctx, 'Notify payload', head, 4, end);
  const type = whole ? (u16(bytes, head + 2) ?? 0) : 0;
  const scopes = v2 ? protocolsV2 : ctx.protocol === 'AuthIP' ? authIpNotifyScopes : protocolsV1;
  const protocol = named(scopes, whole ? (bytes[head] ?? 0) : 0);
  // AuthIP puts flags where the SPI size stands and has no SPI (MS-AIPS 2.2.3.5).
  const spiSize = ctx.protocol === 'AuthIP' || !whole ? 0 : (bytes[head + 1] ?? 0);
  const from = Math.min(head + 4, end);
  const fits = has(ctx, 'Notify payload', from, spiSize, end, 'SPI size');
  const spi = fits ? hex(bytes, from, spiSize) : '';
  const body = fits ? from + spiSize : end;
  const detail = notifyDetail(ctx, type, body, end, protocol, spi);
  return {
    ...base,
    kind: 'notify',
    protocol,
    spi,
    notify: named(registry, type),
    error: isErrorNotify(ctx.protocol, type, detail),
    data: view(ctx, body, end),
    detail,
  };
}

function deletion(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  const { bytes } = ctx;
  const v2 = ctx.protocol === 'IKEv2';
  const head = v2 ? start : start + 4;
  const registry = v2 ? protocolsV2 : protocolsV1;
  if (!has(ctx, 'Delete payload', head, 4, end))
    return { ...base, kind: 'delete', protocol: named(registry, 0), spiSize: 0, spis: [] };
  const spiSize = bytes[head + 1] ?? 0;
  const count = u16(bytes, head + 2) ?? 0;
  const spis: string[] = [];
  if (spiSize > 0) {
    has(ctx, 'Delete payload', head + 4, count * spiSize, end, 'number of SPIs');
    const there = Math.min(count, limits.items, Math.floor((end - head - 4) / spiSize));
    for (let i = 0; i < there; i++) spis.push(hex(bytes, head + 4 + i * spiSize, spiSize));
  }
  return { ...base, kind: 'delete', protocol: named(registry, bytes[head] ?? 0), spiSize, spis };
}

function vendor(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  const data = view(ctx, start, end);
  const known = vendorName(data);
  return { ...base, kind: 'vendor', name: known?.name ?? null, suffix: known?.suffix ?? '', data };
}

function encryptedFragment(ctx: DecodeContext, base: Base, start: number, end: number, next: number): IkePayload {
  const { bytes } = ctx;
  const whole = has(ctx, 'SKF payload', start, 4, end);
  const number = whole ? (u16(bytes, start) ?? 0) : 0;
  const total = whole ? (u16(bytes, start + 2) ?? 0) : 0;
  if (whole && (number === 0 || number > total)) fault(ctx, 'bad-value', start, `fragment ${number} of ${total}`);
  const from = Math.min(start + 4, end);
  return {
    ...base,
    kind: 'skf',
    firstPayload: named(payloadTypesV2, next),
    number,
    total,
    ciphertextOffset: from,
    ciphertextLength: end - from,
  };
}

/** NAT-OA (RFC 3947 section 5.2): identity type, three reserved octets, address. */
function originalAddress(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  has(ctx, 'NAT-OA payload', start, 4, end);
  const idType = identityType(end > start ? (ctx.bytes[start] ?? 0) : 0);
  const size = end - start - 4;
  const text = size === 4 || size === 16 ? addressText(ctx.bytes, start + 4, size) : undefined;
  return {
    ...base,
    kind: 'natoa',
    idType,
    address: text ?? hex(ctx.bytes, Math.min(start + 4, end), Math.max(size, 0)),
  };
}

/** Fragment payload of IKEv1 (MS-IKEE 2.2.3.1; the same in Cisco's and the daemons' fragmentation). */
function fragment(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  const { bytes } = ctx;
  const whole = has(ctx, 'Fragment payload', start, 4, end);
  return {
    ...base,
    kind: 'fragment',
    id: whole ? (u16(bytes, start) ?? 0) : 0,
    number: whole ? (bytes[start + 2] ?? 0) : 0,
    last: whole && ((bytes[start + 3] ?? 0) & 1) === 1,
    data: view(ctx, start + 4, end),
  };
}

/** Payloads only AuthIP has (MS-AIPS 2.2.3). */
function authIpPayload(ctx: DecodeContext, base: Base, start: number, end: number): IkePayload {
  const { bytes } = ctx;
  const data = view(ctx, start, end);
  if (base.type.id === 133) {
    has(ctx, 'Crypto payload', start, 4, end);
    const sequence = end - start >= 4 ? (u32(bytes, start) ?? 0) : 0;
    return { ...base, kind: 'authip-crypto', sequence, encrypted: false, ciphertextLength: 0 };
  }
  if (base.type.id === 134) return { ...base, kind: 'gss-id', text: utf16(data.subarray(0, 2048), true) };
  if (base.type.id === 135) {
    const methods: Named[] = [];
    for (let at = start; at + 4 <= end && methods.length < limits.items; at += 4)
      methods.push(named(authIpMethods, u16(bytes, at) ?? 0));
    return { ...base, kind: 'authip-auth', methods };
  }
  return { ...base, kind: 'unknown', data };
}
