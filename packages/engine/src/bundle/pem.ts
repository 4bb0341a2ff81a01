/** PEM blocks (RFC 7468) in text: private keys are taken out, certificates rewritten, line by line in the same places. */
import { base64Bytes } from '../formats/shared/secret-value.ts';
import { concatBytes } from '../protocol/bytes.ts';
import { latin1 } from '../protocol/text.ts';
import { KeyOctets } from './key-octets.ts';
import { learnCertificate, replaceCertificate, replaceDer } from './der.ts';
import type { Redaction } from './redaction.ts';
import type { TextOut } from './text-out.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const longestBlock = 2 ** 20;
const begins = /-----BEGIN ([A-Z0-9 ]{1,40})-----\s{0,8}$/;

/** Base64 (RFC 4648 section 4) of octets. */
export function base64Text(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] ?? 0, bytes[i + 1], bytes[i + 2]];
    out += (alphabet[a >> 2] ?? '') + (alphabet[((a & 3) << 4) | ((b ?? 0) >> 4)] ?? '');
    out += b === undefined ? '=' : (alphabet[((b & 15) << 2) | ((c ?? 0) >> 6)] ?? '');
    out += c === undefined ? '=' : (alphabet[c & 63] ?? '');
  }
  return out;
}

/** Takes the lines of blocks. */
export class PemBlocks {
  private readonly redaction: Redaction;
  private label = '';
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  private readonly octets = new KeyOctets();

  constructor(redaction: Redaction) {
    this.redaction = redaction;
  }

  /** Whether a block, or a listing of the octets of a key, has begun and not ended. */
  get open(): boolean {
    return this.label !== '' || this.octets.open;
  }

  /** Whether a line (with its end) is of a block: then it, or what takes its place, is written here. */
  take(line: Uint8Array, out: TextOut): boolean {
    if (this.label === '') {
      const key = this.octets.take(latin1(line.subarray(0, 200)));
      if (key !== null) {
        if (key !== '') this.redaction.count('secrets', 1);
        out.ascii(key);
        return true;
      }
      const begin = line.length < 200 ? begins.exec(latin1(line)) : null;
      if (begin === null) return false;
      this.label = begin[1] ?? '';
      out.copy(line, 0, line.length);
      return true;
    }
    const text = latin1(line.subarray(0, 200));
    if (text.includes('-----END') || this.heldBytes > longestBlock) {
      this.end(out);
      if (text.includes('-----END')) out.copy(line, 0, line.length);
      return true;
    }
    this.held.push(line.slice());
    this.heldBytes += line.length;
    return true;
  }

  /** Writes what is held of a block. */
  end(out: TextOut): void {
    if (this.label === '') return;
    const body = concatBytes(...this.held);
    const isPrivate = !/CERTIFICATE|CRL|X509/.test(this.label);
    this.label = '';
    this.held = [];
    this.heldBytes = 0;
    if (isPrivate) {
      this.redaction.count('secrets', 1);
      out.ascii('taken-out\n');
      return;
    }
    const made = pemBody(body, (der) => replaceCertificate(der, this.redaction) || replaceDer(der, this.redaction));
    if (made === null) out.ascii('taken-out\n');
    else out.copy(made, 0, made.length);
  }
}

/** The body of a block with its octets changed by `change`; null: they cannot be read. */
function pemBody(body: Uint8Array, change: (der: Uint8Array) => boolean): Uint8Array | null {
  const der = base64Bytes(latin1(body).replaceAll(/\s/g, ''));
  if (der === undefined || !change(der)) return null;
  const digits = base64Text(der);
  const out = body.slice();
  let at = 0;
  for (let i = 0; i < out.length; i++) {
    const code = out[i] ?? 0;
    if (code <= 0x20) continue;
    out[i] = digits.charCodeAt(at++) || 0x3d;
  }
  return out;
}

/** Learns from every certificate in a text. */
export function learnPem(text: string, redaction: Redaction): void {
  for (
    let at = text.indexOf('-----BEGIN '), met = 0;
    at >= 0 && met < 1000;
    at = text.indexOf('-----BEGIN ', at + 1), met++
  ) {
    const from = text.indexOf('\n', at);
    const to = text.indexOf('-----END', at);
    if (from < 0 || to < from || to - from > longestBlock) continue;
    const der = base64Bytes(text.slice(from, to).replaceAll(/\s/g, ''));
    if (der !== undefined) learnCertificate(der, redaction);
  }
}
