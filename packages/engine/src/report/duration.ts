/** A span of nanoseconds (decimal, sign ignored) for people: `2 h 00 min`, `1.250 s`, `5 ms`. */
export function duration(ns: string): string {
  let value = BigInt(/^-?\d{1,30}$/.test(ns) ? ns : '0');
  if (value < 0n) value = -value;
  const ms = value / 1_000_000n;
  if (ms === 0n) return value === 0n ? '0 ms' : '< 1 ms';
  if (ms < 1000n) return `${ms} ms`;
  const seconds = ms / 1000n;
  if (seconds < 60n) return `${seconds}.${(ms % 1000n).toString().padStart(3, '0')} s`;
  const minutes = seconds / 60n;
  if (minutes < 60n) return `${minutes} min ${seconds % 60n} s`;
  const hours = minutes / 60n;
  if (hours < 48n) return `${hours} h ${minutes % 60n} min`;
  return `${hours / 24n} d ${hours % 24n} h`;
}

/** Time of day with milliseconds out of an RFC 3339 text, or one that lacks the year. */
export function clockTime(at: string | null): string {
  if (at === null) return '';
  const match = /(?:T|^|\s)(\d\d:\d\d:\d\d)(\.\d{1,3})?/.exec(at);
  return match === null
    ? at.slice(0, 24)
    : `${match[1] ?? ''}${(match[2] ?? '').padEnd(4, match[2] ? '0' : ' ')}`.trim();
}

/** Date and time to the second, with Z, out of an RFC 3339 text; what lacks the year stays as it is, to the second. */
export function dateTime(at: string | null): string {
  if (at === null) return '?';
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(at);
  return match === null ? at.slice(0, 32).replace(/(:\d\d)\.\d{1,9}/, '$1') : `${match[1] ?? ''} ${match[2] ?? ''}Z`;
}
