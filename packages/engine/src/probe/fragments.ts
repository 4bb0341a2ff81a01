/**
 * Bytes on the way: what ESP (RFC 4303 section 2), AH (RFC 4302 section 2), UDP (RFC 3948) and TCP (RFC 9329) add to a packet, and the pieces
 * that an MTU makes of it (RFC 791 section 2.3, RFC 8200 section 4.5). Exact; capability C23.
 */
import type { FragmentCaveat, FragmentsDocument, Travelling } from '../document/fragments-types.ts';
import { isAead } from '../policy/algorithms.ts';
import { parseProposals } from '../policy/proposals.ts';

/** What a cipher or an integrity algorithm costs, in bytes. */
interface Cost {
  /** Explicit IV in every packet. */
  readonly iv: number;
  /** Ciphertext is a multiple of this, and never less than 4 (RFC 4303 section 2.4). */
  readonly block: number;
  /** ICV of a combined cipher. */
  readonly icv: number;
  readonly source: string;
}

/** Ciphers by the start of their name, the longest first where one begins another. */
const ciphers: readonly (readonly [name: RegExp, cost: Cost])[] = [
  [
    /^ENCR_(?:DES|3DES|BLOWFISH|CAST)\b|^ENCR_(?:BLOWFISH|CAST)_/,
    { iv: 8, block: 8, icv: 0, source: 'RFC 2451 section 2' },
  ],
  [/^ENCR_AES_CBC/, { iv: 16, block: 16, icv: 0, source: 'RFC 3602 section 3' }],
  [/^ENCR_CAMELLIA_CBC/, { iv: 16, block: 16, icv: 0, source: 'RFC 4312 section 3' }],
  [/^ENCR_(?:AES|CAMELLIA)_CTR/, { iv: 8, block: 4, icv: 0, source: 'RFC 3686 section 3, RFC 5529 section 2' }],
  [/^ENCR_AES_GCM_8/, { iv: 8, block: 4, icv: 8, source: 'RFC 4106 sections 3 and 6' }],
  [/^ENCR_AES_GCM_12/, { iv: 8, block: 4, icv: 12, source: 'RFC 4106 sections 3 and 6' }],
  [/^ENCR_AES_GCM_16/, { iv: 8, block: 4, icv: 16, source: 'RFC 4106 sections 3 and 6' }],
  [
    /^ENCR_(?:AES|CAMELLIA)_CCM_8/,
    { iv: 8, block: 4, icv: 8, source: 'RFC 4309 sections 3 and 6, RFC 5529 section 2' },
  ],
  [
    /^ENCR_(?:AES|CAMELLIA)_CCM_12/,
    { iv: 8, block: 4, icv: 12, source: 'RFC 4309 sections 3 and 6, RFC 5529 section 2' },
  ],
  [
    /^ENCR_(?:AES|CAMELLIA)_CCM_16/,
    { iv: 8, block: 4, icv: 16, source: 'RFC 4309 sections 3 and 6, RFC 5529 section 2' },
  ],
  [/^ENCR_CHACHA20_POLY1305/, { iv: 8, block: 4, icv: 16, source: 'RFC 7634 section 2' }],
  [/^ENCR_NULL_AUTH_AES_GMAC/, { iv: 8, block: 4, icv: 16, source: 'RFC 4543 section 3' }],
  [/^ENCR_NULL$/, { iv: 0, block: 1, icv: 0, source: 'RFC 2410 section 2' }],
];

/** ICV of integrity algorithms in bytes. */
const icvs: Readonly<Record<string, readonly [bytes: number, source: string]>> = {
  AUTH_HMAC_MD5_96: [12, 'RFC 2403 section 2'],
  AUTH_HMAC_SHA1_96: [12, 'RFC 2404 section 2'],
  AUTH_HMAC_SHA1_160: [20, 'RFC 4595 section 4'],
  AUTH_HMAC_MD5_128: [16, 'RFC 4595 section 4'],
  AUTH_HMAC_SHA2_256_96: [12, 'draft-ietf-ipsec-ciph-sha-256-00'],
  AUTH_HMAC_SHA2_256_128: [16, 'RFC 4868 section 2.3'],
  AUTH_HMAC_SHA2_384_192: [24, 'RFC 4868 section 2.3'],
  AUTH_HMAC_SHA2_512_256: [32, 'RFC 4868 section 2.3'],
  AUTH_AES_XCBC_96: [12, 'RFC 3566 section 4'],
  AUTH_AES_CMAC_96: [12, 'RFC 4494 section 2'],
};

/** Algorithms of one SA, in bytes. */
export interface SaBytes {
  readonly iv: number;
  readonly block: number;
  readonly icv: number;
  /** As proposals write it. */
  readonly words: string;
}

/** What cannot be counted, as it was written. */
export class FragmentError extends Error {}

/** Bytes of the first proposal of a list in strongSwan's spelling (`aes256-sha256`, `aes128gcm16`, of AH `sha256`). Throws FragmentError. */
export function saBytes(words: string, protocol: 'ESP' | 'AH'): SaBytes {
  const [proposal] = parseProposals(words, 'strongswan', protocol);
  if (proposal === undefined || proposal.unknown !== undefined)
    throw new FragmentError(proposal?.unknown?.[0] ?? words);
  const integrity = proposal.integrity[0];
  const separate = integrity === undefined ? undefined : icvs[integrity];
  if (protocol === 'AH') {
    if (separate === undefined) throw new FragmentError(words);
    return { iv: 0, block: 1, icv: separate[0], words };
  }
  const name = proposal.encryption[0];
  const cost = ciphers.find(([test]) => test.test(name ?? ''))?.[1];
  if (name === undefined || cost === undefined) throw new FragmentError(words);
  if (isAead(name)) return { iv: cost.iv, block: cost.block, icv: cost.icv, words };
  if (integrity !== undefined && separate === undefined) throw new FragmentError(integrity);
  return { iv: cost.iv, block: cost.block, icv: cost.icv + (separate?.[0] ?? 0), words };
}

export interface Encapsulation {
  readonly family: 4 | 6;
  readonly mode: 'tunnel' | 'transport';
  readonly protocol: 'ESP' | 'AH';
  readonly carrier: 'ip' | 'udp' | 'tcp';
  readonly sa: SaBytes;
  /** Options of the carrying TCP in bytes; 12 are time stamps (RFC 7323 section 3.2). */
  readonly tcpOptions: number;
}

const ipHeader = (family: 4 | 6): number => (family === 4 ? 20 : 40);
const udpHeader = 8;
const tcpHeader = 20;
/** Length before every message in TCP (RFC 9329 section 3). */
const tcpLength = 2;
const nonEspMarker = 4;
const up = (value: number, step: number): number => Math.ceil(value / step) * step;

/** Bytes of ESP or AH with what it carries of an inner IP packet of `inner` bytes; the outer IP header is not among them. */
export function protectedBytes(inner: number, encapsulation: Encapsulation): number {
  const { family, mode, protocol, sa } = encapsulation;
  const carried = mode === 'tunnel' ? inner : inner - ipHeader(family);
  // The whole of AH is a multiple of 4 bytes for IPv4 and of 8 for IPv6 (RFC 4302 section 3.3.3.2.1).
  if (protocol === 'AH') return up(12 + sa.icv, family === 4 ? 4 : 8) + carried;
  // SPI, sequence number, IV, then payload, padding, its length and the next header as whole blocks (RFC 4303 section 2.4).
  return 8 + sa.iv + up(carried + 2, Math.max(sa.block, 4)) + sa.icv;
}

/** The IP packets that one packet of `total` bytes with an IP header becomes on a link with this MTU. */
export function fragmentSizes(total: number, mtu: number, family: 4 | 6): readonly number[] {
  if (total <= mtu) return [total];
  const header = ipHeader(family);
  const own = family === 4 ? header : header + 8;
  // All but the last carry a multiple of eight bytes (RFC 791 section 3.2, RFC 8200 section 4.5).
  const step = Math.floor((mtu - own) / 8) * 8;
  if (step <= 0) throw new FragmentError(`${mtu}`);
  const sizes: number[] = [];
  for (let left = total - header; left > 0; ) {
    const part = left <= mtu - own ? left : step;
    sizes.push(own + part);
    left -= part;
  }
  return sizes;
}

/** What an inner IP packet of `inner` bytes becomes. */
export function travel(inner: number, encapsulation: Encapsulation, mtu: number): Travelling {
  const { family, carrier, tcpOptions } = encapsulation;
  const payload = protectedBytes(inner, encapsulation);
  const header = ipHeader(family);
  if (carrier === 'tcp') return inTcp(inner, payload, mtu, header + tcpHeader + tcpOptions);
  const outer = header + (carrier === 'udp' ? udpHeader : 0) + payload;
  return { inner, outer, pieces: fragmentSizes(outer, mtu, family) };
}

/** Segments that begin with this message, as if nothing else were in the stream. */
function inTcp(inner: number, payload: number, mtu: number, headers: number): Travelling {
  const room = mtu - headers;
  if (room <= 0) throw new FragmentError(`${mtu}`);
  const pieces: number[] = [];
  for (let left = payload + tcpLength; left > 0; left -= room) pieces.push(headers + Math.min(left, room));
  return { inner, outer: pieces.reduce((sum, size) => sum + size, 0), pieces };
}

/** The largest inner packet that travels in one piece; null: not even an IP header does. */
export function largestInner(encapsulation: Encapsulation, mtu: number): number | null {
  const least = ipHeader(encapsulation.family);
  const whole = (inner: number): boolean => travel(inner, encapsulation, mtu).pieces.length === 1;
  if (!whole(least)) return null;
  // The size on the way never falls when the packet grows, so halving finds it.
  let fits = least;
  let fails = mtu + 1;
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (whole(middle)) fits = middle;
    else fails = middle;
  }
  return fits;
}

/** Payloads beside the large one in the message that carries it, in bytes: what implementations send at the least. */
const beside: Readonly<
  Record<'certificate' | 'ticket', { readonly bytes: number; readonly of: string; readonly source: string }>
> = {
  certificate: {
    // Header 28, SK header 4, IV 16, ICV 16, padding 16; IDi 8 + 60; CERT 5; AUTH 8 + 15 + 256; SA 44; TSi and TSr 48; notifies 24.
    bytes: 28 + 4 + 16 + 16 + 16 + 68 + 5 + 279 + 44 + 48 + 24,
    of: 'IKE_AUTH with a name as identity, an RSA signature of 2048 bits, and one child',
    source: 'RFC 7296 sections 1.2 and 3',
  },
  ticket: {
    // Header 28; KE 4 + 128 (group 2); nonce 4 + 20; NAT-D 2 × 24; token header 4.
    bytes: 28 + 132 + 24 + 48 + 4,
    of: 'third message of main mode with GSS-API, group 2',
    source: 'draft-ietf-ipsec-isakmp-gss-auth-07 section 3.1',
  },
};

/** Size of the IKE message that carries a certificate or a ticket of so many bytes; an estimate, `others` tells what was added. */
export function ikeMessageBytes(
  carries: 'certificate' | 'ticket',
  bytes: number,
): { readonly size: number; readonly others: number } {
  const others = beside[carries].bytes;
  return { size: bytes + others, others };
}

/** An IKE message of `size` bytes in UDP or TCP. Behind NAT it goes to port 4500 with the marker. */
export function travelIke(
  size: number,
  family: 4 | 6,
  carrier: Encapsulation['carrier'],
  mtu: number,
  tcpOptions = 12,
): Travelling {
  const header = ipHeader(family);
  if (carrier === 'tcp') return inTcp(size, size + nonEspMarker, mtu, header + tcpHeader + tcpOptions);
  const outer = header + udpHeader + (carrier === 'udp' ? nonEspMarker : 0) + size;
  return { inner: size, outer, pieces: fragmentSizes(outer, mtu, family) };
}

/**
 * IKE fragmentation (RFC 7383 section 2.5): how many messages a protected message of `size` bytes becomes, so that none needs IP fragments.
 * The IKE SA is taken to use these algorithms too. Null: the MTU has no room for one byte.
 */
export function ikeFragments(
  size: number,
  family: 4 | 6,
  carrier: 'ip' | 'udp',
  mtu: number,
  sa: SaBytes,
): { readonly count: number; readonly each: number } | null {
  const headers = ipHeader(family) + udpHeader + (carrier === 'udp' ? nonEspMarker : 0);
  // IKE header, SKF header with its two numbers, IV, then content with padding and its length as whole blocks, ICV.
  const fixed = 28 + 8 + sa.iv + sa.icv;
  const room = Math.floor((mtu - headers - fixed) / sa.block) * sa.block - 1;
  if (room <= 0) return null;
  const whole = 28 + 4 + sa.iv + sa.icv + 1;
  const content = Math.max(1, size - whole);
  const largest = Math.min(content, room);
  return { count: Math.ceil(content / room), each: fixed + up(largest + 1, sa.block) };
}

export interface FragmentsQuery extends Omit<Encapsulation, 'sa'> {
  readonly mtu: number;
  readonly algorithm: string;
  /** Inner packet, IP header included; null: not asked. */
  readonly payload: number | null;
  /** Whether the payload is TCP, which adapts itself. */
  readonly payloadIsTcp: boolean;
  readonly ike: { readonly carries: 'message' | 'certificate' | 'ticket'; readonly bytes: number } | null;
  readonly ikeVersion: 1 | 2;
}

/** Smallest MTU that is counted with: RFC 791 section 3.2, and the largest IP packet. */
export const mtuLimits = { least: 68, most: 65_535 } as const;

/** All that can be said of these sizes. Throws FragmentError for an algorithm that is not known or an MTU without room. */
export function countFragments(query: FragmentsQuery): FragmentsDocument {
  const sa = saBytes(query.algorithm, query.protocol);
  const encapsulation: Encapsulation = { ...query, sa };
  const { family, mtu, carrier } = query;
  const added = Array.from({ length: 64 }, (_, i) => {
    const inner = ipHeader(family) + 40 + i;
    return (
      ipHeader(family) +
      (carrier === 'udp' ? udpHeader : carrier === 'tcp' ? tcpHeader + query.tcpOptions + tcpLength : 0) +
      protectedBytes(inner, encapsulation) -
      inner
    );
  });
  const fits = largestInner(encapsulation, mtu);
  const message = query.ike;
  const reckoned =
    message === null
      ? null
      : message.carries === 'message'
        ? { size: message.bytes, others: 0 }
        : ikeMessageBytes(message.carries, message.bytes);
  const payload = query.payload === null ? null : travel(query.payload, encapsulation, mtu);
  const ike =
    message === null || reckoned === null
      ? null
      : {
          ...travelIke(reckoned.size, family, carrier, mtu, query.tcpOptions),
          others: reckoned.others,
          carries: message.carries,
        };
  return {
    schema: 'ipsec-doctor/fragments@1',
    mtu,
    family,
    mode: query.mode,
    protocol: query.protocol,
    carrier,
    algorithm: query.algorithm,
    overhead: { least: Math.min(...added), most: Math.max(...added) },
    fits,
    mss: fits === null ? null : Math.max(0, fits - ipHeader(family) - tcpHeader),
    payload,
    ike,
    ikeFragmented:
      reckoned === null || query.ikeVersion === 1 || carrier === 'tcp'
        ? null
        : ikeFragments(
            reckoned.size,
            family,
            carrier,
            mtu,
            query.protocol === 'ESP' ? sa : saBytes('aes256-sha256', 'ESP'),
          ),
    caveats: caveatsOf(query, payload, ike),
  };
}

/** What else to mind, from the query: inventory PATH-15 to PATH-20. */
function caveatsOf(
  query: FragmentsQuery,
  payload: Travelling | null,
  ike: FragmentsDocument['ike'],
): readonly FragmentCaveat[] {
  const { carrier, mode, protocol } = query;
  const pieces = carrier !== 'tcp' && (payload?.pieces.length ?? 1) > 1;
  const large = carrier !== 'tcp' && ike !== null && ike.pieces.length > 1;
  const rules: readonly (readonly [caveat: FragmentCaveat, holds: boolean])[] = [
    ['tcp', carrier === 'tcp'],
    ['ah-nat', protocol === 'AH' && carrier !== 'ip'],
    ['nat-t-no-pmtu', carrier === 'udp' && mode === 'transport' && protocol === 'ESP'],
    ['pmtu-registry', carrier === 'udp' && query.payloadIsTcp],
    ['df-kept', mode === 'transport' && query.payloadIsTcp && pieces],
    ['udp-fragmented', !query.payloadIsTcp && pieces],
    ['offload', pieces],
    ['kerberos-no-avoidance', large && ike.carries === 'ticket'],
    ['certificate-avoidance', large && ike.carries !== 'ticket'],
  ];
  return rules.filter(([, holds]) => holds).map(([caveat]) => caveat);
}
