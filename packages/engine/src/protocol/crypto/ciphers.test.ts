import { createCipheriv, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ciphers } from './ciphers.ts';
import { integrityAlgorithms, prfs, xcbc } from './macs.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const get = <T>(map: ReadonlyMap<string, T>, name: string): T => {
  const found = map.get(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

describe('combined modes', () => {
  const aead = [
    ['aes-128-gcm', 'ENCR_AES_GCM_16_128', 16],
    ['aes-256-gcm', 'ENCR_AES_GCM_8_256', 8],
    ['aes-192-gcm', 'ENCR_AES_GCM_12_192', 12],
    ['aes-128-ccm', 'ENCR_AES_CCM_12_128', 12],
    ['aes-256-ccm', 'ENCR_AES_CCM_8_256', 8],
    ['chacha20-poly1305', 'ENCR_CHACHA20_POLY1305', 16],
  ] as const;
  for (const [openssl, name, tagLength] of aead)
    it(`${name} opens what OpenSSL sealed, and nothing that was changed`, () => {
      const cipher = get(ciphers, name);
      fc.assert(
        fc.property(
          bytes(cipher.keyLength),
          bytes(cipher.saltLength),
          bytes(8),
          fc.uint8Array({ maxLength: 40 }),
          fc.uint8Array({ maxLength: 100 }),
          (key, salt, iv, aad, clear) => {
            const nonce = Buffer.concat([salt, iv]);
            const seal = createCipheriv(openssl as 'aes-128-ccm', key, nonce, { authTagLength: tagLength });
            seal.setAAD(aad, { plaintextLength: clear.length });
            const ciphertext = Buffer.concat([seal.update(clear), seal.final()]);
            const icv = Uint8Array.from(seal.getAuthTag());
            const sealed = { iv, ciphertext: Uint8Array.from(ciphertext), aad, icv };
            expect(cipher.decrypt(key, salt, sealed)).toEqual(Uint8Array.from(clear));
            const wrong = icv.map((byte, at) => (at === 0 ? byte ^ 1 : byte));
            expect(cipher.decrypt(key, salt, { ...sealed, icv: wrong })).toBeNull();
          },
        ),
        { numRuns: 30 },
      );
    });
});

describe('other ciphers', () => {
  it('CBC and CTR of AES agree with OpenSSL', () => {
    for (const bits of [128, 192, 256] as const)
      fc.assert(
        fc.property(bytes(bits / 8), bytes(16), bytes(48), (key, iv, clear) => {
          const seal = createCipheriv(`aes-${bits}-cbc`, key, iv).setAutoPadding(false);
          const ciphertext = Uint8Array.from(seal.update(clear));
          const nothing = new Uint8Array(0);
          const cbc = get(ciphers, `ENCR_AES_CBC_${bits}`);
          expect(cbc.decrypt(key, nothing, { iv, ciphertext, aad: nothing, icv: nothing })).toEqual(clear);
          const counter = Buffer.concat([iv.subarray(0, 12), hex('00000001')]);
          const stream = createCipheriv(`aes-${bits}-ctr`, key, counter);
          const other = Uint8Array.from(stream.update(clear));
          const ctr = get(ciphers, `ENCR_AES_CTR_${bits}`);
          const sealed = { iv: iv.subarray(4, 12), ciphertext: other, aad: nothing, icv: nothing };
          expect(ctr.decrypt(key, iv.subarray(0, 4), sealed)).toEqual(clear);
        }),
        { numRuns: 20 },
      );
  });
});

describe('integrity and PRF', () => {
  it('XCBC has the vectors of RFC 3566 section 4.6', () => {
    const key = hex('000102030405060708090a0b0c0d0e0f');
    const run = (text: string): string => Buffer.from(xcbc(key, hex(text))).toString('hex');
    expect(run('')).toBe('75f0251d528ac01c4573dfd584d79f29');
    expect(run('000102')).toBe('5b376580ae2f19afe7219ceef172756f');
    expect(run('000102030405060708090a0b0c0d0e0f')).toBe('d2a246fa349b68a79998a4394ff7a263');
    expect(run('000102030405060708090a0b0c0d0e0f10111213')).toBe('47f51b4564966215b8985c63055ed308');
  });

  it('the PRFs over AES take keys of any length (RFC 4434 section 2.1, RFC 4615 section 4)', () => {
    const data = hex('000102030405060708090a0b0c0d0e0f10111213');
    const run = (name: string, key: string): string => Buffer.from(get(prfs, name)(hex(key), data)).toString('hex');
    expect(run('PRF_AES128_XCBC', '000102030405060708090a0b0c0d0e0f')).toBe('47f51b4564966215b8985c63055ed308');
    expect(run('PRF_AES128_XCBC', '00010203040506070809')).toBe('0fa087af7d866e7653434e602fdde835');
    expect(run('PRF_AES128_XCBC', '000102030405060708090a0b0c0d0e0fedcb')).toBe('8cd3c93ae598a9803006ffb67c40e9e4');
    expect(run('PRF_AES128_CMAC', '000102030405060708090a0b0c0d0e0fedcb')).toBe('84a348a4a45d235babfffc0d2b4da09a');
    expect(run('PRF_AES128_CMAC', '000102030405060708090a0b0c0d0e0f')).toBe('980ae87b5f4c9c5214f5b6a8455e4c2d');
    expect(run('PRF_AES128_CMAC', '00010203040506070809')).toBe('290d9e112edb09ee141fcf64c0b72f3d');
  });

  it('HMAC agrees with OpenSSL', () => {
    const names = { AUTH_HMAC_MD5_96: 'md5', AUTH_HMAC_SHA1_96: 'sha1', AUTH_HMAC_SHA2_384_192: 'sha384' };
    for (const [name, hash] of Object.entries(names)) {
      const one = get(integrityAlgorithms, name);
      const key = new Uint8Array(one.keyLength).fill(7);
      const data = hex('00010203');
      expect(Buffer.from(one.mac(key, data))).toEqual(createHmac(hash, key).update(data).digest());
    }
  });
});
