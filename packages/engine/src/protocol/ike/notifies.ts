/** What the data of a notify means (RFC 7296 section 3.10.1 and the documents that add types; RFC 2407 section 4.6.3). */
import { keyExchangeGroups } from '../../knowledge/registries/groups.ts';
import { authMethods, hashAlgorithms } from '../../knowledge/registries/ikev2.ts';
import { payloadTypesV2 } from '../../knowledge/registries/isakmp.ts';
import {
  ipcompTransformsV2,
  ppkIdentityTypes,
  redirectGatewayTypes,
  securePasswordMethods,
} from '../../knowledge/registries/misc.ts';
import type { Registry } from '../../knowledge/registries/registry.ts';
import { addressText } from '../address.ts';
import { hex, u16, u32 } from '../bytes.ts';
import { isPrintable, latin1, utf8 } from '../text.ts';
import { type DecodeContext, has, limits, named } from './context.ts';
import type { Named, NotifyDetail } from './message.ts';
import { decodeLifetime } from './proposals.ts';

const NONE: NotifyDetail = { is: 'none' };
/** Longest data kept as hex, in bytes. */
const MAX_HEX = 256;

type Reader = (ctx: DecodeContext, start: number, end: number, protocol: Named, spi: string) => NotifyDetail;

const raw: Reader = (ctx, start, end) => ({ is: 'bytes', hex: hex(ctx.bytes, start, Math.min(end - start, MAX_HEX)) });
const hash: Reader = (ctx, start, end) => ({ is: 'hash', hash: hex(ctx.bytes, start, Math.min(end - start, 64)) });
const cookie: Reader = (ctx, start, end) => ({
  is: 'cookie',
  cookie: hex(ctx.bytes, start, Math.min(end - start, 64)),
});
const token: Reader = (ctx, start, end) => ({ is: 'token', token: hex(ctx.bytes, start, Math.min(end - start, 128)) });
const win32: Reader = (ctx, start, end) =>
  end - start === 4 ? { is: 'win32', status: u32(ctx.bytes, start) ?? 0 } : raw(ctx, start, end, UNKNOWN, '');
const count: Reader = (ctx, start, end) =>
  end - start === 4 ? { is: 'number', value: u32(ctx.bytes, start) ?? 0 } : raw(ctx, start, end, UNKNOWN, '');
const seconds: Reader = (ctx, start, end) =>
  end - start === 4 ? { is: 'seconds', seconds: u32(ctx.bytes, start) ?? 0 } : raw(ctx, start, end, UNKNOWN, '');
const rekeyed: Reader = (_ctx, _start, _end, protocol, spi) => ({ is: 'spi', protocol, spi });

const UNKNOWN: Named = { id: 0, name: 'NONE' };

const group: Reader = (ctx, start, end) =>
  end - start >= 2
    ? { is: 'group', group: named(keyExchangeGroups, u16(ctx.bytes, start) ?? 0) }
    : raw(ctx, start, end, UNKNOWN, '');

const address: Reader = (ctx, start, end) => {
  const size = end - start;
  const text = size === 4 || size === 16 ? addressText(ctx.bytes, start, size) : undefined;
  return text === undefined ? raw(ctx, start, end, UNKNOWN, '') : { is: 'address', address: text };
};

const ipcomp: Reader = (ctx, start, end) =>
  end - start >= 3
    ? { is: 'ipcomp', cpi: hex(ctx.bytes, start, 2), transform: named(ipcompTransformsV2, ctx.bytes[start + 2] ?? 0) }
    : raw(ctx, start, end, UNKNOWN, '');

/** A list of 16-bit numbers. */
function list16(registry: Registry): Reader {
  return (ctx, start, end) => {
    const items: Named[] = [];
    for (let at = start; at + 1 < end && items.length < limits.items; at += 2)
      items.push(named(registry, u16(ctx.bytes, at) ?? 0));
    return { is: 'list', items };
  };
}

/** REDIRECT and REDIRECTED_FROM (RFC 5685 section 3, section 6): type, length, gateway, and the nonce in REDIRECT. */
const gateway: Reader = (ctx, start, end) => {
  const { bytes } = ctx;
  if (!has(ctx, 'REDIRECT data', start, 2, end)) return raw(ctx, start, end, UNKNOWN, '');
  const size = bytes[start + 1] ?? 0;
  if (!has(ctx, 'REDIRECT data', start + 2, size, end, 'gateway length')) return raw(ctx, start, end, UNKNOWN, '');
  const type = named(redirectGatewayTypes, bytes[start] ?? 0);
  const from = start + 2;
  const text =
    (type.id === 1 && size === 4) || (type.id === 2 && size === 16)
      ? (addressText(bytes, from, size) ?? '')
      : utf8(bytes.subarray(from, from + size));
  return { is: 'gateway', type, gateway: text, nonce: hex(bytes, from + size, Math.min(end - from - size, 256)) };
};

/** TICKET_LT_OPAQUE: lifetime in seconds, then the ticket (RFC 5723 section 7.2). */
const ticketWithLifetime: Reader = (ctx, start, end) =>
  has(ctx, 'TICKET_LT_OPAQUE data', start, 4, end)
    ? { is: 'ticket', seconds: u32(ctx.bytes, start) ?? 0, ticketLength: end - start - 4 }
    : NONE;
const ticket: Reader = (_ctx, start, end) => ({ is: 'ticket', seconds: null, ticketLength: end - start });

const ppkIdentity: Reader = (ctx, start, end) => {
  if (end <= start) return NONE;
  const data = ctx.bytes.subarray(start + 1, Math.min(end, start + 257));
  const type = named(ppkIdentityTypes, ctx.bytes[start] ?? 0);
  return { is: 'identity', type, identity: isPrintable(data) ? latin1(data) : `0x${hex(data)}` };
};

/** SUPPORTED_AUTH_METHODS (RFC 9593 section 3.2): announcements of a length octet, a method and what narrows it. */
const authMethodList: Reader = (ctx, start, end) => {
  const items: Named[] = [];
  for (let at = start; at + 1 < end && items.length < limits.items; ) {
    const size = ctx.bytes[at] ?? 0;
    if (size < 2 || !has(ctx, 'SUPPORTED_AUTH_METHODS data', at, size, end, 'announcement length')) break;
    items.push(named(authMethods, ctx.bytes[at + 1] ?? 0));
    at += size;
  }
  return { is: 'list', items };
};

const READERS_V2: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [
    1,
    (ctx, start, end) =>
      end > start ? { is: 'payload-type', payload: named(payloadTypesV2, ctx.bytes[start] ?? 0) } : NONE,
  ],
  [
    5,
    (ctx, start, end) =>
      end > start ? { is: 'version', major: (ctx.bytes[start] ?? 0) >> 4 || (ctx.bytes[start] ?? 0) } : NONE,
  ],
  [9, count],
  [11, token],
  [17, group],
  [44, rekeyed],
  [12345, win32],
  [16385, count],
  [16387, ipcomp],
  [16388, hash],
  [16389, hash],
  [16390, cookie],
  [16393, rekeyed],
  [16397, address],
  [16398, address],
  [16401, cookie],
  [16403, seconds],
  [16407, gateway],
  [16408, gateway],
  [16409, ticketWithLifetime],
  [16413, ticket],
  [16419, token],
  [16424, list16(securePasswordMethods)],
  [16431, list16(hashAlgorithms)],
  [16436, ppkIdentity],
  [16441, token],
  [16443, authMethodList],
  [16446, ppkIdentity],
]);

const READERS_V1: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [
    24576,
    (ctx, start, end, protocol) => ({ is: 'lifetime', attributes: decodeLifetime(ctx, start, end, protocol.id === 1) }),
  ],
  [24577, count],
  [36136, count],
  [36137, count],
  [40003, win32],
  [40004, cookie],
  [40005, count],
  [40020, win32],
  [40021, cookie],
  [40501, address],
]);

/** Interprets the data of a notify from `start` to `end`; bytes as hex (text when printable) where no meaning is known. */
export function notifyDetail(
  ctx: DecodeContext,
  type: number,
  start: number,
  end: number,
  protocol: Named,
  spi: string,
): NotifyDetail {
  const reader = (ctx.protocol === 'IKEv2' ? READERS_V2 : READERS_V1).get(type);
  if (reader !== undefined && (end > start || reader === rekeyed)) return reader(ctx, start, end, protocol, spi);
  if (end <= start) return spi === '' ? NONE : { is: 'spi', protocol, spi };
  const data = ctx.bytes.subarray(start, Math.min(end, start + MAX_HEX));
  return data.length >= 4 && isPrintable(data) ? { is: 'text', text: latin1(data) } : { is: 'bytes', hex: hex(data) };
}

/** Whether a notify type reports an error (RFC 7296 section 3.10.1; RFC 2408 section 3.14.1; MS-IKEE 2.2.6). */
export function isErrorNotify(protocol: 'IKEv1' | 'IKEv2' | 'AuthIP', type: number, detail: NotifyDetail): boolean {
  if (type > 0 && type < 16384) return true;
  return protocol !== 'IKEv2' && detail.is === 'win32' && detail.status !== 0;
}
