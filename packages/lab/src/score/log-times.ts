/**
 * Times at the front of log lines: where they stand and what they say. Only what the lab's daemons and containers write:
 * `Nov 23 23:25:02[.fff]` (daemon, syslog, journal text), `2026-11-23T23:25:02+0100[.fff]`, `2026-11-23 23:25:02[.fff]`, and
 * the journal's JSON with microseconds since the epoch.
 */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const CLOCK = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)/;
const DATE = /(\d{4})-(\d\d)-(\d\d)([T ])(\d\d):(\d\d):(\d\d)/;
const LEADING_DATE = new RegExp(`^${DATE.source}`);
const JOURNAL = /^(\{"__REALTIME_TIMESTAMP":")(\d{1,19})"/;
const FRACTION = /^(?:[+-]\d{4})?\.(\d{1,6})/;

const two = (value: number): string => String(value).padStart(2, '0');

function writeDate(seconds: number, separator: string): string {
  const date = new Date(seconds * 1000);
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return `${day}${separator}${clockOf(date)}`;
}

function clockOf(date: Date): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

function secondsOf(parts: RegExpExecArray): number {
  const [, year, month, day, , hour, minute, second] = parts;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) / 1000;
}

function clockSeconds(parts: RegExpExecArray, year: number): number | null {
  const [, name = '', day, hour, minute, second] = parts;
  const month = MONTHS.indexOf(name);
  if (month < 0) return null;
  return Date.UTC(year, month, Number(day), Number(hour), Number(minute), Number(second)) / 1000;
}

/**
 * Wall-clock reading at the front of a line in milliseconds, as if the wall clock were UTC; null when the line has none.
 * `year` completes times without one.
 */
export function readLineTime(line: string, year: number): number | null {
  const journal = JOURNAL.exec(line);
  if (journal !== null) return Math.floor(Number(journal[2]) / 1000);
  const clock = CLOCK.exec(line);
  const date = clock === null ? LEADING_DATE.exec(line) : null;
  const found = clock ?? date;
  if (found === null) return null;
  const seconds = clock === null ? secondsOf(found) : clockSeconds(clock, year);
  if (seconds === null) return null;
  const fraction = FRACTION.exec(line.slice(found[0].length))?.[1] ?? '0';
  return seconds * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** The line as the same host would have written it with its clock set `seconds` later (negative: earlier). */
export function shiftLine(line: string, seconds: number, year: number): string {
  const journal = JOURNAL.exec(line);
  if (journal !== null) {
    const [whole, head = '', micros = '0'] = journal;
    return `${head}${BigInt(micros) + BigInt(seconds) * 1_000_000n}"${line.slice(whole.length)}`;
  }
  const clock = CLOCK.exec(line);
  if (clock !== null) {
    const at = clockSeconds(clock, year);
    if (at === null) return line;
    const date = new Date((at + seconds) * 1000);
    const day = String(date.getUTCDate()).padStart(2, clock[2]?.startsWith('0') === true ? '0' : ' ');
    return `${MONTHS[date.getUTCMonth()] ?? ''} ${day} ${clockOf(date)}${line.slice(clock[0].length)}`;
  }
  const date = LEADING_DATE.exec(line);
  if (date === null) return line;
  return `${writeDate(secondsOf(date) + seconds, date[4] ?? ' ')}${line.slice(date[0].length)}`;
}

/** Every full date and time in a listing, wherever it stands (`add 2026-11-23 22:31:20` of `ip xfrm state`), moved. */
export function shiftDates(text: string, seconds: number): string {
  return text.replace(new RegExp(DATE.source, 'g'), (found, ...rest: unknown[]) => {
    const parts = DATE.exec(found);
    const separator = rest[3];
    return parts === null
      ? found
      : writeDate(secondsOf(parts) + seconds, typeof separator === 'string' ? separator : ' ');
  });
}
