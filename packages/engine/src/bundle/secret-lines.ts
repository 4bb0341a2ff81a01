/** Secrets in lines of text: what stands behind a telling name is taken away. */
import { hexBytes, base64Bytes, utf8Bytes } from '../formats/shared/secret-value.ts';
import { isRedacted } from '../formats/shared/secret-value.ts';
import type { Keyed } from './keyed.ts';
import { octetsAsText } from './journal-octets.ts';
import { keyHeadings } from './key-octets.ts';
import { patternSigns, patternSpans } from './secret-patterns.ts';

/** Names of settings and fields whose value is a secret, lower case, as a part of a longer name. */
export const secretNames: readonly string[] = [
  'secret',
  'psk',
  'passw',
  'passphrase',
  'pre-shared',
  'preshare',
  'pre_shared',
  'shared key',
  'shared-key',
  'sharedkey',
  'ppk',
  'private key',
  'privatekey',
  'private-key',
  'private exponent',
  'privateexponent',
  'exponent1',
  'exponent2',
  'prime1',
  'prime2',
  'coefficient',
  'token',
  'credential',
  'bearer',
  'authorization',
  'api key',
  'api-key',
  'api_key',
  'apikey',
  'session key',
  'sessionkey',
  'sk_',
  'skeyid',
  'keymat',
  'cookie=',
  'pin',
  'phash',
  'key-string',
  'authentication-key',
  'unicodepwd',
  'admpwd',
  'dbcspwd',
  'pwdhistory',
  '미리 공유한 키',
  '사전 공유 키',
];

/** What lines that may hold a secret have in them, besides those names: types of ipsec.secrets, keys of devices, credentials in an address. */
const otherSigns: readonly string[] = [
  ': psk',
  ': xauth',
  ': eap',
  ': ntlm',
  ': rsa',
  ': ecdsa',
  ': pkcs',
  ': p12',
  ': ppk',
  ': pin',
  'isakmp key',
  'snmp-server community',
  'snmp community',
  'tacacs-server',
  'radius-server',
  'server-private',
  'message-digest-key',
  'user "',
  '://',
  '-----',
];

const latin = (text: string): string => String.fromCharCode(...utf8Bytes(text));

/** Everything a line with a secret has one of, as octets of UTF-8. */
export const secretSigns: readonly string[] = [
  ...new Set([...secretNames, ...otherSigns, ...patternSigns, ...keyHeadings]),
].map(latin);

/** What follows a sign in sentences of daemons that end with it and never name the secret, as octets of UTF-8: the line needs no closer look for it. */
export const harmlessAfter: readonly string[] = [
  ' key successful\n',
  'successful\n',
  ' key\n',
  ' key authentication:\n',
].map(latin);

/** Values that are words of a setting and no secret: `auth = psk`, `authby=secret`. */
const plainValues =
  /^(?:psk|secret|pubkey|rsasig|ecdsa|never|always|yes|no|true|false|none|null|0|1|%?[a-z]{1,12}-?cert|\((?:null|none)\)|\{|\[|)$/i;

/** What pluto says of a key it holds, without telling it. */
const notTold = /^(?:(?:del|new|add)ref\b|needed_len|release\b|EXTRACT_KEY)/;
/** Names that only look like those of secrets: how long one is, where it lies, whether there has to be one, whose it is. */
const aboutSecret = /(?:len|length|size|file|path|required|lifetime|type|method|count|_id|_auth)$|^secrets?_psk$/;

const longest = 65_536;
/** Names in a line that are looked at: as many as fit into the longest. */
const most = 32_768;

/** The stand-in of a secret: equal for the same octets however they are spelled, so that both ends can still be compared. */
export function standIn(written: string, keyed: Keyed): string {
  const kind = written.slice(0, 2).toLowerCase();
  const rest = written.slice(2);
  const octets = (kind === '0x' ? hexBytes(rest) : kind === '0s' ? base64Bytes(rest) : undefined) ?? utf8Bytes(written);
  let text = '';
  for (const byte of keyed.octets(octets, 12)) text += byte.toString(16).padStart(2, '0');
  return `taken-out-${text}`;
}

/** Any of `secretNames`; none begins another. */
const nameOf = new RegExp(secretNames.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The line without the secrets in it, and how many there were. `file` tells that it is of a file of secrets, where `: PSK` and the like
 * stand before one. Linear in the length of the line.
 */
export function withoutSecrets(line: string, keyed: Keyed): { readonly line: string; readonly count: number } {
  if (line.length > longest) return { line: '', count: 1 };
  const text = octetsAsText(line);
  if (text !== line) {
    const made = withoutSecrets(text, keyed);
    return made.count > 0 ? made : { line, count: 0 };
  }
  const lower = line.toLowerCase();
  const spans: Span[] = [];
  nameOf.lastIndex = 0;
  for (let met = 0; met < most; met++) {
    const found = nameOf.exec(lower);
    if (found === null) break;
    const [name] = found;
    const at = found.index;
    // Names lie within each other: `pre-shared key`.
    nameOf.lastIndex = at + 1;
    if (name === 'pin' && /[a-z]/.test(lower[at + 3] ?? '')) continue;
    if ((name === 'pin' || name === 'sk_') && at > 0 && /[a-z0-9]/.test(lower[at - 1] ?? '')) continue;
    const span = valueBehind(line, lower, at, at + name.length);
    if (span !== null) spans.push(span);
  }
  typeOfSecret(line, lower, spans);
  device(line, lower, spans);
  credentials(line, spans);
  keyInLine(line, spans);
  spans.push(...patternSpans(line, lower));
  if (spans.length === 0) return { line, count: 0 };
  return put(line, spans, keyed);
}

function put(line: string, spans: Span[], keyed: Keyed): { readonly line: string; readonly count: number } {
  spans.sort((a, b) => a.from - b.from || b.to - a.to);
  let out = '';
  let at = 0;
  let count = 0;
  for (const { from, to } of spans) {
    if (from < at) continue;
    const written = line.slice(from, to);
    if (plainValues.test(written.trim()) || isRedacted(written) || notTold.test(written)) continue;
    if (!/[\p{L}\p{N}]/u.test(written)) continue;
    out += line.slice(at, from) + standIn(written, keyed);
    at = to;
    count++;
  }
  return { line: out + line.slice(at), count };
}

/** Names behind which a secret stands with nothing but a space between. */
const spaced =
  /(?:phash|authentication-key|psksecret|pre-shared-key|presharedkey|preshared-key|l2tppsk|passwd|password|passphrase|-secret|sharedkey|ascii-text|bearer|key-string)$/;

/** A sentence that goes on: `Password request`, `password file open`. */
const goesOn =
  /^(?:request|file|reply|exchange|authentication|required|prompt|received|accepted|rejected|expired|changed|check|from|to|and|or|of|for|on|has|with)\b/i;

/** `the password is hunter2`: not what a daemon says of a secret. */
const spoken =
  /^\s{1,20}(?:is|was)\s{0,4}:?\s{1,20}(?!(?:a|an|the|not|no|too|in|vulnerable|missing|wrong|invalid|empty|unknown|required|expired|set|used|correct|incorrect|null|none|stored|configured|loaded|ok)(?:[\s.,;]|$))/i;
/** `enable secret 5 $1$…`, `username bob secret 9 …` of Cisco IOS: a kind, then the secret. */
const typed = /^\s{1,20}[0-9]\s{1,8}(?=\S{6})/;

function valueBehind(line: string, lower: string, start: number, end: number): Span | null {
  let at = end;
  while (at < line.length && at - end < 48 && /[A-Za-z0-9_-]/.test(line[at] ?? '')) at++;
  const name = lower.slice(start, at);
  // `SECRET_PSK: @gw` of pluto tells whose it is.
  if (aboutSecret.test(name) || (name === 'psk' && lower.slice(Math.max(0, start - 7), start) === 'secret_'))
    return null;
  let closed = at;
  while (closed < line.length && closed - at < 60 && /["' \t.]/.test(line[closed] ?? '')) closed++;
  const sign = line[closed] ?? '';
  // `secrets=/etc/ipsec.secrets` of ipsec status: where they are.
  if (name === 'secrets' && line[closed + 1] === '/') return null;
  if (sign === '=' || sign === ':')
    return value(line, closed + (line[closed + 1] === '>' ? 2 : 1), line[closed - 1] === '"');
  // `<password>value<`, `Name="PreSharedKey">value<`, `<pre-shared-key><key>value<` of PAN-OS.
  if (sign === '>') return upTo(line, behindTags(line, closed + 1), '<');
  if (line[at] === ' ' || line[at] === '\t') {
    const quote = line[closed - 1];
    const quoted = (quote === '"' || quote === "'") && closed > at + 1;
    if (quoted)
      return /load(?:ed|ing)\s[\w ]{0,20}$/.test(lower.slice(Math.max(0, start - 30), start))
        ? null
        : upTo(line, closed, quote);
    const said = spoken.exec(line.slice(at, at + 100)) ?? typed.exec(line.slice(at, at + 100));
    if (said !== null) return word(line, at + said[0].length);
    if (/^\s{1,20}(?:is|was)\s/i.test(line.slice(at, at + 30))) return null;
    if (spaced.test(name) || spaced.test(lower.slice(Math.max(0, start - 12), at))) {
      // `set psksecret ENC …`, `pre-shared-key ascii-text "…"`, `pre-shared-key local …`, `password 7 …`.
      // `pre-shared-key address A key …` and `pre-shared-key key …` of Cisco IOS and PAN-OS.
      const rest =
        /^\s{1,40}(?:(?:address|hostname)\s{1,40}\S{1,255}\s{1,40}(?:[0-9.]{7,15}\s{1,40})?)?key\s{1,40}(?:[0-9]\s{1,40})?/i.exec(
          line.slice(at, at + 400),
        ) ??
        /^\s{1,40}(?:(?:ENC|ascii-text|hexadecimal|hex|local|remote|REG_[A-Z_]{2,12}|[0-9])\s{1,40}){0,3}/i.exec(
          line.slice(at, at + 200),
        );
      if (rest === null || goesOn.test(line.slice(at + rest[0].length, at + rest[0].length + 40))) return null;
      return word(line, at + rest[0].length);
    }
  }
  return null;
}

/** Where text begins behind the tags that open at a place. */
function behindTags(line: string, from: number): number {
  let at = from;
  for (let met = 0; met < 4 && line[at] === '<' && line[at + 1] !== '/'; met++) {
    const close = line.indexOf('>', at);
    if (close < 0) return at;
    at = close + 1;
  }
  return at;
}

const command =
  /^\s{0,40}(?:netsh|ipseccmd|ipsecpol|(?:add|set)\s{1,20}(?:rule|filteraction|policy|mmpolicy|qmpolicy))(?:\s|>)/i;

/** What is behind `=` or `:`: a quoted text, or all up to the end of the line or of the object it stands in. */
function value(line: string, from: number, inObject: boolean): Span | null {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t') at++;
  const quote = line[at];
  if (quote === '\\' && line[at + 1] === '"') return upTo(line, at + 2, '\\');
  if (quote === '"' || quote === "'") return upTo(line, at + 1, quote);
  // Commands of Windows quote what has blanks in it; what is behind one is another argument.
  if (command.test(line.slice(0, 200))) return word(line, at);
  let to = inObject ? at + (/^[^,}\]]{0,4096}/.exec(line.slice(at, at + 4096))?.[0].length ?? 0) : line.length;
  while (to > at && /[\s}]/.test(line[to - 1] ?? '')) to--;
  return to > at ? { from: at, to } : null;
}

function upTo(line: string, from: number, sign: string): Span | null {
  let to = from;
  while (to < line.length && line[to] !== sign) to += line[to] === '\\' && sign !== '\\' ? 2 : 1;
  return to > from ? { from, to: Math.min(to, line.length) } : null;
}

function word(line: string, from: number): Span | null {
  const quote = line[from];
  if (quote === '"' || quote === "'") return upTo(line, from + 1, quote);
  let to = from;
  while (to < line.length && !/\s/.test(line[to] ?? '')) to++;
  return to > from ? { from, to } : null;
}

const anyType = /:[ \t]{0,16}(?:psk|xauth|eap|ntlm|pin|ppks?|rsa|ecdsa|bliss|pkcs8|p12|pkcs12)[ \t]/;
const secretType =
  /:[ \t]{0,16}(?:PSK|XAUTH|EAP|NTLM|PIN|PPKS?|RSA|ECDSA|BLISS|PKCS8|P12|PKCS12)[ \t]{1,16}(?:[^\s"']{1,255}[ \t]{1,16})?(?=["']|0[xst])/;

/** ipsec.secrets(5): a type behind a colon, and what is quoted or encoded after it. */
function typeOfSecret(line: string, lower: string, spans: Span[]): void {
  if (!anyType.test(lower)) return;
  const colon = line.indexOf(':');
  const ppk = /:[ \t]{0,16}PPKS?[ \t]{1,16}(?:"[^"]{0,255}"|\S{1,255})[ \t]{1,16}(?=\S)/.exec(
    line.slice(colon, colon + 1024),
  );
  if (ppk !== null) {
    const span = word(line, colon + ppk.index + ppk[0].length);
    if (span !== null) spans.push(span);
    return;
  }
  const found = secretType.exec(line.slice(colon));
  if (found !== null) {
    const span = word(line, colon + found.index + found[0].length);
    if (span !== null) spans.push(span);
    return;
  }
  // Unquoted, where the line is nothing but selectors, a colon and a type.
  const entry = line.slice(colon, colon + 1024);
  const bare =
    /:[ \t]{0,16}(?:PSK|XAUTH|EAP|NTLM)[ \t]{1,16}(\S{1,512})\s{0,40}$/.exec(entry) ??
    /:[ \t]{0,16}(?:PIN|RSA|ECDSA|BLISS|PKCS8|P12|PKCS12)[ \t]{1,16}\S{1,255}[ \t]{1,16}(\S{1,512})\s{0,40}$/.exec(
      entry,
    );
  if (bare !== null && !/[[\]<>]/.test(line.slice(0, colon))) {
    const from = line.lastIndexOf(bare[1] ?? '');
    spans.push({ from, to: from + (bare[1] ?? '').length });
  }
}

const anyDevice = /snmp|user|isakmp|tacacs|radius|server-private|message-digest/;
const sharedWith = /\b(?:tacacs-server|radius-server|server-private|message-digest-key)\b/;
const keyWord = /\s(?:key|md5)\s{1,8}(?:[0-9]\s{1,8})?(?=\S)/g;

/** `crypto isakmp key SECRET address …`, `radius-server host … key SECRET`, `snmp-server community SECRET RO` of Cisco IOS; iked.conf(5). */
function device(line: string, lower: string, spans: Span[]): void {
  if (!anyDevice.test(lower)) return;
  const community = /\bsnmp(?:-server)? community\s{1,8}/.exec(lower);
  const user = /^\s{0,20}user\s{1,8}"[^"]{1,128}"\s{1,8}(?=")/.exec(line);
  const starts = [community, user].map((found) => (found === null ? -1 : found.index + found[0].length));
  if (sharedWith.test(lower)) for (const found of line.matchAll(keyWord)) starts.push(found.index + found[0].length);
  for (const start of starts) {
    const span = start < 0 ? null : word(line, start);
    if (span !== null) spans.push(span);
  }
  const at = lower.indexOf('crypto isakmp key ');
  if (at < 0) return;
  const rest = /^(?:[06]\s{1,8})?/.exec(line.slice(at + 18, at + 39));
  const span = word(line, at + 18 + (rest?.[0].length ?? 0));
  if (span !== null) spans.push(span);
}

/** `https://user:password@host`. */
function credentials(line: string, spans: Span[]): void {
  for (let at = line.indexOf('://'), met = 0; at >= 0 && met < most; at = line.indexOf('://', at + 3), met++) {
    const found = /^[^\s/@:]{1,128}:([^\s/@]{1,256})@/.exec(line.slice(at + 3, at + 400));
    if (found === null) continue;
    const from = at + 3 + found[0].length - 1 - (found[1] ?? '').length;
    spans.push({ from, to: from + (found[1] ?? '').length });
  }
}

/** A private key in one line, as a text of JSON or of a setting holds it. */
function keyInLine(line: string, spans: Span[]): void {
  const found = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----/.exec(line);
  if (found === null) return;
  const from = found.index + found[0].length;
  const end = line.indexOf('-----END', from);
  const to = end < 0 ? line.trimEnd().length : end;
  if (to > from) spans.push({ from, to });
}
