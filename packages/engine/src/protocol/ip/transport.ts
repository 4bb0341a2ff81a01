import { hex } from '../bytes.ts';

export const portIke = 500;
export const portNatT = 4500;

// Exchange types: IKEv1 (RFC 2408, mode config 6, quick 32, new group 33, AuthIP 243–249) and IKEv2 (34–49 assigned, some room).
function exchangeFits(major: number, exchange: number): boolean {
  if (major === 2) return exchange >= 34 && exchange <= 60;
  return (exchange >= 1 && exchange <= 6) || exchange === 32 || exchange === 33 || exchange >= 240;
}

/**
 * Whether `length` bytes (as claimed by UDP) at `offset` look like an ISAKMP message: 28 bytes of header captured, an
 * initiator SPI that is not zero, version 1 or 2, an exchange type of that version, and a length field equal to `length`.
 * Cheap, and safe to call on anything.
 */
export function looksLikeIke(bytes: Uint8Array, offset: number, length: number, captured: number = length): boolean {
  if (length < 28 || captured < 28 || offset + 28 > bytes.length) return false;
  const version = bytes[offset + 17] ?? 0;
  const major = version >> 4;
  if ((major !== 1 && major !== 2) || (version & 15) > 1) return false;
  if (!exchangeFits(major, bytes[offset + 18] ?? 0)) return false;
  const claimed =
    (((bytes[offset + 24] ?? 0) << 24) |
      ((bytes[offset + 25] ?? 0) << 16) |
      ((bytes[offset + 26] ?? 0) << 8) |
      (bytes[offset + 27] ?? 0)) >>>
    0;
  if (claimed !== length) return false;
  for (let i = 0; i < 8; i++) if (bytes[offset + i] !== 0) return true;
  return false;
}

/** Whether the four bytes of the non-ESP marker (RFC 3948 section 2.2) are at `offset`. */
export function hasNonEspMarker(bytes: Uint8Array, offset: number, length: number): boolean {
  return (
    length >= 4 && bytes[offset] === 0 && bytes[offset + 1] === 0 && bytes[offset + 2] === 0 && bytes[offset + 3] === 0
  );
}

/** UDP header and where its payload is. Reused for every packet. */
export interface UdpView {
  sourcePort: number;
  destinationPort: number;
  payload: number;
  /** Payload bytes claimed (by UDP, at most what IP carries) and captured. */
  length: number;
  captured: number;
}

/** What is wrong with a UDP header, or ''. `udp.length-long` and `udp.length-short` still give a usable view. */
export type UdpFault = '' | 'udp.header-cut' | 'udp.length-long' | 'udp.length-short';

/**
 * Reads a UDP header (RFC 768) at `offset`; `ipLength` are the bytes IP claims from there, `captured` those there are.
 * A UDP length above what IP carries is cut to it; one below 8 is replaced by it (0 is legal in jumbograms).
 */
export function parseUdp(udp: UdpView, view: DataView, offset: number, ipLength: number, captured: number): UdpFault {
  if (captured < 8) return 'udp.header-cut';
  udp.sourcePort = view.getUint16(offset);
  udp.destinationPort = view.getUint16(offset + 2);
  udp.payload = offset + 8;
  const claimed = view.getUint16(offset + 4);
  let length = claimed;
  let fault: UdpFault = '';
  if (claimed > ipLength) {
    length = ipLength;
    fault = 'udp.length-long';
  } else if (claimed < 8) {
    length = ipLength;
    if (claimed !== 0) fault = 'udp.length-short';
  }
  udp.length = length - 8;
  udp.captured = Math.min(udp.length, captured - 8);
  return fault;
}

/** TCP flag bits. */
export const tcpFin = 1;
export const tcpSyn = 2;
export const tcpRst = 4;
export const tcpAck = 16;

/** What an ICMP error quotes of the datagram it complains about, as far as the quotation goes. */
export interface QuotedDatagram {
  readonly version: 4 | 6;
  readonly src: string;
  readonly dst: string;
  readonly protocol: number;
  /** Total length of the datagram as its header says. */
  readonly length: number;
  readonly identification: number;
  readonly dontFragment: boolean;
  readonly hopLimit: number;
  readonly fragmentOffset: number;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  /** ESP, also inside UDP, or AH: eight lower-case hex digits and the sequence number. */
  readonly spi: string | null;
  readonly sequence: number | null;
  /** IKE, when enough of it is quoted: SPIs (cookies) as 16 hex digits, exchange type, message id. */
  readonly ikeInitiatorSpi: string | null;
  readonly ikeResponderSpi: string | null;
  readonly ikeExchange: number | null;
  readonly ikeMessageId: number | null;
}

/** The part of a quotation above IP: `protocol`, and its bytes from `offset` to `end`. */
export function quotedUpper(
  bytes: Uint8Array,
  view: DataView,
  protocol: number,
  offset: number,
  end: number,
): Pick<
  QuotedDatagram,
  'srcPort' | 'dstPort' | 'spi' | 'sequence' | 'ikeInitiatorSpi' | 'ikeResponderSpi' | 'ikeExchange' | 'ikeMessageId'
> {
  const found = {
    srcPort: null as number | null,
    dstPort: null as number | null,
    spi: null as string | null,
    sequence: null as number | null,
    ikeInitiatorSpi: null as string | null,
    ikeResponderSpi: null as string | null,
    ikeExchange: null as number | null,
    ikeMessageId: null as number | null,
  };
  const spiAt = (at: number): void => {
    if (at + 4 <= end) found.spi = hex(bytes, at, 4);
    if (at + 8 <= end) found.sequence = view.getUint32(at + 4);
  };
  if (protocol === 50) spiAt(offset);
  else if (protocol === 51 && offset + 12 <= end) spiAt(offset + 4);
  else if ((protocol === 17 || protocol === 6) && offset + 4 <= end) {
    found.srcPort = view.getUint16(offset);
    found.dstPort = view.getUint16(offset + 2);
    if (protocol !== 17) return found;
    let at = offset + 8;
    const natT = found.srcPort === portNatT || found.dstPort === portNatT;
    if (natT) {
      if (at + 4 > end) return found;
      if (!hasNonEspMarker(bytes, at, end - at)) {
        spiAt(at);
        return found;
      }
      at += 4;
    } else if (found.srcPort !== portIke && found.dstPort !== portIke && !(at + 19 <= end && headerFits(bytes, at)))
      return found;
    if (at + 16 <= end) {
      found.ikeInitiatorSpi = hex(bytes, at, 8);
      found.ikeResponderSpi = hex(bytes, at + 8, 8);
    }
    if (at + 24 <= end) {
      found.ikeExchange = view.getUint8(at + 18);
      found.ikeMessageId = view.getUint32(at + 20);
    }
  }
  return found;
}

function headerFits(bytes: Uint8Array, at: number): boolean {
  const version = bytes[at + 17] ?? 0;
  return (version === 0x10 || version === 0x20) && exchangeFits(version >> 4, bytes[at + 18] ?? 0);
}
