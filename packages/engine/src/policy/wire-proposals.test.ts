import { describe, expect, it } from 'vitest';
import type { Proposal as WireProposal, SuiteV1, Transform } from '../protocol/ike/message.ts';
import { formatProposal } from './proposals.ts';
import { proposalsOfSa } from './wire-proposals.ts';

const named = (id: number, name: string) => ({ id, name });

function transform(more: Partial<Transform>): Transform {
  return {
    offset: 0,
    length: 8,
    number: null,
    type: null,
    transform: named(0, ''),
    keyLength: null,
    attributes: [],
    suite: null,
    ...more,
  };
}

function proposal(protocol: string, transforms: readonly Transform[]): WireProposal {
  return {
    offset: 0,
    length: 8,
    number: 1,
    protocol: named(1, protocol),
    spi: '',
    claimedTransforms: transforms.length,
    transforms,
  };
}

const suite: SuiteV1 = {
  encryption: null,
  keyLength: null,
  hash: null,
  authentication: null,
  group: null,
  encapsulation: null,
  lifeSeconds: null,
  lifeKilobytes: null,
  extendedSequence: null,
  gssIdentity: null,
};

describe('proposals of SA payloads', () => {
  it('takes IKEv2 transforms', () => {
    const got = proposalsOfSa([
      proposal('IKE', [
        transform({ type: named(1, 'ENCR'), transform: named(12, 'ENCR_AES_CBC'), keyLength: 256 }),
        transform({ type: named(3, 'INTEG'), transform: named(12, 'AUTH_HMAC_SHA2_256_128') }),
        transform({ type: named(2, 'PRF'), transform: named(5, 'PRF_HMAC_SHA2_256') }),
        transform({ type: named(4, 'KE'), transform: named(14, 'modp2048') }),
        transform({ type: named(4, 'KE'), transform: named(19, 'ecp256') }),
        transform({ type: named(6, 'ADDKE1'), transform: named(36, 'ML-KEM-768') }),
      ]),
    ]);
    expect(got.map(formatProposal)).toEqual([
      'ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048+ecp256/ADDKE1:ML-KEM-768',
    ]);
  });

  it('takes each IKEv1 transform as an offer', () => {
    const offer = (encryption: string, keyLength: number | null, hash: string) =>
      transform({
        suite: {
          ...suite,
          encryption: named(7, encryption),
          keyLength,
          hash: named(2, hash),
          group: named(2, 'modp1024'),
        },
      });
    const phase1 = proposalsOfSa([
      proposal('PROTO_ISAKMP', [
        offer('AES-CBC', 128, 'SHA1'),
        offer('3DES-CBC', null, 'MD5'),
        offer('AES-CBC', null, 'SHA1'),
      ]),
    ]);
    expect(phase1.map(formatProposal)).toEqual([
      'ENCR_AES_CBC_128/AUTH_HMAC_SHA1_96/PRF_HMAC_SHA1/modp1024',
      'ENCR_3DES/AUTH_HMAC_MD5_96/PRF_HMAC_MD5/modp1024',
      'ENCR_AES_CBC/AUTH_HMAC_SHA1_96/PRF_HMAC_SHA1/modp1024',
    ]);
    const phase2 = proposalsOfSa([
      proposal('PROTO_IPSEC_ESP', [
        offer('ESP_AES-CBC', 256, 'HMAC-SHA2-256'),
        offer('ESP_AES-GCM_16', 256, 'HMAC-SHA1'),
      ]),
      proposal('PROTO_IPSEC_AH', [offer('AH_SHA', null, 'HMAC-SHA1')]),
      proposal('PROTO_IPCOMP', []),
    ]);
    expect(phase2.map(formatProposal)).toEqual([
      'ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/modp1024',
      'ENCR_AES_GCM_16_256/modp1024',
      'AUTH_HMAC_SHA1_96/modp1024',
    ]);
  });
});
