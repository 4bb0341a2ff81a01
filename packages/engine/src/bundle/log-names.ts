/** Names in lines of logs and listings that no setting shows: connections and identities as the daemons print them, hosts in paths and prompts. */
import { latin1 } from '../protocol/text.ts';
import type { SeenRuns } from './seen-runs.ts';

const longest = 64;
const isRun = new Uint8Array(256);
for (let code = 0; code < 256; code++)
  isRun[code] = code >= 0x80 || /[A-Za-z0-9._-]/.test(String.fromCharCode(code)) ? 1 : 0;
const isHex = new Uint8Array(256);
for (const char of '0123456789abcdefABCDEF:') isHex[char.charCodeAt(0)] = 1;
/** Whether a sign is a decimal digit. */
export const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 0x30 && code <= 0x39;

function runBefore(bytes: Uint8Array, end: number, line: number): number {
  let from = end;
  while (from > line && end - from < longest && isRun[bytes[from - 1] ?? 0] === 1) from--;
  return from;
}

const follows = (bytes: Uint8Array, at: number, text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
};
const precedes = (bytes: Uint8Array, end: number, line: number, text: string): boolean =>
  end - text.length >= line && follows(bytes, end - text.length, text);

/** Where the name in `<NAME|7>` of charon begins, at the bar; -1: there is none. */
export function charonConnection(bytes: Uint8Array, bar: number, line: number): number {
  const from = runBefore(bytes, bar, line);
  return from < bar && bytes[from - 1] === 0x3c ? from : -1;
}

const states = [
  'IKEv',
  '#',
  'TUNNEL',
  'TRANSPORT',
  'BEET',
  'PASS',
  'DROP',
  'ESTABLISHED',
  'CONNECTING',
  'INSTALLED',
  'REKEY',
  'ROUTED',
];
const stateSigns = new Uint8Array(256);
for (const state of states) stateSigns[state.charCodeAt(0)] = 1;

/** `NAME: IKEv2, …`, `NAME: #1, ESTABLISHED` of swanctl, `NAME[1]: ESTABLISHED`, `NAME{1}:  INSTALLED` of ipsec status, at the colon. */
export function listedConnection(bytes: Uint8Array, colon: number, line: number): string | null {
  if (bytes[colon + 1] !== 0x20) return null;
  const at = bytes[colon + 2] === 0x20 ? colon + 3 : colon + 2;
  if (stateSigns[bytes[at] ?? 0] !== 1 || !states.some((state) => follows(bytes, at, state))) return null;
  let end = colon;
  const closed = bytes[colon - 1];
  if (closed === 0x5d || closed === 0x7d) {
    end--;
    while (end > line && isDigit(bytes[end - 1])) end--;
    end--;
  }
  const from = runBefore(bytes, end, line);
  let blank = from;
  while (blank > line && (bytes[blank - 1] === 0x20 || bytes[blank - 1] === 0x09)) blank--;
  return from < end && blank === line ? latin1(bytes.subarray(from, end)) : null;
}

/** `IKE_SA NAME[1]`, `CHILD_SA NAME{1}` of charon, `198.51.100.7[NAME]`, at the opening sign; null also where it is `seen`. */
export function bracketed(bytes: Uint8Array, open: number, line: number, seen: SeenRuns): string | null {
  const digit = isDigit(bytes[open + 1]);
  if (!digit && (bytes[open] !== 0x5b || bytes[open + 1] === 0x25 || isHex[bytes[open - 1] ?? 0] !== 1)) return null;
  const from = runBefore(bytes, open, line);
  if (from === open) return null;
  if (digit)
    return precedes(bytes, from, line, '_SA ') && !seen.again(bytes, from - 1, open)
      ? latin1(bytes.subarray(from, open))
      : null;
  if (bytes[from - 1] !== 0x3a && !hasDot(bytes, from, open)) return null;
  let to = open + 1;
  while (to - open <= longest && (isRun[bytes[to] ?? 0] === 1 || bytes[to] === 0x40)) to++;
  if (bytes[to] !== 0x5d || to === open + 1 || seen.again(bytes, open, to)) return null;
  return latin1(bytes.subarray(open + 1, to)).replace(/^@+/, '');
}

function hasDot(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === 0x2e) return true;
  return false;
}

/** Words behind which charon and pluto quote an identity or a connection. */
const quoting = [
  'of ',
  'for ',
  '- ',
  'identity ',
  'config ',
  'connection ',
  'ID: ',
  'ID ',
  'user ',
  'vici connection: ',
  'FQDN: ',
  'peer ',
];

/** `authentication of 'NAME' with …`, `no shared key found for 'NAME' - 'NAME'`, at the opening quote; null also where it is `seen`. */
export function quoted(bytes: Uint8Array, quote: number, line: number, seen: SeenRuns): string | null {
  if (bytes[quote - 1] !== 0x20 || !quoting.some((word) => precedes(bytes, quote, line, word))) return null;
  let to = quote + 1;
  while (to - quote <= longest && (isRun[bytes[to] ?? 0] === 1 || bytes[to] === 0x40)) to++;
  if (bytes[to] !== bytes[quote] || to === quote + 1 || seen.again(bytes, quote, to)) return null;
  return latin1(bytes.subarray(quote + 1, to)).replace(/^@+/, '');
}

/** `"NAME" #1`, `"NAME"[1] 198.51.100.7 #1`, `: "NAME": ` and `000 "NAME"` of pluto, at the opening quote; null also where it is `seen`. */
export function plutoConnection(
  bytes: Uint8Array,
  quote: number,
  line: number,
  end: number,
  seen: SeenRuns,
): string | null {
  let to = quote + 1;
  while (to < end && to - quote <= longest && (isRun[bytes[to] ?? 0] === 1 || bytes[to] === 0x2f)) to++;
  if (bytes[to] !== 0x22 || to === quote + 1) return null;
  const name = (): string | null =>
    seen.again(bytes, quote, to) ? null : latin1(bytes.subarray(quote + 1, to)).replace(/\/[0-9]+x[0-9]+$/, '');
  if (follows(bytes, to + 1, ' #') && isDigit(bytes[to + 3])) return name();
  if (bytes[to + 1] === 0x5b && isDigit(bytes[to + 2])) return name();
  const front = quote === line || precedes(bytes, quote, line, ': ') || precedes(bytes, quote, line, '000 ');
  return bytes[to + 1] === 0x3a && bytes[to + 2] === 0x20 && quote > line && front ? name() : null;
}

/** `ike 0:NAME:12: …`, `ike V=root:0:NAME:` of FortiOS, at the colon in front. */
export function fortinetTunnel(bytes: Uint8Array, colon: number, line: number): string | null {
  if (!isDigit(bytes[colon - 1])) return null;
  let from = colon - 1;
  if (bytes[from - 1] === 0x3a) {
    while (from > line && colon - from < longest && bytes[from - 1] !== 0x20) from--;
    if (!follows(bytes, from, 'V=')) return null;
  }
  if (!precedes(bytes, from, line, 'ike ')) return null;
  let to = colon + 1;
  while (to - colon <= longest && isRun[bytes[to] ?? 0] === 1) to++;
  return bytes[to] === 0x3a && to > colon + 1 ? latin1(bytes.subarray(colon + 1, to)) : null;
}

const secretTypes = /^[ \t]{0,8}(PSK|XAUTH|EAP|NTLM|RSA|ECDSA|BLISS|PKCS8|P12|PKCS12|PPKS?|PIN)[ \t]{1,8}(\S.{0,400})$/;

/** Names in an entry of ipsec.secrets(5): what stands in front of the colon, and the file of a key; `rest` is all behind the colon. */
export function secretOwners(front: string, rest: string): string[] {
  const found = secretTypes.exec(rest);
  if (found === null || front.length > 400 || /[[\]<>=|(){}]/.test(front)) return [];
  const [, type = '', value = ''] = found;
  const key = /^(?:RSA|ECDSA|BLISS|P)/.test(type) && type !== 'PSK';
  // A sentence with such a word in it goes on; an entry ends with its secret, or its file and passphrase.
  if (!/^(?:["'{%]|0[xst])/.test(value) && !(key ? /^\S+(?:\s+["'%].*)?\s*$/ : /^\S+\s*$/).test(value)) return [];
  const owners = [...front.matchAll(/"([^"]{1,128})"|([^\s"]{1,128})/g)].slice(0, 16).map(([, a, b]) => a ?? b ?? '');
  const file = key ? (/^["']?([^\s"'%{/.]{2,64})\.[a-z0-9]{2,4}["']?(?:\s|$)/i.exec(value)?.[1] ?? '') : '';
  return [...owners, file].map((name) => name.replace(/^[@%]+/, '').replace(/%any$/, ''));
}

/** The host of a prompt of Cisco IOS, ASA or FortiOS: `NAME#show …`, `NAME(config)# …`; null: the line has none. */
export function promptHost(line: string): string | null {
  return (
    /^([A-Za-z][A-Za-z0-9._-]{1,62})(?:[(/][A-Za-z0-9/_-]{1,40}\)?)?\s?[#>]\s?(?:show|sh|debug|undebug|terminal|conf|configure|ping|clear|get|diag|diagnose|execute|write|copy|no|exit|end|enable|crypto|more)\b/.exec(
      line,
    )?.[1] ?? null
  );
}
