/**
 * Algorithms as Windows names them: `DHGroup2-AES128-SHA256`, `ESP:SHA1-AES128+60min+100000kb`, and the numbers of the WMI classes
 * behind the NetSecurity cmdlets. Sources: Microsoft's reference of `netsh advfirewall consec` (grammar of methods); MSFT_NetIKE*
 * and MSFT_NetQuickModeSA classes (value maps). Hashes are truncated as RFC 2403, 2404 and 4868 say.
 */
import type { Proposal } from '../../observations/index.ts';

const ciphers: Readonly<Record<string, string>> = {
  des: 'ENCR_DES',
  '2': 'ENCR_DES',
  '3des': 'ENCR_3DES',
  '6': 'ENCR_3DES',
  aes: 'ENCR_AES_CBC_128',
  aes128: 'ENCR_AES_CBC_128',
  '65001': 'ENCR_AES_CBC_128',
  aes192: 'ENCR_AES_CBC_192',
  '65002': 'ENCR_AES_CBC_192',
  aes256: 'ENCR_AES_CBC_256',
  '65003': 'ENCR_AES_CBC_256',
  aesgcm128: 'ENCR_AES_GCM_16_128',
  '65004': 'ENCR_AES_GCM_16_128',
  aesgcm192: 'ENCR_AES_GCM_16_192',
  '65005': 'ENCR_AES_GCM_16_192',
  aesgcm256: 'ENCR_AES_GCM_16_256',
  '65006': 'ENCR_AES_GCM_16_256',
};

const hashes: Readonly<Record<string, readonly [integrity: string, prf: string | null]>> = {
  md5: ['AUTH_HMAC_MD5_96', 'PRF_HMAC_MD5'],
  '2': ['AUTH_HMAC_MD5_96', 'PRF_HMAC_MD5'],
  sha: ['AUTH_HMAC_SHA1_96', 'PRF_HMAC_SHA1'],
  sha1: ['AUTH_HMAC_SHA1_96', 'PRF_HMAC_SHA1'],
  '3': ['AUTH_HMAC_SHA1_96', 'PRF_HMAC_SHA1'],
  sha256: ['AUTH_HMAC_SHA2_256_128', 'PRF_HMAC_SHA2_256'],
  '65001': ['AUTH_HMAC_SHA2_256_128', 'PRF_HMAC_SHA2_256'],
  sha384: ['AUTH_HMAC_SHA2_384_192', 'PRF_HMAC_SHA2_384'],
  '65002': ['AUTH_HMAC_SHA2_384_192', 'PRF_HMAC_SHA2_384'],
  aesgmac128: ['AUTH_AES_128_GMAC', null],
  '65003': ['AUTH_AES_128_GMAC', null],
  aesgmac192: ['AUTH_AES_192_GMAC', null],
  '65004': ['AUTH_AES_192_GMAC', null],
  aesgmac256: ['AUTH_AES_256_GMAC', null],
  '65005': ['AUTH_AES_256_GMAC', null],
};

const groups: Readonly<Record<string, string>> = {
  dhgroup1: 'modp768',
  '1': 'modp768',
  low1: 'modp768',
  dhgroup2: 'modp1024',
  '2': 'modp1024',
  medium2: 'modp1024',
  dhgroup14: 'modp2048',
  dh2048: 'modp2048',
  '14': 'modp2048',
  '3': 'modp2048',
  // How Windows XP and Server 2003 show group 14 (0x10000001).
  '268435457': 'modp2048',
  dhgroup24: 'modp2048s256',
  '24': 'modp2048s256',
  ecdhp256: 'ecp256',
  ecdhap256: 'ecp256',
  dhgroup19: 'ecp256',
  '19': 'ecp256',
  ecdhp384: 'ecp384',
  ecdhap384: 'ecp384',
  dhgroup20: 'ecp384',
  '20': 'ecp384',
};

function squeeze(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Name of a cipher; null for none, undefined where the word is not known. */
export function cipher(word: string): string | null | undefined {
  const key = squeeze(word);
  return key === 'none' || key === '0' || key === '' ? null : ciphers[key];
}

/** Integrity and PRF of a hash; null for none, undefined where the word is not known. */
export function hash(word: string): readonly [integrity: string, prf: string | null] | null | undefined {
  const key = squeeze(word);
  return key === 'none' || key === '0' || key === '' ? null : hashes[key];
}

/** Name of a Diffie-Hellman group; null for none, undefined where the word is not known. */
export function dhGroup(word: string): string | null | undefined {
  const key = squeeze(word);
  return key === 'none' || key === '0' || key === '' ? null : groups[key];
}

const maxProposals = 64;

/** Main mode methods: `DHGroup2-AES128-SHA256, ECDHP384-…`. Words that are not known stand in `unknown`. */
export function mainModeProposals(text: string): readonly Proposal[] {
  return text
    .split(',')
    .slice(0, maxProposals)
    .flatMap((one) => {
      const words = one.trim().split('-');
      if (words.length !== 3) return one.trim() === '' ? [] : [unknownProposal('IKE', one.trim())];
      return [ikeProposal(words[1] ?? '', words[2] ?? '', words[0] ?? '', one.trim())];
    });
}

/** One proposal of IKE from cipher, hash and group, each a word or a number of WMI. */
export function ikeProposal(cipherWord: string, hashWord: string, groupWord: string, text: string): Proposal {
  const encryption = cipher(cipherWord);
  const integrity = hash(hashWord);
  const group = dhGroup(groupWord);
  const unknown = [
    ...(encryption === undefined ? [cipherWord] : []),
    ...(integrity === undefined ? [hashWord] : []),
    ...(group === undefined ? [groupWord] : []),
  ];
  const aead = encryption?.includes('_GCM_') === true;
  return {
    protocol: 'IKE',
    encryption: encryption == null ? [] : [encryption],
    integrity: integrity == null || aead ? [] : [integrity[0]],
    prf: integrity?.[1] == null ? [] : [integrity[1]],
    groups: group == null ? [] : [group],
    esn: [],
    ...(unknown.length > 0 ? { unknown } : {}),
    text,
  };
}

function unknownProposal(protocol: Proposal['protocol'], text: string): Proposal {
  return { protocol, encryption: [], integrity: [], prf: [], groups: [], esn: [], unknown: [text], text };
}

/**
 * Quick mode methods: `ESP:SHA1-AES128+60min+100000kb`, `AH:SHA1+60min`, `AH:x+ESP:y-z`. `pfs` is the group all of them get; null
 * for none, undefined where it follows main mode or is not known.
 */
export function quickModeProposals(text: string, pfs: string | null | undefined): readonly Proposal[] {
  return text
    .split(',')
    .slice(0, maxProposals)
    .flatMap((one): readonly Proposal[] => {
      const whole = one.trim();
      if (whole === '' || /^default$/i.test(whole)) return [];
      const parts = whole.split('+').filter((part) => !/^[0-9]+(?:min|kb|sec)$/i.test(part.trim()));
      const found = parts.flatMap((part): readonly Proposal[] => {
        const colon = part.indexOf(':');
        const protocol = part.slice(0, colon).trim().toUpperCase();
        const words = part.slice(colon + 1).split('-');
        if (colon < 0 || (protocol !== 'ESP' && protocol !== 'AH')) return [unknownProposal('ESP', part)];
        return [espProposal(protocol, words[0] ?? '', words[1] ?? '', pfs, whole)];
      });
      // Two protocols in one offer (SA bundles of RFC 2401) are proposed by nobody else.
      return found.length === 1 ? found : [unknownProposal('ESP', whole)];
    });
}

/** One proposal of ESP or AH from integrity and cipher, each a word or a number of WMI. */
export function espProposal(
  protocol: 'ESP' | 'AH',
  hashWord: string,
  cipherWord: string,
  pfs: string | null | undefined,
  text: string,
): Proposal {
  // AES-GCM stands in both places and is one algorithm.
  const both = cipher(hashWord);
  const encryption = protocol === 'AH' ? null : cipher(cipherWord);
  const integrity = typeof both === 'string' && both.includes('_GCM_') ? null : hash(hashWord);
  const unknown = [...(encryption === undefined ? [cipherWord] : []), ...(integrity === undefined ? [hashWord] : [])];
  const gmac = integrity?.[0].endsWith('_GMAC') === true && protocol === 'ESP' && encryption == null;
  const bits = /_([0-9]{3})_GMAC$/.exec(integrity?.[0] ?? '')?.[1];
  const alone = gmac ? `ENCR_NULL_AUTH_AES_GMAC_${bits}` : 'ENCR_NULL';
  return {
    protocol,
    encryption: protocol === 'AH' ? [] : [encryption ?? alone],
    integrity: integrity == null || gmac || encryption?.includes('_GCM_') === true ? [] : [integrity[0]],
    prf: [],
    groups: pfs == null ? [] : [pfs],
    esn: [],
    ...(pfs === undefined ? { open: ['groups' as const] } : {}),
    ...(unknown.length > 0 ? { unknown } : {}),
    text,
  };
}
