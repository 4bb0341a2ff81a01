/** Encryption algorithms of IKE and ESP, by the names of the IKEv2 registries with the key length behind (ENCR_AES_CBC_256). */
import { cbc, ctr as aesCtr, ecb, gcm } from '@noble/ciphers/aes.js';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { type BlockCipher, cbcDecrypt, ccmDecrypt, ctr } from './block-modes.ts';
import { camellia } from './camellia.ts';
import { des, tripleDes } from './des.ts';

/** What is to be decrypted. Lengths in octets are those of the algorithm; `aad` and `icv` count only for combined modes. */
export interface Sealed {
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly aad: Uint8Array;
  readonly icv: Uint8Array;
}

export interface Cipher {
  /** Octets of the key, and of the salt (nonce) kept behind it. */
  readonly keyLength: number;
  readonly saltLength: number;
  readonly ivLength: number;
  /** Ciphertext is a multiple of this. */
  readonly blockLength: number;
  /** Octets of the integrity check a combined mode brings; 0: a MAC of its own is needed. */
  readonly icvLength: number;
  /** Clear text, or null when the integrity check of a combined mode fails. `key` is without salt. */
  readonly decrypt: (key: Uint8Array, salt: Uint8Array, sealed: Sealed) => Uint8Array | null;
}

const aes = (key: Uint8Array): BlockCipher => ({
  blockLength: 16,
  encrypt: (block) => ecb(key, { disablePadding: true }).encrypt(block),
  decrypt: (block) => ecb(key, { disablePadding: true }).decrypt(block),
});

function blockCbc(make: (key: Uint8Array) => BlockCipher, keyLength: number, blockLength: number): Cipher {
  return {
    keyLength,
    saltLength: 0,
    ivLength: blockLength,
    blockLength,
    icvLength: 0,
    decrypt: (key, _salt, { iv, ciphertext }) => cbcDecrypt(make(key), iv, ciphertext),
  };
}

const aesCbc = (keyLength: number): Cipher => ({
  ...blockCbc(aes, keyLength, 16),
  decrypt: (key, _salt, { iv, ciphertext }) =>
    ciphertext.length === 0 ? ciphertext : cbc(key, iv, { disablePadding: true }).decrypt(ciphertext),
});

/** Counter block of RFC 3686 section 4: nonce, IV, and a counter from one. */
function counterBlock(salt: Uint8Array, iv: Uint8Array, from: number): Uint8Array {
  const counter = new Uint8Array(16);
  counter.set(salt);
  counter.set(iv, salt.length);
  counter[15] = from;
  return counter;
}

const counterMode = (
  keyLength: number,
  run: (key: Uint8Array, counter: Uint8Array, data: Uint8Array) => Uint8Array,
) => ({
  keyLength,
  saltLength: 4,
  ivLength: 8,
  blockLength: 1,
  icvLength: 0,
  decrypt: (key: Uint8Array, salt: Uint8Array, { iv, ciphertext }: Sealed) =>
    run(key, counterBlock(salt, iv, 1), ciphertext),
});

const ccm = (make: (key: Uint8Array) => BlockCipher, keyLength: number, icvLength: number): Cipher => ({
  keyLength,
  saltLength: 3,
  ivLength: 8,
  blockLength: 1,
  icvLength,
  decrypt: (key, salt, { iv, ciphertext, aad, icv }) => ccmDecrypt(make(key), joined(salt, iv), aad, ciphertext, icv),
});

/** GCM (RFC 4106, RFC 5282). A shortened tag is checked by sealing again: the library takes only whole ones. */
const gcmOf = (keyLength: number, icvLength: number): Cipher => ({
  keyLength,
  saltLength: 4,
  ivLength: 8,
  blockLength: 1,
  icvLength,
  decrypt: (key, salt, { iv, ciphertext, aad, icv }) => {
    const clear = aesCtr(key, counterBlock(salt, iv, 2)).decrypt(ciphertext);
    const tag = gcm(key, joined(salt, iv), aad).encrypt(clear).subarray(ciphertext.length);
    return icv.every((byte, at) => byte === tag[at]) ? clear : null;
  },
});

/** GMAC without encryption (RFC 4543): all that is sent in clear is authenticated. */
const gmac = (keyLength: number): Cipher => ({
  keyLength,
  saltLength: 4,
  ivLength: 8,
  blockLength: 1,
  icvLength: 16,
  decrypt: (key, salt, { iv, ciphertext, aad, icv }) => {
    const tag = gcm(key, joined(salt, iv), joined(joined(aad, iv), ciphertext)).encrypt(new Uint8Array(0));
    return icv.every((byte, at) => byte === tag[at]) ? ciphertext : null;
  },
});

/** ChaCha20-Poly1305 (RFC 7634 section 2). */
const chacha: Cipher = {
  keyLength: 32,
  saltLength: 4,
  ivLength: 8,
  blockLength: 1,
  icvLength: 16,
  decrypt: (key, salt, { iv, ciphertext, aad, icv }) => {
    try {
      return chacha20poly1305(key, joined(salt, iv), aad).decrypt(joined(ciphertext, icv));
    } catch {
      return null;
    }
  },
};

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

const none: Cipher = {
  keyLength: 0,
  saltLength: 0,
  ivLength: 0,
  blockLength: 1,
  icvLength: 0,
  decrypt: (_key, _salt, { ciphertext }) => ciphertext,
};

const lengths = [16, 24, 32] as const;

/** By name; absent: not known here (Blowfish, CAST, IDEA and other ciphers that are met no more). */
export const ciphers: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  ['ENCR_NULL', none],
  ['ENCR_DES', blockCbc(des, 8, 8)],
  ['ENCR_3DES', blockCbc(tripleDes, 24, 8)],
  ['ENCR_CHACHA20_POLY1305', chacha],
  ...lengths.flatMap((length): [string, Cipher][] => [
    [`ENCR_AES_CBC_${length * 8}`, aesCbc(length)],
    [`ENCR_AES_CTR_${length * 8}`, counterMode(length, (key, counter, data) => aesCtr(key, counter).decrypt(data))],
    [`ENCR_CAMELLIA_CBC_${length * 8}`, blockCbc(camellia, length, 16)],
    [`ENCR_CAMELLIA_CTR_${length * 8}`, counterMode(length, (key, counter, data) => ctr(camellia(key), counter, data))],
    [`ENCR_NULL_AUTH_AES_GMAC_${length * 8}`, gmac(length)],
    ...[8, 12, 16].flatMap((icv): [string, Cipher][] => [
      [`ENCR_AES_GCM_${icv}_${length * 8}`, gcmOf(length, icv)],
      [`ENCR_AES_CCM_${icv}_${length * 8}`, ccm(aes, length, icv)],
      [`ENCR_CAMELLIA_CCM_${icv}_${length * 8}`, ccm(camellia, length, icv)],
    ]),
  ]),
]);
