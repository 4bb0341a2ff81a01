import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText, sniffText } from '../shared/testing.ts';
import { swanctlListCerts } from './reader.ts';

const listing = `
List of X.509 End Entity Certificates

  subject:  "C=KR, O=Example Works, CN=a.example"
  issuer:   "C=KR, O=Example Works, CN=Root"
  validity:  not before Jan 10 09:00:00 2024, ok
             not after  Jan 10 09:00:00 2025, expired (317 days ago)
  serial:    00:ab:12
  altNames:  a.example, 192.0.2.10
  flags:     serverAuth ikeIntermediate 
  authkeyId: aa:01
  subjkeyId: bb:02
  pubkey:    RSA 2048 bits, has private key
  keyid:     11:22
  subjkey:   bb:02

List of X.509 CA Certificates

  subject:  "C=KR, O=Example Works, CN=Root"
  issuer:   "C=KR, O=Example Works, CN=Root"
  validity:  not before Jan 01 00:00:00 UTC 2020, ok
             not after  Jan 01 00:00:00 UTC 2040, ok (expires in 5000 days)
  serial:    01
  flags:     CA CRLSign self-signed 
  subjkeyId: aa:01
  pubkey:    ED25519 256 bits

List of X.509 CRLs

  issuer:   "C=KR, O=Example Works, CN=Root"
  update:    this on Oct 01 00:00:00 2025, ok
             next on Nov 01 00:00:00 2025, expired (2 days ago)
  serial:    07
  authKeyId: aa:01
  1 revoked certificate:
    00:ab:12: Sep 01 12:00:00 2025, key compromise
`;
const ns = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;

describe('listings of certificates', () => {
  it('are known by content, and by name when empty', () => {
    expect(sniffText(swanctlListCerts, listing)).toBeGreaterThan(90);
    expect(sniffText(swanctlListCerts, listing.split('\n').slice(3, 16).join('\n'))).toBe(80);
    expect(sniffText(swanctlListCerts, '', 'list-certs.txt')).toBeGreaterThan(0);
  });

  it('tell certificates, authorities and lists of the daemon', () => {
    const reading = readText(swanctlListCerts, listing);
    expect(reading.observations).toMatchObject([
      {
        kind: 'certificate',
        from: 'daemon',
        subject: 'C=KR, O=Example Works, CN=a.example',
        serial: 'ab12',
        notBefore: ns('2024-01-10T09:00:00Z'),
        notAfter: ns('2025-01-10T09:00:00Z'),
        localTime: true,
        ca: false,
        altNames: [{ value: 'a.example' }, { value: '192.0.2.10' }],
        extendedKeyUsage: ['serverAuth', 'ikeIntermediate'],
        authorityKeyId: 'aa01',
        subjectKeyId: 'bb02',
        key: 'RSA 2048',
        ownKey: true,
        src: { at: [{ line: 4 }, { line: 15 }] },
      },
      { ca: true, notAfter: ns('2040-01-01T00:00:00Z'), ownKey: false },
      {
        kind: 'revocation-list',
        issuer: 'C=KR, O=Example Works, CN=Root',
        revoked: [{ serial: 'ab12', at: ns('2025-09-01T12:00:00Z'), reason: 'keyCompromise' }],
      },
      { kind: 'listing', of: 'certificates', entries: 3, loaded: true },
    ]);
    expect(reading.observations[1]).not.toHaveProperty('localTime');
  });

  it('a single certificate is no listing of all', () => {
    const one = listing.split('\n').slice(3, 16).join('\n');
    expect(readText(swanctlListCerts, one).observations).toMatchObject([
      { kind: 'certificate', from: 'file', ownKey: true },
    ]);
  });

  it('what is inside a name is no field', () => {
    const odd =
      'List of X.509 CA Certificates\n\n  subject:  "CN=x\\", has private key"\n  issuer:   "CN=y, serial:    ff"\n  serial:    02\n';
    expect(readText(swanctlListCerts, odd).observations[0]).toMatchObject({ ownKey: false, serial: '02' });
  });

  it('never throws', () => {
    const piece = fc.oneof(fc.constantFrom(...listing.split('\n')), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (lines) => {
        expect(readText(swanctlListCerts, lines.join('\n')).faults.some((one) => one.line === null)).toBe(false);
      }),
    );
  });
});
