/** Takes secrets out of text before it may be quoted. */

const shown = '***';

/** Names of settings whose value is a secret, compared as a part of the lower-case key. */
const secretWords: readonly string[] = ['secret', 'psk', 'passw', 'passphrase', 'ppk_key', 'privatekey'];

/** Whether a setting of this name holds a secret. */
export function isSecretKey(key: string): boolean {
  const lower = key.toLowerCase();
  return lower === 'pin' || secretWords.some((word) => lower.includes(word));
}

/**
 * The line with everything masked that looks like a secret by itself: values of settings with telling names, what follows
 * `: PSK`, `: XAUTH` and the like, hexadecimal keys of 16 digits or more behind `0x`, hex digits inside `RSA { … }`, and lines that
 * are nothing but base64, as the body of a private key is.
 * Readers that know where their secrets stand mask those places on top.
 */
export function maskLine(text: string): string {
  if (bareBase64.test(text)) return shown;
  return maskKeys(maskSecretTypes(maskLabels(maskSettings(text))));
}

const bareBase64 = /^\s{0,40}[A-Za-z0-9+/]{24,}={0,2}\s{0,40}$/;
/** As `maskLine`, where words that begin like a line of ipsec.secrets (`: PSK authentication failed`) are a daemon's own. */
export function maskMessage(text: string): string {
  return maskKeys(maskSettings(text));
}

const secretLabel = /(?:psk|pre-?shared?(?: ?key)?|미리 공유한 키|사전 공유 키)["' \t.]{0,60}$/iu;

/** `Auth1PSK:   value`, `Preshared Key : value`, `"PreSharedKey": "value"`, as Windows tools write them: to the end of the line. */
function maskLabels(text: string): string {
  let colons = 0;
  for (let at = text.indexOf(':'); at >= 0 && colons < 16; at = text.indexOf(':', at + 1)) {
    colons++;
    if (!secretLabel.test(text.slice(Math.max(0, at - 80), at)) || text.slice(at + 1).trim() === '') continue;
    return `${text.slice(0, at)}: ${shown}`;
  }
  return text;
}

/** `name = value` and `"name":"value"` to the end of the line. */
function maskSettings(text: string): string {
  const equals = text.indexOf('=');
  const lower = text.toLowerCase();
  if (!secretWords.some((word) => lower.includes(word)) && !/(?:^|[^a-z])pin(?![a-z])/.test(lower)) return text;
  for (let at = equals; at >= 0; at = text.indexOf('=', at + 1)) {
    const name = /([A-Za-z0-9_.-]{1,64})["' \t]{0,8}$/.exec(text.slice(Math.max(0, at - 80), at));
    if (name === null || !isSecretKey(name[1] ?? '')) continue;
    // An `authby=secret`-like word is the value there, not the name; what stands behind this name is hidden to the line's end.
    const close = text.trimEnd().endsWith('}') ? ' }' : '';
    return `${text.slice(0, at)}= ${shown}${close}`;
  }
  return text;
}

const secretTypes =
  /(^|:)[ \t]{0,16}(PSK|XAUTH|EAP|NTLM|PIN|PPK|PPKS|RSA|ECDSA|BLISS|PKCS8|P12|PKCS12)(?=[ \t"'{%]|$)/i;

/** Lines of ipsec.secrets: everything behind the type. */
function maskSecretTypes(text: string): string {
  const found = secretTypes.exec(text);
  if (found === null) return text;
  return `${text.slice(0, found.index + found[0].length)} ${shown}`;
}

/** Keys of `ip xfrm state` and private key numbers. */
function maskKeys(text: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('0x', at);
    if (start < 0) return out + text.slice(at);
    let end = start + 2;
    while (end < text.length && isHexDigit(text.charCodeAt(end))) end++;
    out += text.slice(at, start) + (end - start >= 18 ? `0x${shown}` : text.slice(start, end));
    at = end;
  }
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102) || code === 95;
}
