/** For the tests of readers: feeding a text, and looking for planted secrets in what comes out. */
import type { TextFormat, TextReading } from '../reader.ts';
import { utf8Bytes } from './secret-value.ts';

/** Feeds a text to a reader as ingest does. */
export function readText(format: TextFormat, text: string): TextReading {
  const reader = format.open('a');
  for (const [i, line] of text.split('\n').entries()) reader.line(line, i + 1);
  return reader.end();
}

/** How sure the reader is of a text. */
export function sniffText(format: TextFormat, text: string, name = 'file.txt'): number {
  return format.sniff(text.split('\n').slice(0, 200), name);
}

/** Every spelling of a secret that must not show: text, hexadecimal, base64, and reversed octets of them in either case. */
export function spellings(secret: string): readonly string[] {
  const bytes = utf8Bytes(secret);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const base64 = btoaBytes(bytes);
  return [secret, hex, hex.toUpperCase(), base64, base64.replace(/=+$/, '')];
}

function btoaBytes(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => alphabet.charAt((group >> shift) & 63));
    const have = Math.min(3, bytes.length - i) + 1;
    text += digits.map((digit, j) => (j < have ? digit : '=')).join('');
  }
  return text;
}

/** Whole reading as text, the way a careless output would write it: JSON and string conversion of every part. */
export function everything(reading: TextReading): string {
  const parts: string[] = [];
  const visit = (value: unknown, depth: number): void => {
    parts.push(String(value));
    if (depth > 12 || typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      parts.push(key);
      visit(inner, depth + 1);
    }
  };
  visit(reading, 0);
  return `${JSON.stringify(reading, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}\n${parts.join('\n')}`;
}

/** Spellings of the secret that a reading shows, empty when it keeps it. */
export function leaks(reading: TextReading, secret: string): readonly string[] {
  const text = everything(reading);
  return spellings(secret).filter((spelling) => text.includes(spelling));
}
