/** Times as exports of event logs print them. */

const day = 86_400_000_000_000n;

function nsOf(year: number, month: number, date: number, hour: number, minute: number, second: number): bigint | null {
  if (month < 1 || month > 12 || date < 1 || date > 31 || hour > 23 || minute > 59 || second > 60) return null;
  if (year < 1970 || year > 2400) return null;
  return BigInt(Date.UTC(year, month - 1, date, hour, minute, second)) * 1_000_000n;
}

/**
 * ISO 8601, as `SystemTime` and `Date:` of wevtutil write it, up to nine digits behind the second; a zone is taken off. Null where it is
 * none.
 */
export function isoNs(text: string): bigint | null {
  const found =
    /^([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?[0-9]{0,3}\s?(Z|[+-][0-9]{2}:?[0-9]{2})?$/.exec(
      text.trim().replace(/[\u200e\u200f]/g, ''),
    );
  if (found === null) return null;
  const [, year, month, date, hour, minute, second, fraction, zone] = found;
  const base = nsOf(Number(year), Number(month), Number(date), Number(hour), Number(minute), Number(second));
  if (base === null) return null;
  const east = zone === undefined || zone === 'Z' ? 0 : zoneMinutes(zone);
  return base + BigInt((fraction ?? '').padEnd(9, '0').slice(0, 9) || '0') - BigInt(east) * 60_000_000_000n;
}

function zoneMinutes(zone: string): number {
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** `/Date(1588000000000)/` of Windows PowerShell's JSON. */
export function jsonDateNs(text: string): bigint | null {
  const found = /^\/Date\((-?[0-9]{1,15})(?:[+-][0-9]{4})?\)\/$/.exec(text.trim());
  return found === null ? null : BigInt(found[1] ?? '0') * 1_000_000n;
}

/**
 * A date and time as a system prints it for people: `5/1/2026 10:10:10 AM`, `2026-05-01 오전 10:10:10`, `01.05.2026 10:10:10`. Of two
 * numbers in front of the year the first is the month, unless it cannot be (or points separate them). Null where it is none.
 */
export function printedNs(text: string): bigint | null {
  const plain = text
    .trim()
    .slice(0, 60)
    .replace(/[\u200e\u200f]/g, '');
  const iso = isoNs(plain);
  if (iso !== null) return iso;
  const numbers = plain.match(/[0-9]+/g)?.map(Number) ?? [];
  const [a, b, c, hour, minute, second = 0] = numbers;
  if (a === undefined || b === undefined || c === undefined || hour === undefined || minute === undefined) return null;
  let year: number;
  let month: number;
  let date: number;
  if (a > 31) [year, month, date] = [a, b, c];
  else {
    year = c < 100 ? 2000 + c : c;
    const dayFirst = a > 12 || /^[0-9]{1,2}\./.test(plain);
    [month, date] = dayFirst ? [b, a] : [a, b];
  }
  const afternoon = /\bPM\b|오후/i.test(plain);
  const morning = /\bAM\b|오전/i.test(plain);
  if ((afternoon || morning) && hour > 12) return null;
  const hours = afternoon && hour < 12 ? hour + 12 : morning && hour === 12 ? 0 : hour;
  return nsOf(year, month, date, hours, minute, second);
}

/** Whether the text is the printed date of a day close to any log's: used to tell columns apart. */
export function looksLikeTime(text: string): boolean {
  const ns = printedNs(text);
  return ns !== null && ns > 9000n * day;
}
