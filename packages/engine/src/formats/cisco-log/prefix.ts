import type { LogLine } from '../log-lines/index.ts';
import type { Refs, Said } from '../device-log/index.ts';

/*
 * What Cisco devices put in front of a message:
 *   IOS, IOS-XE  `ISAKMP:(1001):`, `ISAKMP (0:2):`, `ISAKMP:(0:1:SW:1):`, `ISAKMP-ERROR: (0):`, `ISAKMP:`, `IPSEC(function):`,
 *                `IKEv2:(SESSION ID = 1,SA ID = 1):`, `IKEv2-ERROR:(SA ID = 1):`, `%CRYPTO-6-IKMP_MODE_FAILURE:`
 *   ASA, PIX     `%ASA-5-713119: Group = G, IP = A,`, `[IKEv1 DEBUG]: IP = A,`, `IKEv2-PROTO-1: (45):`
 */

const none: Refs = {};

/** `ISAKMP…`, `IPSEC(…)`, `IKEv2…`, `%…`, `[IKEv1]`; null where the line has none of them. */
export function ciscoPrefix(line: LogLine): Said {
  let text = line.message.trimStart();
  // What a collector leaves in front: `: `, `host : %ASA-…`.
  if (text.startsWith(': ')) text = text.slice(2);
  const percent = text.indexOf('%');
  if (percent > 0 && percent < 80 && isMnemonic(text.slice(percent, percent + 8)))
    text = /^[\w .:-]{0,80}$/.test(text.slice(0, percent)) ? text.slice(percent) : text;
  if (line.program !== null && line.program.startsWith('%')) text = `${line.program}: ${text}`;
  return (
    (text.startsWith('%') ? mnemonic(text) : null) ??
    isakmp(text) ??
    ikev2(text) ??
    ipsec(text) ??
    pki(text) ??
    asaDebug(text) ??
    withoutPrefix(text)
  );
}

function isMnemonic(text: string): boolean {
  return /^%(?:ASA|PIX|FTD|FWSM|CRYPTO|IKEV2|PKI|IPSEC)/.test(text);
}

function withoutPrefix(text: string): Said {
  // `IKEv2 Negotiation aborted due to ERROR: …`, broken off a line of 750003.
  if (text.startsWith(`IKEv2 ${aborted}`)) return { text: unwrapError(text.slice(6)), refs: none, own: true };
  return peerOf(text) ?? { text, refs: none, own: false };
}

/** `Group = G, Username = U, IP = A, words`, as the ASA writes. A group or user may hold anything: a line with two addresses is left alone. */
function peerOf(text: string): Said | null {
  if (!/^(?:Group|IP|Username)[ =]/.test(text)) return null;
  const at = text.startsWith('IP = ') ? 5 : text.indexOf(', IP = ') + 7;
  if (at < 7 && !text.startsWith('IP = ')) return null;
  if (text.indexOf(', IP = ', at) >= 0) return { text: '', refs: none, own: true };
  // Some releases write no comma behind the address.
  const stop = /[, ]/.exec(text.slice(at, at + 64));
  if (stop === null) return null;
  const end = at + stop.index;
  const group = /^Group = ([^,]{1,128}),/.exec(text)?.[1] ?? null;
  return {
    text: text.slice(end + 1).trimStart(),
    refs: { peer: text.slice(at, end).trim(), connection: group },
    own: true,
  };
}

/** `Local:A:500 Remote:B:500 Username:U IKEv2 words`. */
function endpointsOf(text: string): Said | null {
  if (!text.startsWith('Local:')) return null;
  const found = /^Local: ?([^ ]{1,64}):([0-9]{1,5}) Remote: ?([^ ]{1,64}):([0-9]{1,5}) /.exec(text);
  if (found === null) return null;
  const [whole, local = '', localPort = '', peer = '', peerPort = ''] = found;
  const rest = text.slice(whole.length);
  // A user name is the peer's choice: the daemon's words begin at the one `IKEv2 ` that follows it.
  const mark = rest.indexOf(' IKEv2 ');
  if (mark >= 0 && rest.indexOf(' IKEv2 ', mark + 1) >= 0) return { text: '', refs: none, own: true };
  const refs = { local, localPort: Number(localPort), peer, peerPort: Number(peerPort) };
  if (mark >= 0) return { text: unwrapError(rest.slice(mark + 7)), refs, own: true };
  return { text: unwrapError(rest.replace(/^Username:[^ ]{0,128} /, '')), refs, own: true };
}

const aborted = 'Negotiation aborted due to ERROR:';

function unwrapError(text: string): string {
  return text.startsWith(aborted) ? text.slice(aborted.length).trimStart() : text;
}

/** `%ASA-5-713119: …`, `%CRYPTO-4-IKMP_BAD_MESSAGE: …`. */
function mnemonic(text: string): Said | null {
  const colon = text.indexOf(': ');
  if (colon < 0 || colon > 60) return null;
  const name = text.slice(1, colon);
  if (!/^[A-Z0-9]{2,12}(?:-[a-z]{2,12})?-[0-7]-[A-Z0-9_]{3,40}$/.test(name)) return null;
  const rest = text.slice(colon + 2).trimStart();
  const last = name.slice(name.lastIndexOf('-') + 1);
  const ours = /^(?:ASA|PIX|FTD|FWSM)-/.test(name);
  if (ours) {
    const number = Number(last);
    const vpn =
      (number >= 713000 && number < 716000) ||
      (number >= 750000 && number < 753000) ||
      (number >= 402000 && number < 403000) ||
      (number >= 602000 && number < 603000) ||
      (number >= 717000 && number < 718000) ||
      (number >= 113000 && number < 114000);
    if (!vpn) return { text: '', refs: none, own: false };
    const bare = rest.startsWith('IKEv2 ') ? unwrapError(rest.slice(6)) : rest;
    return peerOf(rest) ?? endpointsOf(rest) ?? { text: `${number} ${bare}`, refs: none, own: true };
  }
  if (name.startsWith('IKEV2-')) {
    const bare = unwrapError(rest);
    return { text: bare === rest ? `${last}: ${rest}` : bare, refs: none, own: true };
  }
  if (/^(?:CRYPTO|PKI|IPSEC)-/.test(name)) return { text: `${last}: ${rest}`, refs: none, own: true };
  return { text: '', refs: none, own: false };
}

/** Number of an SA: 0 until it has one. */
function idOf(text: string): string | null {
  const found = /^\(([0-9]{1,10})(?::([0-9]{1,10})(?::[A-Za-z]{1,8}(?::[0-9]{1,6})?)?)?\)/.exec(text);
  if (found === null) return null;
  const [, first = '', second] = found;
  if (second !== undefined) return second === '0' ? null : `0:${second}`;
  return first === '0' ? null : first;
}

function isakmp(text: string): Said | null {
  const found = /^(?:ISAKMP|CRYPTO-IKMP)(?:-[A-Z]{2,10})?[ :]{0,4}/.exec(text);
  if (found === null || (!found[0].includes(':') && !found[0].endsWith(' '))) return null;
  let rest = text.slice(found[0].length);
  let id: string | null = null;
  if (rest.startsWith('(')) {
    const close = rest.indexOf(')');
    if (close > 0 && close < 40 && /^\([0-9A-Za-z:]+\)$/.test(rest.slice(0, close + 1))) {
      id = idOf(rest);
      rest = rest.slice(close + 1).replace(/^[ :;]{1,4}/, '');
    }
  }
  return { text: rest, refs: id === null ? none : { id }, own: true };
}

function ikev2(text: string): Said | null {
  const found = /^IKEv2(?:-[A-Za-z]{2,10})?(?:-[0-9]{1,2})?[:\]]{1,2} ?/i.exec(text);
  if (found === null) return null;
  let rest = text.slice(found[0].length);
  let id: string | null = null;
  const paren = /^\((?:SESSION ID = ([0-9]{1,10}) ?, ?)?(?:SA ID = )?([0-9]{1,10})\) ?: ?/i.exec(rest);
  if (paren !== null) {
    id = `v2:${paren[2] ?? ''}`;
    rest = rest.slice(paren[0].length);
  }
  rest = rest.replace(/^[: ]{1,4}/, '').replace(/^% ?/, '');
  return { text: unwrapError(rest), refs: id === null ? none : { id }, own: true };
}

/** `CRYPTO_PKI: (A16A8) No suitable trustpoints found`. */
function pki(text: string): Said | null {
  const found = /^CRYPTO_PKI ?: ?(?:\([0-9A-Fa-f]{1,8}\) ?)?/.exec(text);
  return found === null ? null : { text: text.slice(found[0].length), refs: none, own: true };
}

function ipsec(text: string): Said | null {
  if (!/^IPSEC ?\(/i.test(text)) return null;
  const close = text.indexOf(')');
  if (close < 0 || close > 60) return null;
  // `IPSEC(sa_request): ,`: the rest stands on lines of its own.
  return { text: text.slice(close + 1).replace(/^[ :]{1,4}/, ''), refs: none, own: true };
}

function asaDebug(text: string): Said | null {
  const found = /^\[IKEv1(?: [A-Z]{2,10})?\]:? ?/.exec(text);
  if (found === null) return null;
  const rest = text.slice(found[0].length);
  return peerOf(rest) ?? { text: rest, refs: none, own: true };
}
