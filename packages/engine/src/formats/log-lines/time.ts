import { localMonth } from './months.ts';
import { fixedNumber, isDigit, isLetter, numberBetween, skipDigits, skipSpaces, SPACE } from './scan.ts';

/** A time as the line writes it, taken apart. Fields that the line leaves out are null. */
export interface TimeParts {
  /** Index after the time (and its zone), before the space that follows. */
  readonly end: number;
  readonly year: number | null;
  /** 1 to 12. */
  readonly month: number | null;
  readonly day: number | null;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Fraction of the second in nanoseconds, 0 to 999,999,999. */
  readonly fraction: number;
  /** Minutes east of UTC, or null when the line states no zone. */
  readonly zone: number | null;
  /** Seconds since the Unix epoch when the line counts them itself; the calendar fields are then null. */
  readonly epoch: number | null;
  /** Seconds since the boot of the host. */
  readonly uptime: number | null;
}

const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};
const weekdays: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Zone names that mean one offset wherever they are used in logs, minutes east of UTC. */
const zoneNames: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  JST: 540,
  KST: 540,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
};

function monthAt(text: string, i: number): number {
  if (isLetter(text, i + 3)) return 0;
  return months[text.slice(i, i + 3).toLowerCase()] ?? 0;
}

interface Clock {
  end: number;
  hour: number;
  minute: number;
  second: number;
  fraction: number;
}

/** Nanoseconds of the decimal digits between `from` and `to`. */
function nanoseconds(text: string, from: number, to: number): number {
  const digits = text.slice(from, Math.min(to, from + 9));
  return Number(digits.padEnd(9, '0'));
}

/** `08:02:05`, with `.123456` or `,123`, with AM or PM. */
function clockAt(text: string, i: number): Clock | null {
  const hourEnd = skipDigits(text, i);
  if (hourEnd === i || hourEnd - i > 2 || text.charAt(hourEnd) !== ':') return null;
  let hour = numberBetween(text, i, hourEnd);
  const minute = fixedNumber(text, hourEnd + 1, 2);
  if (minute < 0 || minute > 59 || hour > 24 || text.charAt(hourEnd + 3) !== ':') return null;
  const second = fixedNumber(text, hourEnd + 4, 2);
  if (second < 0 || second > 60) return null;
  let end = hourEnd + 6;
  if (isDigit(text, end)) return null;
  let fraction = 0;
  const dot = text.charAt(end);
  if ((dot === '.' || dot === ',') && isDigit(text, end + 1)) {
    const stop = skipDigits(text, end + 1);
    fraction = nanoseconds(text, end + 1, stop);
    end = stop;
  }
  const half = text.slice(end, end + 3).toUpperCase();
  if ((half === ' AM' || half === ' PM') && !isLetter(text, end + 3)) {
    hour = (hour % 12) + (half === ' PM' ? 12 : 0);
    end += 3;
  }
  return { end, hour, minute, second, fraction };
}

interface Zone {
  end: number;
  zone: number;
}

/** `Z`, `+01:00`, `+0100`, `+01`, ` +0100`, ` UTC`, ` CET`. */
function zoneAt(text: string, i: number): Zone | null {
  let at = i;
  if (text.charCodeAt(at) === SPACE) at++;
  const sign = text.charAt(at);
  if (sign === '+' || sign === '-') {
    const hours = fixedNumber(text, at + 1, 2);
    if (hours < 0 || hours > 15) return null;
    let end = at + 3;
    const minuteAt = text.charAt(end) === ':' ? end + 1 : end;
    const minutes = fixedNumber(text, minuteAt, 2);
    if (minutes >= 0 && minutes < 60) end = minuteAt + 2;
    if (isDigit(text, end) || isLetter(text, end)) return null;
    const value = hours * 60 + Math.max(minutes, 0);
    return { end, zone: sign === '-' ? -value : value };
  }
  let end = at;
  while (isLetter(text, end) && end - at < 5) end++;
  if (end === at || isLetter(text, end) || isDigit(text, end) || '[:-_.'.includes(text.charAt(end) || ' ')) return null;
  const zone = zoneNames[text.slice(at, end)];
  return zone === undefined ? null : { end, zone };
}

interface DateParts {
  year: number | null;
  month: number | null;
  day: number | null;
}

/** Reads the zone, and a fraction written after it, and builds the parts. */
function finish(text: string, date: DateParts, clock: Clock): TimeParts {
  let { end, fraction } = clock;
  const zone = zoneAt(text, end);
  if (zone !== null) {
    end = zone.end;
    if (fraction === 0 && text.charAt(end) === '.' && isDigit(text, end + 1)) {
      const stop = skipDigits(text, end + 1);
      fraction = nanoseconds(text, end + 1, stop);
      end = stop;
    }
  }
  return {
    end,
    year: date.year,
    month: date.month,
    day: date.day,
    hour: clock.hour,
    minute: clock.minute,
    second: clock.second,
    fraction,
    zone: zone?.zone ?? null,
    epoch: null,
    uptime: null,
  };
}

function validDate(year: number, month: number, day: number): boolean {
  return year >= 1970 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Four digits of a year at `i` that end there, or null. */
function yearAt(text: string, i: number): number | null {
  const year = fixedNumber(text, i, 4);
  return year >= 1970 && year <= 2200 && !isDigit(text, i + 4) ? year : null;
}

/** `Nov 23 22:01:02`, `Nov 23 2026 22:01:02`, `Nov 23 22:01:02 2026`. */
function monthFirst(text: string, i: number): TimeParts | null {
  const month = monthAt(text, i);
  return month === 0 ? null : afterMonth(text, month, i + 3);
}

/** `okt 21 21:05:45`, `7월 27 19:08:45`: the journal writes months in the language of whoever asks it. */
function localMonthFirst(text: string, i: number): TimeParts | null {
  const found = localMonth(text, i);
  return found === null ? null : afterMonth(text, found.month, found.end);
}

function afterMonth(text: string, month: number, monthEnd: number): TimeParts | null {
  const dayAt = skipSpaces(text, monthEnd);
  const dayEnd = skipDigits(text, dayAt);
  const day = numberBetween(text, dayAt, dayEnd);
  if (dayAt === monthEnd || dayEnd - dayAt > 2 || day < 1 || day > 31) return null;
  let at = skipSpaces(text, text.charAt(dayEnd) === ',' ? dayEnd + 1 : dayEnd);
  let year = yearAt(text, at);
  if (year !== null) at = skipSpaces(text, text.charAt(at + 4) === ',' ? at + 5 : at + 4);
  const clock = clockAt(text, at);
  if (clock === null) return null;
  const parts = finish(text, { year, month, day }, clock);
  if (year === null && text.charCodeAt(parts.end) === SPACE) {
    year = yearAt(text, parts.end + 1);
    const after = text.charCodeAt(parts.end + 5);
    if (year !== null && (Number.isNaN(after) || after === SPACE || text.charAt(parts.end + 5) === ']'))
      return { ...parts, end: parts.end + 5, year };
  }
  return parts;
}

/** `17 Aug 04:14:35`, `17 Aug 2026 04:14:35`, `17-Aug-2026 04:14:35`. */
function dayFirst(text: string, i: number, dayEnd: number): TimeParts | null {
  const day = numberBetween(text, i, dayEnd);
  const dash = text.charAt(dayEnd) === '-';
  const monthStart = dash ? dayEnd + 1 : skipSpaces(text, dayEnd);
  const month = monthAt(text, monthStart);
  if (month === 0 || day < 1 || day > 31) return null;
  let at = dash && text.charAt(monthStart + 3) === '-' ? monthStart + 4 : skipSpaces(text, monthStart + 3);
  const year = yearAt(text, at);
  if (year !== null) at = skipSpaces(text, at + 4);
  const clock = clockAt(text, at);
  return clock === null ? null : finish(text, { year, month, day }, clock);
}

/** `2026-11-23T08:02:05`, `2026/11/23 08:02:05`, `20261123T080205`. */
function yearFirst(text: string, i: number): TimeParts | null {
  const year = fixedNumber(text, i, 4);
  const mark = text.charAt(i + 4);
  if (mark === '-' || mark === '/' || mark === '.') {
    const month = fixedNumber(text, i + 5, 2);
    const day = fixedNumber(text, i + 8, 2);
    if (text.charAt(i + 7) !== mark || !validDate(year, month, day)) return null;
    const between = text.charAt(i + 10);
    // `2026-11-23, 08:02:05`: as the documentation of strongSwan suggests for `time_format`.
    const comma = between === ',' && text.charAt(i + 11) === ' ';
    if (!(between === 'T' || between === ' ' || between === '_' || between === '-' || comma)) return null;
    const clock = clockAt(text, between === ' ' || comma ? skipSpaces(text, comma ? i + 11 : i + 10) : i + 11);
    return clock === null ? null : finish(text, { year, month, day }, clock);
  }
  const month = fixedNumber(text, i + 4, 2);
  const day = fixedNumber(text, i + 6, 2);
  if (!validDate(year, month, day) || isDigit(text, i + 8)) return null;
  const after = text.charAt(i + 8);
  if (!(after === 'T' || after === ' ' || after === '-' || after === '_')) return null;
  const packed = fixedNumber(text, i + 9, 6);
  if (packed >= 0 && !isDigit(text, i + 15)) {
    const clock = {
      end: i + 15,
      hour: Math.floor(packed / 10000),
      minute: Math.floor(packed / 100) % 100,
      second: packed % 100,
      fraction: 0,
    };
    return clock.hour > 24 || clock.minute > 59 || clock.second > 60 ? null : finish(text, { year, month, day }, clock);
  }
  const clock = clockAt(text, i + 9);
  return clock === null ? null : finish(text, { year, month, day }, clock);
}

/** `11-23 08:02:05.123`: logcat of Android leaves the year out. */
function monthDay(text: string, i: number): TimeParts | null {
  const month = fixedNumber(text, i, 2);
  const day = fixedNumber(text, i + 3, 2);
  if (!validDate(2000, month, day) || text.charCodeAt(i + 5) !== SPACE) return null;
  const clock = clockAt(text, i + 6);
  return clock === null ? null : finish(text, { year: null, month, day }, clock);
}

/** `23.11.2026 08:02:05`, `11/23/26 08:02:05`, `23/11/2026 08:02:05`: a first number above 12 must be the day; with points it always is. */
function numericDate(text: string, i: number, firstEnd: number): TimeParts | null {
  const mark = text.charAt(firstEnd);
  const first = numberBetween(text, i, firstEnd);
  const secondEnd = skipDigits(text, firstEnd + 1);
  const second = numberBetween(text, firstEnd + 1, secondEnd);
  const yearEnd = skipDigits(text, secondEnd + 1);
  const yearText = numberBetween(text, secondEnd + 1, yearEnd);
  const width = yearEnd - secondEnd - 1;
  if (text.charAt(secondEnd) !== mark || secondEnd - firstEnd > 3 || (width !== 2 && width !== 4)) return null;
  const year = width === 2 ? 2000 + yearText : yearText;
  const dayLeads = mark === '.' || first > 12;
  const month = dayLeads ? second : first;
  const day = dayLeads ? first : second;
  if (!validDate(year, month, day)) return null;
  const comma = text.charAt(yearEnd) === ',' ? yearEnd + 1 : yearEnd;
  const clock = clockAt(text, skipSpaces(text, comma));
  return clock === null ? null : finish(text, { year, month, day }, clock);
}

/** Seconds since the epoch with a fraction, followed by a space. */
function epochAt(text: string, i: number, digitsEnd: number): TimeParts | null {
  const seconds = numberBetween(text, i, digitsEnd);
  let end = digitsEnd;
  let fraction = 0;
  if (text.charAt(end) === '.' && isDigit(text, end + 1)) {
    end = skipDigits(text, end + 1);
    fraction = nanoseconds(text, digitsEnd + 1, end);
  }
  const after = text.charCodeAt(end);
  if (!(after === SPACE || text.charAt(end) === ']' || text.charAt(end) === ':')) return null;
  return {
    end,
    year: null,
    month: null,
    day: null,
    hour: 0,
    minute: 0,
    second: 0,
    fraction,
    zone: null,
    epoch: seconds,
    uptime: null,
  };
}

/**
 * Scans the time that starts at `i`: C `asctime`, syslog, ISO 8601, RFC 2822, day-month and numeric forms, seconds since the
 * epoch, or a time of day alone. Null when there is none. Locale names are English, as in the C locale daemons run in.
 */
export function scanTime(text: string, i: number): TimeParts | null {
  if (isLetter(text, i)) {
    const found = monthFirst(text, i);
    if (found !== null) return found;
    if (!weekdays.includes(text.slice(i, i + 3).toLowerCase()) || isLetter(text, i + 3))
      return localMonthFirst(text, i);
    const at = skipSpaces(text, text.charAt(i + 3) === ',' ? i + 4 : i + 3);
    if (at === i + 3) return null;
    return isLetter(text, at) ? monthFirst(text, at) : isDigit(text, at) ? scanTime(text, at) : null;
  }
  const end = skipDigits(text, i);
  const length = end - i;
  if (length === 0) return text.charCodeAt(i) > 0x7f ? localMonthFirst(text, i) : null;
  const next = text.charAt(end);
  if (length <= 2) {
    if (next === ':') {
      const clock = clockAt(text, i);
      return clock === null ? null : finish(text, { year: null, month: null, day: null }, clock);
    }
    if (next === '/' || next === '.') return numericDate(text, i, end);
    if (next === '월' || next === '月') return localMonthFirst(text, i);
    return next === ' ' || next === '-' ? (dayFirst(text, i, end) ?? (next === '-' ? monthDay(text, i) : null)) : null;
  }
  if (length === 4 || length === 8) return yearFirst(text, i);
  return length >= 9 && length <= 11 ? epochAt(text, i, end) : null;
}

/** Scans seconds since boot inside brackets: `[ 1234.567890]` or `[ 1234.567890 <    0.000012 >]`; `end` is after the closing bracket. */
export function scanUptime(text: string, i: number): TimeParts | null {
  if (text.charAt(i) !== '[') return null;
  const from = skipSpaces(text, i + 1);
  const dot = skipDigits(text, from);
  if (dot === from || dot - from > 9 || text.charAt(dot) !== '.') return null;
  const fractionEnd = skipDigits(text, dot + 1);
  if (fractionEnd === dot + 1) return null;
  const close = text.indexOf(']', fractionEnd);
  if (
    close < 0 ||
    close - fractionEnd > 24 ||
    (close > fractionEnd && text.charAt(skipSpaces(text, fractionEnd)) !== '<')
  )
    return null;
  return {
    end: close + 1,
    year: null,
    month: null,
    day: null,
    hour: 0,
    minute: 0,
    second: 0,
    fraction: nanoseconds(text, dot + 1, fractionEnd),
    zone: null,
    epoch: null,
    uptime: numberBetween(text, from, dot),
  };
}
