import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';

describe('CRC-32', () => {
  it('has the value that is given for its check', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it('is the same in pieces, and between other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), fc.nat(20), (bytes, cut, pad) => {
        const whole = crc32(bytes);
        const at = Math.min(cut, bytes.length);
        expect(crc32(bytes, at, bytes.length, crc32(bytes, 0, at))).toBe(whole);
        const padded = new Uint8Array([...new Uint8Array(pad).fill(9), ...bytes, 7]);
        expect(crc32(padded, pad, pad + bytes.length)).toBe(whole);
      }),
    );
  });
});
