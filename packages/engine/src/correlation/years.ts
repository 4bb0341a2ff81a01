const milli = 1_000_000n;

/** Moments that a date can stand for. */
const latest = 8_640_000_000_000_000n * milli;

/**
 * What has to be added to a time without a year (nanoseconds, the year it has is assumed) so that it lies in the year of a dated moment
 * it belongs beside: the year before or after where that is nearer, as around New Year. Its month, day and time of day stay as written.
 */
export function yearsBetween(undated: bigint, moment: bigint): bigint {
  if (undated < 0n || moment < 0n || undated > latest || moment > latest) return 0n;
  const own = new Date(Number(undated / milli));
  const year = new Date(Number(moment / milli)).getUTCFullYear();
  let best: bigint | null = null;
  for (const candidate of [year, year - 1, year + 1]) {
    const shifted = new Date(own);
    shifted.setUTCFullYear(candidate);
    const offset = BigInt(shifted.getTime() - own.getTime()) * milli;
    if (best === null || away(undated + offset, moment) < away(undated + best, moment)) best = offset;
  }
  return best ?? 0n;
}

function away(one: bigint, other: bigint): bigint {
  return one < other ? other - one : one - other;
}
