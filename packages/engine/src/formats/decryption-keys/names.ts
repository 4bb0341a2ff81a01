/** How Wireshark and tcpdump name algorithms, in the vocabulary of the registries. */

const wiresharkCiphers: Readonly<Record<string, string>> = {
  NULL: 'ENCR_NULL',
  DES: 'ENCR_DES',
  'DES-CBC': 'ENCR_DES',
  '3DES': 'ENCR_3DES',
  TRIPLEDES: 'ENCR_3DES',
  'TRIPLEDES-CBC': 'ENCR_3DES',
  'CHACHA20 WITH POLY1305': 'ENCR_CHACHA20_POLY1305',
  'CHACHA20-POLY1305': 'ENCR_CHACHA20_POLY1305',
};

/**
 * Wireshark's name of a cipher (`AES-CBC-256 [RFC3602]`, `AES-GCM-128 with 16 octet ICV [RFC5282]`, of ESP also `AES-CBC`, whose
 * key length then is that of the key). `keyOctets` counts the salt of combined modes too. Undefined: none known here.
 */
export function wiresharkCipher(text: string, keyOctets: number): string | undefined {
  const name = bare(text);
  const fixed = wiresharkCiphers[name];
  if (fixed !== undefined) return fixed;
  const icv = /(?:WITH ([0-9]{1,2}) OCTET ICV|-(8|12|16)$)/.exec(name);
  const found = /^(AES|CAMELLIA)-(CBC|CTR|CCM|GCM|GMAC)(?:-(128|192|256))?(?=$|[ -])/.exec(name);
  if (found === null) return undefined;
  const [, family = '', mode = '', told] = found;
  const salt = mode === 'CBC' ? 0 : mode === 'CCM' ? 3 : 4;
  const bits = told ?? String((keyOctets - salt) * 8);
  const tag = icv?.[1] ?? icv?.[2] ?? '16';
  if (mode === 'GMAC') return `ENCR_NULL_AUTH_AES_GMAC_${bits}`;
  return mode === 'CBC' || mode === 'CTR' ? `ENCR_${family}_${mode}_${bits}` : `ENCR_${family}_${mode}_${tag}_${bits}`;
}

const wiresharkMacs: Readonly<Record<string, string>> = {
  'HMAC-MD5-96': 'AUTH_HMAC_MD5_96',
  'HMAC-MD5-128': 'AUTH_HMAC_MD5_128',
  'HMAC-SHA-1-96': 'AUTH_HMAC_SHA1_96',
  'HMAC-SHA1-96': 'AUTH_HMAC_SHA1_96',
  'HMAC-SHA1-160': 'AUTH_HMAC_SHA1_160',
  'HMAC-SHA-256-96': 'AUTH_HMAC_SHA2_256_96',
  'HMAC-SHA2-256-96': 'AUTH_HMAC_SHA2_256_96',
  'HMAC-SHA-256-128': 'AUTH_HMAC_SHA2_256_128',
  'HMAC-SHA2-256-128': 'AUTH_HMAC_SHA2_256_128',
  'HMAC-SHA-384-192': 'AUTH_HMAC_SHA2_384_192',
  'HMAC-SHA2-384-192': 'AUTH_HMAC_SHA2_384_192',
  'HMAC-SHA-512-256': 'AUTH_HMAC_SHA2_512_256',
  'HMAC-SHA2-512-256': 'AUTH_HMAC_SHA2_512_256',
  'MAC-XCBC-96': 'AUTH_AES_XCBC_96',
  'AES-XCBC-96': 'AUTH_AES_XCBC_96',
  'AES-CMAC-96': 'AUTH_AES_CMAC_96',
};

/** Wireshark's name of an integrity algorithm; null for none, undefined when unknown. */
export function wiresharkMac(text: string): string | null | undefined {
  const name = bare(text).replaceAll('_', '-');
  if (name === '' || name === 'NULL' || name === 'NONE') return null;
  return wiresharkMacs[name];
}

function bare(text: string): string {
  const end = text.indexOf('[');
  return (end < 0 ? text : text.slice(0, end)).trim().toUpperCase();
}

/** `aes256`, `3des`, `aes256-cbc` of tcpdump's secrets. `keyOctets` as above. */
export function tcpdumpCipher(text: string, keyOctets: number): string | undefined {
  const name = text.toLowerCase();
  if (name.startsWith('3des')) return 'ENCR_3DES';
  if (name.startsWith('des')) return 'ENCR_DES';
  if (name === 'none' || name === 'null') return 'ENCR_NULL';
  const bits = /^aes(?:-?(128|192|256))?(?:-cbc)?$/.exec(name);
  return bits === null ? undefined : `ENCR_AES_CBC_${bits[1] ?? keyOctets * 8}`;
}

/** `sha1`, `md5`, `sha256` of tcpdump's secrets for IKEv2. */
export function tcpdumpMac(text: string): string | undefined {
  const names: Readonly<Record<string, string>> = {
    md5: 'AUTH_HMAC_MD5_96',
    sha1: 'AUTH_HMAC_SHA1_96',
    sha256: 'AUTH_HMAC_SHA2_256_128',
    sha384: 'AUTH_HMAC_SHA2_384_192',
    sha512: 'AUTH_HMAC_SHA2_512_256',
  };
  return names[text.toLowerCase()];
}
