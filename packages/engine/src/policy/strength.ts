/** How strong algorithms are, only to tell the stronger of two: a change of a configuration should not weaken more than it must. */
import { keyExchangeGroups } from '../knowledge/registries/groups.ts';

/** Bits of security of key exchange groups by their size. Source: NIST SP 800-57 part 1 revision 5, table 2; RFC 3526 section 8. */
const modpBits: readonly (readonly [atLeast: number, bits: number])[] = [
  [8192, 176],
  [6144, 160],
  [4096, 140],
  [3072, 128],
  [2048, 112],
  [1536, 90],
  [1024, 80],
  [0, 60],
];

/** Algorithms whose strength their names do not tell. Source: RFC 8221 sections 5 and 6, RFC 8247 section 2 (MUST NOT and SHOULD NOT count least). */
const named: Readonly<Record<string, number>> = {
  NONE: 0,
  ENCR_NULL: 0,
  ENCR_DES: 40,
  ENCR_3DES: 90,
  ENCR_BLOWFISH: 80,
  ENCR_CAST: 80,
  ENCR_CHACHA20_POLY1305: 257,
  AUTH_HMAC_MD5_96: 50,
  PRF_HMAC_MD5: 50,
  AUTH_HMAC_SHA1_96: 80,
  PRF_HMAC_SHA1: 80,
  AUTH_AES_XCBC_96: 96,
  AUTH_AES_CMAC_96: 96,
  curve25519: 128,
  curve448: 224,
  NO_ESN: 1,
  ESN: 2,
};

/**
 * A number that grows with the strength of an algorithm, comparable within one transform type; AEAD ciphers stand above others of
 * the same key length. Unknown names count 1.
 */
export function strength(name: string): number {
  const known = named[name];
  if (known !== undefined) return known;
  const group = keyExchangeGroups.entries.find((entry) => entry.name === name);
  if (group?.bits !== undefined)
    return name.startsWith('modp')
      ? (modpBits.find(([size]) => group.bits !== undefined && group.bits >= size)?.[1] ?? 1)
      : group.bits / 2;
  const hash = /_SHA2_(256|384|512)/.exec(name);
  if (hash !== null) return Number(hash[1]) / 2;
  const key = /_(128|160|192|256)$/.exec(name);
  if (key === null) return 1;
  return Number(key[1]) + (/_(?:GCM|CCM)_(?:12|16)_/.test(name) ? 1 : 0) - (name.startsWith('ENCR_AES') ? 0 : 2);
}

/** The strongest of these; undefined of none. */
export function strongest(names: readonly string[]): string | undefined {
  return names.reduce<string | undefined>(
    (best, name) => (best === undefined || strength(name) > strength(best) ? name : best),
    undefined,
  );
}
