/** Checksums that stay as right or as wrong as they were (RFC 1624): what is replaced is taken out of the sum, what takes its place put in. */
import { internetChecksum } from '../protocol/ip/checksum.ts';

/** Folded sum of 16-bit words (RFC 1071) of octets. */
export function sumOf(bytes: Uint8Array, from: number, length: number): number {
  return ~internetChecksum(bytes, from, length) & 0xffff;
}

/** Moves the checksum at `at` by the change of a sum; both sums folded. Equation 3 of RFC 1624. */
export function moveChecksum(view: DataView, at: number, before: number, after: number): void {
  let sum = (~view.getUint16(at) & 0xffff) + (~before & 0xffff) + after;
  while (sum > 0xffff) sum = (sum >>> 16) + (sum & 0xffff);
  view.setUint16(at, ~sum & 0xffff);
}

/** Adds two folded sums. */
export function plus(a: number, b: number): number {
  const sum = a + b;
  return sum > 0xffff ? sum - 0xffff : sum;
}
