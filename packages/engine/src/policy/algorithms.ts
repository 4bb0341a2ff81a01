/**
 * One vocabulary for algorithm names. Every spelling (strongSwan and Libreswan configurations and logs) becomes the name of the
 * IKEv2 registries, with the key length behind it where it varies: ENCR_AES_CBC_256, AUTH_HMAC_SHA2_256_128,
 * PRF_HMAC_SHA2_256, modp2048.
 */
import { keyExchangeGroups } from '../knowledge/registries/groups.ts';

/** Where a spelling comes from: a configuration file, or what the daemon prints (log, status, listings). */
export type Dialect = 'strongswan' | 'strongswan-log' | 'libreswan' | 'libreswan-log';

export type TransformKind = 'encryption' | 'integrity' | 'prf' | 'groups' | 'esn';

/** `hash`: a name that means an integrity algorithm and a PRF, as its place decides. */
export type Algorithm =
  | { readonly kind: 'encryption' | 'integrity' | 'prf' | 'groups' | 'esn'; readonly names: readonly string[] }
  | { readonly kind: 'hash'; readonly integrity: string; readonly prf: string | null }
  | { readonly kind: 'additional'; readonly type: string; readonly names: readonly string[] }
  | { readonly kind: 'none' };

const maxWord = 64;

const hashes: Readonly<Record<string, readonly [integrity: string, prf: string | null]>> = {
  md5: ['AUTH_HMAC_MD5_96', 'PRF_HMAC_MD5'],
  sha: ['AUTH_HMAC_SHA1_96', 'PRF_HMAC_SHA1'],
  sha1: ['AUTH_HMAC_SHA1_96', 'PRF_HMAC_SHA1'],
  sha2: ['AUTH_HMAC_SHA2_256_128', 'PRF_HMAC_SHA2_256'],
  sha256: ['AUTH_HMAC_SHA2_256_128', 'PRF_HMAC_SHA2_256'],
  sha2256: ['AUTH_HMAC_SHA2_256_128', 'PRF_HMAC_SHA2_256'],
  sha25696: ['AUTH_HMAC_SHA2_256_96', 'PRF_HMAC_SHA2_256'],
  sha225696: ['AUTH_HMAC_SHA2_256_96', 'PRF_HMAC_SHA2_256'],
  sha2256truncbug: ['AUTH_HMAC_SHA2_256_96', null],
  sha2truncbug: ['AUTH_HMAC_SHA2_256_96', null],
  sha384: ['AUTH_HMAC_SHA2_384_192', 'PRF_HMAC_SHA2_384'],
  sha2384: ['AUTH_HMAC_SHA2_384_192', 'PRF_HMAC_SHA2_384'],
  sha512: ['AUTH_HMAC_SHA2_512_256', 'PRF_HMAC_SHA2_512'],
  sha2512: ['AUTH_HMAC_SHA2_512_256', 'PRF_HMAC_SHA2_512'],
  md5128: ['AUTH_HMAC_MD5_128', 'PRF_HMAC_MD5'],
  sha1160: ['AUTH_HMAC_SHA1_160', 'PRF_HMAC_SHA1'],
  aesxcbc: ['AUTH_AES_XCBC_96', 'PRF_AES128_XCBC'],
  aescmac: ['AUTH_AES_CMAC_96', 'PRF_AES128_CMAC'],
};

const integrities: Readonly<Record<string, string>> = {
  hmacmd596: 'AUTH_HMAC_MD5_96',
  hmacmd5128: 'AUTH_HMAC_MD5_128',
  hmacsha196: 'AUTH_HMAC_SHA1_96',
  hmacsha1160: 'AUTH_HMAC_SHA1_160',
  hmacsha2256128: 'AUTH_HMAC_SHA2_256_128',
  hmacsha225696: 'AUTH_HMAC_SHA2_256_96',
  hmacsha2256truncbug: 'AUTH_HMAC_SHA2_256_96',
  hmacsha2384192: 'AUTH_HMAC_SHA2_384_192',
  hmacsha2512256: 'AUTH_HMAC_SHA2_512_256',
  aesxcbc96: 'AUTH_AES_XCBC_96',
  aescmac96: 'AUTH_AES_CMAC_96',
  aes128gmac: 'AUTH_AES_128_GMAC',
  aes192gmac: 'AUTH_AES_192_GMAC',
  aes256gmac: 'AUTH_AES_256_GMAC',
};

const prfs: Readonly<Record<string, string>> = {
  hmacmd5: 'PRF_HMAC_MD5',
  hmacsha1: 'PRF_HMAC_SHA1',
  hmacsha2256: 'PRF_HMAC_SHA2_256',
  hmacsha2384: 'PRF_HMAC_SHA2_384',
  hmacsha2512: 'PRF_HMAC_SHA2_512',
  aes128xcbc: 'PRF_AES128_XCBC',
  aes128cmac: 'PRF_AES128_CMAC',
};

const fixedCiphers: Readonly<Record<string, string>> = {
  '3des': 'ENCR_3DES',
  '3descbc': 'ENCR_3DES',
  des: 'ENCR_DES',
  descbc: 'ENCR_DES',
  null: 'ENCR_NULL',
  idea: 'ENCR_IDEA',
  ideacbc: 'ENCR_IDEA',
  chacha20poly1305: 'ENCR_CHACHA20_POLY1305',
  chacha20poly1305256: 'ENCR_CHACHA20_POLY1305',
};

/** Cipher words once `-` and `_` are out. Key length before the mode (aes256gcm16) or after it (AES_GCM_16_256). */
const plainCipher = /^(aes|camellia|blowfish|cast|serpent|twofish)(?:cbc)?(128|160|192|224|256|448)?$/;
const modeAfterKey = /^(aes|camellia)(128|192|256)(ctr|gcm|ccm|gmac)(8|12|16|64|96|128)?$/;
const modeBeforeKey = /^(aes|camellia)(ctr|gcm|ccm)(a|b|c|8|12|16)?(128|192|256)?$/;
const gmacCipher = /^null(?:auth)?aesgmac(128|192|256)?$/;

/** Octets of the ICV by what daemons write: octets, bits, or a letter. */
const icv: Readonly<Record<string, string>> = {
  '8': '8',
  '64': '8',
  a: '8',
  '12': '12',
  '96': '12',
  b: '12',
  '16': '16',
  '128': '16',
  c: '16',
};

/** Key lengths meant by a cipher without one: strongSwan takes 128; pluto offers and takes 256 and 128. */
function keyLengths(written: string | undefined, dialect: Dialect): readonly string[] {
  if (written !== undefined) return [written];
  return dialect.startsWith('strongswan') ? ['128'] : ['256', '128'];
}

function cipher(word: string, dialect: Dialect): readonly string[] | undefined {
  const fixed = fixedCiphers[word];
  if (fixed !== undefined) return [fixed];
  const plain = plainCipher.exec(word);
  if (plain !== null) {
    const family = (plain[1] ?? '').toUpperCase();
    const cbc = family === 'CAST' || family === 'BLOWFISH' ? family : `${family}_CBC`;
    return keyLengths(plain[2], dialect).map((key) => `ENCR_${cbc}_${key}`);
  }
  const gmac = gmacCipher.exec(word);
  if (gmac !== null) return keyLengths(gmac[1], dialect).map((key) => `ENCR_NULL_AUTH_AES_GMAC_${key}`);
  const after = modeAfterKey.exec(word);
  const before = after === null ? modeBeforeKey.exec(word) : null;
  const family = (after?.[1] ?? before?.[1] ?? '').toUpperCase();
  const mode = (after?.[3] ?? before?.[2] ?? '').toUpperCase();
  const keys = keyLengths(after?.[2] ?? before?.[4], dialect);
  if (mode === '') return undefined;
  if (mode === 'GMAC') return keys.map((key) => `ENCR_NULL_AUTH_AES_GMAC_${key}`);
  const tag = icv[after?.[4] ?? before?.[3] ?? '16'] ?? '16';
  return keys.map((key) => (mode === 'CTR' ? `ENCR_${family}_CTR_${key}` : `ENCR_${family}_${mode}_${tag}_${key}`));
}

const groupAliases: ReadonlyMap<string, string> = new Map(
  keyExchangeGroups.entries.flatMap((entry): [string, string][] => [
    [squeeze(entry.name), entry.name],
    ...(entry.aliases ?? []).map((alias): [string, string] => [squeeze(alias), entry.name]),
    [`dh${entry.id}`, entry.name],
  ]),
);

function group(word: string): string | undefined {
  if (word === 'modpnone' || word === 'dh0') return 'NONE';
  return word === 'none' ? undefined : groupAliases.get(word);
}

function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/**
 * Meaning of one algorithm word, or undefined when it is none. `none` is the word NONE, whose transform type only its place
 * tells. GMAC words are ciphers; an AH proposal turns them into integrity algorithms.
 */
export function algorithm(text: string, dialect: Dialect): Algorithm | undefined {
  if (text.length === 0 || text.length > maxWord) return undefined;
  const word = squeeze(text).replace(/^(?:encr|auth|oakley)(?=.)/, '');
  if (word === 'none') return { kind: 'none' };
  const esn = sequence(word);
  if (esn !== undefined) return { kind: 'esn', names: [esn] };
  const additional = /^(?:add)?ke([1-7])(?=.)/.exec(word);
  if (additional !== null) {
    const name = group(word.slice(additional[0].length)) ?? (word.endsWith('none') ? 'NONE' : undefined);
    return name === undefined ? undefined : { kind: 'additional', type: `ADDKE${additional[1]}`, names: [name] };
  }
  if (word.startsWith('prf')) {
    const name = prfs[word.slice(3)] ?? hashes[word.slice(3)]?.[1];
    return name === undefined || name === null ? undefined : { kind: 'prf', names: [name] };
  }
  const hash = hashes[word];
  if (hash !== undefined) return { kind: 'hash', integrity: hash[0], prf: hash[1] };
  const integrity = word.endsWith('gmac') ? undefined : integrities[word];
  if (integrity !== undefined) return { kind: 'integrity', names: [integrity] };
  const prf = prfs[word];
  if (prf !== undefined) return { kind: 'prf', names: [prf] };
  const keyExchange = group(word);
  if (keyExchange !== undefined) return { kind: 'groups', names: [keyExchange] };
  const ciphers = cipher(word, dialect);
  return ciphers === undefined ? undefined : { kind: 'encryption', names: ciphers };
}

function sequence(word: string): string | undefined {
  if (word === 'noesn' || word === 'noextseq' || word === 'disabled') return 'NO_ESN';
  if (word === 'esn' || word === 'extseq' || word === 'enabled') return 'ESN';
  return undefined;
}

/** Whether a cipher protects integrity by itself, so that no integrity algorithm goes with it (RFC 5282). */
export function isAead(name: string): boolean {
  return /_(?:GCM|CCM|GMAC)_|_POLY1305|_MGM_/.test(name);
}

/** The PRF that goes with an integrity algorithm where none is named, and the integrity algorithm that goes with a PRF. */
export function prfOf(integrity: string): string | undefined {
  return Object.values(hashes).find((pair) => pair[0] === integrity)?.[1] ?? undefined;
}

/** The integrity algorithm with the usual truncation that goes with a PRF. */
export function integrityOf(prf: string): string | undefined {
  return Object.values(hashes).find((pair) => pair[1] === prf)?.[0];
}
