/** Integrity algorithms and pseudo-random functions of IKE and ESP, by the names of the IKEv2 registries (IANA, RFC 7296 3.3.2). */
import { cmac, ecb } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { xor } from './block-modes.ts';

/** Makes the full MAC of `data`. */
export type Mac = (key: Uint8Array, data: Uint8Array) => Uint8Array;

/** An integrity algorithm: its key and the part of the MAC that is sent, in octets. */
export interface Integrity {
  readonly keyLength: number;
  readonly icvLength: number;
  readonly mac: Mac;
}

const hmacOf =
  (hash: Parameters<typeof hmac>[0]): Mac =>
  (key, data) =>
    hmac(hash, key, data);

const hmacMd5 = hmacOf(md5);
const hmacSha1 = hmacOf(sha1);
const hmacSha256 = hmacOf(sha256);
const hmacSha384 = hmacOf(sha384);
const hmacSha512 = hmacOf(sha512);

/** One block of AES. */
function block(key: Uint8Array, data: Uint8Array): Uint8Array {
  return ecb(key, { disablePadding: true }).encrypt(data);
}

/** AES-XCBC-MAC, 16 octets (RFC 3566 section 4). */
export function xcbc(key: Uint8Array, data: Uint8Array): Uint8Array {
  const part = (byte: number): Uint8Array => block(key, new Uint8Array(16).fill(byte));
  const k1 = part(1);
  const blocks = Math.max(1, Math.ceil(data.length / 16));
  let chain: Uint8Array = new Uint8Array(16);
  for (let at = 0; at < blocks - 1; at++) chain = block(k1, xor(chain, data.subarray(at * 16, at * 16 + 16)));
  const rest = data.subarray((blocks - 1) * 16);
  const last = new Uint8Array(16);
  last.set(rest);
  if (rest.length < 16) last[rest.length] = 0x80;
  return block(k1, xor(xor(chain, last), part(rest.length === 16 ? 2 : 3)));
}

const aesCmac: Mac = (key, data) => cmac(data, key);

/** By name; absent: not known here. */
export const integrityAlgorithms: ReadonlyMap<string, Integrity> = new Map([
  ['AUTH_HMAC_MD5_96', { keyLength: 16, icvLength: 12, mac: hmacMd5 }],
  ['AUTH_HMAC_MD5_128', { keyLength: 16, icvLength: 16, mac: hmacMd5 }],
  ['AUTH_HMAC_SHA1_96', { keyLength: 20, icvLength: 12, mac: hmacSha1 }],
  ['AUTH_HMAC_SHA1_160', { keyLength: 20, icvLength: 20, mac: hmacSha1 }],
  ['AUTH_HMAC_SHA2_256_96', { keyLength: 32, icvLength: 12, mac: hmacSha256 }],
  ['AUTH_HMAC_SHA2_256_128', { keyLength: 32, icvLength: 16, mac: hmacSha256 }],
  ['AUTH_HMAC_SHA2_384_192', { keyLength: 48, icvLength: 24, mac: hmacSha384 }],
  ['AUTH_HMAC_SHA2_512_256', { keyLength: 64, icvLength: 32, mac: hmacSha512 }],
  ['AUTH_AES_XCBC_96', { keyLength: 16, icvLength: 12, mac: xcbc }],
  ['AUTH_AES_CMAC_96', { keyLength: 16, icvLength: 12, mac: aesCmac }],
]);

/** PRF over a cipher MAC: a key of another length is brought to 16 octets first (RFC 4434 section 2, RFC 4615 section 3). */
const cipherPrf =
  (mac: Mac, short: 'pad' | 'mac'): Mac =>
  (key, data) => {
    if (key.length === 16) return mac(key, data);
    if (key.length < 16 && short === 'pad') {
      const padded = new Uint8Array(16);
      padded.set(key);
      return mac(padded, data);
    }
    return mac(mac(new Uint8Array(16), key), data);
  };

/** PRFs by name; absent: not known here. */
export const prfs: ReadonlyMap<string, Mac> = new Map([
  ['PRF_HMAC_MD5', hmacMd5],
  ['PRF_HMAC_SHA1', hmacSha1],
  ['PRF_HMAC_SHA2_256', hmacSha256],
  ['PRF_HMAC_SHA2_384', hmacSha384],
  ['PRF_HMAC_SHA2_512', hmacSha512],
  ['PRF_AES128_XCBC', cipherPrf(xcbc, 'pad')],
  ['PRF_AES128_CMAC', cipherPrf(aesCmac, 'mac')],
]);

/** Hash functions IKEv1 negotiates (IANA ipsec-registry, attribute 2), by the names of its registry. */
export const hashes: ReadonlyMap<string, { readonly hash: (data: Uint8Array) => Uint8Array; readonly mac: Mac }> =
  new Map([
    ['MD5', { hash: md5, mac: hmacMd5 }],
    ['SHA1', { hash: sha1, mac: hmacSha1 }],
    ['SHA2-256', { hash: sha256, mac: hmacSha256 }],
    ['SHA2-384', { hash: sha384, mac: hmacSha384 }],
    ['SHA2-512', { hash: sha512, mac: hmacSha512 }],
  ]);
