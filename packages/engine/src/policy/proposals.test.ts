import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect } from './algorithms.ts';
import { commonProposal, differences } from './proposal-compare.ts';
import { formatProposal, parseProposals, proposalOfSuite, proposalOfTransforms } from './proposals.ts';

const show = (text: string, dialect: Dialect, protocol: 'IKE' | 'ESP' | 'AH') =>
  parseProposals(text, dialect, protocol).map(formatProposal);
const strong = (text: string, protocol: 'IKE' | 'ESP' = 'IKE') => parseProposals(text, 'strongswan', protocol);
const libre = (text: string, protocol: 'IKE' | 'ESP' = 'IKE') => parseProposals(text, 'libreswan', protocol);
const aes = 'ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048';

describe('spellings of one IKE proposal', () => {
  it.each<[string, Dialect]>([
    ['aes256-sha256-modp2048', 'strongswan'],
    ['aes256-sha2_256-prfsha256-modp2048', 'strongswan'],
    ['IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048', 'strongswan-log'],
    ['AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048', 'strongswan-log'],
    ['aes256-sha2;modp2048', 'libreswan'],
    ['aes256-sha2_256-modp2048', 'libreswan'],
    ['aes_cbc_256-sha2;dh14', 'libreswan'],
    ['AES_CBC_256-HMAC_SHA2_256-MODP2048', 'libreswan-log'],
    ['1:IKE=AES_CBC_256-HMAC_SHA2_256-HMAC_SHA2_256_128-MODP2048', 'libreswan-log'],
    ['1:IKE:ENCR=AES_CBC_256;PRF=HMAC_SHA2_256;INTEG=HMAC_SHA2_256_128;DH=MODP2048[first-match]', 'libreswan-log'],
    ['{cipher=AES_CBC_256 integ=HMAC_SHA2_256_128 prf=HMAC_SHA2_256 group=MODP2048}', 'libreswan-log'],
  ])('%s (%s)', (text, dialect) => {
    expect(show(text, dialect, 'IKE')).toEqual([aes]);
  });

  it('takes them from the wire', () => {
    const wire = proposalOfTransforms(
      [
        { type: 1, name: 'ENCR_AES_CBC', keyLength: 256 },
        { type: 3, name: 'AUTH_HMAC_SHA2_256_128', keyLength: null },
        { type: 2, name: 'PRF_HMAC_SHA2_256', keyLength: null },
        { type: 4, name: 'modp2048', keyLength: null },
      ],
      'IKE',
    );
    expect(formatProposal(wire)).toBe(aes);
    const suite = proposalOfSuite(
      { encryption: 'AES-CBC', keyLength: 256, hash: 'SHA2-256', group: 'modp2048', extendedSequence: null },
      'IKE',
    );
    expect(formatProposal(suite)).toBe(aes);
    const esp = proposalOfSuite(
      { encryption: 'ESP_AES-GCM_16', keyLength: 128, hash: null, group: null, extendedSequence: false },
      'ESP',
    );
    expect(formatProposal(esp)).toBe('ENCR_AES_GCM_16_128');
  });
});

describe('single spellings', () => {
  it.each<[string, Dialect, 'IKE' | 'ESP' | 'AH', string[]]>([
    [
      'aes128gcm16-prfsha256-ecp256,default',
      'strongswan',
      'IKE',
      ['ENCR_AES_GCM_16_128/PRF_HMAC_SHA2_256/ecp256', 'default'],
    ],
    ['aes128gcm128-x25519', 'strongswan', 'ESP', ['ENCR_AES_GCM_16_128/curve25519']],
    ['aes128gcm16-sha256-modp2048', 'strongswan', 'IKE', ['ENCR_AES_GCM_16_128/PRF_HMAC_SHA2_256/modp2048']],
    ['aes192ccm8-ecp384bp', 'strongswan', 'ESP', ['ENCR_AES_CCM_8_192/brainpoolP384r1']],
    ['aes-sha1', 'strongswan', 'ESP', ['ENCR_AES_CBC_128/AUTH_HMAC_SHA1_96']],
    ['chacha20poly1305-curve448-esn-noesn', 'strongswan', 'ESP', ['ENCR_CHACHA20_POLY1305/curve448/ESN+NO_ESN']],
    [
      'aes256-sha384-x25519-ke1_mlkem768',
      'strongswan',
      'IKE',
      ['ENCR_AES_CBC_256/AUTH_HMAC_SHA2_384_192/PRF_HMAC_SHA2_384/curve25519/ADDKE1:ML-KEM-768'],
    ],
    ['3des-md5-foo', 'strongswan', 'ESP', ['ENCR_3DES/AUTH_HMAC_MD5_96/?foo']],
    ['sha256-aes128gmac', 'strongswan', 'AH', ['AUTH_HMAC_SHA2_256_128+AUTH_AES_128_GMAC']],
    ['aes_gcm256', 'libreswan', 'ESP', ['ENCR_AES_GCM_16_256']],
    ['aes_gcm256-null;dh14', 'libreswan', 'ESP', ['ENCR_AES_GCM_16_256/modp2048']],
    ['aes_gcm-sha2', 'libreswan', 'IKE', ['ENCR_AES_GCM_16_256+ENCR_AES_GCM_16_128/PRF_HMAC_SHA2_256']],
    [
      'aes-sha1+sha2;dh14',
      'libreswan',
      'IKE',
      [
        'ENCR_AES_CBC_256+ENCR_AES_CBC_128/AUTH_HMAC_SHA1_96+AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA1+PRF_HMAC_SHA2_256/modp2048',
      ],
    ],
    [
      'aes256-sha2;dh14;addke1=dh20+none',
      'libreswan',
      'IKE',
      ['ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048/ADDKE1:ecp384+ADDKE1:NONE'],
    ],
    ['ESP:AES_GCM_16-128', 'strongswan-log', 'ESP', ['ENCR_AES_GCM_16_128']],
    [
      'ESP:AES_CBC_128/HMAC_SHA1_96/MODP_1024/NO_EXT_SEQ',
      'strongswan-log',
      'ESP',
      ['ENCR_AES_CBC_128/AUTH_HMAC_SHA1_96/modp1024'],
    ],
    ['AES_GCM_16_256-NONE', 'libreswan-log', 'ESP', ['ENCR_AES_GCM_16_256']],
    [
      '1:ESP=AES_CBC_256-HMAC_SHA2_256_128-NONE-ENABLED+DISABLED 2:ESP=AES_GCM_C_256-NONE-NONE+MODP2048-DISABLED',
      'libreswan-log',
      'ESP',
      ['ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/ESN+NO_ESN', 'ENCR_AES_GCM_16_256/NONE+modp2048'],
    ],
  ])('%s (%s %s)', (text, dialect, protocol, expected) => {
    expect(show(text, dialect, protocol)).toEqual(expected);
  });
});

describe('common proposal', () => {
  it('finds one across daemons', () => {
    const got = commonProposal(strong('aes128-sha1-modp1024,aes256-sha256-modp2048'), libre('aes256-sha2;modp2048'));
    expect(got.result).toBe('common');
    if (got.result === 'common') expect(got.a.text).toBe('aes256-sha256-modp2048');
  });

  it('tells all differences at once', () => {
    const a = strong('aes256-sha256-modp2048');
    const b = strong('aes128-sha1-modp2048');
    expect(commonProposal(a, b)).toEqual({ result: 'none' });
    const got = differences(a, b);
    expect(got.withoutOverlap).toEqual(['encryption', 'integrity', 'prf']);
    expect(got.closest).toEqual({ a: 0, b: 0, blocking: ['encryption', 'integrity', 'prf'] });
  });

  it('sees that overlapping types can still have no pair', () => {
    const got = differences(strong('aes256-sha1-modp2048,aes128-sha256-modp2048'), strong('aes256-sha256-modp2048'));
    expect(got.withoutOverlap).toEqual([]);
    expect(got.closest?.blocking.length).toBeGreaterThan(0);
  });

  it('says unknown where a default decides', () => {
    expect(commonProposal(strong('default'), strong('aes256-sha256-modp2048')).result).toBe('unknown');
    expect(commonProposal([], strong('aes256-sha256-modp2048')).result).toBe('unknown');
    expect(commonProposal(libre('aes256'), strong('aes256-sha256-modp2048')).result).toBe('unknown');
    expect(commonProposal(libre('aes256'), strong('aes128-sha256-modp2048')).result).toBe('none');
    expect(commonProposal(strong('aes256-foo-modp2048'), strong('aes256-sha256-modp2048')).result).toBe('unknown');
  });

  it('compares PFS groups only when asked', () => {
    const a = strong('aes256-sha256-modp2048', 'ESP');
    const b = strong('aes256-sha256', 'ESP');
    expect(commonProposal(a, b).result).toBe('none');
    expect(commonProposal(a, b, { ignoreGroups: true }).result).toBe('common');
    expect(differences(a, b).withoutOverlap).toEqual(['groups']);
  });

  const words = fc.constantFrom(
    'aes256',
    'aes128',
    'aes128gcm16',
    'sha256',
    'sha1',
    'modp2048',
    'ecp256',
    'prfsha1',
    'zz',
  );
  const text = fc
    .array(
      fc.array(words, { minLength: 1, maxLength: 5 }).map((list) => list.join('-')),
      { maxLength: 3 },
    )
    .map((list) => list.join(','));

  it('is symmetric', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom<'IKE' | 'ESP'>('IKE', 'ESP'), (x, y, protocol) => {
        const [a, b] = [strong(x, protocol), strong(y, protocol)];
        expect(commonProposal(a, b).result).toBe(commonProposal(b, a).result);
        expect(differences(a, b).withoutOverlap).toEqual(differences(b, a).withoutOverlap);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom<Dialect>('strongswan', 'strongswan-log', 'libreswan', 'libreswan-log'),
        (x, dialect) => {
          const list = parseProposals(x, dialect, 'IKE');
          differences(list, list);
        },
      ),
    );
  });
});
