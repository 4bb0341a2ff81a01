/** Neighbour discovery (RFC 4861) with pseudonyms in place. */
import type { Redaction } from './redaction.ts';

/** Redacts a message of type 133 to 137 from `at` to `end`, its checksum apart. */
export function replaceNeighbour(bytes: Uint8Array, at: number, end: number, type: number, redaction: Redaction): void {
  const { addresses } = redaction;
  let from = at + 8;
  // Target of a solicitation or advertisement; target and destination of a redirect.
  const targets = type === 137 ? 2 : type >= 135 ? 1 : 0;
  for (let i = 0; i < targets && from + 16 <= end; i++, from += 16) addresses.replace(bytes, from, 16);
  if (type === 134) from += 8;
  while (from + 8 <= end) {
    const length = (bytes[from + 1] ?? 0) * 8;
    if (length === 0 || from + length > end) break;
    const kind = bytes[from];
    if ((kind === 1 || kind === 2) && length === 8) addresses.replaceMac(bytes, from + 2);
    // Prefix information (section 4.6.2) and recursive DNS servers (RFC 8106).
    else if (kind === 3 && length === 32)
      bytes.set(addresses.network(bytes.slice(from + 16, from + 32), bytes[from + 2] ?? 64), from + 16);
    else if (kind === 25) for (let i = from + 8; i + 16 <= from + length; i += 16) addresses.replace(bytes, i, 16);
    else if (kind !== 5) bytes.fill(0, from + 2, from + length);
    from += length;
  }
  bytes.fill(0, Math.min(from, end), end);
}
