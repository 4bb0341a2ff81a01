/** Proposals in the spelling of a configuration file: the way back from `parseProposals`. */
import { keyExchangeGroups } from '../knowledge/registries/groups.ts';
import type { Proposal } from '../observations/configuration.ts';
import { isAead, prfOf } from './algorithms.ts';
import { parseProposals } from './proposals.ts';

export type FileDialect = 'strongswan' | 'libreswan';

/** Hashes by what they are as an integrity algorithm, and what they are called in both files (swanctl.conf(5), ipsec.conf(5)). */
const hashes: readonly (readonly [integrity: string, prf: string, strongswan: string, libreswan: string])[] = [
  ['AUTH_HMAC_MD5_96', 'PRF_HMAC_MD5', 'md5', 'md5'],
  ['AUTH_HMAC_SHA1_96', 'PRF_HMAC_SHA1', 'sha1', 'sha1'],
  ['AUTH_HMAC_SHA2_256_128', 'PRF_HMAC_SHA2_256', 'sha256', 'sha2_256'],
  ['AUTH_HMAC_SHA2_384_192', 'PRF_HMAC_SHA2_384', 'sha384', 'sha2_384'],
  ['AUTH_HMAC_SHA2_512_256', 'PRF_HMAC_SHA2_512', 'sha512', 'sha2_512'],
  ['AUTH_AES_XCBC_96', 'PRF_AES128_XCBC', 'aesxcbc', 'aes_xcbc'],
  ['AUTH_AES_CMAC_96', 'PRF_AES128_CMAC', 'aescmac', 'aes_cmac'],
];

const icvLetters: Readonly<Record<string, string>> = { '8': 'a', '12': 'b', '16': 'c' };

function cipherWord(name: string, dialect: FileDialect): string | null {
  const libre = dialect === 'libreswan';
  if (name === 'ENCR_3DES') return '3des';
  if (name === 'ENCR_NULL') return 'null';
  if (name === 'ENCR_CHACHA20_POLY1305') return libre ? 'chacha20_poly1305' : 'chacha20poly1305';
  const cbc = /^ENCR_(AES|CAMELLIA)_CBC_(\d{3})$/.exec(name);
  if (cbc !== null) return `${(cbc[1] ?? '').toLowerCase()}${cbc[2]}`;
  const ctr = /^ENCR_AES_CTR_(\d{3})$/.exec(name);
  if (ctr !== null) return libre ? `aes_ctr${ctr[1]}` : `aes${ctr[1]}ctr`;
  const aead = /^ENCR_AES_(GCM|CCM)_(8|12|16)_(\d{3})$/.exec(name);
  if (aead === null) return null;
  const mode = (aead[1] ?? '').toLowerCase();
  if (!libre) return `aes${aead[3]}${mode}${aead[2]}`;
  return aead[2] === '16' && mode === 'gcm'
    ? `aes_gcm${aead[3]}`
    : `aes_${mode}_${icvLetters[aead[2] ?? ''] ?? ''}${aead[3]}`;
}

function groupWord(name: string, dialect: FileDialect): string | null {
  if (dialect === 'strongswan' || name.startsWith('modp')) return name;
  const id = keyExchangeGroups.entries.find((entry) => entry.name === name)?.id;
  return id === undefined ? null : `dh${id}`;
}

function all(words: readonly (string | null | undefined)[]): string[] | null {
  const found = words.filter((word): word is string => word != null);
  return found.length === words.length ? found : null;
}

/**
 * One proposal as that file spells it; null when it cannot be spelled so that reading it back gives the same. swanctl.conf lists
 * everything with `-`; ipsec.conf of Libreswan joins alternatives with `+`.
 */
export function writeProposal(proposal: Proposal, dialect: FileDialect): string | null {
  if (proposal.builtIn === true || proposal.unknown !== undefined || proposal.additional !== undefined) return null;
  const column = dialect === 'strongswan' ? 2 : 3;
  const ciphers = all(proposal.encryption.map((name) => cipherWord(name, dialect)));
  const integrity = all(proposal.integrity.map((name) => hashes.find((row) => row[0] === name)?.[column]));
  const prf = all(proposal.prf.map((name) => hashes.find((row) => row[1] === name)?.[column]));
  const real = proposal.groups.filter((name) => name !== 'NONE');
  const groups = all(real.map((name) => groupWord(name, dialect)));
  if (ciphers === null || integrity === null || prf === null || groups === null) return null;
  const aead = proposal.encryption.length > 0 && proposal.encryption.every(isAead);
  const implied = proposal.integrity.map((name) => prfOf(name)).join(' ') === proposal.prf.join(' ');
  const text =
    dialect === 'strongswan'
      ? [
          ...ciphers,
          ...integrity,
          ...(implied && !aead ? [] : prf.map((word) => `prf${word}`)),
          ...groups,
          ...(proposal.esn.join(' ') === 'NO_ESN'
            ? []
            : proposal.esn.map((name) => (name === 'ESN' ? 'esn' : 'noesn'))),
        ].join('-')
      : [ciphers, integrity, implied && !aead ? [] : prf, groups]
          .filter((words) => words.length > 0)
          .map((words) => words.join('+'))
          .join('-');
  const [back, ...more] = parseProposals(text, dialect, proposal.protocol);
  return back !== undefined && more.length === 0 && same(back, proposal) ? text : null;
}

function same(a: Proposal, b: Proposal): boolean {
  const plain = (names: readonly string[]): string => names.filter((name) => name !== 'NONE').join(' ');
  return (
    a.unknown === undefined &&
    (['encryption', 'integrity', 'prf', 'groups'] as const).every((type) => plain(a[type]) === plain(b[type])) &&
    // Where a file leaves sequence numbers out, either is meant.
    (a.esn.length === 0 || b.esn.length === 0 || plain(a.esn) === plain(b.esn))
  );
}
