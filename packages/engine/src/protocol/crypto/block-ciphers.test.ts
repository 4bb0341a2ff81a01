import { createCipheriv, createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cbcDecrypt } from './block-modes.ts';
import { camellia } from './camellia.ts';
import { des, tripleDes } from './des.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

describe('block ciphers', () => {
  it('DES turns the block of the standard around', () => {
    // NIST SP 500-20, first variable plaintext vector.
    const cipher = des(hex('0101010101010101'));
    expect(Buffer.from(cipher.encrypt(hex('8000000000000000'))).toString('hex')).toBe('95f8a5e5dd31d900');
    expect(Buffer.from(cipher.decrypt(hex('95f8a5e5dd31d900'))).toString('hex')).toBe('8000000000000000');
  });

  it('Camellia gives the vectors of RFC 3713 appendix A', () => {
    const clear = hex('0123456789abcdeffedcba9876543210');
    for (const [key, cipher] of [
      ['0123456789abcdeffedcba9876543210', '67673138549669730857065648eabe43'],
      ['0123456789abcdeffedcba98765432100011223344556677', 'b4993401b3e996f84ee5cee7d79b09b9'],
      ['0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff', '9acc237dff16d76c20ef7c919e3a7509'],
    ] as const) {
      expect(Buffer.from(camellia(hex(key)).encrypt(clear)).toString('hex')).toBe(cipher);
      expect(Buffer.from(camellia(hex(key)).decrypt(hex(cipher)))).toEqual(Buffer.from(clear));
    }
  });

  it('3DES and Camellia agree with OpenSSL on every input', () => {
    const cases = [
      ['des-ede3-cbc', 24, 8, tripleDes],
      ['camellia-128-cbc', 16, 16, camellia],
      ['camellia-192-cbc', 24, 16, camellia],
      ['camellia-256-cbc', 32, 16, camellia],
    ] as const;
    for (const [name, keyLength, block, make] of cases) {
      fc.assert(
        fc.property(
          fc.uint8Array({ minLength: keyLength, maxLength: keyLength }),
          fc.uint8Array({ minLength: block, maxLength: block }),
          fc.uint8Array({ minLength: block * 3, maxLength: block * 3 }),
          (key, iv, clear) => {
            const cipher = createCipheriv(name, key, iv).setAutoPadding(false);
            const data = Buffer.concat([cipher.update(clear), cipher.final()]);
            expect(Buffer.from(cbcDecrypt(make(key), iv, data))).toEqual(Buffer.from(clear));
            const plain = createDecipheriv(name, key, iv).setAutoPadding(false);
            expect(Buffer.from(plain.update(data))).toEqual(Buffer.from(clear));
          },
        ),
        { numRuns: 20 },
      );
    }
  });
});
