/** Writes ipsecData blobs as Windows does, for tests (MS-GPIPSEC 2.2.1). */
import type { FilterEnd, MainModeOffer, PolicyFilter, QuickModeOffer } from '../../observations/policy.ts';
import { concatBytes } from '../bytes.ts';
import { blobHeaders } from './guids.ts';

/** `vista`: with the second part of filter lists and the extension blocks of rules. */
export type Written = 'xp' | 'vista';

export function u32(value: number): Uint8Array {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value >>> 0, true);
  return out;
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 255, value >> 8);
}

export function guid(text: string): Uint8Array {
  const digits = text.replaceAll(/[{}-]/g, '');
  const byte = (i: number): number => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], byte);
}

/** UTF-16LE with its closing NUL, behind its length in bytes. */
function text(value: string): Uint8Array {
  const units = Uint8Array.from([...`${value}\0`].flatMap((char) => [...u16(char.charCodeAt(0))]));
  return concatBytes(u32(units.length), units);
}

const zeros = (length: number): Uint8Array => new Uint8Array(length);
const address = (dotted: string): Uint8Array => Uint8Array.from(dotted.split('.'), Number);

export function writePolicy(pollingSeconds: number): Uint8Array {
  return concatBytes(guid(blobHeaders.policy), u32(4), u32(pollingSeconds), zeros(1));
}

const encryptionIds: Readonly<Record<string, number>> = { DES: 1, '3DES': 3, none: 0 };
const hashIds: Readonly<Record<string, number>> = { none: 0, MD5: 1, SHA1: 2 };
const groupIds: Readonly<Record<string, number>> = { modp768: 1, modp1024: 2, modp2048: 0x10000001 };

export function writeIsakmp(options: {
  readonly masterPfs?: boolean;
  readonly lifetimeSeconds?: number;
  readonly quickModeLimit?: number;
  readonly offers: readonly MainModeOffer[];
  readonly written?: Written;
}): Uint8Array {
  // What older systems leave in the upper half of the ids.
  const upper = options.written === 'xp' ? 0x40 : 0;
  const methods = options.offers.map((offer) =>
    concatBytes(
      zeros(4),
      u32(encryptionIds[offer.encryption] ?? 0),
      u32(upper),
      u32(8),
      u32(hashIds[offer.hash] ?? 0),
      u32(upper),
      zeros(20),
      u32(groupIds[offer.group] ?? 0),
      u32(offer.quickModeLimit),
      u32(offer.lifetimeKilobytes),
      u32(offer.lifetimeSeconds),
      u32(0),
    ),
  );
  return concatBytes(
    guid(blobHeaders.isakmp),
    u32(64 + 64 * methods.length),
    zeros(16),
    zeros(4),
    u32(options.masterPfs === true ? 1 : 0),
    u32(0),
    zeros(4),
    u32(options.quickModeLimit ?? 0),
    u32(options.lifetimeSeconds ?? 0),
    zeros(20),
    u32(methods.length),
    ...methods,
    zeros(1),
  );
}

export function writeNegotiation(offers: readonly QuickModeOffer[]): Uint8Array {
  const written = offers.map((offer) =>
    concatBytes(
      u32(offer.lifetimeSeconds),
      u32(offer.lifetimeKilobytes),
      u32(0),
      u32(offer.pfs ? 1 : 0),
      u32(offer.transforms.length),
      ...[0, 1, 2].map((i) => {
        const transform = offer.transforms[i];
        // Left-over memory beyond the count.
        if (transform === undefined) return zeros(20).fill(0xcd);
        return concatBytes(
          u32(
            transform.protocol === 'AH'
              ? (hashIds[transform.algorithm] ?? 0)
              : (encryptionIds[transform.algorithm] ?? 0),
          ),
          u32(hashIds[transform.integrity ?? 'none'] ?? 0),
          u32(transform.protocol === 'AH' ? 1 : 2),
          zeros(8),
        );
      }),
    ),
  );
  return concatBytes(
    guid(blobHeaders.negotiation),
    u32(4 + 80 * written.length),
    u32(written.length),
    ...written,
    zeros(1),
  );
}

export type WrittenAuthentication =
  | { readonly method: 'psk'; readonly key: string }
  | { readonly method: 'certificate'; readonly authority: string }
  | { readonly method: 'kerberos' };

export function writeNfa(options: {
  readonly authentication: readonly WrittenAuthentication[];
  readonly interfaces?: 'all' | 'lan' | 'dial-up';
  readonly tunnel?: string;
  readonly active?: boolean;
  readonly written?: Written;
}): Uint8Array {
  const methods = options.authentication.map((one) =>
    one.method === 'psk'
      ? concatBytes(u32(1), text(one.key))
      : one.method === 'certificate'
        ? concatBytes(u32(3), text(one.authority))
        : concatBytes(u32(5), text('')),
  );
  const types = { 'dial-up': 0xffffffff, lan: 0xfffffffe, all: 0xfffffffd };
  const body = concatBytes(
    u32(methods.length),
    ...methods,
    u32(types[options.interfaces ?? 'all']),
    text(''),
    address(options.tunnel ?? '0.0.0.0'),
    u32(options.tunnel === undefined ? 0 : 1),
    u32(options.active === false ? 0 : 1),
    text(''),
  );
  const head = concatBytes(guid(blobHeaders.nfa), u32(body.length), body);
  if (options.written !== 'vista') return concatBytes(head, zeros(1));
  return concatBytes(
    head,
    guid(blobHeaders.alternateAuthentication),
    u32(methods.length),
    ...methods,
    guid(blobHeaders.authenticationFlags),
    u32(methods.length),
    ...methods.map(() => u32(0)),
    guid(blobHeaders.tunnelEndpoint6),
    zeros(16),
  );
}

const specialNumbers: Readonly<Record<string, number>> = { dns: 1, wins: 2, dhcp: 3, gateway: 4 };
const endTypes: Readonly<Record<string, number>> = { any: 0, me: 8, dns: 0x10, wins: 0x20, dhcp: 0x40, gateway: 0x80 };

function firstEnd(end: FilterEnd): Uint8Array {
  if (end.kind === 'me') return concatBytes(zeros(4), address('255.255.255.255'));
  if (end.kind !== 'range') return zeros(8);
  // Only ranges that a mask can say are written so.
  const number = (dotted: string): number => dotted.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const mask = ~(number(end.to) ^ number(end.from)) >>> 0;
  return concatBytes(
    address(end.from),
    Uint8Array.of(mask >>> 24, (mask >>> 16) & 255, (mask >>> 8) & 255, mask & 255),
  );
}

function secondEnd(end: FilterEnd): Uint8Array {
  if (end.kind !== 'range') return concatBytes(u32(endTypes[end.kind] ?? 0), u32(3), zeros(32));
  const padded = (dotted: string): Uint8Array => concatBytes(address(dotted), zeros(12));
  return concatBytes(u32(end.from === end.to ? 1 : 2), u32(1), padded(end.from), padded(end.to));
}

const ports = ({ from, to }: { from: number; to: number }): Uint8Array =>
  from === 0 && to === 65_535 ? zeros(8) : concatBytes(u32(from === to ? 1 : 2), u16(from), u16(to));

export function writeFilters(filters: readonly PolicyFilter[], written: Written = 'xp'): Uint8Array {
  const names = (filter: PolicyFilter): Uint8Array =>
    concatBytes(
      text(filter.source.kind === 'name' ? filter.source.name : ''),
      text(filter.destination.kind === 'name' ? filter.destination.name : ''),
      text(filter.description),
    );
  const first = filters.map((filter) =>
    concatBytes(
      names(filter),
      zeros(16).fill(7),
      u32(filter.mirrored ? 1 : 0),
      firstEnd(filter.source),
      firstEnd(filter.destination),
      address(filter.tunnel ?? '0.0.0.0'),
      u32(filter.protocol),
      u16(filter.sourcePorts.from === filter.sourcePorts.to ? filter.sourcePorts.from : 0),
      u16(filter.destinationPorts.from === filter.destinationPorts.to ? filter.destinationPorts.from : 0),
      Uint8Array.of(
        filter.tunnel === null ? 0 : 1,
        specialNumbers[filter.source.kind] ??
          (specialNumbers[filter.destination.kind] === undefined
            ? 0
            : 0x80 | (specialNumbers[filter.destination.kind] ?? 0)),
      ),
      zeros(2),
    ),
  );
  const body = concatBytes(...first);
  const head = concatBytes(
    guid(blobHeaders.filter),
    u32(body.length + (written === 'xp' ? 4 : 0)),
    u32(first.length),
    body,
  );
  if (written === 'xp') return concatBytes(head, zeros(1));
  const second = filters.map((filter) =>
    concatBytes(
      names(filter),
      zeros(16).fill(7),
      u32(filter.mirrored ? 1 : 0),
      secondEnd(filter.source),
      secondEnd(filter.destination),
      ports(filter.sourcePorts),
      ports(filter.destinationPorts),
      u32(filter.protocol),
      u32(8),
    ),
  );
  const more = concatBytes(...second);
  return concatBytes(
    head,
    guid(blobHeaders.secondFilters),
    u32(more.length),
    u32(first.length),
    u32(second.length),
    more,
  );
}
