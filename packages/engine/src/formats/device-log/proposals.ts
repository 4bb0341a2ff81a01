/**
 * Algorithms as devices write them, in the spelling proposals have in the result: `AES_CBC_256/HMAC_SHA2_256_128/MODP_2048`.
 * Sources: RFC 2409 appendix A, RFC 7296 3.3.2, RFC 3526, RFC 5903 for the groups; vendors' command references for their words.
 */

const ciphers: readonly (readonly [word: RegExp, name: string, keyed: boolean])[] = [
  [/^(?:esp-)?null$|^enc_?null$/, 'NULL', false],
  [/aes.*gmac|gmac/, 'NULL_AES_GMAC', true],
  [/aes.*gcm|gcm/, 'AES_GCM_16', true],
  [/aes.*ccm/, 'AES_CCM_16', true],
  [/aes.*ctr/, 'AES_CTR', true],
  [/chacha/, 'CHACHA20_POLY1305', false],
  [/aes|rijndael/, 'AES_CBC', true],
  [/camellia/, 'CAMELLIA_CBC', true],
  [/blowfish/, 'BLOWFISH_CBC', true],
  [/3des|des3|des_ede3|triple/, '3DES_CBC', false],
  [/cast/, 'CAST_CBC', true],
  [/seal/, 'SEAL', false],
  [/des/, 'DES_CBC', false],
];

/** An encryption algorithm and its key length in bits (0: not told); null when the words name none. */
export function cipherName(words: string, bits = 0): string | null {
  const lower = words.toLowerCase();
  const found = ciphers.find(([word]) => word.test(lower));
  if (found === undefined) return null;
  const inside = /(?:^|[^0-9])(128|192|256)(?![0-9])/.exec(lower)?.[1];
  const length = bits > 0 ? bits : inside === undefined ? 0 : Number(inside);
  return found[2] && length > 0 ? `${found[1]}_${length}` : found[1];
}

/** An integrity algorithm; null when the words name none. */
export function hashName(words: string): string | null {
  const lower = words.toLowerCase().replaceAll(/[-_ ]/g, '');
  if (/sha(?:2)?512/.test(lower)) return 'HMAC_SHA2_512_256';
  if (/sha(?:2)?384/.test(lower)) return 'HMAC_SHA2_384_192';
  if (/sha(?:2)?256/.test(lower)) return 'HMAC_SHA2_256_128';
  if (lower.includes('xcbc')) return 'AES_XCBC_96';
  if (/sha/.test(lower)) return 'HMAC_SHA1_96';
  if (/md5/.test(lower)) return 'HMAC_MD5_96';
  return null;
}

const groups: Readonly<Record<string, string>> = {
  '1': 'MODP_768',
  '2': 'MODP_1024',
  '5': 'MODP_1536',
  '14': 'MODP_2048',
  '15': 'MODP_3072',
  '16': 'MODP_4096',
  '17': 'MODP_6144',
  '18': 'MODP_8192',
  '19': 'ECP_256',
  '20': 'ECP_384',
  '21': 'ECP_521',
  '22': 'MODP_1024_160',
  '23': 'MODP_2048_224',
  '24': 'MODP_2048_256',
  '25': 'ECP_192',
  '26': 'ECP_224',
  '27': 'ECP_224_BP',
  '28': 'ECP_256_BP',
  '29': 'ECP_384_BP',
  '30': 'ECP_512_BP',
  '31': 'CURVE_25519',
  '32': 'CURVE_448',
};

/** A key exchange group by number (`14`, `group14`, `DH_GROUP_2048_MODP/Group 14`) or by size (`modp2048`, `1024-bit MODP group`); null when the words name none. */
export function groupName(words: string): string | null {
  const lower = words.toLowerCase();
  const numbered = /(?:^|group[ _-]?#?|grp[ _-]?|dh[ _-]?)([0-9]{1,2})(?![0-9])/.exec(lower)?.[1];
  const byNumber = numbered === undefined ? undefined : groups[String(Number(numbered))];
  if (byNumber !== undefined) return byNumber;
  const size = /(768|1024|1536|2048|3072|4096|6144|8192|256|384|521)/.exec(lower)?.[1];
  if (size === undefined) return lower.includes('25519') ? 'CURVE_25519' : null;
  if (lower.includes('ecp') || lower.includes('ec2n') || Number(size) < 600) return `ECP_${size}`;
  return `MODP_${size}`;
}

/** Parts of one proposal while its lines are read. */
export interface Parts {
  cipher: string | null;
  bits: number;
  hash: string | null;
  group: string | null;
}

export function noParts(): Parts {
  return { cipher: null, bits: 0, hash: null, group: null };
}

/** The proposal these parts are of, `IKE:` or `ESP:` in front; null when nothing of it was told. */
export function proposalOf(protocol: 'IKE' | 'ESP' | 'AH', parts: Parts): string | null {
  const cipher = parts.cipher === null ? null : (cipherName(parts.cipher, parts.bits) ?? parts.cipher);
  const hash = parts.hash === null ? null : (hashName(parts.hash) ?? parts.hash);
  const group = parts.group === null ? null : (groupName(parts.group) ?? parts.group);
  const all = [cipher, hash, group].filter((part) => part !== null);
  return all.length === 0 ? null : `${protocol}:${all.join('/')}`;
}
