/** ESP without encryption (RFC 2410): told by its trailer and by what is inside, for nothing in the packet says so (RFC 5879). */

/** Lengths of check values of the usual algorithms (RFC 4868, RFC 2404, RFC 4543). */
const checks: readonly number[] = [12, 16, 24, 32];

/** What is inside an ESP packet that is not encrypted: its protocol, and where it ends; null: it is encrypted, or cannot be told. */
export function insideNull(
  bytes: Uint8Array,
  at: number,
  end: number,
): { readonly protocol: number; readonly end: number } | null {
  for (const check of checks) {
    const trailer = end - check - 2;
    if (trailer < at + 16) continue;
    const protocol = bytes[trailer + 1] ?? 0;
    const padding = bytes[trailer] ?? 0;
    const stop = trailer - padding;
    if (stop < at + 16 || !padded(bytes, stop, padding) || !fits(bytes, at + 8, stop, protocol)) continue;
    return { protocol, end: stop };
  }
  return null;
}

/** Padding is 1, 2, 3 … (RFC 4303 section 2.4). */
function padded(bytes: Uint8Array, from: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (bytes[from + i] !== ((i + 1) & 255)) return false;
  return true;
}

/** Whether what stands there is whole and of that protocol, by its own lengths. */
function fits(bytes: Uint8Array, at: number, end: number, protocol: number): boolean {
  const length = end - at;
  const word = (place: number): number => ((bytes[at + place] ?? 0) << 8) | (bytes[at + place + 1] ?? 0);
  switch (protocol) {
    case 4:
      return length >= 20 && (bytes[at] ?? 0) >> 4 === 4 && word(2) === length;
    case 41:
      return length >= 40 && (bytes[at] ?? 0) >> 4 === 6 && word(4) + 40 === length;
    case 17:
      return length >= 8 && word(4) === length;
    case 6:
      return (
        length >= 20 &&
        (bytes[at + 12] ?? 0) >> 4 >= 5 &&
        ((bytes[at + 12] ?? 0) >> 4) * 4 <= length &&
        ((bytes[at + 12] ?? 0) & 15) === 0
      );
    case 1:
    case 58:
      return (
        length >= 8 &&
        [0, 8, 3, 11, 1, 2, 128, 129, 133, 134, 135, 136].includes(bytes[at] ?? 255) &&
        (bytes[at + 1] ?? 255) < 16
      );
    default:
      return false;
  }
}
