const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Nanoseconds since the epoch of a certificate date as daemons print it: `Nov 22 22:25:00 2026`, `Nov 22 22:25:00 UTC 2026`,
 * `2026-11-22T22:25:00Z`, `Sun Nov 22 22:25:00 2026`. Read as UTC. Null when it is none of these.
 */
export function dateNs(text: string): bigint | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})/.exec(text);
  if (iso !== null)
    return utc(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), Number(iso[4]), Number(iso[5]), Number(iso[6]));
  const words = text.split(/[ ,]+/).filter((word) => word !== '');
  const at = words.findIndex((word) => months.includes(word.slice(0, 3).toLowerCase()));
  if (at < 0) return null;
  const month = months.indexOf((words[at] ?? '').slice(0, 3).toLowerCase());
  const day = Number(words[at + 1]);
  const time = /^(\d{2}):(\d{2}):(\d{2})$/.exec(words[at + 2] ?? '');
  const year = Number(words.slice(at + 3).find((word) => /^\d{4}$/.test(word)));
  if (time === null || !Number.isInteger(day) || !Number.isInteger(year)) return null;
  return utc(year, month, day, Number(time[1]), Number(time[2]), Number(time[3]));
}

function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): bigint | null {
  const millis = Date.UTC(year, month, day, hour, minute, second);
  return Number.isFinite(millis) ? BigInt(millis) * 1_000_000n : null;
}
