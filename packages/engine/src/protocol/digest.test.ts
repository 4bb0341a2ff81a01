import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from './bytes.ts';
import { digest, type DigestName } from './digest.ts';

const names: readonly DigestName[] = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];

describe('digests', () => {
  it.each(names)('%s equals the platform on all lengths around the block ends', (name) => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129, 300]) {
      const data = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
      expect(hex(digest(name, data))).toBe(createHash(name).update(data).digest('hex'));
    }
  });

  it.each(names)('%s equals the platform on random bytes', (name) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (data) => {
        expect(hex(digest(name, data))).toBe(createHash(name).update(data).digest('hex'));
      }),
    );
  });
});
