import type { TimeParts } from './time.ts';

/** How much a line's time tells: everything with a zone, all but the zone, no year, only the time of day, time since boot, or nothing. */
export type LineTimeKind = 'utc' | 'zoned' | 'local' | 'no-year' | 'time-only' | 'monotonic' | 'none';

const SECOND = 1_000_000_000n;
const DAY_SECONDS = 86400;

/** The year given to times without one until another line of the file tells a year: fixed, and a leap year so that 29 February exists. */
export const ANCHOR_YEAR = 2000;

/** Turns the parts of times into nanoseconds, remembering what years and days were passed on the way. */
export interface LineClock {
  /** Nanoseconds since the epoch, as if UTC where no zone is stated. */
  resolve(parts: TimeParts): bigint;
}

/** What the parts tell. */
export function timeKindOf(parts: TimeParts): LineTimeKind {
  if (parts.uptime !== null) return 'monotonic';
  if (parts.epoch !== null) return 'utc';
  if (parts.month === null) return 'time-only';
  if (parts.year === null) return 'no-year';
  if (parts.zone === null) return 'local';
  return parts.zone === 0 ? 'utc' : 'zoned';
}

/**
 * A clock for one file. Without a year, ANCHOR_YEAR (or the last year any line of the file told) is taken, one more after each
 * step from the end of a year to its start. Without a date, day 0 of the epoch is taken, one more after each midnight.
 * A step back by less than half a period is disorder between threads, not a new period.
 */
export function lineClock(): LineClock {
  let year = ANCHOR_YEAR;
  let lastMonth = 0;
  let day = 0;
  let lastSecond = -1;
  return {
    resolve(parts) {
      if (parts.uptime !== null) return BigInt(parts.uptime) * SECOND + BigInt(parts.fraction);
      if (parts.epoch !== null) return BigInt(parts.epoch) * SECOND + BigInt(parts.fraction);
      const ofDay = parts.hour * 3600 + parts.minute * 60 + parts.second;
      let seconds: number;
      if (parts.month === null || parts.day === null) {
        let here = day;
        if (lastSecond >= 0 && lastSecond - ofDay > DAY_SECONDS / 2) {
          day += 1;
          here = day;
          lastSecond = ofDay;
        } else if (lastSecond >= 0 && ofDay - lastSecond > DAY_SECONDS / 2 && day > 0 && ofDay > DAY_SECONDS - 3600) {
          // A line of before midnight written just after it.
          here = day - 1;
        } else {
          lastSecond = ofDay;
        }
        seconds = here * DAY_SECONDS + ofDay;
      } else {
        let here = parts.year ?? year;
        if (parts.year !== null) {
          year = parts.year;
          lastMonth = parts.month;
        } else if (lastMonth - parts.month > 6) {
          year += 1;
          here = year;
          lastMonth = parts.month;
        } else if (lastMonth > 0 && parts.month - lastMonth > 6 && lastMonth === 1 && parts.month === 12) {
          here = year - 1;
        } else {
          lastMonth = parts.month;
        }
        seconds = Date.UTC(here, parts.month - 1, parts.day) / 1000 + ofDay;
      }
      return BigInt(seconds - (parts.zone ?? 0) * 60) * SECOND + BigInt(parts.fraction);
    },
  };
}
