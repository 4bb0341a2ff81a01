/** Builds frames: for tests, fixtures and examples. */
import { addressBytes } from '../address.ts';
import { concatBytes } from '../bytes.ts';
import { internetChecksum, pseudoHeaderSum } from './checksum.ts';

/** Bytes of an address text; throws on what is no address (only the project's own texts get here). */
export function address(text: string): Uint8Array {
  const bytes = addressBytes(text);
  if (bytes === undefined) throw new RangeError(`no address: ${text}`);
  return bytes;
}

function be16(value: number): number[] {
  return [(value >> 8) & 255, value & 255];
}

function be32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

export interface IpOptions {
  readonly hopLimit?: number;
  readonly identification?: number;
  readonly dontFragment?: boolean;
  /** IPv6: headers put between the IP header and the payload, with their type. */
  readonly extensions?: readonly { readonly type: number; readonly bytes: Uint8Array }[];
  /** In bytes, multiple of 8. */
  readonly fragmentOffset?: number;
  readonly moreFragments?: boolean;
  /** A total (IPv4) or payload (IPv6) length that is not the true one. */
  readonly claimedLength?: number;
}

/** An IPv4 or IPv6 datagram, by the family of the addresses. */
export function ip(
  src: string,
  dst: string,
  protocol: number,
  payload: Uint8Array,
  options: IpOptions = {},
): Uint8Array {
  const [from, to] = [address(src), address(dst)];
  return from.length === 4 ? ipv4(from, to, protocol, payload, options) : ipv6(from, to, protocol, payload, options);
}

function ipv4(from: Uint8Array, to: Uint8Array, protocol: number, payload: Uint8Array, options: IpOptions): Uint8Array {
  const flags = (options.dontFragment === true ? 0x4000 : 0) | (options.moreFragments === true ? 0x2000 : 0);
  const header = Uint8Array.of(
    0x45,
    0,
    ...be16(options.claimedLength ?? 20 + payload.length),
    ...be16(options.identification ?? 1),
    ...be16(flags | ((options.fragmentOffset ?? 0) >> 3)),
    options.hopLimit ?? 64,
    protocol,
    0,
    0,
    ...from,
    ...to,
  );
  header.set(be16(internetChecksum(header, 0, 20)), 10);
  return concatBytes(header, payload);
}

function ipv6(from: Uint8Array, to: Uint8Array, protocol: number, payload: Uint8Array, options: IpOptions): Uint8Array {
  const headers = [...(options.extensions ?? [])];
  if (options.fragmentOffset !== undefined || options.moreFragments !== undefined)
    headers.push({
      type: 44,
      bytes: Uint8Array.of(
        0,
        0,
        ...be16((options.fragmentOffset ?? 0) | (options.moreFragments === true ? 1 : 0)),
        ...be32(options.identification ?? 1),
      ),
    });
  const parts: Uint8Array[] = [];
  headers.forEach((header, i) => {
    const bytes = header.bytes.slice();
    bytes[0] = headers[i + 1]?.type ?? protocol;
    parts.push(bytes);
  });
  const body = concatBytes(...parts, payload);
  const header = Uint8Array.of(
    0x60,
    0,
    0,
    0,
    ...be16(options.claimedLength ?? body.length),
    headers[0]?.type ?? protocol,
    options.hopLimit ?? 64,
    ...from,
    ...to,
  );
  return concatBytes(header, body);
}

/** The fragments of a datagram so that none is longer than `mtu` bytes. */
export function fragments(
  src: string,
  dst: string,
  protocol: number,
  payload: Uint8Array,
  mtu: number,
  options: IpOptions = {},
): Uint8Array[] {
  const overhead = address(src).length === 4 ? 20 : 48;
  const step = (mtu - overhead) & ~7;
  const out: Uint8Array[] = [];
  for (let at = 0; at < payload.length; at += step)
    out.push(
      ip(src, dst, protocol, payload.subarray(at, at + step), {
        ...options,
        fragmentOffset: at,
        moreFragments: at + step < payload.length,
      }),
    );
  return out;
}

/** A UDP datagram with a right checksum (over the pseudo header of the two addresses). */
export function udp(
  src: string,
  dst: string,
  sourcePort: number,
  destinationPort: number,
  payload: Uint8Array,
  claimedLength?: number,
): Uint8Array {
  const length = claimedLength ?? payload.length + 8;
  const out = concatBytes(Uint8Array.of(...be16(sourcePort), ...be16(destinationPort), ...be16(length), 0, 0), payload);
  const both = concatBytes(address(src), address(dst));
  const sum = internetChecksum(out, 0, out.length, pseudoHeaderSum(both, 0, both.length / 2, 17, out.length));
  out.set(be16(sum === 0 ? 0xffff : sum), 6);
  return out;
}

/** A UDP datagram in IP. */
export function udpIp(
  src: string,
  dst: string,
  sourcePort: number,
  destinationPort: number,
  payload: Uint8Array,
  options: IpOptions = {},
): Uint8Array {
  return ip(src, dst, 17, udp(src, dst, sourcePort, destinationPort, payload), options);
}

/** A TCP header without data. `flags`: FIN 1, SYN 2, RST 4, ACK 16. */
export function tcp(sourcePort: number, destinationPort: number, flags: number): Uint8Array {
  return Uint8Array.of(
    ...be16(sourcePort),
    ...be16(destinationPort),
    ...be32(1),
    ...be32(0),
    0x50,
    flags,
    ...be16(1024),
    0,
    0,
    0,
    0,
  );
}

/** An ESP packet: SPI, sequence number and `length` bytes of ciphertext. */
export function esp(spi: number, sequence: number, length = 40): Uint8Array {
  return concatBytes(Uint8Array.of(...be32(spi), ...be32(sequence)), new Uint8Array(length).fill(0x5a));
}

/** An AH header with a 12-byte check value in front of `payload`. */
export function ah(next: number, spi: number, sequence: number, payload: Uint8Array): Uint8Array {
  return concatBytes(
    Uint8Array.of(next, 4, 0, 0, ...be32(spi), ...be32(sequence)),
    new Uint8Array(12).fill(0xa5),
    payload,
  );
}

/** An ICMP message; `rest` are the four bytes after the checksum. The checksum is that of IPv4. */
export function icmp(type: number, code: number, rest: number, payload: Uint8Array): Uint8Array {
  const out = concatBytes(Uint8Array.of(type, code, 0, 0, ...be32(rest)), payload);
  out.set(be16(internetChecksum(out, 0, out.length)), 2);
  return out;
}

/** An IKE message: a header with a right length and `body` zero bytes after it. */
export function ikeMessage(
  fields: {
    readonly initiatorSpi?: number;
    readonly responderSpi?: number;
    readonly version?: number;
    readonly exchange?: number;
    readonly flags?: number;
    readonly messageId?: number;
  } = {},
  body = 40,
): Uint8Array {
  return Uint8Array.of(
    ...be32(0x11111111),
    ...be32(fields.initiatorSpi ?? 1),
    ...be32(fields.responderSpi === undefined ? 0 : 0x22222222),
    ...be32(fields.responderSpi ?? 0),
    0,
    fields.version ?? 0x20,
    fields.exchange ?? 34,
    fields.flags ?? 8,
    ...be32(fields.messageId ?? 0),
    ...be32(28 + body),
    ...new Uint8Array(body),
  );
}

/** The same behind a non-ESP marker. */
export function marked(message: Uint8Array): Uint8Array {
  return concatBytes(new Uint8Array(4), message);
}

/** An ARP request (or reply) for Ethernet and IPv4. */
export function arp(sender: string, target: string, reply = false): Uint8Array {
  return Uint8Array.of(
    0,
    1,
    8,
    0,
    6,
    4,
    0,
    reply ? 2 : 1,
    2,
    0,
    0,
    0,
    0,
    1,
    ...address(sender),
    2,
    0,
    0,
    0,
    0,
    2,
    ...address(target),
  );
}

export type Link =
  | 'ethernet'
  | 'vlan'
  | 'qinq'
  | 'pppoe'
  | 'sll'
  | 'sll2'
  | 'raw'
  | 'null-little'
  | 'null-big'
  | 'loop'
  | 'ppp'
  | 'snap'
  | 'mpls';

/** Link type number of each framing. */
export const linkTypes: Readonly<Record<Link, number>> = {
  ethernet: 1,
  vlan: 1,
  qinq: 1,
  pppoe: 1,
  snap: 1,
  mpls: 1,
  sll: 113,
  sll2: 276,
  raw: 101,
  'null-little': 0,
  'null-big': 0,
  loop: 108,
  ppp: 9,
};

/** Puts a datagram (IPv4, IPv6, or with `etherType` anything) into a frame. `outgoing` is told by the cooked framings. */
export function frame(datagram: Uint8Array, link: Link = 'ethernet', etherType?: number, outgoing = false): Uint8Array {
  const v6 = (datagram[0] ?? 0) >> 4 === 6;
  const type = be16(etherType ?? (v6 ? 0x86dd : 0x0800));
  const macs = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];
  const way = outgoing ? 4 : 0;
  const ppp = [0, v6 ? 0x57 : 0x21];
  const family = v6 ? 30 : 2;
  const headers: Record<Link, readonly number[]> = {
    ethernet: [...macs, ...type],
    vlan: [...macs, 0x81, 0, 0, 5, ...type],
    qinq: [...macs, 0x88, 0xa8, 0, 5, 0x81, 0, 0, 6, ...type],
    pppoe: [...macs, 0x88, 0x64, 0x11, 0, 0, 7, ...be16(datagram.length + 2), ...ppp],
    snap: [...macs, ...be16(datagram.length + 8), 0xaa, 0xaa, 3, 0, 0, 0, ...type],
    mpls: [...macs, 0x88, 0x47, 0, 1, 0x01, 64],
    sll: [0, way, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, ...type],
    sll2: [...type, 0, 0, 0, 0, 0, 3, 0, 1, way, 6, 2, 0, 0, 0, 0, 1, 0, 0],
    raw: [],
    'null-little': [family, 0, 0, 0],
    'null-big': [0, 0, 0, family],
    loop: [0, 0, 0, family],
    ppp: [0xff, 3, ...ppp],
  };
  return concatBytes(Uint8Array.from(headers[link]), datagram);
}
