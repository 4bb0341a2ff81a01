/**
 * Takes key material out of text before it is quoted. Daemon logs hold keys only at private debugging levels and in
 * error messages about secrets files; whatever looks like a key is masked all the same.
 */

const mask = '[masked]';

function isHexCode(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

function isBase64Code(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2b ||
    code === 0x2f ||
    code === 0x3d
  );
}

/** Words after which a value is a secret: everything up to the end of the quoted string, or of the word, is masked. */
const secretWords: readonly string[] = [
  'PSK',
  'psk',
  'XAUTH',
  'EAP',
  'PPKS',
  'PPK',
  'secret',
  'password',
  'passwd',
  'pass',
  'PIN',
  'passphrase',
];

function maskRuns(text: string): string {
  let out = '';
  let from = 0;
  let i = 0;
  while (i < text.length) {
    const prefix = text.startsWith('0x', i) || text.startsWith('0s', i) || text.startsWith('0t', i);
    const start = prefix ? i + 2 : i;
    let end = start;
    const base64 = prefix && text.charAt(i + 1) !== 'x';
    while (end < text.length && (base64 ? isBase64Code(text.charCodeAt(end)) : isHexCode(text.charCodeAt(end)))) end++;
    // 40 digits: fingerprints and key ids are public, keys of 128 bits and more in prefixed form are not.
    if ((prefix && end - start >= 24) || end - start > 40) {
      out += text.slice(from, i) + mask;
      from = end;
      i = end;
    } else {
      i = end > i ? end : i + 1;
    }
  }
  return from === 0 ? text : out + text.slice(from);
}

function maskAfterWords(text: string): string {
  let out = text;
  for (const word of secretWords) {
    let at = out.indexOf(word);
    while (at >= 0) {
      const before = at === 0 ? ' ' : out.charAt(at - 1);
      let i = at + word.length;
      const boundary = !/[A-Za-z0-9_]/.test(before);
      let sign = false;
      while (i < out.length && ' \t=:('.includes(out.charAt(i))) {
        if ('=:('.includes(out.charAt(i))) sign = true;
        i++;
      }
      const quote = out.charAt(i);
      let end = -1;
      if (boundary && i > at + word.length && quote === '"') {
        const close = out.indexOf('"', i + 1);
        end = close < 0 ? out.length : close + 1;
      } else if (boundary && sign && out.charAt(at + word.length) === '=') {
        end = i;
        while (end < out.length && !' \t,;)'.includes(out.charAt(end))) end++;
      }
      if (end > i) {
        out = `${out.slice(0, i)}${mask}${out.slice(end)}`;
        at = out.indexOf(word, i + mask.length);
      } else {
        at = out.indexOf(word, at + word.length);
      }
    }
  }
  return out;
}

/** The text with anything that may be key material replaced. Linear in the length of the text. */
export function redact(text: string): string {
  return maskAfterWords(maskRuns(text));
}
