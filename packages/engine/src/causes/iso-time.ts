/** Seconds of a moment in nanoseconds since the epoch, as RFC 3339 text in UTC; empty for none or what no calendar holds. */
export function isoNs(ns: bigint | null): string {
  if (ns === null) return '';
  const millis = Number(ns / 1_000_000n);
  return Math.abs(millis) > 8.64e15 ? '' : `${new Date(millis).toISOString().slice(0, 19)}Z`;
}
