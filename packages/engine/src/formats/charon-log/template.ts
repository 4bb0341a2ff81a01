import { isDigit, isLetter, skipDigits } from '../log-lines/scan.ts';

/** What a capture may hold. Restricted kinds are scanned character by character; only `text` kinds may hold what a peer chose. */
type CaptureKind =
  | 'number'
  | 'hex'
  | 'word'
  | 'address'
  | 'endpoint'
  | 'text'
  | 'unquoted'
  | 'selectors'
  | 'proposals'
  | 'payloads';

interface Capture {
  readonly name: string;
  readonly kind: CaptureKind;
}

export type CaptureValue = string | number | readonly string[];

/** Captured values by name. An endpoint `x` gives `x` and `xPort`. */
export type Captures = Record<string, CaptureValue>;

export interface Template {
  readonly parts: readonly (string | Capture)[];
  /** Fixed text at the start; empty when a capture comes first. */
  readonly head: string;
  /** Fixed text at the end; empty when a capture comes last. */
  readonly tail: string;
  readonly split: 'first' | 'last';
}

const kinds: Readonly<Record<string, CaptureKind>> = {
  n: 'number',
  x: 'hex',
  w: 'word',
  a: 'address',
  e: 'endpoint',
  t: 'text',
  m: 'unquoted',
  s: 'selectors',
  p: 'proposals',
  l: 'payloads',
};

/**
 * Compiles `literal {name:kind} literal`. Kinds: n number, x hex, w word without spaces, a address, e address[port], t text,
 * m text without quotes (so that a quoted identity cannot reach into it), s traffic selectors, p proposals, l payload list; t when left out. `split` tells which occurrence of the literal after a text
 * ends that text: the first, or (when the text before is the peer's and the one after our own) the last.
 */
export function compileTemplate(source: string, split: 'first' | 'last' = 'first'): Template {
  const parts: (string | Capture)[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('{', at);
    const close = open < 0 ? -1 : source.indexOf('}', open);
    // A brace that names no capture stands for itself: CHILD_SA names are written name{1}.
    const inside = close < 0 ? '' : source.slice(open + 1, close);
    const named = /^_?[A-Za-z]\w*(:[a-z])?$/.test(inside);
    if (open < 0 || close < 0) {
      pushLiteral(parts, source.slice(at));
      break;
    }
    if (!named) {
      pushLiteral(parts, source.slice(at, open + 1));
      at = open + 1;
      continue;
    }
    pushLiteral(parts, source.slice(at, open));
    const [name = '', letter = 't'] = inside.split(':');
    parts.push({ name, kind: kinds[letter] ?? 'text' });
    at = close + 1;
  }
  const first = parts[0];
  const last = parts[parts.length - 1];
  return { parts, head: typeof first === 'string' ? first : '', tail: typeof last === 'string' ? last : '', split };
}

function pushLiteral(parts: (string | Capture)[], literal: string): void {
  if (literal === '') return;
  const last = parts[parts.length - 1];
  if (typeof last === 'string') parts[parts.length - 1] = last + literal;
  else parts.push(literal);
}

/** Index after the restricted capture at `i`, or -1. */
function scanRestricted(kind: CaptureKind, text: string, i: number): number {
  let end = i;
  switch (kind) {
    case 'number':
      end = skipDigits(text, text.charAt(i) === '-' ? i + 1 : i);
      return end > i && isDigit(text, end - 1) && end - i <= 20 ? end : -1;
    case 'hex':
      while (end - i < 64 && isHex(text.charCodeAt(end))) end++;
      return end > i ? end : -1;
    case 'word':
      end = skipWord(text, i);
      return end > i ? end : -1;
    case 'address':
    case 'endpoint': {
      // Two addresses are joined by three points.
      while (end - i < 64 && isAddressCharacter(text, end) && !text.startsWith('..', end)) end++;
      end = masked(text, i, end);
      if (end === i) return -1;
      if (text.charAt(end) === '%' && end > i) {
        // Zone of a link-local address.
        end++;
        while (end - i < 96 && isWord(text, end)) end++;
      }
      if (kind === 'address') return end;
      if (text.charAt(end) !== '[') return -1;
      const close = skipDigits(text, end + 1);
      return close > end + 1 && text.charAt(close) === ']' ? close + 1 : -1;
    }
    default:
      return -1;
  }
}

/** What people put where an address stood: `x.x.x.x`, `203.0.113.***`, `MY_IP`, `<client ip>`, `{{gateway}}`. */
function masked(text: string, i: number, end: number): number {
  const open = text.charAt(i);
  if (open === '<' || open === '{') {
    const close = open === '<' ? '>' : '}';
    let at = i;
    while (at - i < 48 && isMaskCharacter(text, at, ' <{')) at++;
    while (at > i && text.charAt(at - 1) === ' ') at--;
    const from = at;
    while (text.charAt(at) === close && at - from < 4) at++;
    return at > from ? at : end;
  }
  if (!isMaskCharacter(text, end, '')) return end;
  let at = end;
  while (at - i < 64 && isMaskCharacter(text, at, '') && !text.startsWith('..', at)) at++;
  return at;
}

function isMaskCharacter(text: string, i: number, more: string): boolean {
  const c = text.charAt(i);
  return isLetter(text, i) || isDigit(text, i) || (c !== '' && ('.*_-'.includes(c) || more.includes(c)));
}

/** Whether something else than an address stands where charon writes one: who asked in public hid it. */
export function isMasked(address: string): boolean {
  if (address.startsWith('%')) return false;
  const zone = address.indexOf('%');
  const bare = zone < 0 ? address : address.slice(0, zone);
  for (let i = 0; i < bare.length; i++) {
    const c = bare.charCodeAt(i);
    if (!isHex(c) && c !== 0x2e && c !== 0x3a) return true;
  }
  return false;
}

function isHex(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || (c >= 0x61 && c <= 0x66) || (c >= 0x41 && c <= 0x46);
}

/** Index after a word; unknown values are written `(1234)`, so a closing parenthesis belongs to it only after an opening one. */
function skipWord(text: string, i: number): number {
  let depth = 0;
  let end = i;
  for (; end < text.length && end - i < 256 && isWord(text, end); end++) {
    const c = text.charAt(end);
    if (c === '(') depth++;
    else if (c === ')' && --depth < 0) break;
  }
  return end;
}

function isWord(text: string, i: number): boolean {
  return isLetter(text, i) || isDigit(text, i) || '_-.()'.includes(text.charAt(i) || ' ');
}

/** Digits, hex letters, points and colons; `%any`, `%any6` and the like. */
function isAddressCharacter(text: string, i: number): boolean {
  const c = text.charCodeAt(i);
  return (
    isHex(c) ||
    c === 0x2e ||
    c === 0x3a ||
    (c === 0x25 && text.startsWith('%any', i)) ||
    (isLetter(text, i) && nearPercent(text, i))
  );
}

function nearPercent(text: string, i: number): boolean {
  for (let k = 1; k <= 4; k++) if (text.charAt(i - k) === '%') return text.startsWith('%any', i - k);
  return false;
}

function store(into: Captures, capture: Capture, raw: string): void {
  switch (capture.kind) {
    case 'number':
      into[capture.name] = Number(raw);
      break;
    case 'hex':
      into[capture.name] = raw.toLowerCase();
      break;
    case 'endpoint': {
      const open = raw.indexOf('[');
      into[capture.name] = raw.slice(0, open);
      into[`${capture.name}Port`] = Number(raw.slice(open + 1, -1));
      break;
    }
    case 'selectors':
      into[capture.name] = raw
        .split(' ')
        .filter((part) => part !== '')
        .slice(0, 256);
      break;
    case 'proposals':
      into[capture.name] = raw
        .split(', ')
        .filter((part) => part !== '')
        .slice(0, 256);
      break;
    case 'payloads':
      into[capture.name] = splitPayloads(raw);
      break;
    default:
      into[capture.name] = raw;
  }
}

/** Splits `SA KE No N(FRAG_SUP) CPRQ(ADDR DNS)` at the spaces outside parentheses. */
function splitPayloads(raw: string): string[] {
  const found: string[] = [];
  let from = 0;
  let depth = 0;
  for (let i = 0; i <= raw.length && found.length < 256; i++) {
    const c = raw.charAt(i);
    if (c === '(') depth++;
    else if (c === ')') depth--;
    else if ((c === ' ' && depth <= 0) || i === raw.length) {
      if (i > from) found.push(raw.slice(from, i));
      from = i + 1;
    }
  }
  return found;
}

/** Whether the characters between `from` and `to` may stand in this capture. */
function allowed(capture: Capture, text: string, from: number, to: number): boolean {
  if (capture.kind !== 'unquoted') return true;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22 || c === 0x27) return false;
  }
  return true;
}

/** How many ends of text captures are tried in one line before it is given up. */
const maxTries = 24;

/** Matches a whole message. The cost is linear in its length times a small constant. */
export function matchTemplate(template: Template, text: string): Captures | null {
  if (!text.startsWith(template.head) || !text.endsWith(template.tail)) return null;
  const captures: Captures = {};
  const budget = { left: maxTries };
  return matchFrom(template, 0, text, 0, captures, budget) ? captures : null;
}

function matchFrom(
  template: Template,
  part: number,
  text: string,
  i: number,
  captures: Captures,
  budget: { left: number },
): boolean {
  let at = i;
  for (let k = part; k < template.parts.length; k++) {
    const piece = template.parts[k];
    if (piece === undefined) return false;
    if (typeof piece === 'string') {
      if (!text.startsWith(piece, at)) return false;
      at += piece.length;
      continue;
    }
    if (
      piece.kind === 'number' ||
      piece.kind === 'hex' ||
      piece.kind === 'word' ||
      piece.kind === 'address' ||
      piece.kind === 'endpoint'
    ) {
      const end = scanRestricted(piece.kind, text, at);
      if (end < 0) return false;
      store(captures, piece, text.slice(at, end));
      at = end;
      continue;
    }
    const next = template.parts[k + 1];
    if (next === undefined) {
      if (!allowed(piece, text, at, text.length)) return false;
      store(captures, piece, text.slice(at));
      return true;
    }
    if (typeof next !== 'string') return false;
    if (k + 2 === template.parts.length) {
      // The last fixed text is anchored at the end, so nothing inside the capture can take its place.
      const end = text.length - next.length;
      if (end < at || !allowed(piece, text, at, end)) return false;
      store(captures, piece, text.slice(at, end));
      return true;
    }
    const last = template.split === 'last';
    let end = last ? text.lastIndexOf(next) : text.indexOf(next, at);
    while (end >= at && budget.left > 0) {
      budget.left--;
      if (!allowed(piece, text, at, end)) return false;
      store(captures, piece, text.slice(at, end));
      if (matchFrom(template, k + 1, text, end, captures, budget)) return true;
      end = last ? (end === 0 ? -1 : text.lastIndexOf(next, end - 1)) : text.indexOf(next, end + 1);
    }
    return false;
  }
  return at === text.length;
}
