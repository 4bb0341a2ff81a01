import { cutNot, type IpView } from './parse.ts';
import type { UdpView } from './transport.ts';

/** Sum of 16-bit words of `length` bytes at `offset` (RFC 1071), not folded; an odd last byte counts as the high one. */
function sumWords(bytes: Uint8Array, offset: number, length: number): number {
  let sum = 0;
  const even = length & ~1;
  for (let i = 0; i < even; i += 2) sum += ((bytes[offset + i] ?? 0) << 8) | (bytes[offset + i + 1] ?? 0);
  if (even !== length) sum += (bytes[offset + even] ?? 0) << 8;
  return sum;
}

/** Folds a sum of 16-bit words into 16 bits with end-around carry. */
function fold(sum: number): number {
  let value = sum;
  while (value > 0xffff) value = Math.floor(value / 0x10000) + (value & 0xffff);
  return value;
}

/** The Internet checksum (RFC 1071) of `length` bytes at `offset`, starting from `initial` (not folded). */
export function internetChecksum(bytes: Uint8Array, offset: number, length: number, initial = 0): number {
  return ~fold(initial + sumWords(bytes, offset, length)) & 0xffff;
}

/** Sum of the pseudo header (RFC 768, RFC 8200 section 8.1): both addresses, protocol and length. */
export function pseudoHeaderSum(
  bytes: Uint8Array,
  addresses: number,
  addressLength: number,
  protocol: number,
  length: number,
): number {
  return sumWords(bytes, addresses, addressLength * 2) + protocol + (length & 0xffff) + (length >>> 16);
}

/**
 * Whether the checksum of a UDP datagram holds. `bad` is usual for packets captured where they are sent, when the network
 * card computes it; `unknown` when the datagram is not there in full.
 */
export function udpChecksum(ip: IpView, udp: UdpView): 'good' | 'bad' | 'absent' | 'unknown' {
  const header = udp.payload - 8;
  if (ip.dataView.getUint16(header + 6) === 0) return 'absent';
  const length = udp.length + 8;
  if (udp.captured < udp.length || ip.cut !== cutNot) return 'unknown';
  const initial = pseudoHeaderSum(ip.bytes, ip.source, ip.addressLength, 17, length);
  return internetChecksum(ip.data, header, length, initial) === 0 ? 'good' : 'bad';
}
