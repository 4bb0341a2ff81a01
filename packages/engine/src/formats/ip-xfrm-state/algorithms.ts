/** Names the Linux crypto API gives the algorithms of an SA, in the vocabulary of the registries. */

const ciphers: Readonly<Record<string, string>> = {
  'cbc(aes)': 'ENCR_AES_CBC',
  'cbc(des3_ede)': 'ENCR_3DES',
  'cbc(des)': 'ENCR_DES',
  'cbc(camellia)': 'ENCR_CAMELLIA_CBC',
  'cbc(blowfish)': 'ENCR_BLOWFISH',
  'cbc(cast5)': 'ENCR_CAST',
  ecb: 'ENCR_NULL',
  'ecb(cipher_null)': 'ENCR_NULL',
  'rfc3686(ctr(aes))': 'ENCR_AES_CTR',
};

const aeads: Readonly<Record<string, string>> = {
  'rfc4106(gcm(aes))': 'ENCR_AES_GCM',
  'rfc4309(ccm(aes))': 'ENCR_AES_CCM',
  'rfc4543(gcm(aes))': 'ENCR_NULL_AUTH_AES_GMAC',
  'rfc7539esp(chacha20,poly1305)': 'ENCR_CHACHA20_POLY1305',
};

const hashes: Readonly<Record<string, string>> = {
  'hmac(md5)': 'AUTH_HMAC_MD5',
  'hmac(sha1)': 'AUTH_HMAC_SHA1',
  'hmac(sha256)': 'AUTH_HMAC_SHA2_256',
  'hmac(sha384)': 'AUTH_HMAC_SHA2_384',
  'hmac(sha512)': 'AUTH_HMAC_SHA2_512',
  'xcbc(aes)': 'AUTH_AES_XCBC',
  'cmac(aes)': 'AUTH_AES_CMAC',
};

/** Octets of salt the kernel keeps behind the key (RFC 4106, 4309, 4543, 3686, 7634). */
const saltBits: Readonly<Record<string, number>> = {
  'rfc4106(gcm(aes))': 32,
  'rfc4309(ccm(aes))': 24,
  'rfc4543(gcm(aes))': 32,
  'rfc7539esp(chacha20,poly1305)': 32,
  'rfc3686(ctr(aes))': 32,
};

/** `enc cbc(aes)` with a 256-bit key is ENCR_AES_CBC_256. `length` is the truncation or ICV length in bits, or null; unknown names stay as they are. */
export function kernelTransform(use: string, name: string, keyBits: number, length: number | null): string {
  const bits = keyBits > 0 ? keyBits - (saltBits[name] ?? 0) : 0;
  if (use === 'enc') {
    const cipher = ciphers[name];
    if (cipher === undefined) return name.slice(0, 64);
    return bits > 0 && /AES|CAMELLIA/.test(cipher) ? `${cipher}_${bits}` : cipher;
  }
  if (use === 'aead') {
    const aead = aeads[name];
    if (aead === undefined) return name.slice(0, 64);
    if (aead.includes('POLY1305')) return aead;
    const icv = length === null || aead.includes('GMAC') ? '' : `_${length / 8}`;
    return bits > 0 ? `${aead}${icv}_${bits}` : `${aead}${icv}`;
  }
  const hash = hashes[name];
  if (hash === undefined) return name.slice(0, 64);
  return length === null ? hash : `${hash}_${length}`;
}
