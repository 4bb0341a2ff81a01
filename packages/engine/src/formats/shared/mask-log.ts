/** Takes secrets out of lines of a log that no pattern knows: neighbours of a cited line may be anything. */
import { redact } from '../pluto-log/redact.ts';
import { maskLine } from './mask.ts';

const shown = '***';

/** This many pairs of hexadecimal digits one after another are a dump of bytes, as daemons write keys at their private levels. */
const dumpPairs = 8;

/**
 * A log line with everything masked that may be key material: what both daemons' readers mask, dumps of bytes (charon's
 * `0: 3A 4B …`, pluto's `| 3a 4b …`), and lines of base64 as in PEM files. Linear in the length of the line.
 */
export function maskLogLine(text: string): string {
  return maskDump(maskBase64(redact(maskLine(text))));
}

function maskDump(text: string): string {
  const words = text.split(' ');
  let run = 0;
  let from = -1;
  for (const [i, word] of words.entries()) {
    if (/^[0-9A-Fa-f]{2}$/.test(word)) {
      if (run === 0) from = i;
      run += 1;
      // The signs behind the digits show the same bytes.
      if (run === dumpPairs) return [...words.slice(0, from), shown].join(' ');
    } else if (word !== '') run = 0;
  }
  return text;
}

/** Signs, and with them numbers, that copying puts in front of a line. */
const pasting = /^[\s>0-9:,"-]+/;

function maskBase64(text: string): string {
  const bare = text.trim();
  const plain = bare.replace(pasting, '').replace('"', '');
  for (const body of [bare, plain]) if (body.length >= 40 && /^[A-Za-z0-9+/=]+$/.test(body)) return shown;
  return text.includes('PRIVATE KEY-----') ? shown : text;
}
