/** Times as programs of C print them: `Nov 22 22:25:00 2026`, with `UTC` before the year where asked for. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Nanoseconds since the epoch, read as UTC whether or not it is said; null when it is no such time. `utc`: it is said. */
export function printedTime(text: string): { readonly ns: bigint; readonly utc: boolean } | null {
  const found =
    /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}([0-9]{1,2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?( UTC| GMT)? ([0-9]{4})$/.exec(
      text.trim(),
    );
  if (found === null) return null;
  const month = months.indexOf(found[1] ?? '');
  const [day, hour, minute, second, year] = [2, 3, 4, 5, 7].map((at) => Number(found[at])) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 0 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60 || year < 1970) return null;
  return { ns: BigInt(Date.UTC(year, month, day, hour, minute, second)) * 1_000_000n, utc: found[6] !== undefined };
}
