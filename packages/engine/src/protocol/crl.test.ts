import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCertificate, makeCrl } from './certificate.fixture.ts';
import { readCrl } from './crl.ts';

const ns = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;

describe('revocation lists', () => {
  const list = makeCrl({
    issuer: 'C=KR, O=Example Works, CN=Root',
    nextUpdate: '2025-11-01T00:00:00Z',
    issuerKeyId: 'a1b2',
    revoked: [
      { serial: '00ff01', at: '2025-09-01T12:00:00Z', reason: 1 },
      { serial: '1002', at: '2025-09-02T12:00:00Z' },
    ],
  });

  it('are read with their entries', () => {
    expect(readCrl(list)).toEqual({
      issuer: 'C=KR, O=Example Works, CN=Root',
      thisUpdate: ns('2025-10-01T00:00:00Z'),
      nextUpdate: ns('2025-11-01T00:00:00Z'),
      authorityKeyId: 'a1b2',
      number: '07',
      partial: false,
      revoked: [
        { serial: 'ff01', at: ns('2025-09-01T12:00:00Z'), reason: 'keyCompromise' },
        { serial: '1002', at: ns('2025-09-02T12:00:00Z'), reason: null },
      ],
      entries: 2,
    });
    expect(readCrl(makeCrl({ issuer: 'CN=x' }))).toMatchObject({ revoked: [], nextUpdate: null });
    expect(readCrl(makeCrl({ issuer: 'CN=x', delta: true }))?.partial).toBe(true);
  });

  it('are not certificates', () => {
    expect(readCrl(makeCertificate({ subject: 'CN=a', issuer: 'CN=b' }))).toBeUndefined();
  });

  it('cut or spoilt never throw', () => {
    fc.assert(
      fc.property(fc.nat(list.length), fc.nat(list.length - 1), fc.nat(255), (length, at, byte) => {
        const spoilt = Uint8Array.from(list);
        spoilt[at] = byte;
        expect(() => readCrl(spoilt.subarray(0, length))).not.toThrow();
      }),
    );
  });
});
