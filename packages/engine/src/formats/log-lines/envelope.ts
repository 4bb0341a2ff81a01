import {
  fixedNumber,
  isDigit,
  isLetter,
  isProgramName,
  numberBetween,
  skipDigits,
  skipSpaces,
  skipToken,
} from './scan.ts';
import { scanTime, scanUptime, type TimeParts } from './time.ts';

/** What surrounds a message in one line of text. Positions are indices into the line. */
export interface Envelope {
  readonly timeFrom: number;
  readonly timeTo: number;
  readonly time: TimeParts | null;
  readonly host: string | null;
  readonly program: string | null;
  readonly pid: number | null;
  /** Where the message begins. */
  readonly message: number;
}

interface Sender {
  host: string | null;
  program: string | null;
  pid: number | null;
  message: number;
}

/** Programs believed without a process number or host name in front of them. */
const daemons: readonly string[] = [
  'charon',
  'charon-systemd',
  'charon-nm',
  'charon-cmd',
  'ipsec',
  'ipsec_starter',
  'pluto',
  'swanctl',
  'starter',
  'strongswan',
  'libreswan',
];

/** Whether a charon message (`09[IKE] …`) starts at `i`. */
export function isThreadPrefix(text: string, i: number): boolean {
  const end = skipDigits(text, i);
  if (end === i || end - i > 5 || text.charAt(end) !== '[') return false;
  let at = end + 1;
  while (isLetter(text, at) && at - end < 6) at++;
  at = skipDigits(text, at);
  return at - end >= 4 && at - end <= 8 && text.charAt(at) === ']';
}

/** `name[123]: ` or `name: ` at `i`. */
function programAt(
  text: string,
  i: number,
  known: boolean,
): { program: string; pid: number | null; end: number } | null {
  const end = skipToken(text, i);
  if (end - i < 2 || end - i > 100 || text.charAt(end - 1) !== ':') return null;
  let nameEnd = end - 1;
  let pid: number | null = null;
  if (text.charAt(nameEnd - 1) === ']') {
    const open = text.lastIndexOf('[', nameEnd);
    if (open <= i || skipDigits(text, open + 1) !== nameEnd - 1) return null;
    pid = numberBetween(text, open + 1, nameEnd - 1);
    nameEnd = open;
  }
  if (!isProgramName(text, i, nameEnd)) return null;
  const program = text.slice(i, nameEnd);
  if (pid === null && known && !daemons.includes(program)) return null;
  return { program, pid, end: skipOne(text, end) };
}

/** `host charon[812]: `: the time was not copied. Only a daemon of IPsec with its process number is believed there. */
function afterHost(text: string, i: number): { program: string; pid: number | null; end: number } | null {
  const hostEnd = skipToken(text, i);
  if (hostEnd - i > 64 || text.charAt(hostEnd) !== ' ' || !isProgramName(text, i, hostEnd)) return null;
  const found = programAt(text, hostEnd + 1, false);
  return found !== null && found.pid !== null && daemons.includes(found.program) ? found : null;
}

/** The position after one space: further spaces belong to the message (indented daemon lines). */
function skipOne(text: string, i: number): number {
  return text.charAt(i) === ' ' ? i + 1 : i;
}

/**
 * `charon<tab><tab>09[IKE] …`, `Informational charon 09[IKE] …`, `charon 12345 09[IKE] …` at `i`: rows of the log page of a firewall's
 * web interface, copied. The message begins with charon's thread.
 */
function tableRowAt(text: string, i: number): Sender | null {
  let at = skipSpaces(text, i);
  let program: string | null = null;
  let pid: number | null = null;
  for (let word = 0; word < 5; word++) {
    if (isThreadPrefix(text, at))
      return program === null ? null : { host: null, program, pid: pid === null || pid < 0 ? null : pid, message: at };
    const end = skipToken(text, at);
    if (end === at || end - at > 64) return null;
    const token = text.slice(at, end);
    if (program !== null) {
      pid = numberBetween(text, at, end);
      if (pid < 0) return null;
    } else if (token === 'charon' || token === 'charon-systemd') program = token;
    at = skipSpaces(text, end);
  }
  return null;
}

/** `daemon.info : 05[IKE] …`, `info []: 05[IKE] …` at `i`: routers that leave the program out. The message begins with charon's thread. */
function threadAfterLevel(text: string, i: number): Sender | null {
  let at = i;
  for (let word = 0; word < 3; word++) {
    if (isThreadPrefix(text, at)) return word === 0 ? null : { host: null, program: null, pid: null, message: at };
    const end = skipToken(text, at);
    const token = text.slice(at, end);
    const level = token.slice(token.indexOf('.') + 1);
    if (end === at || end - at > 24 || !(token === ':' || token === '[]:' || levels.includes(level.toLowerCase())))
      return null;
    at = skipSpaces(text, end);
  }
  return null;
}

/** Levels of syslog as routers spell them (RFC 5424 section 6.2.1). */
const levels: readonly string[] = 'emerg alert crit err error warn warning notice info debug'.split(' ');

/** Tag and process as `logcat -v brief`, `tag` and `time` write them. */
const logcatBrief = /[VDIWEF]\/([A-Za-z][A-Za-z0-9_.-]{1,40}) {0,20}(?:\( {0,6}([0-9]{1,7})\))?: /y;
/** Process, thread, level and tag behind the time (`-v threadtime`, what Android writes by default). */
const logcatThreads = / {0,4}([0-9]{1,7}) {1,6}[0-9]{1,7} [VDIWEF] ([A-Za-z][A-Za-z0-9_.-]{1,40}) {0,20}: /y;

/** `I/charon  (14804): `, `I/charon: `, ` 14804 14911 I charon  : ` at `i`: logcat of Android (developer.android.com, logcat). */
function logcatAt(text: string, i: number, timed: boolean): Sender | null {
  const sticky = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = i;
    return pattern.exec(text);
  };
  const brief = sticky(logcatBrief);
  if (brief !== null)
    return {
      host: null,
      program: brief[1] ?? null,
      pid: brief[2] === undefined ? null : Number(brief[2]),
      message: i + brief[0].length,
    };
  const threads = timed ? sticky(logcatThreads) : null;
  if (threads === null) return null;
  return { host: null, program: threads[2] ?? null, pid: Number(threads[1]), message: i + threads[0].length };
}

/** `[pluto] ` at `i`: a daemon's name in brackets, without a host. */
function bracketedAt(text: string, i: number): Sender | null {
  if (text.charAt(i) !== '[') return null;
  const close = text.indexOf('] ', i);
  if (close < 0 || close - i > 20) return null;
  const program = text.slice(i + 1, close);
  return daemons.includes(program) ? { host: null, program, pid: null, message: close + 2 } : null;
}

/** `host program[pid]: ` or `program[pid]: ` at `i`. */
function senderAt(text: string, i: number): Sender {
  const none: Sender = { host: null, program: null, pid: null, message: i };
  const android = logcatAt(text, i, true);
  if (android !== null) return android;
  // A column that was copied stands behind a tab.
  if (text.charAt(i) === '\t') return senderAt(text, skipSpaces(text, i));
  const tag = bracketedAt(text, i);
  if (tag !== null) return tag;
  if (text.startsWith('| ', i)) {
    // `time | charon: `: columns of a web interface; else the bar is pluto's own, before details.
    const column = programAt(text, i + 2, true);
    return column === null ? none : { host: null, program: column.program, pid: column.pid, message: column.end };
  }
  if (isThreadPrefix(text, i) || text.charAt(i) === '"' || text.charAt(i) === '|') return none;
  if (text.charAt(i) === '<') {
    // `<10.4> host program[pid]: `: facility and level as numbers, after the time.
    const close = text.indexOf('> ', i);
    if (close > 0 && close - i <= 6 && skipDigits(text, skipDigits(text, i + 1) + 1) === close)
      return senderAt(text, skipSpaces(text, close + 1));
  }
  const bare = programAt(text, i, true);
  if (bare !== null) return { host: null, program: bare.program, pid: bare.pid, message: bare.end };
  const row = tableRowAt(text, i);
  if (row !== null) return row;
  const thread = threadAfterLevel(text, i);
  if (thread !== null) return thread;
  const hostEnd = skipToken(text, i);
  if (hostEnd === i || hostEnd - i > 255 || text.charAt(hostEnd - 1) === ':') return none;
  let at = skipSpaces(text, hostEnd);
  // A facility and level may stand between host and program, as routers write them: daemon.info.
  const found = programAt(text, at, false);
  if (found === null) {
    const facilityEnd = skipToken(text, at);
    const dot = text.indexOf('.', at);
    if (dot <= at || dot >= facilityEnd || !isProgramName(text, at, facilityEnd)) return none;
    at = skipSpaces(text, facilityEnd);
    const later = programAt(text, at, true);
    return later === null
      ? none
      : { host: text.slice(i, hostEnd), program: later.program, pid: later.pid, message: later.end };
  }
  return { host: text.slice(i, hostEnd), program: found.program, pid: found.pid, message: found.end };
}

/** Index after the structured data of RFC 5424 section 6.3 at `i`: `-` or `[…][…]` with quoted values. */
function skipStructuredData(text: string, i: number): number {
  let at = i;
  if (text.charAt(at) === '-') return skipOne(text, at + 1);
  while (text.charAt(at) === '[') {
    let quoted = false;
    at++;
    for (; at < text.length; at++) {
      const c = text.charAt(at);
      if (c === '\\' && quoted) at++;
      else if (c === '"') quoted = !quoted;
      else if (c === ']' && !quoted) break;
    }
    at++;
  }
  return skipOne(text, Math.min(at, text.length));
}

/** RFC 5424 after `<PRI>1 `. */
function rfc5424(text: string, i: number): Envelope {
  const fields: [number, number][] = [];
  let at = i;
  for (let k = 0; k < 5; k++) {
    const end = skipToken(text, at);
    fields.push([at, end]);
    at = skipSpaces(text, end);
  }
  const word = (k: number): string | null => {
    const [from, to] = fields[k] ?? [0, 0];
    const value = text.slice(from, to);
    return value === '-' || value === '' ? null : value;
  };
  const [timeFrom, timeTo] = fields[0] ?? [i, i];
  const [pidFrom, pidTo] = fields[3] ?? [i, i];
  const pid = numberBetween(text, pidFrom, pidTo);
  let message = skipStructuredData(text, at);
  if (text.charCodeAt(message) === 0xfeff) message++;
  const time = scanTime(text, timeFrom);
  return {
    timeFrom,
    timeTo: time === null ? timeFrom : timeTo,
    time,
    host: word(1),
    program: word(2),
    pid: pid < 0 ? null : pid,
    message,
  };
}

/** Index after what container tools put before each line: `service-1  | ` (compose), `[pod/name/container] ` (kubectl). */
function skipContainerPrefix(text: string): number {
  if (text.startsWith('[pod/')) {
    const close = text.indexOf('] ');
    return close > 0 && close < 300 ? close + 2 : 0;
  }
  let end = 0;
  while (end < 128 && (isLetter(text, end) || isDigit(text, end) || '-_.'.includes(text.charAt(end) || ' '))) end++;
  if (end === 0 || text.charAt(end) !== ' ') return 0;
  const bar = skipSpaces(text, end);
  return text.charAt(bar) === '|' && text.charAt(bar + 1) === ' ' && isLetter(text, 0) ? bar + 2 : 0;
}

/** Index after the indent, the quote marks and the list marker (`- `, `* `, `12. `) of a line that was pasted into a mail or a page. */
function skipQuoting(text: string): number {
  let i = 0;
  while (i < 40 && (text.charAt(i) === ' ' || text.charAt(i) === '\t' || text.charAt(i) === '>')) i++;
  const digits = skipDigits(text, i);
  const numbered = digits > i && digits - i <= 5 && '.)'.includes(text.charAt(digits) || ' ');
  const marker = numbered ? digits + 1 : '-*+•·'.includes(text.charAt(i) || ' ') ? i + 1 : i;
  if (marker === i || !(text.charAt(marker) === ' ' || text.charAt(marker) === '\t')) return i;
  return skipSpaces(text, marker);
}

/** Whether what only daemons of IPsec write begins at `i`: charon's thread or subsystem, the number and connection of whack. */
function opensMessage(text: string, i: number): boolean {
  if (isThreadPrefix(text, i)) return true;
  if (text.charAt(i) === '[') {
    let at = i + 1;
    while (isLetter(text, at) && at - i < 6) at++;
    return at - i === 4 && text.startsWith('] ', at);
  }
  const number = skipDigits(text, i);
  const quote = number - i === 3 && text.charAt(number) === ' ' ? number + 1 : i;
  if (text.charAt(quote) !== '"') return false;
  const close = text.indexOf('"', quote + 1);
  return (
    close > 0 && close - quote < 200 && (text.startsWith(' #', close + 1) || '[:'.includes(text.charAt(close + 1)))
  );
}

/** Whether a record of a log begins at `i`: its time, a daemon's name or way to begin a line, details of pluto, or fields in JSON. */
export function opensRecord(text: string, i: number): boolean {
  if (text.startsWith('{"', i) || text.startsWith('| ', i) || text.startsWith('packet from ', i)) return true;
  if (isThreadPrefix(text, i)) return true;
  const found = scanAt(text, i);
  return found.time !== null || found.program !== null || opensMessage(text, i);
}

/** Takes the envelope of one line apart. A line without any gives the whole line as message. */
export function scanEnvelope(text: string): Envelope {
  const quoting = skipQuoting(text);
  if (quoting > 0) {
    // Only where a clock, a daemon's name or its way to begin a line follows: an indent is a message's own otherwise.
    const inner = scanAt(text, quoting);
    if (inner.time !== null || inner.program !== null || opensMessage(text, quoting)) return inner;
  }
  return scanAt(text, skipContainerPrefix(text));
}

function scanAt(text: string, from: number): Envelope {
  let i = from;
  if (text.charAt(i) === '<' && isDigit(text, i + 1)) {
    const close = skipDigits(text, i + 1);
    if (text.charAt(close) === '>' && close - i <= 4) {
      i = close + 1;
      if (fixedNumber(text, i, 1) === 1 && text.charAt(i + 1) === ' ') return rfc5424(text, i + 2);
    }
  }
  const uptime = scanUptime(text, i);
  const bracket = uptime === null && text.charAt(i) === '[' ? 1 : 0;
  const time = uptime ?? scanTime(text, i + bracket);
  if (time === null || (bracket === 1 && text.charAt(time.end) !== ']')) {
    const sender = senderWithoutTime(text, i);
    return { timeFrom: i, timeTo: i, time: null, ...sender };
  }
  const timeFrom = i + bracket;
  const timeTo = time.end;
  let at = timeTo + bracket;
  if (text.charAt(at) === ':')
    return { timeFrom, timeTo, time, host: null, program: null, pid: null, message: skipOne(text, at + 1) };
  at = skipOne(text, at);
  // Lines of a container runtime: `stdout F message`.
  if ((text.startsWith('stdout ', at) || text.startsWith('stderr ', at)) && text.charAt(at + 8) === ' ') at += 9;
  const inner = isDigit(text, at) || isLetter(text, at) ? scanTime(text, at) : null;
  if (inner !== null && inner.month !== null) at = skipOne(text, inner.end + (text.charAt(inner.end) === ':' ? 1 : 0));
  return { timeFrom, timeTo, time, ...senderAt(text, at) };
}

function senderWithoutTime(text: string, i: number): Sender {
  const android = logcatAt(text, i, false);
  if (android !== null) return android;
  const bare = isLetter(text, i) ? (programAt(text, i, true) ?? afterHost(text, i)) : null;
  return bare === null
    ? ((text.startsWith('charon', i) ? tableRowAt(text, i) : null) ?? {
        host: null,
        program: null,
        pid: null,
        message: i,
      })
    : { host: null, program: bare.program, pid: bare.pid, message: bare.end };
}
