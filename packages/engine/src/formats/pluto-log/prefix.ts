import { isDigit, isLetter, isThreadPrefix, skipDigits, skipSpaces, skipToken } from '../log-lines/index.ts';

/** How the daemon marks a line. */
export type Severity = 'normal' | 'error' | 'warning' | 'fatal' | 'expectation' | 'assertion' | 'debug' | 'impair';

/** A pluto message without what stands in front of it. Every part was delimited before any peer-chosen text. */
export interface PlutoLine {
  /** Whack code of the console form (`003 `), else null. */
  readonly whack: number | null;
  readonly severity: Severity;
  /** Name of the connection, with its instance (`road[2]`), or null. */
  readonly connection: string | null;
  /** Remote address of an instance, as written, or null. */
  readonly peer: string | null;
  readonly serial: number | null;
  /** State name the message starts with (`STATE_MAIN_I1`), without it in `text`. */
  readonly state: string | null;
  /** `packet from ADDRESS:PORT`: the text of address and port, or null. */
  readonly packetFrom: string | null;
  readonly text: string;
}

const severities: readonly (readonly [string, Severity])[] = [
  ['FATAL ERROR: ', 'fatal'],
  ['FATAL: ', 'fatal'],
  ['ERROR: ', 'error'],
  ['WARNING: ', 'warning'],
  ['EXPECTATION FAILED: ', 'expectation'],
  ['ASSERTION FAILED: ', 'assertion'],
  ['IMPAIR: ', 'impair'],
  ['| ', 'debug'],
];

const maxName = 256;

/** Skips `/path/pluto: `, `ipsec whack: `, `ipsec add: ` and the like, which the tools put in front of what they print themselves. */
function skipTool(text: string): number {
  for (const tool of ['ipsec ', 'pluto: ', 'whack: ', 'addconn: ', '/']) {
    if (!text.startsWith(tool)) continue;
    if (tool === '/') {
      const colon = text.indexOf(': ');
      const space = text.indexOf(' ');
      return colon > 0 &&
        colon < space &&
        colon < 200 &&
        /\/(pluto|whack|addconn|_plutorun)$/.test(text.slice(0, colon))
        ? colon + 2
        : 0;
    }
    if (tool !== 'ipsec ') return tool.length;
    let end = tool.length;
    while (end < 40 && (isLetter(text, end) || text.charAt(end) === '_')) end++;
    return end > tool.length && text.startsWith(': ', end) ? end + 2 : 0;
  }
  return 0;
}

/** Digits of a three-digit whack code followed by a space and a message. */
function whackCode(text: string): number | null {
  if (skipDigits(text, 0) !== 3 || text.charAt(3) !== ' ') return null;
  const next = text.charAt(4);
  return next === '' || next === ' ' ? null : Number(text.slice(0, 3));
}

interface Party {
  readonly connection: string;
  readonly peer: string | null;
  readonly serial: number | null;
  readonly end: number;
}

/** `"conn"[2] 192.0.2.1 #3: ` at `i`: name, instance, peer and serial number. */
function partyAt(text: string, i: number): Party | null {
  if (text.charAt(i) !== '"') return null;
  const close = text.indexOf('"', i + 1);
  if (close < 0 || close - i > maxName || close === i + 1) return null;
  let connection = text.slice(i + 1, close);
  let at = close + 1;
  // Instances, and instances of instances: [1], [1][2].
  while (text.charAt(at) === '[') {
    const end = skipDigits(text, at + 1);
    if (end === at + 1 || text.charAt(end) !== ']') return null;
    connection += text.slice(at, end + 1);
    at = end + 1;
  }
  let peer: string | null = null;
  let hidden = false;
  let serial: number | null = null;
  while (text.charAt(at) === ' ') {
    at++;
    if (text.charAt(at) === '#') {
      const end = skipDigits(text, at + 1);
      if (end === at + 1 || end - at > 11 || text.charAt(end) !== ':') return null;
      serial = Number(text.slice(at + 1, end));
      at = end;
      break;
    }
    let end = at;
    while (end < text.length && end - at < 100 && text.charAt(end) !== ' ') end++;
    // The address of an instance is one word; it may end the prefix itself ("conn"[1] 192.0.2.1: text).
    const word = text.slice(at, end);
    const colon = text.charAt(end - 1) === ':' && text.charAt(end - 2) !== ':';
    const address = colon ? word.slice(0, -1) : word;
    if (peer !== null || hidden || !(isPeerWord(address) || isHiddenPeer(address))) return null;
    if (isPeerWord(address)) peer = address;
    else hidden = true;
    at = colon ? end - 1 : end;
    if (colon) break;
  }
  return text.charAt(at) === ':' && (text.charAt(at + 1) === ' ' || at + 1 === text.length)
    ? { connection, peer, serial, end: at + 2 }
    : null;
}

/** An address as pluto writes it in a prefix: `192.0.2.1`, `2001:db8::1`, `...192.0.2.1`, `192.0.2.0/24`, `===10.0.0.0/8`. */
function isPeerWord(word: string): boolean {
  if (word === '') return false;
  let digits = 0;
  for (let i = 0; i < word.length; i++) {
    const c = word.charAt(i);
    if (isDigit(word, i)) digits++;
    else if (!'.:/=[]-%'.includes(c) && !(isLetter(word, i) && c.toLowerCase() <= 'f')) return word === '%any';
  }
  return digits > 0 || word.includes('::');
}

/** What people put where the address of an instance stood: `x.x.x.x`, `203.0.113.***`, `CLIENT_IP`, `<my.phone>`. */
function isHiddenPeer(word: string): boolean {
  if (word === '' || word.length > 64) return false;
  if (word.startsWith('<') && word.endsWith('>')) return true;
  let signs = 0;
  for (let i = 0; i < word.length; i++) {
    const c = word.charAt(i);
    if ('.*_'.includes(c)) signs++;
    else if (!isLetter(word, i) && !isDigit(word, i) && c !== '-') return false;
  }
  return signs > 0 || word === word.toUpperCase();
}

function stateAt(text: string, i: number): number {
  let end = i;
  let score = false;
  for (; end < text.length && end - i < 48; end++) {
    const c = text.charAt(end);
    if (c === '_') score = true;
    else if (!((c >= 'A' && c <= 'Z') || isDigit(text, end))) break;
  }
  return score && end > i && text.startsWith(': ', end) ? end : i;
}

function severityAt(text: string, i: number): readonly [Severity, number] {
  for (const [word, severity] of severities) if (text.startsWith(word, i)) return [severity, i + word.length];
  return text.startsWith('|', i) ? ['debug', i + 1] : ['normal', i];
}

/**
 * Takes the prefix of a pluto message apart: whack code, severity, connection, instance, peer, serial number and state.
 * What is left starts with words of the daemon.
 */
export function parsePrefix(message: string): PlutoLine {
  const whack = whackCode(message);
  let at = whack === null ? 0 : 4;
  if (whack === null) at += skipTool(message);
  const [outer, afterSeverity] = severityAt(message, at);
  let severity = outer;
  at = afterSeverity;
  const party = partyAt(message, at);
  let packetFrom: string | null = null;
  let state: string | null = null;
  let serial = party?.serial ?? null;
  if (party !== null) at = party.end;
  else if (message.startsWith('packet from ', at)) {
    let end = at + 12;
    while (end < message.length && end - at < 100 && message.charAt(end) !== ' ') end++;
    if (message.charAt(end - 1) === ':') {
      packetFrom = message.slice(at + 12, end - 1);
      at = message.charAt(end) === ' ' ? end + 1 : end;
    }
  } else if (message.charAt(at) === '#') {
    const end = skipDigits(message, at + 1);
    if (end > at + 1 && end - at < 12 && message.startsWith(': ', end)) {
      serial = Number(message.slice(at + 1, end));
      at = end + 2;
    }
  }
  if (severity !== 'debug') {
    // Older daemons put the word after the party: "conn" #2: ERROR: netlink response …
    const [inner, afterInner] = severityAt(message, at);
    if (inner !== 'normal' && inner !== 'debug') {
      severity = inner;
      at = afterInner;
    }
    const stateEnd = stateAt(message, at);
    if (stateEnd > at) {
      state = message.slice(at, stateEnd);
      at = stateEnd + 2;
    }
  }
  return {
    whack,
    severity,
    connection: party?.connection ?? null,
    peer: party?.peer ?? null,
    serial,
    state,
    packetFrom,
    text: message.slice(at),
  };
}

/** What follows `pluto[123]: ` somewhere in a line, or charon's thread (`09[CFG] `) near its start where the peer's log is quoted; or null. */
export function pastedMessage(text: string): string | null {
  const at = text.indexOf('pluto[');
  if (at <= 0 || text.charAt(at - 1) !== ' ') return quotedCharon(text);
  const found = /^pluto\[[0-9]{1,10}\]: /.exec(text.slice(at, at + 24));
  return found === null ? null : text.slice(at + found[0].length);
}

function quotedCharon(text: string): string | null {
  let at = 0;
  for (let word = 0; word < 4; word++) {
    if (isThreadPrefix(text, at)) return text.slice(skipSpaces(text, text.indexOf(']', at) + 1));
    at = skipSpaces(text, skipToken(text, at));
  }
  return null;
}
