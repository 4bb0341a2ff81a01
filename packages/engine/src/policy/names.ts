/** Distinguished names as configurations write them: parsed to relative names and compared in order. */

/** Relative names in order; keys in upper case with their usual short form, values without outer blanks. */
export type NameParts = readonly (readonly [key: string, value: string])[];

const maxParts = 64;

const aliases: Readonly<Record<string, string>> = {
  EMAIL: 'E',
  EMAILADDRESS: 'E',
  COUNTRYNAME: 'C',
  ORGANIZATIONNAME: 'O',
  ORGANIZATIONALUNITNAME: 'OU',
  COMMONNAME: 'CN',
  STATEORPROVINCENAME: 'ST',
  LOCALITYNAME: 'L',
  USERID: 'UID',
  DOMAINCOMPONENT: 'DC',
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '1.2.840.113549.1.9.1': 'E',
};

/** Relative names of `C=CH, O=x, CN=y`, `/C=CH/O=x/CN=y` or a form with quotes and backslashes; undefined when it is no name. */
export function parseName(text: string): NameParts | undefined {
  const slashed = text.startsWith('/');
  const parts: [string, string][] = [];
  for (const piece of split(slashed ? text.slice(1) : text, slashed ? '/' : ',')) {
    const equals = piece.indexOf('=');
    if (equals < 1) return undefined;
    const key = piece.slice(0, equals).trim().toUpperCase();
    if (key === '' || parts.length >= maxParts) return undefined;
    parts.push([aliases[key] ?? key, clean(piece.slice(equals + 1))]);
  }
  return parts.length === 0 ? undefined : parts;
}

/** Cuts at the separator (`;` too for comma lists) outside quotes and not behind a backslash; empty pieces are dropped. */
function split(text: string, separator: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\' && i + 1 < text.length) {
      piece += char + text.charAt(i + 1);
      i++;
      continue;
    }
    if (char === '"') quoted = !quoted;
    const cut = !quoted && (char === separator || (separator === ',' && (char === ';' || char === '+')));
    if (cut) {
      if (piece.trim() !== '') pieces.push(piece);
      piece = '';
    } else piece += char;
  }
  if (piece.trim() !== '') pieces.push(piece);
  return pieces;
}

function clean(value: string): string {
  const bare = value.trim();
  const inner = bare.length >= 2 && bare.startsWith('"') && bare.endsWith('"') ? bare.slice(1, -1) : bare;
  let text = '';
  for (let i = 0; i < inner.length; i++) {
    const char = inner.charAt(i);
    if (char === '\\' && i + 1 < inner.length) {
      i++;
      text += inner.charAt(i);
    } else text += char;
  }
  return text;
}

/** Compares relative names in order; `*` as a value matches any. Values compare without case (RFC 5280 section 7.1). */
export function compareNames(
  expected: NameParts,
  sent: NameParts,
): {
  readonly result: 'same' | 'matches-wildcard' | 'different';
  readonly reason: 'equal' | 'wildcard' | 'value' | 'rdn-order' | 'rdn-missing';
} {
  const fold = ([key, value]: readonly [string, string]): string => `${key}=${value.toLowerCase()}`;
  if (expected.length === sent.length) {
    let wildcard = false;
    const fits = expected.every((part, i) => {
      const other = sent[i];
      if (other === undefined || part[0] !== other[0]) return false;
      if (part[1] === '*') {
        wildcard = true;
        return true;
      }
      return fold(part) === fold(other);
    });
    if (fits)
      return wildcard ? { result: 'matches-wildcard', reason: 'wildcard' } : { result: 'same', reason: 'equal' };
  }
  const left = expected.map(fold).sort();
  const right = sent.map(fold).sort();
  if (left.length === right.length && left.every((part, i) => part === right[i]))
    return { result: 'different', reason: 'rdn-order' };
  const [small, large] = left.length < right.length ? [left, right] : [right, left];
  if (small.length < large.length && small.every((part) => large.includes(part)))
    return { result: 'different', reason: 'rdn-missing' };
  return { result: 'different', reason: 'value' };
}
